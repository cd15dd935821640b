"""`juncture ledger`: which of the stated numbers move the outcomes, and by how much?"""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from juncture.cli.options import Courses, Json, Overlays, ScenarioName, Seed, Threads


def ledger(
    scenario: ScenarioName,
    *,
    outcome: Annotated[str, Parameter(help="Ask of this outcome only.")] = "",
    courses: Courses = 20_000,
    seed: Seed = 1,
    threads: Threads = None,
    overlay: Overlays = (),
    json: Json = False,
) -> None:
    """Which of the stated numbers move the outcomes, by how much, and which way? Where does each stand?

    Numbers are listed that move an outcome by more than luck can show. Those that are not listed may move it a little:
    more courses show more of them.
    """
    from juncture.program.compile import read_scenario
    from juncture.program.lower import lower
    from juncture.report.terminal import counting, heading, print_json, working

    loaded, model = read_scenario(scenario, overlay)
    if outcome:
        from juncture.analysis.asked import check_names

        known = [name for name, _ in model.outcomes]
        check_names("--outcome", [outcome], known, f"expected an outcome: {', '.join(known)}")
    program = lower(model)
    with working("getting the kernel ready"):
        from juncture.analysis.ledger import enough
        from juncture.analysis.ledger import ledger as asked
        from juncture.courses.ensemble import simulate
        from juncture.kernel.run import run_courses
        from juncture.report.ledger import print_ledger

        run_courses(program, seed, 0, 2)
    with counting("simulating", courses) as progress:
        ensemble = simulate(loaded, program, courses, seed, threads, progress, keep_events=False)
    if not enough(ensemble):
        _too_few(ensemble.status_counts())
    with counting("asking what moves the outcomes", courses) as progress:
        found = asked(model, ensemble, progress)
    if json:
        print_json(found)
        return
    heading(f"{loaded.id}: what moves the outcomes? {courses:,} courses")
    print_ledger(loaded, model, found, outcome)


def _too_few(statuses: dict[str, int]) -> None:
    from juncture.analysis.sensitivity import FEWEST
    from juncture.language import Mark, Problem, ProblemsFound

    ended = "; ".join(f"{count} {sentence}" for sentence, count in statuses.items() if count)
    expected = f"expected at least {FEWEST} pairs of twins that run to their end"
    raise ProblemsFound(
        [Problem(Mark.typed("--courses"), f"courses: {ended}", expected, f"ask for more than {2 * FEWEST}")]
    )
