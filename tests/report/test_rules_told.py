"""Rules on screen and in the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from juncture.analysis.replay import replay
from juncture.cli.run import run
from juncture.courses.chronicle import chronicle
from juncture.kernel.run import Plan
from juncture.program.compile import compile_scenario
from juncture.program.lower import lower
from juncture.program.trace import trace
from juncture.report.replayed import print_replay
from juncture.report.rules import attested, by_rule, columns_of, measured_in_words, moments_told, remarks
from juncture.report.terminal import console, percent
from juncture.scenario.load import load
from scenarios_for_tests import THINGS, loaded

ACTS = """
law: {title: A law, verb: decree, by: cabinet, pace: 3 days}
meeting: {title: They meet, verb: convene, by: reds, body: assembly, turnout: {reds: 0.5}, pace: 3 days}
"""
RECORD = "- {act: law, on: 2000-01-02}\n- {act: meeting, on: 2000-01-05}"
RULES = """
no_laws: {says: The cabinet makes no law., who: cabinet, may_not: [decree], cite: C1}
many: {says: Sixty must be there., who: assembly, may_not: [decree], when: present(assembly) < 60}
due: {says: They must meet on the third., who: assembly, must: [convene], by: 2000-01-03, or_else: nobody comes again}
"""
CLAIMS = "C1: {source: s, gloss: no law}"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory):
    rules = RULES.replace("may_not: [decree], when", "may_not: [convene], when")
    folder = tmp_path_factory.mktemp("rules")
    return loaded(folder, acts=ACTS, record=RECORD, rules=rules, claims=CLAIMS, sources="s: {title: S}")


def test_replay_names_the_rule_its_citation_and_the_share_of_courses(told, capsys: pytest.CaptureFixture[str]):
    """`possible` and `lawful` are columns of their own: the law is possible in all courses and lawful in none."""
    program = lower(trace(told))
    with console.capture() as captured:
        print_replay(told, replay(told, program, 50))
    text = " ".join(captured.get().split())
    assert "possible lawful which" in text
    assert "A law 100 % 0 %" in text
    assert "against no laws" in text
    assert "no_laws (C1): The cabinet makes no law. A law (100 %)" in text
    assert "due: They must meet on the third. Or else: nobody comes again." in text
    assert "Broken in 100 % of courses, at 4 Jan 2000 00:00." in text
    assert "Followed along the record: many" in text


def test_the_share_stands_beside_a_rule_that_is_broken_in_some_courses_only(tmp_path: Path):
    """Threat is uniform from 0 to 1, so the rule holds in half of the courses."""
    things = THINGS.replace("start: 0.5", "start: 0 .. 1")
    rules = "calm: {says: No law in unrest., who: cabinet, may_not: [decree], when: threat > 0.5}"
    scenario = loaded(tmp_path, things=things, acts=ACTS, record=RECORD, rules=rules)
    law = replay(scenario, lower(trace(scenario)), 200).entries[0]
    assert law.broken["calm"] == pytest.approx(0.5, abs=0.1)
    assert list(remarks(law)) == [f"against calm in {percent(law.broken['calm'])} of courses"]


@pytest.mark.parametrize(
    "condition",
    [
        "not present(assembly) >= 60",
        "present(assembly) < 60 or threat > 0.9",
        "present(assembly) < 60 and done(law)",
        "threat if present(assembly) < 60 [C1] else 0",
    ],
)
def test_a_condition_is_told_as_its_author_wrote_it(condition: str, tmp_path: Path):
    """The measures alone cannot tell it: they know neither 'not' nor 'or', nor what compares nothing."""
    rules = f"many: {{says: Sixty must be there., who: assembly, may_not: [convene], when: '{condition}'}}"
    claims = "C1: {source: s, gloss: sixty, numbers: {present: 60}}"
    scenario = loaded(tmp_path, acts=ACTS, record=RECORD, rules=rules, claims=claims, sources="s: {title: S}")
    (watched,) = replay(scenario, lower(trace(scenario)), 10).watched
    assert measured_in_words(scenario, watched) == f"convene forbidden while {condition}"
    assert columns_of(watched)[0] == "present(assembly)"


def test_a_sum_is_measured_under_its_whole_name_and_beside_the_value_of_its_bound(tmp_path: Path):
    """Bread is 10, so 13 are measured; it is day 1 at the first event and day 4 at the second, after the midnights."""
    rules = "late: {says: Not before, who: assembly, may_not: [convene], when: day < bread + 3}"
    scenario = loaded(tmp_path, acts=ACTS, record=RECORD, rules=rules)
    found = replay(scenario, lower(trace(scenario)), 10)
    (watched,) = found.watched
    assert columns_of(watched) == ["day", "bread + 3"]
    assert [told.measured for told in moments_told(scenario, found, watched)] == [("4", "13")]


def test_a_result_that_comes_out_otherwise_is_named_with_both_values(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """Forty reds and 12 to 24 blues all vote, 45 of them aye: 7 to 19 nays are left, never the 6 of the record."""
    acts = """
    come:
      title: They come
      by: reds
      pace: 2 days
      effects: ["present(assembly, reds) = 40", "present(assembly, blues) = 12 .. 24"]
    count:
      title: They vote
      verb: vote
      by: assembly
      body: assembly
      motion: m
      aye: {reds: 0.9, blues: 0.5}
      pace: 2 days
      opens: after come
    """
    record = "- {act: come, on: 2000-01-04}\n- {act: count, on: 2000-01-06, result: {ayes: 45, nays: 6}}"
    scenario = loaded(tmp_path, acts=acts, record=record)
    vote = replay(scenario, lower(trace(scenario)), 2000).entries[1]
    nays = vote.told["nays"]
    assert (nays.median, nays.low, nays.high) == pytest.approx((13, 7.6, 18.4), abs=0.5)
    assert (nays.bound, nays.holds, vote.as_told) == (6, 0, 0)
    (line,) = remarks(vote)
    assert line == "nays: 6 recorded, 13 (8 to 18) in replay; they differ in 100 % of courses"


def test_the_page_tells_the_same(told, tmp_path: Path):
    run(str(told.folder), courses=100, report=tmp_path / "report.html")
    text = (tmp_path / "report.html").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "against no laws<" in text
    assert 'The cabinet makes no law. <span class="faint">C1</span>' in text
    assert "Rules along the record" in text
    assert "convene forbidden while present(assembly) &lt; 60" in text
    assert "Broken in 100 % of courses" in text


def test_a_story_tells_that_a_duty_was_broken(told):
    """As an event of its own; that it breaks the rule of its name goes without saying."""
    program = lower(trace(told))
    found = chronicle(told, program, 1, 0, Plan(program.model.record_until))
    (breach,) = [event for event in found.events if event.act == "due"]
    assert breach.line() == "Rule broken: They must meet on the third (Assembly)."
    assert breach.date == "4 Jan 2000"


def test_of_the_quorum_of_1918_replay_says_what_is_true():
    """375 votes alone show no breach: at least 410 are attested at the opening (A1). After the walk-outs fewer than 400
    were left. The opening kept the rule; those who dispersed the Assembly broke others."""
    scenario = load("petrograd-1917")
    found = replay(scenario, compile_scenario(scenario), 200)
    watched = next(watched for watched in found.watched if watched.rule == "quorum_400")
    moments = {moment.act: moment for moment in watched.moments}
    notes = {m.act: t.note for m, t in zip(watched.moments, moments_told(scenario, found, watched), strict=True)}
    assert moments["assembly_opens"].bears
    assert "kept" in notes["assembly_opens"]
    assert moments["declaration_vote"].votes == 375
    assert "375 voted, fewer than 400: that alone shows no breach" in notes["declaration_vote"]
    assert moments["left_srs_walk_out"].when == 1.0
    assert any("A1: 410 present" in line for line in attested(scenario, found, watched))
    broken = dict(by_rule(scenario, found))
    assert broken["quorum_400"] == "broken by no recorded event"
    assert scenario.form.acts["dissolution"].title in broken["assembly_is_supreme"]
    assert Path(scenario.folder or "").name == "petrograd_1917"
