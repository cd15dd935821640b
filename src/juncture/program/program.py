"""The compiled scenario: plain arrays that a kernel runs, a file holds and a worker receives.

One vector `x` holds slots, then constants, then temporaries. Code is rows `operation, d, a, b, c`, meaning
`x[d] = operation(x[a], x[b], x[c])`. `lower.py` makes it with `rows.py`, `listing.py` prints it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from juncture.language.expression import Slot
from juncture.program.model import Model

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
#: What the kernel takes, in its order: the array fields of `Program`.
Arrays = tuple[Floats, NDArray[np.uint32], Ints, Ints, NDArray[np.uint64], Ints, Ints, Ints, Ints, Floats, Ints, Ints]


class Op(IntEnum):
    """Operations of the code machine. Truth is `> 0`; comparisons give 1 or 0."""

    ADD = 0
    SUBTRACT = 1
    MULTIPLY = 2
    DIVIDE = 3
    NEGATE = 4
    LESS = 5
    AT_MOST = 6
    EQUAL = 7
    BOTH = 8
    EITHER = 9
    NOT = 10
    MIN = 11
    MAX = 12
    EXP = 13
    LOG = 14
    FLOOR = 15
    SELECT = 16  #: x[a] if x[c] > 0 else x[b]
    COPY = 17
    CLIP = 18  #: x[a] kept between x[b] and x[c]; what lies beyond is counted
    DRAW = 19  #: a draw of row c of `draws`, with parameters x[a] and x[b]
    MULTIPLY_ADD = 20  #: x[a] * x[b] + x[c]
    WHERE = 21  #: where x[a] > 0, x[d] = x[b], and the code goes on at row c
    UNLESS = 22  #: the same unless x[a] > 0
    ADD_ADD = 23  #: x[a] + x[b] + x[c], and so on: each is rounded twice as its two operations are
    MULTIPLY_MULTIPLY = 24
    SUBTRACT_MULTIPLY = 25  #: (x[a] - x[b]) * x[c]


LAWS_IN_ORDER = ("chance", "uniform", "normal", "tally", "binomial", "choice", "lognormal")
LAW_NUMBERS = {law: number for number, law in enumerate(LAWS_IN_ORDER)}

NEVER = 1 << 41  #: an instant that never comes, 69,000 years away: `key_of` needs the other bits


class ActColumn(IntEnum):
    """Columns of `Program.acts`. Code ranges are first row and one past the last."""

    GUARD_FROM = 0
    GUARD_TO = 1
    GUARD = 2  #: slot of x that holds the guard afterwards
    SPEED_FROM = 3
    SPEED_TO = 4
    SPEED = 5
    EVENT_FROM = 6
    EVENT_TO = 7
    AT_ONCE = 8
    RECORDED = 9
    TIMES = 10
    DONE = 11  #: slot of x that counts happenings
    OPENS_AT = 12  #: instant, NEVER where it opens after an act, -1 where it is open from the beginning
    OPENS_AFTER = 13  #: act, or -1
    OPENS_DELAY = 14  #: slot of x that holds days, or -1
    CLOSES_AT = 15
    CLOSES_AFTER = 16
    CLOSES_DELAY = 17
    TOUCH_FROM = 18  #: acts to look at again after its event
    TOUCH_TO = 19
    RESULTS_FROM = 20
    RESULTS_TO = 21
    RECORD_FROM = 22  #: rows of `own_record`: its entries in order
    RECORD_TO = 23
    BROKEN_FROM = 24  #: code that says which rules the event would break
    BROKEN_TO = 25
    WRITTEN_FROM = 26  #: slots of x that its event writes and some guard or speed reads
    WRITTEN_TO = 27
    FOLLOWERS_FROM = 28  #: acts whose windows open or close after it
    FOLLOWERS_TO = 29


class Scalar(IntEnum):
    """Entries of `Program.scalars`."""

    BEGIN_FROM = 0
    BEGIN_TO = 1
    TICK_FROM = 2
    TICK_TO = 3
    TICK_TOUCH_FROM = 4
    TICK_TOUCH_TO = 5
    OUTCOME_FROM = 6
    OUTCOME_TO = 7
    OUTCOME = 8  #: slot of x that holds the number of the outcome
    DAY = 9
    FIRST_TICK = 10
    END = 11
    BROKEN = 12  #: slot of x: sum of 2**rule over the rules an event breaks
    CLIPS = 13  #: slot of x that counts clips
    TICK_WRITTEN_FROM = 14
    TICK_WRITTEN_TO = 15


class TouchColumn(IntEnum):
    """Columns of `Program.touch`. Bit i of a mask stands for the i-th slot written, the last for all from there on."""

    ACT = 0
    GUARD = 1  #: mask of what its guard reads
    SPEED = 2


LAST_BIT = 61  #: the last bit of a mask of slots written
ITSELF = 1 << 62  #: the bit by which an act looks again whatever was written


class DrawColumn(IntEnum):
    """Columns of `Program.draws`."""

    LAW = 0
    AT_LEAST = 1  #: slot of x that holds the threshold, or -1


class RecordColumn(IntEnum):
    """Columns of `Program.record`."""

    ACT = 0
    INSTANT = 1
    OBSERVED_FROM = 2  #: rows of `observed`
    OBSERVED_TO = 3
    ORDINAL = 4  #: how many entries of the same act stand before it


@dataclass(frozen=True)
class Program:
    """All arrays of a compiled scenario, and the names to read results by."""

    start: Floats  # (slots + constants + temporaries,)
    code: NDArray[np.uint32]  # (instructions, 5); unsigned, as numba looks twice at an index that may be negative
    acts: Ints  # (acts, len(ActColumn))
    draws: Ints  # (draws, len(DrawColumn))
    digests: NDArray[np.uint64]  # (acts + draws,): names of luck, acts first
    touch: Ints  # (touches, len(TouchColumn)): acts to look at again, by ranges; the first is all acts
    lists: Ints  # by ranges: slots of x that an event's log keeps, those that it writes, acts that follow it
    record: Ints  # (entries, len(RecordColumn))
    own_record: Ints  # entries of each act, by ranges
    observed: Floats  # (observations, 3): draw, kind (0 value, 1 reached, 2 missed, 3 on the side of), value
    facts: Ints  # (facts, 4): instant, code from, code to, slot
    scalars: Ints  # (len(Scalar),)
    slots: tuple[Slot, ...]
    temporaries: int  # the last places of `start`
    model: Model

    @property
    def arrays(self) -> Arrays:
        """What the kernel needs, in the order in which it takes it."""
        return (
            self.start,
            self.code.ravel(),
            self.acts,
            self.draws,
            self.digests,
            self.touch,
            self.lists,
            self.record,
            self.own_record,
            self.observed,
            self.facts,
            self.scalars,
        )

    @property
    def digest(self) -> str:
        """SHA-256 of all arrays, first 16 hexadecimal digits."""
        whole = hashlib.sha256()
        for array in self.arrays:
            whole.update(str(array.shape).encode() + array.tobytes())
        return whole.hexdigest()[:16]

    @property
    def rules(self) -> tuple[str, ...]:
        """Names of the rules, in the order of their bits."""
        return rules_of(self.model)

    def index(self, slot: Slot) -> int:
        """Where a slot stands in x."""
        return self.slots.index(slot)


def rules_of(model: Model) -> tuple[str, ...]:
    """Names of all rules that bear on any act, in order of first mention."""
    return tuple(dict.fromkeys(name for act in model.acts for name, _ in act.broken))
