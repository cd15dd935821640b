"""Closing of a press: rivals that are not heard cannot meet."""

from pathlib import Path

import numpy as np
import pytest

from verbs_for_tests import Trial

FIELDS = "verb: close_press, ruler: cabinet"


def results(folder: Path, more: str) -> dict[str, float]:
    """The results, which know no luck."""
    trial = Trial(folder, f"{FIELDS}, {more}")
    return {name: trial.result(name) for name in trial.names}


@pytest.mark.parametrize(
    ("share", "capacity", "reach"),
    [("0.5", "1", 0.5), ("1", "0.6", 0.4), ("0.25", "0.4", 0.9), ("3", "1", 0), ("1", "0", 1)],
)
def test_reach_falls_by_what_is_closed_in_fact(tmp_path: Path, share: str, capacity: str, reach: float):
    """A paper that prints on is not closed; nothing is closed twice over."""
    trial = Trial(tmp_path, f"{FIELDS}, of: {{reds: {share}}}, capacity: {capacity}")
    assert trial.world()["reach(reds)"] == pytest.approx(reach)
    assert trial.result("closed") == pytest.approx(1 - reach)


def test_closing_again_closes_what_is_left(tmp_path: Path):
    """Three waves that each silence half leave an eighth; of others nothing is taken."""
    trial = Trial(tmp_path, f"{FIELDS}, of: {{reds: 0.5}}, times: 3, effects: ['bread = 10 * reach(blues)']")
    world = trial.world()
    assert world["reach(reds)"] == pytest.approx(1 / 8)
    assert world["bread"] == 10
    assert trial.result("closed") == pytest.approx(1 / 8)


def test_one_paper_left_saves_more_than_its_share_of_the_readers(tmp_path: Path):
    """Two presses closed by 0.8 each leave 0.36 heard; one of them alone would leave all.

    A term that is added for each closed paper would take as much for the first as for the second.
    """
    one = results(tmp_path / "one", "of: {reds: 0.8, blues: 0}")
    both = results(tmp_path / "both", "of: {reds: 0.8, blues: 0.8}")
    assert (one["heard"], both["heard"]) == (pytest.approx(1), pytest.approx(1 - 0.8 * 0.8))
    assert (one["closed"], both["closed"]) == (pytest.approx(0.4), pytest.approx(0.8))


def test_coordination_falls_faster_than_reach(tmp_path: Path):
    """Two who meet have both heard with the square of one's chance: the last papers are worth little, the first much."""
    shares = np.array([0, 0.25, 0.5, 0.75, 1])
    found = [results(tmp_path / str(s), f"of: {{reds: {s}}}") for s in shares]
    heard, together = np.array([f["heard"] for f in found]), np.array([f["coordination"] for f in found])
    np.testing.assert_allclose(heard, 1 - shares)
    np.testing.assert_allclose(together, (1 - shares) ** 2)
    lost = -np.diff(together)
    assert (np.diff(lost) < 0).all(), "each further closure costs less coordination than the one before"


def test_the_public_protests_by_what_is_closed(tmp_path: Path):
    """And not where it is not asked."""
    fields = "of: {reds: 0.5, blues: 1}, capacity: 0.8, protest: 0.2"
    angry = Trial(tmp_path / "a", f"{FIELDS}, {fields}, publics: [town]")
    assert angry.world()["legitimacy(cabinet, town)"] == pytest.approx(0.6 - 0.2 * 0.6)
    assert Trial(tmp_path / "b", f"{FIELDS}, {fields}").world()["legitimacy(cabinet, town)"] == 0.6


def test_who_is_not_read_cannot_be_closed(tmp_path: Path):
    """A guard: some press must be left."""
    assert Trial(tmp_path, f"{FIELDS}, of: {{reds: 1, blues: 1}}, times: 4").happenings() == 1
