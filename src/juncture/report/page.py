"""One HTML page: self-contained, without scripts, readable offline and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape

from juncture import __version__
from juncture.analysis.coverage import Coverage
from juncture.analysis.numbers import STATUSES, NumberStatuses
from juncture.analysis.outcomes import Outcomes
from juncture.analysis.ranks import OutcomeRanks
from juncture.analysis.replay import Replayed
from juncture.analysis.watch import RuleWatched
from juncture.courses.files import write_whole
from juncture.program.program import Program
from juncture.report.documents import carrier
from juncture.report.ended import rank_holds, ranks_in_words, roads_not_taken
from juncture.report.replayed import most_surprising, odds_of
from juncture.report.rules import (
    attested,
    by_rule,
    columns_of,
    duties_in_words,
    measured_in_words,
    moments_told,
    remarks,
    rule_in_words,
)
from juncture.report.terminal import percent
from juncture.report.timeline import timeline
from juncture.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Findings:
    """All that one run found."""

    documents: Coverage
    replayed: Replayed
    outcomes: Outcomes
    ranks: OutcomeRanks | None
    numbers: NumberStatuses


def write_page(path: Path, scenario: Scenario, program: Program, findings: Findings) -> None:
    """Write the report; an older one is replaced only once the new one is whole."""
    text = page(scenario, program, findings)
    write_whole(path, lambda partial: partial.write_text(text, encoding="utf-8"))


def _watched(scenario: Scenario, replayed: Replayed, watched: RuleWatched) -> dict[str, Any]:
    """A rule that was followed along the record, in words."""
    return {
        "rule": rule_in_words(scenario, watched.rule),
        "measured": measured_in_words(scenario, watched),
        "columns": columns_of(watched),
        "moments": moments_told(scenario, replayed, watched),
        "attested": list(attested(scenario, replayed, watched)),
    }


def page(scenario: Scenario, program: Program, findings: Findings) -> str:
    """Return the report as one HTML page."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=select_autoescape(default=True), trim_blocks=True
    )
    environment.filters["percent"] = percent
    roads = [(scenario.form.acts[name].title, findings.outcomes.acts[name]) for name in roads_not_taken(scenario)]
    return environment.get_template("page.html.j2").render(
        scenario=scenario,
        form=scenario.form,
        findings=findings,
        outcomes=findings.outcomes,
        ranks=findings.ranks,
        surprising=most_surprising(scenario, findings.replayed),
        ranks_in_words=ranks_in_words(scenario, findings.ranks),
        rank_holds=rank_holds,
        replayed=findings.replayed,
        likeliest=sorted(findings.outcomes.outcomes, key=lambda outcome: -outcome.probability.value)[:2],
        roads=sorted(roads, key=lambda road: -road[1]),
        statuses=STATUSES,
        numbers=[n for n in program.model.numbers if n.status != "plain"],
        shown=scenario.shown,
        odds_of=odds_of,
        remarks=remarks,
        by_rule=by_rule(scenario, findings.replayed),
        duties=list(duties_in_words(scenario, findings.replayed)),
        watched=[_watched(scenario, findings.replayed, rule) for rule in findings.replayed.watched],
        carrier=lambda element: carrier(scenario, element),
        timeline=timeline(scenario, findings.replayed),
        version=__version__,
        digest=scenario.digest,
    )
