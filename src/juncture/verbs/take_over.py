"""Taking over a body's work."""

from juncture.scenario.names import BodyName, RulerName
from juncture.verbs.verb import Verb, Writing, slot


class TakeOver(Verb):
    """One body puts the work of another under its own command.

    Claim
        Who holds the commission holds its knowledge and its timing.
    Formula
        Possible while `taker` does not command it; afterwards controls(taker, body) = 1.
    Reference
        Schedler (2002), Journal of Democracy 13 (the menu of manipulation).
    Limits
        Resistance of the staff is for the guard, the pace and the effects.
    """

    body: BodyName
    taker: RulerName

    def write(self, act: Writing) -> None:
        """Require that it is not held; hold it."""
        held = slot("controls", self.taker, self.body)
        act.require(held <= 0)
        act.change(held, 1)
