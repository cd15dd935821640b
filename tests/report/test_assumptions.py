"""The page's section on assumptions: every number once, with its reason, and first those that move most."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from findings_for_tests import findings_of
from juncture.report.page import assumptions
from scenarios_for_tests import HEAD, text_of, written

NEVER_CLOSED = {"br", "meta", "link", "img", "hr", "col"}


class Nesting(HTMLParser):
    """Every tag is closed by its own end tag."""

    def __init__(self, text: str):
        super().__init__()
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in NEVER_CLOSED:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def petrograd() -> tuple:
    found = findings_of("petrograd-1917", 1000)
    made = assumptions.section(found)
    assert made is not None
    return found, str(made.body)


@pytest.fixture
def strike(tmp_path: Path) -> Path:
    """One number moves the outcome, one does not; names are those of somebody who means no good."""
    text = text_of(
        head=HEAD.replace("2000-03-31", "2000-01-10"),
        things="",
        gauges="""
          weather: {title: Weather, start: {value: 0 .. 1, because: it was not written down}}
          anger: {title: "Anger <script>alert(1)</script>", start: {value: 0.2 .. 1, because: "nobody <i>counted</i>"}}
        """,
        acts="strike: {title: The works strike, pace: 10 / anger}",
        outcomes="struck: {title: The works have struck, when: done(strike)}\notherwise: {title: Peace, when: 1}",
    )
    return written(tmp_path / "strike", text)


def test_every_number_of_petrograd_is_told_and_the_section_stays_small(petrograd):
    found, text = petrograd
    listed = text.split("<h3>Every number</h3>")[1]
    stated = [number for number in found.model.numbers if number.status != "plain"]
    assert len(re.findall(r"<td>(?:cited|disputed|fitted|assumption)</td>", listed)) == len(stated)
    assert f"All {len(stated)} numbers" in listed
    assert len(text.encode()) < 400_000
    Nesting(text)


def test_those_that_move_most_come_first(petrograd):
    found, text = petrograd
    names = re.findall(r"<code>([^<]+)</code> <small>\w+\.yaml", text)
    assert names == [number.name for number in found.ledger.numbers] and names
    shares = [number.share.value for number in found.ledger.numbers]
    assert shares == sorted(shares, reverse=True)


def test_a_number_stands_with_its_place_its_reason_and_what_it_moves(strike):
    made = assumptions.section(findings_of(strike, 4000))
    assert made is not None
    text = str(made.body)
    moving, listed = text.split("<h3>Every number</h3>")
    assert "gauges.anger.start" in moving and "scenario.yaml:8" in moving and "The works have struck" in moving
    assert "gauges.weather.start" not in moving and "it was not written down" in listed
    assert "<script>" not in text and "&lt;script&gt;" in text and "<i>" not in text
    Nesting(text)


def test_with_too_few_courses_reasons_are_told_and_no_ledger(strike):
    made = assumptions.section(findings_of(strike, 100))
    assert made is not None
    text = str(made.body)
    assert "asked from 200 courses on" in text and "it was not written down" in text
    assert "The numbers that move most" not in text


def test_where_all_numbers_are_certain_it_says_so():
    made = assumptions.section(findings_of("club-quorum", 200))
    assert made is not None
    assert "No number of this scenario is uncertain" in str(made.body)
    Nesting(str(made.body))
