"""Paths in the program, read off tiny scenarios by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from juncture.analysis.paths import Paths, paths
from juncture.language import LanguageError
from juncture.program.compile import read_scenario
from juncture.program.trace import trace
from scenarios_for_tests import loaded

ACTS = """
riot:
  title: Riot
  by: reds
  requires: threat > 0.2
  pace: 3 days
  drivers: {bread from 10: 0.5}
  effects: [threat += 0.1, "support(reds, town) -= bread / 100"]
strike: {title: Strike, pace: 5 days, opens: 2 days after riot}
motion:
  title: Motion
  verb: vote
  by: committee
  body: committee
  motion: m
  aye: {ann: threat, bob: 0.5, cat: 0.5}
  pace: 2 days
alone: {title: Alone, pace: 2 days}
follows: {title: Follows, pace: 2 days, requires: "result(motion, carried)"}
"""
OUTCOMES = """
motion: {title: An outcome with the name of an act, when: done(alone)}
victory: {title: Victory, when: "result(motion, carried) and done(strike)"}
otherwise: {title: Anything, when: 1}
"""


@pytest.fixture
def tiny(tmp_path: Path) -> Paths:
    scenario = loaded(tmp_path, acts=ACTS, outcomes=OUTCOMES, daily="- bread -= threat")
    return paths(scenario, trace(scenario))


@pytest.mark.parametrize(
    ("cut", "of", "path"),
    [
        ("threat", "riot", ["threat", "riot"]),  # a guard
        ("bread", "riot", ["bread", "riot"]),  # a driver
        ("riot.drivers.bread", "riot", ["riot.drivers.bread", "riot"]),
        ("riot.drivers.bread", "strike", ["riot.drivers.bread", "riot", "strike"]),
        ("riot", "threat", ["riot", "threat"]),  # an effect
        ("bread", "support(reds, town)", ["bread", "support(reds, town)"]),  # read by an effect
        ("threat", "bread", ["threat", "bread"]),  # the daily program
        ("riot", "strike", ["riot", "strike"]),  # a window
        ("threat", "motion", ["threat", "motion"]),  # a draw of its event; the act is meant, not the outcome
        ("motion", "follows", ["motion", "follows"]),  # a result
        ("motion", "victory", ["motion", "victory"]),
        ("riot", "victory", ["riot", "strike", "victory"]),
        ("riot", "bread", ["riot", "threat", "bread"]),
        ("riot", "riot", ["riot"]),
        ("present(committee)", "motion", ["present(committee)", "motion"]),  # a sum: any of its slots
    ],
)
def test_the_shortest_path_is_what_the_program_reads(tiny: Paths, cut: str, of: str, path: list[str]):
    found = tiny.joined(cut, of)
    assert found is not None
    assert [name for name in found if not name.startswith("result(")] == path


@pytest.mark.parametrize(
    ("cut", "of"),
    [("strike", "riot"), ("alone", "victory"), ("victory_gauge", "riot"), ("support(reds, town)", "riot")],
)
def test_what_nothing_reads_has_no_path(tiny: Paths, cut: str, of: str):
    """A path goes with the arrows only; a name that is none is refused."""
    if cut == "victory_gauge":
        with pytest.raises(LanguageError, match="unknown name 'victory_gauge'"):
            tiny.joined(cut, of)
        return
    assert tiny.joined(cut, of) is None
    assert tiny.steps(cut, of) is None


def test_an_effect_that_only_adds_to_a_slot_does_not_make_it_a_cause_of_the_others(tmp_path: Path):
    """`threat += 1` reads threat, but what else the event changes does not follow from it."""
    acts = "riot: {title: Riot, pace: 3 days, effects: [threat += 0.1, bread -= 1]}"
    scenario = loaded(tmp_path, acts=acts)
    found = paths(scenario, trace(scenario))
    assert found.joined("threat", "bread") is None
    assert found.steps("riot", "bread") == 1


def test_every_hypothesis_of_petrograd_names_things_of_the_model():
    """Both ends are checked names; whether they are joined is a finding, not a condition."""
    scenario, model = read_scenario("petrograd-1917")
    assert [hypothesis.name for hypothesis in model.hypotheses] == list(scenario.form.hypotheses)
