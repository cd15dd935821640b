"""The rules along the record: who broke which, what became of duties, what a rule's number measured when."""

from __future__ import annotations

from typing import Any

from juncture.analysis.watch import RuleWatched
from juncture.report.page.section import Findings, Section, rendered
from juncture.report.rules import (
    attested,
    by_rule,
    columns_of,
    duties_in_words,
    measured_in_words,
    moments_told,
    rule_in_words,
)


def section(findings: Findings) -> Section | None:
    """Return the section; None where the scenario has no rules."""
    scenario, replayed = findings.scenario, findings.replayed
    if not scenario.form.rules:
        return None
    return Section(
        "rules",
        "Rules along the record",
        rendered(
            "rules.html.j2",
            findings,
            by_rule=by_rule(scenario, replayed),
            duties=list(duties_in_words(scenario, replayed)),
            watched=[_watched(findings, rule) for rule in replayed.watched],
        ),
    )


def _watched(findings: Findings, watched: RuleWatched) -> dict[str, Any]:
    """A rule that was followed along the record, in words."""
    scenario, replayed = findings.scenario, findings.replayed
    return {
        "rule": rule_in_words(scenario, watched.rule),
        "measured": measured_in_words(scenario, watched),
        "columns": columns_of(watched),
        "moments": moments_told(scenario, replayed, watched),
        "attested": list(attested(scenario, replayed, watched)),
    }
