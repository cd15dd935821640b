"""Recall of members: seats change hands between elections."""

from pathlib import Path

import numpy as np
from scipy import stats

from verbs_for_tests import Trial, replaced

FIELDS = "verb: recall, body: senate, loser: reds, winner: blues, share: 0.2"


def test_each_seat_changes_hands_with_the_stated_chance(tmp_path: Path):
    """The whole binomial law, by a chi-squared test."""
    recalled = Trial(tmp_path, FIELDS).results(20_000)["recalled"]
    counts = np.bincount(recalled.astype(int), minlength=41)
    pmf = stats.binom.pmf(range(41), 40, 0.2)
    keep = pmf > 3e-4
    pairs = [np.append(c[keep], c[~keep].sum()) for c in (counts, pmf * 20_000)]
    assert stats.chisquare(*pairs).pvalue > 0.001


def test_what_one_faction_loses_the_other_wins(tmp_path: Path):
    """Seats are conserved through six recalls."""
    trial = Trial(tmp_path, f"{FIELDS}, times: 6")
    for course in range(20):
        world = trial.world(course)
        assert world["seats(senate, reds)"] + world["seats(senate, blues)"] == 75
        assert world["seats(senate, greens)"] == 25


def test_who_is_recalled_does_not_stay_in_the_hall(tmp_path: Path):
    """A faction has never more members present than seats."""
    trial = Trial(tmp_path, FIELDS.replace("0.2", "1"))
    assert trial.world()["present(senate, reds)"] == 0
    few = Trial(tmp_path / "few", FIELDS.replace("0.2", "0.1"))
    assert all(few.world(c)["present(senate, reds)"] <= few.world(c)["seats(senate, reds)"] for c in range(20))


def test_without_seats_there_is_nothing_to_lose(tmp_path: Path):
    """A recall of nobody is no event."""
    none = replaced(("seats: {reds: 40, blues: 35", "seats: {reds: 0, blues: 35"))
    assert Trial(tmp_path, FIELDS, world=none).happenings() == 0
