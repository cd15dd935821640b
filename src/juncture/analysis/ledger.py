"""The ledger: which uncertain numbers is the spread of the outcomes due to, and by how much does each move them?

The chances of the outcomes differ between draws of the assumptions. A number's share in an outcome is::

    Var E[p | the number] / Var p              p: the chance of the outcome for a draw of all uncertain numbers

and its share in all outcomes together is the same with both variances summed over the outcomes. That sum of `Var p` is
the ignorance of the scenario at its begin: how much likelier strangers are to end differently than twins. Shares of
single numbers add up to 1 where each works by itself; what is missing is due to numbers that work only together.

No new courses are needed. How it is estimated, where the floor of luck lies and what is not seen: `sensitivity`.

References
----------
Gamboa, F., Janon, A., Klein, T. & Lagnoux, A. (2014). Sensitivity analysis for multidimensional and functional
    outputs. Electronic Journal of Statistics 8, 575-603. doi:10.1214/14-EJS895
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from juncture.analysis.branches import Progress
from juncture.analysis.intervals import Estimate
from juncture.analysis.sensitivity import FEWEST, Sensitivity, estimate, sensitivity
from juncture.courses.ensemble import Ensemble
from juncture.program.model import Model, StatedNumber
from juncture.program.program import Floats, Ints

_UNKNOWN = Estimate(math.nan, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Moved:
    """What a number does to one outcome, above the floor of luck.

    Attributes
    ----------
    share
        Of what the assumptions spread in this outcome; not a number where that cannot be told from 0.
    difference
        The chance of the outcome in the highest fifth of the number's draws, less that in the lowest. Its sign is the
        direction; where its interval has 0 inside, the number does not move the outcome in one direction.
    """

    outcome: str
    share: Estimate
    difference: Estimate


@dataclass(frozen=True, slots=True)
class NumberInLedger:
    """A number that moves some outcome more than luck can show.

    Attributes
    ----------
    location
        Where it stands in the scenario: the keys that lead to it.
    share
        Of what the assumptions spread in all outcomes together.
    moves
        The outcomes for which it lies above the floor, the greatest difference first; none where it does so only for
        all of them together.
    """

    name: str
    location: tuple[str | int, ...]
    status: str
    share: Estimate
    moves: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """How far the assumptions spread one outcome, or all together.

    Attributes
    ----------
    from_assumptions
        Share of the variance between courses that the assumptions make; the rest is luck.
    floor
        The share in it that luck alone shows for the largest of all numbers, once in 100 ledgers; not a number where
        `from_assumptions` cannot be told from 0.
    numbers
        How many lie above it.
    """

    from_assumptions: Estimate
    floor: float
    numbers: int


@dataclass(frozen=True, slots=True)
class StatusInLedger:
    """The uncertain numbers of one status: how many, and the sum of their shares in all outcomes, small ones included."""

    numbers: int
    share: Estimate


@dataclass(frozen=True, slots=True)
class Ledger:
    """What moves the outcomes.

    Attributes
    ----------
    draws
        Draws of the assumptions, with two courses each.
    uncertain
        How many numbers are drawn; all others are fixed and are not asked about.
    together, outcomes
        How far the assumptions spread all outcomes, and each.
    singly
        The sum of the shares of all uncertain numbers; what it lacks of 1 they make only together.
    statuses
        The same by status.
    numbers
        Those above a floor, the greatest share first.
    """

    courses: int
    draws: int
    seed: int
    uncertain: int
    together: Spread
    outcomes: dict[str, Spread]
    singly: Estimate
    statuses: dict[str, StatusInLedger]
    numbers: tuple[NumberInLedger, ...]

    def of(self, outcome: str) -> tuple[tuple[NumberInLedger, Moved], ...]:
        """The numbers that move one outcome, the greatest difference first."""
        found = [(number, moved) for number in self.numbers for moved in number.moves if moved.outcome == outcome]
        return tuple(sorted(found, key=lambda pair: -abs(pair[1].difference.value)))


def enough(ensemble: Ensemble) -> bool:
    """Tell whether so many pairs of twins ran to their end that there is something to ask."""
    return len(_drawn(ensemble)[1]) >= FEWEST


def ledger(model: Model, ensemble: Ensemble, progress: Progress | None = None) -> Ledger:
    """Ask what moves the outcomes of an ensemble; pairs of which a course was stopped are left out.

    Raises
    ------
    ValueError
        Where not `enough` ran to their end.
    """
    values, ends = _drawn(ensemble)
    stated = [number for number in model.numbers if number.slot is not None]
    names = ensemble.labels.outcomes

    def told(done: int) -> None:
        if progress:
            progress(ensemble.count * done // len(stated), ensemble.count)

    found = sensitivity(values, ends, len(names), ensemble.seed, told)
    above = found.between[:, 0, :] > found.floor[:-1]
    total = found.between.sum(axis=2)
    above_together = total[:, 0] > found.floor[-1]
    in_all = found.among_draws.sum(axis=1)
    shown = np.flatnonzero(above.any(axis=1) | above_together)
    return Ledger(
        courses=ensemble.count,
        draws=len(ends),
        seed=ensemble.seed,
        uncertain=len(stated),
        together=_spread(in_all, found.spread.sum(axis=1), found.floor[-1], above_together),
        outcomes={
            name: _spread(found.among_draws[:, at], found.spread[:, at], found.floor[at], above[:, at])
            for at, name in enumerate(names)
        },
        singly=_share(total.sum(axis=0), in_all),
        statuses=_statuses(stated, total, in_all),
        numbers=tuple(
            NumberInLedger(
                stated[at].name,
                stated[at].location,
                stated[at].status,
                _share(total[at], in_all),
                _moves(found, names, at, np.flatnonzero(above[at])),
            )
            for at in shown[np.argsort(-total[shown, 0], kind="stable")]
        ),
    )


def _drawn(ensemble: Ensemble) -> tuple[Floats, Ints]:
    """What each pair of twins drew, and how both ended; of an ensemble that begins amid a pair, from the next one on."""
    first = ensemble.first % 2
    pairs = (ensemble.count - first) // 2
    ends = ensemble.outcomes[first : first + 2 * pairs].reshape(-1, 2).astype(np.int64)
    ran = (ends >= 0).all(axis=1)
    return ensemble.assumptions[first : first + pairs][ran], ends[ran]


def _share(part: Floats, whole: Floats) -> Estimate:
    """(replicates,) each: one variance in another; not a number where the other cannot be told from 0."""
    return estimate(part / whole, 0.0, 1.0) if estimate(whole).low > 0 else _UNKNOWN


def _spread(among_draws: Floats, spread: Floats, floor: float, above: np.ndarray) -> Spread:
    if spread.min() <= 0:  # some group of draws has all that there is of it, and no error can be told
        return Spread(_UNKNOWN, math.nan, int(above.sum()))
    known = estimate(among_draws).low > 0
    of_all = estimate(among_draws / spread, 0.0, 1.0)
    return Spread(of_all, float(floor / among_draws[0]) if known else math.nan, int(above.sum()))


def _moves(found: Sensitivity, names: tuple[str, ...], number: int, outcomes: Ints) -> tuple[Moved, ...]:
    moves = [
        Moved(
            names[at],
            _share(found.between[number, :, at], found.among_draws[:, at]),
            estimate(found.difference[number, :, at], -1.0, 1.0),
        )
        for at in outcomes
    ]
    return tuple(sorted(moves, key=lambda moved: -abs(moved.difference.value)))


def _statuses(stated: list[StatedNumber], total: Floats, in_all: Floats) -> dict[str, StatusInLedger]:
    found: dict[str, StatusInLedger] = {}
    for status in dict.fromkeys(number.status for number in stated):
        own = np.array([number.status == status for number in stated])
        found[status] = StatusInLedger(int(own.sum()), _share(total[own].sum(axis=0), in_all))
    return found
