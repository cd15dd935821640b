"""Where do the numbers of a scenario come from?"""

from __future__ import annotations

from dataclasses import dataclass

from juncture.language.expression import Spread
from juncture.program.model import Model, StatedNumber
from juncture.scenario.scenario import Scenario
from juncture.sources.numbers import equal

STATUSES = {
    "cited": "a claim contains it",
    "disputed": "sources differ; each value is drawn as often",
    "fitted": "taken from the record's own dates",
    "assumption": "stated with a spread and a reason",
    "bare": "no source and no spread",
}


@dataclass(frozen=True, slots=True)
class NumberStatuses:
    """How many numbers have which status; `bare` and `not_in_claim` name those that want mending."""

    counts: dict[str, int]
    bare: tuple[str, ...]
    not_in_claim: tuple[str, ...]

    def share(self, status: str) -> float:
        """Share of all numbers."""
        return self.counts[status] / max(sum(self.counts.values()), 1)


def number_statuses(scenario: Scenario, model: Model) -> NumberStatuses:
    """Count the numbers of a scenario by status; 0 and 1 count only where they are cited.

    A cited number must stand in its claim, mechanically: a value (for a range, each end) equals one of the claim's
    numbers.
    """
    counts = dict.fromkeys(STATUSES, 0)
    bare: list[str] = []
    absent: list[str] = []
    for number in model.numbers:
        if number.status == "plain":
            continue
        counts[number.status] += 1
        place = f"{scenario.mark(number.location)}: {number.name} ({number.quantity.text})"
        if number.status == "bare":
            bare.append(place)
        elif number.status in ("cited", "disputed") and not _stands_in_claims(scenario, number):
            absent.append(place)
    return NumberStatuses(counts, tuple(bare), tuple(absent))


def readings(spread: Spread) -> tuple[tuple[float, ...], ...]:
    """For a value, or for each end of a range: the numbers as which a claim may contain it. 45% is 45 or 0.45."""
    values = (spread.a, spread.b) if spread.law == "uniform" else (spread.a,)
    return tuple((value, 100 * value) if spread.unit == "%" else (value,) for value in values)


def _stands_in_claims(scenario: Scenario, number: StatedNumber) -> bool:
    shared = number.quantity.note.cites
    for spread in number.quantity.alternatives:
        known = [
            number
            for name in (spread.cites or shared)
            if name in scenario.form.claims
            for number in scenario.form.claims[name].numbers.values()
        ]
        if not all(any(equal(one, number) for one in value for number in known) for value in readings(spread)):
            return False
    return True
