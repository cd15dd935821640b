"""Uncertain numbers: each quantity of a scenario becomes a named slot that the beginning draws.

The name is the path of the statement and not its position in a list, so that a number keeps its luck when others are
added (a second number in one statement, or a second effect on one slot, has `#2` behind its name):
`quorum_decree.pace`, `quorum_decree.effects.legitimacy(sovnarkom, townspeople)`.
"""

from __future__ import annotations

import math

from juncture.language.expression import Expression, Number, Quantity, Slot, Spread, equal, exp, node, select
from juncture.program.model import StatedNumber
from juncture.verbs.statements import Change, Draw, Statement


def status_of(quantity: Quantity, reason: str) -> str:
    """Return where a number comes from: cited, disputed, fitted, assumption, plain (0 or 1) or bare (no source)."""
    spreads = quantity.alternatives
    if quantity.note.fitted:
        return "fitted"
    if quantity.cites:
        return "cited" if quantity.is_fixed else "disputed"
    if not quantity.is_fixed and (quantity.note.because or reason):
        return "assumption"
    return "plain" if quantity.is_fixed and spreads[0].a in (0.0, 1.0) else "bare"


class Numbers:
    """Collects the numbers of a scenario and the statements that draw them."""

    def __init__(self) -> None:
        self.stated: list[StatedNumber] = []
        self.statements: list[Statement] = []
        self._used: dict[str, int] = {}

    def add(
        self, quantity: Quantity, name: str, location: tuple[str | int, ...], reason: str, *, in_logs: bool = False
    ) -> Expression:
        """Register a number and return what stands for it: itself where it is fixed, else its slot.

        `in_logs` makes a range log-uniform, as paces are.
        """
        count = self._used[name] = self._used.get(name, 0) + 1
        if count > 1:
            name = f"{name}#{count}"
        status = status_of(quantity, reason)
        slot = None if quantity.is_fixed else Slot("number", (name,))
        self.stated.append(StatedNumber(name, quantity, status, location, quantity.note.because or reason, slot))
        if slot is None:
            return Number(quantity.alternatives[0].a)
        values = [
            self._one(spread, name if len(quantity.alternatives) == 1 else f"{name}|{i}", in_logs)
            for i, spread in enumerate(quantity.alternatives)
        ]
        if len(values) > 1:
            self._choose(slot, name, values)
        return slot

    def _one(self, spread: Spread, name: str, in_logs: bool) -> Expression:
        slot = Slot("number", (name,))
        match spread.law:
            case "fixed":
                return Number(spread.a)
            case "uniform" if in_logs and spread.a > 0:
                self._draw(slot, "uniform", math.log(spread.a), math.log(spread.b), name)
                self.statements.append(Change(slot, exp(slot)))
            case "lognormal":
                self._draw(slot, "normal", math.log(spread.a), spread.b, name)
                self.statements.append(Change(slot, exp(slot)))
            case law:
                self._draw(slot, law, spread.a, spread.b, name)
        return slot

    def _draw(self, slot: Slot, law: str, a: float, b: float, name: str) -> None:
        self.statements.append(Draw(slot, law, Number(a), Number(b), name))

    def _choose(self, slot: Slot, name: str, values: list[Expression]) -> None:
        which = Slot("number", (f"{name}|which",))
        self.statements.append(Draw(which, "choice", node(len(values)), Number(0.0), f"{name}|which"))
        chosen = values[-1]
        for index in range(len(values) - 2, -1, -1):
            chosen = select(equal(which, index), values[index], chosen)
        self.statements.append(Change(slot, chosen))
