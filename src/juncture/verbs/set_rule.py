"""Setting a body's procedure."""

from juncture.scenario.names import BodyName
from juncture.scenario.values import Value
from juncture.verbs.verb import Verb, Writing, slot


class SetRule(Verb):
    """Somebody sets the quorum of a body.

    Claim
        Losers of a vote who still hold the executive change the rules of the next one: quorum, membership, timing.
    Formula
        quorum(body) = quorum.
    Reference
        Tsebelis (2002), Veto Players; Schedler (2002), Journal of Democracy 13.
    Limits
        Only the quorum; other procedure goes into rules with `in_force: done(ACT)`.
    """

    body: BodyName
    quorum: Value

    def write(self, act: Writing) -> None:
        """Set the quorum."""
        act.change(slot("quorum", self.body), self.quorum)
