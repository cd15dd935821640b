"""Laws of draws, forwards (luck to value) and backwards (observation to luck).

Both directions walk the same sums, so that a value and the interval that it leaves agree to the last bit. Only
Python's `math` functions are used: their numba versions give the same bits, numpy's do not.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from juncture.kernel.compiling import scalar
from juncture.kernel.normal import normal_quantile, normal_share
from juncture.program.program import LAW_NUMBERS

Floats = NDArray[np.float64]

CHANCE, UNIFORM, NORMAL = LAW_NUMBERS["chance"], LAW_NUMBERS["uniform"], LAW_NUMBERS["normal"]
TALLY, BINOMIAL, CHOICE = LAW_NUMBERS["tally"], LAW_NUMBERS["binomial"], LAW_NUMBERS["choice"]
LOGNORMAL = LAW_NUMBERS["lognormal"]
HALF_LOG_TWO_PI = 0.5 * math.log(2 * math.pi)
#: A binomial of more trials is drawn from the normal law with its mean and variance, rounded and kept within 0 .. n.
MOST_TRIALS = 4000
#: What separates 'less than a threshold' from it where values are continuous.
BARELY = 1e-12


def log_factorials() -> Floats:
    """log(n!) for n = 0 .. MOST_TRIALS, summed from below."""
    table = np.zeros(MOST_TRIALS + 1)
    for n in range(1, MOST_TRIALS + 1):
        table[n] = table[n - 1] + math.log(n)
    return table


@scalar
def forward(law: int, a: float, b: float, u: float, log_factorials: Floats) -> float:
    """The value of a draw: the inverse of its distribution function at u.

    Parameters
    ----------
    law
        A number of `LAW_NUMBERS`.
    a, b
        The law's parameters; those outside their range are brought back into it.
    u
        Strictly between 0 and 1.
    log_factorials
        log(n!) for n = 0 .. MOST_TRIALS.
    """
    if law == CHANCE:
        return 1.0 if u < share(a) else 0.0
    if law == UNIFORM:
        return a + u * (b - a)
    if law == NORMAL:
        return a + b * normal_quantile(inside(u))
    if law == TALLY:
        return np.floor(a + 0.5) if not b > 0.0 else np.floor(a + b * normal_quantile(inside(u)) + 0.5)
    if law == CHOICE:
        return min_(np.floor(a + 0.5) - 1.0, np.floor(u * np.floor(a + 0.5)))
    if law == LOGNORMAL:
        return a * math.exp(b * normal_quantile(inside(u))) if b > 0.0 else a
    n, p = trials(a), share(b)
    if n == 0 or p == 0.0:
        return 0.0
    if p == 1.0:
        return float(n)
    if n > MOST_TRIALS:
        return max_(
            0.0, min_(np.floor(n * p + math.sqrt(n * p * (1.0 - p)) * normal_quantile(inside(u)) + 0.5), float(n))
        )
    k, pmf = binomial_start(n, p, log_factorials)
    below = pmf
    while below <= u and k < n:
        pmf = pmf * ((n - k) / (k + 1.0)) * (p / (1.0 - p))
        k += 1
        below += pmf
    return float(k)


@scalar
def abduct(
    law: int, a: float, b: float, at_least: float, u: float, kind: int, seen: float, log_factorials: Floats
) -> tuple[float, float, float, bool]:
    """What an observation tells of a draw's luck.

    Parameters
    ----------
    law, a, b, log_factorials
        As in `forward`.
    at_least
        The draw's threshold, for observations of kind 1 and 2.
    u
        Fresh luck that chooses the point of the interval which the observation leaves.
    kind
        0: the value was `seen`; 1: the threshold was reached; 2: it was not; 3: it was if `seen` reaches it.

    Returns
    -------
    value, revealed, log_probability, possible
        `revealed` is the luck that gives the value (for a normal the standardised value). Where the observation is
        impossible under the law, the value stands as seen and the luck is fresh.
    """
    if kind == 3:
        kind = 1 if seen >= at_least else 2
    if law == CHANCE:
        p = share(a)
        if kind == 0 and seen != 0.0 and seen != 1.0:
            return seen, u, 0.0, False
        if (kind == 0 and seen == 1.0) or kind == 1:
            return 1.0, u * p, log_(p), p > 0.0
        return 0.0, p + u * (1.0 - p), log_(1.0 - p), p < 1.0
    if law == UNIFORM:
        fits = b > a and b - a < np.inf and a <= seen and seen <= b
        return seen, (seen - a) / (b - a) if fits else u, -math.log(b - a) if fits else 0.0, fits
    if law == NORMAL:
        z = (seen - a) / b
        fits = b > 0.0 and abs(z) < np.inf
        return seen, z if fits else u, (-0.5 * z * z - math.log(b) - HALF_LOG_TWO_PI) if fits else 0.0, fits
    if law == TALLY:
        return abduct_tally(a, b, at_least, u, kind, seen)
    if law == CHOICE:
        n = np.floor(a + 0.5)
        fits = n < np.inf and seen >= 0.0 and seen < n and seen == np.floor(seen)
        return seen, (seen + u) / n if fits else u, -math.log(n) if fits else 0.0, fits
    if law == LOGNORMAL:
        return abduct_lognormal(a, b, at_least, u, kind, seen)
    return abduct_binomial(a, b, u, seen, log_factorials)


@scalar
def abduct_tally(
    a: float, b: float, at_least: float, u: float, kind: int, seen: float
) -> tuple[float, float, float, bool]:
    """`abduct` for a tally, which may also be known only to have reached its threshold or not."""
    if kind == 0:
        if seen != np.floor(seen):
            return seen, u, 0.0, False
        if not b > 0.0:
            fits = np.floor(a + 0.5) == seen
            return seen, u, 0.0, fits
        low, high = (seen - 0.5 - a) / b, (seen + 0.5 - a) / b
        if seen <= a:
            below = normal_share(low)
            p = normal_share(high) - below
        else:
            below = 1.0 - normal_share(-low)
            p = normal_share(-low) - normal_share(-high)
        return seen, below + u * p if p > 0.0 else u, log_(p), p > 0.0
    least = np.ceil(at_least)
    if not b > 0.0:
        value = np.floor(a + 0.5)
        fits = value >= least if kind == 1 else value < least
        return (value if fits else least if kind == 1 else least - 1.0), u, 0.0, fits
    edge = (least - 0.5 - a) / b
    if kind == 1:
        p = normal_share(-edge)
        revealed = normal_share(edge) + u * p if p > 0.0 else u
        value = max_(least, np.floor(a + b * normal_quantile(inside(revealed)) + 0.5)) if p > 0.0 else least
        return value, revealed, log_(p), p > 0.0
    p = normal_share(edge)
    revealed = u * p if p > 0.0 else u
    value = min_(least - 1.0, np.floor(a + b * normal_quantile(inside(revealed)) + 0.5)) if p > 0.0 else least - 1.0
    return value, revealed, log_(p), p > 0.0


@scalar
def abduct_lognormal(
    a: float, b: float, at_least: float, u: float, kind: int, seen: float
) -> tuple[float, float, float, bool]:
    """`abduct` for a lognormal, which may also be known only to have reached its threshold or not."""
    below = at_least * (1.0 - BARELY)  # the largest value that counts as less
    if not (a > 0.0 and b > 0.0):  # no spread: the number is certain
        fits = a == seen if kind == 0 else a >= at_least if kind == 1 else a < at_least
        return (seen if kind == 0 else a if fits else at_least if kind == 1 else below), u, 0.0, fits
    if kind == 0:
        z = (log_(seen) - math.log(a)) / b
        fits = seen > 0.0 and abs(z) < np.inf and b < np.inf
        log_p = -0.5 * z * z - math.log(b) - log_(seen) - HALF_LOG_TWO_PI
        return seen, normal_share(z) if fits else u, log_p if fits else 0.0, fits
    edge = (log_(max_(at_least, 0.0)) - math.log(a)) / b
    if kind == 1:
        p = normal_share(-edge)
        revealed = normal_share(edge) + u * p if p > 0.0 else u
        value = max_(at_least, a * math.exp(b * normal_quantile(inside(revealed)))) if p > 0.0 else at_least
        return value, revealed, log_(p), p > 0.0
    p = normal_share(edge)
    revealed = u * p if p > 0.0 else u
    value = min_(below, a * math.exp(b * normal_quantile(inside(revealed)))) if p > 0.0 else below
    return value, revealed, log_(p), p > 0.0


@scalar
def abduct_binomial(
    a: float, b: float, u: float, seen: float, log_factorials: Floats
) -> tuple[float, float, float, bool]:
    """`abduct` for a binomial: the step of the distribution function at the number seen."""
    n, p = trials(a), share(b)
    if n == 0 or p == 0.0:
        return seen, u, 0.0, seen == 0.0
    if p == 1.0:
        return seen, u, 0.0, seen == n
    if not (seen >= 0.0 and seen <= n and seen == np.floor(seen)):
        return seen, u, 0.0, False
    if n > MOST_TRIALS:
        return abduct_tally(n * p, math.sqrt(n * p * (1.0 - p)), 0.0, u, 0, seen)
    k, pmf = binomial_start(n, p, log_factorials)
    below = 0.0
    while k < seen:
        below += pmf
        pmf = pmf * ((n - k) / (k + 1.0)) * (p / (1.0 - p))
        k += 1
    fits = k == seen and pmf > 0.0
    log_p = binomial_log_share(n, int(seen), p, log_factorials)
    return seen, below + u * pmf if fits else u, log_p if fits else 0.0, fits


@scalar
def binomial_log_share(n: int, k: int, p: float, log_factorials: Floats) -> float:
    """The logarithm of the chance of k successes in n trials."""
    return log_factorials[n] - log_factorials[k] - log_factorials[n - k] + k * math.log(p) + (n - k) * math.log1p(-p)


@scalar
def binomial_start(n: int, p: float, log_factorials: Floats) -> tuple[int, float]:
    """Where the walk along a binomial begins: nine standard deviations and thirty below the mean.

    Not at 0, where the chance may underflow; thirty more, since laws with p near 1 have long tails below; and at the
    first number whose chance is one that a float can hold.
    """
    k = int(max_(0.0, np.floor(n * p - 9.0 * math.sqrt(n * p * (1.0 - p)) - 30.0)))
    while k < n and binomial_log_share(n, k, p, log_factorials) < -700.0:
        k += 1
    return k, math.exp(binomial_log_share(n, k, p, log_factorials))


@scalar
def trials(a: float) -> int:
    """A number of trials: whole, from 0 to a thousand million; 0 for what is not a number."""
    return int(min_(max_(np.floor(a + 0.5), 0.0), 1e9))


@scalar
def share(p: float) -> float:
    """A probability, kept between 0 and 1; 0 for what is not a number."""
    return min_(max_(p, 0.0), 1.0)


@scalar
def inside(u: float) -> float:
    """Keep luck away from 0 and 1, where a normal has no value."""
    return max_(1e-16, min_(u, 1.0 - 1e-16))


@scalar
def log_(x: float) -> float:
    """Natural logarithm; minus infinity at 0, not a number below."""
    return math.log(x) if x > 0.0 else -np.inf if x == 0.0 else np.nan


@scalar
def min_(a: float, b: float) -> float:
    """The smaller; the second where they cannot be compared."""
    return a if a < b else b


@scalar
def max_(a: float, b: float) -> float:
    """The larger; the second where they cannot be compared."""
    return a if a > b else b
