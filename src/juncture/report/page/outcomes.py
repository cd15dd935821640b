"""How it could have ended: each outcome with its interval, and luck and assumptions apart."""

from __future__ import annotations

import math

from juncture.analysis.outcomes import Outcomes
from juncture.report.ended import rank_holds, ranks_in_words, roads_not_taken
from juncture.report.page.section import Findings, Section, rendered


def section(findings: Findings) -> Section:
    """Return the section."""
    scenario, outcomes = findings.scenario, findings.outcomes
    roads = [(scenario.form.acts[name].title, outcomes.acts[name]) for name in roads_not_taken(scenario)]
    return Section(
        "outcomes",
        "How it could have ended",
        rendered(
            "outcomes.html.j2",
            findings,
            outcomes=outcomes,
            in_order=sorted(outcomes.outcomes, key=lambda one: -one.probability.value),
            full=_full(outcomes),
            ranks=findings.ranks,
            rank_holds=rank_holds,
            ranks_in_words=ranks_in_words(scenario, findings.ranks),
            roads=sorted(roads, key=lambda road: -road[1]),
        ),
    )


def _full(outcomes: Outcomes) -> int:
    """The chance, in whole tens of a hundred, that fills a bar."""
    highest = max((one.probability.high for one in outcomes.outcomes if one.probability.high <= 1), default=1.0)
    return max(10, 10 * math.ceil(10 * highest - 1e-9))
