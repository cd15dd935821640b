"""Persons come to a body's meetings, or stay away."""

from juncture.language.expression import total
from juncture.scenario.names import BodyName, PersonName
from juncture.verbs.verb import Verb, Writing, present, slot


class Attend(Verb):
    """Members of a committee take part again.

    Claim
        A committee decides by those who are in the room: one arrival can move its median.
    Formula
        present(body, person) = member(body, person) * free(person) for each who comes: nobody comes out of prison.
    Reference
        Black (1958), The Theory of Committees and Elections.
    Limits
        The reason for absence is for the pace and the drivers.
    """

    body: BodyName
    persons: tuple[PersonName, ...]

    def write(self, act: Writing) -> None:
        """Require an absent member; bring them in."""
        comes = {p: slot("member", self.body, p) * slot("free", p) for p in self.persons}
        act.require(total(comes[p] - present(self.body, p) for p in self.persons) > 0)
        for person, here in comes.items():
            act.change(present(self.body, person), here)
