"""Observers: acts at once that change nothing and log what they read.

Luck is keyed by names, so the courses of a scenario with observers are those of the scenario.
"""

from __future__ import annotations

from collections.abc import Mapping

from juncture.language.expression import Expression, Number, Slot
from juncture.program.model import Edge, TracedAct
from juncture.verbs.statements import Change

_ALWAYS = Number(1.0)


def observer(
    name: str, told: Mapping[str, Expression], opens: Edge, *, guard: Expression = _ALWAYS, times: int = 1
) -> TracedAct:
    """Return an act that happens as soon as it can from `opens` on, and tells what expressions are worth, by name."""
    slots = tuple(Slot("result", (name, what)) for what in told)
    return TracedAct(
        name=name,
        guard=guard,
        speed=None,
        statements=tuple(map(Change, slots, told.values())),
        results=slots,
        broken=(),
        opens=opens,
        closes=None,
        times=times,
        recorded=False,
    )
