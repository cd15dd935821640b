"""Power on screen: one table for each body and date."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from juncture.analysis.sittings import Range, Sitting
from juncture.report.hemicycle import named
from juncture.report.terminal import console, percent, said
from juncture.scenario.scenario import Scenario


def print_power(scenario: Scenario, found: Sequence[Sitting]) -> None:
    """Print seats, members in the hall and power of each faction."""
    if not found:
        console.print("No body has seats or members there.")
        return
    for sitting in found:
        title = scenario.title_of(sitting.body)
        event = f": {scenario.title_of(sitting.act)}" if sitting.act else ""
        shown = scenario.shown(sitting.instant, time=sitting.to_the_minute)
        console.print(f"\n[bold]{said(title)}[/bold], {said(shown)}{said(event)}")
        console.print(_table(scenario, sitting))
        if words := in_words(sitting):
            console.print(f"[faint]{said(words)}[/faint]")
    console.print(
        f"\n[faint]The typical one of {found[0].replays} replays; in brackets 5 to 95 % of them. Power is the mean over "
        "replays: by Shapley and Shubik the share of the orders of joining in which the faction tips the balance, by "
        "Banzhaf its share of all changes of mind that turn the result.[/faint]"
    )


def _table(scenario: Scenario, sitting: Sitting) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="faint")
    table.add_column("faction", min_width=24)
    for column in ("seats", "in the hall", "share", "power", "Banzhaf"):
        table.add_column(column, justify="right", no_wrap=True)
    everyone = sitting.present.typical
    for bench in sitting.benches:
        power = bench.power if everyone else None
        known = sitting.attendance
        table.add_row(
            said(named(scenario, bench.faction)),
            _ranged(bench.seats),
            _ranged(bench.present) if known else "?",
            percent(bench.present.typical / everyone) if known and everyone else "-",
            f"{percent(power.shapley_shubik)}{_ends(100 * power.low, 100 * power.high)}" if power else "-",
            percent(power.banzhaf) if power else "-",
        )
    return table


def in_words(sitting: Sitting) -> str:
    """What must be known to read the table: majority, quorum, attendance."""
    told: list[str] = []
    if sitting.present.whole:
        told.append(f"majority {sitting.majority}: {sitting.needed.whole} if all in the hall vote")
    else:
        told.append("nobody is in the hall")
    if sitting.quorum.whole:
        told.append(f"quorum {sitting.quorum.whole}, there in {percent(sitting.met)} of replays")
    if sitting.roll_call:
        told.append("votes by roll call, so power is not measured: all have the same")
    if not sitting.attendance:
        told.append("who came is not known; all are taken as present")
    return "; ".join(told)


def _ranged(number: Range) -> str:
    return f"{number.whole}{_ends(number.low, number.high)}"


def _ends(low: float, high: float) -> str:
    return f" ({low:.0f}-{high:.0f})" if high - low >= 1 else ""
