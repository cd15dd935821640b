"""Intervals for probabilities whose courses come in twins."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Probability:
    """An estimated probability with its interval.

    Attributes
    ----------
    value, low, high
        Estimate and 95 % interval.
    from_assumptions
        Share of the variance of the event that assumptions explain (the rest is luck); not a number where the event
        never or always happened.
    """

    value: float
    low: float
    high: float
    from_assumptions: float


def twin_probability(happened: NDArray[np.bool_], level: float = 0.95) -> Probability:
    """Estimate the probability of an event from courses of which 2i and 2i + 1 are twins.

    Twins share their assumptions, so they count as one cluster of two: the variance of the estimate is that of the
    means of pairs. The interval is Wilson's with the effective number of courses n = p (1 - p) / variance, at most the
    number of courses; where an event never or always happened, or pairs do not vary, n is the number of pairs.
    The share explained by assumptions is the correlation of
    twins (the intraclass correlation), cut off at 0 and 1.

    Parameters
    ----------
    happened : (courses,) bool
        An odd last course is left out of the correlation.

    References
    ----------
    Wilson, E. B. (1927). Probable inference. Journal of the American Statistical Association 22, 209-212.
    Brown, L. D., Cai, T. T. & DasGupta, A. (2001). Interval estimation for a binomial proportion. Statistical
    Science 16, 101-133.
    """
    courses = len(happened)
    p = float(happened.mean()) if courses else float("nan")
    pairs = happened[: courses - courses % 2].reshape(-1, 2).astype(float)
    spread = p * (1 - p)
    correlation, effective = float("nan"), float(max(len(pairs), 1))
    if spread > 0 and len(pairs) > 1:
        correlation = float(np.clip(np.mean((pairs[:, 0] - p) * (pairs[:, 1] - p)) / spread, 0.0, 1.0))
        variance = float(pairs.mean(axis=1).var(ddof=1)) / len(pairs)
        effective = min(spread / variance, float(courses)) if variance > 0 else effective
    return Probability(p, *wilson(p, effective, level), correlation)


def with_twins(ran: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Keep of the courses that ran to their end those whose twin did so too; an odd last one has none."""
    both = np.repeat(ran[: len(ran) - len(ran) % 2].reshape(-1, 2).all(axis=1), 2)
    return np.r_[both, ran[len(both) :]]


def wilson(p: float, n: float, level: float = 0.95) -> tuple[float, float]:
    """Wilson's interval for a share of n independent trials, or as many as it is worth."""
    z = NormalDist().inv_cdf(0.5 + level / 2)
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * float(np.sqrt(p * (1 - p) / n + z * z / (4 * n**2)))
    return max(0.0, centre - half), min(1.0, centre + half)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number that was estimated, with its 95 % interval."""

    value: float
    low: float
    high: float


def mean_over_draws(
    values: NDArray[np.float64], least: float = -1.0, most: float = 1.0, *, added: float = 1.0
) -> Estimate:
    """Estimate a mean of one value for each draw of the assumptions.

    The interval is normal, with `added` added to the sum of squares. With 1, for differences of paired shares, it is
    the interval of Agresti and Min, which does not shrink to nothing where all values are equal.

    References
    ----------
    Agresti, A. & Min, Y. (2005). Simple improved confidence intervals for comparing matched proportions. Statistics
    in Medicine 24, 729-740.
    """
    n = len(values)
    if not n:
        return Estimate(float("nan"), least, most)
    mean = float(values.mean())
    half = NormalDist().inv_cdf(0.975) * float(np.sqrt(((values - mean) ** 2).sum() + added)) / n
    return Estimate(mean, max(least, mean - half), min(most, mean + half))
