"""An election: shares of the vote become seats."""

from juncture.language.expression import Expression, Number, exp, floor, maximum, total
from juncture.scenario.names import BodyName, FactionName
from juncture.scenario.values import ZERO, Value
from juncture.verbs.verb import Verb, Writing, seats, whole


class Elect(Verb):
    """Voters fill the seats of a body.

    Claim
        Seats follow votes, up to rounding and to a swing that nobody foresaw.
    Formula
        w_f = strength_f * exp(swing * z_f), z_f standard normal; share_f = w_f / sum w. Seats are whole and add up to
        `seats` (rounded) exactly: seats_f = round(S * c_f) - round(S * c_{f-1}), c_f the cumulated shares in the order given.
        Each faction's seats are within one of its proportional due.
    Results
        `swing_F` (the z), `seats_F` for each faction.
    Reference
        Balinski & Young (1982), Fair Representation (apportionment and its paradoxes).
    Limits
        One nationwide apportionment; districts and list alliances are in the stated strengths.
    """

    body: BodyName
    seats: Value
    strength: dict[FactionName, Value]
    swing: Value = ZERO

    def write(self, act: Writing) -> None:
        """Draw the swings, fill the seats."""
        weights: dict[str, Expression] = {}
        for faction, strength in self.strength.items():
            swing = act.draw(f"swing_{faction}", "normal", 0.0, 1.0)
            weights[faction] = strength * exp(self.swing * swing)
        whole_body = maximum(total(weights.values()), 1e-300)
        filled: Expression = Number(0.0)
        cumulated: Expression = Number(0.0)
        for faction, weight in weights.items():
            cumulated = cumulated + weight
            upto = floor(whole(self.seats) * (cumulated / whole_body) + 0.5)
            won = act.tell(f"seats_{faction}", upto - filled)
            act.change(seats(self.body, faction), won)
            filled = filled + won
