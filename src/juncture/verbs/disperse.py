"""Dispersal of a sitting by force present."""

from juncture.language.expression import node, total
from juncture.scenario.names import BodyName, PlaceName, RulerName
from juncture.scenario.values import ONE, ZERO, Value
from juncture.verbs.verb import Verb, Writing, contest, present, slot


class Disperse(Verb):
    """Armed men at the place end a sitting.

    Claim
        An assembly without force of its own sits as long as the guard lets it. Whether the guard prevails depends on
        the men at the door who would obey, against those who would defend the hall.
    Formula
        Possible while the body sits. Chance of success: contest(force(place, attacker), force(place, defender) + support,
        decisiveness); `support` is unarmed backing in men-equivalents.
    Results
        `won`: 1 where the sitting ends and all leave the hall; `dispersed`: how many had to leave.
    Reference
        Tullock (1980), Efficient Rent Seeking; Hirshleifer (1989), Public Choice 63.
    Limits
        Bloodshed is in the effects. A failed attempt may be repeated (`times`).
    """

    body: BodyName
    place: PlaceName
    attacker: RulerName
    defender: RulerName | None = None
    support: Value = ZERO
    decisiveness: Value = ONE

    def write(self, act: Writing) -> None:
        """Require a sitting and a guard; draw the result; empty the hall."""
        guard = slot("force", self.place, self.attacker)
        defence = slot("force", self.place, self.defender) + self.support if self.defender else node(self.support)
        act.require(slot("sitting", self.body) > 0)
        act.require(guard > 0)
        won = act.draw("won", "chance", contest(guard, defence, self.decisiveness))
        sitting = slot("sitting", self.body)
        act.change(sitting, sitting * (1 - won))
        members = act.members_in(self.body)
        act.tell("dispersed", won * total(present(self.body, member) for member in members))
        for member in members:
            act.change(present(self.body, member), present(self.body, member) * (1 - won))
