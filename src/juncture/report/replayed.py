"""A record replayed: on screen."""

from __future__ import annotations

import math
from collections.abc import Iterable

from rich.table import Table

from juncture.analysis.ranks import TOP
from juncture.analysis.replay import CERTAIN, EntryReplayed, Replayed
from juncture.analysis.watch import RuleWatched
from juncture.report.rules import (
    attested,
    by_rule,
    columns_of,
    duties_in_words,
    measured_in_words,
    moments_told,
    remarks,
    rule_in_words,
)
from juncture.report.terminal import console, counted, percent, said
from juncture.scenario.scenario import Scenario

#: A record of more events than these is told in short by `juncture run`.
SHORT = 20

#: What is said of a record whose events are all certain.
NO_SURPRISE = "Nothing in the record surprises this model."


def print_in_short(scenario: Scenario, found: Replayed) -> None:
    """Print of a long record only what stands out: events and facts that do not fit, broken rules, surprises."""
    if len(found.entries) <= SHORT:
        print_replay(scenario, found)
        return
    possible = sum(entry.possible >= 0.99 for entry in found.entries)
    odd = [entry for entry in found.entries if entry.possible < 0.99 or any(remarks(entry))]
    console.print(f"{possible} of {len(found.entries)} recorded events are possible whatever the assumptions.")
    if odd:
        console.print("Those that broke a rule in force, or that came out otherwise in replay:\n")
        console.print(events_table(scenario, odd))
    for line in most_surprising(scenario, found):
        console.print(said(line))
    if found.facts:
        held = sum(fact.holds >= 0.99 for fact in found.facts)
        console.print(f"{held} of {len(found.facts)} facts that the sources state on the way hold in replay.")
    _print_ending(scenario, found)
    console.print(f"[faint]Event by event, rule by rule: juncture replay {said(scenario.id)}[/faint]")


def print_replay(scenario: Scenario, found: Replayed) -> None:
    """Print each recorded event in both calendars: possible, lawful, how surprising; then facts, rules, likelihood."""
    console.print(events_table(scenario, found.entries))
    console.print(
        "[faint]possible: share of draws of the assumptions in which it could happen then. lawful: share in which it "
        "broke no rule in force; what is unlawful can be possible. which: the chance that, of all acts that could come "
        "next, this one did. later: the chance that it would have come later still.[/faint]"
    )
    for line in most_surprising(scenario, found):
        console.print(said(line))
    if found.facts:
        console.print(_facts(scenario, found))
    if scenario.form.rules:
        console.print(_rules(scenario, found))
    for line, share in duties_in_words(scenario, found):
        console.print(f"[{'odd' if share else 'good'}]Duty:[/] {said(line)}")
    for watched in found.watched:
        _print_watched(scenario, found, watched)
    _print_ending(scenario, found)


def _print_ending(scenario: Scenario, found: Replayed) -> None:
    """Print what the record lacks, courses that were stopped, and the likelihood."""
    for act, share in found.unrecorded.items():
        title = said(scenario.form.acts[act].title)
        console.print(f"[odd]Not in the record:[/odd] {title} happens by itself in {percent(share)} of replays.")
    for sentence, count in found.stopped.items():
        console.print(f"[bad]{counted(count, 'course')} {sentence}[/bad]")
    middle, low, high = found.log_likelihood
    if not math.isnan(middle):
        console.print(
            f"Likelihood of the whole record (log, natural): {middle:.1f}, from {low:.1f} to {high:.1f} over the "
            f"assumptions; some recorded event or result is impossible in {percent(found.stubborn, 1)} of them. "
            f"On average an event's clock had run {found.mean_run_off:.2f} of its mean wait (1 where paces fit the waits)."
        )


def events_table(scenario: Scenario, entries: Iterable[EntryReplayed]) -> Table:
    """Recorded events, each with what a replay says of it."""
    table = Table(box=None, padding=(0, 1, 0, 0))
    table.add_column("date", no_wrap=True)
    table.add_column("event", overflow="fold")
    table.add_column("possible", justify="right")
    table.add_column("lawful", justify="right")
    table.add_column("which", justify="right")
    table.add_column("later", justify="right")
    for entry in entries:
        note = "".join(f"\n[odd]{said(line)}[/odd]" for line in remarks(entry))
        style = "good" if entry.possible >= 0.99 else "bad"
        table.add_row(
            scenario.shown(entry.instant, time=False, year=False)
            + (f"\n[faint]{scenario.shown(entry.instant).split()[-1]}[/faint]" if entry.to_the_minute else ""),
            said(entry.title) + note,
            f"[{style}]{percent(entry.possible)}[/{style}]",
            f"[{'good' if entry.lawful == 1 else 'odd'}]{percent(entry.lawful)}[/]",
            "[faint]at once[/faint]" if entry.at_once else odds_of(entry),
            "" if entry.at_once else percent(entry.when),
        )
    return table


def _print_watched(scenario: Scenario, found: Replayed, watched: RuleWatched) -> None:
    console.print(f"\n[bold]Followed along the record:[/bold] {said(rule_in_words(scenario, watched.rule))}")
    console.print(f"[faint]{said(measured_in_words(scenario, watched))}; read just after each event[/faint]")
    table = Table(box=None, padding=(0, 1, 0, 0))
    table.add_column("date")
    table.add_column("event", overflow="fold")
    for column in (*columns_of(watched), "condition", "in force"):
        table.add_column(said(column), justify="right", overflow="fold")
    for told in moments_told(scenario, found, watched):
        event = said(told.event) + (f"\n[name]{said(told.note)}[/name]" if told.note else "")
        table.add_row(said(told.date), event, *told.measured, told.holds, told.in_force)
    console.print(table)
    for line in attested(scenario, found, watched):
        console.print(f"Attested: {said(line)}.")


def _rules(scenario: Scenario, found: Replayed) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), title="Rules", title_justify="left", title_style="bold")
    table.add_column("rule", overflow="fold")
    table.add_column("broken by, in so many courses")
    for rule, events in by_rule(scenario, found):
        table.add_row(said(rule_in_words(scenario, rule)), said(events))
    return table


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


def most_surprising(scenario: Scenario, found: Replayed) -> list[str]:
    """The most surprising events, each with the share of draws of the assumptions in which it stays among them."""
    events = found.most_surprising
    if not events:
        return [NO_SURPRISE] if nothing_surprises(found) else []
    lines = [
        f"  {place}. {scenario.shown(entry.instant, time=False, year=False)}  {entry.title}: "
        f"{odds_of(entry) if entry.possible else 'impossible'}; stays in {percent(entry.stays)}"
        for place, entry in enumerate(events, 1)
    ]
    which = f"The {len(events)} most surprising events" if len(events) > 1 else "The most surprising event"
    return [f"{which}, and in which share of the draws of the assumptions each stays among the first {TOP}:", *lines]


def nothing_surprises(found: Replayed) -> bool:
    """Tell whether there is a record, and the model holds all of it for certain."""
    return bool(found.entries) and all(entry.certain for entry in found.entries)


def odds_of(entry: EntryReplayed) -> str:
    """A probability as `1 in 4.2`; from ten on, in whole numbers: `1 in 103`."""
    if math.isnan(entry.which):
        return "-"
    if entry.which > CERTAIN:
        return "certain"
    inverse = 1 / entry.which
    return f"1 in {inverse:.1f}" if inverse < 9.95 else f"1 in {inverse:.0f}"
