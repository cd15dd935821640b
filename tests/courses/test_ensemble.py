import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from juncture.courses.ensemble import Ensemble, keeping_assumptions, simulate
from juncture.kernel.run import BLOCK, Plan, run_courses

SEED = 3


def whole(town, first=7, count=300):
    return run_courses(town.program, SEED, first, count, keeping_assumptions(town.program))


def test_it_holds_what_the_kernel_gave_course_by_course(town, ensemble):
    batch = whole(town)
    rows, values = batch.whole.tolist(), batch.results.tolist()
    used = 0
    for i, (course, act, instant, possible, broken) in enumerate(rows):
        size = len(town.program.model.acts[act].results)
        events = ensemble.events
        assert events.courses[i] == course - 7
        assert (events.acts[i], events.instants[i]) == (act, instant)
        assert (events.possible[i], events.broken[i]) == (possible, broken)
        first, last = events.value_offsets[i : i + 2]
        assert events.values[first:last].tolist() == values[used : used + size]
        used += size
    assert len(rows) == len(ensemble.events.acts)
    assert ensemble.outcomes.tolist() == batch.summary[:, 0].tolist()


def test_the_events_of_some_courses_stand_alone(ensemble):
    part = ensemble.events.between(10, 13)
    kept = np.isin(ensemble.events.courses, (10, 11, 12))
    assert part.instants.tolist() == ensemble.events.instants[kept].tolist()
    assert part.courses.tolist() == (ensemble.events.courses[kept] - 10).tolist()
    assert len(part.values) == part.value_offsets[-1]


def test_counts_and_shares_speak_of_every_course(ensemble):
    statuses = ensemble.status_counts()
    assert list(statuses) == ["ran to the end", "stopped: the speed of 'flight' was negative or not a number"]
    assert sum(statuses.values()) == ensemble.count == 300
    counts = ensemble.outcome_counts()
    assert list(counts) == ["stormed", "taxed", "otherwise"]
    assert sum(counts.values()) == statuses["ran to the end"] == (ensemble.status == 0).sum()
    assert sum(ensemble.outcome_shares().values()) == pytest.approx(1)


def test_happened_finds_the_courses_of_an_act(town, ensemble):
    batch = whole(town)
    act = ensemble.labels.acts.index("attack")
    courses = set(batch.whole[batch.whole[:, 1] == act, 0].tolist())
    assert [place + 7 in courses for place in range(300)] == ensemble.happened("attack").tolist()


def test_twins_share_one_row_of_assumptions(town, ensemble):
    """A pair that the ensemble cuts in two still has its row."""
    batch = whole(town)
    assert ensemble.assumptions.shape == (151, len(ensemble.labels.numbers))
    assert np.array_equal(ensemble.assumptions[ensemble.pairs], batch.kept)
    assert ensemble.pairs[:3].tolist() == [0, 1, 1]


def test_a_part_of_an_ensemble_is_the_same_courses(town, ensemble):
    part = simulate(town.scenario, town.program, 20, SEED, first=17)
    assert part.events.instants.tolist() == ensemble.events.between(10, 30).instants.tolist()


def test_without_events_everything_else_is_kept(town, ensemble):
    lean = simulate(town.scenario, town.program, 300, SEED, first=7, keep_events=False)
    assert lean.events is None
    assert lean.outcome_counts() == ensemble.outcome_counts()
    with pytest.raises(ValueError, match="keep_events=True"):
        lean.happened("attack")


def test_progress_is_told_after_each_block(town):
    told = []
    courses = 2 * BLOCK + 200
    simulate(town.scenario, town.program, courses, SEED, progress=lambda *numbers: told.append(numbers))
    assert told == [(BLOCK, courses), (2 * BLOCK, courses), (courses, courses)]


def test_a_replay_counts_what_its_courses_hold_impossible(town):
    plan = Plan(town.program.model.record_until)
    replayed = simulate(town.scenario, town.program, 20, SEED, plan=plan)
    assert replayed.plan == plan
    assert np.isfinite(replayed.likelihood).all()
    assert (replayed.likelihood < 0).all()
    assert not replayed.stubborn_events.any()


def test_nothing_that_is_no_ensemble_is_collected(town):
    def collect(*batches):
        return Ensemble.collect(town.program, town.scenario, SEED, batches)

    first, third = (run_courses(town.program, SEED, start, 10) for start in (0, 20))
    with pytest.raises(ValueError, match="from course 20 on; expected courses from 10 on"):
        collect(first, third)
    with pytest.raises(ValueError, match="no courses"):
        collect()
    with pytest.raises(ValueError, match="keeping_assumptions"):
        collect(run_courses(town.program, SEED, 0, 10, Plan(keep=(0, 1))))
    with pytest.raises(ValueError, match="0 courses"):
        simulate(town.scenario, town.program, 0, SEED)


def test_courses_that_kept_nothing_have_no_assumptions(town):
    batch = run_courses(town.program, SEED, 0, 10)
    assert Ensemble.collect(town.program, town.scenario, SEED, [batch]).assumptions.shape == (5, 0)


def test_a_plan_keeps_the_assumptions_beside_what_it_says(town, ensemble):
    plan = Plan(5)
    keeping = keeping_assumptions(town.program, plan)
    assert replace(keeping, keep=()) == plan
    kept = [town.program.slots[place].names[0] for place in keeping.keep]
    assert kept == list(ensemble.labels.numbers)
    assert "attack.pace" in kept


def test_the_command_line_starts_without_numba_and_pyarrow():
    """`juncture --help` must answer at once."""
    code = "import sys, juncture.cli, juncture.courses; print({'numba', 'pyarrow'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"
