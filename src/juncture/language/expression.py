"""Expressions: what authors and verbs write, as a tree of four kinds of node.

An expression is a `Number`, a `Slot` (one named number of the world), an `Operation` on expressions, or a
`Quantity` (a number with its uncertainty, see `quantity.py`). Truth is `> 0`; a comparison gives 1 or 0. All
operations are total: there is a result for every input, and a result that is not finite ends a course with a
status, never with an exception.

Python's operators build trees (`a + b`, `a > b`, `a & b` for *and*, `~a` for *not*), so that a verb reads like the
formula in its docstring. `==` compares trees, as tests need; the expression is `equal(a, b)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import repeat
from operator import is_


class Expression:
    """A node. `offset` is where it stands in the author's text (0-based), for messages only."""

    __slots__ = ()

    def __bool__(self) -> bool:
        raise TypeError("an expression has no truth until a course runs; use select(condition, a, b), & | and ~")

    def __add__(self, other: Expression | float) -> Expression:
        return Operation("add", (self, node(other)))

    def __radd__(self, other: float) -> Expression:
        return node(other) + self

    def __sub__(self, other: Expression | float) -> Expression:
        return Operation("subtract", (self, node(other)))

    def __rsub__(self, other: float) -> Expression:
        return node(other) - self

    def __mul__(self, other: Expression | float) -> Expression:
        return Operation("multiply", (self, node(other)))

    def __rmul__(self, other: float) -> Expression:
        return node(other) * self

    def __truediv__(self, other: Expression | float) -> Expression:
        return Operation("divide", (self, node(other)))

    def __rtruediv__(self, other: float) -> Expression:
        return node(other) / self

    def __neg__(self) -> Expression:
        return Operation("negate", (self,))

    def __lt__(self, other: Expression | float) -> Expression:
        return Operation("less", (self, node(other)))

    def __le__(self, other: Expression | float) -> Expression:
        return Operation("at_most", (self, node(other)))

    def __gt__(self, other: Expression | float) -> Expression:
        return Operation("less", (node(other), self))

    def __ge__(self, other: Expression | float) -> Expression:
        return Operation("at_most", (node(other), self))

    def __and__(self, other: Expression | float) -> Expression:
        return Operation("both", (self, node(other)))

    def __or__(self, other: Expression | float) -> Expression:
        return Operation("either", (self, node(other)))

    def __invert__(self) -> Expression:
        return Operation("not", (self,))


@dataclass(frozen=True, slots=True)
class Number(Expression):
    """A plain number."""

    value: float
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Slot(Expression):
    """One named number of the world: `support(bolsheviks, workers)` is family `support` with two names."""

    family: str
    names: tuple[str, ...] = ()
    offset: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"{self.family}({', '.join(self.names)})" if self.names else self.family


@dataclass(frozen=True, slots=True)
class Operation(Expression):
    """An operation of `OPERATIONS` on its operands. Its hash is kept: made anew, it would walk the whole tree each time."""

    name: str
    operands: tuple[Expression, ...]
    offset: int = field(default=0, compare=False)
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.name, self.operands)))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class Spread:
    """One stated value with its uncertainty, and the claims said to contain it.

    `law` is `fixed` (a), `uniform` (a to b), `normal` (mean a, standard deviation b) or `lognormal`
    (median a, standard deviation b of the logarithm). Times are in days, percentages in shares.
    """

    law: str
    a: float
    b: float = 0.0
    unit: str = ""
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Where a number comes from: the reason of an assumption, what it was fitted to, or the claims that contain it."""

    because: str = ""
    fitted: str = ""
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity(Expression):
    """A number as an author writes it: one spread, or disputed alternatives with equal chances."""

    alternatives: tuple[Spread, ...]
    text: str = field(default="", compare=False)
    note: Note = Note()
    offset: int = field(default=0, compare=False)

    @property
    def is_fixed(self) -> bool:
        """True where nothing is drawn: a single plain value."""
        return len(self.alternatives) == 1 and self.alternatives[0].law == "fixed"

    @property
    def cites(self) -> tuple[str, ...]:
        """All claims that its values or its note name."""
        return tuple(cite for spread in self.alternatives for cite in spread.cites) + self.note.cites

    @property
    def unit(self) -> str:
        """The unit written last, or an empty text."""
        return next((s.unit for s in reversed(self.alternatives) if s.unit), "")


#: Every operation, with the number of its operands. `odds(p)` is p / (1 - p); `clip(x, low, high)` keeps x between.
OPERATIONS: dict[str, int] = {
    "add": 2,
    "subtract": 2,
    "multiply": 2,
    "divide": 2,
    "negate": 1,
    "less": 2,
    "at_most": 2,
    "equal": 2,
    "both": 2,
    "either": 2,
    "not": 1,
    "min": 2,
    "max": 2,
    "exp": 1,
    "log": 1,
    "floor": 1,
    "select": 3,
}


def node(value: Expression | float) -> Expression:
    """Return an expression for a value that may be a plain number."""
    return value if isinstance(value, Expression) else Number(float(value))


def equal(a: Expression | float, b: Expression | float) -> Expression:
    """1 where both are equal, else 0."""
    return Operation("equal", (node(a), node(b)))


def minimum(a: Expression | float, b: Expression | float) -> Expression:
    """The smaller of two."""
    return Operation("min", (node(a), node(b)))


def maximum(a: Expression | float, b: Expression | float) -> Expression:
    """The larger of two."""
    return Operation("max", (node(a), node(b)))


def clip(x: Expression | float, low: Expression | float, high: Expression | float) -> Expression:
    """Keep x between low and high."""
    return maximum(low, minimum(x, high))


def exp(x: Expression | float) -> Expression:
    """e to the x; infinite where that overflows."""
    return Operation("exp", (node(x),))


def log(x: Expression | float) -> Expression:
    """Natural logarithm; minus infinity at 0, not a number below."""
    return Operation("log", (node(x),))


def floor(x: Expression | float) -> Expression:
    """The largest whole number not above x."""
    return Operation("floor", (node(x),))


def power(x: Expression | float, exponent: Expression | float) -> Expression:
    """X to an exponent, for x >= 0, as exp(exponent * log(x))."""
    return exp(node(exponent) * log(x))


def odds(p: Expression | float) -> Expression:
    """P / (1 - p)."""
    return node(p) / (1 - node(p))


def logistic(x: Expression | float) -> Expression:
    """1 / (1 + exp(-x)): the share whose log-odds are x."""
    return 1 / (1 + exp(-node(x)))


def select(condition: Expression, then: Expression | float, otherwise: Expression | float) -> Expression:
    """`then` where the condition holds (> 0), else `otherwise`. Both are evaluated."""
    return Operation("select", (condition, node(then), node(otherwise)))


def total(terms: Iterable[Expression]) -> Expression:
    """The sum, from left to right, of many by the hundred (Python's stack bounds the depth of a tree); 0 for none."""
    terms = list(terms)
    if len(terms) > 100:
        return total(total(terms[i : i + 100]) for i in range(0, len(terms), 100))
    result: Expression | None = None
    for term in terms:
        result = term if result is None else result + term
    return Number(0.0) if result is None else result


def all_of(conditions: Iterable[Expression]) -> Expression:
    """1 where every condition holds; 1 for none."""
    result: Expression | None = None
    for condition in conditions:
        result = condition if result is None else result & condition
    return Number(1.0) if result is None else result


def walk(expression: Expression) -> Iterator[Expression]:
    """The node itself and all below it."""
    yield expression
    if isinstance(expression, Operation):
        for operand in expression.operands:
            yield from walk(operand)


def written_out(expression: Expression, known: dict[int, int] | None = None) -> int:
    """How many nodes a tree has, parts that stand in several places counted in each; `known` is by identity."""
    known = {} if known is None else known
    size = known.get(id(expression), 1)
    if isinstance(expression, Operation) and id(expression) not in known:
        for operand in expression.operands:
            size += written_out(operand, known)
        known[id(expression)] = size
    return size


def rewrite(expression: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """Return the tree with every leaf (number, slot, quantity) replaced by what `change` gives for it."""
    if isinstance(expression, Operation):
        operands = tuple(map(rewrite, expression.operands, repeat(change)))
        if all(map(is_, operands, expression.operands)):
            return expression
        return Operation(expression.name, operands, expression.offset)
    return change(expression)


def slots_of(expression: Expression) -> set[Slot]:
    """All slots that an expression reads."""
    return {leaf for leaf in walk(expression) if isinstance(leaf, Slot)}
