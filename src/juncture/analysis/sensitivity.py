"""How far does each uncertain number, by itself, spread the chances of the outcomes? Read off courses that ran anyway.

Let `p(θ)` be the chance of an outcome for a draw `θ` of all uncertain numbers. Among draws it has the variance
`Var p`: what the assumptions make of the spread of the outcome, luck apart. One number `x` by itself makes::

    Var E[p | x]        (the first-order effect; divided by Var p, the correlation ratio of Pearson, Sobol's first index)

Draws are put into classes by the value of the number, tenths of equal size, and the means of the classes are compared.
The courses of one draw are two, so a mean of a class holds luck too, and scatters even where the number does nothing.
Both are taken out as in the analysis of variance (Kelley's epsilon-squared)::

    between = (SSB - (M - 1) SSW / (N - M)) / N        M classes, N draws, sums of squares between and within them

whose mean is `Var E[p | class]`, and 0 for a number that does nothing. `Var p` is the covariance of twins.

Floor: the ends of the courses are shuffled among the draws, for all numbers alike, SHUFFLES times. What the largest of
all numbers reaches then is what luck alone can show. A number above all of SHUFFLES shuffles is there by luck once in
SHUFFLES + 1 times at most, however many numbers there are (the test is exact: all orders are equally likely). Each
outcome has a floor of its own, and so has their sum: with k outcomes some number is above some floor by luck up to
k + 1 times as often.

Intervals: the jackknife that leaves out one of GROUPS groups of draws, with Student's t.

Limits: what happens within a tenth is not seen, so an effect that goes up and down within it is measured too small;
effects that numbers have only together belong to none of them.

References
----------
Kelley, T. L. (1935). An unbiased correlation ratio measure. PNAS 21, 554-559. doi:10.1073/pnas.21.9.554
Saltelli, A. et al. (2008). Global sensitivity analysis: the primer. Wiley. doi:10.1002/9780470725184
Plischke, E., Borgonovo, E. & Smith, C. L. (2013). Global sensitivity measures from given data. European Journal of
    Operational Research 226, 536-550. doi:10.1016/j.ejor.2012.11.047
Westfall, P. H. & Young, S. S. (1993). Resampling-based multiple testing. Wiley.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from juncture.analysis.intervals import Estimate
from juncture.program.program import Floats, Ints

CLASSES = 10
SHUFFLES = 99
GROUPS = 20
#: The half of a 95 % interval of Student's t with GROUPS - 1 degrees of freedom, in standard errors.
_HALF = 2.093
#: Fewer draws are too few for classes and groups.
FEWEST = 100


@dataclass(frozen=True, slots=True, eq=False)
class Sensitivity:
    """What each number does to each outcome: estimates at place 0 of `replicates`, then one without each group of draws.

    Attributes
    ----------
    between : (numbers, replicates, outcomes)
        Variance that the number makes in the chance of the outcome.
    difference : (numbers, replicates, outcomes)
        The chance of the outcome in the highest fifth of the number's draws, less that in the lowest. Where a number
        has fewer values than there are classes: for its greatest value, less that for its smallest.
    among_draws : (replicates, outcomes)
        Variance that all numbers together make in it.
    spread : (replicates, outcomes)
        Variance of the outcome among courses, `p (1 - p)`.
    floor : (outcomes + 1,)
        What shuffles reach in `between`; the last is for the sum over outcomes.
    """

    between: Floats
    difference: Floats
    among_draws: Floats
    spread: Floats
    floor: Floats


def sensitivity(
    values: Floats, ends: Ints, outcomes: int, seed: int, told: Callable[[int], object] = lambda done: None
) -> Sensitivity:
    """Measure what numbers do to outcomes.

    Parameters
    ----------
    values : (draws, numbers)
        What was drawn.
    ends : (draws, 2)
        The outcomes of the two courses of each draw.
    seed
        Of the shuffles.
    told
        Is called with the count of numbers that are done.
    """
    draws = len(ends)
    if draws < FEWEST:
        raise ValueError(f"{draws} draws of the assumptions; expected at least {FEWEST}")
    pairs = _Pairs.of(ends, outcomes)
    shuffled = list(pairs.shuffled(seed))
    groups = np.arange(draws) % GROUPS
    whole = _left_out(pairs.tables(groups, GROUPS))  # (replicates, kinds)
    between, difference = (np.zeros((values.shape[1], GROUPS + 1, outcomes)) for _ in range(2))
    floor = np.full(outcomes + 1, -math.inf)
    for number, column in enumerate(np.ascontiguousarray(values.T)):
        classes, count = _classes(column)
        cells = _left_out(pairs.tables(groups * CLASSES + classes, GROUPS * CLASSES).reshape(GROUPS, CLASSES, -1))
        between[number] = pairs.between(cells)
        difference[number] = pairs.difference(cells, count)
        by_luck = pairs.between(np.concatenate([pairs.tables_of(kinds, classes) for kinds in shuffled]))
        floor = np.maximum(floor, np.append(by_luck, by_luck.sum(axis=1, keepdims=True), axis=1).max(axis=0))
        told(number + 1)
    return Sensitivity(between, difference, pairs.among_draws(whole), pairs.spread(whole), floor)


def estimate(replicates: Floats, least: float = -math.inf, most: float = math.inf) -> Estimate:
    """Turn (replicates,) into an estimate with its interval; both are cut off at what is possible.

    References
    ----------
    Kott, P. S. (2001). The delete-a-group jackknife. Journal of Official Statistics 17, 521-526.
    """
    value, without = float(replicates[0]), replicates[1:]
    error = math.sqrt((GROUPS - 1) / GROUPS * float(((without - without.mean()) ** 2).sum()))
    low, high = value - _HALF * error, value + _HALF * error
    return Estimate(*(float(np.clip(one, least, most)) for one in (value, low, high)))


def _classes(values: Floats) -> tuple[Ints, int]:
    """(draws,) the class of each draw, and how many classes there are: tenths by rank, or its values where they are few."""
    order = np.argsort(values, kind="stable")
    found = np.empty(len(values), np.int64)
    found[order] = np.append(0, np.cumsum(np.diff(values[order]) != 0))
    known = int(found[order[-1]]) + 1
    if known < CLASSES:
        return found, known
    found[order] = np.arange(len(values)) * CLASSES // len(values)
    return found, CLASSES


def _left_out(tables: Floats) -> Floats:
    """(groups, ...) -> (1 + groups, ...): all groups together, then all but each."""
    whole = tables.sum(axis=0, keepdims=True)
    return np.concatenate([whole, whole - tables])


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Draws by how their two courses ended: few kinds, so that counting them is all that has to be done.

    Attributes
    ----------
    kind : (draws,)
        Which two outcomes they ended in, whichever came first.
    shares : (kinds, outcomes)
        The share of the two courses that ended in each outcome: 0, a half or 1.
    """

    kind: Ints
    shares: Floats

    @classmethod
    def of(cls, ends: Ints, outcomes: int) -> _Pairs:
        """Find the kinds that occur."""
        known, kind = np.unique(np.sort(ends, axis=1), axis=0, return_inverse=True)
        shares = (known[:, :, None] == np.arange(outcomes)).mean(axis=1)
        return cls(kind.reshape(-1), shares)

    def tables(self, cells: Ints, count: int) -> Floats:
        """(count, kinds): how many draws of each kind are in each cell."""
        kinds = len(self.shares)
        found = np.bincount(cells * kinds + self.kind, minlength=count * kinds)
        return found.reshape(count, kinds).astype(float)

    def shuffled(self, seed: int) -> Iterator[NDArray[np.int32]]:
        """(shuffles, draws) at a time: SHUFFLES orders of the kinds, each with cells of its own, as many as fit a cache."""
        generator, cells = np.random.default_rng(seed), CLASSES * len(self.shares)
        at_once = max(1, 100_000 // len(self.kind))
        for first in range(0, SHUFFLES, at_once):
            orders = [generator.permutation(self.kind) for _ in range(min(at_once, SHUFFLES - first))]
            yield (np.stack(orders) + cells * np.arange(len(orders))[:, None]).astype(np.int32)

    def tables_of(self, shuffled: NDArray[np.int32], classes: Ints) -> Floats:
        """(shuffles, classes, kinds): how many draws of each kind are in each class, for each of some shuffles."""
        shape = (len(shuffled), CLASSES, len(self.shares))
        found = np.bincount((shuffled + classes * len(self.shares)).ravel(), minlength=math.prod(shape))
        return found.reshape(shape).astype(float)

    def between(self, cells: Floats) -> Floats:
        """(..., classes, kinds) -> (..., outcomes): the variance between the classes, without what luck puts there."""
        counts = cells.sum(axis=-1, keepdims=True)
        classes = (counts > 0).sum(axis=-2)
        draws = counts.sum(axis=-2)
        about_mean, mean = self._squares(cells.sum(axis=-2))
        sums = cells @ self.shares
        between = (sums**2 / np.maximum(counts, 1)).sum(axis=-2) - draws * mean**2
        within = (about_mean - between) / (draws - classes)
        return (between - (classes - 1) * within) / draws

    def difference(self, cells: Floats, classes: int) -> Floats:
        """(..., classes, kinds) -> (..., outcomes): the mean in the highest fifth less that in the lowest."""
        fifth = CLASSES // 5 if classes == CLASSES else 1
        low, high = cells[..., :fifth, :].sum(axis=-2), cells[..., classes - fifth : classes, :].sum(axis=-2)
        return self._squares(high)[1] - self._squares(low)[1]

    def among_draws(self, tables: Floats) -> Floats:
        """(..., kinds) -> (..., outcomes): the covariance of twins, without bias."""
        draws = tables.sum(axis=-1, keepdims=True)
        about_mean, mean = self._squares(tables)
        both = tables @ (self.shares == 1) / draws
        return both - mean**2 + about_mean / (draws - 1) / draws

    def spread(self, tables: Floats) -> Floats:
        """(..., kinds) -> (..., outcomes): the variance among courses."""
        mean = self._squares(tables)[1]
        return mean * (1 - mean)

    def _squares(self, tables: Floats) -> tuple[Floats, Floats]:
        """(..., kinds) -> (..., outcomes) each: the sum of squares about the mean, and the mean."""
        draws = np.maximum(tables.sum(axis=-1, keepdims=True), 1)
        mean = tables @ self.shares / draws
        return tables @ self.shares**2 - draws * mean**2, mean
