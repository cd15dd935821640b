"""Do rankings hold? The share of draws of the assumptions in which what stands first stays first.

A ranking of means can hide that every single reader, with one set of numbers in mind, would rank differently. So each
ranking is told with the share of draws in which it holds.

Outcomes need nested luck: K draws of the assumptions with L courses each (siblings). Shares of L courses scatter more
between draws than the chances p_k do that they estimate, and counting ranks in them would call unstable what is only
luck. So the shares are drawn towards their mean until they scatter as the chances do::

    p*_k = mean + A (share_k - mean),   A T A = B,   A = T^-1/2 (T^1/2 B T^1/2)^1/2 T^-1/2

T is the covariance of the shares over draws. B, that of the chances, needs no model of luck: it is the covariance
between the shares of one half of each draw's courses and those of the other, which share their assumptions and
nothing else (made symmetric, its negative eigenvalues set to 0). A is the linear map from the one to the other that
moves the shares least. Ranks are counted in p*.

Limits: the covariance is right and the shape of the distribution is not restored; in small trials with 100 courses a
draw (see docs/authors.md) the remaining error of a share was 0.00 to 0.03 for outcomes that lead, and up to 0.1 for
the ranks of several rare outcomes. The interval is Wilson's over draws and does not cover it.

References
----------
Louis, T. A. (1984). Estimating a population of parameter values using Bayes and empirical Bayes methods. JASA 79,
    393-398.
Shen, W. & Louis, T. A. (1998). Triple-goal estimates in two-stage hierarchical models. JRSS B 60, 455-471.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from juncture.analysis.branches import Progress
from juncture.analysis.intervals import wilson
from juncture.kernel import columns as c
from juncture.kernel.run import Plan, run_threads
from juncture.program.program import Floats, Program
from juncture.verbs.statements import Draw

#: With fewer courses too much luck is left in the shares of a draw to say how firm a rank is (benchmarks/ranks.py).
FEWEST = 20_000
#: How long a list of the most surprising events, or of the greatest turns, is.
TOP = 5


@dataclass(frozen=True, slots=True)
class Held:
    """A share of the draws of the assumptions: corrected for luck, its 95 % interval, and as counted."""

    share: float
    low: float
    high: float
    counted: float


@dataclass(frozen=True, slots=True)
class OutcomeRanks:
    """How far the ranking of the outcomes depends on the assumptions.

    Attributes
    ----------
    draws, siblings
        Draws of the assumptions, and courses of each; draws in which a half of the courses was stopped are left out.
        One draw where no number is uncertain.
    order
        The outcomes in the ranking that is judged, the likeliest first.
    keeps
        By outcome: the share of draws in which it has the rank that it has in `order`.
    leads
        By outcome: the share of draws in which it is the likeliest.
    """

    draws: int
    siblings: int
    order: tuple[str, ...]
    keeps: dict[str, Held]
    leads: dict[str, Held]


def outcome_ranks(
    program: Program,
    courses: int,
    seed: int,
    threads: int | None = None,
    progress: Progress | None = None,
    shown: Mapping[str, float] | None = None,
) -> OutcomeRanks:
    """Rank the outcomes within each draw of the assumptions, in about so many courses altogether.

    The ranking that is judged is that of the chances `shown` to readers; without them, of the means over the draws.
    """
    siblings, draws = nested(courses, uncertain=any(isinstance(one, Draw) for one in program.model.begin))
    names = [name for name, _ in program.model.outcomes]
    counts = np.zeros((draws, 2, len(names)))
    for batch in run_threads(program, seed, draws * siblings, Plan(siblings=siblings), threads=threads):
        outcomes = batch.summary[:, c.OUTCOME]
        numbers = np.arange(batch.first, batch.first + batch.count)
        half = (numbers % siblings) * 2 // siblings
        ran = outcomes >= 0
        np.add.at(counts, (numbers[ran] // siblings, half[ran], outcomes[ran]), 1)
        if progress:
            progress(batch.first + batch.count, draws * siblings)
    counts = counts[(counts.sum(axis=2) > 0).all(axis=1)]
    means = np.zeros(len(names))
    if shown is not None:
        means = np.array([shown[name] for name in names])
    elif len(counts):
        means = _shares(counts.sum(axis=1)).mean(axis=0)
    return OutcomeRanks(
        draws=len(counts),
        siblings=siblings,
        order=tuple(names[i] for i in np.argsort(-means, kind="stable")),
        keeps=_held(names, counts, lambda values: rank_kept(values, means)),
        leads=_held(names, counts, leading),
    )


def nested(courses: int, *, uncertain: bool = True) -> tuple[int, int]:
    """Siblings (an even number) and draws for about so many courses: twice as many draws as siblings.

    Where no number is uncertain, every draw is the same, and one is enough.
    """
    siblings = 2 * max(1, round(math.sqrt(courses / 2) / 2)) if uncertain else 2 * max(1, courses // 2)
    return siblings, max(1, courses // siblings)


def rank_kept(values: Floats, means: Floats) -> Floats:
    """(draws, items): for each draw, the chance that an item has the rank of its mean; equal values share ranks.

    Parameters
    ----------
    values : (draws, items)
        What is ranked, the greatest first.
    means : (items,)
        What the ranking that is judged rests upon.
    """
    first, last = _ranks(means[None, :])
    low, high = _ranks(values)
    both = np.minimum(high, last) - np.maximum(low, first) + 1
    return np.clip(both, 0, None) / (high - low + 1)


def leading(values: Floats) -> Floats:
    """(draws, items): for each draw, the chance that an item stands first; equal values share the place."""
    return among_first(values, 1)


def among_first(values: Floats, places: int = TOP) -> Floats:
    """(draws, items): for each draw, the chance that an item stands in the first places; equal values share them."""
    low, high = _ranks(values)
    return np.clip((places - low) / (high - low + 1), 0.0, 1.0)


def stays_among_first(values: Floats, places: int = TOP) -> Floats:
    """(items,): for items in the first places of the means, the share of draws in which they stay there; else not a number.

    Not a number for all where there are no more items than places: such a list says nothing.
    """
    if values.shape[1] <= places or not len(values):
        return np.full(values.shape[1], math.nan)
    in_mean = np.argsort(-values.mean(axis=0), kind="stable")[:places]
    found = np.full(values.shape[1], math.nan)
    found[in_mean] = among_first(values, places).mean(axis=0)[in_mean]
    return found


def _ranks(values: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each value of a row, the first and the last rank (from 0) that it may have; equal values have several."""
    greater = (values[:, None, :] > values[:, :, None]).sum(axis=2)
    equal = (values[:, None, :] == values[:, :, None]).sum(axis=2)
    return greater, greater + equal - 1


def _shares(counts: Floats) -> Floats:
    return counts / counts.sum(axis=-1, keepdims=True)


def without_luck(one: Floats, other: Floats) -> Floats:
    """(draws, outcomes): what the shares of two halves of each draw's courses would be without luck, in covariance.

    Not restored to chances: a value may lie a little below 0 or above 1, which changes no rank.
    """
    shares = (one + other) / 2
    mean = shares.mean(axis=0)
    if len(shares) < 2:
        return shares
    between = (one - one.mean(axis=0)).T @ (other - other.mean(axis=0)) / (len(shares) - 1)
    root = _power((shares - mean).T @ (shares - mean) / (len(shares) - 1), 0.5)
    inverse = _power(root, -1.0)
    inner = _power(root @ _power((between + between.T) / 2, 1.0) @ root, 0.5)
    return mean + (shares - mean) @ (inverse @ inner @ inverse)


def _power(symmetric: Floats, power: float) -> Floats:
    """A power of a symmetric matrix, its eigenvalues that are not above 0 left out."""
    values, vectors = np.linalg.eigh(symmetric)
    above = values > 1e-12 * max(float(values.max(initial=0.0)), 1e-300)
    return (vectors[:, above] * values[above] ** power) @ vectors[:, above].T


def _held(names: list[str], counts: Floats, credit: Callable[[Floats], Floats]) -> dict[str, Held]:
    """The share of each outcome, as counted in the shares and without luck."""
    if not len(counts):
        return {name: Held(math.nan, math.nan, math.nan, math.nan) for name in names}
    counted = credit(_shares(counts.sum(axis=1))).mean(axis=0)
    found: dict[str, Held] = {}
    chances = np.round(without_luck(_shares(counts[:, 0]), _shares(counts[:, 1])), 12)  # ties stay ties
    for name, share, raw in zip(names, credit(chances).mean(axis=0).tolist(), counted.tolist(), strict=True):
        low, high = wilson(share, len(counts)) if len(counts) > 1 else (share, share)
        found[name] = Held(share, low, high, raw)
    return found
