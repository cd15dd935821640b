"""`juncture openness`: when was the outcome still open, and what turned it?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from juncture.cli.options import Courses, Json, Overlays, ScenarioName, Seed, Threads

if TYPE_CHECKING:
    from juncture.program.program import Program
    from juncture.report.openness import Found
    from juncture.scenario.scenario import Scenario


def openness(
    scenario: ScenarioName,
    *,
    dates: Annotated[int, Parameter(help="How many evenly spread dates.", validator=Number(gte=2, lte=10_000))] = 100,
    since: Annotated[
        str | None, Parameter(name="--from", help="Only from this date of the record on; a day from its beginning.")
    ] = None,
    until: Annotated[str | None, Parameter(help="Only until this date of the record; a day until its end.")] = None,
    courses: Courses = 1000,
    seed: Seed = 1,
    above: Annotated[float, Parameter(help="Call it open above this openness.", validator=Number(gte=0, lt=1))] = 0.5,
    of: Annotated[
        tuple[str, ...], Parameter(help="Ask of these outcomes only: does a course end in one of them, or in another?")
    ] = (),
    turns: Annotated[bool, Parameter(help="Also ask what each recorded event turned.")] = True,
    near_misses: Annotated[bool, Parameter(help="Also ask what nearly happened.")] = True,
    figure: Annotated[Path | None, Parameter(help="Draw the curve into this SVG file.")] = None,
    threads: Threads = None,
    overlay: Overlays = (),
    json: Json = False,
) -> None:
    """When was the outcome still open? Courses part from the record at each date; do twins end alike?

    Also: which events turned it and by how much, what hung on them, and which acts nearly happened. `--courses` are
    those of each date; twice as many make intervals narrower by a third.
    """
    from juncture.analysis.asked import TOGETHER, asked
    from juncture.analysis.stretch import read_stretch
    from juncture.courses.files import check_place
    from juncture.program.compile import read_scenario
    from juncture.program.lower import lower
    from juncture.report.openness import print_openness
    from juncture.report.terminal import console, counting, heading, print_json, said, working

    if figure is not None:
        check_place(figure)
    loaded, model = read_scenario(scenario, overlay)
    program = lower(asked(model, of) if of else model)
    stretch = read_stretch(loaded, since, until, ("--from", "--until"))
    with working("getting the kernel ready"):
        from juncture.api.opened import opened
        from juncture.kernel.run import run_courses

        run_courses(program, seed, 0, 2)
    asking = {"turns": turns, "near_misses": near_misses, "stretch": stretch}
    found = opened(program, courses, seed, dates, above, **asking, threads=threads, stage=counting)
    if figure is not None:
        _draw(figure, loaded, program, found, seed)
    if json:
        print_json(found)
        return
    heading(f"{loaded.id}: when was the outcome open?")
    if len(of) > 1:
        console.print(f"[name]{TOGETHER}[/name]: {said(', '.join(of))}")
    print_openness(loaded, found)
    if figure is not None:
        console.print(f"\nThe curve as a figure: [name]{said(figure)}[/name]", soft_wrap=True)


def _draw(figure: Path, scenario: Scenario, program: Program, found: Found, seed: int) -> None:
    from juncture.analysis.replay import replay
    from juncture.courses.files import write_whole
    from juncture.report.curve import curve_figure
    from juncture.report.figures import standalone

    drawn = standalone(curve_figure(scenario, found.openness, found.turns, replay(scenario, program, seed=seed)))
    write_whole(figure, lambda partial: partial.write_text(drawn, encoding="utf-8"))
