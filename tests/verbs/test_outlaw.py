"""Outlawing a faction."""

from pathlib import Path

from verbs_for_tests import Trial


def test_a_faction_is_outlawed_once_and_the_others_are_not(tmp_path: Path):
    """The label is for one faction."""
    more = "b: {title: B, pace: 1 days, requires: outlawed(reds) > 0}"
    trial = Trial(tmp_path, "verb: outlaw, faction: greens, times: 3", more=more)
    assert trial.happenings() == 1
    assert (trial.world()["outlawed(greens)"], trial.world()["outlawed(reds)"]) == (1, 0)
    assert trial.world()["done(b)"] == 0
