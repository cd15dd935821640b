"""How to cite: what the page says is what CITATION.cff says, reference managers read it, and it changes with its subject."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from pybtex.database import parse_string

from findings_for_tests import findings_of
from juncture.report.citing import AUTHOR, LICENCE, TITLE, citations, reference
from juncture.report.page import citing
from scenarios_for_tests import HEAD, text_of, written

ROOT = Path(__file__).parents[2]


def scenario_folder(folder: Path, title: str = "Tiny", pace: str = "3 days") -> Path:
    text = text_of(
        head=HEAD.replace("title: Tiny", f"title: {title!r}"),
        things="",
        sources="book: {title: 'Strikes & walk-outs, 50% of them', author: Ann Other, year: 1989, kind: book, address: 'https://example.org/a'}",
        claims="B1: {source: book, gloss: they struck}",
        acts=f"strike: {{title: Strike, pace: {pace}}}",
    )
    return written(folder, text)


def test_the_software_is_cited_as_its_citation_file_says():
    stated = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert (stated["title"], stated["authors"][0]["name"], stated["license"]) == (TITLE, AUTHOR, LICENCE)
    found = findings_of("club-quorum", 20)
    assert stated["version"] in citations(found.scenario, found.ensemble.labels, 20, 1)[0].sentence


def test_reference_managers_read_every_entry(tmp_path: Path):
    found = findings_of(scenario_folder(tmp_path, "A {strange} title, 100% & _more_"), 20)
    text = "\n".join(one.bibtex for one in citations(found.scenario, found.ensemble.labels, 20, 1))
    entries = parse_string(text, "bibtex").entries
    assert list(entries) == ["juncture", "tiny", "tiny-courses"]
    assert str(entries["juncture"].persons["author"][0]) == f"{{{AUTHOR}}}"
    assert found.scenario.digest in entries["tiny"].fields["note"]
    assert "seed 1" in entries["tiny-courses"].fields["note"]


def test_a_scenario_that_says_something_else_is_cited_otherwise(tmp_path: Path):
    one = findings_of(scenario_folder(tmp_path / "one"), 20)
    other = findings_of(scenario_folder(tmp_path / "other", pace="4 days"), 20)
    cited = [citations(found.scenario, found.ensemble.labels, 20, 1) for found in (one, other)]
    assert cited[0][0] == cited[1][0]
    assert cited[0][1].sentence != cited[1][1].sentence


def test_a_source_is_a_line_with_what_is_known_of_it(tmp_path: Path):
    form = findings_of(scenario_folder(tmp_path), 20).scenario.form
    assert reference(form.sources["book"]) == "Ann Other. Strikes & walk-outs, 50% of them. 1989."


def test_the_page_lists_sources_and_the_command_and_runs_nobodys_script(tmp_path: Path):
    made = citing.section(findings_of(scenario_folder(tmp_path / "mine", "<script>alert(1)</script>"), 20))
    assert made is not None
    text = str(made.body)
    assert "Strikes &amp; walk-outs" in text and "https://example.org/a" in text
    assert "juncture run mine --courses 20 --seed 1" in text
    assert "<script>" not in text and "href" not in text


@pytest.mark.parametrize("what", ["Juncture", "scenario", "program", "seed", "outcomes"])
def test_the_page_says_how_it_was_computed(what: str):
    made = citing.section(findings_of("club-quorum", 20))
    assert made is not None
    assert f'<th scope="row">{what}</th>' in str(made.body)
