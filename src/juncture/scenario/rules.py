"""Rules as institutional statements: one deontic each, and the act that a broken `must` becomes.

Reference
---------
Crawford, S. E. S. & Ostrom, E. (1995). A grammar of institutions. American Political Science Review 89, 582-600.
Frantz, C. K. & Siddiki, S. (2021). Institutional Grammar 2.0: a specification for encoding and analyzing institutional
design. Public Administration 99, 222-247.
"""

from __future__ import annotations

from collections.abc import Iterator

from juncture.language import Problem
from juncture.scenario.scenario import Scenario
from juncture.scenario.schema import Act, Rule

DEONTICS = ("may", "must", "may_not")


def rule_problems(scenario: Scenario) -> Iterator[Problem]:
    """Every rule that has no deontic or several, and every deadline that is missing or stands without a `must`."""
    for name, rule in scenario.form.rules.items():
        stated = [deontic for deontic in DEONTICS if getattr(rule, deontic)]
        mark = scenario.key_mark(("rules", name))
        if len(stated) != 1:
            found = f"rules.{name}: {' and '.join(repr(deontic) for deontic in stated) or 'a rule without an aim'}"
            advice = "write two rules" if stated else "list the verbs that it allows, demands or forbids"
            yield Problem(mark, found, "expected one of 'may', 'must', 'may_not'", advice)
        elif rule.must and rule.by is None:
            found, expected = f"rules.{name}: a 'must' without a deadline", "expected 'by'"
            yield Problem(mark, found, expected, "write 'by: 1918-01-05' or 'by: 3 days after ACT'")
        elif rule.by is not None and not rule.must:
            found, expected = f"rules.{name}: 'by' with '{stated[0]}'", "expected a deadline only of a 'must'"
            mark = scenario.key_mark(("rules", name, "by"))
            yield Problem(mark, found, expected, "say when the rule holds in 'when' or 'in_force'")


def breaches(scenario: Scenario) -> dict[str, Act]:
    """For each rule that says `must`, the act 'rule broken', which has the rule's name and happens at its deadline."""
    return {name: _breach(scenario, rule) for name, rule in scenario.form.rules.items() if rule.must}


def _breach(scenario: Scenario, rule: Rule) -> Act:
    assert rule.by is not None
    after = scenario.edge(rule.by).after
    return Act.model_construct(
        title=f"Rule broken: {rule.says.rstrip('.')}",
        by=(rule.who,),
        pace="at once",
        times=scenario.form.acts[after].times if after else 1,  # each happening of the act sets the deadline anew
        recorded="never",
    )
