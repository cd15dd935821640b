"""A decree: enacted at once, applied as far as capacity reaches."""

from pathlib import Path

import pytest

from verbs_for_tests import Trial


@pytest.mark.parametrize(("capacity", "implemented"), [("0.3", 0.3), ("1.7", 1), ("-2", 0), ("threat / 2", 0.25)])
def test_a_decree_is_implemented_as_far_as_capacity_reaches(tmp_path: Path, capacity: str, implemented: float):
    """Law enacted is not law applied, and no more than the whole can be applied."""
    trial = Trial(tmp_path, f"verb: decree, capacity: {capacity}, effects: ['bread = 20 * result(a, implemented)']")
    assert trial.result("implemented") == pytest.approx(implemented)
    assert trial.world()["bread"] == pytest.approx(20 * implemented)


def test_a_decree_is_fully_applied_unless_the_author_says_otherwise(tmp_path: Path):
    """The default is capacity 1."""
    assert Trial(tmp_path, "verb: decree").result("implemented") == 1
