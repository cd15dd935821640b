"""A program as text: every row of code with the names of what it reads and writes."""

from __future__ import annotations

from collections.abc import Iterator

from juncture.language.expression import Number
from juncture.program.program import LAW_NUMBERS, ActColumn, Op, Program, Scalar

_SIGNS = {
    Op.ADD: "{a} + {b}",
    Op.SUBTRACT: "{a} - {b}",
    Op.MULTIPLY: "{a} * {b}",
    Op.DIVIDE: "{a} / {b}",
    Op.NEGATE: "-{a}",
    Op.LESS: "{a} < {b}",
    Op.AT_MOST: "{a} <= {b}",
    Op.EQUAL: "{a} == {b}",
    Op.BOTH: "{a} and {b}",
    Op.EITHER: "{a} or {b}",
    Op.NOT: "not {a}",
    Op.SELECT: "{a} if {c} else {b}",
    Op.COPY: "{a}",
    Op.CLIP: "{a} kept between {b} and {c}",
    Op.MULTIPLY_ADD: "{a} * {b} + {c}",
    Op.ADD_ADD: "{a} + {b} + {c}",
    Op.MULTIPLY_MULTIPLY: "{a} * {b} * {c}",
    Op.SUBTRACT_MULTIPLY: "({a} - {b}) * {c}",
}
_ONE_VALUE = {Op.EXP, Op.LOG, Op.FLOOR}


def listing(program: Program) -> Iterator[str]:
    """Yield the program line by line, block by block."""
    scalars = program.scalars
    yield "begin:"
    yield from _rows(program, int(scalars[Scalar.BEGIN_FROM]), int(scalars[Scalar.BEGIN_TO]))
    yield "each midnight:"
    yield from _rows(program, int(scalars[Scalar.TICK_FROM]), int(scalars[Scalar.TICK_TO]))
    blocks = (
        ("speed", ActColumn.SPEED_FROM, ActColumn.SPEED_TO),
        ("rules broken", ActColumn.BROKEN_FROM, ActColumn.BROKEN_TO),
        ("event", ActColumn.EVENT_FROM, ActColumn.EVENT_TO),
    )
    for row, act in zip(program.acts, program.model.acts, strict=True):
        guard = int(row[ActColumn.GUARD])
        if act.guard != Number(1.0):
            yield f"{act.name}, guard, {_name(program, guard)} > 0:"
            yield from _rows(program, int(row[ActColumn.GUARD_FROM]), int(row[ActColumn.GUARD_TO]))
        for title, first, last in blocks:
            if row[last] > row[first]:
                yield f"{act.name}, {title}:"
                yield from _rows(program, int(row[first]), int(row[last]))
    yield "outcome:"
    yield from _rows(program, int(scalars[Scalar.OUTCOME_FROM]), int(scalars[Scalar.OUTCOME_TO]))


def _rows(program: Program, first: int, last: int) -> Iterator[str]:
    for row in range(first, last):
        number, d, a, b, c = (int(value) for value in program.code[row])
        op = Op(number)
        if op == Op.DRAW:
            law = next(name for name, n in LAW_NUMBERS.items() if n == int(program.draws[c, 0]))
            yield f"  {row:5d}  {_name(program, d)} <- {law}({_name(program, a)}, {_name(program, b)})"
            continue
        if op in (Op.WHERE, Op.UNLESS):
            held, value = _name(program, a), _name(program, b)
            yield f"  {row:5d}  {op.name.lower()} {held}: {_name(program, d)} = {value}, go to {c}"
            continue
        template = f"{op.name.lower()}({{a}})" if op in _ONE_VALUE else f"{op.name.lower()}({{a}}, {{b}})"
        text = _SIGNS.get(op, template).format(a=_name(program, a), b=_name(program, b), c=_name(program, c))
        yield f"  {row:5d}  {_name(program, d)} = {text}"


def _name(program: Program, place: int) -> str:
    slots = len(program.slots)
    if place < slots:
        return str(program.slots[place])
    constants = len(program.start) - program.temporaries
    return f"{program.start[place]:g}" if place < constants else f"t{place - constants}"
