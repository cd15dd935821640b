"""`juncture new`: a scenario of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from juncture.cli.app import EXIT_INPUT

TEMPLATE = "club-quorum"


def new(folder: Annotated[Path, Parameter(help="Where to put it; the last part becomes its name.")]) -> int:
    """Begin a scenario: copy a small one that works, ready to be changed piece by piece into your own crisis."""
    import re
    import shlex
    import sys

    from juncture.report.terminal import console, said
    from juncture.scenario.load import folder_of

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        print(f"{folder}: exists and is not empty; expected a new folder; choose another name", file=sys.stderr)
        return EXIT_INPUT
    name = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-") or "my-crisis"
    name = name if name[0].isalpha() else f"crisis-{name}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in sorted(folder_of(TEMPLATE).glob("*.yaml")):
            text = file.read_text(encoding="utf-8").replace(f"id: {TEMPLATE}", f"id: {name}")
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    except OSError as error:
        print(f"{folder}: cannot be written ({error.strerror}); expected a folder of yours", file=sys.stderr)
        return EXIT_INPUT
    console.print(f"Wrote {said(folder / f'{name}.yaml')}", soft_wrap=True)
    console.print("Next, each takes seconds:")
    for command, why in (
        ("check", "every mistake with file, line and column"),
        ("replay", "does the record replay?"),
        ("simulate", "how could it have ended?"),
    ):
        console.print(f"  juncture {command} {said(shlex.quote(str(folder)))}   [faint]{why}[/faint]", soft_wrap=True)
    return 0
