"""The tutorial does what it says: its files are written, its commands run and print what it shows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from juncture.cli import main

PAGE = Path(__file__).parent.parent / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```(\w+) ?(.*?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def merged(old: str, change: str) -> str:
    """Do what a reader does: put each entry of `change` where the file has one of its name, else where its kind stands.

    Entries of a mapping at the margin are replaced or added one by one; anything else at the margin as a whole.
    """
    for part in re.split(r"^(?=\w)", change, flags=re.MULTILINE)[1:]:
        key = part.split(":")[0]
        place = re.search(rf"^{key}:.*\n(?: .*\n|\n)*", old, re.MULTILINE)
        if place is None or key in ("title", "summary", "end", "outcomes"):
            old = old[: place.start()] + part + old[place.end() :] if place else f"{old}\n{part}"
            continue
        for entry in re.split(r"^(?=  \w)", part, flags=re.MULTILINE)[1:]:
            name = entry.split(":")[0].strip()
            old = re.sub(rf"^  {name}:.*\n(?:    .*\n|\n)*", "", old, flags=re.MULTILINE)
            old = old.replace(f"\n{key}:\n", f"\n{key}:\n{entry.rstrip()}\n", 1)
    return old


def test_every_step_of_the_tutorial_works_as_it_stands(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    printed, steps = "", 0
    for kind, note, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if kind == "csv":
            (tmp_path / note).write_text(text, encoding="utf-8")
        elif kind == "yaml":
            file = tmp_path / note
            file.write_text(merged(file.read_text(encoding="utf-8"), text), encoding="utf-8")
        elif kind == "sh":
            printed = ""
            for line in text.splitlines():
                with pytest.raises(SystemExit) as ended:
                    main(shlex.split(line)[1:])
                shown = capsys.readouterr()
                printed += shown.out + shown.err
                assert bool(ended.value.code) == (note == "fails"), f"{line}\n{printed}"
                steps += 1
        elif kind == "text":
            for line in text.splitlines():
                assert line in printed, f"the tutorial shows {line!r}, but this was printed:\n{printed}"
    assert steps >= 12 and (tmp_path / "report.html").exists()
