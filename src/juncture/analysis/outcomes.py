"""How do courses end? The probability of each outcome with its interval, and which acts happen how often."""

from __future__ import annotations

import math
from dataclasses import dataclass

from juncture.analysis.intervals import Probability, twin_probability, with_twins
from juncture.courses.ensemble import Ensemble
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
    to the end, by sentence; they and their twins are left out of every probability.
    """

    courses: int
    seed: int
    outcomes: tuple[OutcomeFound, ...]
    acts: dict[str, float]
    stopped: dict[str, int]

    @property
    def chances(self) -> dict[str, float]:
        """The chance of each outcome, by name."""
        return {outcome.name: outcome.probability.value for outcome in self.outcomes}


def outcomes(scenario: Scenario, ensemble: Ensemble) -> Outcomes:
    """Estimate the outcomes of an ensemble that kept its events."""
    kept = with_twins(ensemble.outcomes >= 0)
    good = ensemble.outcomes[kept]
    found = tuple(
        OutcomeFound(name, outcome.title, twin_probability(good == number))
        for number, (name, outcome) in enumerate(scenario.form.outcomes.items())
    )
    acts = {
        name: float(ensemble.happened(name)[kept].mean()) if kept.any() else math.nan for name in ensemble.labels.acts
    }
    stopped = dict(list(ensemble.status_counts().items())[1:])
    return Outcomes(ensemble.count, ensemble.seed, found, acts, stopped)
