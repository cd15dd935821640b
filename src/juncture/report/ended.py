"""How courses end: on screen."""

from __future__ import annotations

from rich.table import Table

from juncture.analysis.outcomes import Outcomes
from juncture.report.terminal import console, percent, said
from juncture.scenario.scenario import Scenario

BAR = 12


def print_outcomes(scenario: Scenario, found: Outcomes) -> None:
    """Print each outcome with its probability, interval and how much of its spread is assumptions."""
    table = Table(box=None, padding=(0, 1, 0, 0))
    table.add_column("outcome")
    table.add_column("chance", justify="right", no_wrap=True)
    table.add_column("95 % interval", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("from assumptions", justify="right")
    for outcome in found.outcomes:
        p = outcome.probability
        filled = round(BAR * p.value) if p.value == p.value else 0
        table.add_row(
            said(outcome.title),
            percent(p.value, 1),
            f"{100 * p.low:.1f} - {100 * p.high:.1f} %" if p.value == p.value else "-",
            f"[name]{'█' * filled}[/name][faint]{'·' * (BAR - filled)}[/faint]",
            percent(p.from_assumptions),
        )
    console.print(table)
    console.print(
        "[faint]The interval is the error of simulation alone. from assumptions: how much of the difference between "
        "courses the stated uncertainty of the numbers explains; the rest is luck.[/faint]"
    )
    for sentence, count in found.stopped.items():
        console.print(f"[bad]{count} of {found.courses} courses {sentence}; they and their twins are left out.[/bad]")


def roads_not_taken(scenario: Scenario) -> list[str]:
    """Acts that the record does not have although it would tell of them."""
    recorded = {entry.act for entry in scenario.form.record}
    return [name for name, act in scenario.form.acts.items() if name not in recorded and act.recorded != "never"]


def print_roads(scenario: Scenario, found: Outcomes) -> None:
    """Print the roads not taken, and in what share of courses each is taken after all."""
    roads = [(found.acts[name], name) for name in roads_not_taken(scenario)]
    if not roads:
        return
    console.print("\n[bold]Roads not taken[/bold] [faint](acts that the record does not have)[/faint]")
    for share, name in sorted(roads, reverse=True):
        console.print(f"{percent(share, 1):>8}  {said(scenario.form.acts[name].title)}")


def print_acts(scenario: Scenario, found: Outcomes) -> None:
    """Print in what share of courses each act happens, roads not taken marked."""
    roads = roads_not_taken(scenario)
    table = Table(box=None, padding=(0, 1, 0, 0))
    table.add_column("act")
    table.add_column("happens", justify="right")
    table.add_column("")
    for name, share in sorted(found.acts.items(), key=lambda item: -item[1]):
        mark = "[odd]road not taken[/odd]" if name in roads else ""
        table.add_row(said(scenario.form.acts[name].title), percent(share, 1), mark)
    console.print(table)
