"""The order of the folders, the size of the files, and how little `juncture --help` has to import."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import juncture

SOURCE = Path(juncture.__file__).parent
#: A folder imports only from folders before it (docs/design.md, "Layout"; `studio` will follow `report`).
ORDER = [
    "calendar", "language", "scenario", "sources", "verbs", "program", "kernel", "courses", "analysis", "report",
    "api", "studio", "cli",
]  # fmt: skip
MOST_LINES = 300
FILES = sorted(SOURCE.rglob("*.py"))


def name_of(file: Path) -> str:
    return file.relative_to(SOURCE).as_posix()


def imports_of(file: Path) -> Iterator[tuple[int, str]]:
    """All modules of Juncture that a file imports, at the top or inside functions, with their lines."""
    package = ["juncture", *file.relative_to(SOURCE).parent.parts]
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            if module == "juncture":
                yield from ((node.lineno, f"juncture.{alias.name}") for alias in node.names)
            else:
                yield node.lineno, module


def test_every_folder_has_its_place_in_the_order():
    """A new folder is a decision about who may know whom."""
    folders = {file.relative_to(SOURCE).parts[0] for file in FILES if len(file.relative_to(SOURCE).parts) > 1}
    assert folders - {"scenarios"} <= set(ORDER)


@pytest.mark.parametrize("folder", [folder for folder in ORDER if (SOURCE / folder).exists()])
def test_a_folder_imports_only_from_folders_before_it(folder: str):
    """A newcomer reads from the top: nothing there needs what comes later. Imports inside functions count too."""
    allowed = set(ORDER[: ORDER.index(folder) + 1])
    wrong = [
        f"{name_of(file)}:{line} imports {module}"
        for file in (SOURCE / folder).rglob("*.py")
        for line, module in imports_of(file)
        if module.startswith("juncture.") and module.split(".")[1] in ORDER and module.split(".")[1] not in allowed
    ]
    assert wrong == []


def test_no_module_imports_itself_in_a_circle():
    """Every module can be the first that is imported."""
    modules = {name_of(file).removesuffix(".py").removesuffix("/__init__").replace("/", "."): file for file in FILES}
    at_top: dict[str, set[str]] = {}
    for name, file in modules.items():
        found: set[str] = set()
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("juncture."):
                folder = (node.module or "").removeprefix("juncture.")
                inside = {f"{folder}.{alias.name}" for alias in node.names}
                found |= {folder} if not inside <= set(modules) else inside
        at_top[name] = found & set(modules)
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join((*path, name))
        if name not in done:
            for other in at_top[name]:
                visit(other, (*path, name))
            done.add(name)

    for name in at_top:
        visit(name, ())


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_a_file_can_be_read_at_one_sitting(file: Path):
    """Under 300 lines: what is longer does two things."""
    assert len(file.read_text().splitlines()) < MOST_LINES


def test_every_file_says_what_it_is_for():
    """The first thing in a file is a sentence about it."""
    for file in FILES:
        assert ast.get_docstring(ast.parse(file.read_text())), name_of(file)


def test_the_engine_knows_no_country_party_or_year():
    """All of that is scenario data; only docstrings and messages may give examples."""
    words = ("bolshevik", "petrograd", "sovnarkom", "lenin", "kerensky", "vikzhel")
    engine = ORDER[: ORDER.index("report")]
    for file in (file for file in FILES if name_of(file).split("/")[0] in engine):
        tree = ast.parse(file.read_text())
        documents = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Name | ast.FunctionDef | ast.ClassDef):
                name = getattr(node, "id", getattr(node, "name", ""))
                assert not any(word in name.lower() for word in words), f"{name_of(file)}:{node.lineno}"
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
                shown_as_example = "such as" in node.value or "write" in node.value
                found = any(word in node.value.lower() for word in words)
                assert shown_as_example or not found, f"{name_of(file)}:{node.lineno}"


# What is imported

HELP = """
import sys
from juncture.cli import main
sys.argv = ["juncture", "--help"]
try:
    main()
except SystemExit:
    pass
print("MODULES", *sorted(name for name in sys.modules if "." not in name))
"""


def run(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "100"},
    )


def test_pip_and_uv_install_the_same_tools():
    """`pip install -e '.[dev]'` reads the extra and `uv run` the group; a tool in one alone fails half of the readers."""
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["optional-dependencies"]["dev"] == project["dependency-groups"]["dev"]


def test_help_imports_neither_numba_nor_pyarrow():
    """Help comes at once: the compiler, the tables and the plots are imported by the commands that use them."""
    done = run(HELP)
    shown, _, modules = done.stdout.partition("MODULES")
    if done.returncode or "Usage" not in shown:
        pytest.skip("the command line does not work yet")
    heavy = {"numba", "llvmlite", "pyarrow", "scipy", "pandas", "altair", "numpy", "jinja2"}
    assert heavy & set(modules.split()) == set()


@pytest.mark.parametrize("folder", ["calendar", "language", "scenario", "sources", "verbs", "program"])
def test_everything_up_to_the_program_works_without_the_compiler(folder: str):
    """Reading, checking and compiling a scenario must not wait for numba."""
    assert importlib.util.find_spec(f"juncture.{folder}")
    files = [f"juncture.{folder}.{file.stem}" for file in (SOURCE / folder).glob("*.py") if file.stem != "__init__"]
    done = run(f"import sys, {', '.join(files)}\nprint('numba' in sys.modules, 'pyarrow' in sys.modules)")
    assert done.stdout.strip() == "False False", done.stderr
