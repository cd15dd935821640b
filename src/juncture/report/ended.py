"""How courses end: on screen."""

from __future__ import annotations

from rich.table import Table

from juncture.analysis.outcomes import Outcomes
from juncture.analysis.ranks import FEWEST, OutcomeRanks
from juncture.report.terminal import console, interval, percent, said
from juncture.scenario.scenario import Scenario

BAR = 12


def print_outcomes(scenario: Scenario, found: Outcomes, ranks: OutcomeRanks | None = None) -> None:
    """Print each outcome with its probability, interval, how much of its spread is assumptions, and whether its rank holds."""
    table = Table(box=None, padding=(0, 1, 0, 0))
    table.add_column("outcome")
    table.add_column("chance", justify="right", no_wrap=True)
    table.add_column("95 % interval", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("from\nassumptions", justify="right")
    if ranks:
        table.add_column("rank,\nholds in", justify="right", no_wrap=True)
    for outcome in found.outcomes:
        p = outcome.probability
        filled = round(BAR * p.value) if p.value == p.value else 0
        table.add_row(
            said(outcome.title),
            percent(p.value, 1),
            interval(p.low, p.high, 1) if p.value == p.value else "-",
            f"[name]{'█' * filled}[/name][faint]{'·' * (BAR - filled)}[/faint]",
            percent(p.from_assumptions),
            *([rank_holds(ranks, outcome.name)] if ranks else []),
        )
    console.print(table)
    console.print(
        "[faint]The interval is the error of simulation alone. from assumptions: how much of the difference between "
        "courses the stated uncertainty of the numbers explains; the rest is luck.[/faint]"
    )
    if ranks:
        console.print(said(ranks_in_words(scenario, ranks)))
    for sentence, count in found.stopped.items():
        console.print(f"[bad]{count} of {found.courses} courses {sentence}; they and their twins are left out.[/bad]")


def rank_holds(ranks: OutcomeRanks, outcome: str) -> str:
    """The rank of an outcome, and the share of the draws of the assumptions in which it has that rank."""
    return f"{ranks.order.index(outcome) + 1}. {percent(ranks.keeps[outcome].share):>5}"


def ranks_in_words(scenario: Scenario, ranks: OutcomeRanks | None) -> str:
    """The headline beside the ranking: in which share of the assumptions the likeliest outcome is the likeliest."""
    if ranks is None:
        return f"In which share of the assumptions this ranking holds is asked from {FEWEST:,} courses on."
    first, *others = ranks.order
    held = ranks.leads[first]
    if not ranks.draws:
        return "Whether the ranking holds cannot be told: in every draw of the assumptions courses were stopped."
    if ranks.draws == 1:
        return "No number of this scenario is uncertain, so the ranking does not hang on one."
    words = (
        f"'{scenario.form.outcomes[first].title}' is the likeliest outcome in {percent(held.share)} of the draws of the "
        f"assumptions ({interval(held.low, held.high)})"
    )
    rival = max(others, key=lambda name: ranks.leads[name].share, default="")
    if rival and ranks.leads[rival].share > 0:
        words += f"; '{scenario.form.outcomes[rival].title}' in {percent(ranks.leads[rival].share)}"
    return (
        f"{words}. 'Holds in': the share of draws in which an outcome has its rank. From {ranks.draws} draws with "
        f"{ranks.siblings} courses each, largely corrected for the luck in so few."
    )


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
