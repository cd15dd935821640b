"""Windows and deadlines: dates, `after ACT` and `3 days after ACT`, wherever an author may write them."""

from __future__ import annotations

from collections.abc import Iterator

from juncture.calendar import CalendarError, DateRange
from juncture.language import Problem, did_you_mean
from juncture.scenario.scenario import Location, Scenario


def window_problems(scenario: Scenario) -> Iterator[Problem]:
    """Every edge of a window and every deadline of a rule that is no date and names no act; every window without time."""
    dates: dict[Location, DateRange] = {}
    for location, text in edges(scenario):
        try:
            edge = scenario.edge(text)
        except CalendarError as error:
            expected = "expected a date, 'after ACT' or '3 days after ACT'"
            meant = did_you_mean(text.strip(), scenario.form.acts).replace("'", "'after ", 1)
            yield Problem(scenario.mark(location), error.found, expected, meant or error.advice)
            continue
        if edge.date is not None:
            dates[location] = edge.date
        elif edge.after not in scenario.form.acts:
            found, advice = f"unknown act '{edge.after}'", did_you_mean(str(edge.after), scenario.form.acts)
            yield scenario.problem(location, found, "expected an act", advice, text.rfind(str(edge.after)))
    for name, act in scenario.form.acts.items():
        opens, closes = (dates.get(("acts", name, end)) for end in ("opens", "closes"))
        if opens and closes and closes.last - closes.by_day < opens.first:
            found = f"acts.{name}: a window that closes ({act.closes}) before it opens ({act.opens})"
            advice = "exchange 'opens' and 'closes', or look at the year and the style"
            yield scenario.problem(("acts", name, "closes"), found, "expected a later date", advice)


def edges(scenario: Scenario) -> Iterator[tuple[Location, str]]:
    """Every edge of a window and every deadline, as written, with its place."""
    for name, act in scenario.form.acts.items():
        for end, text in (("opens", act.opens), ("closes", act.closes)):
            if text is not None:
                yield ("acts", name, end), text
    for name, rule in scenario.form.rules.items():
        if rule.by is not None:
            yield ("rules", name, "by"), rule.by
