"""`juncture run`: the main path, from plain data to an answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from juncture.cli.options import Courses, Json, Overlays, ScenarioName, Seed, Threads

if TYPE_CHECKING:
    from juncture.analysis.outcomes import Outcomes
    from juncture.analysis.ranks import OutcomeRanks
    from juncture.courses.ensemble import Ensemble
    from juncture.program.program import Program
    from juncture.report.page.section import Findings
    from juncture.scenario.scenario import Scenario


def run(
    scenario: ScenarioName,
    *,
    courses: Courses = 20_000,
    seed: Seed = 1,
    threads: Threads = None,
    overlay: Overlays = (),
    sources: Annotated[
        Path | None, Parameter(help="Folder with the texts: the report shows the sources' own sentences.")
    ] = None,
    report: Annotated[Path, Parameter(help="Where to write the report.")] = Path("report.html"),
    quick: Annotated[
        bool, Parameter(help="The record and the outcomes alone: no openness, what-ifs or claims.", negative="")
    ] = False,
    json: Json = False,
) -> None:
    """Read the sources' claims, replay the record, simulate other courses, ask what turned them, write a report.

    All sizes follow from `--courses`: fewer are quicker, and every interval is wider.
    """
    from juncture.analysis.coverage import coverage
    from juncture.analysis.numbers import number_statuses
    from juncture.courses.files import check_place
    from juncture.program.compile import read_scenario
    from juncture.program.lower import lower
    from juncture.report.documents import print_documents
    from juncture.report.opening import print_opening
    from juncture.report.terminal import counting, heading, print_json, working
    from juncture.sources import read_archive

    check_place(report)
    loaded, model = read_scenario(scenario, overlay)
    program = lower(model)
    given = loaded, model, program, read_archive(loaded.form.sources, sources)
    documents, numbers = coverage(loaded, model), number_statuses(loaded, model)
    if not json:
        print_opening(loaded, numbers)
        heading("1. What the sources say, and what carries it in the model")
        print_documents(loaded, documents, most=EXAMPLES)
        heading("2. The record, replayed")
    with working("getting the kernel ready (the first time it is compiled: about 20 seconds)"):
        from juncture.analysis.questions import shipped_questions
        from juncture.analysis.replay import replay
        from juncture.api.further import further
        from juncture.report.page.section import Findings
        from juncture.report.page.whole import write_page
        from juncture.report.replayed import print_in_short

        asked = () if quick else shipped_questions(loaded, model, those_that_fit=bool(overlay))
        replayed = replay(loaded, program, min(1000, courses), seed)
    if not json:
        print_in_short(loaded, replayed)
    findings = Findings(*given, documents, numbers, replayed, *_simulated(loaded, program, courses, seed, threads))
    if not json:
        _print_ended(findings)
    if not quick:
        findings = further(findings, asked, threads, counting)
    write_page(report, findings)
    if json:
        print_json({name: getattr(findings, name) for name in PRINTED})
    else:
        _print_further(findings, report)


#: Claims of a document that are told on screen.
EXAMPLES = 4
#: What of the findings `--json` prints; the scenario itself, its texts and its courses have files of their own.
PRINTED = ("documents", "numbers", "replayed", "outcomes", "ranks", "opened", "answers", "claims", "ledger")


def _simulated(
    scenario: Scenario, program: Program, courses: int, seed: int, threads: int | None
) -> tuple[Ensemble, Outcomes, OutcomeRanks | None]:
    """Simulate, and ask how it ended and, of enough courses, whether the ranking holds."""
    from juncture.analysis.outcomes import outcomes
    from juncture.analysis.ranks import FEWEST, outcome_ranks
    from juncture.courses.ensemble import simulate
    from juncture.report.terminal import counting

    with counting("simulating", courses) as progress:
        ensemble = simulate(scenario, program, courses, seed, threads=threads, progress=progress)
    ended = outcomes(scenario, ensemble)
    if courses < FEWEST:
        return ensemble, ended, None
    with counting("asking whether the ranking holds", courses) as progress:
        return ensemble, ended, outcome_ranks(program, courses, seed, threads, progress, ended.chances)


def _print_ended(findings: Findings) -> None:
    from juncture.report.ended import print_outcomes, print_roads, ranks_in_words
    from juncture.report.terminal import console, heading

    scenario, ended = findings.scenario, findings.outcomes
    heading(f"3. How it could have ended: {ended.courses:,} simulated courses")
    print_outcomes(scenario, ended, findings.ranks)
    if findings.ranks is None:
        console.print(f"[faint]{ranks_in_words(scenario, None)}[/faint]")
    print_roads(scenario, ended)


def _print_further(findings: Findings, report: Path) -> None:
    from juncture.report.further import print_further
    from juncture.report.terminal import console, said

    print_further(findings)
    console.print(f"\nAll of it, with every number and its reason: [name]{said(report)}[/name]", soft_wrap=True)
