"""A faction leaves a government."""

from pathlib import Path

import pytest

from scenarios_for_tests import problems
from verbs_for_tests import Trial, replaced

FIELDS = "verb: leave, body: cabinet, faction: reds"
COALITION = replaced(("seats: {reds: 10}", "seats: {reds: 10, blues: 6}"))


def test_its_seats_and_posts_are_vacant_and_nobody_else_s(tmp_path: Path):
    """What it gives up is what is missing; partners keep theirs."""
    trial = Trial(tmp_path, FIELDS, world=COALITION)
    world = trial.world()
    assert trial.result("left") == 10
    assert (world["seats(cabinet, reds)"], world["seats(cabinet, blues)"]) == (0, 6)
    assert (world["holds(ann, chair)"], world["holds(bob, clerk)"]) == (0, 1)
    assert trial.happenings() == 1


def test_only_the_posts_named_where_some_are_named(tmp_path: Path):
    """And of those only its own persons'."""
    world = Trial(tmp_path, f"{FIELDS}, posts: [clerk]", world=COALITION).world()
    assert (world["holds(ann, chair)"], world["holds(bob, clerk)"]) == (1, 1)


def test_in_an_assembly_it_leaves_the_hall_too(tmp_path: Path):
    """Unlike a walk-out, it keeps no seat."""
    world = Trial(tmp_path, "verb: leave, body: senate, faction: greens").world()
    assert (world["seats(senate, greens)"], world["present(senate, greens)"]) == (0, 0)
    assert (world["present(senate, reds)"], world["present(senate, blues)"]) == (30, 30)


def test_in_a_body_of_persons_its_persons_leave(tmp_path: Path):
    """Members of the faction, and no others."""
    trial = Trial(tmp_path, "verb: leave, body: committee, faction: reds")
    world = trial.world()
    assert trial.result("left") == 1
    assert (world["member(committee, ann)"], world["present(committee, ann)"]) == (0, 0)
    assert (world["member(committee, bob)"], world["present(committee, bob)"]) == (1, 1)


def test_it_is_the_inverse_of_join(tmp_path: Path):
    """In and out again: the cabinet is as it was."""
    join = "b: {title: B, pace: at once, verb: join, body: cabinet, faction: blues, posts: 5, requires: not done(b)}"
    trial = Trial(tmp_path, "verb: leave, body: cabinet, faction: blues", more=join)
    world = trial.world()
    assert trial.result("left") == 5
    assert (world["seats(cabinet, reds)"], world["seats(cabinet, blues)"]) == (10, 0)


@pytest.mark.parametrize("shock", [0, 0.3, 0.59, 0.61, 1, 5])
def test_a_shock_below_what_can_be_conceded_breaks_nothing(tmp_path: Path, shock: float):
    """Lupia and Strom: nothing for the small ones, everything beyond the edge; a term in the shock would have no edge."""
    trial = Trial(tmp_path, f"{FIELDS}, inside: 0.5, outside: 0.5 + {shock}, concession: 0.6")
    assert trial.happenings() == (shock > 0.6)
    assert trial.world()["seats(cabinet, reds)"] == (0 if shock > 0.6 else 10)


def test_who_is_outside_does_not_leave(tmp_path: Path):
    """A guard."""
    assert Trial(tmp_path, "verb: leave, body: cabinet, faction: blues").happenings() == 0


def test_what_staying_is_worth_needs_what_leaving_is_worth(tmp_path: Path):
    """One half of a comparison says nothing."""
    (said,) = problems(tmp_path, acts=f"a: {{title: A, pace: at once, {FIELDS}, inside: 1}}")
    assert "acts.a: 'inside' alone; expected 'outside' too: what leaving is worth" in said
