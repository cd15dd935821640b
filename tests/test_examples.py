"""Each example runs as it stands, with few courses, and says what it is about."""

from __future__ import annotations

import ast
import runpy
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "examples"
EXAMPLES = sorted(path.name for path in FOLDER.glob("*.py"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_runs_with_few_courses(name: str, capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", [name, "60"])
    runpy.run_path(str(FOLDER / name), run_name="__main__")
    assert len(capsys.readouterr().out.splitlines()) >= 3


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_begins_with_its_question_and_uses_public_names_only(name: str):
    tree = ast.parse((FOLDER / name).read_text(encoding="utf-8"))
    assert "?" in (ast.get_docstring(tree) or "")
    modules = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert [module for module in modules if module and module.startswith("juncture.")] == []


def test_there_is_an_example_for_every_question():
    text = "".join((FOLDER / name).read_text(encoding="utf-8") for name in EXAMPLES)
    for question in ("check", "replay", "simulate", "whatif", "openness", "test_claims"):
        assert f".{question}(" in text
