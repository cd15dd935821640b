"""What each source says, and what carries it: on screen."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from juncture.report.terminal import console, heading
from juncture.scenario.scenario import Scenario
from juncture.sources import CarriedClaim, CarriedFindings, DocumentFindings, Element

#: Kinds of element, from the one that says most about a claim to the one that says least.
_ORDER = ("act", "hypothesis", "rule", "fact", "body", "unit", "gauge", "public", "faction", "person", "place", "post")


def print_documents(scenario: Scenario, findings: CarriedFindings, *, whole: bool = True) -> None:
    """Print document by document what is said and which part of the model carries it; what nothing carries, too."""
    for document in findings:
        _print_document(scenario, document, whole)


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
    by = ", ".join(short(scenario.title_of(doer)) for doer in act.by[:2])
    return f"{act.title}" + (f" — {by}" if by else "")


def short(title: str) -> str:
    """The part of a title before a comma or bracket, for narrow columns."""
    for mark in (",", " ("):
        title = title.split(mark)[0]
    return title


def _rank(element: Element) -> int:
    return _ORDER.index(element.kind) if element.kind in _ORDER else len(_ORDER)


def _print_document(scenario: Scenario, document: DocumentFindings, whole: bool) -> None:
    counts = document.counts
    heading(f"{document.source}: {document.title}")
    console.print(
        f"{counts.claims} claims; the model carries {counts.carried}"
        + (f"; {len(document.unused)} are not carried yet, and listed last." if document.unused else ".")
    )
    if whole:
        table = Table(box=None, padding=(0, 1, 0, 0), expand=False)
        table.add_column("sentence", style="faint", no_wrap=True)
        table.add_column("what the source says, in our words", ratio=5)
        table.add_column("what carries it in the model", ratio=6)
        for claim in document:
            if claim.carried_by:
                kinds = Text()
                for index, (kind, words) in enumerate(carriers(scenario, claim)[:2]):
                    kinds.append("\n" if index else "").append(f"{kind} ", style="name").append(words)
                table.add_row(claim.sentence, claim.gloss, kinds)
        console.print(table)
    if document.unused:
        console.print("[odd]Not carried yet:[/odd]")
        for claim in document.unused:
            console.print(f"  [faint]{claim.sentence or claim.name}[/faint] {claim.gloss}")
