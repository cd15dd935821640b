"""The record against the claims that it cites, and these against each other."""

import pytest

from juncture.sources import Kind, check_record
from scenarios_for_tests import loaded

CLAIMS = """
E1: {source: book, gloss: the vote, date: 2000-01-05, numbers: {ayes: 60, nays: 20}}
E2: {source: book, kind: figure, gloss: the vote by others, date: 2000-01-05 .. 2000-01-07, numbers: {ayes: 61}}
E3: {source: book, gloss: the vote a week later, date: 2000-01-12}
S1: {source: book, kind: state, gloss: unrest, date: 2000-02-01}
"""


def found(tmp_path, record, cite="[]"):
    scenario = loaded(
        tmp_path,
        sources="book: {title: Book}",
        claims=CLAIMS,
        acts=f"ballot: {{title: Ballot, pace: 5 days, verb: vote, body: assembly, cite: {cite}}}",
        record=f"- {{act: ballot, {record}}}",
    )
    return [(finding.kind, str(finding)) for finding in check_record(scenario)]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("on: 2000-01-05, result: {ayes: 60, nays: 20}, cite: E1", []),
        ("on: 2000-01-05 18:00, cite: E1", []),
        ("on: 2000-01-06, cite: E2", []),
        ("on: 2000-01-05, cite: [E1, S1]", []),
        ("on: 2000-01-05, result: {carried: 1}, cite: E1", []),
        (
            "on: 2000-01-06, cite: E1",
            [(Kind.RECORD, "ballot: recorded on 2000-01-06, but E1 says 2000-01-05")],
        ),
        (
            "on: 2000-01-05, result: {ayes: 66, nays: 20}, cite: E1",
            [(Kind.RECORD, "ballot: records ayes: 66, which is no number of E1")],
        ),
        (
            "on: 2000-01-05, cite: [E1, E3]",
            [(Kind.DISAGREEMENT, "ballot: recorded on 2000-01-05, but E3 says 2000-01-12; E1 agrees with the record")],
        ),
        (
            "on: 2000-01-05 .. 2000-01-12, cite: [E1, E3]",
            [(Kind.DISAGREEMENT, "E1 and E3 (ballot): 2000-01-05 against 2000-01-12")],
        ),
        (
            "on: 2000-01-05, cite: [E1, E2]",
            [(Kind.DISAGREEMENT, "E1 and E2 (ballot): ayes 60 against 61")],
        ),
    ],
)
def test_a_recorded_event_keeps_to_what_it_cites_and_claims_that_differ_are_told(tmp_path, record, expected):
    assert found(tmp_path, record) == expected


def test_numbers_of_claims_that_the_act_cites_count_too(tmp_path):
    assert found(tmp_path, "on: 2000-01-05, result: {ayes: 61, nays: 20}, cite: E1", "[E1, E2]") == [
        (Kind.DISAGREEMENT, "E1 and E2 (ballot): ayes 60 against 61")
    ]


def test_a_day_ends_before_the_next_begins(tmp_path):
    assert found(tmp_path, "on: 2000-01-08, cite: E2") == [
        (Kind.RECORD, "ballot: recorded on 2000-01-08, but E2 says 2000-01-05 .. 2000-01-07")
    ]
