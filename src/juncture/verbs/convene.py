"""The opening of a body."""

from juncture.scenario.names import BodyName
from juncture.verbs.verb import Verb, Writing, slot


class Convene(Verb):
    """A body meets and begins to sit.

    Claim
        Who may open a body, when, and with how many, decides much of what it can do.
    Formula
        Possible while the body does not sit and somebody is there; with `needs_quorum` only with the quorum present.
        A quorum that law demands but arms can ignore is a rule, not a need.
    Results
        `present`: how many were there.
    Reference
        Cox (2006), The Organization of Democratic Legislatures (agenda power); Tsebelis (2002), Veto Players.
    Limits
        Who takes the chair is a separate act.
    """

    body: BodyName
    needs_quorum: bool = False

    def write(self, act: Writing) -> None:
        """Require members and no sitting; sit."""
        here = slot("present", self.body)
        act.require(slot("sitting", self.body) <= 0)
        act.require(here > 0)
        if self.needs_quorum:
            act.require(here >= slot("quorum", self.body))
        act.tell("present", here)
        act.change(slot("sitting", self.body), 1)
