"""Rows of code: how an expression becomes instructions, none of them computed twice and few in vain.

Within one block equal subexpressions are computed once, until a slot that they read is written. What an `and` or an
`if` need not know is jumped over: all operations are total and change nothing else, so no result depends on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import copysign

from juncture.language.expression import Expression, Number, Operation, Slot
from juncture.program.program import Op

_OPS = {op.name.lower(): op for op in Op}
#: Sums and products that take an operand's one operation with them into their row.
_TOGETHER = {
    ("add", "multiply"): Op.MULTIPLY_ADD,
    ("add", "add"): Op.ADD_ADD,
    ("multiply", "multiply"): Op.MULTIPLY_MULTIPLY,
    ("multiply", "subtract"): Op.SUBTRACT_MULTIPLY,
}
_TRUTHS = {"less", "at_most", "equal", "both", "either", "not"}  # what gives 1 or 0 and nothing else


def key_of(value: float) -> float | str:
    """Zero and minus zero are different constants, and not-a-number equals itself."""
    return repr(value) if value == 0 or value != value else value


def held(expression: Expression) -> Expression:
    """Return an expression that is above 0 just where this one is: x for 0 < x."""
    match expression:
        case Operation("less", (Number(0.0), of)):
            return of
        case _:
            return expression


def _plain(expression: Expression) -> Expression:
    """Return what has the same value without a row: x for x - 0, to the last bit also where x is -0."""
    match expression:
        case Operation("subtract", (of, Number(0.0) as nothing)) if copysign(1.0, nothing.value) > 0:
            return _plain(of)
        case _:
            return expression


class Rows:
    """The code that is being written, over slots and constants that have their places in x."""

    def __init__(self, slots: Mapping[Slot, int], constants: Mapping[float | str, int]):
        self.slots = slots
        self.constants = constants
        self.code: list[tuple[int, int, int, int, int]] = []
        self.most_temporaries = 0
        self.begin_block()

    def __len__(self) -> int:
        return len(self.code)

    def begin_block(self) -> None:
        """Forget all temporaries: their places are used anew."""
        self._temporaries = 0
        self._known: dict[Expression, int] = {}
        self._reads: dict[int, frozenset[int]] = {}

    def constant(self, value: float) -> int:
        """Return where a constant stands."""
        return self.constants[key_of(value)]

    def write(self, op: Op, slot: Slot, a: int, b: int = 0, c: int = 0) -> None:
        """Write the row that gives a slot its new value, and forget what was computed from the old one."""
        place = self.slots[slot]
        self.code.append((op, place, a, b, c))
        self._forget(place)

    def assign(self, slot: Slot, expression: Expression) -> None:
        """Write rows that give a slot an expression's value."""
        place, expression = self.slots[slot], _plain(expression)
        if isinstance(expression, Operation) and expression not in self._known:
            self._operation(expression, place)
        else:
            self._row(Op.COPY, [self.compute(expression)], place)
        self._forget(place)

    def _forget(self, place: int) -> None:
        self._known = {known: at for known, at in self._known.items() if place not in self._read_by(at)}

    def compute(self, expression: Expression, into: int | None = None) -> int:
        """Write rows for an expression, and return where its value stands: in the place `into`, if one is given."""
        expression = _plain(expression)
        if isinstance(expression, Slot):
            place = self.slots[expression]
        elif isinstance(expression, Number):
            place = self.constant(expression.value)
        elif not isinstance(expression, Operation):
            raise TypeError(f"an unresolved {type(expression).__name__}")
        elif expression in self._known:
            place = self._known[expression]
        else:
            self._known[expression] = place = self._operation(expression, into)
            return place
        return place if into is None else self._row(Op.COPY, [place], into)

    def _operation(self, expression: Operation, into: int | None) -> int:
        name, operands = expression.name, expression.operands
        if name == "select":
            condition, then, otherwise = held(operands[0]), *operands[1:]
            if self._rows_for(then) > 1 or self._rows_for(otherwise) > 1:
                return self._either_way(condition, then, otherwise, self._new(into))
            return self._row(Op.SELECT, [self.compute(e) for e in (then, otherwise, condition)], into)
        if name in ("both", "either"):
            conditions = self._conditions(name, expression)
            if any(map(self._rows_for, conditions[1:])):
                return self._chain(name, conditions, self._new(into))
        if name in ("both", "either", "not"):
            operands = tuple(map(held, operands))
        if name in ("add", "multiply"):
            for inner, other in (operands[::-1], operands):
                inner = _plain(inner)
                if isinstance(inner, Operation) and (name, inner.name) in _TOGETHER and self._rows_for(inner):
                    places = [self.compute(e) for e in (*inner.operands, other)]
                    return self._row(_TOGETHER[name, inner.name], places, into)
        return self._row(_OPS[name], [self.compute(e) for e in operands], into)

    def _row(self, op: Op, places: Sequence[int], into: int | None) -> int:
        into = self._new(into)
        a, b, c = (*places, 0, 0)[:3]
        self.code.append((op, into, a, b, c))
        if into in self._reads:
            self._reads[into] = self._reads[into].union(*map(self._read_by, places))
        return into

    def _new(self, into: int | None = None) -> int:
        """Return a place for a value: the given one, else the next temporary."""
        if into is None:
            into = len(self.slots) + len(self.constants) + self._temporaries
            self._temporaries += 1
            self.most_temporaries = max(self.most_temporaries, self._temporaries)
            self._reads[into] = frozenset()
        return into

    def _read_by(self, place: int) -> frozenset[int]:
        """Return the slots that a value depends on."""
        return frozenset([place]) if place < len(self.slots) else self._reads.get(place, frozenset())

    def _rows_for(self, expression: Expression) -> int:
        """Return how many rows an expression would need: 0, 1, or 2 for more."""
        expression = _plain(expression)
        if not isinstance(expression, Operation) or expression in self._known:
            return 0
        return 2 if any(map(self._rows_for, expression.operands)) else 1

    # -- jumps -------------------------------------------------------------------------------------------------

    def _jump(self, op: Op, condition: int, into: int, value: int) -> int:
        """Write a row that may jump; `into` has the value then. Return the row, to `_land`."""
        self._row(op, [condition, value], into)
        return len(self.code) - 1

    def _land(self, *rows: int) -> None:
        """Let jumps lead to here."""
        for row in rows:
            self.code[row] = (*self.code[row][:4], len(self.code))

    def _aside(self, expression: Expression, into: int) -> None:
        """Compute what may be jumped over: nothing later may count upon its temporaries."""
        known, self._known = self._known, dict(self._known)
        self.compute(expression, into)
        self._known = known

    def _either_way(self, condition: Expression, then: Expression, otherwise: Expression, into: int) -> int:
        holds = self.compute(condition)
        if not self._rows_for(otherwise):
            past = self._jump(Op.UNLESS, holds, into, self.compute(otherwise))
            self._aside(then, into)
        elif not self._rows_for(then):
            past = self._jump(Op.WHERE, holds, into, self.compute(then))
            self._aside(otherwise, into)
        else:
            never = self.constant(0.0)
            to_other = self._jump(Op.UNLESS, holds, self._new(), never)  # `into` may yet be read
            self._aside(then, into)
            past = self._jump(Op.UNLESS, never, into, into)
            self._land(to_other)
            self._aside(otherwise, into)
        self._land(past)
        return into

    def _conditions(self, name: str, expression: Expression) -> list[Expression]:
        """Return all that a chain of 'both' or 'either' joins, in order."""
        if isinstance(expression, Operation) and expression.name == name and expression not in self._known:
            return [condition for operand in expression.operands for condition in self._conditions(name, operand)]
        return [held(expression)]

    def _chain(self, name: str, conditions: Sequence[Expression], into: int) -> int:
        """Compute conditions until one decides: the first that fails for 'both', that holds for 'either'."""
        op, decided = (Op.UNLESS, 0.0) if name == "both" else (Op.WHERE, 1.0)
        *first, last = conditions
        past: list[int] = []
        known = self._known
        for condition in first:
            past.append(self._jump(op, self.compute(condition), into, self.constant(decided)))
            if self._known is known:  # what follows may be jumped over
                self._known = dict(known)
        if isinstance(last, Operation) and last.name in _TRUTHS:
            self.compute(last, into)
        else:
            truth = self.compute(last)
            self._row(Op.BOTH, [truth, truth], into)
        self._known = known
        self._land(*past)
        return into
