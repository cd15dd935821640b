"""`juncture course`: one course as a story."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from juncture.cli.options import Json, Overlays, ScenarioName, Seed

CourseNumber = Annotated[int, Parameter(help="Which course; counted from 0.", validator=Number(gte=0, lt=1 << 62))]


def course(
    scenario: ScenarioName,
    *,
    number: CourseNumber = 0,
    seed: Seed = 1,
    all: Annotated[bool, Parameter(help="Leave nothing out: hours, doers, the record's dates.", negative="")] = False,
    overlay: Overlays = (),
    json: Json = False,
) -> None:
    """Tell one course as a story. Any course of any ensemble can be told from its seed and number alone."""
    from juncture.program.compile import read_scenario
    from juncture.program.lower import lower
    from juncture.report.story import print_story, print_whole
    from juncture.report.terminal import print_json, working

    loaded, model = read_scenario(scenario, overlay)
    program = lower(model)
    with working("running the course"):
        from juncture.courses.chronicle import chronicle

        told = chronicle(loaded, program, seed, number)
    if json:
        print_json(told)
    elif all:
        print_whole(told)
    else:
        print_story(told)
