"""Reading dates of the record, and a stretch of it between two dates, as a user asks for them."""

from __future__ import annotations

from juncture.analysis.branches import Stretch
from juncture.calendar import CalendarError, DateRange
from juncture.language import Mark, Problem, ProblemsFound
from juncture.scenario.scenario import Scenario, date_problem


def read_stretch(scenario: Scenario, since: str | None, until: str | None, names: tuple[str, str]) -> Stretch | None:
    """Read the stretch between two dates: where one is not given, from the begin or to the end of the record.

    A day as the later date means all of it. `names` are what the user calls the two.

    Raises
    ------
    ProblemsFound
        Where a date is none or lies outside of the record, or the later one is not later.
    """
    if since is None and until is None:
        return None
    marks = [Mark.typed(name) for name in names]
    first, last = 0, scenario.record_until
    if since is not None:
        first = max(first, date_in_record(scenario, since, marks[0]).first)
    if until is not None:
        dates = date_in_record(scenario, until, marks[1])
        last = min(last, dates.last - dates.by_day)
    if first >= last:
        found = f"no time from {scenario.shown(first)} to {scenario.shown(last)}"
        raise ProblemsFound([Problem(marks[until is not None], found, f"expected {names[1]} later than {names[0]}")])
    return Stretch(first, last)


def date_in_record(scenario: Scenario, text: str, mark: Mark) -> DateRange:
    """Read a date that has an instant in common with the record; seconds since its begin.

    Raises
    ------
    ProblemsFound
        Where it is no date, or lies outside of the record.
    """
    try:
        dates = scenario.instants(text)
    except CalendarError as error:
        raise ProblemsFound([date_problem(mark, error)]) from None
    if not dates.meets(DateRange(0, scenario.record_until)):
        begin, end = (scenario.shown(instant, time=False) for instant in (0, scenario.record_until))
        expected = f"expected a date from {begin} to {end}, the end of the record"
        raise ProblemsFound([Problem(mark, f"{text}, outside of the record", expected)])
    return dates
