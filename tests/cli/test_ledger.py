"""`juncture ledger`: what is printed fits a terminal, is true to the numbers, and comes as JSON."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from juncture.analysis.intervals import Estimate
from juncture.analysis.ledger import ledger
from juncture.cli import main
from juncture.courses.ensemble import simulate
from juncture.program.compile import compile_scenario
from juncture.report.ledger import in_words
from juncture.scenario.load import load
from scenarios_for_tests import HEAD, text_of, written


@pytest.fixture
def juncture(capsys: pytest.CaptureFixture[str]):
    def run(*words: str, code: int = 0) -> tuple[str, str]:
        with pytest.raises(SystemExit) as stopped:
            main(("ledger", *words))
        captured = capsys.readouterr()
        assert (stopped.value.code or 0) == code
        return captured.out, captured.err

    return run


@pytest.fixture
def strike(tmp_path: Path) -> str:
    """They strike within the time given with a chance that hangs on the anger alone; nobody asks about the weather."""
    text = text_of(
        head=HEAD.replace("2000-03-31", "2000-01-10"),
        things="",
        gauges="""
          anger: {title: Anger in the works, start: {value: 0.2 .. 1, because: nobody counted the complaints}}
          weather: {title: Weather, start: {value: 0 .. 1, because: it was not written down}}
        """,
        acts="strike: {title: The works strike, pace: 10 / anger}",
        outcomes="struck: {title: The works have struck, when: done(strike)}\notherwise: {title: Peace, when: 1}",
    )
    return str(written(tmp_path / "strike", text))


def test_the_number_that_moves_the_outcome_is_told_with_its_place_and_its_direction(juncture, strike):
    out, err = juncture(strike, "--courses", "4000")
    assert err == ""
    assert max(len(line) for line in out.splitlines()) <= 80
    words = " ".join(out.split())
    for sentence in (
        "gauges.anger.start Anger in the works: 0.2 .. 1; assumption; scenario.yaml:7",
        "1 of 2 uncertain numbers moves some outcome by more than luck can show",
        "Most is due to a number of 'Anger in the works' (gauges.anger.start",
        "from its lowest fifth to its highest, the chance of",
        "by luck alone some number is listed in up to 3 of 100 such ledgers",
    ):
        assert sentence in words, sentence
    assert "gauges.weather" not in words


def test_one_outcome_may_be_asked_of_alone(juncture, strike):
    out, _ = juncture(strike, "--courses", "4000", "--outcome", "struck")
    assert "the chance of 'The works have struck' rises by" in " ".join(out.split())
    out, _ = juncture(strike, "--courses", "4000", "--outcome", "otherwise")
    assert "the chance of 'Peace' falls by" in " ".join(out.split())


def test_most_is_due_to_a_number_only_where_its_share_can_be_told(strike):
    scenario = load(strike)
    program = compile_scenario(scenario)
    found = ledger(program.model, simulate(scenario, program, 4000, 1))
    assert "Most is due to a number of 'Anger in the works'" in " ".join(in_words(scenario, found))
    number = replace(found.numbers[0], share=Estimate(math.nan, 0.0, 1.0))
    words = " ".join(in_words(scenario, replace(found, numbers=(number,))))
    assert "Most is due" not in words
    assert (
        "First of the list is a number of 'Anger in the works' (gauges.anger.start; its share cannot be told)" in words
    )


def test_json_has_all_that_was_found(juncture, strike):
    found = json.loads(juncture(strike, "--courses", "4000", "--json")[0])
    assert (found["courses"], found["draws"], found["uncertain"]) == (4000, 2000, 2)
    assert [number["name"] for number in found["numbers"]] == ["gauges.anger.start"]
    moved = {one["outcome"]: one["difference"]["value"] for one in found["numbers"][0]["moves"]}
    assert moved["struck"] == pytest.approx(-moved["otherwise"]) and moved["struck"] > 0.1
    assert set(found["outcomes"]) == {"struck", "otherwise"}


def test_the_same_seed_gives_the_same_ledger_whatever_the_threads(juncture, strike):
    once, again = (juncture(strike, "--courses", "1000", "--json", "--threads", n)[0] for n in ("1", "3"))
    assert once == again


def test_a_scenario_of_fixed_numbers_is_told_to_be_luck(juncture):
    out, _ = juncture("club-quorum", "--courses", "200")
    assert "No number of this scenario is uncertain" in " ".join(out.split())


def test_an_unknown_outcome_is_told_with_the_nearest_one(juncture):
    _, err = juncture("club-quorum", "--outcome", "mergd", code=2)
    assert "'mergd'; expected an outcome: merged, refused, no_quorum, otherwise; did you mean 'merged'?" in err


def test_too_few_courses_are_told_with_how_many_it_needs(juncture, strike):
    _, err = juncture(strike, "--courses", "100", code=2)
    assert "100 ran to the end; expected at least 100 pairs of twins" in err and "more than 200" in err
