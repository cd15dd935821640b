"""One body puts the work of another under its own command."""

from pathlib import Path

from verbs_for_tests import Trial


def test_the_taker_commands_the_body_from_then_on(tmp_path: Path):
    """And takes it once."""
    trial = Trial(tmp_path, "verb: take_over, body: committee, taker: cabinet, times: 4")
    assert trial.world()["controls(cabinet, committee)"] == 1
    assert trial.happenings() == 1
