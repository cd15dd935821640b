"""A closed door."""

from pathlib import Path

from verbs_for_tests import Trial

FIELDS = "verb: lock_out, body: congress, place: palace, holder: cabinet"


def test_whoever_holds_the_building_keeps_the_members_out(tmp_path: Path):
    """The closed door is a fact of the place, which other acts may read."""
    assert Trial(tmp_path, FIELDS).world()["controls(cabinet, palace)"] == 1


def test_a_sitting_body_or_a_place_without_men_cannot_be_locked(tmp_path: Path):
    """Locking out needs an empty hall and somebody at the door."""
    assert Trial(tmp_path / "sitting", FIELDS.replace("congress", "senate")).happenings() == 0
    assert Trial(tmp_path / "unmanned", FIELDS.replace("palace", "harbour")).happenings() == 0, "the fleet is not ready"
