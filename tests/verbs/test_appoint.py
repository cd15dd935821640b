"""Appointment to posts."""

from pathlib import Path

import pytest

from scenarios_for_tests import problems
from verbs_for_tests import Trial, replaced

VACANT = replaced(("body: cabinet, holder: bob", "body: cabinet"))


def test_a_vacant_post_is_filled_and_a_held_one_is_not(tmp_path: Path):
    """Nobody is put out unless the author says so."""
    trial = Trial(tmp_path, "verb: appoint, posts: {chair: bob, clerk: cat}, body: cabinet", world=VACANT)
    world = trial.world()
    assert trial.result("filled") == 1
    assert (world["holds(ann, chair)"], world["holds(bob, chair)"], world["holds(cat, clerk)"]) == (1, 0, 1)


def test_where_all_posts_are_held_there_is_nothing_to_fill(tmp_path: Path):
    """A guard; `post` and `person` say the same as `posts`."""
    assert Trial(tmp_path / "a", "verb: appoint, post: chair, person: bob").happenings() == 0
    assert Trial(tmp_path / "b", "verb: appoint, post: clerk, person: bob", world=VACANT).happenings() == 1


@pytest.mark.parametrize("fields", ["post: chair, person: bob", "posts: {chair: bob}"])
def test_instead_puts_the_holder_out(tmp_path: Path, fields: str):
    """One holder before, one after; and not twice."""
    trial = Trial(tmp_path, f"verb: appoint, {fields}, instead: true, times: 3")
    world = trial.world()
    assert (world["holds(ann, chair)"], world["holds(bob, chair)"], world["holds(bob, clerk)"]) == (0, 1, 1)
    assert trial.happenings() == 1


def test_two_can_change_places(tmp_path: Path):
    """Who goes in is settled before anybody goes out."""
    world = Trial(tmp_path, "verb: appoint, posts: {chair: bob, clerk: ann}, instead: true").world()
    assert [world[f"holds({who}, {post})"] for post in ("chair", "clerk") for who in ("ann", "bob")] == [0, 1, 1, 0]


def test_a_post_has_one_holder_whoever_else_was_appointed_before(tmp_path: Path):
    """Also those whom another act or an effect had put in."""
    more = (
        "b: {title: B, pace: 2 days, verb: appoint, post: chair, person: cat, instead: true}\n"
        "c: {title: C, pace: 4 days, effects: ['holds(dan, chair) = 1', 'holds(cat, chair) = 0']}"
    )
    fields = "verb: appoint, post: chair, person: bob, instead: true, requires: done(b) and done(c)"
    trial = Trial(tmp_path, fields, more=more)
    for course in range(10):
        world = trial.world(course)
        assert [world[f"holds({who}, chair)"] for who in ("ann", "bob", "cat", "dan")] == [0, 1, 0, 0]


def test_nobody_in_prison_is_appointed(tmp_path: Path):
    """He must be at liberty."""
    fields = "verb: appoint, post: clerk, person: cat, requires: done(b)"
    prison = "b: {title: B, pace: at once, effects: ['free(cat) = 0']}"
    assert Trial(tmp_path, fields, world=VACANT, more=prison).happenings() == 0


@pytest.mark.parametrize("fields", ["instead: true", "post: chair", "person: ann", "person: ann, posts: {chair: bob}"])
def test_a_post_without_a_person_is_a_mistake(tmp_path: Path, fields: str):
    """And a person without a post."""
    (said,) = problems(tmp_path, acts=f"a: {{title: A, pace: at once, verb: appoint, {fields}}}")
    expected = "acts.a: an appointment without a post or a person; expected 'post' and 'person', or 'posts'"
    assert expected in said
