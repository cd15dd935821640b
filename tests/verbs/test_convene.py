"""The opening of a body, with members who come by chance or are there already."""

from pathlib import Path

import numpy as np
from scipy import stats

from verbs_for_tests import Trial

TURNOUT = "turnout: {reds: 0.7, blues: 0.2}"


def test_each_member_comes_with_the_chance_of_his_faction(tmp_path: Path):
    """Both binomial laws, by a chi-squared test."""
    found = Trial(tmp_path, f"verb: convene, body: congress, {TURNOUT}").results(20_000)
    for faction, seats, chance in (("reds", 60, 0.7), ("blues", 40, 0.2)):
        came = found[f"came_{faction}"]
        counts = np.bincount(came.astype(int), minlength=seats + 1)
        keep = stats.binom.pmf(range(seats + 1), seats, chance) > 3e-4
        expected = stats.binom.pmf(range(seats + 1), seats, chance)
        pairs = [np.append(c[keep], c[~keep].sum()) for c in (counts, expected * len(came))]
        assert stats.chisquare(*pairs).pvalue > 0.001
    np.testing.assert_array_equal(found["present"], found["came_reds"] + found["came_blues"])


def test_with_a_needed_quorum_the_body_sits_only_if_enough_come(tmp_path: Path):
    """Quorum 45; about 50 come, so it fails now and then: P(failure) by exact convolution."""
    trial = Trial(tmp_path, f"verb: convene, body: congress, {TURNOUT}, needs_quorum: true")
    found = trial.results(20_000)
    np.testing.assert_array_equal(found["opened"], found["present"] >= 45)
    law = np.convolve(stats.binom.pmf(range(61), 60, 0.7), stats.binom.pmf(range(41), 40, 0.2))
    p = law[45:].sum()
    assert abs(found["opened"].mean() - p) < 4 * np.sqrt(p * (1 - p) / 20_000)
    for course in range(30):
        world = trial.world(course)
        assert world["sitting(congress)"] == trial.result("opened", course)
        assert world["present(congress, reds)"] == trial.result("came_reds", course)


def test_without_turnout_those_who_are_there_open_it(tmp_path: Path):
    """Other acts brought the members; nobody there means nothing to open."""
    fields = "verb: convene, body: congress"
    assert Trial(tmp_path / "a", fields).happenings() == 0
    brought = "b: {title: B, pace: 1 days, effects: ['present(congress, reds) = 44']}"
    trial = Trial(tmp_path / "b", fields, more=brought)
    assert trial.world()["sitting(congress)"] == 1
    assert trial.result("present") == 44
    assert Trial(tmp_path / "c", f"{fields}, needs_quorum: true", more=brought).happenings() == 0


def test_a_sitting_body_is_not_opened_again(tmp_path: Path):
    """Opening is for bodies that do not sit."""
    assert Trial(tmp_path, "verb: convene, body: senate").happenings() == 0
