"""Emergency power handed to a small organ."""

from juncture.scenario.names import BodyName, PlaceName
from juncture.verbs.verb import Verb, Writing, slot


class Delegate(Verb):
    """A government hands the command of a place to an emergency organ.

    Claim
        An emergency moves authority to a small organ for a time: fewer must agree, so acts come faster.
    Formula
        controls(body, place) = 1 and sitting(body) = 1, until an act takes it back.
    Reference
        Schmitt (1921), Dictatorship (the commissarial kind); Rossiter (1948), Constitutional Dictatorship; Ferejohn &
        Pasquino (2004), International Journal of Constitutional Law 2.
    Limits
        The expiry is an act of its own; the ratchet (Higgs 1987) is what happens without one.
    """

    body: BodyName
    place: PlaceName

    def write(self, act: Writing) -> None:
        """Require that it does not command yet; let it command."""
        act.require(slot("controls", self.body, self.place) <= 0)
        act.change(slot("controls", self.body, self.place), 1)
        act.change(slot("sitting", self.body), 1)
