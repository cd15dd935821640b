"""One HTML page: self-contained, without scripts, readable offline and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape

from juncture import __version__
from juncture.analysis.numbers import STATUSES, NumberStatuses
from juncture.analysis.outcomes import Outcomes
from juncture.analysis.replay import Replayed
from juncture.courses.files import write_whole
from juncture.program.program import Program
from juncture.report.documents import carriers
from juncture.report.ended import roads_not_taken
from juncture.report.replayed import odds_of
from juncture.report.terminal import percent
from juncture.report.timeline import timeline
from juncture.scenario.scenario import Scenario
from juncture.sources import CarriedFindings


@dataclass(frozen=True, slots=True)
class Findings:
    """All that one run found."""

    documents: CarriedFindings
    replayed: Replayed
    outcomes: Outcomes
    numbers: NumberStatuses


def write_page(path: Path, scenario: Scenario, program: Program, findings: Findings) -> None:
    """Write the report; an older one is replaced only once the new one is whole."""
    text = page(scenario, program, findings)
    write_whole(path, lambda partial: partial.write_text(text, encoding="utf-8"))


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
        replayed=findings.replayed,
        likeliest=sorted(findings.outcomes.outcomes, key=lambda outcome: -outcome.probability.value)[:2],
        roads=sorted(roads, key=lambda road: -road[1]),
        statuses=STATUSES,
        numbers=[n for n in program.model.numbers if n.status != "plain"],
        shown=scenario.shown,
        odds_of=odds_of,
        carriers=lambda claim: carriers(scenario, claim),
        timeline=timeline(scenario, findings.replayed),
        version=__version__,
        digest=scenario.digest,
    )
