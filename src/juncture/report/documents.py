"""What each source says, and what carries it: on screen."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from juncture.report.terminal import console, heading, said
from juncture.scenario.scenario import Scenario
from juncture.sources import CarriedClaim, CarriedFindings, DocumentFindings, Element

#: Kinds of element, from the one that says most about a claim to the one that says least.
_ORDER = ("act", "hypothesis", "rule", "fact", "body", "unit", "gauge", "public", "faction", "person", "place", "post")


def print_documents(scenario: Scenario, findings: CarriedFindings, *, kinds: tuple[str, ...] = ()) -> None:
    """Print document by document what is said and which part of the model carries it; what nothing carries, too.

    With `kinds`, only claims of these kinds are told one by one; the others are counted. What is not carried is
    always listed in full.
    """
    for document in findings:
        _print_document(scenario, document, kinds)


def carriers(scenario: Scenario, claim: CarriedClaim) -> list[tuple[str, str]]:
    """The parts of the model that carry a claim, as (kind, words), the telling ones first; a record with its act."""
    found: dict[str, tuple[str, str]] = {}
    for element in sorted(claim.carried_by, key=_rank):
        if element.kind == "record" and element.name in scenario.form.acts:
            found.setdefault(element.name, ("act", _act(scenario, element.name)))
        elif element.kind == "act":
            found[element.name] = ("act", _act(scenario, element.name))
        else:
            found.setdefault(element.name, (element.kind, element.title))
    return list(found.values())


def _act(scenario: Scenario, name: str) -> str:
    act = scenario.form.acts[name]
    by = ", ".join(doer.replace("_", " ") for doer in act.by)
    return act.title + (f" (by {by})" if by else "")


def _rank(element: Element) -> int:
    return _ORDER.index(element.kind) if element.kind in _ORDER else len(_ORDER)


def _print_document(scenario: Scenario, document: DocumentFindings, kinds: tuple[str, ...]) -> None:
    counts = document.counts
    heading(f"{document.source}: {document.title}")
    unused = f"; {len(document.unused)} are not carried yet, and listed last" if document.unused else ""
    console.print(f"{counts.claims} claims, of which the model carries {counts.carried}{unused}.")
    table = Table(box=None, padding=(0, 1, 0, 0))
    table.add_column("where", style="faint", no_wrap=True)
    table.add_column("what the source says, in our words", ratio=4)
    table.add_column("what carries it in the model", ratio=5)
    told = [claim for claim in document if claim.carried_by and (not kinds or claim.kind in kinds)]
    for claim in told:
        found = Text()
        for index, (kind, words) in enumerate(carriers(scenario, claim)[: 1 if kinds else None]):
            found.append("\n" if index else "").append(f"{kind} ", style="name").append(words)
        table.add_row(claim.sentence, said(claim.gloss), found)
    if told:
        console.print(table)
    others = counts.carried - len(told)
    if others:
        console.print(
            f"[faint]... and {others} carried claims on states and mechanisms: in the report, claim by claim.[/faint]"
        )
    if document.unused:
        console.print("[odd]Not carried yet:[/odd]")
        for claim in document.unused:
            console.print(f"  [faint]{claim.sentence or claim.name}[/faint] {said(claim.gloss)}")
