"""Replay of the club's record: closed forms by hand."""

from __future__ import annotations

import dataclasses
import math

import pytest

from juncture.analysis.outcomes import outcomes
from juncture.analysis.replay import replay
from juncture.courses.ensemble import simulate
from juncture.program.compile import compile_scenario
from juncture.program.lower import lower
from juncture.scenario.load import load


@pytest.fixture(scope="module")
def club():
    scenario = load("club-quorum")
    return scenario, compile_scenario(scenario)


def test_the_clubs_surprises_are_those_of_two_competing_clocks(club):
    """Call at noon on day 3 (2.5 days in): speeds 1/4 and 1/6 a day, so which = (1/4) / (1/4 + 1/6) = 0.6, and its
    run-off is 2.5/4. The boycott comes at 4.5 days: alone, so certain, with run-off 4.5/6."""
    found = replay(*club, courses=100)
    call, boycott, meeting, decision = found.entries
    assert call.which == pytest.approx(0.6)
    assert call.bits == pytest.approx(-math.log2(0.6))
    assert call.when == pytest.approx(math.exp(-2.5 / 4))
    assert boycott.which == pytest.approx(1.0)
    assert boycott.when == pytest.approx(math.exp(-4.5 / 6))
    assert meeting.at_once and decision.at_once
    assert [entry.possible for entry in found.entries] == [1, 1, 1, 1]
    assert found.stubborn == 0 and not found.unrecorded and not found.stopped
    assert [fact.holds for fact in found.facts] == [1.0]


def test_an_event_that_the_record_puts_outside_its_window_is_impossible(club):
    """The call two days late: its window is closed, so it is forced, counted, and kept out of the likelihood."""
    scenario, program = club
    model = program.model
    late = dataclasses.replace(model.record[0], instant=11 * 86400, first=11 * 86400, last=11 * 86400)
    program = lower(dataclasses.replace(model, record=(late, *model.record[3:])))
    found = replay(scenario, program, courses=50)
    assert found.entries[0].possible == 0.0
    assert found.stubborn == 1.0
    assert math.isnan(found.log_likelihood[0])
    assert found.least_possible == 0.0


def test_an_act_at_once_that_the_record_does_not_tell_of_is_listed(club):
    scenario, program = club
    model = program.model
    program = lower(dataclasses.replace(model, record=model.record[:2]))
    found = replay(scenario, program, courses=200)
    assert set(found.unrecorded) <= {"meeting", "decision"}
    assert found.unrecorded["meeting"] == 1.0


def test_outcome_probabilities_add_up_and_acts_have_shares(club):
    scenario, program = club
    found = outcomes(scenario, simulate(scenario, program, 2000, 1))
    assert sum(outcome.probability.value for outcome in found.outcomes) == pytest.approx(1.0)
    assert 0 < found.acts["boycott"] < found.acts["call"] < 1
    assert not found.stopped
