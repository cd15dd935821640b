"""Overlays that ship with a scenario: the files `overlays/NAME.yaml` in its folder, which `--overlay NAME` finds.

They are no part of the scenario: only files directly in its folder are.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from juncture.language import Mark, Problem, ProblemsFound, did_you_mean

OVERLAYS = "overlays"


def shipped_overlays(folder: Path) -> list[str]:
    """Names of the overlays that come with the scenario in a folder."""
    return sorted(file.stem for file in (folder / OVERLAYS).glob("*.yaml"))


def overlay_files(folder: Path, overlays: Iterable[str | Path]) -> list[Path]:
    """Return the file of each overlay; a name that ships with the scenario goes before a file called so.

    Raises
    ------
    ProblemsFound
        For each that is neither.
    """
    known = shipped_overlays(folder)
    files: list[Path] = []
    problems: list[Problem] = []
    for given in overlays:
        path = Path(given)
        if str(given) in known:
            files.append(folder / OVERLAYS / f"{given}.yaml")
        elif path.is_file():
            files.append(path)
        else:
            ships = f"one that ships with the scenario: {', '.join(known)}" if known else "this scenario ships none"
            expected = f"expected a YAML file, or {ships}" if known else f"expected a YAML file; {ships}"
            mark = Mark(str(given), 1, 1)
            problems.append(Problem(mark, "no such overlay", expected, did_you_mean(str(given), known)))
    if problems:
        raise ProblemsFound(problems)
    return files
