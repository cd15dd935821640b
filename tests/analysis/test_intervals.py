"""Intervals for twins: known answers and honest coverage."""

from __future__ import annotations

import math

import numpy as np
import pytest

from juncture.analysis.intervals import twin_probability


def test_with_independent_courses_the_interval_is_wilsons():
    """Wilson's interval for 30 of 100 at 95 % is 0.2189 to 0.3958 (e.g. Agresti & Coull 1998, formula 2)."""
    happened = np.zeros(100, bool)
    # 15 pairs in which the first happened, 15 in which the second did: the variance of pair means is not binomial, so
    # the comparison needs many shuffles; their mean effective size is that of independent courses.
    generator = np.random.default_rng(1)
    lows, highs = [], []
    happened[:30] = True
    for _ in range(2000):
        found = twin_probability(generator.permutation(happened))
        lows.append(found.low)
        highs.append(found.high)
    assert np.mean(lows) == pytest.approx(0.2189, abs=0.004)
    assert np.mean(highs) == pytest.approx(0.3958, abs=0.004)


def test_identical_twins_count_as_one_course():
    """Where luck plays no part twins end alike, and 100 pairs say as much as 100 courses."""
    pairs = np.repeat(np.arange(100) < 30, 2)
    found = twin_probability(pairs)
    assert found.from_assumptions == pytest.approx(1.0)
    assert found.low == pytest.approx(0.2189, abs=0.002)
    assert found.high == pytest.approx(0.3958, abs=0.002)


def test_where_luck_decides_all_assumptions_explain_nothing():
    happened = np.random.default_rng(2).random(200_000) < 0.4
    assert twin_probability(happened).from_assumptions == pytest.approx(0.0, abs=0.01)


def test_the_share_of_assumptions_is_the_correlation_of_twins():
    """P drawn uniformly between 0 and 1 for each pair: Var(P) = 1/12, p (1 - p) = 1/4, so the share is 1/3."""
    generator = np.random.default_rng(3)
    chance = np.repeat(generator.random(200_000), 2)
    found = twin_probability(generator.random(400_000) < chance)
    assert found.from_assumptions == pytest.approx(1 / 3, abs=0.01)


def test_the_interval_covers_the_truth_nineteen_times_of_twenty():
    """2,000 ensembles of 200 courses with P uniform between 0.1 and 0.5 for each pair; the truth is 0.3."""
    generator = np.random.default_rng(4)
    covered = 0
    for _ in range(2000):
        chance = np.repeat(generator.uniform(0.1, 0.5, 100), 2)
        found = twin_probability(generator.random(200) < chance)
        covered += found.low <= 0.3 <= found.high
    assert covered / 2000 == pytest.approx(0.95, abs=0.015)  # standard error 0.005


@pytest.mark.parametrize("always", [False, True])
def test_what_never_or_always_happened_still_has_an_interval(always: bool):
    found = twin_probability(np.full(200, always))
    assert found.value == float(always)
    assert 0 < found.high - found.low < 0.05
    assert math.isnan(found.from_assumptions)


def test_an_odd_last_course_is_counted():
    assert twin_probability(np.array([True, True, False])).value == pytest.approx(2 / 3)
