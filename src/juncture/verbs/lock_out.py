"""A closed door."""

from juncture.scenario.names import BodyName, PlaceName, RulerName
from juncture.verbs.verb import Verb, Writing, slot


class LockOut(Verb):
    """Whoever holds the building keeps the members out.

    Claim
        A body without a hall cannot act as a body; closing the door is the cheapest form of force.
    Formula
        Possible while the body does not sit and force(place, holder) > 0.
    Reference
        Tilly (1978), From Mobilization to Revolution (multiple sovereignty).
    Limits
        Meeting elsewhere is a separate act.
    """

    body: BodyName
    place: PlaceName
    holder: RulerName

    def write(self, act: Writing) -> None:
        """Require an empty hall and a guard; hold the place."""
        act.require(slot("sitting", self.body) <= 0)
        act.require(slot("force", self.place, self.holder) > 0)
        act.change(slot("controls", self.holder, self.place), 1)
