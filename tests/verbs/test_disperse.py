"""Dispersal of a sitting by force present."""

from pathlib import Path

import numpy as np
import pytest

from verbs_for_tests import Trial, replaced

FIELDS = "verb: disperse, body: senate, place: palace, attacker: cabinet"


@pytest.mark.parametrize(
    ("more", "p"),
    [
        ("", 1.0),
        (", defender: senate", 300 / (300 + 150)),
        (", defender: senate, support: 150", 0.5),
        (", defender: senate, decisiveness: 2", 4 / 5),
        (", support: 100", 0.75),
    ],
)
def test_the_guard_prevails_by_tullock_s_ratio(tmp_path: Path, more: str, p: float):
    """600 men: half would obey the cabinet, a quarter the senate."""
    won = Trial(tmp_path, FIELDS + more).results(20_000)["won"]
    assert abs(won.mean() - p) <= 4 * np.sqrt(p * (1 - p) / 20_000)


def test_a_dispersed_sitting_is_over_and_the_hall_empty_and_else_nothing_changes(tmp_path: Path):
    """Seats are not taken by force: who was chased out is a member still."""
    trial = Trial(tmp_path, f"{FIELDS}, defender: senate")
    seen = set()
    for course in range(20):
        world, won = trial.world(course), trial.result("won", course)
        assert world["sitting(senate)"] == 1 - won
        present = [world[f"present(senate, {f})"] for f in ("reds", "blues", "greens")]
        assert present == ([0, 0, 0] if won else [30, 30, 20])
        assert trial.result("dispersed", course) == 80 * won
        assert world["seats(senate, reds)"] == 40
        seen.add(won)
    assert seen == {0, 1}


def test_nobody_is_dispersed_without_a_guard_at_the_place_or_without_a_sitting(tmp_path: Path):
    """Force counts where it stands."""
    gone = replaced(("{cabinet: 0.5, senate: 0.25}, at: palace", "{cabinet: 0.5, senate: 0.25}, at: harbour"))
    assert Trial(tmp_path / "gone", FIELDS, world=gone).happenings() == 0
    assert Trial(tmp_path / "closed", FIELDS.replace("senate", "congress")).happenings() == 0
