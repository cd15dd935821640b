"""Negotiation: a deal exists only where the parties' reservation values leave room for one."""

from juncture.language.expression import Expression, clip, total
from juncture.scenario.names import ActorName
from juncture.scenario.values import Value
from juncture.verbs.verb import Verb, Writing


class Negotiate(Verb):
    """Parties agree to divide something, if what each insists on leaves anything to divide.

    Claim
        Each side bargains when it is weak. Where power moves, the windows in which they would agree may never
        overlap, and then no pace of talks brings a deal.
    Formula
        r_i in [0, 1] is the share that party i insists on. The act is possible while sum r_i <= 1. The surplus
        1 - sum r_i is split evenly (Nash): share_i = r_i + surplus / n.
    Results
        `surplus` and `share_NAME` for each party.
    Reference
        Nash (1950), Econometrica 18; Fearon (1995), International Organization 49; Powell (2006), ibid. 60;
        reservation values that move with threat: Putnam (1988), ibid. 42.
    Limits
        Complete information: parties that bluff need reservation values that say so. One pie, no issue linkage.
    """

    parties: dict[ActorName, Value]

    def write(self, act: Writing) -> None:
        """Require room for a deal; tell who gets what."""
        insisted: dict[str, Expression] = {party: clip(value, 0, 1) for party, value in self.parties.items()}
        surplus = 1 - total(insisted.values())
        act.require(surplus >= 0)
        act.tell("surplus", surplus)
        for party, value in insisted.items():
            act.tell(f"share_{party}", value + surplus / len(insisted))
