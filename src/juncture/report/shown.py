"""What a scenario holds: on screen."""

from __future__ import annotations

import itertools
from typing import Any

from rich.table import Table

from juncture.analysis.coverage import coverage
from juncture.program.listing import listing
from juncture.program.program import Program
from juncture.report.documents import print_documents
from juncture.report.terminal import console, said
from juncture.scenario.scenario import Scenario


def finding(scenario: Scenario, program: Program, what: str) -> Any:
    """One part of a scenario as plain data."""
    match what:
        case "acts":
            return {
                name: act.model_dump(include={"title", "verb", "by", "opens", "closes", "times", "cite"})
                for name, act in scenario.form.acts.items()
                if name not in scenario.form.rules
            }
        case "numbers":
            return [
                {"name": n.name, "status": n.status, "text": n.quantity.text, "cites": n.quantity.cites}
                for n in program.model.numbers
            ]
        case "slots":
            return [str(slot) for slot in program.slots if not slot.family.startswith("#")]
        case "claims":
            return coverage(scenario, program.model)
        case _:
            return {"digest": program.digest, "code": list(listing(program))}


def print_shown(scenario: Scenario, program: Program, what: str) -> None:
    """Print one part of a scenario."""
    match what:
        case "acts":
            _print_acts(scenario)
        case "numbers":
            _print_numbers(program)
        case "slots":
            for family, slots in itertools.groupby(
                sorted(finding(scenario, program, "slots")), lambda s: s.split("(")[0]
            ):
                names = list(slots)
                console.print(f"[name]{family}[/name] " + ", ".join(names) if family != names[0] else names[0])
        case "claims":
            print_documents(scenario, coverage(scenario, program.model))
        case _:
            console.print(f"digest {program.digest}, {len(program.code)} rows of code over {len(program.start)} places")
            for line in listing(program):
                console.print(line, soft_wrap=True, markup=False)


def _print_acts(scenario: Scenario) -> None:
    recorded = {entry.act: entry.on for entry in scenario.form.record}
    for name, act in scenario.form.acts.items():
        if name in scenario.form.rules:
            continue  # 'rule broken' is nobody's act
        who = ", ".join(scenario.title_of(doer) for doer in act.by)
        when = f"in the record on {recorded[name]}" if name in recorded else "road not taken"
        console.print(f"[name]{name}[/name] [faint]({act.verb}; {when})[/faint]")
        console.print(said(f"    {act.title}" + (f" — {who}" if who else "")))
        window = " ".join(f"{edge} {text}," for edge, text in (("opens", act.opens), ("closes", act.closes)) if text)
        pace = "at once" if act.at_once else f"pace {getattr(act.pace, 'text', 'given by a formula')}"
        drivers = f", driven by {'; '.join(act.drivers)}" if act.drivers else ""
        console.print(f"    [faint]{said(f'{window} {pace}{drivers}'.strip())}[/faint]")


def _print_numbers(program: Program) -> None:
    table = Table(box=None, padding=(0, 1, 0, 0))
    for column in ("number", "as stated", "status", "source or reason"):
        table.add_column(column)
    for number in program.model.numbers:
        if number.status != "plain":
            note = number.quantity.note
            source = ", ".join(number.quantity.cites) or note.fitted or number.reason
            table.add_row(said(number.name), said(number.quantity.text), number.status, said(source))
    console.print(table)
