"""A demonstration: turnout by thresholds, against fixed points found without it."""

import math
from pathlib import Path

import numpy as np
import pytest
from scipy import optimize

from verbs_for_tests import Trial


def resting_share(first: float, threshold: float, spread: float) -> float:
    """The smallest share r at or above the first movers with F(r) <= r, by scanning and root finding."""

    def more(r: float) -> float:
        return 1 / (1 + math.exp(-(r - threshold) / spread)) - r

    if more(first) <= 0:
        return first
    grid = np.linspace(first, 1, 4001)
    end = next((r for r in grid if more(r) <= 0), 1.0)
    return float(optimize.brentq(more, max(first, end - 1 / 1000), end)) if end < 1 else 1.0


@pytest.mark.parametrize("first", [0.0, 0.02, 0.1, 0.3, 0.7, 1.0])
@pytest.mark.parametrize(("threshold", "spread"), [(0.25, 0.05), (0.3, 0.1), (0.5, 0.1), (0.5, 0.4), (0.9, 0.05)])
def test_the_crowd_rests_where_nobody_else_would_join(tmp_path: Path, first: float, threshold: float, spread: float):
    """Granovetter's fixed point: the share whose thresholds lie below the share that is out."""
    fields = f"verb: demonstrate, pool: 5000, instigators: {first}, threshold: {threshold}, spread: {spread}"
    trial = Trial(tmp_path, fields)
    share = resting_share(first, threshold, spread)
    assert trial.result("share") == pytest.approx(share, abs=2e-3)
    assert trial.result("people") == 5000 * trial.result("share")


def test_turnout_by_thresholds_has_two_sizes_where_a_linear_model_has_one(tmp_path: Path):
    """The claim of the verb: the same crowd, the same expected first movers, and either a few or nearly everybody.

    First movers vary smoothly around a seventh (lognormal), yet the middle of the range stays empty. A linear model, in
    which turnout is a multiple of the first movers, has its mode there and a single peak.
    """
    fields = "verb: demonstrate, pool: 1000, instigators: 0.15, threshold: 0.3, spread: 0.08, weather: 0.5"
    trial = Trial(tmp_path, fields)
    found = trial.results(20_000)
    counts, _ = np.histogram(found["share"], bins=[0, 0.35, 0.75, 1.0001])
    small, middle, large = counts / 20_000
    assert small > 0.2
    assert large > 0.2
    assert middle < 0.02
    linear = found["first"] * (found["share"].mean() / found["first"].mean())
    middle_of_linear = ((linear > 0.35) & (linear < 0.75)).mean()
    assert middle_of_linear > 0.2


def test_the_sky_is_a_standard_normal_that_moves_the_first_movers(tmp_path: Path):
    """The luck of the day has its own name and its own place in the formula."""
    found = Trial(
        tmp_path, "verb: demonstrate, pool: 1, instigators: 0.1, threshold: 9, spread: 0.1, weather: 0.5"
    ).results(500)
    np.testing.assert_allclose(found["first"], np.minimum(0.1 * np.exp(0.5 * found["sky"]), 1), rtol=1e-12)


def test_fear_keeps_people_at_home(tmp_path: Path):
    """Deterrence raises every threshold: never a larger crowd."""
    fields = "verb: demonstrate, pool: 1000, instigators: 0.1, threshold: 0.3, spread: 0.1, weather: 0.6"
    bold = Trial(tmp_path / "bold", fields).results(400)["people"]
    afraid = Trial(tmp_path / "afraid", f"{fields}, deterrence: 0.1").results(400)["people"]
    assert (afraid <= bold).all()
    assert afraid.mean() < 0.8 * bold.mean()
