"""Dissolution in law."""

from pathlib import Path

from verbs_for_tests import Trial


def test_a_dissolved_body_sits_no_more_and_is_outside_the_law(tmp_path: Path):
    """What later acts ask of it; membership is another matter."""
    world = Trial(tmp_path, "verb: dissolve, body: senate").world()
    assert (world["sitting(senate)"], world["outlawed(senate)"]) == (0, 1)
    assert world["seats(senate, reds)"] == 40, "members keep what nobody took from them"


def test_a_body_is_dissolved_once(tmp_path: Path):
    """Law does not repeat itself."""
    assert Trial(tmp_path, "verb: dissolve, body: senate, times: 4").happenings() == 1
