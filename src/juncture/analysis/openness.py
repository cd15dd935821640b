"""When was the outcome still open? The chance that twins, parting from the record at a date, end differently.

Twins share all that was uncertain to us and differ in luck alone. So

openness
    E[1 - sum_o p_o^2], p the chances of the outcomes given the assumptions, mean over the assumptions. Estimated by
    the share of twins that end differently, which is unbiased.
ignorance
    the chance that strangers (courses with other assumptions) end differently, less openness: what the record left
    to be known, not to be decided. Never below 0 but for the error of the estimate.

Limits: openness is a property of the stated model, and of the list of outcomes: fewer, broader outcomes are less open.
Courses that were stopped are left out with their twins.

References
----------
Simpson, E. H. (1949). Measurement of diversity. Nature 163, 688.
Capoccia, G. & Kelemen, R. D. (2007). The study of critical junctures. World Politics 59, 341-369.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from juncture.analysis.branches import Branches
from juncture.analysis.intervals import Estimate, Probability, mean_over_draws, twin_probability, wilson


@dataclass(frozen=True, slots=True)
class OpenAt:
    """How open the outcome was at one date.

    Attributes
    ----------
    instant, left
        The date: everything at and before the instant has happened but the last `left` recorded events of it.
    openness, ignorance
        As in the module's text.
    outcomes
        The chance of each outcome from here on.
    """

    instant: int
    left: int
    openness: Estimate
    ignorance: Estimate
    outcomes: dict[str, Probability]

    @property
    def leading(self) -> str:
        """The likeliest outcome."""
        return max(self.outcomes, key=lambda name: self.outcomes[name].value)


@dataclass(frozen=True, slots=True)
class Openness:
    """The curve of openness along the record.

    Attributes
    ----------
    courses, seed
        Of each date.
    dates
        In the order of the record.
    above
        The threshold of the window.
    window
        The stretches of measured dates with openness above the threshold: first and last instant.
    stopped
        The share of courses, over all dates, that did not run to the end.
    """

    courses: int
    seed: int
    dates: tuple[OpenAt, ...]
    above: float
    window: tuple[tuple[int, int], ...]
    stopped: float


def openness(branches: Branches, above: float = 0.5) -> Openness:
    """Measure openness at every point of branches of twins."""
    if branches.siblings != 2:
        raise ValueError(f"branches with {branches.siblings} siblings; expected twins")
    dates = tuple(
        OpenAt(point.instant, point.left, *open_share(ends), _outcomes(branches.names, ends))
        for point, ends in zip(branches.points, map(whole_pairs, branches.outcomes), strict=True)
    )
    return Openness(
        courses=branches.outcomes.shape[1],
        seed=branches.seed,
        dates=dates,
        above=above,
        window=tuple(_window(dates, above)),
        stopped=float((branches.outcomes < 0).mean()) if branches.outcomes.size else 0.0,
    )


def open_share(ends: NDArray[np.int16]) -> tuple[Estimate, Estimate]:
    """Openness and ignorance from how pairs of twins end.

    Parameters
    ----------
    ends : (pairs, 2) int16
        Number of each twin's outcome.
    """
    pairs = len(ends)
    if not pairs:
        return Estimate(math.nan, 0.0, 1.0), Estimate(math.nan, 0.0, 1.0)
    differ = ends[:, 0] != ends[:, 1]
    share = float(differ.mean())
    opened = Estimate(share, *wilson(share, pairs))
    if pairs < 2:
        return opened, Estimate(math.nan, 0.0, 1.0)
    counts = np.bincount(ends.ravel()).astype(float)
    # Ordered pairs of strangers that end alike: all ordered pairs less those inside a pair of twins.
    alike = (counts**2).sum() - np.where(differ, 2, 4).sum()
    strangers = 1.0 - float(alike) / (2 * pairs * (2 * pairs - 2))
    # Each pair's part in both, to first order (Hoeffding's projection).
    parts = (counts / (2 * pairs))[ends].sum(axis=1)
    influence = (1.0 - differ) - parts
    interval = mean_over_draws(influence - influence.mean())
    value = strangers - share
    return opened, Estimate(value, value + interval.low, value + interval.high)


def whole_pairs(ends: NDArray[np.int16]) -> NDArray[np.int16]:
    """(pairs, 2): the outcomes of those twins that both ran to the end."""
    pairs = ends[: len(ends) - len(ends) % 2].reshape(-1, 2)
    return pairs[(pairs >= 0).all(axis=1)]


def _outcomes(names: Sequence[str], ends: NDArray[np.int16]) -> dict[str, Probability]:
    return {name: twin_probability(ends.ravel() == number) for number, name in enumerate(names)}


def _window(dates: Sequence[OpenAt], above: float) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    was_open = False
    for date in dates:
        is_open = date.openness.value > above
        if is_open:
            first = spans.pop()[0] if was_open else date.instant
            spans.append((first, date.instant))
        was_open = is_open
    return spans
