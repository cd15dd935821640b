"""Rules with a number in their condition, followed along the record: what was measured, and did the condition hold?

`present(assembly) < 400` is true or false at every instant, but sources attest it at few. Replay says for each recorded
event that bears on such a rule, changes what it measures, or is done by or in the same body: how much was there just
after it (over the assumptions), and in which share of courses the condition held and the rule was in force.

Votes cast are a lower bound of those present, not a count of them: where the record gives a vote by ayes and nays, both
stand side by side.

How
---
Each watched act gets an observer, which happens one second after it and logs what the rules measure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from juncture.analysis.comparisons import Comparison, Measure, comparisons
from juncture.analysis.observer import observer
from juncture.kernel.run import Plan, run_courses
from juncture.language.expression import Expression, Number, Slot, slots_of
from juncture.program.lower import lower
from juncture.program.model import Edge, Model, TracedAct, TracedRule
from juncture.program.program import Floats
from juncture.scenario.scenario import Scenario

SECOND = 1 / 86400


@dataclass(frozen=True, slots=True)
class Reading:
    """What one comparison read: median, 5 % and 95 % of what is measured, the median of the bound, how often it held."""

    median: float
    low: float
    high: float
    bound: float
    holds: float

    @classmethod
    def of(cls, measured: Floats, bound: Floats, holds: NDArray[Any]) -> Reading:
        """Read values, one a course."""
        low, median, high = np.quantile(measured, [0.05, 0.5, 0.95])
        return cls(float(median), float(low), float(high), float(np.median(bound)), float(holds.mean()))


@dataclass(frozen=True, slots=True)
class Moment:
    """One recorded event, and what a rule measured just after it.

    Attributes
    ----------
    entry
        Place of the event among the replayed entries.
    in_force, when
        Share of courses in which the rule was in force, and in which its condition held, just after the event.
    readings
        One for each measure of the rule.
    bears
        The rule is about events like this one.
    votes
        Votes cast according to the record; None where it does not give ayes and nays.
    """

    entry: int
    act: str
    instant: int
    in_force: float
    when: float
    readings: tuple[Reading, ...]
    bears: bool
    votes: float | None


@dataclass(frozen=True, slots=True)
class RuleWatched:
    """A rule followed along the record. `attested` are the places, among the replayed facts, that read the same."""

    rule: str
    measures: tuple[Measure, ...]
    moments: tuple[Moment, ...]
    attested: tuple[int, ...]


def watch(scenario: Scenario, model: Model, courses: int = 1000, seed: int = 1) -> tuple[RuleWatched, ...]:
    """Replay the record with observers and return every rule whose condition compares numbers."""
    compared = {rule: tuple(comparisons(scenario.form.rules[rule.name].when, rule.when)) for rule in model.rules}
    watched = {rule: found for rule, found in compared.items() if found}
    if not watched or not model.record:
        return ()
    acts = {rule.name: _acts_watched(scenario, model, rule, found) for rule, found in watched.items()}
    observed = _Observed(model, acts, watched, courses, seed)
    return tuple(
        RuleWatched(
            rule.name,
            tuple(comparison.shown for comparison in found),
            tuple(observed.moments(scenario, rule)),
            tuple(_attested(scenario, found)),
        )
        for rule, found in watched.items()
        if acts[rule.name]
    )


class _Observed:
    """The replay with observers."""

    def __init__(
        self,
        model: Model,
        acts: dict[str, list[TracedAct]],
        watched: dict[TracedRule, tuple[Comparison, ...]],
        courses: int,
        seed: int,
    ):
        self.model, self.watched, self.acts = model, watched, acts
        every = dict.fromkeys(act.name for found in acts.values() for act in found)
        observers = tuple(self._observer(act) for act in model.acts if act.name in every)
        self.program = lower(replace(model, acts=(*model.acts, *observers)))
        self.batch = run_courses(self.program, seed, 0, courses, Plan(model.record_until))
        self.ordinals = ordinals(self.batch.whole)

    def _observer(self, act: TracedAct) -> TracedAct:
        """An act at once that happens once after each happening of another."""
        name = f"{act.name} observed"
        told = {
            f"{rule.name} {what}": value
            for rule in self.watched
            if any(act is mine for mine in self.acts[rule.name])
            for what, value in self._told(rule)
        }
        opens = Edge(after=act.name, delay=Number(SECOND))
        return observer(name, told, opens, guard=Slot("done", (name,)) < act.done, times=act.times)

    def _told(self, rule: TracedRule) -> Iterator[tuple[str, Expression]]:
        yield "in force", rule.in_force > 0
        yield "when", rule.when > 0
        for i, comparison in enumerate(self.watched[rule]):
            yield f"measured {i}", comparison.measured
            yield f"bound {i}", comparison.bound
            yield f"holds {i}", comparison.holds

    def moments(self, scenario: Scenario, rule: TracedRule) -> Iterator[Moment]:
        seen: dict[str, int] = {}
        mine = {act.name: act for act in self.acts[rule.name]}
        for number, entry in enumerate(self.model.record):
            k = seen[entry.act] = seen.get(entry.act, -1) + 1
            if entry.act not in mine:
                continue
            found = self._values(f"{entry.act} observed", k, rule)
            readings = tuple(
                Reading.of(found[f"measured {i}"], found[f"bound {i}"], found[f"holds {i}"])
                for i in range(len(self.watched[rule]))
            )
            yield Moment(
                entry=number,
                act=entry.act,
                instant=entry.instant,
                in_force=float(found["in force"].mean()),
                when=float(found["when"].mean()),
                readings=readings,
                bears=any(name == rule.name for name, _ in mine[entry.act].broken),
                votes=_votes(scenario, entry.act, k),
            )

    def _values(self, observer: str, k: int, rule: TracedRule) -> dict[str, NDArray[np.float64]]:
        """What an observer told at its k-th happening, a value a course."""
        number = next(i for i, act in enumerate(self.program.model.acts) if act.name == observer)
        whole = self.batch.whole
        rows = np.flatnonzero(
            (whole[:, 1] == number) & (self.ordinals == k) & (self.batch.summary[whole[:, 0], 1] == 0)
        )
        first = self.batch.result_places(self.program)[0][rows]
        names = [slot.names[1] for slot in self.program.model.acts[number].results]
        return {
            what: self.batch.results[first + names.index(f"{rule.name} {what}")] if len(rows) else np.full(1, np.nan)
            for what, _ in self._told(rule)
        }


def ordinals(whole: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each event, how many events of the same act came before it in its course."""
    group = whole[:, 0] * (int(whole[:, 1].max(initial=0)) + 1) + whole[:, 1]
    order = np.argsort(group, kind="stable")
    group = group[order]
    first = np.r_[True, group[1:] != group[:-1]] if len(group) else np.zeros(0, bool)
    starts = np.maximum.accumulate(np.where(first, np.arange(len(group)), 0))
    ordinal = np.empty(len(whole), np.int64)
    ordinal[order] = np.arange(len(group)) - starts
    return ordinal


def _acts_watched(scenario: Scenario, model: Model, rule: TracedRule, found: tuple[Comparison, ...]) -> list[TracedAct]:
    """Recorded acts on which the rule bears, which change what it measures or put it in force, or in the same body."""
    recorded = {entry.act for entry in model.record}
    read = {slot for comparison in found for slot in slots_of(comparison.measured)} | slots_of(rule.in_force)
    bodies = {name for comparison in found for slot in comparison.written for name in slot.names[:1]}
    bodies &= scenario.form.bodies.keys()
    watched: list[TracedAct] = []
    for act in model.acts:
        form = scenario.form.acts[act.name]
        writes = {act.done, *(statement.slot for statement in act.statements)}
        concerned = {*form.by, form.fields.get("body")} & bodies
        if act.name in recorded and (concerned or writes & read or any(name == rule.name for name, _ in act.broken)):
            watched.append(act)
    return watched


def _attested(scenario: Scenario, found: tuple[Comparison, ...]) -> Iterator[int]:
    """The facts, in the order of their instants, that read what the rule measures."""
    written = {slot for comparison in found for slot in comparison.written}
    yield from (i for i, fact in enumerate(scenario.facts_in_order) if slots_of(fact.that) & written)


def _votes(scenario: Scenario, act: str, k: int) -> float | None:
    result = [entry for entry in scenario.record_in_order if entry.act == act][k].result
    return float(result["ayes"] + result["nays"]) if {"ayes", "nays"} <= result.keys() else None
