"""`Scenario.ledger`: the finding of the command, with a table of what each number moves."""

from __future__ import annotations

import pytest

from juncture import Scenario
from scenarios_for_tests import HEAD, text_of, written


@pytest.fixture(scope="module")
def strike(tmp_path_factory) -> Scenario:
    text = text_of(
        head=HEAD.replace("2000-03-31", "2000-01-10"),
        things="",
        gauges="anger: {title: Anger, start: {value: 0.2 .. 1, because: nobody counted the complaints}}",
        acts="strike: {title: The works strike, pace: 10 / anger}",
        outcomes="struck: {title: The works have struck, when: done(strike)}\notherwise: {title: Peace, when: 1}",
    )
    return Scenario.load(written(tmp_path_factory.mktemp("strike"), text))


def test_the_table_has_a_row_for_each_outcome_that_a_number_moves(strike):
    found = strike.ledger(4000)
    rows = found.to_arrow().to_pylist()
    assert [(row["number"], row["outcome"]) for row in rows] == [
        (number.name, moved.outcome) for number in found.numbers for moved in number.moves
    ]
    assert {row["outcome"] for row in rows} == {"struck", "otherwise"}
    for row in rows:
        assert row["low"] <= row["difference"] <= row["high"]
        assert row["share"] == pytest.approx(1.0, abs=0.3)


def test_it_reads_like_the_command_and_has_every_outcome_as_json(strike):
    found = strike.ledger(4000)
    assert "gauges.anger.start" in repr(found)
    assert '"struck"' in found.to_json() and "<table>" in found._repr_html_()


def test_a_ledger_of_fixed_numbers_is_empty():
    found = Scenario.load("club-quorum").ledger(400)
    assert found.numbers == () and found.to_arrow().num_rows == 0


def test_too_few_courses_are_refused(strike):
    with pytest.raises(ValueError, match="50 draws of the assumptions; expected at least 100"):
        strike.ledger(100)
