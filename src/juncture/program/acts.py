"""Tracing acts: what the author and the verb say of each becomes guard, speed, statements and broken rules."""

from __future__ import annotations

from typing import Any, cast

from juncture.language import Problem, ProblemsFound, did_you_mean
from juncture.language.expression import Expression, Quantity, Slot, all_of, exp, node, rewrite, total
from juncture.program.model import TracedAct
from juncture.program.rules import RuleTracer
from juncture.scenario.load import unknown_names
from juncture.scenario.names import DERIVED
from juncture.scenario.scenario import Location, Scenario
from juncture.scenario.schema import Act
from juncture.scenario.tree import MappingNode
from juncture.scenario.validation import validate
from juncture.scenario.values import Driver
from juncture.verbs.registry import VERBS
from juncture.verbs.statements import Change, Statement
from juncture.verbs.verb import Verb, Writing, bounded


class ActTracer(RuleTracer):
    """Lets the verb of each act write, then traces the act."""

    def __init__(self, scenario: Scenario):
        super().__init__(scenario)
        self.bounds = {name: gauge.between for name, gauge in self.form.gauges.items()}
        self.writings: dict[str, Writing] = {}

    def _write(self, name: str, act: Act) -> None:
        """Let the verb of an act write."""
        location: Location = ("acts", name)
        kind = VERBS.get(act.verb)
        if kind is None:
            advice = did_you_mean(act.verb, VERBS)
            expected = "expected a verb" if advice else f"expected one of {', '.join(VERBS)}"
            self.problems.append(
                self.scenario.problem((*location, "verb"), f"unknown verb '{act.verb}'", expected, advice)
            )
            return
        unknown = [key for key in act.fields if key not in kind.model_fields]
        if unknown and "verb" not in act.model_fields_set and (verbs := _verbs_with(unknown)):
            these, mark = ", ".join(f"'{key}'" for key in unknown), self.scenario.key_mark((*location, unknown[0]))
            expected = f"expected the verb that has {'it' if len(unknown) == 1 else 'them'}: {' or '.join(verbs)}"
            found = f"acts.{name}: {these} without a verb"
            self.problems.append(Problem(mark, found, expected, f"add 'verb: {verbs[0]}'"))
            return
        for key in unknown:
            valid = [*kind.model_fields, *(field for field in Act.model_fields)]
            advice = did_you_mean(key, valid)
            expected = "expected a key of an act" + (
                "" if advice else f" or of '{act.verb}': {', '.join(kind.model_fields) or 'none'}"
            )
            self.problems.append(
                Problem(self.scenario.key_mark((*location, key)), f"acts.{name}: unknown key '{key}'", expected, advice)
            )
        if unknown:
            return
        verb = self._verb(kind, name, act)
        if verb is None:
            return
        writing = Writing(name, act.by, self.form, self.bounds, self.members, self.holders)
        verb.write(writing)
        advice = f"docs/verbs/{act.verb}.md tells what belongs together"
        for key, found, expected in writing.mistakes:
            self.problems.append(self.scenario.problem((*location, key), f"acts.{name}: {found}", expected, advice))
        self.verbs[name], self.writings[name] = verb, writing

    def _verb(self, kind: type[Verb], name: str, act: Act) -> Verb | None:
        location: Location = ("acts", name)
        fields = self._fields_of(name, act)
        try:
            verb = validate(kind, fields, path=location)
        except ProblemsFound as found:
            self.problems.extend(found.problems)
            return None
        wrong = list(unknown_names(self.scenario, kind, verb, location))
        self.problems.extend(wrong)
        if wrong:
            return None
        resolved = {
            field: self._resolved(getattr(verb, field), (*location, field), f"{name}.{field}", act.because)
            for field in kind.model_fields
        }
        return kind.model_construct(**resolved)

    def _fields_of(self, name: str, act: Act) -> MappingNode:
        """What the author wrote for the verb, with its places."""
        acts = self.scenario.tree.entries["acts"][1]
        assert isinstance(acts, MappingNode)
        mark, written = acts.entries[name]
        assert isinstance(written, MappingNode)
        return MappingNode(mark, {key: entry for key, entry in written.entries.items() if key in act.fields})

    def _resolved(self, value: Any, location: Location, name: str, reason: str) -> Any:
        if isinstance(value, Expression):
            return self.resolve(value, location, name, reason)
        if isinstance(value, dict):
            items = cast("dict[str, Any]", value).items()
            return {key: self._resolved(item, (*location, key), f"{name}.{key}", reason) for key, item in items}
        return value

    def _act(self, name: str, act: Act) -> TracedAct:
        location: Location = ("acts", name)
        writing = self.writings[name]
        own_guard = self.resolve(act.requires, (*location, "requires"), f"{name}.requires", act.because)
        written = [self._written(guard, location) for guard in writing.guards]
        statements = [self._statement(statement, location) for statement in (*writing.draws, *writing.changes)]
        effects = self._effects(act.effects, (*location, "effects"), f"{name}.effects", act.because)
        self.slots.update(dict.fromkeys([Slot("done", (name,)), *writing.results]))
        return TracedAct(
            name=name,
            guard=all_of([*written, own_guard]),
            speed=None if act.at_once else self._speed(name, act, location),
            statements=(*self.settles(name, act), *statements, *effects, *self.renews(name)),
            results=tuple(writing.results),
            broken=tuple(self.broken(name, act)),
            opens=self.edge(act.opens, (*location, "opens"), f"{name}.opens", act.because),
            closes=self.edge(act.closes, (*location, "closes"), f"{name}.closes", act.because),
            times=act.times,
            recorded=act.recorded != "never",
        )

    def _speed(self, name: str, act: Act, location: Location) -> Expression:
        """exp(sum of strength * deviation) / pace, per day."""
        assert isinstance(act.pace, Expression)
        if isinstance(act.pace, Quantity) and any(s.law == "normal" for s in act.pace.alternatives):
            found, expected = (
                f"a pace of {act.pace.text}, which may be below 0",
                "expected a wait that is never negative",
            )
            advice = "write a range, or '6 days ± 50%'"
            self.problems.append(self.scenario.problem((*location, "pace"), found, expected, advice))
        elif isinstance(act.pace, Quantity) and any(s.a <= 0 for s in act.pace.alternatives):
            found, expected = f"a pace of {act.pace.text}", "expected a mean wait longer than 0"
            self.problems.append(self.scenario.problem((*location, "pace"), found, expected, "write 'at once'"))
        pace = self.resolve(act.pace, (*location, "pace"), f"{name}.pace", act.because, in_logs=True)
        terms: list[Expression] = []
        for text, strength in act.drivers.items():
            driver = Driver.read(text)
            at = (*location, "drivers", text)
            on_key = (*at, "[key]")
            label = text.rsplit(" from ", 1)[0].strip()
            deviation = self.resolve(driver.measured, on_key, f"{name}.drivers.{label}.measured") - self.resolve(
                driver.reference, on_key, f"{name}.drivers.{label}.reference"
            )
            terms.append(self.resolve(strength, at, f"{name}.drivers.{label}", act.because) * deviation)
        return exp(total(terms)) / pace if terms else 1 / node(pace)

    # -- statements --------------------------------------------------------------------------------------------

    def _written(self, expression: Expression, location: Location) -> Expression:
        """Resolve what a verb wrote: its sums are written out, its slots remembered; its numbers are resolved already."""

        def leaf(found: Expression) -> Expression:
            return self.slot(found, location) if isinstance(found, Slot) and found.family != "number" else found

        return rewrite(expression, leaf)

    def _statement(self, statement: Statement, location: Location) -> Statement:
        if isinstance(statement, Change):
            self.slots.setdefault(statement.slot)
            return Change(statement.slot, self._written(statement.value, location), statement.low, statement.high)
        at_least = None if statement.at_least is None else self._written(statement.at_least, location)
        a, b = self._written(statement.a, location), self._written(statement.b, location)
        return type(statement)(statement.slot, statement.law, a, b, statement.luck, at_least)

    def _effects(self, effects: Any, location: Location, name: str, reason: str) -> list[Statement]:
        changes: list[Statement] = []
        for i, stated_effect in enumerate(effects):
            effect = stated_effect.effect
            at = (*location, i, "do") if self._is_mapping((*location, i)) else (*location, i)
            target = self.slot(effect.slot, at)
            derived = (effect.slot.family, len(effect.slot.names)) in DERIVED
            if derived or not isinstance(target, Slot) or target.family in ("day", "done", "result"):
                if not any(p.mark == self.scenario.mark(at, effect.slot.offset) for p in self.problems):
                    self.problems.append(
                        self.scenario.problem(
                            at,
                            f"an effect on {effect.slot}",
                            "expected a slot that acts may change",
                            "counts and sums follow from others: change what they are made of",
                            effect.slot.offset,
                        )
                    )
                continue
            value = self.resolve(effect.result, at, f"{name}.{target}", reason)
            changes.append(bounded(target, value, self.bounds))
        return changes

    def _is_mapping(self, location: Location) -> bool:
        node_found: Any = self.scenario.tree
        for piece in location:
            node_found = node_found.entries[piece][1] if isinstance(piece, str) else node_found.items[piece]
        return isinstance(node_found, MappingNode)


def _verbs_with(keys: list[str]) -> list[str]:
    """Names of the verbs that these keys suffice for. A single key that is nearly one of every act is a slip of the pen."""
    if len(keys) == 1 and did_you_mean(keys[0], Act.model_fields):
        return []
    written = set(keys)
    return [
        name
        for name, kind in VERBS.items()
        if written <= kind.model_fields.keys()
        and all(key in written for key, field in kind.model_fields.items() if field.is_required())
    ]
