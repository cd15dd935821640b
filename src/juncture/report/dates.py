"""Dates that stand together: where days do not tell them apart, with the hour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from juncture.calendar import SECONDS_PER_DAY
from juncture.scenario.scenario import Scenario

#: A stretch of at most so many days is told by the hour.
SHORT = 4


def apart(scenario: Scenario, instants: Sequence[int], *, year: bool = True) -> list[str]:
    """Return dates as the rows of a table show them: with hour and minute where two of them fall on one day."""
    days = {instant: scenario.shown(instant, time=False) for instant in instants}
    time = len(set(days.values())) < len(days)
    return [_shown(scenario, instant, time=time, year=year) for instant in instants]


@dataclass(frozen=True, slots=True)
class Dates:
    """How sentences about a stretch of the record tell its dates: by the hour where it is short."""

    scenario: Scenario
    first: int
    last: int

    def at(self, instant: int) -> str:
        """A date of the stretch."""
        return _shown(self.scenario, instant, time=self._by_hour)

    def of(self, act: str, instant: int) -> str:
        """The date of an event: with an hour only where the record gives one."""
        entries = [self.scenario.instants(entry.on) for entry in self.scenario.form.record if entry.act == act]
        by_day = any(dates.by_day and dates.noon == instant for dates in entries)
        return _shown(self.scenario, instant, time=self._by_hour and not by_day)

    @property
    def _by_hour(self) -> bool:
        return self.last - self.first <= SHORT * SECONDS_PER_DAY


def _shown(scenario: Scenario, instant: int, *, time: bool, year: bool = True) -> str:
    return scenario.shown(instant - (scenario.begin + instant) % 60, time=time, year=year)
