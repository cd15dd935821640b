"""What happened, and what the model says of each event."""

from __future__ import annotations

from markupsafe import Markup

from juncture.report.page.section import Findings, Section, rendered
from juncture.report.replayed import odds_of
from juncture.report.rules import remarks
from juncture.report.timeline import timeline


def section(findings: Findings) -> Section | None:
    """Return the section; None where nothing is recorded."""
    if not findings.replayed.entries:
        return None
    drawn = Markup(timeline(findings.scenario, findings.replayed))
    return Section(
        "record",
        "The record, replayed",
        rendered(
            "record.html.j2", findings, replayed=findings.replayed, timeline=drawn, remarks=remarks, odds_of=odds_of
        ),
    )
