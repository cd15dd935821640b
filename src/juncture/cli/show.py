"""`juncture show`: what a scenario holds."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

from juncture.cli.options import Json, Overlays, ScenarioName

What = Literal["acts", "numbers", "slots", "program", "claims"]


def show(
    scenario: ScenarioName,
    what: Annotated[What, Parameter(help="Which part.")] = "acts",
    *,
    overlay: Overlays = (),
    json: Json = False,
) -> None:
    """Show the acts, the numbers with their sources, the slots, the claims with what carries them, or the program."""
    from juncture.program.compile import read_scenario
    from juncture.program.lower import lower
    from juncture.report.shown import finding, print_shown
    from juncture.report.terminal import print_json

    loaded, model = read_scenario(scenario, overlay)
    program = lower(model)
    if json:
        print_json(finding(loaded, program, what))
    else:
        print_shown(loaded, program, what)
