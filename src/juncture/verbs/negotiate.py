"""Negotiation: a deal exists only where the parties' reservation values leave room for one."""

from juncture.language.expression import Expression, clip, maximum, total
from juncture.scenario.names import ActorName
from juncture.scenario.values import ONE, ZERO, Value
from juncture.verbs.verb import Verb, Writing


class Negotiate(Verb):
    """Parties agree to divide something, if what each insists on leaves anything to divide.

    Claim
        Each side bargains when it is weak. Where power moves, the windows in which they would agree may never
        overlap, and then no pace of talks brings a deal. Danger softens a line, and once it has passed the line
        hardens; who can wait gets more.
    Formula
        r_i = parties_i - softens_i * threat, kept in [0, 1], is the share that party i insists on (a negative `softens`
        is that of a party which the threat to others makes bolder). The act is possible while sum r_i <= 1. The
        surplus 1 - sum r_i is split in proportion to `patience`, the time that a party can wait; evenly where nobody's
        is stated (Nash; Rubinstein's division where offers follow each other fast), 1 for who is not named.
    Results
        `surplus` and `share_NAME` for each party.
    Reference
        Nash (1950), Econometrica 18; Rubinstein (1982), ibid. 50; Binmore, Rubinstein & Wolinsky (1986), RAND Journal
        of Economics 17; Fearon (1995), International Organization 49; Powell (2006), ibid. 60; reservation values that
        move with threat: Putnam (1988), ibid. 42.
    Limits
        Complete information: parties that bluff need reservation values that say so. One pie, no issue linkage.
    """

    parties: dict[ActorName, Value]
    threat: Value = ZERO
    softens: dict[ActorName, Value] = {}
    patience: dict[ActorName, Value] = {}

    def write(self, act: Writing) -> None:
        """Require room for a deal; tell who gets what."""
        for key, named in (("softens", self.softens), ("patience", self.patience)):
            for party in (party for party in named if party not in self.parties):
                act.mistake(key, f"{party} is no party to the talks", f"expected one of {', '.join(self.parties)}")
        if self.softens and self.threat == ZERO:
            act.mistake("softens", "'softens' without 'threat'", "expected 'threat', what softens or hardens them")
        insisted: dict[str, Expression] = {
            party: clip(value - self.softens.get(party, ZERO) * self.threat, 0, 1)
            for party, value in self.parties.items()
        }
        waits = {party: maximum(self.patience.get(party, ONE), 1e-9) for party in self.parties}
        surplus = 1 - total(insisted.values())
        act.require(surplus >= 0)
        act.tell("surplus", surplus)
        for party, value in insisted.items():
            act.tell(f"share_{party}", value + surplus * (waits[party] / total(waits.values())))
