"""A course as a dated story: what a chronicle holds, and how it reads as plain text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from juncture.courses.words import count, listed, short

#: So many days without any event are worth a line.
QUIET = 2

Beside = Literal["recorded", "road not taken", "silent"]


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """One event of a course.

    Attributes
    ----------
    instant
        Seconds since the scenario's begin.
    date, time
        `25 Oct (7 Nov) 1917` and `21:40`.
    act, title, by
        Name and title of the act, and the titles of those who did it.
    results
        By the names that the verb gives them.
    told
        The results in words, as phrases.
    possible
        False where a replay made happen what the course holds impossible.
    broken
        What the rules say that it broke.
    beside
        'recorded' where the record has this happening of the act too, 'road not taken' where it does not, 'silent'
        where the record does not speak of such acts, or has ended.
    compared
        The same as a sentence, with the record's date.
    quiet_days
        Whole days without an event before its day.
    """

    instant: int
    date: str
    time: str
    act: str
    title: str
    by: tuple[str, ...]
    results: dict[str, float]
    told: tuple[str, ...]
    possible: bool
    broken: tuple[str, ...]
    beside: Beside
    compared: str
    quiet_days: int

    def line(self) -> str:
        """Return the event as sentences, without its date."""
        doers = [_inside(name) for name in map(short, self.by) if name not in self.title]
        head = f"{self.title} ({listed(doers)})" if doers else self.title
        told = f": {'; '.join(self.told)}" if self.told else ""
        sentences = [f"{head}{told}.", self.compared]
        sentences += [f"It breaks a rule: {says.rstrip('.')}." for says in self.broken]
        if not self.possible:
            sentences.append("By this course's assumptions it could not have happened then.")
        return " ".join(sentence for sentence in sentences if sentence)


@dataclass(frozen=True, slots=True)
class Missed:
    """A recorded event that this course does not have."""

    act: str
    title: str
    date: str


@dataclass(frozen=True, slots=True)
class Chronicle:
    """One course, told.

    Attributes
    ----------
    title
        Of the scenario.
    seed, number
        They name the course.
    begins, ends
        Dates of the first and the last instant.
    events
        In the order in which they happened.
    missed
        What the record has up to the course's end and this course does not.
    outcome
        Name of the outcome; None where the course was stopped.
    ending
        How it ended: the outcome's title, or the status as a sentence.
    quiet_days
        Whole days without an event between the last one and the end.
    """

    title: str
    seed: int
    number: int
    begins: str
    ends: str
    events: tuple[ToldEvent, ...]
    missed: tuple[Missed, ...]
    outcome: str | None
    ending: str
    quiet_days: int

    def lines(self) -> list[str]:
        """Return the story as lines of plain text: a heading, days with their events, the end."""
        lines = [self.title, f"Course {self.number} of seed {self.seed}, from {self.begins} on.", ""]
        date = ""
        for event in self.events:
            if event.quiet_days >= QUIET:
                lines.append(f"  {count(event.quiet_days, 'day').capitalize()} without an event.")
            if event.date != date:
                lines.append(date := event.date)
            lines.append(f"  {event.time}  {event.line()}")
        if self.quiet_days >= QUIET:
            lines.append(f"  {count(self.quiet_days, 'day').capitalize()} without an event.")
        if self.outcome is None:
            return [*lines, "", f"The course was {self.ending}."]
        lines += ["", f"How it ends, on {self.ends}: {self.ending}."]
        if self.missed:
            lines += ["", "What the record has and this course does not:"]
            lines += [f"  {missed.date}: {missed.title}." for missed in self.missed]
        return lines


def _inside(title: str) -> str:
    """A title as it reads inside a sentence."""
    return f"the {title[4:]}" if title.startswith("The ") else title
