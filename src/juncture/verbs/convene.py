"""The opening of a body."""

from juncture.language.expression import Number, clip, total
from juncture.scenario.names import BodyName, FactionName
from juncture.scenario.values import Value
from juncture.verbs.verb import Verb, Writing, present, seats, slot


class Convene(Verb):
    """A body meets and begins to sit.

    Claim
        Who may open a body, when, and with how many, decides much of what it can do.
    Formula
        Without `turnout`, members are in the hall already (other acts brought them): possible while the body does not
        sit and somebody is there, with `needs_quorum` only with the quorum. With `turnout`, each of a faction's
        members comes with its chance (binomial) when the act happens, and the body sits if at least one member, and
        with `needs_quorum` the quorum, has come (only factions of `turnout` count). A quorum that law demands
        but arms can ignore is a rule, not a need.
    Results
        `came_F` for each faction of `turnout`, `present`, `opened`.
    Reference
        Cox (2006), The Organization of Democratic Legislatures (agenda power); Tsebelis (2002), Veto Players.
    Limits
        Members decide to come independently of each other. Who takes the chair is a separate act.
    """

    body: BodyName
    turnout: dict[FactionName, Value] = {}
    needs_quorum: bool = False

    def write(self, act: Writing) -> None:
        """Require that it does not sit; bring members; sit if enough are there."""
        act.require(slot("sitting", self.body) <= 0)
        here = slot("present", self.body)
        if not self.turnout:
            act.require(here > 0)
            if self.needs_quorum:
                act.require(here >= slot("quorum", self.body))
            act.tell("present", here)
            act.tell("opened", Number(1.0))
            act.change(slot("sitting", self.body), 1)
            return
        came = {
            faction: act.draw(f"came_{faction}", "binomial", seats(self.body, faction), clip(chance, 0, 1))
            for faction, chance in self.turnout.items()
        }
        arrived = act.tell("present", total(came.values()))
        least = slot("quorum", self.body) if self.needs_quorum else 1
        opened = act.tell("opened", arrived >= least)
        for faction, number in came.items():
            act.change(present(self.body, faction), number)
        act.change(slot("sitting", self.body), opened)
