"""Rules that say `must`: met, or broken at the deadline, in the kernel and in the reference alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from juncture.kernel.run import Plan, run_courses
from juncture.program.lower import lower
from juncture.program.model import Model
from models_for_tests import events_of
from reference import run
from scenarios_for_tests import problems, traced

DAY = 86400
ACTS = """
start: {title: Start, by: cabinet, pace: at once, opens: 2000-01-05 00:00}
x: {title: X, verb: decree, by: cabinet, pace: at once, opens: 2000-01-10 12:00, closes: 2000-01-10 12:01, times: 3}
"""


def breaches(model: Model, courses: int = 1) -> list[list[float]]:
    """For each course, the days after the begin at which rule `r` is broken; the reference must agree on every event."""
    program = lower(model)
    found = events_of(program, run_courses(program, 1, 0, courses))
    for number in range(courses):
        assert found.get(number, []) == run(model, 1, number).events
    return [[event.instant / DAY for event in found.get(n, []) if event.act == "r"] for n in range(courses)]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("by: 2000-01-10 12:00", []),  # done in the very second of the deadline: acts at once come before the breach
        ("by: 2000-01-10 11:59", [9 + (11 * 60 + 59) / 1440]),
        ("by: 2000-01-10", []),  # a day ends at its last midnight
        ("by: 2000-01-09", [9]),
        ("by: 2000-01-09, when: threat > 0.6", []),
        ("by: 2000-01-09, when: threat > 0.4", [9]),
        ("by: 2000-01-09, in_force: done(start)", [9]),
        ("by: 2000-01-03, in_force: done(start)", []),  # the deadline had passed before the duty began
        ("by: 2000-01-20, in_force: day > 10", [20]),  # done before the duty began: does not count
        ("by: after start", [4]),
        ("by: 3 days after start", [7]),
        ("by: 6 days after start", []),
        ("by: 3 days after never", []),  # a deadline that never comes
        ("by: 2000-05-01", []),  # nor does one beyond the end
    ],
)
def test_a_duty_is_broken_at_its_deadline_unless_it_was_met_while_in_force(
    tmp_path: Path, rule: str, days: list[float]
):
    """X is decreed at noon on 10 January, 9.5 days in. Deadlines count to the second."""
    acts = ACTS + "never: {title: Never, pace: at once, requires: 0}\n"
    acts = acts.replace(", times: 3", "")
    model = traced(tmp_path, acts=acts, rules=f"r: {{says: X is due., who: cabinet, must: [decree], {rule}}}")
    assert breaches(model) == [pytest.approx([*days])]


def test_each_happening_of_the_act_sets_the_deadline_and_the_duty_anew(tmp_path: Path):
    """Calls on days 1, 5 and 9, each to be answered within two days; answers on days 2 and 10: only the second call
    is left without one. An answer to an earlier call does not meet a later one."""
    on = "(day == {} and done({}) == {})"
    calls = " or ".join(on.format(day, "call", k) for k, day in enumerate((1, 5, 9)))
    answers = " or ".join(on.format(day, "answer", k) for k, day in enumerate((2, 10)))
    acts = f"""
    call: {{title: Call, by: reds, pace: at once, times: 3, requires: "{calls}"}}
    answer: {{title: Answer, verb: decree, by: cabinet, pace: at once, times: 2, requires: "{answers}"}}
    """
    rules = "r: {says: Calls are answered., who: cabinet, must: [decree], by: 2 days after call}"
    assert breaches(traced(tmp_path, acts=acts, rules=rules)) == [[7.0]]


def test_an_uncertain_deadline_is_drawn_once_a_course(tmp_path: Path):
    """A deadline 1 to 4 days after the start, never met: broken once, in between, and alike for twins."""
    rules = "r: {says: x, who: cabinet, must: [convene], by: 1 .. 4 days after start}"
    acts = ACTS + "y: {title: Y, verb: convene, by: cabinet, body: assembly, pace: 3 days, opens: 2000-03-01}\n"
    found = breaches(traced(tmp_path, acts=acts, rules=rules), 40)
    assert all(len(days) == 1 and 5 <= days[0] <= 8 for days in found)
    assert found[::2] == found[1::2]
    assert len({days[0] for days in found}) == 20


def test_an_act_upon_the_body_that_is_bound_meets_its_duty(tmp_path: Path):
    """As for other rules, the body acted upon counts like the doer; another body does not."""
    acts = "y: {title: Y, verb: dissolve, by: reds, body: committee, pace: at once}\n"
    rule = "r: {{says: x, who: {}, must: [dissolve], by: 2000-01-02}}"
    other = acts + "z: {title: Z, verb: dissolve, by: blues, body: cabinet, pace: at once, requires: 0}\n"
    assert breaches(traced(tmp_path / "1", acts=acts, rules=rule.format("committee"))) == [[]]
    assert breaches(traced(tmp_path / "2", acts=other, rules=rule.format("cabinet"))) == [[2.0]]


def test_a_broken_duty_can_be_read_and_answered(tmp_path: Path):
    """`broken(r)` is 1 from the breach on: the sanction is an act that waits for it."""
    acts = ACTS + "sanction: {title: The reds leave, by: reds, pace: at once, requires: broken(r)}\n"
    rules = "r: {says: x, who: cabinet, must: [decree], by: 2000-01-09, or_else: the reds leave}"
    program = lower(traced(tmp_path, acts=acts, rules=rules))
    (events,) = events_of(program, run_courses(program, 1, 0, 1)).values()
    at = {event.act: event.instant for event in events}
    assert at["sanction"] == at["r"] == 9 * DAY
    assert [event.broken for event in events if event.act == "r"] == [("r",)]


def test_in_replay_a_duty_is_broken_by_itself(tmp_path: Path):
    """The record tells acts; that a duty was broken follows."""
    record = "- {act: y, on: 2000-01-20}"
    acts = "y: {title: Y, verb: decree, by: cabinet, pace: 3 days}\n"
    rules = "r: {says: x, who: cabinet, must: [decree], by: 2000-01-15}"
    model = traced(tmp_path, acts=acts, rules=rules, record=record)
    program = lower(model)
    plan = Plan(model.record_until)
    (events,) = events_of(program, run_courses(program, 1, 0, 1, plan)).values()
    assert [(event.act, event.instant / DAY) for event in events] == [("r", 15.0), ("y", 19.5)]
    assert events == run(model, 1, 0, replay_until=model.record_until).events


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("must: [decree]", "'must' without a deadline"),
        ("may: [decree], by: 2000-01-09", "'by' with 'may'"),
        ("may: [decree], may_not: [decree]", "'may' and 'may_not'"),
        ("when: 1", "a rule without an aim"),
        ("must: [decree], by: 3 days after z", "unknown act 'z'"),
        ("must: [decree], by: soon", "expected a date, 'after ACT' or '3 days after ACT'"),
        ("must: [deqree], by: 2000-01-09", "unknown verb 'deqree'"),
        ("must: [elect], by: 2000-01-09", "no act of cabinet or on it with the verb elect"),
        ("must: [decree], by: x days after start", "'x'"),
    ],
)
def test_a_rule_has_one_deontic_and_a_duty_a_deadline(tmp_path: Path, rule: str, words: str):
    (line,) = problems(tmp_path, acts=ACTS, rules=f"r: {{says: x, who: cabinet, {rule}}}")
    assert words in line


def test_only_a_rule_with_a_deadline_can_be_read_as_broken(tmp_path: Path):
    acts = ACTS + "y: {title: Y, pace: 1 days, requires: broken(r)}\n"
    (line,) = problems(tmp_path, acts=acts, rules="r: {says: x, who: cabinet, may_not: [decree]}")
    assert "broken(r) of a rule that says 'may_not'; expected a rule that says 'must'" in line
