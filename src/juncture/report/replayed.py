"""A record replayed: on screen."""

from __future__ import annotations

import math

from rich.table import Table

from juncture.analysis.replay import EntryReplayed, Replayed
from juncture.report.terminal import console, percent, said
from juncture.scenario.scenario import Scenario


def print_replay(scenario: Scenario, found: Replayed) -> None:
    """Print each recorded event in both calendars: possible, lawful, how surprising."""
    table = Table(box=None, padding=(0, 1, 0, 0))
    table.add_column("date", no_wrap=True)
    table.add_column("event")
    table.add_column("possible", justify="right")
    table.add_column("which", justify="right")
    table.add_column("later", justify="right")
    for entry in found.entries:
        note = "".join(
            f"\n[odd]against the rule:[/odd] {said(scenario.form.rules[rule].says)}" for rule in entry.broken
        )
        if entry.as_told < 0.99:
            note += f"\n[odd]other results than recorded[/odd] in {percent(1 - entry.as_told)} of courses"
        style = "good" if entry.possible >= 0.99 else "bad"
        table.add_row(
            scenario.shown(entry.instant, time=False, year=False)
            + (f"\n[faint]{scenario.shown(entry.instant).split()[-1]}[/faint]" if entry.to_the_minute else ""),
            said(entry.title) + note,
            f"[{style}]{percent(entry.possible)}[/{style}]",
            "[faint]at once[/faint]" if entry.at_once else odds_of(entry),
            "" if entry.at_once else percent(entry.when),
        )
    console.print(table)
    console.print(
        "[faint]possible: share of draws of the assumptions in which it could happen then. which: the chance that, of "
        "all acts that could come next, this one did. later: the chance that it would have come later still.[/faint]"
    )
    if found.facts:
        console.print(_facts(scenario, found))
    for act, share in found.unrecorded.items():
        title = said(scenario.form.acts[act].title)
        console.print(f"[odd]Not in the record:[/odd] {title} happens by itself in {percent(share)} of replays.")
    for sentence, count in found.stopped.items():
        console.print(f"[bad]{count} courses {sentence}[/bad]")
    middle, low, high = found.log_likelihood
    if not math.isnan(middle):
        console.print(
            f"Likelihood of the whole record (log, natural): {middle:.1f}, from {low:.1f} to {high:.1f} over the "
            f"assumptions; some recorded event or result is impossible in {percent(found.stubborn, 1)} of them. "
            f"Mean run-off at events: {found.mean_run_off:.2f} (1 where paces fit the waits)."
        )


def _facts(scenario: Scenario, found: Replayed) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), title="Checked on the way", title_justify="left", title_style="bold")
    table.add_column("date", no_wrap=True)
    table.add_column("what the sources say held then")
    table.add_column("holds", justify="right")
    for fact in found.facts:
        style = "good" if fact.holds >= 0.99 else "odd"
        date = scenario.shown(fact.instant, time=False, year=False)
        table.add_row(date, said(fact.title), f"[{style}]{percent(fact.holds)}[/{style}]")
    return table


def odds_of(entry: EntryReplayed) -> str:
    """A probability as '1 in n'."""
    if math.isnan(entry.which):
        return "-"
    return "certain" if entry.which > 0.995 else f"1 in {1 / entry.which:.1f}"
