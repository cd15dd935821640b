"""Changes of a what-if: read from words, checked against scenario and record, turned into what the kernel does.

    prevent ACT                             it cannot happen from the instant on
    do ACT                                  it happens at the instant, whether the model holds it possible or not
    do ACT with result NAME=NUMBER, ...     the same, with results that a record could give
    set SLOT = NUMBER                       one number of the world has this value from the instant on, until acts change it
    delay ACT by 3 days                     the recorded one is prevented, and done so much later

Where no date is given, a recorded act is changed just before it happened: an act with a pace at its recorded instant
(changes come before events), an act at once a second before the recorded day or hour begins.

A result that is told by hand is what the draw gives, whatever its law. Of a result that says only on which side of a
threshold a draw lies ('carried'), the drawn value stands where it fits; else it is the nearest one that does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from juncture.kernel import columns as c
from juncture.kernel.run import Intervention
from juncture.language import Mark, Problem, ProblemsFound, Slot
from juncture.language.expression import Expression, Number, floor, maximum, minimum, node, select
from juncture.program.lower import lower
from juncture.program.model import Model, Observation
from juncture.program.program import Program
from juncture.program.trace import trace
from juncture.scenario.scenario import Scenario
from juncture.scenario.schema import RecordEntry
from juncture.verbs.statements import Change as Assignment
from juncture.verbs.statements import Draw, Statement

#: What separates 'less than a threshold' from it where values are continuous.
BARELY = 1e-9
_WHOLE = ("tally", "binomial", "choice")


@dataclass(frozen=True, slots=True)
class Change:
    """One change, in force from an instant (seconds since the scenario's begin) on.

    Attributes
    ----------
    kind
        'prevent', 'do', 'set' or 'delay'.
    name
        Of the act, or the slot as text.
    text, mark
        As it was written, and where.
    later
        When a delayed act is done.
    """

    kind: str
    name: str
    text: str
    mark: Mark
    instant: int
    value: float = 0.0
    later: int = 0
    results: dict[str, float] = field(default_factory=dict[str, float])


@dataclass(frozen=True)
class Changed:
    """A program that is ready for changes, the changes as the kernel takes them, and the first instant of all."""

    program: Program
    interventions: tuple[Intervention, ...]
    instant: int


def changed(scenario: Scenario, model: Model, changes: Sequence[Change]) -> Changed:
    """Turn changes into what the kernel does at which instant.

    Raises
    ------
    ProblemsFound
        Where a result cannot be told of its act.
    """
    flags: dict[int, Slot] = {}
    problems: list[Problem] = []
    for number, change in enumerate(changes):
        if change.results:
            try:
                told = _observed(scenario, change)
            except ProblemsFound as found:
                problems += found.problems
                continue
            flags[number] = Slot("by_hand", (change.name, str(number)))
            model = _with_results(model, change.name, flags[number], told)
    if problems:
        raise ProblemsFound(problems)
    program = lower(model)
    acts = {act.name: number for number, act in enumerate(model.acts)}
    places = {slot: place for place, slot in enumerate(program.slots)}
    names = {str(slot): place for slot, place in places.items()}

    def steps(number: int, change: Change) -> Iterator[Intervention]:
        if change.kind == "set":
            yield Intervention(change.instant, c.SET, names[change.name], change.value)
            return
        act, flag = acts[change.name], flags.get(number)
        if change.kind in ("prevent", "delay"):
            yield Intervention(change.instant, c.PREVENT, act)
        if change.kind in ("do", "delay"):
            instant = change.later or change.instant
            if flag is not None:
                yield Intervention(instant, c.SET, places[flag], 1.0)
            yield Intervention(instant, c.DO, act)
            if flag is not None:
                yield Intervention(instant, c.SET, places[flag], 0.0)

    interventions = tuple(step for number, change in enumerate(changes) for step in steps(number, change))
    return Changed(program, interventions, min(change.instant for change in changes))


def _observed(scenario: Scenario, change: Change) -> dict[Slot, Observation]:
    """What the results tell of the draws of the act: read as the results of a record that has this event alone."""
    form = scenario.form
    act = form.acts[change.name].model_copy(update={"recorded": None})
    entry = RecordEntry(act=change.name, on=form.begin, result=dict(change.results))
    alone = form.model_copy(update={"acts": form.acts | {change.name: act}, "record": (entry,)})
    mark = change.mark.moved(max(change.text.find(" with "), 0) + 1)
    try:
        traced = trace(replace(scenario, form=alone)).record[0]
    except ProblemsFound as found:
        raise ProblemsFound([replace(problem, mark=mark) for problem in found.problems]) from None
    if traced.told:
        told = ", ".join(slot.names[1] for slot in traced.told)
        expected = f"expected results that are drawn: {', '.join(slot.names[1] for slot in traced.observed)}"
        raise ProblemsFound([Problem(mark, f"{told} of {change.name}, which follows from the other results", expected)])
    return traced.observed


def _with_results(model: Model, name: str, flag: Slot, told: dict[Slot, Observation]) -> Model:
    """A model in which the draws of an act give what was told while a flag is up; else nothing is different."""
    acts = list(model.acts)
    at = next(number for number, act in enumerate(acts) if act.name == name)
    statements: list[Statement] = []
    for statement in acts[at].statements:
        statements.append(statement)
        if isinstance(statement, Draw) and statement.slot in told:
            value = select(flag, _told(statement, told[statement.slot]), statement.slot)
            statements.append(Assignment(statement.slot, value))
    acts[at] = replace(acts[at], statements=tuple(statements))
    return replace(model, acts=tuple(acts), slots=(*model.slots, flag))


def _told(draw: Draw, observation: Observation) -> Expression:
    if observation.kind == "value":
        return Number(observation.value)
    threshold = node(0.0) if draw.at_least is None else draw.at_least
    if draw.law == "chance":
        reached, missed = node(1.0), node(0.0)
    else:
        is_whole = draw.law in _WHOLE
        reached = maximum(draw.slot, -floor(-threshold) if is_whole else threshold)
        missed = minimum(draw.slot, -floor(-threshold) - 1 if is_whole else threshold - BARELY)
    if observation.kind == "side":
        return select(threshold <= observation.value, reached, missed)
    return reached if observation.kind == "reached" else missed
