"""Claims against what their spans state: nothing is invented, and no planted error of what a span states stays hidden.

Dates are compared where a claim declares `dated: stated`. Of a date that follows from context no error is found here:
how many there are is counted, and told by `juncture check --sources`.
"""

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from juncture.calendar import day_at, show_day
from juncture.scenario.load import load
from juncture.sources import Kind, Text, check_stated
from scenarios_for_tests import HEAD, loaded

SCENARIO = Path(__file__).parents[2] / "src" / "juncture" / "scenarios" / "petrograd_1917"
#: The claims and sources of the flagship in a scenario without anything else.
FRAME = """
juncture: 1
id: archive
title: Archive
calendar: julian until 1918-01-31
begin: 1917-10-10
end: 1918-03-16
acts: {nothing: {title: Nothing, pace: 5 days}}
outcomes: {otherwise: {title: Otherwise, when: 1}}
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    (folder / "archive.yaml").write_text(FRAME, encoding="utf-8")
    for name in ("claims.yaml", "sources.yaml"):
        shutil.copy(SCENARIO / name, folder / name)
    return load(folder)


def changed(archive, name, **changes):
    claim = archive.form.claims[name].model_copy(update=changes)
    claims = {**archive.form.claims, name: claim}
    return replace(archive, form=archive.form.model_copy(update={"claims": claims}))


def wrong(archive, texts):
    return [str(finding) for finding in check_stated(archive, texts).wrong]


def test_nothing_is_invented_on_the_clean_scenario(archive, texts):
    findings = check_stated(archive, texts)
    assert wrong(archive, texts) == []
    assert findings.dates >= 44
    dated = [claim for claim in archive.form.claims.values() if claim.span and claim.date]
    assert findings.dates + findings.in_context == len(dated)
    assert findings.numbers >= 9


def test_the_documents_own_misprints_are_told_as_theirs(archive, texts):
    found = {finding.where: finding.found for finding in check_stated(archive, texts).of(Kind.MISPRINT)}
    assert found.keys() == {"D1-E11", "D1-E23", "D1-E28"}
    assert "6/7 XI 1918" in found["D1-E11"]
    assert "15 XI (2 XII" in found["D1-E23"]
    assert "25 XI (12 XII" in found["D1-E28"]
    assert "17 days apart" in found["D1-E23"]


@pytest.mark.parametrize("name", ["D1-E11", "D1-E23", "D1-E28"])
def test_a_misprint_that_the_claim_does_not_own_up_to_is_wrong(archive, texts, name):
    (found,) = wrong(changed(archive, name, corrects=""), texts)
    assert found.startswith(name)


@pytest.mark.parametrize("name", ["D0-E04", "D1-E21", "D1-E07", "D2-E23", "D1-E29"])
def test_a_correction_of_what_is_no_misprint_is_wrong(archive, texts, name):
    (found,) = wrong(changed(archive, name, corrects="the printed date"), texts)
    assert "corrects nothing" in found


def test_a_correction_of_a_date_that_is_not_stated_is_wrong(archive, texts):
    (found,) = wrong(changed(archive, "D0-E29", corrects="the printed date"), texts)
    assert found == "D0-E29: corrects the printed date, but its date is not said to be stated"


@pytest.mark.parametrize("name", ["D1-E11", "D1-E23", "D1-E28"])
def test_a_correction_keeps_something_of_what_is_printed(archive, texts, name):
    (found,) = wrong(changed(archive, name, date="1917-12-20"), texts)
    assert found.startswith(f"{name}: says 20 Dec 1917 (2 Jan 1918), and its span states")


def test_a_misprint_of_which_no_claim_speaks_is_told_at_its_source(archive, texts):
    text = replace(texts["d1"], text=texts["d1"].text + " Potem 3 XI (30 XI) nastał spokój.")
    found = check_stated(archive, texts | {"d1": text}).of(Kind.MISPRINT)
    assert found[-1].where == "d1"
    assert "27 days apart" in found[-1].found


def planted(archive):
    """Every error of five kinds, as (claim, kind, changes): of days declared as stated, and of numbers not counted."""
    for name, claim in archive.form.claims.items():
        if claim.dated == "stated" and ".." not in claim.date and ":" not in claim.date:
            day = day_at(archive.begin + archive.instants(claim.date).first)
            yield name, "13 days late", {"date": iso(archive, day + 13)}
            yield name, "13 days early", {"date": iso(archive, day - 13)}
            if day < archive.calendar.changes_after:
                yield name, "the other style", {"date": f"{claim.date.removeprefix('about ')} NS"}
            yield name, "a year late", {"date": f"{int(claim.date[:4]) + 1}{claim.date[4:]}"}
        for key, number in claim.numbers.items():
            if claim.span and key not in claim.counted:
                yield name, "a changed digit", {"numbers": {**claim.numbers, key: number + 3}}


def iso(archive, day):
    year, month, date = archive.calendar.date_on(day)
    assert show_day(archive.calendar, day)
    return f"{year:04}-{month:02}-{date:02}"


def test_thirty_planted_errors_are_all_found_and_each_at_its_claim_only(archive, texts):
    """Drawn at random from all that can be planted; the seed is fixed, so that a failure can be repeated."""
    every = list(planted(archive))
    assert len(every) > 100
    for name, kind, changes in random.Random(1917).sample(every, 30):
        found = wrong(changed(archive, name, **changes), texts)
        assert len(found) == 1, (name, kind, found)
        assert found[0].startswith(f"{name}: "), (name, kind, found)


def test_every_planted_error_of_what_a_span_states_is_found(archive, texts):
    few = {name: text for name, text in texts.items() if text.text}
    missed = [
        (name, kind) for name, kind, changes in planted(archive) if not wrong(changed(archive, name, **changes), few)
    ]
    assert missed == []


def test_an_hour_that_the_span_does_not_state_is_wrong(archive, texts):
    (found,) = wrong(changed(archive, "D0-S08", date="1918-01-06 05:00"), texts)
    assert found == "D0-S08: says 05:00, and its span states 04:00"


TEXT = "On 3 March 1917 the guard lost 12 men. On 9 March, at 4 in the morning, it had 1,200 left."


def small(tmp_path, claim):
    return loaded(
        tmp_path,
        head=HEAD.replace("2000-01-01", "1917-01-01").replace("2000-03-31", "1917-12-31"),
        acts="nothing: {title: Nothing, pace: 5 days}",
        sources="letter: {title: Letter, language: en, file: letter.txt, calendar: gregorian}",
        claims=f"L1: {{source: letter, span: [0, {len(TEXT)}], digest: x, gloss: a loss, {claim}}}",
    )


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("date: 1917-03-03, dated: stated, numbers: {lost: 12}", []),
        ("date: 1917-03-09 04:00, dated: stated, numbers: {left: 1200}", []),
        ("date: 1917-03-05, numbers: {lost: 12}", []),
        ("date: 1917-03-05, dated: stated", ["L1: says 5 Mar 1917, and its span states '3 March 1917', '9 March'"]),
        ("date: 1917-03-09 05:00, dated: stated", ["L1: says 05:00, and its span states 04:00"]),
        (
            "numbers: {lost: 21}",
            ["L1: says lost: 21; its span states 4, 12, 1200. Where it is counted, list it in 'counted'"],
        ),
        ("numbers: {men: 1212}, counted: [men]", []),
        ("numbers: {lost: 12}, counted: [lost]", ["L1: lists lost (12) as counted, but its span states it"]),
        ("counted: [men]", ["L1: lists men as counted, and has no such number"]),
        ("dated: stated", ["L1: says that its date is stated, and has none: give the date"]),
    ],
)
def test_a_claim_says_what_its_span_states(tmp_path, claim, expected):
    texts = {"letter": Text("letter", "letter.txt", TEXT)}
    assert wrong(small(tmp_path, claim), texts) == expected


def test_without_the_texts_nothing_is_compared(archive):
    findings = check_stated(archive, {})
    assert (findings.findings, findings.dates, findings.numbers, findings.in_context) == ((), 0, 0, 0)


def test_an_error_in_a_date_that_follows_from_context_is_not_found_but_counted(tmp_path):
    texts = {"letter": Text("letter", "letter.txt", TEXT)}
    findings = check_stated(small(tmp_path, "date: 1917-03-05"), texts)
    assert (findings.wrong, findings.dates, findings.in_context) == ((), 0, 1)
