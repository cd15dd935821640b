"""Bodies on their key dates, gauges by date: what a small scenario states, read back from replay."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from juncture.analysis.gauges import gauges
from juncture.analysis.sittings import sittings, sittings_at
from juncture.analysis.snapshots import Snapshots
from juncture.kernel.run import run_courses
from juncture.language.expression import Slot
from juncture.program.lower import lower
from juncture.program.trace import trace
from scenarios_for_tests import THINGS, loaded

DAY = 86400
ACTS = """
opening:
  title: The assembly opens
  verb: convene
  by: assembly
  body: assembly
  pace: 3 days
  effects: ["present(assembly, reds) = 40", "present(assembly, blues) = 30 .. 35", "present(assembly, greens) = 25", "threat = 0.8"]
  requires: present(assembly) >= 0
ballot:
  title: The assembly votes
  verb: vote
  by: assembly
  body: assembly
  motion: m
  aye: {reds: 0.9, blues: 0.1, greens: 0.5}
  pace: 3 days
  opens: after opening
leaving: {title: The reds leave, verb: walk_out, by: reds, body: assembly, faction: reds, pace: 3 days, opens: after ballot}
roll:
  title: The committee votes
  verb: vote
  by: committee
  body: committee
  motion: m
  aye: {ann: 0.9, bob: 0.5, cat: 0.1}
  pace: 3 days
"""
RECORD = """
- {act: opening, on: 2000-01-03}
- {act: ballot, on: 2000-01-05 18:00, result: {ayes: 50}}
- {act: roll, on: 2000-01-06, result: {ann: 1, bob: 1, cat: 0}}
- {act: leaving, on: 2000-01-08, result: {leavers: 40}}
"""
QUORUM = THINGS.replace(
    "size: 100, seats: {reds: 40, blues: 35, greens: 25}",
    "size: 110, quorum: 80, seats: {reds: 40, blues: 35, greens: 25}, present: {reds: 1}",
)


@pytest.fixture
def scenario(tmp_path: Path):
    return loaded(tmp_path, things=QUORUM, acts=ACTS, record=RECORD)


def test_each_body_is_read_just_after_its_recorded_events(scenario):
    found = {sitting.act: sitting for sitting in sittings(scenario, trace(scenario), 200)}
    assert list(found) == ["opening", "ballot", "leaving", "roll"]
    opening, ballot, leaving = found["opening"], found["ballot"], found["leaving"]
    assert opening.instant == 2.5 * DAY
    assert (opening.seats.whole, opening.size.whole, opening.quorum.whole) == (100, 110, 80)
    assert [bench.faction for bench in opening.benches] == ["reds", "blues", "greens"]
    assert [bench.present.whole for bench in opening.benches][::2] == [40, 25]
    assert 30 <= opening.benches[1].present.low < opening.benches[1].present.high <= 35
    assert ballot.votes is not None and ballot.votes.ayes.whole == 50 and ballot.to_the_minute
    assert ballot.votes.recorded == {"ayes": 50} and not ballot.votes.settled  # blues, and so nays, are not known
    assert leaving.benches[0].present.whole == 0 and leaving.benches[0].seats.whole == 40


def test_the_typical_replay_adds_up(scenario):
    """All numbers of a picture belong to one replay: seats and members are the sums of the factions'."""
    for sitting in sittings(scenario, trace(scenario), 200):
        assert sitting.present.typical == sum(bench.present.typical for bench in sitting.benches)
        assert sitting.needed.typical == sitting.present.typical // 2 + 1


def test_power_is_that_of_those_in_the_hall_and_nobody_has_any_without_the_quorum(scenario):
    """40, 30 to 35 and 25: no one alone, any two together, so a third each. Without the reds 60 at most are left."""
    found = {sitting.act: sitting for sitting in sittings(scenario, trace(scenario), 200)}
    assert found["opening"].met == 1 and found["leaving"].met == 0
    for bench in found["opening"].benches:
        assert bench.power is not None and bench.power.shapley_shubik == pytest.approx(1 / 3)
    assert all(bench.power is not None and bench.power.shapley_shubik == 0 for bench in found["leaving"].benches)


def test_members_of_a_roll_call_are_counted_by_their_factions_and_have_no_power_shown(scenario):
    (roll,) = (sitting for sitting in sittings(scenario, trace(scenario), 50) if sitting.body == "committee")
    assert [(bench.faction, bench.seats.whole, bench.power) for bench in roll.benches] == [
        ("reds", 1, None), ("blues", 1, None), ("greens", 1, None),
    ]  # fmt: skip
    assert roll.votes is not None
    assert (roll.votes.ayes.whole, roll.votes.nays.whole, roll.votes.settled) == (2, 1, True)


def test_bodies_can_be_read_at_any_instant(scenario):
    before, after = (
        {
            sitting.body: sitting.present.whole
            for sitting in sittings_at(scenario, trace(scenario), int(days * DAY), 50, 1)
        }
        for days in (1, 7.9)
    )
    assert before["assembly"] == 1
    assert 55 <= after["assembly"] <= 60


def test_a_body_of_whose_attendance_nothing_is_said_is_taken_as_present(tmp_path: Path):
    acts = "grow: {title: It grows, verb: set_rule, by: cabinet, body: assembly, quorum: 10, pace: 2 days}"
    scenario = loaded(tmp_path, acts=acts, record="- {act: grow, on: 2000-01-03}")
    (sitting,) = sittings(scenario, trace(scenario), 50)
    assert not sitting.attendance
    assert sitting.present.whole == sitting.seats.whole == 100


def test_observed_courses_are_those_of_the_scenario(scenario):
    """Observers change nothing: the same events at the same instants, course by course."""
    model = trace(scenario)
    plain = run_courses(lower(model), 5, 0, 100).whole
    program = Snapshots(model, {day * DAY: [Slot("threat")] for day in range(1, 80)}).program
    whole = run_courses(program, 5, 0, 100).whole
    assert np.array_equal(whole[whole[:, 1] < len(model.acts)], plain)


def test_a_gauge_is_read_as_its_start_value_and_its_changes_say(tmp_path: Path):
    """A uniform start: quantiles of the courses are the levels. A recorded event sets it: the replayed path jumps there.

    2,000 courses are 1,000 draws; the standard error of a median of them is half of 1 / sqrt(1000), or 0.016.
    """
    acts = "alarm: {title: Alarm, pace: 400 days, effects: [threat = 0.999]}"
    things = "gauges: {threat: {title: Threat, start: 0 .. 1}, idle: {title: Idle, start: 0.5}}\n"
    scenario = loaded(tmp_path, things=things, acts=acts, record="- {act: alarm, on: 2000-01-31}")
    found = gauges(scenario, trace(scenario), 2000, 200)
    assert found is not None
    (threat,) = found.followed  # no act reads or changes the other
    assert found.of == 2
    assert threat.courses[0] == pytest.approx([0.05, 0.25, 0.5, 0.75, 0.95], abs=0.065)
    before = np.array(found.instants) <= 30.5 * DAY
    assert np.all(threat.replayed[~before] == 0.999)
    assert np.all(np.abs(threat.replayed[before] - 0.5) < 0.2)


def test_a_path_outside_of_nine_courses_in_ten_is_told(tmp_path: Path):
    """The alarm happens in 5 % of courses in 20 days, and the record has it on the first: outside nearly all the time."""
    acts = "alarm: {title: Alarm, pace: 4000 days, effects: [threat = 1]}"
    things = "gauges: {threat: {title: Threat, start: 0.5}}\n"
    scenario = loaded(tmp_path, things=things, acts=acts, record="- {act: alarm, on: 2000-01-01 12:00}")
    found = gauges(scenario, trace(scenario), 400, 50)
    assert found is not None
    assert found.followed[0].outside > 0.9


def test_events_of_one_day_are_told_apart_in_the_order_of_the_record(tmp_path: Path):
    """Vote and walk-out on one day without hours: at the vote the reds are still there."""
    record = """
    - {act: opening, on: 2000-01-03}
    - {act: ballot, on: 2000-01-08, result: {ayes: 50}}
    - {act: leaving, on: 2000-01-08, result: {leavers: 40}}
    """
    scenario = loaded(tmp_path, things=QUORUM, acts=ACTS, record=record)
    found = {sitting.act: sitting for sitting in sittings(scenario, trace(scenario), 50)}
    assert [found[act].benches[0].present.whole for act in ("ballot", "leaving")] == [40, 0]
