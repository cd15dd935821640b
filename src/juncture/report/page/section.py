"""What a section of the page is made from, and how: findings in, a title and HTML out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from juncture.analysis.coverage import Coverage
from juncture.analysis.gauges import Gauges
from juncture.analysis.hypotheses import Hypotheses
from juncture.analysis.ledger import Ledger
from juncture.analysis.numbers import NumberStatuses
from juncture.analysis.outcomes import Outcomes
from juncture.analysis.questions import Judged, QuestionForm
from juncture.analysis.ranks import OutcomeRanks
from juncture.analysis.replay import Replayed
from juncture.analysis.sittings import Sitting
from juncture.analysis.whatif import WhatIf
from juncture.courses.ensemble import Ensemble
from juncture.program.model import Model
from juncture.program.program import Program
from juncture.report.openness import Found
from juncture.report.terminal import percent
from juncture.scenario.scenario import Scenario
from juncture.sources import Text


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that ships with the scenario, what was found, and that beside what was expected."""

    name: str
    question: QuestionForm
    found: WhatIf
    expected: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """All that the page tells. What was not asked is None or empty, and its section is left out."""

    scenario: Scenario
    model: Model
    program: Program
    texts: Mapping[str, Text]
    documents: Coverage
    numbers: NumberStatuses
    replayed: Replayed
    ensemble: Ensemble
    outcomes: Outcomes
    ranks: OutcomeRanks | None = None
    opened: Found | None = None
    answers: tuple[Answered, ...] = ()
    claims: Hypotheses | None = None
    sittings: tuple[Sitting, ...] = ()
    gauges: Gauges | None = None
    ledger: Ledger | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One section: where links to it lead, its title, its HTML."""

    anchor: str
    title: str
    body: Markup


def rendered(template: str, findings: Findings, **values: object) -> Markup:
    """Fill a template of this folder; all text is escaped."""
    scenario = findings.scenario
    told = {"scenario": scenario, "form": scenario.form, "shown": scenario.shown, "findings": findings}
    return Markup(environment().get_template(template).render(told | values))


@cache
def environment() -> Environment:
    """The templates of this folder. A name that a template misspells is an error, not an empty place."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters["percent"] = percent
    return made
