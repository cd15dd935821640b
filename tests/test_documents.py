"""Documents that speak of code are held to it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from juncture.cli.app import COMMANDS
from juncture.program.trace import trace
from juncture.scenario.load import SHIPPED, load
from juncture.verbs.registry import VERBS

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import verb_pages  # noqa: E402

LANGUAGE = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", LANGUAGE, flags=re.DOTALL)


@pytest.mark.parametrize("page", sorted(verb_pages.pages()))
def test_the_page_of_every_verb_is_what_its_file_says(page: str):
    """`python tools/verb_pages.py` writes them anew."""
    assert (ROOT / "docs" / "verbs" / page).read_text(encoding="utf-8") == verb_pages.pages()[page]


def test_every_verb_has_a_page():
    assert {f"{name}.md" for name in VERBS} <= set(verb_pages.pages())


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_the_language_page_can_be_used(example: str, tmp_path: Path):
    """Each is a change of club-quorum, as the page says."""
    overlay = tmp_path / "example.yaml"
    overlay.write_text(example, encoding="utf-8")
    trace(load("club-quorum", [overlay]))


def test_the_readmes_piece_of_a_scenario_is_the_shipped_one():
    """A first screen that does not work would cost a newcomer the first hour."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shipped = (SHIPPED / "club_quorum" / "club.yaml").read_text(encoding="utf-8")
    shown = re.search(r"```yaml\n(.*?)```", readme, flags=re.DOTALL)
    assert shown is not None
    plain = [" ".join(line.split("#")[0].split()) for line in shipped.splitlines()]
    for line in shown.group(1).splitlines():
        assert " ".join(line.split("#")[0].split()) in plain, line


def test_the_readme_names_only_commands_that_exist():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    used = set(re.findall(r"\bjuncture ([a-z]+)\b", readme))
    assert used & {name for name, _ in COMMANDS} >= {
        "run",
        "new",
        "check",
        "replay",
        "simulate",
        "course",
        "show",
        "schema",
    }


def test_links_between_documents_lead_somewhere():
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")):
        for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in link:
                assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_no_document_speaks_of_a_machine_or_workplace():
    """The project speaks of itself alone."""
    places = ("/work/", "/root/", "/tmp/", "../shared")
    files = [p for p in ROOT.rglob("*") if p.suffix in {".py", ".md", ".yaml", ".j2", ".toml", ".cff"}]
    for file in files:
        parts = file.relative_to(ROOT).parts
        if parts[0].startswith(".") or parts[0] == "tests":
            continue
        text = file.read_text(encoding="utf-8")
        assert not [place for place in places if place in text], file
