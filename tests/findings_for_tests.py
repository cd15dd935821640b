"""All that a page is made from, for a few courses of any scenario."""

from __future__ import annotations

from pathlib import Path

from juncture.analysis.coverage import coverage
from juncture.analysis.ledger import enough, ledger
from juncture.analysis.numbers import number_statuses
from juncture.analysis.outcomes import outcomes
from juncture.analysis.replay import replay
from juncture.courses.ensemble import simulate
from juncture.program.compile import read_scenario
from juncture.program.lower import lower
from juncture.report.page.section import Findings
from juncture.sources import read_archive


def findings_of(name: str | Path, courses: int = 200, sources: Path | None = None) -> Findings:
    """Read, replay and simulate a scenario, and make its ledger."""
    scenario, model = read_scenario(name)
    program = lower(model)
    ensemble = simulate(scenario, program, courses, 1)
    return Findings(
        scenario,
        model,
        program,
        read_archive(scenario.form.sources, sources),
        coverage(scenario, model),
        number_statuses(scenario, model),
        replay(scenario, program, 20, 1),
        ensemble,
        outcomes(scenario, ensemble),
        ledger=ledger(model, ensemble) if enough(ensemble) else None,
    )
