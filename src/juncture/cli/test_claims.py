"""`juncture test-claims`: are the causal claims of the sources borne out?"""

# ruff: noqa: PT028 - a command whose name begins with 'test' is no test

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from juncture.cli.options import Courses, Json, Overlays, ScenarioName, Seed, Threads

Points = Annotated[
    float, Parameter(help="Smallest difference of a chance that matters, in points.", validator=Number(gt=0, lte=100))
]
Spread = Annotated[
    float,
    Parameter(help="The same of days and values, in standard deviations between courses.", validator=Number(gt=0)),
]


def test_claims(
    scenario: ScenarioName,
    *,
    only: Annotated[tuple[str, ...], Parameter(help="Names of hypotheses; all if not given.")] = (),
    courses: Courses = 4000,
    seed: Seed = 1,
    points: Points = 5.0,
    spread: Spread = 0.2,
    words: Annotated[bool, Parameter(help="Tell each claim in sentences instead of a table.", negative="")] = False,
    sources: Annotated[
        Path | None, Parameter(help="Folder with the texts: the passages are shown, on screen only.")
    ] = None,
    threads: Threads = None,
    overlay: Overlays = (),
    json: Json = False,
) -> None:
    """Cut the claimed cause of each hypothesis out, and compare its claimed effect, course by course, with common luck.

    A claim is supported, contradicted, or indifferent; undecided where the interval reaches across the smallest size
    that matters; and built in where the program reads the effect directly from the cause: then it is an assumption.
    """
    from juncture.program.compile import read_scenario
    from juncture.report.terminal import console, counted, counting, heading, print_json, working
    from juncture.sources import read_archive

    loaded, model = read_scenario(scenario, overlay)
    texts = read_archive(loaded.form.sources, sources)
    with working("getting the kernel ready"):
        from juncture.analysis.hypotheses import hypotheses
        from juncture.analysis.sizes import Matters

    with counting("testing claims", 1) as progress:
        found = hypotheses(
            loaded,
            model,
            courses,
            seed,
            only=only,
            matters=Matters(points / 100, spread),
            threads=threads,
            progress=progress,
        )
    if json:
        print_json(found)
        return
    from juncture.report.hypotheses import print_hypotheses

    heading(f"{loaded.form.title}: {counted(len(found.tested), 'claim')} under test")
    if not found.tested:
        console.print("This scenario has no hypotheses.")
        return
    print_hypotheses(loaded, found, texts, words=words)
