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
from juncture.report.rules import attested, by_rule, moments_told
from juncture.report.terminal import console
from juncture.scenario.load import load
from scenarios_for_tests import loaded

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
    assert "against the rule in 100 % of courses: no_laws (C1): The cabinet makes no law." in text
    assert "due: They must meet on the third. Or else: nobody comes again." in text
    assert "Broken in 100 % of courses, at 4 Jan 2000 00:00." in text
    assert "Followed along the record: many" in text


def test_the_page_tells_the_same(told, tmp_path: Path):
    run(str(told.folder), courses=100, report=tmp_path / "report.html")
    text = (tmp_path / "report.html").read_text()
    assert "against the rule in 100 % of courses: no_laws (C1)" in text
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
