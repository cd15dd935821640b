"""A faction leaves the hall."""

from juncture.language.expression import clip
from juncture.scenario.names import BodyName, FactionName
from juncture.scenario.values import ONE, Value
from juncture.verbs.verb import Verb, Writing, present, slot


class WalkOut(Verb):
    """A faction leaves a sitting; its seats stay its own.

    Claim
        A minority that cannot win stays away: it denies the quorum and contests the legitimacy of those who remain.
    Formula
        Each member present follows with chance `discipline` (1 unless given); leavers are binomial.
    Results
        `leavers`, `left_behind` (members of all factions still in the hall).
    Reference
        Hirschman (1970), Exit, Voice, and Loyalty.
    Limits
        Nobody comes back; a return is a separate act.
    """

    body: BodyName
    faction: FactionName
    discipline: Value = ONE

    def write(self, act: Writing) -> None:
        """Require the faction in a sitting; draw who leaves."""
        here = present(self.body, self.faction)
        act.require(slot("sitting", self.body) > 0)
        act.require(here > 0)
        leavers = act.draw("leavers", "binomial", here, clip(self.discipline, 0, 1))
        act.tell("left_behind", slot("present", self.body) - leavers)
        act.change(here, here - leavers)
