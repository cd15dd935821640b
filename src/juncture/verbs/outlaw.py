"""Outlawing a faction."""

from juncture.scenario.names import FactionName
from juncture.verbs.verb import Verb, Writing, slot


class Outlaw(Verb):
    """A faction is declared outside the law.

    Claim
        Labelling a rival decides who may be arrested without protest.
    Formula
        outlawed(faction) = 1.
    Reference
        Becker (1963), Outsiders; Davenport (2007), Annual Review of Political Science 10.
    Limits
        Arrests and closures are in the effects or in acts of their own.
    """

    faction: FactionName

    def write(self, act: Writing) -> None:
        """Require that it is legal; outlaw it."""
        act.require(slot("outlawed", self.faction) <= 0)
        act.change(slot("outlawed", self.faction), 1)
