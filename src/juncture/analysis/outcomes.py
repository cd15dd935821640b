"""How do courses end? The probability of each outcome with its interval, and which acts happen how often."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from juncture.analysis.intervals import Probability, twin_probability
from juncture.program.program import Program
from juncture.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True)
class OutcomeFound:
    """One outcome and its probability."""

    name: str
    title: str
    probability: Probability


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The outcomes of an ensemble.

    `acts` is the share of courses in which each act happens at least once; `stopped` counts courses that did not run
    to the end, by sentence, and leaves them out of every probability.
    """

    courses: int
    seed: int
    outcomes: tuple[OutcomeFound, ...]
    acts: dict[str, float]
    stopped: dict[str, int]


def outcomes(
    scenario: Scenario,
    program: Program,
    seed: int,
    ended: NDArray[np.int8],
    happened: NDArray[np.int64],
    stopped: dict[str, int],
) -> Outcomes:
    """Estimate the outcomes of an ensemble.

    Parameters
    ----------
    ended : (courses,) int8
        The outcome's number in each course; -1 where it was stopped.
    happened : (acts,) int64
        In how many courses each act happens.
    """
    courses = len(ended)
    ran = ended >= 0
    good = ended[_whole_pairs(ran)]
    found = tuple(
        OutcomeFound(name, outcome.title, twin_probability(good == number))
        for number, (name, outcome) in enumerate(scenario.form.outcomes.items())
    )
    shares = {act.name: float(happened[i]) / max(courses, 1) for i, act in enumerate(program.model.acts)}
    return Outcomes(courses, seed, found, shares, stopped)


def _whole_pairs(ran: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Keep a course only if its twin ran to the end too, so that pairs stay pairs."""
    if ran.all():
        return ran
    even = len(ran) - len(ran) % 2
    both = np.repeat(ran[:even].reshape(-1, 2).all(axis=1), 2)
    return np.r_[both, ran[even:]]
