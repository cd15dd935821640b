"""A faction leaves the hall."""

from pathlib import Path

import numpy as np
import pytest

from verbs_for_tests import Trial

FIELDS = "verb: walk_out, body: senate, faction: reds"


def test_disciplined_members_follow_and_seats_stay_their_own(tmp_path: Path):
    """A walk-out denies presence, and gives up no right."""
    trial = Trial(tmp_path, FIELDS)
    world = trial.world()
    assert (trial.result("leavers"), trial.result("left_behind")) == (30, 50)
    assert (world["present(senate, reds)"], world["seats(senate, reds)"]) == (0, 40)
    assert (world["present(senate, blues)"], world["present(senate, greens)"]) == (30, 20)


@pytest.mark.parametrize("discipline", [0.3, 0.9])
def test_each_member_follows_with_the_chance_of_his_faction_s_discipline(tmp_path: Path, discipline: float):
    """Mean and spread of the binomial law."""
    leavers = Trial(tmp_path, f"{FIELDS}, discipline: {discipline}").results(20_000)["leavers"]
    spread = np.sqrt(30 * discipline * (1 - discipline))
    assert leavers.mean() == pytest.approx(30 * discipline, abs=4 * spread / np.sqrt(20_000))
    assert leavers.std() == pytest.approx(spread, rel=0.03)


def test_nobody_walks_out_of_a_body_that_does_not_sit_or_is_empty_of_them(tmp_path: Path):
    """There must be a hall to leave, and somebody to leave it."""
    assert Trial(tmp_path / "a", FIELDS.replace("senate", "congress")).happenings() == 0
    assert Trial(tmp_path / "b", FIELDS.replace("faction: reds", "faction: reds, times: 5")).happenings() == 1
