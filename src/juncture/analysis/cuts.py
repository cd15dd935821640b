"""Cutting a cause out of a program: the same scenario in a world that lacks what a hypothesis calls the cause.

act
    it can never happen.
driver
    its strength is 0: the act's clock no longer reads it.
slot, or a sum of slots
    it keeps its start value for ever, or the value at which the hypothesis says that it is held: every change of it is
    dropped. What reads it reads the held value.

Luck is keyed by names, so all other luck, and every number that the beginning draws, stays as it was: what differs
between a course and the same course without the cause follows from the cut alone.
"""

from __future__ import annotations

from dataclasses import replace

from juncture.language.expression import Expression, Number, Operation, Slot, exp, total
from juncture.program.lower import lower
from juncture.program.model import Model, Term, TracedAct
from juncture.program.program import ActColumn, Program
from juncture.verbs.statements import Change, Statement


def cut(program: Program, cause: Term, held_at: float | None = None) -> Program:
    """Return the program without a cause; `held_at` is what a slot is held at, None for its start value."""
    if cause.kind == "act":
        acts = program.acts.copy()
        acts[[act.name for act in program.model.acts].index(cause.name), ActColumn.TIMES] = 0
        return replace(program, acts=acts)  # the rest stays, and need not be compiled anew
    return lower(_without(program.model, cause, held_at))


def changes(model: Model, cause: Term) -> bool:
    """Whether anything but the beginning gives a slot of the cause a value; if not, to hold it is to cut nothing."""
    statements = [*model.tick, *(statement for act in model.acts for statement in act.statements)]
    return any(statement.slot in cause.slots for statement in statements) or any(
        slot.family == "done" for slot in cause.slots
    )


def _without(model: Model, cause: Term, held_at: float | None) -> Model:
    slots = set(cause.slots)
    prevented = {slot.names[0] for slot in slots if slot.family == "done"}
    held = tuple(Change(slot, Number(held_at)) for slot in cause.slots if held_at is not None)
    return replace(
        model,
        begin=(*model.begin, *held),
        tick=_left(model.tick, slots),
        acts=tuple(_act(act, cause, slots, prevented) for act in model.acts),
    )


def _act(act: TracedAct, cause: Term, slots: set[Slot], prevented: set[str]) -> TracedAct:
    if act.name in prevented:
        act = replace(act, guard=Number(0.0))
    if cause.kind == "driver" and act.name == cause.name and act.speed is not None:
        act = replace(act, speed=_without_driver(act.speed, cause.driver))
    return replace(act, statements=_left(act.statements, slots))


def _left(statements: tuple[Statement, ...], slots: set[Slot]) -> tuple[Statement, ...]:
    return tuple(statement for statement in statements if statement.slot not in slots)


def _without_driver(speed: Expression, driver: int) -> Expression:
    """Drop one term of exp(sum of strength * deviation) / pace."""
    assert isinstance(speed, Operation)
    hastened, pace = speed.operands
    assert isinstance(hastened, Operation)
    terms = list(_terms(hastened.operands[0]))
    return exp(total(terms[:driver] + terms[driver + 1 :])) / pace


def _terms(summed: Expression) -> list[Expression]:
    """The terms of a sum; each is a product, so nothing else is taken apart."""
    if isinstance(summed, Operation) and summed.name == "add":
        return [term for operand in summed.operands for term in _terms(operand)]
    return [summed]
