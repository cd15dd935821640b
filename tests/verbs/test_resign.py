"""Resignation from posts."""

from pathlib import Path

import numpy as np

from verbs_for_tests import Trial, replaced

FIELDS = "verb: resign, posts: {chair: ann, clerk: bob}, chance: {ann: 0.5, bob: 0.3}"


def test_each_holder_decides_for_himself(tmp_path: Path):
    """Independent draws with the stated chances."""
    found = Trial(tmp_path, FIELDS).results(20_000)
    for person, p in (("ann", 0.5), ("bob", 0.3)):
        assert abs(found[person].mean() - p) < 4 * np.sqrt(p * (1 - p) / 20_000)
    assert abs(np.corrcoef(found["ann"], found["bob"])[0, 1]) < 4 / np.sqrt(20_000)
    np.testing.assert_array_equal(found["left"], found["ann"] + found["bob"])


def test_who_leaves_holds_the_post_no_more(tmp_path: Path):
    """The result and the slots say the same."""
    trial = Trial(tmp_path, FIELDS)
    for course in range(15):
        world = trial.world(course)
        assert world["holds(ann, chair)"] == 1 - trial.result("ann", course)
        assert world["holds(bob, clerk)"] == 1 - trial.result("bob", course)


def test_who_has_left_cannot_leave_again_and_without_holders_nothing_happens(tmp_path: Path):
    """A wave of resignations ends when the posts are empty."""
    trial = Trial(tmp_path, FIELDS.replace("0.5", "1").replace("0.3", "1") + ", times: 3")
    assert trial.happenings() == 1


def test_a_person_with_two_posts_leaves_both_or_none(tmp_path: Path):
    """One decision, one draw: nobody resigns by halves."""
    both = replaced(("holder: bob", "holder: ann"))
    trial = Trial(tmp_path, "verb: resign, posts: {chair: ann, clerk: ann}, chance: {ann: 0.5}", world=both)
    seen = set()
    for course in range(20):
        world = trial.world(course)
        assert world["holds(ann, chair)"] == world["holds(ann, clerk)"]
        seen.add(world["holds(ann, chair)"])
    assert seen == {0, 1}
