"""Comparisons in a rule's condition: what is measured, and against which bound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from juncture.language.expression import Expression, Number, Operation, Quantity, Slot, slots_of
from juncture.scenario.names import FAMILIES

#: Slots that say whether something is so; a comparison of them alone measures nothing.
TRUTHS = frozenset(name for name, family in FAMILIES.items() if family.truth)
#: Slots that are law: where both sides of a comparison read the world, they are the bound.
LAW = ("quorum", "size")


@dataclass(frozen=True, slots=True)
class Measure:
    """A comparison in a rule's condition: `present(club)`, `<`, and the bound in the author's words.

    The bound `moves` where it is no plain number: it reads the world, or is drawn.
    """

    measured: str
    sign: str
    bound: str
    moves: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison as shown, the slots that its author wrote, and its sides and itself as expressions over the world."""

    shown: Measure
    written: frozenset[Slot]
    measured: Expression
    bound: Expression
    holds: Expression


_SIGNS = {"less": ("<", ">"), "at_most": ("<=", ">="), "equal": ("==", "==")}


def comparisons(written: Expression, resolved: Expression) -> Iterator[Comparison]:
    """The comparisons of a condition as its author wrote them, each with what it became."""
    if not (isinstance(written, Operation) and isinstance(resolved, Operation) and written.name == resolved.name):
        return
    if written.name not in _SIGNS:
        for pair in zip(written.operands, resolved.operands, strict=True):
            yield from comparisons(*pair)
        return
    left, right = (_measures(side) for side in resolved.operands)
    if not (left or right) or _asks_whether(resolved):
        return
    here = 1 if not left or (right and _is_law(resolved.operands[0])) else 0
    measured, bound = written.operands[here], written.operands[1 - here]
    moves = bool(slots_of(resolved.operands[1 - here]))
    shown = Measure(text_of(measured), _SIGNS[written.name][here], text_of(bound), moves)
    yield Comparison(
        shown, frozenset(slots_of(measured)), resolved.operands[here], resolved.operands[1 - here], resolved
    )


def _measures(side: Expression) -> bool:
    return any(slot.family not in (*TRUTHS, "number") for slot in slots_of(side))


def _asks_whether(comparison: Operation) -> bool:
    """True for `result(vote, carried) > 0`: an act's result above nothing is an answer, not a quantity."""
    least, result = comparison.operands
    return comparison.name == "less" and least == Number(0.0) and isinstance(result, Slot) and result.family == "result"


def _is_law(side: Expression) -> bool:
    return all(slot.family in (*LAW, "number") for slot in slots_of(side))


_INFIX = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/"}
_CITES = re.compile(r"\s*\[[^\]]*\]")


def text_of(expression: Expression) -> str:
    """An expression as an author would write it; claims that it cites are left out."""
    if isinstance(expression, Operation):
        parts = [text_of(operand) for operand in expression.operands]
        if expression.name not in _INFIX:
            return f"{expression.name}({', '.join(parts)})"
        inner = [getattr(operand, "name", "") in _INFIX for operand in expression.operands]
        parts = [f"({part})" if within else part for part, within in zip(parts, inner, strict=True)]
        return f" {_INFIX[expression.name]} ".join(parts)
    if isinstance(expression, Slot):
        return str(expression)
    if isinstance(expression, Number):
        return f"{expression.value:g}"
    return _CITES.sub("", expression.text) if isinstance(expression, Quantity) else ""
