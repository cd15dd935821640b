"""Occupation of key points."""

from pathlib import Path

import numpy as np
import pytest

from scenarios_for_tests import problems
from verbs_for_tests import WORLD, Trial, replaced

FIELDS = "verb: occupy, attacker: senate, defender: cabinet, places: [palace, harbour]"
N = 20_000


@pytest.mark.parametrize("men", [1, 30, 5000])
@pytest.mark.parametrize("decisiveness", [0.5, 1, 4])
def test_a_point_that_nobody_defends_falls_to_the_first_who_come(tmp_path: Path, men: float, decisiveness: float):
    """However few they are: a chance that grew with the men would leave some points standing."""
    fields = f"{FIELDS}, attack: {{harbour: {men}}}, defence: {{harbour: 0}}, decisiveness: {decisiveness}"
    assert Trial(tmp_path, fields).results(300)["harbour"].min() == 1


@pytest.mark.parametrize(
    ("more", "p"),
    [
        ("", 1 / 3),
        (", advantage: 4", 2 / 3),
        (", decisiveness: 2", 1 / 5),
        (", attack: {palace: 900}", 3 / 4),
        (", attack: {palace: 900}, defence: {palace: 2700}, decisiveness: 2", 1 / 10),
        (", attack: {palace: 0, harbour: 1}", 0),
    ],
)
def test_a_point_that_is_defended_falls_by_contest(tmp_path: Path, more: str, p: float):
    """Tullock's A^m / (A^m + D^m); unless stated, of the 150 men at the palace who obey the senate and the 300 others."""
    won = Trial(tmp_path, FIELDS + more).results(N)["palace"].mean()
    assert abs(won - p) <= 4 * np.sqrt(p * (1 - p) / N)


def test_a_defence_of_one_man_is_not_the_limit_of_a_smaller_one(tmp_path: Path):
    """Ten men against none always win; against one they lose one time in eleven. No smooth formula has that step."""
    chance = [
        Trial(tmp_path / d, f"{FIELDS}, attack: {{harbour: 10}}, defence: {{harbour: {d}}}")
        .results(N)["harbour"]
        .mean()
        for d in ("0", "0.001", "1", "10")
    ]
    assert chance[0] == 1
    assert chance == pytest.approx([1, 1, 10 / 11, 1 / 2], abs=0.015)


@pytest.mark.parametrize("momentum", [0, 1, 3])
def test_what_falls_without_a_fight_breaks_the_defence_of_the_rest(tmp_path: Path, momentum: float):
    """One of two points is undefended: at even force the other's odds are exp(momentum / 2)."""
    fields = f"{FIELDS}, attack: {{harbour: 1, palace: 80}}, defence: {{palace: 80}}, momentum: {momentum}"
    found = Trial(tmp_path, fields).results(N)
    p = 1 / (1 + np.exp(-momentum / 2))
    assert (found["seen"] == 0.5).all()
    assert abs(found["palace"].mean() - p) <= 4 * np.sqrt(p * (1 - p) / N)


def test_the_order_of_places_is_of_no_account(tmp_path: Path):
    """Not for the chances, and not for the luck."""
    fields = f"{FIELDS}, attack: {{harbour: 60}}, defence: {{harbour: 40}}, momentum: 2"
    there = Trial(tmp_path / "a", fields).results(500)
    back = Trial(tmp_path / "b", fields.replace("[palace, harbour]", "[harbour, palace]")).results(500)
    for name, values in there.items():
        np.testing.assert_array_equal(values, back[name])


def test_a_place_that_is_taken_passes_and_others_stay(tmp_path: Path):
    """One master before, one after."""
    effects = "['controls(cabinet, palace) = 1', 'controls(cabinet, harbour) = 1']"
    before = f"b: {{title: B, pace: at once, requires: not done(b), effects: {effects}}}"
    fields = f"{FIELDS}, requires: done(b), attack: {{harbour: 60}}, defence: {{harbour: 40}}"
    trial = Trial(tmp_path, fields, more=before)
    seen: set[float] = set()
    for course in range(15):
        world = trial.world(course)
        for place in ("palace", "harbour"):
            taken = trial.result(place, course)
            seen.add(taken)
            assert (world[f"controls(senate, {place})"], world[f"controls(cabinet, {place})"]) == (taken, 1 - taken)
        assert trial.result("taken", course) == (trial.result("palace", course) + trial.result("harbour", course)) / 2
    assert seen == {0, 1}


def test_it_goes_on_until_all_points_are_held_and_what_is_held_is_kept(tmp_path: Path):
    """No draw takes back what has fallen, even where his men have left; and then there is nothing to do."""
    fields = f"{FIELDS}, attack: {{palace: 0, harbour: 100}}, defence: {{harbour: 0}}, times: 6"
    assert Trial(tmp_path / "a", fields).happenings() == 6, "the palace is never taken"
    kept = Trial(tmp_path / "b", f"{fields}, effects: ['controls(senate, palace) = 1']")
    assert kept.happenings() == 1
    again = f"{FIELDS}, attack: {{palace: 0, harbour: 100}}, defence: {{harbour: 1000000}}, times: 6"
    assert Trial(tmp_path / "c", again, world=WORLD).results(20)["palace"].max() == 0
    held = Trial(tmp_path / "d", f"{again}, effects: ['controls(senate, palace) = 1']").results(20)["palace"]
    assert held.mean() == pytest.approx(5 / 6)


def test_nobody_comes_without_men(tmp_path: Path):
    """A guard: some force at one of the places."""
    world = replaced(("senate: 0.25", "senate: 0"))
    assert Trial(tmp_path, FIELDS, world=world).happenings() == 0


def test_force_at_a_place_that_is_not_attacked_is_a_mistake(tmp_path: Path):
    """The author has forgotten a place, or meant another."""
    acts = "a: {title: A, pace: at once, verb: occupy, attacker: cabinet, places: [palace], attack: {harbour: 5}}"
    (said,) = problems(tmp_path, acts=acts)
    assert "acts.a: harbour, which is not attacked; expected one of 'places'" in said
