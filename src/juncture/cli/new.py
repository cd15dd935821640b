"""`juncture new`: a scenario of one's own, from a template or from a chronicle."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from juncture.cli.app import EXIT_INPUT

TEMPLATE = "club-quorum"
SCHEMA = "schema.json"

Chronicle = Annotated[
    Path | None,
    Parameter(name="--from", help="A spreadsheet of dated events, saved as CSV: columns date, event, who, source ..."),
]


def new(
    folder: Annotated[Path, Parameter(help="Where to put it; the last part becomes its name.")],
    *,
    chronicle: Chronicle = None,
    calendar: Annotated[str, Parameter(help="Of the dates in --from: also 'julian until 1918-01-31'.")] = "gregorian",
) -> int:
    """Begin a scenario: copy a small one that works, or let a spreadsheet of dated events become a first draft.

    With --from, every mistake in any row is printed with its line and column, and nothing is written until all are
    mended. The draft can be checked and run at once; comments in its files say how to go on.
    """
    import sys

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        print(f"{folder}: exists and is not empty; expected a new folder; choose another name", file=sys.stderr)
        return EXIT_INPUT
    if (name := _hidden_by(folder)) is not None:
        said = f"'{name}' ships with Juncture; a folder of that name would hide it"
        print(f"{folder}: {said}; choose another name", file=sys.stderr)
        return EXIT_INPUT
    notes: list[str] = []
    files = _for_editors(_copied(folder) if chronicle is None else _drafted(folder, chronicle, calendar, notes))
    try:
        _write(folder, files)
    except OSError as error:
        print(f"{folder}: cannot be written ({error.strerror}); expected a folder of yours", file=sys.stderr)
        return EXIT_INPUT
    _print_next(folder, files, notes)
    return 0


def _for_editors(files: dict[str, str]) -> dict[str, str]:
    """Put the language's schema beside the files, and name it in each, so that editors complete and mark mistakes."""
    import json

    from juncture.verbs.json_schema import json_schema

    named = {name: f"# yaml-language-server: $schema={SCHEMA}\n{text}" for name, text in files.items()}
    return named | {SCHEMA: json.dumps(json_schema(), indent=2) + "\n"}


def _hidden_by(folder: Path) -> str | None:
    """The shipped scenario that could not be named any more beside such a folder."""
    from juncture.scenario.load import shipped

    name = folder.resolve().name.replace("_", "-")
    return name if name in shipped() else None


def _name_of(folder: Path) -> str:
    from juncture.scenario.naming import short_name

    return short_name(folder.resolve().name, "my-crisis")


def _copied(folder: Path) -> dict[str, str]:
    from juncture.scenario.load import folder_of

    name = _name_of(folder)
    texts = [file.read_text(encoding="utf-8") for file in sorted(folder_of(TEMPLATE).glob("*.yaml"))]
    return {f"{name}.yaml": "".join(texts).replace(f"id: {TEMPLATE}", f"id: {name}")}


def _drafted(folder: Path, chronicle: Path, calendar: str, notes: list[str]) -> dict[str, str]:
    """Draft the files from a chronicle, and make sure that they can be used before they are written."""
    from juncture.calendar import Calendar, CalendarError
    from juncture.language import Mark, Problem, ProblemsFound
    from juncture.program.trace import trace
    from juncture.scenario.draft import draft
    from juncture.scenario.load import from_tree
    from juncture.scenario.spreadsheet import read_rows
    from juncture.scenario.tree import merge_trees, read_tree

    try:
        raw, dates = chronicle.read_bytes(), Calendar.parse(calendar)
    except OSError as error:
        found, expected = f"cannot be read ({error.strerror})", "expected a spreadsheet (CSV), which --from takes"
        advice = "look at its name; without --from, a small example is copied"
        raise ProblemsFound([Problem(Mark.typed(str(chronicle)), found, expected, advice)]) from None
    except CalendarError as error:
        raise ProblemsFound([Problem(Mark.typed("--calendar"), error.found, error.expected, error.advice)]) from None
    found_rows = read_rows(raw, str(chronicle), dates)
    if found_rows.ignored:
        notes.append(f"Columns that were left alone: {', '.join(found_rows.ignored)}.")
    name = _name_of(folder)
    files = draft(name, folder.resolve().name.replace("_", " "), dates, found_rows.rows)
    trace(from_tree(merge_trees([read_tree(text, str(folder / file)) for file, text in files.items()])))
    return files


def _write(folder: Path, files: dict[str, str]) -> None:
    """Write all files or, where one cannot be written, none."""
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError:
        for name in files:
            (folder / name).unlink(missing_ok=True)
        if is_new:
            folder.rmdir()
        raise


def _print_next(folder: Path, files: dict[str, str], notes: list[str]) -> None:
    import shlex

    from juncture.report.terminal import console, said

    for name in files:
        console.print(f"Wrote {said(folder / name)}", soft_wrap=True)
    for note in notes:
        console.print(f"[odd]{said(note)}[/odd]", soft_wrap=True)
    console.print("Next, each takes seconds:")
    for command, why in (
        ("check", "every mistake with file, line and column"),
        ("replay", "does the record replay?"),
        ("run", "how could it have ended? Also writes a report"),
    ):
        console.print(f"  juncture {command} {said(shlex.quote(str(folder)))}   [faint]{why}[/faint]", soft_wrap=True)
