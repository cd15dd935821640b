"""The second real crisis, written as data alone: it is sound, its record can happen, and it shows both calendars."""

from __future__ import annotations

from functools import cache

import pytest

from juncture.analysis.asking import read_changes
from juncture.analysis.numbers import number_statuses
from juncture.analysis.outcomes import outcomes
from juncture.analysis.questions import read_question
from juncture.analysis.replay import Replayed, replay
from juncture.courses.ensemble import simulate
from juncture.program.compile import compile_scenario
from juncture.program.program import Program
from juncture.scenario.beside import QUESTIONS, names_beside
from juncture.scenario.load import folder_of, load
from juncture.scenario.scenario import Scenario


@cache
def brumaire() -> tuple[Scenario, Program]:
    scenario = load("brumaire-1799")
    return scenario, compile_scenario(scenario)


@cache
def replayed() -> Replayed:
    return replay(*brumaire(), courses=300)


def test_every_number_has_a_source_or_a_spread_and_a_reason():
    scenario, program = brumaire()
    found = number_statuses(scenario, program.model)
    assert not found.bare and not found.not_in_claim


def test_every_recorded_event_and_result_is_possible_in_every_draw_of_the_assumptions():
    found = replayed()
    assert len(found.entries) == len(brumaire()[0].form.record)
    assert [entry.possible for entry in found.entries] == [1.0] * len(found.entries)
    assert found.stubborn == 0 and not found.unrecorded and not found.stopped


def test_what_the_sources_attest_holds_along_the_record():
    assert [fact.holds for fact in replayed().facts] == [1.0] * len(replayed().facts)


def test_the_breaches_of_the_constitution_are_told():
    """The command, the directors held, the hall cleared, the rump's vote: art. 144, 110, 62 and 75 of year III."""
    unlawful = {entry.act for entry in replayed().entries if entry.lawful == 0}
    assert unlawful == {"command_taken", "luxembourg_guarded", "hall_cleared", "rump_votes"}


def test_dates_are_shown_in_both_calendars():
    scenario, _ = brumaire()
    (dispersed,) = (entry for entry in replayed().entries if entry.act == "hall_cleared")
    assert scenario.shown(dispersed.instant, time=False) == "10 Nov 1799 (19 Brumaire VIII)"
    assert scenario.shown(0, time=False) == "1 Nov 1799 (10 Brumaire VIII)"


def test_no_end_is_certain_and_every_act_has_its_courses():
    """An end that nearly always comes, or an act that never does, would be no question put to history."""
    scenario, program = brumaire()
    found = outcomes(scenario, simulate(scenario, program, 10_000, 1))
    assert max(found.chances.values()) < 0.9 and not found.stopped
    assert min(found.acts[name] for name in scenario.form.acts) > 0.003  # rarest: about 0.006, give or take 0.001


def test_every_hypothesis_names_things_of_the_model():
    scenario, program = brumaire()
    assert [hypothesis.name for hypothesis in program.model.hypotheses] == list(scenario.form.hypotheses)


@pytest.mark.parametrize("name", names_beside(folder_of("brumaire-1799"), QUESTIONS))
def test_every_question_that_ships_can_be_read_by_its_name(name: str):
    scenario, program = brumaire()
    question = read_question(name, scenario)
    assert question.form.expected and all(expected.because for expected in question.form.expected)
    assert read_changes(scenario, program.model, question.changes, question.at)
