"""Overlays that ship with a scenario, and the one that is generated: flat priors."""

from __future__ import annotations

import math
import sys
from pathlib import Path

import numpy as np
import pytest

from juncture.analysis.questions import read_question, shipped_questions
from juncture.courses.ensemble import simulate
from juncture.language import ProblemsFound
from juncture.language.expression import Quantity
from juncture.program.compile import compile_scenario
from juncture.program.trace import trace
from juncture.scenario.beside import QUESTIONS, names_beside
from juncture.scenario.load import SHIPPED, load
from scenarios_for_tests import text_of, written

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "tools"))
import flat_overlay

ACTS = """
fixed: {title: Fixed, pace: 6 days}
spread: {title: Spread, pace: {value: 4 hours ± 60%, fitted: the wait, cite: []}}
ranged: {title: Ranged, pace: 2 .. 8 days, because: a guess}
formula: {title: Formula, pace: "3 days if threat > 0.5 else 6 .. 9 days", because: a guess}
driven:
  title: Driven
  pace: at once
  requires: threat > 0.9
pushed:
  title: Pushed
  pace: 5 days
  drivers:
    threat from 0.5: 2
    bread from 10: {value: -0.4 .. -0.2, because: hunger}
    done(fixed) from 0: {value: 1 if threat > 0 else 2}
"""


def scenario_with_overlays(folder: Path) -> Path:
    written(folder, text_of(acts=ACTS))
    written(folder / "overlays", "acts: {fixed: {pace: 60 days}}\n", "slow.yaml")
    return folder


def test_an_overlay_that_ships_is_found_by_its_name_and_is_no_part_of_the_scenario(tmp_path):
    folder = scenario_with_overlays(tmp_path)
    plain, slow = load(folder), load(folder, ["slow"])
    assert plain.form.acts["fixed"].pace.text == "6 days"
    assert slow.form.acts["fixed"].pace.text == "60 days"
    assert load(folder, [folder / "overlays" / "slow.yaml"]).digest == slow.digest != plain.digest


def test_an_unknown_overlay_is_told_with_those_that_ship(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = scenario_with_overlays(tmp_path / "a")
    with pytest.raises(ProblemsFound) as caught:
        load(folder, ["slo", "nowhere.yaml"])
    assert [str(problem) for problem in caught.value.problems] == [
        "nowhere.yaml: no such overlay; expected a YAML file, or one that ships with the scenario: slow",
        "slo: no such overlay; expected a YAML file, or one that ships with the scenario: slow; did you mean 'slow'?",
    ]


def test_flat_priors_open_paces_and_drivers_and_nothing_else(tmp_path):
    folder = scenario_with_overlays(tmp_path)
    written(folder / "overlays", flat_overlay.flat(load(folder)), "flat.yaml")
    flat, plain = load(folder, ["flat"]), load(folder)
    paces = {name: act.pace for name, act in flat.form.acts.items()}
    (fixed,), (spread,), (ranged,) = (paces[name].alternatives for name in ("fixed", "spread", "ranged"))
    assert (fixed.law, fixed.a, fixed.b) == ("uniform", 2, 18)
    assert (spread.a * 24, spread.b * 24) == pytest.approx((4 / 3, 12), rel=1e-3)
    assert (ranged.a, ranged.b) == pytest.approx((4 / 3, 12), rel=1e-3)  # the geometric mean of 2 and 8 is 4
    assert paces["driven"] == "at once"
    strengths = list(flat.form.acts["pushed"].drivers.values())
    assert [(s.alternatives[0].a, s.alternatives[0].b) for s in strengths[:2]] == [
        (1, 3),
        pytest.approx((-0.45, -0.15)),
    ]
    assert all(not isinstance(value, Quantity) or not value.note.fitted for value in (*paces.values(), *strengths))
    numbers = [
        number for number in compile_scenario(flat).model.numbers if ".pace" in number.name or ".drivers" in number.name
    ]
    assert {number.status for number in numbers if not number.quantity.is_fixed} == {"assumption"}
    assert flat.form.model_copy(update={"acts": plain.form.acts}) == plain.form


def test_a_formula_is_multiplied_by_a_factor_that_is_uniform_in_its_logarithm(tmp_path):
    folder = scenario_with_overlays(tmp_path)
    written(folder / "overlays", flat_overlay.flat(load(folder)), "flat.yaml")
    scenario = load(folder, ["flat"])
    ensemble = simulate(scenario, compile_scenario(scenario), 4000, 1)
    names = ensemble.labels.numbers
    factor = [name for name in names if name.startswith("formula.pace")][-1]
    for name in ("fixed.pace", factor):
        drawn = np.log(ensemble.assumptions[:, names.index(name)])
        middle = math.log(6) if name == "fixed.pace" else 0.0
        assert abs(drawn.mean() - middle) < 4 * math.log(9) / math.sqrt(12 * 2000)
        assert drawn.std() == pytest.approx(math.log(9) / math.sqrt(12), rel=0.05)


def test_the_shipped_flat_overlays_are_up_to_date():
    """After a change of a pace or driver: `python tools/flat_overlay.py`."""
    files = list(SHIPPED.glob("*/overlays/flat.yaml"))
    assert files
    for file in files:
        assert file.read_text(encoding="utf-8") == flat_overlay.flat(load(file.parent.parent)), file


def test_a_question_that_ships_is_found_by_its_name_and_is_no_part_of_the_scenario(tmp_path):
    folder = scenario_with_overlays(tmp_path)
    digest = load(folder).digest
    question = "question: What if it were later?\nchanges: [delay fixed by 2 days]\n"
    written(folder / "whatif", question, "later.yaml")
    scenario = load(folder)
    assert scenario.digest == digest and names_beside(folder, QUESTIONS) == ["later"]
    assert read_question("later", scenario).form.question == "What if it were later?"
    with pytest.raises(
        ProblemsFound, match=r"no such question; .* ships with the scenario: later; did you mean 'later'"
    ):
        read_question("latr", scenario)


def test_questions_that_an_overlay_leaves_nothing_to_ask_about_are_left_out_where_that_is_wanted(tmp_path):
    folder = scenario_with_overlays(tmp_path)
    for name, act in (("later", "fixed"), ("gone", "spread")):
        question = f"question: What if?\nat: 2000-01-02\nchanges: [prevent {act}]\n"
        written(folder / "whatif", question, f"{name}.yaml")
    written(folder / "overlays", "acts: {spread: null}\n", "without.yaml")
    plain, without = load(folder), load(folder, ["without"])
    assert [asked.name for asked in shipped_questions(plain, trace(plain))] == ["gone", "later"]
    assert [asked.name for asked in shipped_questions(without, trace(without), those_that_fit=True)] == ["later"]
    with pytest.raises(ProblemsFound, match=r"gone.yaml:3:19: unknown act 'spread'"):
        shipped_questions(without, trace(without))
