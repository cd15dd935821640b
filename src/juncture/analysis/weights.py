"""Shares and differences over courses that may be weighted, and weights by the likelihood of the record.

With weights w, a share is sum(w y) / sum(w). Twins count as one cluster: the variance of the share is, to first order,
the sum over pairs of (sum of w (y - share))**2 / sum(w)**2 (the ratio estimator of survey statistics). The effective
sample size is that of Kish over pairs, (sum W)**2 / sum W**2, W the weight of a pair: as many equal pairs would tell as
much. Where it is small, a few draws of the assumptions say everything, and the interval cannot be trusted either.

References
----------
Kish, L. (1965). Survey Sampling, chapter 11.
Cochran, W. G. (1977). Sampling Techniques, 3rd edition, chapter 6.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from juncture.analysis.intervals import Estimate, mean_over_draws, wilson
from juncture.program.program import Floats

#: With fewer effective pairs than this, weighted results are one draw's opinion.
FEWEST = 100
_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of courses by the likelihood of the record.

    Attributes
    ----------
    effective, pairs
        Kish's effective number of pairs, and how many there are.
    impossible
        Share of courses that hold some recorded event or result impossible: their weight is 0.
    largest
        The largest share of all weight that one pair has.
    """

    effective: float
    pairs: int
    impossible: float
    largest: float

    @property
    def collapsed(self) -> bool:
        """Whether too few pairs carry the weight."""
        return not self.effective >= FEWEST


def weigh(log_likelihood: Floats, stubborn: NDArray[np.bool_]) -> tuple[Weights, Floats]:
    """Weight courses by the likelihood that their assumptions give to the record; 0 where it was impossible."""
    possible = ~stubborn
    weights = np.zeros(len(log_likelihood))
    if possible.any():
        weights[possible] = np.exp(log_likelihood[possible] - log_likelihood[possible].max())
    pairs = weights.reshape(-1, 2).sum(axis=1)
    total = float(pairs.sum())
    effective = total**2 / float((pairs**2).sum()) if total > 0 else 0.0
    largest = float(pairs.max()) / total if total > 0 else 1.0
    return Weights(effective, len(pairs), float((~possible).mean()), largest), weights


def share(held: NDArray[np.bool_], weights: Floats | None = None) -> float:
    """The share of courses, by weight."""
    if not len(held) or (weights is not None and not weights.sum() > 0):
        return float("nan")
    return float(np.average(held, weights=weights))


def difference(before: NDArray[np.bool_], after: NDArray[np.bool_], weights: Floats | None = None) -> Estimate:
    """The mean of after - before, course by course, with its 95 % interval, clustered by pairs of twins."""
    each = after.astype(float) - before
    if weights is None:
        return mean_over_draws(each.reshape(-1, 2).mean(axis=1))
    mean, deviation, effective = _ratio(each * weights, weights)
    half = _Z * float(np.sqrt(deviation**2 + 1.0 / max(effective, 1.0) ** 2))
    return Estimate(mean, max(-1.0, mean - half), min(1.0, mean + half))


def conditional(held: NDArray[np.bool_], among: NDArray[np.bool_], weights: Floats | None = None) -> Estimate:
    """The share of those courses among which it held; Wilson's interval with the effective number of courses."""
    w: Floats = among.astype(float) if weights is None else weights * among
    p, deviation, effective = _ratio(w * held, w)
    if p != p:
        return Estimate(p, 0.0, 1.0)
    n = p * (1 - p) / deviation**2 if deviation > 0 else effective
    return Estimate(p, *wilson(p, max(1.0, min(n, float(among.sum())))))


def _ratio(above: Floats, below: Floats) -> tuple[float, float, float]:
    """A ratio of sums over pairs, its standard deviation, and the effective number of pairs."""
    tops, bottoms = (values.reshape(-1, 2).sum(axis=1) for values in (above, below))
    total = float(bottoms.sum())
    if not total > 0:
        return float("nan"), float("nan"), 0.0
    ratio = float(tops.sum()) / total
    count = max(2, int((bottoms > 0).sum()))
    deviation = float(np.sqrt(((tops - ratio * bottoms) ** 2).sum() * count / (count - 1))) / total
    return ratio, deviation, total**2 / float((bottoms**2).sum())
