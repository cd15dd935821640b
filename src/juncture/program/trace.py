"""Tracing: a scenario and its verbs become a `Model`, everything they say as expressions over slots."""

from __future__ import annotations

from dataclasses import replace

from juncture.language import Problem, ProblemsFound, did_you_mean
from juncture.language.expression import Expression, Number, Slot, slots_of
from juncture.program.acts import ActTracer
from juncture.program.hypotheses import traced_hypotheses
from juncture.program.model import (
    Model,
    Observation,
    StatedNumber,
    TracedEntry,
    TracedFact,
)
from juncture.program.start import default_of, stated, where_to_state
from juncture.scenario.scenario import Scenario
from juncture.verbs.statements import Change, Statement
from juncture.verbs.verb import bounded

SECONDS_PER_DAY = 86400
#: The rules that an event breaks are kept as bits of one number.
MOST_RULES = 52


def trace(scenario: Scenario) -> Model:
    """Trace a scenario.

    Raises
    ------
    ProblemsFound
        With everything wrong in verbs, expressions, effects, windows and the record.
    """
    return _Tracer(scenario).model()


class _Tracer(ActTracer):
    """One pass over the scenario: acts first, then what reads them."""

    def model(self) -> Model:
        written = {name: act for name, act in self.form.acts.items() if name not in self.form.rules}
        for name, act in written.items():
            self._write(name, act)
        acts = [self._act(name, act) for name, act in written.items() if name in self.writings]
        acts += [self.breach(name) for name, rule in self.form.rules.items() if rule.must]
        tick = self._effects(self.form.daily, ("daily",), "daily", self.form.daily_because)
        outcomes = self._outcomes()
        facts = [
            TracedFact(
                self.scenario.instants(fact.at).noon, self.resolve(fact.that, ("facts", i, "that"), f"facts.{fact.at}")
            )
            for i, fact in enumerate(self.form.facts)
        ]
        rules = tuple(self.rules())
        hypotheses = tuple(traced_hypotheses(self))
        record = self._record()
        start = self._start_values()
        self._check_results()
        self._check_rules()
        if self.problems:
            raise ProblemsFound(self.problems)
        into_the_day = self.scenario.begin % SECONDS_PER_DAY
        return Model(
            begin=(*self.numbers.statements, *start),
            tick=tuple(tick),
            acts=tuple(acts),
            outcomes=tuple(outcomes),
            end=self.scenario.end,
            first_tick=SECONDS_PER_DAY - into_the_day,
            record=tuple(record),
            record_until=self.scenario.record_until,
            facts=tuple(sorted(facts, key=lambda fact: fact.instant)),
            numbers=tuple(number for number in self.numbers.stated if not _is_definition(number)),
            slots=tuple(self.slots),
            rules=rules,
            hypotheses=hypotheses,
        )

    def _outcomes(self) -> list[tuple[str, Expression]]:
        outcomes = [
            (name, self.resolve(outcome.when, ("outcomes", name, "when"), f"outcomes.{name}", outcome.because))
            for name, outcome in self.form.outcomes.items()
        ]
        if not outcomes or outcomes[-1][1] != Number(1.0):
            self.problems.append(
                self.scenario.problem(
                    ("outcomes",),
                    "outcomes that may all fail",
                    "expected a last one with 'when: 1'",
                    "add 'otherwise: {title: ..., when: 1}'",
                )
            )
        return outcomes

    def _record(self) -> list[TracedEntry]:
        entries: list[TracedEntry] = []
        for i, entry in enumerate(self.form.record):
            if entry.act not in self.writings:
                continue
            if self.form.acts[entry.act].recorded == "never":
                found, expected = f"{entry.act} is marked 'recorded: never'", "expected an act that the record tells of"
                self.problems.append(self.scenario.problem(("record", i, "act"), found, expected, "delete one of both"))
            dates = self.scenario.instants(entry.on)
            observed: dict[Slot, Observation] = {}
            told: dict[Slot, float] = {}
            follows = {slot.names[1]: slot for slot in self.writings[entry.act].results}
            draws, sides = self.writings[entry.act].observed_by, self.writings[entry.act].sides
            for name, parts in self.writings[entry.act].sums.items():
                if all(part in entry.result for part in parts):
                    observed[draws[name].slot] = Observation("value", float(sum(entry.result[part] for part in parts)))
            for name, value in entry.result.items():
                draw = draws.get(name)
                if draw is None and name in follows and draws.keys() & entry.result.keys():
                    told[follows[name]] = float(value)
                elif draw is None:
                    self.problems.append(self._not_observable(i, entry.act, name))
                elif draw.slot.names[1] == name:
                    observed[draw.slot] = Observation("value", float(value))
                    if name in sides:
                        observed.setdefault(sides[name].slot, Observation("side", float(value)))
                elif draw.slot not in observed:
                    observed[draw.slot] = Observation("reached" if value else "missed")
            entries.append(TracedEntry(entry.act, dates.noon, dates.first, dates.last, observed, told))
        return _one_second_apart(entries)

    def _not_observable(self, i: int, act: str, name: str) -> Problem:
        """A result that no draw tells: unknown, or one that follows from others."""
        mark = self.scenario.key_mark(("record", i, "result", name))
        writing = self.writings[act]
        told = ", ".join(writing.observed_by) or "none"
        if name in [result.names[1] for result in writing.results]:
            return Problem(
                mark, f"'{name}' of {act} follows from its draws", f"expected a result that is drawn: {told}"
            )
        advice = did_you_mean(name, writing.observed_by)
        return Problem(
            mark, f"unknown result '{name}' of {act}", f"expected one that a record can give: {told}", advice
        )

    def _start_values(self) -> list[Statement]:
        statements: list[Statement] = []
        known: set[Slot] = set()
        for slot, value, location, reason in stated(self.form):
            before = len(self.slots)
            resolved = self.resolve(value, location, ".".join(str(piece) for piece in location), reason)
            if len(self.slots) != before or _reads_world(resolved):
                self.problems.append(
                    self.scenario.problem(location, "a start value that reads a slot", "expected numbers only")
                )
            known.add(slot)
            self.slots.setdefault(slot)
            statements.append(bounded(slot, resolved, self.bounds))
        for slot in list(self.slots):
            if slot in known or slot.family in ("done", "result", "number", "day"):
                continue
            default = default_of(slot)
            if default is None:
                text = f"{slot} is read but has no start value"
                at, offset = self.slots[slot] or (("acts",), 0)
                expected = f"expected {where_to_state(slot)}"
                self.problems.append(self.scenario.problem(at, text, expected, "state it there", offset))
            elif default != 0.0:
                statements.append(Change(slot, Number(default)))
        return statements

    def _check_rules(self) -> None:
        """A rule that no act can break would say nothing, and mistakes in it would stay unseen."""
        if len(self.form.rules) > MOST_RULES:
            found = f"{len(self.form.rules)} rules"
            self.problems.append(self.scenario.problem(("rules",), found, f"expected at most {MOST_RULES}"))
        for name, rule in self.form.rules.items():
            if name not in self.bearing and not self.problems:
                verbs = " or ".join(rule.aim)
                self.problems.append(
                    self.scenario.problem(
                        ("rules", name, "who"),
                        f"rules.{name}: no act of {rule.who} or on it with the verb {verbs}",
                        "expected a rule that bears on some act",
                        "name the doer of the act, or the body it acts upon",
                    )
                )

    def _check_results(self) -> None:
        for slot, location in self.results_read:
            act, name = slot.names
            if act not in self.writings:
                continue
            valid = [result.names[1] for result in self.writings[act].results]
            if name not in valid:
                advice = did_you_mean(name, valid)
                has = ", ".join(valid) or "none"
                self.problems.append(
                    self.scenario.problem(
                        location,
                        f"unknown result '{name}' of {act}",
                        f"expected one of its results: {has}",
                        advice,
                        slot.offset,
                    )
                )


def _is_definition(number: StatedNumber) -> bool:
    """A reference point of a driver or a number in a check claims nothing, so the ledger leaves it out."""
    return number.location[0] == "facts" or number.name.endswith(".reference")


def _reads_world(expression: Expression) -> bool:
    return any(slot.family != "number" for slot in slots_of(expression))


def _one_second_apart(entries: list[TracedEntry]) -> list[TracedEntry]:
    """Sort by instant, keep the record's order at one instant, and put entries at one instant a second apart."""
    apart: list[TracedEntry] = []
    for entry in sorted(entries, key=lambda entry: entry.instant):
        instant = max(entry.instant, apart[-1].instant + 1) if apart else entry.instant
        apart.append(replace(entry, instant=instant))
    return apart
