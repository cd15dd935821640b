"""Looking again whenever a file was saved, until Ctrl-C."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

#: How often it is asked whether files have changed and whether the folder is still there.
MILLISECONDS = 200


def again(folder: Path, files: Sequence[Path], look: Callable[[], object]) -> None:
    """Clear the screen and look, now and after each change of a YAML file in the folder or of one of the files.

    What is broken is printed and waited out, also a folder that is gone for a while. The first look comes once the
    watch has begun, so that no save is missed. Ends by KeyboardInterrupt only.
    """
    from watchfiles import watch

    named = {file.resolve() for file in files}

    def matters(_change: object, path: str) -> bool:
        file = Path(path).resolve()
        return file in named or (file.suffix == ".yaml" and file.is_relative_to(folder.resolve()))

    while True:
        roots = {path for path in (folder, *(file.parent for file in named)) if path.is_dir()}
        is_first = True
        for changes in watch(*roots, watch_filter=matters, rust_timeout=MILLISECONDS, yield_on_timeout=True):
            is_gone = not folder.is_dir()
            if changes or is_first or is_gone:
                _look(folder, look)
            is_first = False
            if is_gone:
                break
        while not folder.is_dir():
            time.sleep(MILLISECONDS / 1000)


def _look(folder: Path, look: Callable[[], object]) -> None:
    from juncture.language import ProblemsFound
    from juncture.report.problems import print_problems
    from juncture.report.terminal import console, said

    console.clear()
    try:
        look()
    except ProblemsFound as found:
        print_problems(found)
    now = time.strftime("%H:%M:%S")
    console.print(f"\n[faint]Checked at {now}. Watching {said(folder)}; Ctrl-C ends.[/faint]", soft_wrap=True)
