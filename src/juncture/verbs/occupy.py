"""Occupation of key points."""

from juncture.language.expression import Expression, Number, exp, maximum, select, total
from juncture.scenario.names import PlaceName, RulerName
from juncture.scenario.values import ONE, Value
from juncture.verbs.verb import Verb, Writing, contest, slot


class Occupy(Verb):
    """Armed men take key points: bridges, stations, the telegraph.

    Claim
        A city is taken at its key points. A point that nobody defends falls to the first who come, however few; one
        that is defended falls by force. What has fallen without a fight tells the defenders of the rest who will win.
    Formula
        For each place with attack A and defence D (force(place, ruler) unless stated): where D = 0 it falls for sure
        if A > 0; else with chance contest(A * advantage, D * exp(-momentum * seen), decisiveness), where `seen` is
        the share of places that the attacker holds already or that nobody defends. What he holds he keeps. Possible
        while he has men at one of the places and does not hold them all.
    Results
        One for each place (1 where the attacker holds it afterwards), `taken` (their share), and with `momentum`
        `seen`.
    Reference
        Luttwak (1968), Coup d'Etat: A Practical Handbook; Singh (2014), Seizing Power: The Strategic Logic of Military
        Coups (a coup as a coordination game); Tullock (1980), Efficient Rent Seeking.
    Limits
        All places are taken at one instant, with luck of their own. Without `defender` nobody loses a place: say who
        in the effects. Men are not moved: `mobilise` does that.
    """

    attacker: RulerName
    places: tuple[PlaceName, ...]
    defender: RulerName | None = None
    attack: dict[PlaceName, Value] = {}
    defence: dict[PlaceName, Value] = {}
    advantage: Value = ONE
    decisiveness: Value = ONE
    momentum: Value | None = None

    def write(self, act: Writing) -> None:
        """Require men at a place not yet held; draw which places fall; hand them over."""
        for key, stated in (("attack", self.attack), ("defence", self.defence)):
            for place in (place for place in stated if place not in self.places):
                act.mistake(key, f"{place}, which is not attacked", "expected one of 'places'")
        held = {place: slot("controls", self.attacker, place) > 0 for place in self.places}
        attacks = {place: self._force(self.attack, self.attacker, place) for place in self.places}
        defences = {place: self._force(self.defence, self.defender, place) for place in self.places}
        act.require(total(attacks.values()) > 0)
        act.require(total(held.values()) < len(held))
        if self.momentum is not None:
            fallen = [maximum(held[place], (defences[place] <= 0) & (attacks[place] > 0)) for place in self.places]
            seen = act.tell("seen", total(fallen) / len(fallen))
            broken = exp(-self.momentum * seen)
            defences = {place: defence * broken for place, defence in defences.items()}
        taken: list[Expression] = []
        for place in self.places:
            attack, defence = attacks[place], defences[place]
            fought = contest(attack * self.advantage, defence, self.decisiveness)
            falls = select(defence > 0, fought, attack > 0)
            taken.append(act.draw(place, "chance", maximum(held[place], falls)))
            act.change(slot("controls", self.attacker, place), taken[-1])
            if self.defender is not None:
                lost = slot("controls", self.defender, place)
                act.change(lost, lost * (1 - taken[-1]))
        act.tell("taken", total(taken) / len(taken))

    def _force(self, stated: dict[PlaceName, Value], ruler: str | None, place: str) -> Expression:
        if place in stated:
            return stated[place]
        return Number(0.0) if ruler is None else slot("force", place, ruler)
