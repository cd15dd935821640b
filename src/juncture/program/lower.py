"""Lowering: a traced `Model` becomes a `Program`, three-address code over one vector."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np

from juncture.language.expression import Expression, Number, Operation, Slot, node, select, slots_of, walk
from juncture.program.model import Edge, Model, TracedAct
from juncture.program.program import (
    ITSELF,
    LAST_BIT,
    LAW_NUMBERS,
    NEVER,
    ActColumn,
    Op,
    Program,
    Scalar,
    TouchColumn,
    rules_of,
)
from juncture.program.rows import Rows, held, key_of
from juncture.verbs.statements import Change, Draw, Statement

_OBSERVED_KINDS = {"value": 0, "reached": 1, "missed": 2, "side": 3}
_BROKEN, _CLIPS, _OUTCOME = Slot("#broken"), Slot("#clips"), Slot("#outcome")


def lower(model: Model) -> Program:
    """Compile a traced scenario."""
    return _Lowering(model).program()


def digest_of(name: str) -> int:
    """Return the 64-bit digest by which luck is keyed."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little")


class _Lowering:
    def __init__(self, model: Model):
        self.model = model
        self.slots: dict[Slot, int] = {}
        self.constants: dict[float | str, int] = {}
        self.values: list[float] = []
        self.draws: list[Draw] = []
        self.touch = [[number, ITSELF, ITSELF] for number in range(len(model.acts))]
        self.lists: list[int] = []
        self.reads = [
            (slots_of(act.guard), slots_of(act.speed) if act.speed is not None else set[Slot]()) for act in model.acts
        ]
        self.read = set[Slot]().union(*(guard | speed for guard, speed in self.reads))
        self.act_numbers = {act.name: number for number, act in enumerate(model.acts)}
        self._collect()
        self.rows = Rows(self.slots, self.constants)

    # -- the vector --------------------------------------------------------------------------------------------

    def _collect(self) -> None:
        """Give every slot and constant its place, so that temporaries can follow."""
        model = self.model
        expressions: list[Expression] = [_BROKEN, _CLIPS, _OUTCOME, model.day, *model.slots]
        statements: list[Statement] = [*model.begin, *model.tick]
        for act in model.acts:
            expressions += [act.done, act.guard, *act.results, *(broken for _, broken in act.broken)]
            expressions += [] if act.speed is None else [act.speed]
            expressions += [edge.delay for edge in (act.opens, act.closes) if edge and edge.delay is not None]
            statements += act.statements
        expressions += [when for _, when in model.outcomes] + [fact.that for fact in model.facts]
        for statement in statements:
            expressions += [statement.slot]
            if isinstance(statement, Change):
                expressions += [statement.value, *(node(v) for v in (statement.low, statement.high) if v is not None)]
            else:
                expressions += [statement.a, statement.b, *([] if statement.at_least is None else [statement.at_least])]
        numbers = range(max(len(rules_of(model)), len(model.outcomes)) + 1)
        expressions += [
            Number(v) for v in (0.0, 1.0, -np.inf, np.inf, *map(float, numbers), *(2.0**i for i in numbers))
        ]
        for expression in expressions:
            for leaf in walk(
                expression
            ):  # in the order of the text: the program must not depend on how sets are ordered
                if isinstance(leaf, Slot):
                    self.slots.setdefault(leaf, len(self.slots))
        for expression in expressions:
            self._constants_of(expression)

    def _constants_of(self, expression: Expression) -> None:
        if isinstance(expression, Number):
            key = key_of(expression.value)
            if key not in self.constants:
                self.constants[key] = len(self.slots) + len(self.values)
                self.values.append(expression.value)
        elif isinstance(expression, Operation):
            for operand in expression.operands:
                self._constants_of(operand)

    # -- code --------------------------------------------------------------------------------------------------

    def _block(self, expression: Expression) -> tuple[int, int, int]:
        """Emit one expression as a block: its rows and where its value stands."""
        first = len(self.rows)
        self.rows.begin_block()
        place = self.rows.compute(expression)
        return first, len(self.rows), place

    def _statements(self, statements: Iterable[Statement]) -> tuple[int, int]:
        rows, first = self.rows, len(self.rows)
        rows.begin_block()
        for statement in statements:
            if isinstance(statement, Draw):
                a, b = rows.compute(statement.a), rows.compute(statement.b)
                self.thresholds.append(-1 if statement.at_least is None else rows.compute(statement.at_least))
                rows.write(Op.DRAW, statement.slot, a, b, len(self.draws))
                self.draws.append(statement)
            else:
                low, high = statement.low, statement.high
                if low is None and high is None:
                    rows.assign(statement.slot, statement.value)
                else:
                    value = rows.compute(statement.value)
                    b = rows.constant(-np.inf if low is None else low)
                    rows.write(Op.CLIP, statement.slot, value, b, rows.constant(np.inf if high is None else high))
        return first, len(rows)

    # -- the whole ---------------------------------------------------------------------------------------------

    def program(self) -> Program:
        model = self.model
        self.thresholds: list[int] = []
        scalars = np.zeros(len(Scalar), np.int64)
        scalars[[Scalar.BEGIN_FROM, Scalar.BEGIN_TO]] = self._statements(model.begin)
        scalars[[Scalar.TICK_FROM, Scalar.TICK_TO]] = self._statements(model.tick)
        acts = np.zeros((len(model.acts), len(ActColumn)), np.int64)
        for number, act in enumerate(model.acts):
            self._act(acts[number], act)
        written = self._written([model.day, *(statement.slot for statement in model.tick)])
        scalars[[Scalar.TICK_WRITTEN_FROM, Scalar.TICK_WRITTEN_TO]] = self._listed(self.slots[slot] for slot in written)
        scalars[[Scalar.TICK_TOUCH_FROM, Scalar.TICK_TOUCH_TO]] = self._touched(written)
        facts = [[fact.instant, *self._block(held(fact.that))] for fact in model.facts]
        outcome: Expression = Number(float(len(model.outcomes)))
        for number in range(len(model.outcomes) - 1, -1, -1):
            outcome = select(model.outcomes[number][1], float(number), outcome)
        scalars[[Scalar.OUTCOME_FROM, Scalar.OUTCOME_TO]] = self._statements([Change(_OUTCOME, outcome)])
        scalars[Scalar.OUTCOME] = self.slots[_OUTCOME]
        scalars[Scalar.DAY] = self.slots[model.day]
        scalars[Scalar.FIRST_TICK] = model.first_tick
        scalars[Scalar.END] = model.end
        scalars[Scalar.BROKEN] = self.slots[_BROKEN]
        scalars[Scalar.CLIPS] = self.slots[_CLIPS]
        record, own_record, observed = self._record(acts)
        names = [act.name for act in model.acts] + [draw.luck for draw in self.draws]
        draws = [[LAW_NUMBERS[d.law], at_least] for d, at_least in zip(self.draws, self.thresholds, strict=True)]
        start = np.zeros(len(self.slots) + len(self.values) + self.rows.most_temporaries + 1)
        start[len(self.slots) : len(self.slots) + len(self.values)] = self.values
        return Program(
            start=start,
            code=np.array(self.rows.code, np.uint32).reshape(-1, 5),
            acts=acts,
            draws=np.array(draws, np.int64).reshape(-1, 2),
            digests=np.array([digest_of(name) for name in names], np.uint64),
            touch=np.array(self.touch, np.int64).reshape(-1, len(TouchColumn)),
            lists=np.array(self.lists, np.int64),
            record=record,
            own_record=own_record,
            observed=observed,
            facts=np.array(facts, np.int64).reshape(-1, 4),
            scalars=scalars,
            slots=tuple(self.slots),
            temporaries=self.rows.most_temporaries + 1,
            model=model,
        )

    def _act(self, row: np.ndarray, act: TracedAct) -> None:
        row[[ActColumn.GUARD_FROM, ActColumn.GUARD_TO, ActColumn.GUARD]] = self._block(held(act.guard))
        if act.speed is not None:
            row[[ActColumn.SPEED_FROM, ActColumn.SPEED_TO, ActColumn.SPEED]] = self._block(act.speed)
        broken: Expression = Number(0.0)
        bits = rules_of(self.model)
        for rule, condition in act.broken:
            broken = broken + select(condition, 2.0 ** bits.index(rule), 0.0)
        row[[ActColumn.BROKEN_FROM, ActColumn.BROKEN_TO]] = self._statements([Change(_BROKEN, broken)])
        row[[ActColumn.EVENT_FROM, ActColumn.EVENT_TO]] = self._statements(act.statements)
        row[ActColumn.AT_ONCE] = act.speed is None
        row[ActColumn.RECORDED] = act.recorded
        row[ActColumn.TIMES] = act.times
        row[ActColumn.DONE] = self.slots[act.done]
        row[[ActColumn.OPENS_AT, ActColumn.OPENS_AFTER, ActColumn.OPENS_DELAY]] = self._edge(act.opens, -1)
        row[[ActColumn.CLOSES_AT, ActColumn.CLOSES_AFTER, ActColumn.CLOSES_DELAY]] = self._edge(act.closes, NEVER)
        row[[ActColumn.RESULTS_FROM, ActColumn.RESULTS_TO]] = self._listed(self.slots[slot] for slot in act.results)
        written = self._written([act.done, *(statement.slot for statement in act.statements)])
        row[[ActColumn.WRITTEN_FROM, ActColumn.WRITTEN_TO]] = self._listed(self.slots[slot] for slot in written)
        row[[ActColumn.TOUCH_FROM, ActColumn.TOUCH_TO]] = self._touched(written, act)
        followers = [
            n for n, x in enumerate(self.model.acts) if act.name in {e.after for e in (x.opens, x.closes) if e}
        ]
        row[[ActColumn.FOLLOWERS_FROM, ActColumn.FOLLOWERS_TO]] = self._listed(followers)

    def _listed(self, numbers: Iterable[int]) -> tuple[int, int]:
        first = len(self.lists)
        self.lists += numbers
        return first, len(self.lists)

    def _written(self, slots: Iterable[Slot]) -> list[Slot]:
        """Return those slots, each once, that some guard or speed reads."""
        return [slot for slot in dict.fromkeys(slots) if slot in self.read]

    def _touched(self, written: Sequence[Slot], by: TracedAct | None = None) -> tuple[int, int]:
        """List the acts to look at again where these slots were written, and the act by which they were."""
        first, bits = len(self.touch), {slot: 1 << min(i, LAST_BIT) for i, slot in enumerate(written)}
        for number, (act, (guard, speed)) in enumerate(zip(self.model.acts, self.reads, strict=True)):
            of_guard, of_speed = (sum({bits[slot] for slot in reads.intersection(bits)}) for reads in (guard, speed))
            if act is by:
                of_guard = of_speed = ITSELF
            if of_guard or of_speed:
                self.touch.append([number, of_guard, of_speed])
        return first, len(self.touch)

    def _edge(self, edge: Edge | None, absent: int) -> tuple[int, int, int]:
        if edge is None:
            return absent, -1, -1
        if edge.instant is not None:
            return max(0, edge.instant), -1, -1
        delay = -1
        if edge.delay is not None:
            if not isinstance(edge.delay, Slot | Number):
                raise TypeError("a delay must be one number")
            delay = self.rows.compute(edge.delay)
        assert edge.after is not None
        return NEVER, self.act_numbers[edge.after], delay

    def _record(self, acts: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        draw_numbers = {draw.slot: number for number, draw in enumerate(self.draws) if draw.slot.family == "result"}
        rows: list[list[int]] = []
        observed: list[list[float]] = []
        for entry in self.model.record:
            first = len(observed)
            for slot, seen in entry.observed.items():
                observed.append([draw_numbers[slot], _OBSERVED_KINDS[seen.kind], seen.value])
            number = self.act_numbers[entry.act]
            ordinal = sum(row[0] == number for row in rows)
            rows.append([number, entry.instant, first, len(observed), ordinal])
        own: list[int] = []
        for number in range(len(acts)):
            acts[number, ActColumn.RECORD_FROM] = len(own)
            own += [i for i, row in enumerate(rows) if row[0] == number]
            acts[number, ActColumn.RECORD_TO] = len(own)
        return (
            np.array(rows, np.int64).reshape(-1, 5),
            np.array(own, np.int64),
            np.array(observed, np.float64).reshape(-1, 3),
        )
