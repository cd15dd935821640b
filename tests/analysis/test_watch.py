"""Rules followed along the record: the club's quorum, counted by hand."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from juncture.analysis.comparisons import Measure
from juncture.analysis.replay import replay
from juncture.analysis.watch import watch
from juncture.kernel.run import Plan, run_courses
from juncture.program.compile import compile_scenario, read_scenario
from juncture.program.lower import lower
from juncture.program.trace import trace
from juncture.report.rules import attested, moments_told, rule_in_words
from juncture.scenario.load import load
from scenarios_for_tests import loaded

HALL = """
come:
  title: Members come
  by: reds
  pace: 2 days
  effects: ["present(assembly, reds) = 40", "present(assembly, blues) = 12 .. 24"]
vote:
  title: They vote
  verb: vote
  by: assembly
  body: assembly
  motion: m
  aye: {reds: 0.9, blues: 0.5}
  nay: {reds: 0.05, blues: 0.3}
  pace: 2 days
  opens: after come
go: {title: The blues go, by: blues, pace: 2 days, opens: after vote, effects: ["present(assembly, blues) = 0"]}
law: {title: A law, verb: decree, by: cabinet, pace: 3 days}
else: {title: Something else, by: greens, pace: 3 days}
"""
RECORD = """
- {act: law, on: 2000-01-02}
- {act: come, on: 2000-01-04}
- {act: else, on: 2000-01-05}
- {act: vote, on: 2000-01-06, result: {ayes: 39, nays: 3}}
- {act: go, on: 2000-01-08}
"""
RULES = """
half: {says: Fewer than fifty decide nothing., who: assembly, may_not: [vote], when: present(assembly) < 50, in_force: done(law)}
truth: {says: x, who: assembly, may: [vote], when: done(law) > 0}
"""
FACTS = (
    '- {at: 2000-01-05, that: "present(assembly) >= 50", title: fifty are there}\n- {at: 2000-01-05, that: done(law)}'
)


@pytest.fixture
def hall(tmp_path: Path):
    acts = HALL.replace("else:", "other:")
    return loaded(tmp_path, acts=acts, record=RECORD.replace("else", "other"), rules=RULES, facts=FACTS)


def test_the_clubs_quorum_is_read_after_the_meeting_and_the_vote():
    """Six came; the committee's vote is what the rule is about, though it is not a vote in the club."""
    scenario, model = read_scenario("club-quorum")
    (found,) = watch(scenario, model, 50)
    assert found.rule == "quorum_of_five"
    assert found.measures == (Measure("present(club)", "<", "5"),)
    assert [(m.act, m.readings[0].median, m.when, m.bears) for m in found.moments] == [
        ("meeting", 6.0, 0.0, False),
        ("decision", 6.0, 0.0, True),
    ]
    assert found.attested == (0,)


def test_a_rule_is_followed_by_what_it_measures(hall):
    """The blues are uniform between 12 and 24, so 52 to 64 are in the hall, and 40 once they have gone. A rule whose
    condition compares no number is not followed; an act by others that changes nothing of it is left out."""
    (found,) = watch(hall, trace(hall), 2000)
    assert [moment.act for moment in found.moments] == ["law", "come", "vote", "go"]
    law, come, vote, go = found.moments
    assert [m.in_force for m in found.moments] == [1, 1, 1, 1]
    assert [m.when for m in found.moments] == [1, 0, 0, 1]
    assert come.readings[0].median == pytest.approx(58, abs=0.6)
    assert come.readings[0].low == pytest.approx(52.6, abs=0.3)
    assert come.readings[0].high == pytest.approx(63.4, abs=0.3)
    assert vote.votes == 42
    assert vote.bears and not go.bears
    assert go.readings[0].median == 40
    assert law.readings[0].median == 0


def test_whether_a_vote_carried_is_no_quantity_but_its_ayes_are(tmp_path: Path):
    """Only one of the four compares an amount."""
    conditions = {
        "answer": "result(vote, carried) > 0",
        "negated": "not result(vote, carried) > 0",
        "amount": "result(vote, ayes) > 30",
        "standing": "sitting(assembly) > 0.5",
    }
    rules = "\n".join(
        f"{name}: {{says: x, who: assembly, may: [vote], when: '{when}'}}" for name, when in conditions.items()
    )
    acts = HALL.replace("else:", "other:")
    scenario = loaded(tmp_path, acts=acts, record=RECORD.replace("else", "other"), rules=rules)
    (found,) = watch(scenario, trace(scenario), 10)
    assert (found.rule, found.measures) == ("amount", (Measure("result(vote, ayes)", ">", "30"),))


def test_votes_alone_show_no_breach_while_more_are_in_the_hall(hall):
    """42 voted, fewer than fifty; but at least 52 were there."""
    found = replay(hall, lower(trace(hall)), 200)
    (watched,) = found.watched
    notes = {told.event: told.note for told in moments_told(hall, found, watched)}
    assert notes["They vote"].startswith(
        "the rule is about this event: kept; 42 voted, fewer than 50: that alone shows no"
    )
    assert notes["Members come"] == "present(assembly) no longer below 50, in 100 % of courses"
    assert notes["The blues go"] == "present(assembly) below 50 from here, in 100 % of courses"
    assert list(attested(hall, found, watched)) == ["5 Jan 2000 12:00: fifty are there; so in 100 % of courses"]
    assert rule_in_words(hall, "half") == "half: Fewer than fifty decide nothing."


def test_the_rule_that_an_event_broke_is_named_with_its_share(tmp_path: Path):
    """The blues are uniform between 0 and 20, so fewer than fifty are there in half of the courses."""
    acts = HALL.replace("else:", "other:").replace("12 .. 24", "0 .. 20")
    rules = RULES.replace("in_force", "or_else: the vote is void, in_force")
    scenario = loaded(tmp_path, acts=acts, record=RECORD.replace("else", "other"), rules=rules)
    found = replay(scenario, lower(trace(scenario)), 4000)
    vote = next(entry for entry in found.entries if entry.act == "vote")
    assert vote.broken["half"] == pytest.approx(0.5, abs=0.04)
    assert vote.lawful == pytest.approx(1 - vote.broken["half"])
    assert [entry.lawful for entry in found.entries if entry.act != "vote"] == [1, 1, 1, 1]
    assert rule_in_words(scenario, "half").endswith("Or else: the vote is void.")


def test_what_becomes_of_a_duty_is_told_whether_or_not_it_is_broken(tmp_path: Path):
    """One deadline passes in vain in every course, one is met."""
    acts = HALL.replace("else:", "other:")
    rules = """
    early: {says: The law is due., who: cabinet, must: [decree], by: 2000-01-01}
    late: {says: The law is due., who: cabinet, must: [decree], by: 2000-01-03}
    """
    scenario = loaded(tmp_path, acts=acts, record=RECORD.replace("else", "other"), rules=rules)
    found = replay(scenario, lower(trace(scenario)), 20)
    assert [(duty.rule, duty.broken, duty.instant) for duty in found.duties] == [
        ("early", 1.0, 86400),
        ("late", 0.0, None),
    ]
    assert not found.unrecorded


def test_observers_change_no_course():
    """The courses with observers are those of the replay without: same events, same instants, same results."""
    scenario = load("petrograd-1917")
    program = compile_scenario(scenario)
    model = program.model
    observer = dataclasses.replace(
        model.acts[0], name="seen", speed=None, opens=None, closes=None, results=(), statements=(), broken=(), times=1
    )
    more = lower(dataclasses.replace(model, acts=(*model.acts, observer)))
    plan = Plan(model.record_until)
    plain, watched = run_courses(program, 1, 0, 20, plan), run_courses(more, 1, 0, 20, plan)
    theirs = watched.whole[:, 1] < len(model.acts)
    assert np.array_equal(plain.whole[:, :3], watched.whole[theirs][:, :3])
    assert np.array_equal(plain.likelihood, watched.likelihood)
