"""A course as a story: on screen."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from rich.table import Table

from juncture.courses.story import Chronicle
from juncture.courses.words import count
from juncture.report.terminal import console, said

#: How many of the recorded events that a course does not have are named in a short story.
NAMED = 6
_AFTER_TIME = len("  00:00  ")


def print_story(told: Chronicle) -> None:
    """Print what a person would tell of a course: what was voted, won, refused or broken, and how it ends."""
    console.print(f"[bold]{said(told.title)}[/bold]")
    console.print(f"Course {told.number} of seed {told.seed}, from {told.begins} to {told.ends}.\n")
    print_days(told.story())
    if told.outcome is None:
        console.print(f"\n[bad]The course was {said(told.ending)}.[/bad]")
        return
    console.print(f"\n[bold]How it ends: {said(told.ending)}.[/bold]")
    if told.missed:
        titles = [missed.title for missed in told.missed[:NAMED]]
        lacks = f"What the record has and this course does not: {count(len(told.missed), 'event')}"
        more = "" if len(titles) == len(told.missed) else ", first of all"
        console.print(said(f"{lacks}{more}: {'; '.join(titles)}."))
    passing = sum(event.is_passing for event in told.events) if told.is_long else 0
    left_out = f" {count(passing, 'event').capitalize()} of which there is little to tell left out; --all tells them."
    console.print(f"[faint]Late and early: beside the record.{left_out if passing else ''}[/faint]")


def print_days(days: Sequence[tuple[str, str]]) -> None:
    """Print days with what happened on them, the days in a column of their own."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="name")
    table.add_column()
    for day, sentences in days:
        table.add_row(said(day), said(sentences))
    console.print(table)


def print_whole(told: Chronicle) -> None:
    """Print everything that a chronicle holds, lines of one event under each other."""
    for line in told.lines():
        has_time = line.startswith("  ") and line[4:5] == ":"
        hanging = " " * (_AFTER_TIME if has_time else 4)
        for part in textwrap.wrap(line, console.width, subsequent_indent=hanging) or [""]:
            console.print(part, markup=False, soft_wrap=True)
