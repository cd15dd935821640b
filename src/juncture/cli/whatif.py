"""`juncture whatif`: what if, with the luck that history revealed?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from juncture.cli.options import Courses, Json, Overlays, ScenarioName, Seed, Threads

ChangeWords = Annotated[
    str,
    Parameter(help="'prevent ACT', 'do ACT with result NAME=NUMBER', 'set SLOT = NUMBER', 'delay ACT by 3 days'."),
]


def whatif(
    scenario: ScenarioName,
    *change: ChangeWords,
    at: Annotated[
        str | None, Parameter(help="Date of the changes; for recorded acts just before they happened.")
    ] = None,
    file: Annotated[
        Path | None, Parameter(help="A YAML file with a question and what is expected, or the name of one that ships.")
    ] = None,
    overlay: Overlays = (),
    against: Annotated[tuple[Path, ...], Parameter(help="Without changes: compare --overlay with this overlay.")] = (),
    courses: Courses = 10_000,
    seed: Seed = 1,
    threads: Threads = None,
    weigh: Annotated[bool, Parameter(help="Weight courses by the likelihood of the record.", negative="")] = False,
    json: Json = False,
) -> None:
    """Change something and compare, course by course, with the luck of history and with fresh luck.

    Without changes, --overlay compares the changed scenario with the one that is not (or with --against), with common
    luck. A day as a date means its beginning.
    """
    from juncture.program.compile import read_scenario
    from juncture.report.terminal import console, counting, heading, print_json, said

    _check_use(change, file, at, overlay, against, weigh)
    if not change and file is None:
        _compare(scenario, overlay, against, courses, seed, threads, json)
        return
    loaded, model = read_scenario(scenario, overlay)
    from juncture.analysis.asking import Written, divided, read_changes
    from juncture.analysis.questions import judged, read_question
    from juncture.analysis.whatif import what_if
    from juncture.language import Mark
    from juncture.report.whatif import print_what_if, shown

    question = read_question(file, loaded) if file else None
    date = Written(at, Mark.typed("--at")) if at else question.at if question else None
    changes = read_changes(loaded, model, question.changes if question else divided(change), date)
    with counting("asking what if", 2 * courses) as progress:
        found = what_if(loaded, model, changes, courses, seed, weighed=weigh, threads=threads, progress=progress)
    expected = [judged(loaded, one, found) for one in question.form.expected] if question else []
    if json:
        print_json({"question": question.form.question if question else "", "found": found, "expected": expected})
        return
    heading("What if")
    if question:
        console.print(f"[bold]{said(question.form.question)}[/bold]")
    for each in changes:
        since = shown(loaded, each.instant) + (f", done {shown(loaded, each.later)}" if each.later else "")
        console.print(f"[name]{said(each.text)}[/name] [faint]({since})[/faint]")
    console.print()
    print_what_if(loaded, found, expected)


def _compare(
    scenario: str,
    overlay: tuple[Path, ...],
    against: tuple[Path, ...],
    courses: int,
    seed: int,
    threads: int | None,
    json: bool,
) -> None:
    from juncture.analysis.whatif import compare
    from juncture.program.compile import read_scenario
    from juncture.program.lower import lower
    from juncture.report.terminal import console, counting, heading, print_json, said
    from juncture.report.whatif import print_what_if

    (one, first), (other, second) = read_scenario(scenario, against), read_scenario(scenario, overlay)
    with counting("comparing", courses) as progress:
        found = compare((one, lower(first)), (other, lower(second)), courses, seed, threads=threads, progress=progress)
    if json:
        print_json({"question": "", "found": found, "expected": []})
        return
    heading(f"{other.form.title}: {', '.join(path.stem for path in overlay)}")
    names = ", ".join(path.stem for path in against) or "the scenario as it is"
    console.print(f"[faint]without: {said(names)}; with: {said(', '.join(path.stem for path in overlay))}[/faint]\n")
    print_what_if(other, found)


def _check_use(
    change: tuple[str, ...],
    file: Path | None,
    at: str | None,
    overlay: tuple[Path, ...],
    against: tuple[Path, ...],
    weigh: bool,
) -> None:
    """Say what is missing or goes together badly, before anything is read."""
    from juncture.language import Mark, Problem, ProblemsFound

    is_compared = not change and file is None
    wrong = ""
    if is_compared and not overlay:
        wrong = "no change"
    elif change and file:
        wrong = "changes and --file"
    elif not is_compared and against:
        wrong = "changes and --against"
    elif is_compared and (at or weigh):
        wrong = "--at or --weigh without a change"
    if wrong:
        expected = "expected changes such as 'prevent ACT', or --file, or --overlay alone (with --against if you like)"
        raise ProblemsFound([Problem(Mark.typed("juncture whatif"), wrong, expected)])
