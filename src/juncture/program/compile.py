"""From a scenario to a program: trace what it says into expressions, lower these to code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from juncture.language import ProblemsFound
from juncture.program.model import Model
from juncture.program.trace import trace
from juncture.scenario.load import BrokenScenario, load
from juncture.scenario.rest import news
from juncture.scenario.scenario import Scenario

if TYPE_CHECKING:
    from juncture.program.program import Program


def compile_scenario(scenario: Scenario) -> Program:
    """Compile a scenario; `program.model` keeps it as expressions.

    Raises
    ------
    ProblemsFound
        With everything wrong in verbs, expressions, effects, windows and the record.
    """
    from juncture.program.lower import lower  # numpy: not for those who only check

    return lower(trace(scenario))


def read_scenario(name: str | Path, overlays: Sequence[str | Path] = ()) -> tuple[Scenario, Model]:
    """Load and trace a scenario.

    Raises
    ------
    ProblemsFound
        With the mistakes of both: where some entries are wrong in form, the others are traced all the same, so that
        an author is told everything in one go.
    """
    try:
        scenario = load(name, overlays)
    except BrokenScenario as found:
        if found.rest is not None:
            try:
                trace(found.rest)
            except ProblemsFound as more:
                raise ProblemsFound([*found.problems, *news(more.problems, found.dropped)]) from None
        raise
    return scenario, trace(scenario)
