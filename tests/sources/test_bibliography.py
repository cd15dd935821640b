"""A bibliography that any reference manager reads."""

import pytest
from pybtex.database import parse_string
from pybtex.richtext import Text

from juncture.sources import bibliography
from scenarios_for_tests import loaded

SOURCES = """
plain: {title: A Plain Title, author: Ann Other and Bob Other, year: 1917, kind: book, bibtex: other1917}
copy: {title: The same book elsewhere, kind: book, bibtex: other1917}
odd: {title: '50% of it & more_or_less #1: "a"', kind: article, address: 'https://example.org/a_b?c=%7B&d={e}'}
cyrillic: {title: Декреты, kind: page, language: ru}
unused: {title: Nobody cites it}
"""
CLAIMS = "\n".join(
    f"C{at}: {{source: {name}, gloss: x}}" for at, name in enumerate(("plain", "copy", "odd", "cyrillic"))
)


@pytest.fixture
def text(tmp_path):
    scenario = loaded(tmp_path, sources=SOURCES, claims=CLAIMS, acts="nothing: {title: Nothing, pace: 5 days}")
    return bibliography(scenario.form)


def test_every_used_source_stands_once_and_no_other(text):
    assert list(parse_string(text, "bibtex").entries) == ["other1917", "odd", "cyrillic"]


def test_a_book_has_its_authors_title_and_year(text):
    entry = parse_string(text, "bibtex").entries["other1917"]
    assert entry.type == "book"
    assert [str(person) for person in entry.persons["author"]] == ["Other, Ann", "Other, Bob"]
    assert entry.fields["title"] == "{A Plain Title}"
    assert entry.fields["year"] == "1917"


def test_characters_of_latex_are_printed_as_they_are(text):
    title = Text.from_latex(parse_string(text, "bibtex").entries["odd"].fields["title"])
    assert str(title) == '50% of it & more_or_less #1: "a"'


def test_what_latex_cannot_print_as_it_is_gets_its_command(tmp_path):
    sources = "odd: {title: 'a\\b {c} ~ ^'}"
    scenario = loaded(
        tmp_path, sources=sources, claims="C: {source: odd, gloss: x}", acts="nothing: {title: Nothing, pace: 5 days}"
    )
    (entry,) = parse_string(bibliography(scenario.form), "bibtex").entries.values()
    assert entry.fields["title"] == r"{a\textbackslash{}b \{c\} \textasciitilde{} \textasciicircum{}}"


def test_addresses_stay_as_they_are_but_for_braces(text):
    assert parse_string(text, "bibtex").entries["odd"].fields["url"] == "https://example.org/a_b?c=%7B&d=%7Be%7D"


def test_other_scripts_are_kept(text):
    entry = parse_string(text, "bibtex").entries["cyrillic"]
    assert (entry.type, entry.fields["title"], entry.fields["language"]) == ("misc", "{Декреты}", "ru")


def test_a_scenario_without_sources_has_an_empty_bibliography(tmp_path):
    assert bibliography(loaded(tmp_path, acts="nothing: {title: Nothing, pace: 5 days}").form) == ""
