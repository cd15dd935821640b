"""A course as a dated story: what a chronicle holds, and how it reads.

`Chronicle.story` is how a person would tell it: what was voted, won, refused or broken, day by day. `Chronicle.lines`
leaves nothing out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from textwrap import shorten
from typing import Literal

from juncture.courses.words import count, listed, short

#: So many days without any event are worth a line.
QUIET = 2
#: Of a result with more letters, a short story leaves out who stood on which side.
LONG = 60
#: With more events than these, a short story leaves out those that only pass by.
MANY = 30

Beside = Literal["recorded", "road not taken", "silent"]


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """One event of a course.

    Attributes
    ----------
    instant
        Seconds since the scenario's begin.
    date, day, time
        `25 Oct (7 Nov) 1917`, the same without the year, and `21:40`.
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
    days_late
        How many days after the record's date it comes; below 0 where it comes sooner, 0 where the record is silent.
    quiet_days
        Whole days without an event before its day.
    """

    instant: int
    date: str
    day: str
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
    days_late: int
    quiet_days: int

    @property
    def is_passing(self) -> bool:
        """Whether a short story does without it: the record has it too, nothing hung on luck, no rule was broken."""
        return self.beside != "road not taken" and not self.told and not self.broken

    def happening(self, quoted: Sequence[str] = ()) -> str:
        """Return what happened, and against which rule, without a full stop.

        Parameters
        ----------
        quoted
            Rules that the reader has seen, the last one last; they are not quoted in full again.
        """
        told = [phrase if len(phrase) <= LONG else phrase.split(" (")[0] for phrase in self.told]
        happened = f"{self.title}: {'; '.join(told)}" if told else self.title
        if self.broken and tuple(quoted[-len(self.broken) :]) == self.broken:
            return f"{happened}, against the same rule{'s' * (len(self.broken) > 1)}"
        rules = [
            shorten(says, LONG, placeholder=" ...") if says in quoted else says.rstrip(".") for says in self.broken
        ]
        against = listed(f"the rule '{says}'" for says in rules)
        return f"{happened}, against {against}" if rules else happened

    def sentence(self, quoted: Sequence[str] = ()) -> str:
        """Return the same as a sentence, with how far it is from the record."""
        beside = "a road not taken" if self.beside == "road not taken" else self._distance()
        return f"{self.happening(quoted)} ({beside})." if beside else f"{self.happening(quoted)}."

    def _distance(self) -> str:
        if not self.days_late:
            return ""
        return f"{count(abs(self.days_late), 'day')} {'late' if self.days_late > 0 else 'early'}"

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
    """A recorded event that this course does not have; `day` is the first of its date, without the year."""

    act: str
    title: str
    date: str
    day: str


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

    def story(self) -> list[tuple[str, str]]:
        """Return the story as days with sentences; of many events those that only pass by are left out."""
        quoted: list[str] = []
        told: list[tuple[str, str, str]] = []
        for event in self.events:
            if not (event.is_passing and self.is_long):
                told.append((event.date, event.day, event.sentence(quoted)))
                quoted += event.broken
        days = (list(rows) for _, rows in groupby(told, key=lambda row: row[0]))
        return [(rows[0][1], " ".join(sentence for *_, sentence in rows)) for rows in days]

    @property
    def is_long(self) -> bool:
        """Whether there are more events than a short story tells one and all."""
        return len(self.events) > MANY

    def lines(self) -> list[str]:
        """Return everything as lines of plain text: a heading, days with their events, the end."""
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
