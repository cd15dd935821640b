"""Telling a course: any one, run again from its number alone and told beside the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from juncture.calendar import DateRange, day_at, show_range, time_at
from juncture.courses.story import Beside, Chronicle, Missed, ToldEvent
from juncture.courses.words import Results, count, differing, listed, tell
from juncture.kernel import columns as c
from juncture.kernel.run import Batch, Plan, run_courses, run_same_luck, status_of
from juncture.program.program import Program
from juncture.scenario.scenario import Scenario


def chronicle(
    scenario: Scenario,
    program: Program,
    seed: int,
    number: int,
    plan: Plan | None = None,
    *,
    same_luck: bool = False,
) -> Chronicle:
    """Run one course again, alone, and tell it.

    Parameters
    ----------
    number
        As in an ensemble of the same seed and plan.
    same_luck
        Whether it runs with the luck that history revealed (`run_same_luck`); needs a plan.
    """
    plan = plan or Plan()
    again = run_same_luck if same_luck else run_courses
    return told_of(scenario, program, seed, number, again(program, seed, number, 1, plan))


def told_of(scenario: Scenario, program: Program, seed: int, number: int, batch: Batch) -> Chronicle:
    """Tell the only course of a batch, which seed and number name."""
    return _Telling(scenario, program, seed, number).told(batch)


class _Recorded(NamedTuple):
    """An entry of the record: its date, in seconds since the begin, and the results that it gives."""

    date: DateRange
    results: Mapping[str, float]


class _Telling:
    """One course being told."""

    def __init__(self, scenario: Scenario, program: Program, seed: int, number: int):
        self.scenario, self.program, self.seed, self.number = scenario, program, seed, number
        self.form, self.model = scenario.form, program.model
        self.records: dict[str, list[_Recorded]] = {name: [] for name in self.form.acts}
        for entry in self.form.record:
            self.records[entry.act].append(_Recorded(scenario.instants(entry.on), entry.result))
        for entries in self.records.values():
            entries.sort(key=lambda entry: entry.date.noon)

    def told(self, batch: Batch) -> Chronicle:
        happened: dict[str, int] = dict.fromkeys(self.form.acts, 0)
        rows = batch.whole.tolist()
        for _, act, *_ in rows:
            happened[self.model.acts[act].name] += 1
        events = tuple(self._events(rows, batch.results.tolist(), happened))
        summary = batch.summary[0].tolist()
        ran = summary[c.STATUS] == c.RAN
        outcome = self.model.outcomes[summary[c.OUTCOME]][0] if ran else None
        last = self.model.end - 1
        return Chronicle(
            title=self.form.title,
            seed=self.seed,
            number=self.number,
            begins=self.scenario.shown(0),
            ends=self.scenario.shown(last, time=False),
            events=events,
            missed=tuple(self._missed(happened)) if ran else (),
            outcome=outcome,
            ending=self.form.outcomes[outcome].title if outcome else status_of(self.program, *summary[1:3]),
            quiet_days=self._quiet(events[-1].instant if events else 0, last) if ran else 0,
        )

    def _events(self, rows: list[list[int]], values: list[float], happened: dict[str, int]) -> Iterator[ToldEvent]:
        """Tell the rows of `Batch.whole`; the results of each event follow those of the one before."""
        times: dict[str, int] = {}
        before, used = 0, 0
        for _, act, instant, possible, broken in rows:
            traced = self.model.acts[act]
            form = self.form.acts[traced.name]
            names = [slot.names[1] for slot in traced.results]
            results = dict(zip(names, values[used : used + len(names)], strict=True))
            used += len(names)
            ordinal = times[traced.name] = times.get(traced.name, 0) + 1
            beside, compared, days_late = self._beside(traced.name, ordinal, instant, results, happened)
            yield ToldEvent(
                instant=instant,
                date=self.scenario.shown(instant, time=False),
                day=self.scenario.shown(instant, time=False, year=False),
                time=self._time(instant),
                act=traced.name,
                title=form.title,
                by=tuple(self.scenario.title_of(name) for name in form.by),
                results=results,
                told=tell(self.scenario, traced.name, results),
                possible=bool(possible),
                broken=tuple(
                    self.form.rules[rule].says
                    for bit, rule in enumerate(self.program.rules)
                    if broken >> bit & 1 and rule != traced.name
                ),
                beside=beside,
                compared=compared,
                days_late=days_late,
                quiet_days=self._quiet(before, instant),
            )
            before = instant

    def _beside(
        self, act: str, ordinal: int, instant: int, results: Results, happened: dict[str, int]
    ) -> tuple[Beside, str, int]:
        """Compare the n-th happening of an act with the n-th in the record; the last is by how many days it is late."""
        form, recorded = self.form.acts[act], self.records[act]
        if act in self.form.rules:
            return "silent", "", 0  # 'rule broken' follows from what others did
        if ordinal <= len(recorded):
            entry = recorded[ordinal - 1]
            others = differing(self.scenario, results, entry.results)
            but = f", but with another result (there {listed(others)})" if others else ""
            days = self._days_late(instant, entry.date)
            return "recorded", f"{self._compared(instant, entry.date, days)}{but}.", days
        if form.recorded == "never":
            return "silent", "The record is silent on such things.", 0
        if instant > self.scenario.record_until:
            return "silent", "The record has ended by then.", 0
        if recorded:
            return "road not taken", "A road not taken: the record does not have it again.", 0
        replaced = [name for name in form.instead_of if len(self.records[name]) > happened[name]]
        titles = listed(f"'{self.form.acts[name].title}'" for name in replaced)
        return "road not taken", f"A road not taken, in place of {titles}." if replaced else "A road not taken.", 0

    def _days_late(self, instant: int, recorded: DateRange) -> int:
        """Days from the nearest of the recorded dates; below 0 where the event comes sooner."""
        if instant < recorded.first:
            return min(0, self._day(instant) - self._day(recorded.first))
        last = recorded.last - 1 if recorded.by_day else recorded.last
        return max(0, self._day(instant) - self._day(last))

    def _compared(self, instant: int, recorded: DateRange, days_late: int) -> str:
        if instant in recorded:
            return "As the record has it"
        if days_late == 0:
            return "On the day that the record has"
        when = "earlier" if days_late > 0 else "later"
        return f"The record has it {count(abs(days_late), 'day')} {when}: {self._shown(recorded)}"

    def _missed(self, happened: dict[str, int]) -> Iterator[Missed]:
        """What the record has more often than this course, in the order of its dates."""
        missing = [
            (entry.date, name)
            for name, entries in self.records.items()
            for entry in entries[happened[name] :]
            if entry.date.noon < self.model.end
        ]
        for date, name in sorted(missing, key=lambda found: found[0].noon):
            day = self.scenario.shown(date.first, time=False, year=False)
            yield Missed(name, self.form.acts[name].title, self._shown(date), day)

    def _shown(self, date: DateRange) -> str:
        begin = self.scenario.begin
        return show_range(self.scenario.calendar, replace(date, first=date.first + begin, last=date.last + begin))

    def _time(self, instant: int) -> str:
        hour, minute, _ = time_at(self.scenario.begin + instant)
        return f"{hour:02}:{minute:02}"

    def _day(self, instant: int) -> int:
        return day_at(self.scenario.begin + instant)

    def _quiet(self, before: int, instant: int) -> int:
        """Whole days between the day of one instant and the day of another."""
        return max(0, self._day(instant) - self._day(before) - 1)
