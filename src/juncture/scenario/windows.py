"""Windows and deadlines: dates, `after ACT` and `3 days after ACT`, wherever an author may write them."""

from __future__ import annotations

from collections.abc import Iterator

from juncture.calendar import CalendarError
from juncture.language import Problem, did_you_mean
from juncture.scenario.scenario import Location, Scenario


def window_problems(scenario: Scenario) -> Iterator[Problem]:
    """Every edge of a window and every deadline of a rule that is no date and names no act."""
    for name, act in scenario.form.acts.items():
        for end, text in (("opens", act.opens), ("closes", act.closes)):
            if text is not None:
                yield from _edge_problems(scenario, ("acts", name, end), text)
    for name, rule in scenario.form.rules.items():
        if rule.by is not None:
            yield from _edge_problems(scenario, ("rules", name, "by"), rule.by)


def _edge_problems(scenario: Scenario, location: Location, text: str) -> Iterator[Problem]:
    try:
        edge = scenario.edge(text)
    except CalendarError as error:
        expected = "expected a date, 'after ACT' or '3 days after ACT'"
        yield Problem(scenario.mark(location), error.found, expected, error.advice)
        return
    if edge.after and edge.after not in scenario.form.acts:
        found, advice = f"unknown act '{edge.after}'", did_you_mean(edge.after, scenario.form.acts)
        yield scenario.problem(location, found, "expected an act", advice, text.rfind(edge.after))
