"""How votes add up: the law of a sum of votes by factions, and the ayes that a majority needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from juncture.language.expression import Expression, clip, floor, maximum, power, total
from juncture.verbs.verb import Writing


@dataclass(frozen=True, slots=True)
class Group:
    """Members of one faction in the hall, and the chances with which each votes aye or takes no part.

    `spread` is how many independent voters have as large a variance, n (1 + (n - 1) cohesion).
    """

    members: Expression
    spread: Expression
    aye: Expression
    away: Expression


def cast_and_ayes(
    act: Writing, groups: Sequence[Group], everyone: Expression, *, some_abstain: bool
) -> tuple[Expression, Expression, Expression]:
    """Draw the votes cast where some abstain; return them, and mean and standard deviation of the ayes given them."""
    mean = total(g.members * g.aye for g in groups)
    variance = total(g.spread * g.aye * (1 - g.aye) for g in groups)
    cast = everyone
    if some_abstain:
        expected = everyone - total(g.members * g.away for g in groups)
        spread = total(g.spread * g.away * (1 - g.away) for g in groups)
        drawn = act.draw("cast", "tally", expected, power(spread, 0.5), sum_of=("ayes", "nays"))
        cast = act.tell("cast", clip(drawn, 0, everyone))
        shared = total(g.spread * g.aye * g.away for g in groups)  # covariance of ayes and votes cast
        slope = shared / maximum(spread, 1e-9)
        mean = mean + slope * (cast - expected)
        variance = maximum(variance - slope * shared, 0.25)
    return cast, mean, power(variance, 0.5)


def majority(kind: str, members: Expression, present: Expression, cast: Expression) -> Expression:
    """The fewest ayes that are a majority of this kind."""
    match kind:
        case "of members present":
            return floor(present / 2) + 1
        case "of all members":
            return floor(members / 2) + 1
        case "two thirds":
            return maximum(floor((2 * cast + 2) / 3), 1)
        case _:
            return floor(cast / 2) + 1
