"""The elements of a model that can carry a claim: each with the claims it rests on, its date, its names, its number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from juncture.analysis.numbers import readings
from juncture.analysis.paths import paths
from juncture.calendar import DateRange
from juncture.language.expression import slots_of
from juncture.program.model import Model, TracedAct
from juncture.program.start import stated
from juncture.scenario.names import ACTORS, texts_in
from juncture.scenario.scenario import Location, Scenario
from juncture.scenario.tree import MappingNode, Node, ScalarNode, follow
from juncture.verbs.statements import Change


@dataclass(frozen=True, slots=True)
class Element:
    """One part of a model that rests on claims.

    Attributes
    ----------
    kind
        `record`, `number`, `start`, `fact`, `hypothesis` and `outcome` can carry claims; anything else that may cite
        (act, rule, body...) is listed to tell why a claim has found nothing.
    name
        What it is called: the act, the number's place, the slot, the hypothesis, the outcome.
    title
        What it is in words.
    cites
        The claims that it rests on, its own first.
    dates
        When it happened or held; None where it has no date.
    actors
        Names of the scenario that do it or are touched by it.
    values
        By claim (or by an empty name, for all): the numbers that it states; 45% is 45 and 0.45.
    path
        Of a hypothesis: the names from its cause to its effect in the program; empty where there is no path.
    fixed
        Of a start value: True where nothing in the program can change it.
    own
        Of a record: how many of `cites` are its own; the others are its act's.
    written
        Of a fact, a start value and an outcome: the condition or the value, as the author wrote it.
    """

    kind: str
    name: str
    title: str
    cites: tuple[str, ...]
    dates: DateRange | None = None
    actors: tuple[str, ...] = ()
    values: tuple[tuple[str, float], ...] = ()
    path: tuple[str, ...] = ()
    fixed: bool = False
    own: int = 0
    written: str = ""


def elements(scenario: Scenario, model: Model) -> list[Element]:
    """All parts of a scenario that may cite claims, those that can carry one first."""
    return [
        *_recorded(scenario, model),
        *_facts(scenario),
        *_start_values(scenario, model),
        *_numbers(model),
        *_hypotheses(scenario, model),
        *_outcomes(scenario),
        *_others(scenario),
    ]


def _recorded(scenario: Scenario, model: Model) -> Iterator[Element]:
    form, traced = scenario.form, {act.name: act for act in model.acts}
    for entry in form.record:
        act = form.acts[entry.act]
        names = _named(scenario, act.by, act.fields, _touched(traced[entry.act]))
        cites = tuple(dict.fromkeys((*entry.cite, *act.cite)))
        values = tuple(("", float(value)) for value in entry.result.values())
        dates = scenario.instants(entry.on)
        yield Element("record", entry.act, act.title, cites, dates, names, values, own=len(entry.cite))


def _touched(act: TracedAct) -> Iterator[str]:
    """Names of all that its event changes, and of all on whom its draws depend: votes, men, crowds."""
    for statement in act.statements:
        if isinstance(statement, Change):
            yield from statement.slot.names
        else:
            yield from (name for part in (statement.a, statement.b) for slot in slots_of(part) for name in slot.names)


def _named(scenario: Scenario, *where: Any) -> tuple[str, ...]:
    """All names of actors and places that stand anywhere in what an author or a verb wrote."""
    known = {name for kind in (*ACTORS, "places", "posts") for name in getattr(scenario.form, kind)}
    return tuple(sorted(known.intersection(texts_in(where))))


def _as_written(scenario: Scenario, location: Location) -> str:
    """What stands in the author's file; empty where it is more than one text."""
    node: Node = scenario.tree
    for _, _, node in follow(scenario.tree, location):  # noqa: B007
        pass
    if isinstance(node, MappingNode) and "value" in node.entries:
        node = node.entries["value"][1]
    return node.text if isinstance(node, ScalarNode) else ""


def _facts(scenario: Scenario) -> Iterator[Element]:
    for i, fact in enumerate(scenario.form.facts):
        written = _as_written(scenario, ("facts", i, "that"))
        dates = scenario.instants(fact.at)
        yield Element("fact", fact.at, fact.title or written, fact.cite, dates, written=written)


def _start_values(scenario: Scenario, model: Model) -> Iterator[Element]:
    """Each start value of a thing that cites; one that nothing in the program changes holds at every date."""
    changed = {
        statement.slot
        for statements in (model.tick, *(act.statements for act in model.acts))
        for statement in statements
        if isinstance(statement, Change)
    }
    for slot, _, location, _ in stated(scenario.form):
        thing = getattr(scenario.form, str(location[0]))[location[1]]
        if thing.cite and location[2] in thing.model_fields_set:
            names = _named(scenario, slot.names)
            fixed, written = slot not in changed, _as_written(scenario, location)
            yield Element("start", str(slot), thing.title, thing.cite, actors=names, fixed=fixed, written=written)


def _numbers(model: Model) -> Iterator[Element]:
    for number in model.numbers:
        shared = number.quantity.note.cites
        values = tuple(
            (cite, value)
            for spread in number.quantity.alternatives
            for cite in (spread.cites or shared)
            for value in chain.from_iterable(readings(spread))
        )
        if values:
            cites = tuple(dict.fromkeys(cite for cite, _ in values))
            yield Element("number", number.name, number.quantity.text, cites, values=values)


def _hypotheses(scenario: Scenario, model: Model) -> Iterator[Element]:
    graph = paths(scenario, model) if scenario.form.hypotheses else None
    for name, hypothesis in scenario.form.hypotheses.items():
        path = graph.joined(hypothesis.cut, hypothesis.of) if graph else None
        title = f"{hypothesis.says} ({hypothesis.cut} -> {hypothesis.of})"
        yield Element("hypothesis", name, title, hypothesis.cite, path=tuple(path or ()))


def _outcomes(scenario: Scenario) -> Iterator[Element]:
    for name, outcome in scenario.form.outcomes.items():
        written = _as_written(scenario, ("outcomes", name, "when"))
        yield Element("outcome", name, outcome.title, outcome.cite, written=written)


def _others(scenario: Scenario) -> Iterator[Element]:
    recorded = {entry.act for entry in scenario.form.record}
    for name, act in scenario.form.acts.items():
        if name not in recorded:
            yield Element("act", name, act.title, act.cite)
    for name, rule in scenario.form.rules.items():
        yield Element("rule", name, rule.says, rule.cite)
    started = {location[:2] for _, _, location, _ in stated(scenario.form)}
    for kind, one in _THINGS.items():
        for name, thing in getattr(scenario.form, kind).items():
            if (kind, name) not in started:
                yield Element(one, name, thing.title, thing.cite)


_THINGS = {
    "bodies": "body", "factions": "faction", "persons": "person", "publics": "public", "units": "unit",
    "places": "place", "posts": "post", "gauges": "gauge",
}  # fmt: skip
