"""From votes to seats: d'Hondt's method in one district, and what it gives in many.

The steps are told as results of the act, since a formula that is nested in itself doubles in size.
"""

from __future__ import annotations

from collections.abc import Mapping

from juncture.language.expression import Expression, exp, floor, maximum, total
from juncture.verbs.verb import Writing

#: Rounds in which the number of seats for a share of the vote is found; what is left is scaled away.
ROUNDS = 4
_NEARLY_NOTHING = 1e-300


def in_one_district(
    act: Writing, district: str, magnitude: Expression, votes: Mapping[str, Expression]
) -> dict[str, Expression]:
    """Tell the seats of each faction by d'Hondt's method, exactly; a tie goes to the faction named first.

    Nobody gets less than the whole part of his quota (Balinski & Young 1982), so those seats are given first. Fewer
    seats are left than there are lists, and each goes to a list with the largest votes / (seats + 1).
    """
    everybody = act.tell("district_votes", maximum(total(votes.values()), _NEARLY_NOTHING))
    # A quota may be whole: its last digit must not cost a seat.
    won: dict[str, Expression] = {
        faction: act.tell(f"{district}_{faction}", floor(magnitude * (cast / everybody) + 1e-9))
        for faction, cast in votes.items()
    }
    left = act.tell("seats_left", magnitude - total(won.values()))
    for _ in range(len(votes) - 1):
        quotients = [cast / (won[faction] + 1) for faction, cast in votes.items()]
        largest = quotients[0]
        for quotient in quotients[1:]:
            largest = maximum(largest, quotient)
        largest = act.tell("largest_quotient", largest)
        for quotient, (faction, seats) in zip(quotients, won.items(), strict=True):
            seat = act.tell("next_seat", (left > 0) & (quotient >= largest))
            act.tell(f"{district}_{faction}", seats + seat)
            act.tell("seats_left", left - seat)
    return won


def in_many_districts(
    act: Writing, seats: Expression, votes: Mapping[str, Expression], lists: Mapping[str, Expression]
) -> dict[str, Expression]:
    """Tell the seats that each faction can expect, before rounding, from d'Hondt's method in many districts.

    A list that would fill x seats at the district's price of a seat gets the whole part of x. Over the districts x is
    exponential with mean m (of all spreads with that mean the one that assumes least), and the mean of its whole part
    is 1 / (exp(1 / m) - 1): near m - 1/2 for a large list (the bias of d'Hondt), next to nothing for a small one.
    The price is that at which all seats are filled.
    """
    cast = act.tell("all_votes", maximum(total(votes.values()), _NEARLY_NOTHING))
    number = {faction: maximum(lists[faction], 1) for faction in votes}
    due = {faction: act.tell(f"due_{faction}", seats * (votes[faction] / cast) / number[faction]) for faction in votes}
    bias = act.tell("bias", total(number.values()) / 2)
    price = act.tell("seats_per_due", (seats + bias) / maximum(seats, _NEARLY_NOTHING))

    def expected(faction: str) -> Expression:
        wanting = 1 / (price * due[faction])
        return number[faction] / maximum(exp(wanting) - 1, wanting)  # never below x: exp(x) - 1 loses digits near 0

    for _ in range(ROUNDS):
        # Newton's rule where all lists are large; with x / sinh(x) <= 1 it never goes too far where they are small.
        act.tell("seats_per_due", price * ((seats + bias) / (total(expected(faction) for faction in votes) + bias)))
    return {faction: act.tell(f"due_{faction}", expected(faction)) for faction in votes}
