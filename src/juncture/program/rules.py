"""Tracing rules: under which condition an act breaks them, what meets a duty, and the act 'rule broken'.

A rule that says `must` compiles into ordinary things: a slot that says whether the duty is settled, a statement in each
act that settles it, and an act at once whose window opens at the deadline.
"""

from __future__ import annotations

from collections.abc import Iterator

from juncture.language import did_you_mean
from juncture.language.expression import Expression, Number, Slot, node
from juncture.program.model import Edge, TracedAct, TracedRule
from juncture.program.resolve import Resolver
from juncture.scenario.scenario import Location, Scenario
from juncture.scenario.schema import Act, Rule
from juncture.verbs.registry import VERBS
from juncture.verbs.statements import Change
from juncture.verbs.verb import Verb

#: How long the window of 'rule broken' is open, in days: two seconds, one more than rounding may take.
MOMENT = 2 / 86400


class RuleTracer(Resolver):
    """Says what each rule means for each act."""

    def __init__(self, scenario: Scenario):
        super().__init__(scenario)
        self.verbs: dict[str, Verb] = {}

    def broken(self, name: str, act: Act) -> list[tuple[str, Expression]]:
        """The rules that an act may break, each with the condition under which it would."""
        broken: list[tuple[str, Expression]] = []
        for rule_name, rule in self._bearing_on(name, act):
            if rule.must:
                continue
            when, force = self._condition(rule_name, "when"), self._condition(rule_name, "in_force")
            broken.append((rule_name, force & (when if rule.may_not else ~when)))
        return broken

    def settles(self, name: str, act: Act) -> list[Change]:
        """The duties that an act meets, if they are in force just before it."""
        return [
            Change(_settled(rule_name), _settled(rule_name) | self._condition(rule_name, "in_force"))
            for rule_name, rule in self._bearing_on(name, act)
            if rule.must
        ]

    def renews(self, name: str) -> list[Change]:
        """The duties whose deadline an act sets anew: what happened before does not meet them."""
        return [
            Change(_settled(rule_name), Number(0.0))
            for rule_name, rule in self.form.rules.items()
            if rule.must and rule.by is not None and self.scenario.edge(rule.by).after == name
        ]

    def breach(self, name: str) -> TracedAct:
        """The act 'rule broken': it happens at the deadline if the rule then holds and was not met."""
        rule, location = self.form.rules[name], ("rules", name, "by")
        deadline = self.edge(rule.by, location, f"{name}.by", "")
        self.slots.update(dict.fromkeys([Slot("done", (name,)), _settled(name)]))
        return TracedAct(
            name=name,
            guard=self._condition(name, "in_force") & self._condition(name, "when") & ~_settled(name),
            speed=None,
            statements=(Change(_settled(name), Number(1.0)),),
            results=(),
            broken=((name, Number(1.0)),),
            opens=deadline,
            closes=self._a_moment_later(deadline, name),
            times=self.form.acts[name].times,
            recorded=False,
        )

    def rules(self) -> Iterator[TracedRule]:
        """All rules as expressions."""
        for name in self.form.rules:
            yield TracedRule(name, self._condition(name, "in_force"), self._condition(name, "when"))

    def _a_moment_later(self, edge: Edge | None, name: str) -> Edge | None:
        if edge is None or edge.instant is not None:
            return edge and Edge(instant=(edge.instant or 0) + 1)
        if edge.delay is None:
            return Edge(after=edge.after, delay=Number(MOMENT))
        if isinstance(edge.delay, Number):
            return Edge(after=edge.after, delay=Number(edge.delay.value + MOMENT))
        later = Slot("number", (f"{name}.by.closes",))
        self.numbers.statements.append(Change(later, node(edge.delay) + MOMENT))
        return Edge(after=edge.after, delay=later)

    def _condition(self, rule: str, part: str) -> Expression:
        found = self.rule_part(rule, part)
        return Number(0.0) if found is None else found

    def _bearing_on(self, name: str, act: Act) -> Iterator[tuple[str, Rule]]:
        """The rules that name the doer of an act, or whom it acts upon, and its verb."""
        concerned = {*act.by, *self.verbs[name].concerns()}
        for rule_name, rule in self.form.rules.items():
            for verb in rule.aim:
                if verb not in VERBS:
                    self._unknown_verb(("rules", rule_name, rule.deontic), verb)
            if rule.who in concerned and act.verb in rule.aim:
                self.bearing.add(rule_name)
                yield rule_name, rule

    def _unknown_verb(self, location: Location, verb: str) -> None:
        advice = did_you_mean(verb, VERBS)
        problem = self.scenario.problem(location, f"unknown verb '{verb}'", "expected a verb", advice)
        if problem not in self.problems:
            self.problems.append(problem)


def _settled(rule: str) -> Slot:
    """1 once a duty was met, or broken, since it began."""
    return Slot("settled", (rule,))
