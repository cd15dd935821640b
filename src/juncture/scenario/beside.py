"""Files that travel with a scenario and are no part of it: overlays, and questions with what is expected of them.

`overlays/NAME.yaml` and `whatif/NAME.yaml` in its folder are found by NAME; only files directly in the folder are the
scenario itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from juncture.language import Mark, Problem, ProblemsFound, did_you_mean

OVERLAYS, QUESTIONS = "overlays", "whatif"
_CALLED = {OVERLAYS: "overlay", QUESTIONS: "question"}


def names_beside(folder: Path | None, kind: str) -> list[str]:
    """Names of the overlays, or of the questions, that come with the scenario in a folder."""
    return sorted(file.stem for file in (folder / kind).glob("*.yaml")) if folder else []


def files_beside(folder: Path | None, kind: str, given: Iterable[str | Path]) -> list[Path]:
    """Return the file of each; a name that ships with the scenario goes before a file called so.

    Raises
    ------
    ProblemsFound
        For each that is neither.
    """
    known = names_beside(folder, kind)
    files: list[Path] = []
    problems: list[Problem] = []
    for name in given:
        path = Path(name)
        if folder and str(name) in known:
            files.append(folder / kind / f"{name}.yaml")
        elif path.is_file():
            files.append(path)
        else:
            ships = f"one that ships with the scenario: {', '.join(known)}" if known else "this scenario ships none"
            expected = f"expected a YAML file, or {ships}" if known else f"expected a YAML file; {ships}"
            mark = Mark.typed(str(name))
            problems.append(Problem(mark, f"no such {_CALLED[kind]}", expected, did_you_mean(str(name), known)))
    if problems:
        raise ProblemsFound(problems)
    return files
