"""A vote: by factions, each member by its discipline, or by roll call, each person for himself."""

from typing import Literal

from juncture.language.expression import Expression, Number, Slot, clip, floor, maximum, power, total
from juncture.scenario.names import BodyName, MemberName
from juncture.scenario.values import Value
from juncture.verbs.verb import Verb, Writing, present, slot, whole


class Vote(Verb):
    """The members present of a body vote on a motion.

    Claim
        A committee's decision depends on who is in the room, on discipline, on the quorum and on what counts as a
        majority.
    Formula
        By factions: a member of faction f votes aye with chance a_f. Without `nay` all others vote nay: ayes are
        normal with mean sum n a and variance sum n a (1 - a) over the n_f members present, rounded to whole votes and
        kept between 0 and those present. With `nay` a member votes nay with chance b_f (1 - a_f unless given), else
        abstains: nays are drawn first, then ayes given nays, from the normal law with the covariance - sum n a b of
        both sums (the spread of the ayes at least half a vote), and both are kept within those present.
        By roll call (the body has `members`): one draw a person present, aye with chance a_p (the person's own or
        that of his faction); a person who does not vote aye votes nay.
        Carried: ayes > nays (of votes cast), 2 ayes > present (of members present), 2 ayes > seats (of all members),
        ayes >= 2 nays and at least one (two thirds). Without the quorum (if `needs_quorum`) the act cannot happen.
    Results
        `ayes`, `nays`, `carried`, and in a roll call one for each person. A record may give ayes (with `nay` also nays),
        or only `carried`; in a roll call it gives persons.
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
            act.tell("carried", ayes >= self._needed(act, total([ayes, nays]), nays))
        elif self.nay:
            self._with_abstentions(act)
        else:
            self._all_vote(act)

    def _needed(self, act: Writing, everyone: Expression, nays: Expression | None = None) -> Expression:
        """Ayes that carry the motion; without `nays` all present vote, and nays are the rest."""
        match self.majority or act.scenario.bodies[self.body].majority:
            case "of all members":
                members = len(act.persons_in(self.body))
                return floor((Number(members) if members else slot("seats", self.body)) / 2) + 1
            case "two thirds":
                return maximum(floor((2 * everyone + 2) / 3) if nays is None else 2 * nays, 1)
            case "of votes cast" if nays is not None:
                return nays + 1
            case _:
                return floor(everyone / 2) + 1

    def _groups(self, act: Writing) -> list[tuple[Expression, Expression, Expression]]:
        """For each faction that may vote: members present, chance of aye, chance of nay."""
        act.require(total(present(self.body, faction) for faction in self.aye) > 0)
        groups: list[tuple[Expression, Expression, Expression]] = []
        for faction, aye in self.aye.items():
            share = clip(aye, 0, 1)
            nay = clip(self.nay[faction], 0, 1 - share) if faction in self.nay else 1 - share
            groups.append((present(self.body, faction), share, nay))
        return groups

    def _all_vote(self, act: Writing) -> None:
        groups = self._groups(act)
        everyone = whole(total(n for n, _, _ in groups))
        mean, variance = total(n * a for n, a, _ in groups), total(n * a * (1 - a) for n, a, _ in groups)
        needed = self._needed(act, everyone)
        drawn = act.draw("ayes", "tally", mean, power(variance, 0.5), at_least=needed)
        ayes = act.tell("ayes", clip(drawn, 0, everyone))
        act.tell("nays", everyone - ayes)
        act.tell("carried", ayes >= needed, seen_in=ayes)

    def _with_abstentions(self, act: Writing) -> None:
        groups = self._groups(act)
        everyone = whole(total(n for n, _, _ in groups))
        mean_aye, mean_nay = total(n * a for n, a, _ in groups), total(n * b for n, _, b in groups)
        variance_aye = total(n * a * (1 - a) for n, a, _ in groups)
        variance_nay = total(n * b * (1 - b) for n, _, b in groups)
        covariance = -total(n * a * b for n, a, b in groups)
        drawn = act.draw("nays", "tally", mean_nay, power(variance_nay, 0.5))
        nays = act.tell("nays", clip(drawn, 0, everyone))
        slope = covariance / maximum(variance_nay, 1e-9)
        spread = power(maximum(variance_aye - slope * covariance, 0.25), 0.5)
        needed = self._needed(act, everyone, nays)
        drawn = act.draw("ayes", "tally", mean_aye + slope * (nays - mean_nay), spread, at_least=needed)
        ayes = act.tell("ayes", clip(drawn, 0, everyone - nays))
        act.tell("carried", ayes >= needed, seen_in=ayes)

    def _roll_call(self, act: Writing, persons: tuple[str, ...]) -> tuple[Slot, Slot]:
        act.require(slot("present", self.body) > 0)
        votes: list[Expression] = []
        for person in persons:
            aye = self.aye.get(person, self.aye.get(act.scenario.persons[person].faction or "", None))
            if aye is None:
                act.mistake("aye", f"no chance for {person}", "expected one for each member, or for his faction")
                continue
            votes.append(act.draw(person, "chance", present(self.body, person) * aye))
        ayes = act.tell("ayes", total(votes))
        nays = act.tell("nays", total(present(self.body, person) for person in persons) - ayes)
        return ayes, nays
