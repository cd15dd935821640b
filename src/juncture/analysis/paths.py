"""Are a hypothesis's cause and effect joined in the program, and by how many links?

A claim whose effect the program reads directly from its cause is *built in*: that the model shows it says nothing. What
counts is what follows from it along longer paths. The links are exactly what the program reads and writes:

slot to act
    the act's guard, pace or drivers read the slot.
act to slot
    its event changes the slot or gives it as a result.
slot to slot
    a draw or a change of some event, or of the daily program, reads the one and writes the other.
act to act
    the window of the one hangs on the other, or it reads whether the other happened or what came of it.
slot or act to outcome
    the outcome's condition reads it.
driver to act
    its own.

References
----------
Pearl, J. (2009). Causality. 2nd edition. Cambridge University Press: a cause without a directed path to an effect has
none on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from juncture.language import LanguageError
from juncture.language.expression import Expression, Slot, slots_of
from juncture.program.hypotheses import term
from juncture.program.model import Model, Term, TracedAct
from juncture.program.resolve import Resolver
from juncture.scenario.scenario import Scenario
from juncture.verbs.statements import Statement


def paths(scenario: Scenario, model: Model) -> Paths:
    """Return the links of a traced scenario."""
    return Paths(scenario, model)


@dataclass(frozen=True)
class Paths:
    """What the program reads from what."""

    scenario: Scenario
    model: Model

    def joined(self, cut: str, of: str) -> list[str] | None:
        """Return the shortest path from a cause to an effect, by the names of what lies on it; None where there is none.

        Parameters
        ----------
        cut, of
            As in a hypothesis. Both stand on the path; it has one name only where they are the same thing.

        Raises
        ------
        LanguageError
            Where one of them names nothing.
        """
        resolver = Resolver(self.scenario)
        ends = [term(resolver, text, ("hypotheses", "", key)) for key, text in (("cut", cut), ("of", of))]
        if resolver.problems:
            raise LanguageError(0, resolver.problems[0].found, resolver.problems[0].expected)
        cause, effect = ends
        assert cause is not None
        assert effect is not None
        return self._shortest(cause, effect, cut, of)

    def steps(self, cut: str, of: str) -> int | None:
        """Return how many links the shortest path has: 1 where the claim is built in, None where there is no path."""
        path = self.joined(cut, of)
        return None if path is None else len(path) - 1

    def _shortest(self, cause: Term, effect: Term, cut: str, of: str) -> list[str] | None:
        """Breadth first from all slots of the cause at once."""
        goals = set(self._effects(effect))
        reached: dict[str, str | None] = dict.fromkeys(self._causes(cause, cut))
        if cause.kind != "driver" and goals & reached.keys():
            return [cut]
        waiting = list(reached)
        for here in waiting:
            onward = [cause.name] if cause.kind == "driver" and here == cut else self._links.get(here, ())
            for there in onward:
                if there in reached:
                    continue
                reached[there] = here
                if there in goals:
                    return [cut, *_back(reached, here)[1:], of]
                waiting.append(there)
        return None

    def _causes(self, cause: Term, cut: str) -> Iterator[str]:
        """Where a path may begin: without an act, its results are not there either."""
        if cause.kind == "slot":
            yield from (_node(slot) for slot in cause.slots)
        else:
            yield cut if cause.kind == "driver" else cause.name

    def _effects(self, effect: Term) -> Iterator[str]:
        """Where a path may end: what an act gives is a part of it."""
        if effect.kind == "slot":
            yield from (_node(slot) for slot in effect.slots)
        elif effect.kind == "outcome":
            yield _outcome(effect.name)
        else:
            yield effect.name
            yield from (_node(slot) for act in self.model.acts if act.name == effect.name for slot in act.results)

    @cached_property
    def _links(self) -> dict[str, list[str]]:
        """What is read from each slot and act, without doubles, in the order of the scenario."""
        links: dict[str, dict[str, None]] = {}
        for source, target in self._all_links():
            if source != target:
                links.setdefault(source, {})[target] = None
        return {source: list(targets) for source, targets in links.items()}

    def _all_links(self) -> Iterator[tuple[str, str]]:
        model = self.model
        for act in model.acts:
            yield from (
                (source, act.name) for source in _read([act.guard, *([act.speed] if act.speed is not None else [])])
            )
            yield from ((edge.after, act.name) for edge in (act.opens, act.closes) if edge and edge.after)
            yield from _of_event(act)
        for statement in model.tick:
            yield from ((source, _node(statement.slot)) for source in _read(expressions_of(statement)))
        for name, when in model.outcomes:
            yield from ((source, _outcome(name)) for source in _read([when]))


def _of_event(act: TracedAct) -> Iterator[tuple[str, str]]:
    for statement in act.statements:
        yield act.name, _node(statement.slot)
        yield from ((source, _node(statement.slot)) for source in _read(expressions_of(statement)))


def expressions_of(statement: Statement) -> list[Expression]:
    """What a statement reads."""
    found = (getattr(statement, name, None) for name in ("a", "b", "at_least", "value"))
    return [expression for expression in found if expression is not None]


def _read(expressions: Iterable[Expression]) -> Iterator[str]:
    """The slots that expressions read, and the acts whose happening or result they read."""
    slots = sorted({slot for expression in expressions for slot in slots_of(expression)}, key=str)
    for slot in slots:
        if slot.family == "number":
            continue
        yield _node(slot)
        if slot.family == "result":
            yield slot.names[0]


def _node(slot: Slot) -> str:
    """How often an act has happened is the act itself."""
    return slot.names[0] if slot.family == "done" else str(slot)


def _outcome(name: str) -> str:
    """An outcome may have the name of an act."""
    return f"outcome {name}"


def _back(reached: dict[str, str | None], here: str) -> list[str]:
    path: list[str] = []
    step: str | None = here
    while step is not None:
        path.append(step)
        step = reached[step]
    return path[::-1]
