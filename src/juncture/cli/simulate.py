"""`juncture simulate`: how could it have ended?"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from juncture.cli.options import Courses, Json, Overlays, ScenarioName, Seed, Threads


def simulate(
    scenario: ScenarioName,
    *,
    courses: Courses = 20_000,
    seed: Seed = 1,
    threads: Threads = None,
    out: Annotated[Path | None, Parameter(help="Save all courses as one Parquet file.")] = None,
    acts: Annotated[bool, Parameter(help="Also print how often each act happens.", negative="")] = False,
    overlay: Overlays = (),
    json: Json = False,
) -> None:
    """Simulate courses with fresh luck and print the outcomes with their intervals.

    The same scenario and seed give the same courses and the same file, whatever the threads or the machine. The file
    is written whole or not at all, and carries checksums, the scenario's digest, the seed and the version.
    """
    from juncture.courses.files import check_place
    from juncture.program.compile import read_scenario
    from juncture.program.lower import lower
    from juncture.report.ended import print_acts, print_outcomes
    from juncture.report.terminal import console, counting, heading, print_json, working

    if out is not None:
        check_place(out)
    loaded, model = read_scenario(scenario, overlay)
    program = lower(model)
    with working("getting the kernel ready"):
        from juncture.analysis.outcomes import outcomes
        from juncture.courses.ensemble import simulate as simulated
        from juncture.kernel.run import run_courses

        run_courses(program, seed, 0, 1)
    begun = time.perf_counter()
    with counting("simulating", courses) as progress:
        ensemble = simulated(loaded, program, courses, seed, threads=threads, progress=progress)
    took = time.perf_counter() - begun
    found = outcomes(loaded, ensemble)
    if json:
        print_json(found)
    else:
        heading(f"{loaded.form.title}: {courses:,} simulated courses")
        print_outcomes(loaded, found)
        console.print(f"[faint]{took:.1f} s, {courses / took:,.0f} courses a second.[/faint]")
        if acts:
            heading("How often each act happens")
            print_acts(loaded, found)
    if out is not None:
        from juncture.courses.save import save

        with working(f"writing {out}"):
            save(ensemble, out)
        if not json:
            console.print(f"All courses: [name]{out}[/name]", soft_wrap=True)
