"""Emergency power handed to a small organ."""

from pathlib import Path

from verbs_for_tests import Trial

FIELDS = "verb: delegate, body: congress, place: harbour"


def test_the_organ_sits_and_commands_the_place(tmp_path: Path):
    """What other acts read of an emergency organ."""
    world = Trial(tmp_path, FIELDS).world()
    assert world["controls(congress, harbour)"] == world["sitting(congress)"] == 1


def test_command_is_not_given_twice_but_again_after_it_was_taken_back(tmp_path: Path):
    """The expiry is an act of its own; the ratchet is what happens without one."""
    assert Trial(tmp_path / "once", f"{FIELDS}, times: 5").happenings() == 1
    expiry = "b: {title: B, pace: 3 days, effects: ['controls(congress, harbour) = 0']}"
    assert Trial(tmp_path / "twice", f"{FIELDS}, times: 5", more=expiry).happenings() == 2
