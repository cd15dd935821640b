"""`juncture export`: tables and figures for other programs and for papers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from juncture.cli.options import Courses, Overlays, ScenarioName, Seed, Threads


def export(
    scenario: ScenarioName,
    *,
    out: Annotated[Path, Parameter(help="Folder for the files; made if it is not there.")],
    courses: Courses = 2000,
    seed: Seed = 1,
    threads: Threads = None,
    overlay: Overlays = (),
) -> None:
    """Write events, courses, outcomes, replay, claims, sources and hypotheses as CSV and Parquet, figures as SVG and PDF.

    Excel, R, Stata and Python read the tables, reference managers `sources.bib`; `codebook.csv` says what each column
    means. Each file is written whole or not at all, and one of the same name is replaced; `about.json` names scenario,
    seed and version.
    """
    from juncture.analysis.coverage import coverage
    from juncture.courses.files import make_folder
    from juncture.program.compile import read_scenario
    from juncture.program.lower import lower
    from juncture.report.terminal import console, counting, said, working

    loaded, model = read_scenario(scenario, overlay)
    make_folder(out)
    program = lower(model)
    with working("getting the kernel ready"):
        from juncture.analysis.hypotheses import hypotheses
        from juncture.analysis.outcomes import outcomes
        from juncture.analysis.ranks import FEWEST, outcome_ranks
        from juncture.analysis.replay import replay
        from juncture.courses.ensemble import simulate

        replayed = replay(loaded, program, min(1000, courses), seed)
    with counting("simulating", courses) as progress:
        ensemble = simulate(loaded, program, courses, seed, threads=threads, progress=progress)
    ended, ranks = outcomes(loaded, ensemble), None
    if courses >= FEWEST:
        with counting("asking whether the ranking holds", courses) as progress:
            ranks = outcome_ranks(program, courses, seed, threads, progress, ended.chances)
    from juncture.report.exported import Exported, write_all

    with counting("testing claims", 1) as progress:
        tested = hypotheses(loaded, model, courses, seed, threads=threads, progress=progress)
    names = tuple(path.stem for path in overlay)
    found = Exported(loaded, ensemble, ended, ranks, replayed, coverage(loaded, model), tested, names)
    with working(f"writing into {out}"):
        files = list(write_all(out, found))
    for file in files:
        console.print(f"{file.stat().st_size:>12,} bytes  {said(file)}", soft_wrap=True)
