"""Voting power: how often is a voter decisive, if every way to vote, or every order of joining, is as likely?

A weighted game has voters with weights w_1 ... w_n and a quota q: a coalition wins if its weights add up to q or more.
A voter i *swings* a coalition of others that loses without and wins with it.

Penrose-Banzhaf
    swings_i / 2^(n-1): the chance that i decides when each other voter is for or against with even chances. Divided by
    the sum over all voters it is the Banzhaf index.
Shapley-Shubik
    the sum over swings of s! (n-1-s)! / n!, with s the voters already in the coalition: the chance that i is the one who
    makes it win, when voters join in a random order. The sum over all voters is 1 if any coalition wins.

Both are exact: coalitions are counted, by their size and weight, with generating functions.

References
----------
Banzhaf, J. F. (1965). Weighted voting doesn't work: a mathematical analysis. Rutgers Law Review 19, 317-343.
Penrose, L. S. (1946). The elementary statistics of majority voting. Journal of the Royal Statistical Society 109, 53-57.
Shapley, L. S. & Shubik, M. (1954). A method for evaluating the distribution of power in a committee system. American
Political Science Review 48, 787-792.
Felsenthal, D. S. & Machover, M. (1998). The Measurement of Voting Power. Edward Elgar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import factorial

import numpy as np

from juncture.program.program import Floats


@dataclass(frozen=True, slots=True)
class Power:
    """The power of one voter.

    Attributes
    ----------
    swings
        Coalitions of the other voters that lose without it and win with it.
    penrose_banzhaf
        The share of all coalitions of the others that it swings.
    banzhaf
        Its share of the swings of all voters; 0 where nobody has any.
    shapley_shubik
        The share of orders of joining in which it is pivotal.
    """

    swings: int
    penrose_banzhaf: Fraction
    banzhaf: Fraction
    shapley_shubik: Fraction


def power(weights: Sequence[int], quota: int) -> tuple[Power, ...]:
    """Return the power of each voter, in the order of their weights.

    Where all together do not reach the quota, nobody has power.

    Raises
    ------
    ValueError
        Where a weight is negative or the quota is below 1.
    """
    if quota < 1 or min(weights, default=0) < 0:
        raise ValueError(
            f"weights {list(weights)} with quota {quota}: expected weights of 0 or more, a quota of 1 or more"
        )
    voters = len(weights)
    by_size = [_swings(weights, quota, voter) for voter in range(voters)]
    swings = [sum(counts) for counts in by_size]
    every, orders = sum(swings) or 1, factorial(voters)
    pivotal = [sum(n * factorial(s) * factorial(voters - 1 - s) for s, n in enumerate(counts)) for counts in by_size]
    return tuple(
        Power(one, Fraction(one, 1 << (voters - 1)), Fraction(one, every), Fraction(many, orders))
        for one, many in zip(swings, pivotal, strict=True)
    )


@dataclass(frozen=True, slots=True)
class MeanPower:
    """The power of one voter over several games: means, and from 5 to 95 % of the games for Shapley-Shubik."""

    penrose_banzhaf: float
    banzhaf: float
    shapley_shubik: float
    low: float
    high: float


def mean_power(weights: Floats, quotas: Floats) -> tuple[MeanPower, ...]:
    """Return the power of each voter over games with the same voters.

    Parameters
    ----------
    weights : (voters, games) float64
        Whole numbers.
    quotas : (games,) float64
        Whole numbers; infinite where nothing can be decided, so that nobody has power.
    """
    games, times = np.unique(np.vstack([weights, quotas]), axis=1, return_counts=True)
    found = np.zeros((3, len(weights), len(times)))
    for i, (*some, quota) in enumerate(games.T.tolist()):
        if sum(some) >= quota:
            of_each = power([int(weight) for weight in some], int(quota))
            found[:, :, i] = np.array([(p.penrose_banzhaf, p.banzhaf, p.shapley_shubik) for p in of_each], float).T
    every = np.repeat(found, times, axis=2)
    means, (low, high) = every.mean(axis=2), np.quantile(every[2], [0.05, 0.95], axis=1)
    return tuple(MeanPower(*map(float, (*means[:, i], low[i], high[i]))) for i in range(len(weights)))


def _swings(weights: Sequence[int], quota: int, voter: int) -> list[int]:
    """By size: how many coalitions of the others weigh less than the quota, but not without this voter's weight.

    The generating function of coalitions is the product of (1 + x^weight y) over the others; the coefficient of
    x^k y^s counts those that weigh k and have s members. It is kept as one large integer, whose digits are the
    coefficients. To multiply is to shift and add; a digit has one bit more than there are voters, so no count can
    overflow it.
    """
    voters = len(weights)
    bits = voters + 1
    sizes = voters * bits  # the digits of all sizes s at one weight
    counts = 1
    for other, weight in enumerate(weights):
        if other != voter:
            counts += counts << (weight * sizes + bits)
    least, most = max(0, quota - weights[voter]), quota - 1
    if least > most:
        return [0] * voters
    window = (counts >> (least * sizes)) & ((1 << ((most - least + 1) * sizes)) - 1)
    summed = window % ((1 << sizes) - 1)  # as casting out nines: the sum over weights, size by size
    digit = (1 << bits) - 1
    return [(summed >> (s * bits)) & digit for s in range(voters)]
