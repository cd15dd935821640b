"""A vote: by factions, each member by its discipline, or by roll call, each person for himself."""

from typing import Literal

from juncture.language.expression import Expression, Number, Slot, clip, floor, maximum, power, total
from juncture.scenario.names import BodyName, MemberName
from juncture.scenario.values import Value
from juncture.verbs.verb import Verb, Writing, present, slot


class Vote(Verb):
    """The members present of a body vote on a motion.

    Claim
        A committee's decision depends on who is in the room, on discipline, on the quorum and on what counts as a
        majority.
    Formula
        By factions: a member of faction f votes aye with chance a_f and nay with chance b_f (1 - a_f unless given),
        else abstains. Ayes and nays are sums over the n_f members present; both are drawn from the normal law with
        the mean and the covariance of those sums, rounded to whole votes:
        E[nays] = sum n b,  Var[nays] = sum n b (1 - b),  Cov = - sum n a b, and ayes given nays.
        By roll call (the body has `members`): one draw a person present, aye with chance a_p (the person's own or
        that of his faction); a person who does not vote aye votes nay.
        Carried: ayes > nays (of votes cast), 2 ayes > present (of members present), 2 ayes > seats (of all members),
        ayes >= 2 nays (two thirds). Without the quorum (if `needs_quorum`) the act cannot happen.
    Results
        `ayes`, `nays`, `carried`, and in a roll call one for each person. A record may give ayes and nays, or only
        `carried`; in a roll call it gives persons.
    Reference
        Laruelle & Valenciano (2011), Social Choice and Welfare 38 (quorum and majority types); Black (1958), The
        Theory of Committees and Elections.
    Limits
        Members of one faction vote independently given its share; contagion in the hall is for the author's shares.
        The normal law is good from about twenty voters on; smaller bodies should vote by roll call.
    """

    body: BodyName
    motion: str
    aye: dict[MemberName, Value]
    nay: dict[MemberName, Value] = {}
    needs_quorum: bool = False
    majority: Literal["of votes cast", "of members present", "of all members", "two thirds"] | None = None

    def write(self, act: Writing) -> None:
        """Require somebody in the hall; draw the votes; tell whether the motion is carried."""
        persons = act.persons_in(self.body)
        if persons and self.nay:
            act.mistake("nay", "a roll call with 'nay'", "expected only 'aye': who does not vote aye votes nay")
        if self.needs_quorum:
            act.require(slot("present", self.body) >= slot("quorum", self.body))
        if persons:
            ayes, nays = self._roll_call(act, persons)
        else:
            ayes, nays = self._by_factions(act)
        needed = self._needed(act, nays)
        act.tell("carried", ayes >= needed, seen_in=None if persons else ayes)

    def _needed(self, act: Writing, nays: Slot) -> Expression:
        match self.majority or act.scenario.bodies[self.body].majority:
            case "of members present":
                return floor(slot("present", self.body) / 2) + 1
            case "of all members":
                everyone = len(act.persons_in(self.body))
                return floor((Number(everyone) if everyone else slot("seats", self.body)) / 2) + 1
            case "two thirds":
                return maximum(2 * nays, 1)
            case _:
                return nays + 1

    def _by_factions(self, act: Writing) -> tuple[Slot, Slot]:
        act.require(total(present(self.body, faction) for faction in self.aye) > 0)
        groups: list[tuple[Expression, Expression, Expression]] = []
        for faction, aye in self.aye.items():
            share = clip(aye, 0, 1)
            nay = clip(self.nay[faction], 0, 1 - share) if faction in self.nay else 1 - share
            groups.append((present(self.body, faction), share, nay))
        mean_aye = total(n * a for n, a, _ in groups)
        mean_nay = total(n * b for n, _, b in groups)
        variance_aye = total(n * a * (1 - a) for n, a, _ in groups)
        variance_nay = total(n * b * (1 - b) for n, _, b in groups)
        covariance = -total(n * a * b for n, a, b in groups)
        nays = act.draw("nays", "tally", mean_nay, power(variance_nay, 0.5))
        slope = covariance / maximum(variance_nay, 1e-9)
        rest = maximum(variance_aye - slope * covariance, 0)
        # Where nobody abstains the ayes follow from the nays; half a vote keeps the law proper.
        spread = maximum(power(rest, 0.5), 0.5)
        ayes = act.draw("ayes", "tally", mean_aye + slope * (nays - mean_nay), spread, at_least=self._needed(act, nays))
        return ayes, nays

    def _roll_call(self, act: Writing, persons: tuple[str, ...]) -> tuple[Slot, Slot]:
        act.require(slot("present", self.body) > 0)
        votes: list[Expression] = []
        for person in persons:
            aye = self.aye.get(person, self.aye.get(act.scenario.persons[person].faction or "", None))
            chance = Number(0.0) if aye is None else aye
            votes.append(act.draw(person, "chance", present(self.body, person) * chance))
        ayes = act.tell("ayes", total(votes))
        nays = act.tell("nays", total(present(self.body, person) for person in persons) - ayes)
        return ayes, nays
