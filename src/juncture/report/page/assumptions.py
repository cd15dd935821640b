"""The numbers that are not certain: why each stands where it does, and what it moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from juncture.analysis.ledger import Ledger, Moved, NumberInLedger
from juncture.analysis.numbers import STATUSES
from juncture.program.model import StatedNumber
from juncture.report.ledger import (
    claims_or_reason,
    element,
    in_words,
    interval,
    named_by_luck,
    place,
    points,
    source_or_reason,
    statuses,
    with_interval,
)
from juncture.report.page.section import Findings, Section, rendered
from juncture.scenario.scenario import Scenario

#: So many of the numbers that move most are open to the eye, and so many are named for each outcome.
FIRST, NAMED = 15, 3


@dataclass(frozen=True, slots=True)
class ElementTold:
    """What one element states: its numbers, and the reason that most of them share, told once."""

    title: str
    reason: str
    numbers: tuple[tuple[str, StatedNumber, str], ...]  # what is left of its name, itself, its own source or reason


def section(findings: Findings) -> Section | None:
    """What moves the outcomes, then every number with its source or its reason."""
    scenario, model, found = findings.scenario, findings.model, findings.ledger
    stated = {number.name: number for number in model.numbers if number.status != "plain"}
    if not stated:
        return None
    body = rendered(
        "assumptions.html.j2",
        findings,
        words=list(in_words(scenario, found)) if found else [],
        statuses=list(statuses(model, found)) if found else [],
        counts=findings.numbers.counts,
        meanings=STATUSES,
        outcomes=list(_outcomes(found)) if found else [],
        moving=[(number, stated[number.name]) for number in found.numbers] if found else [],
        named_by_luck=named_by_luck(found) if found else "",
        first=FIRST,
        numbers=len(stated),
        files=list(_files(scenario, list(stated.values()))),
        element=lambda number: element(scenario, number.location),
        place=lambda number: place(scenario, number),
        reason=lambda number: claims_or_reason(scenario, number),
        points=points,
        interval=interval,
        with_interval=with_interval,
    )
    return Section("assumptions", "Assumptions, their reasons, and what they move", body)


def _outcomes(found: Ledger) -> Iterator[tuple[str, str, int, tuple[tuple[NumberInLedger, Moved], ...]]]:
    """By outcome: its name, what the assumptions make of its spread, how many numbers move it, and the first of them."""
    for name, spread in found.outcomes.items():
        yield name, with_interval(spread.from_assumptions), spread.numbers, found.of(name)[:NAMED]


def _files(scenario: Scenario, numbers: Sequence[StatedNumber]) -> Iterator[tuple[str, int, list[ElementTold]]]:
    """All numbers by the file in which they are written, and within it by element, in the author's order."""
    marks = {number.name: scenario.mark(number.location) for number in numbers}
    ordered = sorted(numbers, key=lambda number: (Path(marks[number.name].file).name, marks[number.name]))
    for file, own in groupby(ordered, key=lambda number: Path(marks[number.name].file).name):
        listed = list(own)
        parts = groupby(listed, key=lambda number: number.location[:2] if number.location[0] != "daily" else ("daily",))
        yield file, len(listed), [_element(scenario, list(part)) for _, part in parts]


def _element(scenario: Scenario, numbers: list[StatedNumber]) -> ElementTold:
    reasons = [number.reason for number in numbers if number.reason]
    shared = max(reasons, key=reasons.count) if reasons else ""
    told = ((_left(number), number, _own(number, shared)) for number in numbers)
    return ElementTold(element(scenario, numbers[0].location), shared, tuple(told))


def _left(number: StatedNumber) -> str:
    """Its name without that of its element."""
    before = "daily." if number.location[0] == "daily" else f"{number.location[1]}."
    return number.name.partition(before)[2] or number.name


def _own(number: StatedNumber, shared: str) -> str:
    """What it rests on, where that is not told already: in the text of the number or for the whole element."""
    if number.quantity.cites and all(cite in number.quantity.text for cite in number.quantity.cites):
        return ""
    told = source_or_reason(number)
    return "" if told == shared else told
