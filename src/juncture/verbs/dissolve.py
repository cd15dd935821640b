"""Dissolution in law."""

from juncture.scenario.names import BodyName
from juncture.verbs.verb import Verb, Writing, slot


class Dissolve(Verb):
    """A rival declares that a body exists no more.

    Claim
        Force first, law afterwards: dissolution closes the legal channel that dispersal left open.
    Formula
        sitting(body) = 0, outlawed(body) = 1.
    Reference
        Beetham (1991), The Legitimation of Power; Weber (1922), Economy and Society.
    Limits
        Whether the law is obeyed elsewhere is for other acts.
    """

    body: BodyName

    def write(self, act: Writing) -> None:
        """Require that it is not dissolved yet; dissolve it."""
        act.require(slot("outlawed", self.body) <= 0)
        act.change(slot("sitting", self.body), 0)
        act.change(slot("outlawed", self.body), 1)
