"""From a scenario to a program: trace what it says into expressions, lower these to code."""

from __future__ import annotations

from juncture.program.lower import lower
from juncture.program.program import Program
from juncture.program.trace import trace
from juncture.scenario.scenario import Scenario


def compile_scenario(scenario: Scenario) -> Program:
    """Compile a scenario; `program.model` keeps it as expressions.

    Raises
    ------
    ProblemsFound
        With everything wrong in verbs, expressions, effects, windows and the record.
    """
    return lower(trace(scenario))
