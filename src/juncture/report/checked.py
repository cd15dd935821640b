"""A scenario checked: on screen."""

from __future__ import annotations

from rich.table import Table

from juncture.analysis.coverage import Coverage
from juncture.analysis.numbers import STATUSES, NumberStatuses
from juncture.program.model import Model
from juncture.report.terminal import console, counted, percent, said
from juncture.scenario.scenario import Scenario
from juncture.sources import Findings, Kind, SpanFindings
from juncture.sources.stated import WRONG


def print_check(
    scenario: Scenario,
    model: Model,
    numbers: NumberStatuses,
    documents: Coverage,
    spans: SpanFindings | None,
    found: Findings,
) -> None:
    """Print what the scenario holds, where its numbers come from, and what wants mending."""
    form = scenario.form
    recorded = {entry.act for entry in form.record}
    console.print(f"[bold]{said(form.title)}[/bold] is sound: every name, date, window and expression can be used.")
    acts = form.acts.keys() - form.rules.keys()
    roads = len(acts - recorded)
    parts = (
        f"{counted(len(acts), 'act')} ({roads} not in the record)",
        counted(len(form.bodies), "body", "bodies"),
        counted(len(form.factions), "faction"),
        counted(len(form.persons), "person"),
        counted(len(form.rules), "rule"),
        counted(len(form.record), "recorded event"),
        counted(len(form.outcomes), "outcome"),
    )
    console.print(", ".join(parts) + ".")
    paced = sum(not form.acts[entry.act].at_once for entry in form.record)
    if form.record:
        share = paced / len(form.record)
        rest = "; the rest follow at once" if paced < len(form.record) else ""
        note = "" if share >= 0.8 else " [odd](at least 80 % should)[/odd]"
        console.print(f"{percent(share)} of the recorded events could have come at another time{rest}{note}.")
    _print_numbers(numbers)
    _print_documents(documents)
    _print_sources(scenario, spans, found)


def _print_sources(scenario: Scenario, spans: SpanFindings | None, found: Findings) -> None:
    if spans is not None:
        states = ", ".join(f"{count} {state.value}" for state, count in spans.counts.items() if count)
        console.print(f"Digests: {states}.")
        for wrong in spans.wrong:
            console.print(f"  [bad]{said(wrong)}[/bad]", soft_wrap=True)
        dates, numbers = counted(found.dates, "date"), counted(found.numbers, "number")
        console.print(
            f"Compared with what their spans state: {dates} and {numbers} of claims. "
            f"Not compared: {counted(found.in_context, 'date')} that follow{'s' * (found.in_context == 1)} from context."
        )
    elif any(claim.span for claim in scenario.form.claims.values()):
        console.print("[faint]Claims were not compared with the texts: give --sources FOLDER.[/faint]")
    for kind in Kind:
        if of_kind := found.of(kind):
            console.print(f"{len(of_kind)} {kind.value}:")
            style = "bad" if kind in WRONG else "odd"
            for finding in of_kind:
                console.print(f"  [{style}]{said(finding)}[/{style}]", soft_wrap=True)


def _print_numbers(numbers: NumberStatuses) -> None:
    table = Table(box=None, padding=(0, 1, 0, 0), title="Numbers", title_justify="left", title_style="bold")
    table.add_column("status")
    table.add_column("count", justify="right")
    table.add_column("share", justify="right")
    table.add_column("meaning", style="faint")
    for status, meaning in STATUSES.items():
        if numbers.counts[status] or status != "bare":
            table.add_row(status, str(numbers.counts[status]), percent(numbers.share(status)), meaning)
    console.print(table)
    for place in numbers.bare:
        console.print(
            f"  [odd]{said(place)}: give it a source \\[CLAIM], or a spread and a reason[/odd]",
            soft_wrap=True,
            markup=True,
        )
    for place in numbers.not_in_claim:
        console.print(f"  [odd]{said(place)}: the cited claim does not contain this number[/odd]", soft_wrap=True)


def _print_documents(documents: Coverage) -> None:
    for document in documents:
        carried, claims = len(document.carried), len(document.claims)
        share = f" ({percent(carried / claims)})" if claims else ""
        sentences = sum(sentence.carried for sentence in document.sentences)
        where = f", from {sentences} of {counted(len(document.sentences), 'sentence')}" if document.listed else ""
        console.print(f"{document.source}: {carried} of {counted(claims, 'claim')} carried by the model{share}{where}.")
