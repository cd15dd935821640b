import numpy as np

from juncture.courses import tables
from juncture.courses.ensemble import simulate
from juncture.courses.tables import table
from juncture.kernel.run import run_courses

SEED = 3


def test_each_row_tells_one_course_in_names(town, ensemble):
    """The reference is a loop over the kernel's own arrays; the table itself is built without one."""
    model, rules = town.program.model, town.program.rules
    batch = run_courses(town.program, SEED, 7, 300)
    told = {number: [] for number in range(7, 307)}
    used = 0
    for course, act, instant, possible, broken in batch.whole.tolist():
        names = [slot.names[1] for slot in model.acts[act].results]
        results = list(zip(names, batch.results[used : used + len(names)].tolist(), strict=True))
        used += len(names)
        told[course].append(
            {
                "act": model.acts[act].name,
                "instant": instant,
                "possible": bool(possible),
                "rules_broken": [rule for bit, rule in enumerate(rules) if broken >> bit & 1],
                "results": results,
            }
        )
    rows = table(ensemble).to_pylist()
    assert [row["course"] for row in rows] == list(told)
    assert [row["events"] for row in rows] == list(told.values())
    assert any(event["rules_broken"] for row in rows for event in row["events"])


def test_a_stopped_course_has_no_outcome_but_a_status(ensemble):
    rows = table(ensemble).select(["outcome", "status"]).to_pylist()
    assert {row["status"] for row in rows if row["outcome"] is None} == {
        "stopped: the speed of 'flight' was negative or not a number"
    }
    assert {row["status"] for row in rows if row["outcome"]} == {"ran to the end"}


def test_twins_stand_beside_the_same_assumptions(ensemble):
    rows = table(ensemble).to_pylist()
    by_pair = {}
    for row in rows:
        assert row["pair"] == row["course"] // 2
        assert by_pair.setdefault(row["pair"], row["assumptions"]) == row["assumptions"]
    assert list(rows[0]["assumptions"]) == list(ensemble.labels.numbers)
    assert [list(row["assumptions"].values()) for row in rows] == ensemble.assumptions[ensemble.pairs].tolist()


def test_parts_of_any_size_make_the_same_table(ensemble, monkeypatch):
    one = table(ensemble)
    monkeypatch.setattr(tables, "ROWS", 64)
    parts = table(ensemble)
    assert parts["events"].num_chunks == 5
    assert parts.to_pylist() == one.to_pylist()


def test_what_there_is_not_has_no_column(club):
    """Every number of the club is certain, and no act of it breaks a rule."""
    rows = table(simulate(club.scenario, club.program, 50, SEED))
    assert "assumptions" not in rows.column_names
    assert not any(event["rules_broken"] for row in rows.to_pylist() for event in row["events"])
    lean = table(simulate(club.scenario, club.program, 50, SEED, keep_events=False))
    assert "events" not in lean.column_names
    assert np.array_equal(lean["course"], np.arange(50))
