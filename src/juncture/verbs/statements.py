"""What happens inside an event, as two kinds of statement: draw a number, then change a slot."""

from __future__ import annotations

from dataclasses import dataclass

from juncture.language.expression import Expression, Number, Slot

#: Laws of a draw, with the meaning of their parameters a and b.
LAWS = {
    "chance": "1 with probability a, else 0",
    "binomial": "successes in a trials (rounded) of probability b each; above 4,000 trials by its normal approximation",
    "tally": "a sum of many votes: normal with mean a and standard deviation b, rounded to a whole number",
    "lognormal": "lognormal with median a and standard deviation b of the logarithm",
    "normal": "normal with mean a and standard deviation b",
    "uniform": "uniform between a and b",
    "choice": "one of the whole numbers 0 .. a-1, with equal chances",
}


@dataclass(frozen=True, slots=True)
class Draw:
    """Draw from a law and put the result in a slot.

    `luck` names the draw's own stream of luck, so that other draws do not disturb it. Where a record says only
    whether the result reached a threshold, `at_least` is that threshold.
    """

    slot: Slot
    law: str
    a: Expression
    b: Expression
    luck: str
    at_least: Expression | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Give a slot a new value, kept between bounds; values beyond them are clipped and counted."""

    slot: Slot
    value: Expression
    low: float | None = None
    high: float | None = None


Statement = Draw | Change

NOTHING = Number(0.0)
