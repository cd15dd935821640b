"""A scenario that was read: its form, its dates as instants, and where everything stands in its files."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from juncture.calendar import Calendar, CalendarError, DateRange, read_date, show_instant
from juncture.language import Mark, Problem
from juncture.scenario.schema import Fact, RecordEntry, ScenarioForm
from juncture.scenario.tree import MappingNode, ScalarNode, find, follow, to_plain

Location = tuple[str | int, ...]

_AFTER = re.compile(r"^(?:(?P<delay>.+?)\s+)?after\s+(?P<act>[a-z][a-z0-9_]*)$")


@dataclass(frozen=True, slots=True)
class WindowEdge:
    """One end of a window as written: a date, or so long (a quantity's text, or None) after an act."""

    date: DateRange | None = None
    after: str | None = None
    delay: str | None = None
    delay_offset: int = 0


@dataclass(frozen=True)
class Scenario:
    """A scenario and where it came from. Instants are seconds since `begin`."""

    form: ScenarioForm
    tree: MappingNode
    calendar: Calendar
    begin: int
    folder: Path | None = None

    @property
    def id(self) -> str:
        """The scenario's own short name."""
        return self.form.id

    @cached_property
    def digest(self) -> str:
        """First 16 hexadecimal digits of the SHA-256 of everything the scenario says, comments apart."""
        plain = json.dumps(to_plain(self.tree), sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(plain.encode()).hexdigest()[:16]

    @cached_property
    def end(self) -> int:
        """The instant at which courses end: the end of the day, where a day is given."""
        return self.instants(self.form.end).last

    @cached_property
    def record_until(self) -> int:
        """The instant up to which the record is complete; the scenario's end where it does not say."""
        text = self.form.record_until
        return min(self.end, self.instants(text).last) - 1 if text else self.end - 1

    @cached_property
    def record_in_order(self) -> tuple[RecordEntry, ...]:
        """The recorded events in the order of their instants."""
        return tuple(sorted(self.form.record, key=lambda entry: self.instants(entry.on).noon))

    @cached_property
    def facts_in_order(self) -> tuple[Fact, ...]:
        """The facts in the order of their instants."""
        return tuple(sorted(self.form.facts, key=lambda fact: self.instants(fact.at).noon))

    def instants(self, text: str) -> DateRange:
        """Read a date of the scenario; seconds since `begin`."""
        dates = read_date(self.calendar, text)
        return DateRange(dates.first - self.begin, dates.last - self.begin, dates.by_day, dates.about)

    def shown(self, instant: int, *, time: bool = True, year: bool = True) -> str:
        """Show an instant in the scenario's calendars: `25 Oct (7 Nov) 1917 21:40`."""
        return show_instant(self.calendar, self.begin + instant, time=time, year=year)

    def edge(self, text: str) -> WindowEdge:
        """Read one end of a window."""
        match = _AFTER.match(text.strip())
        if match:
            return WindowEdge(None, match["act"], match["delay"], 0)
        return WindowEdge(self.instants(text))

    def mark(self, location: Location, offset: int = 0) -> Mark:
        """Return where something stands in the files; `offset` counts characters of a text.

        A location that ends with `[key]` means the key itself.
        """
        if location[-1:] == ("[key]",):
            return self.key_mark(location[:-1]).moved(offset)
        value = self.tree
        for known, _, value in follow(self.tree, location):  # noqa: B007
            if not known:
                break
        if isinstance(value, MappingNode) and offset and "value" in value.entries:
            value = value.entries["value"][1]  # a number with its source: the text stands inside
        if isinstance(value, ScalarNode):
            return value.mark_at(offset)
        return find(self.tree, location)[0]

    def written(self, location: Location) -> str:
        """Return a number or condition as its author wrote it, on one line."""
        *_, (_, _, value) = follow(self.tree, location)
        if isinstance(value, MappingNode) and "value" in value.entries:
            value = value.entries["value"][1]
        return " ".join(value.text.split()) if isinstance(value, ScalarNode) else ""

    def key_mark(self, location: Location) -> Mark:
        """Return where the key of something stands."""
        return find(self.tree, location)[1]

    def problem(self, location: Location, found: str, expected: str, advice: str = "", offset: int = 0) -> Problem:
        """Return a problem at a place of this scenario."""
        return Problem(self.mark(location, offset), found, expected, advice)

    def title_of(self, name: str) -> str:
        """Return the title of anything that has a name, or the name."""
        for kind in ("acts", "factions", "persons", "publics", "units", "places", "bodies", "posts", "gauges"):
            things = getattr(self.form, kind)
            if name in things:
                return things[name].title
        return name


def date_problem(mark: Mark, error: CalendarError) -> Problem:
    """Turn a mistake in a date into a problem at its place."""
    return Problem(mark, error.found, error.expected, error.advice)
