"""A faction enters a government."""

from pathlib import Path

import pytest

from verbs_for_tests import Trial


@pytest.mark.parametrize(("posts", "whole"), [("3", 3), ("2.5", 3), ("2.4", 2), ("-1", 0)])
def test_a_faction_enters_with_whole_posts(tmp_path: Path, posts: str, whole: float):
    """Nobody holds half a portfolio."""
    trial = Trial(tmp_path, f"verb: join, body: cabinet, faction: blues, posts: {posts}")
    assert trial.result("posts") == whole
    assert trial.world()["seats(cabinet, blues)"] == whole
    assert trial.world()["seats(cabinet, reds)"] == 10


def test_who_is_inside_does_not_enter(tmp_path: Path):
    """Joining is for those outside."""
    assert Trial(tmp_path, "verb: join, body: cabinet, faction: reds, posts: 3").happenings() == 0
