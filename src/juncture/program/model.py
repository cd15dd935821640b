"""The traced scenario: everything it says as expressions, before any of it is turned into code.

This is what the executable specification (`tests/reference.py`) reads, and what `lower.py` turns into arrays.
Instants are whole seconds since the scenario's begin.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from juncture.language.expression import Expression, Quantity, Slot
from juncture.verbs.statements import Statement


@dataclass(frozen=True, slots=True)
class Edge:
    """One end of an act's window: an instant, or so many days (an expression of start values) after an act."""

    instant: int | None = None
    after: str | None = None
    delay: Expression | None = None


@dataclass(frozen=True, slots=True)
class TracedAct:
    """An act as expressions.

    `speed` is per day, None for an act at once. `broken` holds, for each rule that bears on the act, an expression
    above 0 where the act would break it. `statements` are the draws and then the changes of its event; `results` are
    the slots, in order, that an event's log line keeps.
    """

    name: str
    guard: Expression
    speed: Expression | None
    statements: tuple[Statement, ...]
    results: tuple[Slot, ...]
    broken: tuple[tuple[str, Expression], ...]
    opens: Edge | None
    closes: Edge | None
    times: int
    recorded: bool = True

    @property
    def done(self) -> Slot:
        """How often it has happened."""
        return Slot("done", (self.name,))


@dataclass(frozen=True, slots=True)
class Observation:
    """What the record says of one draw: its value, or whether it reached the draw's threshold.

    Of kind 'side', it lay on the side of the threshold on which the value lies.
    """

    kind: str  # 'value', 'reached', 'missed', 'side'
    value: float = 0.0


@dataclass(frozen=True, slots=True)
class TracedEntry:
    """One recorded event: act, instant, the range in which its date lies, and what was observed of its draws.

    `told` are recorded results that follow from the draws; replay compares them.
    """

    act: str
    instant: int
    first: int
    last: int
    observed: dict[Slot, Observation]
    told: dict[Slot, float] = field(default_factory=dict[Slot, float])


@dataclass(frozen=True, slots=True)
class TracedFact:
    """Something that held at an instant, after everything else that happened then."""

    instant: int
    that: Expression


@dataclass(frozen=True, slots=True)
class TracedRule:
    """A rule that bears on some act: since when it holds, and its condition."""

    name: str
    in_force: Expression
    when: Expression


@dataclass(frozen=True, slots=True)
class Term:
    """What a hypothesis cuts, or what it is said to be the cause of.

    `kind` is 'slot', 'act', 'driver' or 'outcome'; `name` is the name of an act or outcome, or of the act that a driver
    belongs to. `slots` are those of a slot or a sum; `driver` is the driver's place among those of its act.
    """

    kind: Literal["slot", "act", "driver", "outcome"]
    name: str
    slots: tuple[Slot, ...] = ()
    driver: int = -1


@dataclass(frozen=True, slots=True)
class TracedHypothesis:
    """A causal claim under test: its cause and its effect.

    `held_at` is what a slot that is cut is held at, None for its start value; `instant` is when the effect is measured,
    None for the end.
    """

    name: str
    cut: Term
    of: Term
    held_at: float | None = None
    instant: int | None = None


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """One number of the scenario, with its status for the ledger.

    `status` is cited, disputed, fitted, assumption, plain (0 or 1) or bare (no source and no spread). `reason` is
    its own or that of the thing it belongs to. `slot` holds its drawn value where it is uncertain.
    """

    name: str
    quantity: Quantity
    status: str
    location: tuple[str | int, ...]
    reason: str
    slot: Slot | None


@dataclass(frozen=True, slots=True)
class Model:
    """The whole traced scenario.

    `begin` draws the uncertain numbers (their luck is shared by twins) and sets start values; `tick` runs at each
    midnight after `day` was set. `first_tick` is the first midnight after the begin, `end` the instant at which
    courses end; nothing happens at or after it.
    """

    begin: tuple[Statement, ...]
    tick: tuple[Statement, ...]
    acts: tuple[TracedAct, ...]
    outcomes: tuple[tuple[str, Expression], ...]
    end: int
    first_tick: int
    record: tuple[TracedEntry, ...] = ()
    record_until: int = 0
    facts: tuple[TracedFact, ...] = ()
    numbers: tuple[StatedNumber, ...] = ()
    slots: tuple[Slot, ...] = field(default=())
    rules: tuple[TracedRule, ...] = ()
    hypotheses: tuple[TracedHypothesis, ...] = ()

    @property
    def day(self) -> Slot:
        """Days since the begin, counted at midnights."""
        return Slot("day")
