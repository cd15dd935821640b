"""A first draft of a scenario from a chronicle: what the rows say as record and claims, and acts to be thought about.

The draft loads, replays and runs at once, and it is a caricature: each act waits for the one before it and for
nothing else. What the author adds - guards, drivers, roads not taken - is the model; comments in the files say where.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from juncture.calendar import SECONDS_PER_DAY, Calendar, day_at
from juncture.scenario.naming import Names, kind_of_actor, written
from juncture.scenario.spreadsheet import DatedRow

#: Wait that is written where two events fall on one day and no hour is known: of two instants drawn at random from
#: one day, the mean distance is a third of it.
SAME_DAY = SECONDS_PER_DAY // 3
_UNITS = (("days", SECONDS_PER_DAY), ("hours", 3600), ("minutes", 60))

_HOW_TO_GO_ON = """\
# {title}: a first draft, made from a chronicle of {events} events. It runs, and it is a caricature: each act waits
# for the one before it, and for nothing else. Make it a model, one act at a time, and run `juncture check` after each:
#
#   1. Who: are they factions, persons, bodies, publics or units? Move them; give bodies their seats and posts.
#   2. Guards: what must hold before an act can happen? Write `requires:`, and drop `opens:` where it says too much.
#   3. Roads not taken: what else could they have done? Each is an act that the record does not have.
#   4. Drivers: what hastens or slows each act? Write a gauge (threat, bread, anger) and `drivers:`.
#   5. Effects and verbs: what does each act change? docs/verbs has votes, storms, elections, ultimatums.
#   6. Outcomes: which ends do you want to compare?
#
# docs/language.md is the reference; `juncture schema` completes keys in an editor.
"""
_ROAD = """
  # A road not taken is an act without an entry in the record. Take the signs away and change it:
  # someone_gives_way:
  #   title: Someone gives way
  #   by: {actor}
  #   opens: after {first}
  #   closes: after {last}
  #   pace: {{value: 5 .. 30 days, because: why so long}}
"""


@dataclass(frozen=True, slots=True)
class _Event:
    """One row with the names that stand for it."""

    row: DatedRow
    act: str
    claims: tuple[str, ...]


def draft(name: str, title: str, calendar: Calendar, rows: Sequence[DatedRow]) -> dict[str, str]:
    """Return the files of a draft, by name; `rows` are in the order of their dates."""
    return _Draft(name, title, calendar, rows).files()


class _Draft:
    """One scenario being drafted."""

    def __init__(self, name: str, title: str, calendar: Calendar, rows: Sequence[DatedRow]):
        self.name, self.title, self.calendar = name, title, calendar
        self.names = Names()
        self.acts: dict[str, list[_Event]] = {}
        self.actors = {key: self.names.new(key, "actor") for row in rows for key in row.who}
        self.places = {row.place: self.names.new(row.place, "place") for row in rows if row.place}
        sources = Names()
        self.sources = {key: sources.new(key) for row in rows for key, _ in row.sources}
        by_words: dict[str, str] = {}
        self.events: list[_Event] = []
        claims = 0
        for row in rows:
            words = row.event.casefold()
            act = by_words[words] = by_words.get(words) or self.names.new(row.event, "act")
            cited = tuple(f"C{claims + i + 1:03}" for i in range(len(row.sources)))
            claims += len(cited)
            self.events.append(_Event(row, act, cited))
            self.acts.setdefault(act, []).append(self.events[-1])
        self.waits = self._waits()

    def files(self) -> dict[str, str]:
        return {
            f"{self.name}.yaml": "\n".join([self._head(), *self._actors(), *self._outcomes(), ""]),
            "acts.yaml": "\n".join(self._acts()),
            "record.yaml": "\n".join([*self._record(), *self._claims(), ""]),
        }

    def _waits(self) -> dict[str, list[int]]:
        """For each act, in seconds, the waits of its events since the events before them."""
        instants = [self._begin() * SECONDS_PER_DAY, *(event.row.when.noon for event in self.events)]
        waits: dict[str, list[int]] = {}
        for event, (before, instant) in zip(self.events, pairwise(instants), strict=True):
            least = SAME_DAY if event.row.when.by_day else 60
            waits.setdefault(event.act, []).append(instant - before or least)
        return waits

    def _begin(self) -> int:
        return min(day_at(event.row.when.first) for event in self.events)

    def _head(self) -> str:
        begin, last = self._begin(), self.events[-1].row.when
        until = day_at(max(last.noon, last.last - 1))
        longer = max(7, (until - begin) // 4)
        return "\n".join(
            [
                _HOW_TO_GO_ON.format(title=self.title, events=len(self.events)),
                "juncture: 1",
                f"id: {self.name}",
                f"title: {written(self.title)}",
                'summary: ""               # the crisis in a few sentences, for somebody who knows nothing of it',
                f"calendar: {self.calendar}",
                f"begin: {self._day(begin)}         # earlier, if something could have happened earlier",
                f"end: {self._day(until + longer)}           # later than the record: other courses may be slower",
                f"record_until: {self._day(until)}  # up to here the record is complete: what it lacks did not happen",
            ]
        )

    def _day(self, jdn: int) -> str:
        year, month, day = self.calendar.date_on(jdn)
        return f"{year:04}-{month:02}-{day:02}"

    def _actors(self) -> Iterable[str]:
        kinds: dict[str, list[str]] = {}
        for title, name in self.actors.items():
            kind, more = kind_of_actor(title)
            kinds.setdefault(kind, []).append(f"  {name}: {{title: {written(title, flow=True)}{more}}}")
        if kinds:
            yield "\n# Guessed from their names; factions where nothing else was plain."
        for kind, lines in kinds.items():
            yield from (f"{kind}:", *lines)
        if self.places:
            yield "places:"
        for title, name in self.places.items():
            yield f"  {name}: {{title: {written(title, flow=True)}}}"

    def _outcomes(self) -> Iterable[str]:
        last = self.events[-1]
        times = len(self.acts[last.act])
        when: str = f"done({last.act})"
        if times > 1:
            when = f"{{value: {when} >= {times}, fitted: the record has it {times} times}}"
        title = f"As recorded: {last.row.event}"
        yield "\noutcomes:                    # looked at when a course ends; the first that holds wins"
        yield f"  as_recorded: {{title: {written(title, flow=True)}, when: {when}}}"
        yield "  otherwise: {title: Otherwise, when: 1}"

    def _acts(self) -> Iterable[str]:
        yield "# What somebody could do. `opens: after ...` says only that it came later; say what it needed instead."
        yield "acts:"
        before = ""
        for event in self.events:
            if event is self.acts[event.act][0]:
                yield from self._act(event, before)
            before = event.act
        actor = next(iter(self.actors.values()), "someone")
        yield _ROAD.format(actor=actor, first=self.events[0].act, last=self.events[-1].act)

    def _act(self, event: _Event, before: str) -> Iterable[str]:
        events = self.acts[event.act]
        yield f"  {event.act}:"
        yield f"    title: {written(event.row.event)}"
        by = list(dict.fromkeys(self.actors[title] for same in events for title in same.row.who))
        if by:
            yield f"    by: {_one_or_more(by)}"
        if before:
            yield f"    opens: after {before}"
        if len(events) > 1:
            yield f"    times: {len(events)}"
        yield f"    pace: {self._pace(event.act)}"
        claims = [claim for same in events for claim in same.claims]
        if claims:
            yield f"    cite: {_one_or_more(claims)}"

    def _pace(self, act: str) -> str:
        waits = self.waits[act]
        mean = sum(waits) / len(waits)
        unit, seconds = next((pair for pair in _UNITS if mean >= pair[1]), _UNITS[-1])
        since = (
            "the wait since the event before"
            if len(waits) == 1
            else f"the mean of {len(waits)} waits since the events before"
        )
        day = " (a third of a day where both fell on one day)" if SAME_DAY in waits else ""
        return f"{{value: {mean / seconds:.3g} {unit} ± 50%, fitted: {since}{day}}}"

    def _record(self) -> Iterable[str]:
        yield "# What happened. An event without a `cite` has no source yet."
        yield "record:"
        for event in self.events:
            at = f"at {event.row.place}" if event.row.place else ""
            numbers = "" if event.claims else _numbers(event.row)
            note = "; ".join(part for part in (at, event.row.note, numbers) if part)
            more = f", cite: {_one_or_more(event.claims)}" if event.claims else ""
            more += f", note: {written(note, flow=True)}" if note else ""
            yield f"  - {{act: {event.act}, on: {written(event.row.date, flow=True)}{more}}}"

    def _claims(self) -> Iterable[str]:
        if not self.sources:
            return
        yield "\nsources:                     # author, year, language ... : docs/language.md, section 12"
        for title, name in self.sources.items():
            yield f"  {name}: {{title: {written(title, flow=True)}}}"
        yield "\n# What each source says, in your own words: a gloss is published, so copy no sentence into it."
        yield "claims:"
        for event in self.events:
            for claim, (source, page) in zip(event.claims, event.row.sources, strict=True):
                parts = [f"source: {self.sources[source]}"]
                parts += [f"page: {written(page, flow=True)}"] if page else []
                parts += [
                    f"gloss: {written(event.row.event, flow=True)}",
                    f"date: {written(event.row.date, flow=True)}",
                ]
                actors = [self.actors[title] for title in event.row.who]
                parts += [f"actors: [{', '.join(actors)}]"] if actors else []
                parts += [f"numbers: {{{_numbers(event.row)}}}"] if event.row.numbers else []
                yield f"  {claim}: {{{', '.join(parts)}}}"


def _numbers(row: DatedRow) -> str:
    return ", ".join(f"{name}: {value:g}" for name, value in row.numbers.items())


def _one_or_more(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"[{', '.join(names)}]"
