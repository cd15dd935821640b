"""The first lines on screen: what the crisis was and what is about to be done."""

from __future__ import annotations

from juncture.analysis.numbers import NumberStatuses
from juncture.report.terminal import console, counted, heading, said
from juncture.scenario.scenario import Scenario


def print_opening(scenario: Scenario, numbers: NumberStatuses) -> None:
    """Print title, dates, summary, and how the model knows what it knows."""
    form = scenario.form
    heading(form.title)
    console.print(f"[faint]{scenario.shown(0, time=False)} to {scenario.shown(scenario.end - 1, time=False)}[/faint]")
    console.print(said(form.summary))
    counts, acts = numbers.counts, len(form.acts.keys() - form.rules.keys())
    console.print(
        f"\n{counted(acts, 'act')} that somebody could do, {len(form.record)} of their events on record. "
        f"{counted(sum(counts.values()), 'number')}: {counts['cited']} cited, {counts['disputed']} disputed between sources, "
        f"{counts['fitted']} fitted to the record's dates, {counts['assumption']} assumptions with spread and reason"
        + (f", [odd]{counts['bare']} without a source[/odd]." if counts["bare"] else ".")
    )
