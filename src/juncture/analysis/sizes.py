"""How much do two worlds with common luck differ? Course by course, clustered by twins.

Course i of the one is compared with course i of the other: same assumptions, same luck. Only some courses may be
compared, so the mean difference is a ratio over pairs of twins::

    size = sum_p D_p / sum_p N_p,   variance = P/(P-1) sum_p (D_p - size N_p)^2 / (sum_p N_p)^2

D_p is the sum of differences in the pair's compared courses, N_p their number, P the number of pairs that have any. For
a chance two courses are added, one of each sign, so that no difference in n courses is not taken for none ever.

References
----------
Bonett, D. G. & Price, R. M. (2012). Adjusted Wald confidence interval for a difference of binomial proportions based
on paired data. Journal of Educational and Behavioral Statistics 37, 479-488.
Cochran, W. G. (1977). Sampling techniques. 3rd edition. Wiley: ratio estimates over clusters (section 9A).
Cohen, J. (1988). Statistical power analysis for the behavioral sciences. 2nd edition. Erlbaum.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist
from typing import Literal

import numpy as np
from numpy.typing import NDArray

What = Literal["chance", "days", "value"]


@dataclass(frozen=True, slots=True)
class Matters:
    """The smallest sizes that matter: of a chance, and of days and values in standard deviations between courses.

    A fifth of a standard deviation is Cohen's small effect.
    """

    chance: float = 0.05
    spread: float = 0.2


@dataclass(frozen=True, slots=True)
class Size:
    """How much a cause makes of an effect, in `courses` compared courses.

    Attributes
    ----------
    what
        'chance', 'days' (to the first happening) or 'value'.
    with_cause, without
        Means with and without the cause.
    difference, low, high
        What the cause adds, with its 95 % interval; of days, how many days earlier it makes the effect.
    smallest
        The smallest size that matters.
    """

    what: What
    with_cause: float
    without: float
    difference: float
    low: float
    high: float
    smallest: float
    courses: int

    @property
    def way(self) -> Literal["more", "less", "nothing", "open"]:
        """Where the interval lies against the smallest size that matters; 'open' where it reaches across."""
        if self.low > self.smallest:
            return "more"
        if self.high < -self.smallest:
            return "less"
        return "nothing" if self.low >= -self.smallest and self.high <= self.smallest else "open"


@dataclass(frozen=True, eq=False)
class Paired:
    """What each course shows with a cause and without it, and which courses are compared.

    `with_cause`, `without` and `compared` have one entry a course; courses 2i and 2i + 1 are twins.
    """

    what: What
    with_cause: NDArray[np.float64]
    without: NDArray[np.float64]
    compared: NDArray[np.bool_]

    @cached_property
    def of_courses(self) -> NDArray[np.float64]:
        """(courses,): what the cause adds; 0 where courses are not compared."""
        sign = -1.0 if self.what == "days" else 1.0
        return np.where(self.compared, sign * (self.with_cause - self.without), 0.0)

    @cached_property
    def of_pairs(self) -> NDArray[np.float64]:
        """(pairs, 2): the sum of a pair's differences and the number of its compared courses, where it has any."""
        both = np.stack([self.of_courses, self.compared], axis=1).reshape(-1, 2, 2).sum(axis=1)
        return both[both[:, 1] > 0]

    def agree(self, sign: int) -> float:
        """Of the pairs of twins that differ, the share that differs in the way of `sign`; not a number if none does."""
        differing = self.of_pairs[self.of_pairs[:, 0] != 0, 0]
        return float((differing * sign > 0).mean()) if len(differing) else math.nan

    def size(self, matters: Matters) -> Size:
        """The mean difference with its interval."""
        a, b = self.with_cause[self.compared], self.without[self.compared]
        if not len(a):
            nan = math.nan
            return Size(self.what, nan, nan, nan, -math.inf, math.inf, matters.chance, 0)
        pairs = self.of_pairs
        difference = float(pairs[:, 0].sum() / pairs[:, 1].sum())
        if self.what == "chance":
            pairs = np.concatenate([pairs, [[1.0, 1.0], [-1.0, 1.0]]])
        count, courses = len(pairs), pairs[:, 1].sum()
        centre = float(pairs[:, 0].sum() / courses)
        residuals = pairs[:, 0] - centre * pairs[:, 1]
        variance = count / max(count - 1, 1) * float((residuals**2).sum()) / courses**2
        half = NormalDist().inv_cdf(0.975) * math.sqrt(variance)
        smallest = matters.spread * math.sqrt((float(a.var()) + float(b.var())) / 2)
        return Size(
            self.what,
            float(a.mean()),
            float(b.mean()),
            difference,
            centre - half,
            centre + half,
            matters.chance if self.what == "chance" else smallest,
            len(a),
        )
