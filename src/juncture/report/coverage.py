"""What of each source the model carries: on screen."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rich.table import Table

from juncture.analysis.coverage import PLACES, ClaimCoverage, Coverage, SentenceCoverage, SourceCoverage
from juncture.analysis.elements import Element
from juncture.calendar import show_range
from juncture.report.terminal import console, counted, heading, said
from juncture.scenario.scenario import Scenario
from juncture.sources import Text


def print_coverage(found: Coverage) -> None:
    """Print the counts of each source, then what nothing carries and why."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("source")
    table.add_column("sentences")
    for column in ("in all", "carried", "claims", "carried"):
        table.add_column(column, justify="right")
    for source in found:
        for place in PLACES:
            counts = list(map(str, source.count(place)))
            if source.listed:
                table.add_row(source.source, place, *counts)
            elif counts[2] != "0":
                table.add_row(source.source, place, "", "", *counts[2:])
    console.print(table)
    claims = sum(len(source.claims) for source in found)
    carried = sum(len(source.carried) for source in found)
    are = "is" if carried == 1 else "are"
    console.print(f"{carried} of {counted(claims, 'claim')} {are} carried by one element of the model each.")
    if any(source.listed for source in found):
        _print_sentences([sentence for source in found if source.listed for sentence in source.sentences])
    for source in found:
        _print_open(source)


def _print_sentences(sentences: Sequence[SentenceCoverage]) -> None:
    places = Counter(sentence.place for sentence in sentences)
    each = ", ".join(f"{place} {places[place]}" for place in PLACES)
    carried = sum(sentence.carried for sentence in sentences)
    console.print(f"{counted(len(sentences), 'sentence')}: {each}; {carried} with a claim that is carried.")


def _print_open(source: SourceCoverage) -> None:
    if not source.open:
        return
    heading(f"{source.source}: {counted(len(source.open), 'claim')} that nothing carries")
    for claim in source.open:
        console.print(f"[name]{claim.name}[/name] {_what(claim)}")
        console.print(f"    [odd]{said(claim.reason)}[/odd]")


def print_audit(scenario: Scenario, found: Coverage, texts: Mapping[str, Text], count: int, seed: int) -> None:
    """Print random pairs side by side: what the source says, and the element that carries it."""
    pairs = [claim for source in found for claim in source.carried]
    chosen = random.Random(seed).sample(pairs, min(count, len(pairs)))
    table = Table(show_lines=True, title=f"{len(chosen)} of {len(pairs)} pairs, drawn at random (seed {seed})")
    table.add_column("claim", ratio=1)
    table.add_column("element that carries it", ratio=1)
    for claim in chosen:
        assert claim.element is not None
        table.add_row(_claim_cell(scenario, claim, texts), _element_cell(scenario, claim.element))
    console.print(table)


def _what(claim: ClaimCoverage) -> str:
    unknown = f" [faint](no names here: {', '.join(claim.unknown)})[/faint]" if claim.unknown else ""
    return f"[faint]{claim.kind}, {said(claim.date or 'undated')}:[/faint] {said(claim.gloss)}{unknown}"


def _claim_cell(scenario: Scenario, claim: ClaimCoverage, texts: Mapping[str, Text]) -> str:
    stated = scenario.form.claims[claim.name]
    lines = [f"[name]{claim.name}[/name] {claim.kind}: {said(claim.gloss)}", f"date: {said(claim.date or 'none')}"]
    if claim.actors:
        lines.append(f"actors: {', '.join(claim.actors)}")
    if stated.numbers:
        lines.append("numbers: " + ", ".join(f"{name} {value:g}" for name, value in stated.numbers.items()))
    if stated.cause or stated.effect:
        lines.append(f"cause: {said(stated.cause)}\neffect: {said(stated.effect)}")
    text = texts.get(claim.source)
    if text is not None and text.text is not None and stated.span is not None:
        lines.append(f"[faint]{said(' '.join(text.text[slice(*stated.span)].split()))}[/faint]")
    return "\n".join(lines)


def _element_cell(scenario: Scenario, element: Element) -> str:
    lines = [f"{element.kind} [name]{said(element.name)}[/name]: {said(element.title)}"]
    if element.dates is not None:
        dates, begin = element.dates, scenario.begin
        shifted = replace(dates, first=dates.first + begin, last=dates.last + begin)
        lines.append(f"date: {show_range(scenario.calendar, shifted)}")
    if element.written:
        lines.append(f"as written: {said(element.written)}")
    if element.actors:
        lines.append(f"names: {', '.join(element.actors)}")
    values = sorted({value for _, value in element.values})
    if values:
        lines.append("numbers: " + ", ".join(f"{value:g}" for value in values))
    if element.path:
        lines.append(f"path: {said(' -> '.join(element.path))}")
    return "\n".join(lines)
