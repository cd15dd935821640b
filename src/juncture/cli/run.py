"""`juncture run`: the main path, from plain data to an answer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from juncture.cli.options import Courses, Json, Overlays, ScenarioName, Seed, Threads


def run(
    scenario: ScenarioName,
    *,
    courses: Courses = 20_000,
    seed: Seed = 1,
    threads: Threads = None,
    overlay: Overlays = (),
    report: Annotated[Path, Parameter(help="Where to write the report.")] = Path("report.html"),
    json: Json = False,
) -> None:
    """Read the sources' claims, replay the record, simulate other courses, print the outcomes, write a report."""
    from juncture.analysis.coverage import coverage
    from juncture.analysis.numbers import number_statuses
    from juncture.courses.files import check_place
    from juncture.program.compile import read_scenario
    from juncture.program.lower import lower
    from juncture.report.documents import print_documents
    from juncture.report.ended import print_outcomes, print_roads, ranks_in_words
    from juncture.report.opening import print_opening
    from juncture.report.replayed import print_replay
    from juncture.report.terminal import console, counting, heading, print_json, working

    check_place(report)
    loaded, model = read_scenario(scenario, overlay)
    program = lower(model)
    documents, numbers = coverage(loaded, model), number_statuses(loaded, model)
    if not json:
        print_opening(loaded, numbers)
        heading("1. What the sources say, and what carries it in the model")
        print_documents(loaded, documents, kinds=("event",))
        heading("2. The record, replayed")
    with working("getting the kernel ready (the first time it is compiled: about 20 seconds)"):
        from juncture.analysis.outcomes import outcomes
        from juncture.analysis.ranks import FEWEST, outcome_ranks
        from juncture.analysis.replay import replay
        from juncture.courses.ensemble import simulate

        replayed = replay(loaded, program, min(1000, courses), seed)
    if not json:
        print_replay(loaded, replayed)
    with counting("simulating", courses) as progress:
        ensemble = simulate(loaded, program, courses, seed, threads=threads, progress=progress)
    ended = outcomes(loaded, ensemble)
    ranks = None
    if courses >= FEWEST:
        with counting("asking whether the ranking holds", courses) as progress:
            ranks = outcome_ranks(program, courses, seed, threads, progress, ended.chances)
    from juncture.report.page import Findings, write_page

    findings = Findings(documents, replayed, ended, ranks, numbers)
    if json:
        print_json(findings)
    else:
        heading(f"3. How it could have ended: {courses:,} simulated courses")
        print_outcomes(loaded, ended, ranks)
        if ranks is None:
            console.print(f"[faint]{ranks_in_words(loaded, ranks)}[/faint]")
        print_roads(loaded, ended)
    write_page(report, loaded, program, findings)
    if not json:
        console.print(f"\nThe whole report, with every number and its reason: [name]{report}[/name]", soft_wrap=True)
