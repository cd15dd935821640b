"""How surprising a recorded event was: in words that a reader can weigh."""

from __future__ import annotations

from dataclasses import replace

import pytest

from juncture.analysis.replay import EntryReplayed, Replayed
from juncture.report.replayed import most_surprising, nothing_surprises, odds_of
from juncture.scenario.load import load

EVENT = EntryReplayed(
    act="call",
    title="Call",
    instant=0,
    to_the_minute=True,
    at_once=False,
    possible=1.0,
    lawful=1.0,
    broken={},
    which=1.0,
    when=0.5,
    bits=0.0,
    stays=0.7,
    told={},
    as_told=1.0,
)


def record(*entries: EntryReplayed) -> Replayed:
    return Replayed(100, entries, (), (0.0, 0.0, 0.0), 0.0, {}, (), (), 1.0, {})


@pytest.mark.parametrize(
    ("which", "odds"),
    [(1.0, "certain"), (0.5, "1 in 2.0"), (1 / 9.94, "1 in 9.9"), (1 / 9.96, "1 in 10"), (1 / 102.6, "1 in 103")],
)
def test_odds_are_told_in_whole_numbers_from_ten_on(which: float, odds: str):
    assert odds_of(replace(EVENT, which=which)) == odds


def test_certain_events_are_not_among_the_surprising_ones():
    rare = replace(EVENT, title="Rare", which=0.25)
    found = record(*[EVENT] * 5, rare)
    assert found.most_surprising == (rare,)
    heading, line = most_surprising(load("club-quorum"), found)
    assert heading.startswith("The most surprising event, and") and line.endswith("Rare: 1 in 4.0; stays in 70 %")


def test_a_record_of_certain_events_is_said_to_surprise_nobody():
    assert most_surprising(load("club-quorum"), record(*[EVENT] * 6)) == ["Nothing in the record surprises this model."]
    for other in (replace(EVENT, possible=0.5), replace(EVENT, at_once=True, possible=0.5), replace(EVENT, which=0.9)):
        assert not nothing_surprises(record(EVENT, other))
    assert not nothing_surprises(record())
