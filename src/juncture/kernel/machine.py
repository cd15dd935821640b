"""The code machine: rows `operation, d, a, b, c` over the vector x, up to the next draw."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from juncture.kernel.compiling import inlined
from juncture.program.program import Floats, Op

ADD, SUBTRACT, MULTIPLY, DIVIDE, NEGATE = (int(op) for op in (Op.ADD, Op.SUBTRACT, Op.MULTIPLY, Op.DIVIDE, Op.NEGATE))
LESS, AT_MOST, EQUAL, BOTH, EITHER, NOT = (
    int(op) for op in (Op.LESS, Op.AT_MOST, Op.EQUAL, Op.BOTH, Op.EITHER, Op.NOT)
)
MIN, MAX, EXP, LOG, FLOOR, SELECT = (int(op) for op in (Op.MIN, Op.MAX, Op.EXP, Op.LOG, Op.FLOOR, Op.SELECT))
COPY, CLIP, DRAW, WHERE, UNLESS = (int(op) for op in (Op.COPY, Op.CLIP, Op.DRAW, Op.WHERE, Op.UNLESS))
MULTIPLY_ADD, ADD_ADD, MULTIPLY_MULTIPLY, SUBTRACT_MULTIPLY = (
    int(op) for op in (Op.MULTIPLY_ADD, Op.ADD_ADD, Op.MULTIPLY_MULTIPLY, Op.SUBTRACT_MULTIPLY)
)


# Unsigned, for numba looks twice at an index that may be negative.
_1, _2, _3, _4, _WIDTH = (np.uint64(n) for n in range(1, 6))


@inlined
def compute(x: Floats, code: NDArray[np.uint32], row: int, stop: int, clips: int) -> int:
    """Run rows from `row`; return `stop`, or the row of the first draw. `clips` is where clips are counted."""
    at, end = np.uint64(row) * _WIDTH, np.uint64(stop) * _WIDTH
    while at < end:
        op, d, a, b = code[at], code[at + _1], x[code[at + _2]], x[code[at + _3]]
        if op == DRAW:
            break
        if op == ADD:
            x[d] = a + b
        elif op == MULTIPLY:
            x[d] = a * b
        elif op == MULTIPLY_ADD:
            x[d] = a * b + x[code[at + _4]]
        elif op == ADD_ADD:
            x[d] = a + b + x[code[at + _4]]
        elif op == MULTIPLY_MULTIPLY:
            x[d] = a * b * x[code[at + _4]]
        elif op == SUBTRACT_MULTIPLY:
            x[d] = (a - b) * x[code[at + _4]]
        elif op == UNLESS:
            if not a > 0.0:
                x[d] = b
                at = code[at + _4] * _WIDTH
                continue
        elif op == WHERE:
            if a > 0.0:
                x[d] = b
                at = code[at + _4] * _WIDTH
                continue
        elif op == SUBTRACT:
            x[d] = a - b
        elif op == BOTH:
            x[d] = 1.0 if a > 0.0 and b > 0.0 else 0.0
        elif op == AT_MOST:
            x[d] = 1.0 if a <= b else 0.0
        elif op == LESS:
            x[d] = 1.0 if a < b else 0.0
        elif op == NOT:
            x[d] = 0.0 if a > 0.0 else 1.0
        elif op == DIVIDE:
            x[d] = a / b
        elif op == SELECT:
            x[d] = a if x[code[at + _4]] > 0.0 else b
        elif op == MIN:
            x[d] = a if a < b else b
        elif op == MAX:
            x[d] = a if a > b else b
        elif op == COPY:
            x[d] = a
        elif op == CLIP:
            c = x[code[at + _4]]
            if a < b:
                x[clips] += 1.0
                a = b
            elif a > c:
                x[clips] += 1.0
                a = c
            x[d] = a
        elif op == EXP:
            x[d] = math.exp(a)
        elif op == LOG:
            x[d] = math.log(a) if a > 0.0 else -np.inf if a == 0.0 else np.nan
        elif op == EITHER:
            x[d] = 1.0 if a > 0.0 or b > 0.0 else 0.0
        elif op == EQUAL:
            x[d] = 1.0 if a == b else 0.0
        elif op == FLOOR:
            x[d] = np.floor(a)
        else:
            x[d] = -a
        at += _WIDTH
    return int(at // _WIDTH)
