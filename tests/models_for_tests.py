"""Models built straight from expressions, and the kernel's logs in the form of the reference's.

program = lower(model(act("riot", 0.5), act("strike", 0.25), days=10))
events_of(program, run_courses(program, seed=1, first=0, count=100))[7]    # the events of course 7
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from juncture.kernel.run import Batch
from juncture.language.expression import Expression, Number, Slot, node
from juncture.program.lower import lower
from juncture.program.model import Edge, Model, TracedAct, TracedEntry
from juncture.program.program import Program
from juncture.verbs.statements import Change, Statement
from reference import Event

DAY = 86400


def done(name: str) -> Slot:
    """How often an act has happened."""
    return Slot("done", (name,))


def gauge(name: str) -> Slot:
    """A scalar of the model's own."""
    return Slot("gauge", (name,))


def result(name: str, which: str) -> Slot:
    """What an act's last happening gave."""
    return Slot("result", (name, which))


def at(days: float) -> Edge:
    """A window's edge at an instant."""
    return Edge(instant=round(days * DAY))


def after(name: str, days: float | None = None) -> Edge:
    """A window's edge so many days after an act."""
    return Edge(after=name, delay=None if days is None else Number(days))


def act(
    name: str,
    per_day: Expression | float | None = None,
    *,
    guard: Expression | float = 1.0,
    statements: Sequence[Statement] = (),
    results: Sequence[Slot] = (),
    broken: Sequence[tuple[str, Expression]] = (),
    opens: Edge | None = None,
    closes: Edge | None = None,
    times: int = 1,
    recorded: bool = True,
) -> TracedAct:
    """An act whose clock runs so fast per day; at once where no speed is given."""
    return TracedAct(
        name=name,
        guard=node(guard),
        speed=None if per_day is None else node(per_day),
        statements=tuple(statements),
        results=tuple(results),
        broken=tuple(broken),
        opens=opens,
        closes=closes,
        times=times,
        recorded=recorded,
    )


def model(
    *acts: TracedAct,
    days: float = 100.0,
    begin: Sequence[Statement] = (),
    tick: Sequence[Statement] = (),
    outcomes: Sequence[tuple[str, Expression]] = (),
    record: Sequence[TracedEntry] = (),
    record_until: int = 0,
) -> Model:
    """A model that begins at midnight. All slots that are not set begin at 0."""
    return Model(
        begin=tuple(begin),
        tick=tuple(tick),
        acts=acts,
        outcomes=(*outcomes, ("otherwise", Number(1.0))),
        end=round(days * DAY),
        first_tick=DAY,
        record=tuple(record),
        record_until=record_until,
        slots=(Slot("day"), *(statement.slot for statement in (*begin, *tick))),
    )


def program_of(*acts: TracedAct, **rest) -> Program:
    """The same, compiled."""
    return lower(model(*acts, **rest))


def put(slot: Slot, value: Expression | float) -> Change:
    """A change without bounds."""
    return Change(slot, node(value))


def entry(name: str, instant: int, **observed) -> TracedEntry:
    """A recorded event; `observed` by the name of the result."""
    return TracedEntry(name, instant, instant, instant, {result(name, key): seen for key, seen in observed.items()})


def events_of(program: Program, batch: Batch) -> dict[int, list[Event]]:
    """The log of each course, as the reference writes it."""
    courses: dict[int, list[Event]] = {batch.first + i: [] for i in range(batch.count)}
    place = 0
    for (course, number, instant, possible, bits), (run_off, speed, total) in zip(
        batch.whole.tolist(), batch.real.tolist(), strict=True
    ):
        traced = program.model.acts[number]
        results = tuple(batch.results[place : place + len(traced.results)].tolist())
        place += len(traced.results)
        broken = {rule for i, rule in enumerate(program.rules) if bits >> i & 1}
        in_order = tuple(rule for rule, _ in traced.broken if rule in broken)
        courses[course].append(Event(traced.name, instant, bool(possible), in_order, results, run_off, speed, total))
    assert place == len(batch.results)
    return courses


def instants_of(program: Program, batch: Batch, name: str) -> np.ndarray:
    """All instants, in days, at which an act happened in any course."""
    number = [act.name for act in program.model.acts].index(name)
    return batch.whole[batch.whole[:, 1] == number, 2] / DAY


def act_numbers(program: Program) -> dict[str, int]:
    """The number of each act."""
    return {act.name: number for number, act in enumerate(program.model.acts)}


def shares(program: Program, batch: Batch) -> dict[str, float]:
    """The share of courses that ended in each outcome; all must have run to the end."""
    assert (batch.summary[:, 1] == 0).all()
    counts = np.bincount(batch.summary[:, 0], minlength=len(program.model.outcomes))
    return {name: counts[i] / batch.count for i, (name, _) in enumerate(program.model.outcomes)}


def standard_error(p: float, n: int) -> float:
    """Of a share of n independent courses."""
    return float(np.sqrt(max(p * (1 - p), 1e-12) / n))
