"""Arrests, and the protest that they raise."""

from pathlib import Path

import numpy as np
import pytest

from scenarios_for_tests import problems
from verbs_for_tests import WORLD, Trial, replaced

FIELDS = "verb: arrest, ruler: cabinet, persons: {ann: 0.5, bob: 0.3, cat: 0.9}"
ANGRY = "backlash: 0.4, publics: [town]"
N = 20_000


def test_each_is_caught_with_his_own_chance(tmp_path: Path):
    """Independent draws; the total counts them."""
    found = Trial(tmp_path, FIELDS).results(N)
    for person, p in (("ann", 0.5), ("bob", 0.3), ("cat", 0.9)):
        assert abs(found[person].mean() - p) < 4 * np.sqrt(p * (1 - p) / N)
    assert abs(np.corrcoef(found["ann"], found["bob"])[0, 1]) < 4 / np.sqrt(N)
    np.testing.assert_array_equal(found["caught"], found["ann"] + found["bob"] + found["cat"])


def test_who_is_caught_is_in_no_room_and_no_post_and_keeps_his_membership(tmp_path: Path):
    """And who is not caught keeps all."""
    trial = Trial(tmp_path, FIELDS)
    for course in range(20):
        world = trial.world(course)
        for person, post in (("ann", "chair"), ("bob", "clerk")):
            at_large = 1 - trial.result(person, course)
            assert world[f"free({person})"] == at_large
            assert world[f"present(committee, {person})"] == at_large
            assert world[f"holds({person}, {post})"] == at_large
        assert world["member(committee, ann)"] == 1
        assert world["present(committee, cat)"] == 0, "she had stayed away"


def test_who_is_in_prison_is_not_caught_again(tmp_path: Path):
    """Each person once, however often they try; and when all are in, there is nobody to arrest."""
    trial = Trial(tmp_path, f"{FIELDS}, times: 40")
    assert trial.happenings() < 40
    world = trial.world()
    assert [world[f"free({person})"] for person in ("ann", "bob", "cat")] == [0, 0, 0]
    found = trial.results(100)
    assert [found[person].sum() for person in ("ann", "bob", "cat")] == [100, 100, 100]


def test_a_body_is_put_out_whole(tmp_path: Path):
    """It sits no more, has no power, and its hall is empty; its seats and members stay its own."""
    trial = Trial(tmp_path / "a", "verb: arrest, ruler: cabinet, body: senate, times: 3")
    world = trial.world()
    assert (trial.result("seized"), trial.happenings()) == (1, 1)
    assert (world["sitting(senate)"], world["power(senate)"]) == (0, 0)
    assert [world[f"present(senate, {f})"] for f in ("reds", "blues", "greens")] == [0, 0, 0]
    assert [world[f"seats(senate, {f})"] for f in ("reds", "blues", "greens")] == [40, 35, 25]
    government = Trial(tmp_path / "b", "verb: arrest, ruler: senate, body: cabinet").world()
    assert (government["sitting(cabinet)"], government["power(cabinet)"]) == (0, 0)


def test_a_place_must_be_held_where_one_is_named(tmp_path: Path):
    """Nobody is arrested in a palace that others hold."""
    fields = f"{FIELDS}, place: palace"
    assert Trial(tmp_path / "a", fields).happenings() == 0
    taken = "b: {title: B, pace: at once, requires: not done(b), effects: ['controls(cabinet, palace) = 1']}"
    assert Trial(tmp_path / "b", fields, more=taken).happenings() == 1


def fall(folder: Path, struck: int, more: str, world: str = WORLD) -> float:
    """How far legitimacy falls if so many of four leaders are caught, for certain."""
    names = ("ann", "bob", "cat", "dan")
    chances = ", ".join(f"{name}: {int(i < struck)}" for i, name in enumerate(names))
    trial = Trial(folder, f"verb: arrest, ruler: cabinet, persons: {{{chances}}}, {ANGRY}, {more}", world=world)
    assert trial.result("caught") == struck
    return 0.6 - trial.world()["legitimacy(cabinet, town)"]


def test_the_backlash_is_greatest_at_half_and_none_where_all_are_caught(tmp_path: Path):
    """Weak repression raises opposition, total repression has nobody left to raise it: 4 c (1 - c) of 0.4 * unfair.

    A term that grows with the arrests, whatever its slope, cannot rise and fall again.
    """
    falls = [fall(tmp_path / str(n), n, "leaders: 4") for n in range(5)]
    assert falls == pytest.approx([0, 0.3, 0.4, 0.3, 0], abs=1e-12)


def test_unless_stated_as_many_again_are_at_large(tmp_path: Path):
    """Then all who are sought are half of the leaders, and catching them all angers most."""
    falls = [fall(tmp_path / str(n), n, "times: 1") for n in range(5)]
    assert falls == pytest.approx([0.4 * 4 * n / 8 * (1 - n / 8) for n in range(5)])
    assert falls[-1] == max(falls) == pytest.approx(0.4)


def test_only_unfair_arrests_anger(tmp_path: Path):
    """By the legitimacy of the side that is struck, or by the support of its faction."""
    world = replaced(("legitimacy: {cabinet: 0.6}", "legitimacy: {cabinet: 0.6, senate: 0.25}"))
    assert fall(tmp_path / "a", 2, "leaders: 4, of: senate", world) == pytest.approx(0.4 * 0.25)
    assert fall(tmp_path / "b", 2, "leaders: 4, faction: blues") == pytest.approx(0.4 * 0.3)
    nobody = replaced(("support: {reds: 0.5, blues: 0.3}", "support: {reds: 0.5, blues: 0}"))
    assert fall(tmp_path / "c", 2, "leaders: 4, faction: blues", nobody) == 0


def test_an_arrest_of_nobody_and_an_anger_of_nobody_are_mistakes(tmp_path: Path):
    """What an author left out is told, each at its place."""
    acts = "a: {title: A, pace: at once, verb: arrest, ruler: cabinet, faction: reds}"
    (said,) = problems(tmp_path / "a", acts=acts)
    assert "acts.a: an arrest of nobody; expected 'persons' or 'body'" in said
    acts = "a: {title: A, pace: at once, verb: arrest, ruler: cabinet, body: assembly, backlash: 1}"
    (said,) = problems(tmp_path / "b", acts=acts)
    assert "acts.a: a backlash in no public; expected 'publics' too" in said
