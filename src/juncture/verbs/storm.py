"""A battle for a place."""

from juncture.scenario.names import PlaceName, RulerName
from juncture.scenario.values import ONE, Value
from juncture.verbs.verb import Verb, Writing, contest, slot


class Storm(Verb):
    """One side attacks a place that another holds.

    Claim
        Who wins depends on the ratio of men present, ready and loyal, and on how decisive superiority is.
    Formula
        Chance that the attacker wins: contest(attack * advantage, defence, decisiveness), where attack and defence
        are force(place, ruler) unless stated.
    Results
        `won`: 1 where the attacker holds the place afterwards.
    Reference
        Tullock (1980); Hirshleifer (1989), Public Choice 63; for cities: Kalyvas (2006), The Logic of Violence.
    Limits
        One engagement. Losses are in the effects.
    """

    place: PlaceName
    attacker: RulerName
    defender: RulerName
    attack: Value | None = None
    defence: Value | None = None
    advantage: Value = ONE
    decisiveness: Value = ONE

    def write(self, act: Writing) -> None:
        """Require an attacker; draw the result; give the place to the winner."""
        attack = slot("force", self.place, self.attacker) if self.attack is None else self.attack
        defence = slot("force", self.place, self.defender) if self.defence is None else self.defence
        act.require(attack > 0)
        won = act.draw("won", "chance", contest(attack * self.advantage, defence, self.decisiveness))
        act.change(slot("controls", self.attacker, self.place), won)
        act.change(slot("controls", self.defender, self.place), 1 - won)
