"""A public warning: a threat deters as far as it is believed."""

from juncture.language.expression import Number, clip
from juncture.scenario.names import GaugeName, PublicName
from juncture.scenario.values import ONE, Value
from juncture.verbs.verb import Verb, Writing, contest, slot


class Warn(Verb):
    """An authority announces what it will do to those who come out.

    Claim
        A threat deters only if it is believed, and words alone are not: people look at the force that stands behind
        them. A little force convinces nobody; beyond what the task needs, more of it convinces hardly more.
    Formula
        believed = credibility * force^m / (force^m + needed^m), m = `steepness`: half of `credibility` where the force
        seen is just what is needed. Above 1, m makes the curve S-shaped; 2 is the smallest whole number that does. No
        force, no belief. fear becomes 1 - (1 - fear) * (1 - threat * believed): nobody is afraid twice.
    Results
        `believed`, `fear` (afterwards).
    Reference
        Schelling (1966), Arms and Influence; Fearon (1997), Journal of Conflict Resolution 41 (tying hands, sinking
        costs).
    Limits
        `public` says who is addressed, for readers; it has no part in the formula. A threat that was not
        carried out before belongs into `credibility`. Fear fades by a daily effect.
    """

    threat: Value
    force: Value
    needed: Value
    fear: GaugeName
    public: PublicName | None = None
    credibility: Value = ONE
    steepness: Value = Number(2.0)

    def write(self, act: Writing) -> None:
        """Tell how far it is believed; raise fear."""
        if act.bounds.get(self.fear, (0.0, 1.0)) != (0.0, 1.0):
            act.mistake("fear", f"{self.fear} with bounds of its own", "expected a gauge between 0 and 1")
        convincing = contest(self.force, self.needed, self.steepness) * (self.force > 0)
        believed = act.tell("believed", clip(self.credibility, 0, 1) * convincing)
        afraid = slot(self.fear)
        after = act.tell("fear", 1 - (1 - clip(afraid, 0, 1)) * (1 - clip(self.threat, 0, 1) * believed))
        act.change(afraid, after)
