"""Rules: whom they bind, when they are broken, and that broken rules stop nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from juncture.kernel.run import run_courses
from models_for_tests import events_of
from scenarios_for_tests import compiled

ACTS = """
x: {title: X, verb: decree, by: cabinet, pace: at once}
y: {title: Y, verb: convene, by: reds, body: committee, pace: at once, requires: done(x), effects: [bread = 3]}
z: {title: Z, verb: dissolve, by: cabinet, body: committee, pace: at once, opens: 2000-01-02}
"""


def broken(tmp_path: Path, rules: str) -> dict[str, tuple[str, ...]]:
    """The rules that each event broke."""
    program = compiled(tmp_path, acts=ACTS, rules=rules)
    (events,) = events_of(program, run_courses(program, 1, 0, 1)).values()
    return {event.act: event.broken for event in events}


@pytest.mark.parametrize(
    ("rule", "breaks"),
    [
        ("who: cabinet, may_not: [decree]", "x"),
        ("who: cabinet, may_not: [decree, dissolve]", "xz"),
        ("who: cabinet, may_not: [decree], when: threat > 0.4", "x"),
        ("who: cabinet, may_not: [decree], when: threat > 0.6", ""),
        ("who: cabinet, may: [decree], when: threat > 0.4", ""),
        ("who: cabinet, may: [decree], when: threat > 0.6", "x"),
        ("who: cabinet, may: [decree, dissolve], when: done(x) > 0", "x"),
        ("who: cabinet, may_not: [decree], in_force: threat > 0.6", ""),
        ("who: cabinet, may: [decree], when: threat > 0.6, in_force: threat > 0.9", ""),
        ("who: cabinet, may_not: [decree, dissolve], in_force: done(x)", "z"),
        ("who: committee, may_not: [dissolve]", "z"),
        ("who: committee, may_not: [decree, dissolve]", "z"),
    ],
)
def test_a_rule_is_broken_by_whom_it_binds_while_it_is_in_force(tmp_path: Path, rule: str, breaks: str):
    """`may_not ... when` forbids while the condition holds, `may ... when` allows only then; a body acted upon counts
    like the doer. The conditions are read just before the event."""
    found = broken(tmp_path, f"r: {{says: x, {rule}}}")
    assert "".join(act for act, rules in found.items() if rules) == breaks


def test_broken_rules_are_told_in_the_scenario_s_order_and_stop_nothing(tmp_path: Path):
    """Possible and lawful are different things: the act happens, and each rule that it broke is named."""
    rules = """
    later: {says: a, who: cabinet, may_not: [decree]}
    kept: {says: b, who: cabinet, may_not: [decree], when: threat > 0.9}
    other: {says: c, who: cabinet, may_not: [decree, dissolve]}
    """
    found = broken(tmp_path, rules)
    assert found["x"] == ("later", "other")
    assert found["z"] == ("other",)
