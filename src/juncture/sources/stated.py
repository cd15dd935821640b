"""What a claim says against what its span states: the date, the time of day, the numbers.

A claim with `dated: stated` has its date from its own span, so one of the dates stated there must be the claim's. A
claim whose date follows from other places is left alone: what its span happens to mention is no evidence against it.
Every number of a claim must stand in its span, in digits or in words, unless it is listed as `counted`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from juncture.calendar import Calendar, DateRange, date_of, day_at, show_day, time_at
from juncture.scenario.scenario import Scenario
from juncture.scenario.schema import Claim
from juncture.sources.dates import DAY, YEAR, Context, Days, StatedDate, stated_dates
from juncture.sources.numbers import equal, stated_numbers, stated_times
from juncture.sources.texts import Text

#: Dates without a year are looked for so many days around the scenario.
MARGIN = 60


class Kind(Enum):
    """What was found; the value is what heads it on screen."""

    DATE = "dates that their spans do not state"
    NUMBER = "numbers that their spans do not state"
    NEEDLESS = "declarations that nothing needs"
    RECORD = "recorded events that keep to none of their claims"
    MISPRINT = "misprints of the sources"
    DISAGREEMENT = "events on which claims disagree"


#: Kinds that an author must mend; the others are told and left as they are.
WRONG = (Kind.DATE, Kind.NUMBER, Kind.NEEDLESS, Kind.RECORD)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, at a claim (or a recorded event), in a sentence."""

    kind: Kind
    where: str
    found: str

    def __str__(self) -> str:
        return f"{self.where}: {self.found}"


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, and how many dates and numbers of claims were compared with texts.

    `in_context` counts the dates that were not: they follow from other places than their spans.
    """

    findings: tuple[Finding, ...]
    dates: int
    numbers: int
    in_context: int

    def of(self, kind: Kind) -> tuple[Finding, ...]:
        """All findings of one kind."""
        return tuple(finding for finding in self.findings if finding.kind is kind)

    @property
    def wrong(self) -> tuple[Finding, ...]:
        """Those that an author must mend."""
        return tuple(finding for finding in self.findings if finding.kind in WRONG)


def check_stated(scenario: Scenario, texts: Mapping[str, Text]) -> Findings:
    """Compare every claim whose text is at hand with what its span states."""
    findings: list[Finding] = []
    resolved: set[tuple[str, int]] = set()
    dates = numbers = in_context = 0
    for name, claim in scenario.form.claims.items():
        text = texts.get(claim.source)
        if claim.span is None or text is None or text.text is None:
            continue
        check = _Check(scenario, name, claim, text.text[slice(*claim.span)])
        findings += [*check.date(), *check.time(), *check.numbers()]
        resolved |= {(claim.source, claim.span[0] + start) for start in check.resolved}
        dates += bool(claim.date) and claim.dated == "stated"
        in_context += bool(claim.date) and claim.dated != "stated"
        numbers += len(claim.numbers) - len(claim.counted)
    findings += _unresolved(scenario, texts, resolved)
    return Findings(tuple(findings), dates, numbers, in_context)


def context_of(scenario: Scenario, calendar: str) -> Context:
    """What passages leave unsaid: the style of a source or claim, and the years around the scenario."""
    style = Calendar.parse(calendar) if calendar else scenario.calendar
    begin, end = day_at(scenario.begin), day_at(scenario.begin + scenario.end)
    return Context(style, begin - MARGIN, end + MARGIN)


class _Check:
    """One claim and its passage."""

    def __init__(self, scenario: Scenario, name: str, claim: Claim, passage: str):
        source = scenario.form.sources[claim.source]
        self.scenario, self.name, self.claim, self.passage = scenario, name, claim, passage
        self.language = source.language
        self.context = context_of(scenario, claim.calendar or source.calendar)
        self.stated = stated_dates(passage, self.language, self.context)
        self.resolved: list[int] = []

    def _finding(self, kind: Kind, found: str) -> Finding:
        return Finding(kind, self.name, found)

    @property
    def _dates(self) -> DateRange:
        dates = self.scenario.instants(self.claim.date)
        begin = self.scenario.begin
        return DateRange(dates.first + begin, dates.last + begin, dates.by_day, dates.about)

    def date(self) -> Iterator[Finding]:
        """Compare the date with those of the span."""
        claim = self.claim
        if claim.dated != "stated":
            if claim.corrects:
                yield self._finding(Kind.NEEDLESS, f"corrects {claim.corrects}, but its date is not said to be stated")
            return
        if not claim.date:
            yield self._finding(Kind.DATE, "says that its date is stated, and has none: give the date")
            return
        days = _days_of(self._dates)
        sound = [date for date in self.stated if not date.fault and _states(date, days)]
        misprinted = [date for date in self.stated if date.fault and _states(date, days)]
        if sound and claim.corrects:
            yield self._finding(Kind.NEEDLESS, f"corrects nothing: its span states {_quoted(sound)}, which is its date")
        elif sound:
            return
        elif misprinted:
            yield from self._misprint(misprinted[0])
        elif claim.corrects and (kept := self._kept(days)):
            self.resolved.append(kept.start)
            yield self._finding(Kind.MISPRINT, f"prints '{kept.text}'; meant is {self._shown(days)}")
        else:
            yield self._finding(Kind.DATE, self._unstated(days))

    def _misprint(self, date: StatedDate) -> Iterator[Finding]:
        self.resolved.append(date.start)
        found = f"prints '{date.text}': {date.fault}"
        if self.claim.corrects:
            yield self._finding(Kind.MISPRINT, f"{found}; meant is {self._shown(_days_of(self._dates))}")
        else:
            advice = "if the claim says what is meant, write 'corrects: the printed date'"
            yield self._finding(Kind.DATE, f"its span {found}; {advice}")

    def _kept(self, days: Days) -> StatedDate | None:
        """The printed date of which a corrected one keeps two of day, month and year; else it corrects nothing."""
        style = self.context.calendar
        if any(date.fault for date in self.stated):
            return None  # the misprint is the pair that cannot be right, and the claim is none of its readings
        for date in self.stated:
            for printed in {day for days in date.readings for day in days}:
                a = style.date_on(printed)
                meant = (date_of(style.style_on(printed), day) for day in days)
                if any(sum(one == other for one, other in zip(a, b, strict=True)) >= 2 for b in meant):
                    return date
        return None

    def _unstated(self, days: Days) -> str:
        if not self.stated:
            return "says that its date is stated in its span, which states none: write 'dated: context'"
        return f"says {self._shown(days)}, and its span states {_quoted(self.stated)}"

    def _shown(self, days: Days) -> str:
        shown = [show_day(self.scenario.calendar, day) for day in days]
        return shown[0] if shown[0] == shown[1] else " .. ".join(shown)

    def time(self) -> Iterator[Finding]:
        """Compare the hour with those of the span, where both say one."""
        if not self.claim.date or self._dates.by_day:
            return
        stated = stated_times(self.passage, self.language)
        own = {time_at(instant) for instant in (self._dates.first, self._dates.last)}
        if stated and not any(hour * 3600 + minute * 60 in stated for hour, minute, _ in own):
            hours = ", ".join(f"{time // 3600:02}:{time % 3600 // 60:02}" for time in sorted(stated))
            said = ", ".join(f"{hour:02}:{minute:02}" for hour, minute, _ in sorted(own))
            yield self._finding(Kind.DATE, f"says {said}, and its span states {hours}")

    def numbers(self) -> Iterator[Finding]:
        """Compare the numbers with those of the span."""
        claim = self.claim
        without = [(date.start, date.end) for date in self.stated]
        stated = stated_numbers(self.passage, self.language, without) if claim.numbers else set[float]()
        for name, number in claim.numbers.items():
            there = any(equal(number, other) for other in stated)
            if name in claim.counted and there:
                found = f"lists {name} ({number:g}) as counted, but its span states it"
                yield self._finding(Kind.NEEDLESS, found)
            elif name not in claim.counted and not there:
                others = ", ".join(f"{other:g}" for other in sorted(stated)) or "none"
                found = f"says {name}: {number:g}; its span states {others}. Where it is counted, list it in 'counted'"
                yield self._finding(Kind.NUMBER, found)
        for name in claim.counted:
            if name not in claim.numbers:
                yield self._finding(Kind.NEEDLESS, f"lists {name} as counted, and has no such number")


def _days_of(dates: DateRange) -> Days:
    return day_at(dates.first), day_at(dates.last - 1 if dates.by_day else dates.last)


def _states(date: StatedDate, days: Days) -> bool:
    """Whether a stated date is the claim's: it holds it, or one end of the claim's range; and is as exact."""
    first, last = days
    exact = 1 if date.precision == DAY else 28 if date.precision == YEAR else 2
    if last - first + 1 < exact:
        return False
    return any(
        (start <= first and last <= end) or (first < last and (start <= first <= end or start <= last <= end))
        for start, end in date.readings
    )


def _quoted(dates: list[StatedDate]) -> str:
    return ", ".join(f"'{date.text}'" for date in dates)


def _unresolved(scenario: Scenario, texts: Mapping[str, Text], resolved: set[tuple[str, int]]) -> Iterator[Finding]:
    """Impossible pairs of dates anywhere in the texts that no claim speaks of."""
    for name, source in scenario.form.sources.items():
        text = texts.get(name)
        if text is None or text.text is None:
            continue
        for date in stated_dates(text.text, source.language, context_of(scenario, source.calendar)):
            if date.fault and (name, date.start) not in resolved:
                yield Finding(Kind.MISPRINT, name, f"prints '{date.text}': {date.fault}; no claim says what is meant")
