"""What each source says, and what carries it: on screen."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from juncture.analysis.coverage import Coverage, SourceCoverage
from juncture.analysis.elements import Element
from juncture.report.terminal import console, counted, heading, said
from juncture.scenario.scenario import Scenario


def print_documents(scenario: Scenario, found: Coverage, *, most: int | None = None) -> None:
    """Print document by document what is said and which element of the model carries it; what nothing carries, too.

    With `most`, only so many carried claims of a document are told, as examples; what is not carried is always listed.
    """
    for document in found:
        _print_document(scenario, document, most)


def carrier(scenario: Scenario, element: Element) -> str:
    """An element in words: what it is, who does it, when."""
    if element.kind == "record":
        by = ", ".join(doer.replace("_", " ") for doer in scenario.form.acts[element.name].by)
        return element.title + (f" (by {by})" if by else "")
    if element.kind in ("start", "number"):
        return f"{element.name}: {element.title}"
    return element.title


def _print_document(scenario: Scenario, document: SourceCoverage, most: int | None) -> None:
    heading(f"{document.source}: {document.title}")
    left = len(document.open)
    unused = f"; {left} {'is' if left == 1 else 'are'} not carried yet, and listed last" if left else ""
    console.print(
        f"{counted(len(document.claims), 'claim')}, of which the model carries {len(document.carried)}{unused}."
    )
    table = Table(box=None, padding=(0, 1, 0, 0))
    table.add_column("where", style="faint", no_wrap=True)
    table.add_column("what the source says, in our words", ratio=4)
    table.add_column("what carries it in the model", ratio=5)
    told = document.carried[:most]
    for claim in told:
        assert claim.element is not None
        found = Text().append(f"{claim.element.kind} ", style="name").append(carrier(scenario, claim.element))
        table.add_row(claim.sentence, said(claim.gloss), found)
    if told:
        console.print(table)
    if len(document.carried) > len(told):
        console.print(
            f"[faint]... and {len(document.carried) - len(told)} more: in the report, claim by claim.[/faint]"
        )
    if document.open:
        console.print("[odd]Not carried yet:[/odd]")
        for claim in document.open:
            console.print(f"  [faint]{claim.sentence or claim.name}[/faint] {said(claim.gloss)}")
