"""The section of the gauges: how they moved in simulated courses, and what the record did to them."""

from __future__ import annotations

import math

from juncture.report.fans import fan
from juncture.report.page.section import Findings, Section, rendered


def section(findings: Findings) -> Section | None:
    """Draw a fan chart of each gauge that was followed."""
    found = findings.gauges
    if found is None:
        return None
    # The rank of a quantile is known as a share is: to 1.96 standard errors of 1/2, twins counted as one.
    error = 1.96 * math.sqrt(0.25 / max(1, found.courses // 2))
    return Section(
        "gauges",
        "How the gauges moved",
        rendered(
            "gauges.html.j2",
            findings,
            found=found,
            fans=[(gauge, fan(findings.scenario, found, gauge)) for gauge in found.followed],
            strays=[gauge for gauge in found.followed if gauge.outside > 0.1],
            error=error,
        ),
    )
