"""Persons come to a body's meetings, or stay away."""

from pathlib import Path

from verbs_for_tests import Trial


def test_an_absent_member_comes_in(tmp_path: Path):
    """Black: one arrival can move a committee's median."""
    world = Trial(tmp_path, "verb: attend, body: committee, persons: [cat]").world()
    assert world["present(committee, cat)"] == 1
    assert world["present(committee, ann)"] == 1


def test_who_is_no_member_does_not_come_in(tmp_path: Path):
    """Presence needs membership, whatever list the author wrote."""
    trial = Trial(tmp_path, "verb: attend, body: committee, persons: [cat, dan]")
    assert trial.world()["present(committee, dan)"] == 0


def test_where_all_are_present_there_is_nobody_to_come(tmp_path: Path):
    """An act that would change nothing does not happen."""
    assert Trial(tmp_path, "verb: attend, body: committee, persons: [ann, bob]").happenings() == 0


def test_nobody_comes_out_of_prison(tmp_path: Path):
    """Who was arrested is a member still, and absent."""
    prison = "b: {title: B, pace: at once, effects: ['free(cat) = 0']}"
    fields = "verb: attend, body: committee, persons: [cat], requires: done(b)"
    assert Trial(tmp_path, fields, more=prison).happenings() == 0
