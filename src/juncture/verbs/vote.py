"""A vote: by factions, each member by its discipline, or by roll call, each person for himself."""

from typing import Literal

from juncture.language.expression import Expression, Number, clip, floor, maximum, power, total
from juncture.scenario.names import BodyName, MemberName
from juncture.scenario.values import Value
from juncture.verbs.verb import Verb, Writing, present, slot, whole


class Vote(Verb):
    """The members present of a body vote on a motion.

    Claim
        A committee's decision depends on who is in the room, on discipline, on the quorum and on what counts as a
        majority.
    Formula
        By factions: a member of faction f votes aye with chance a_f and nay with chance b_f (1 - a_f unless given),
        else abstains (chance c_f). Votes cast and ayes are sums over the n_f members present and follow the normal law
        with the means, variances and covariance of such sums, rounded to whole votes and kept within those present:
        votes cast V have mean sum n (1 - c) and variance sum n c (1 - c); ayes given V have mean
        sum n a + s (V - E[V]), s = sum n a c / sum n c (1 - c), and variance sum n a (1 - a) - s sum n a c (at least
        1/4). Without `nay` all present vote, and only ayes are drawn. Nays are V less ayes.
        By roll call (the body has `members`): one draw a person present, aye with chance a_p (the person's own or
        that of his faction); a person who does not vote aye votes nay.
        Carried: ayes > nays (of votes cast), 2 ayes > present (of members present), 2 ayes > seats (of all members),
        ayes >= 2 nays and at least one (two thirds). Without the quorum (if `needs_quorum`) the act cannot happen.
    Results
        `ayes`, `nays`, `carried`, with abstentions `cast`, and in a roll call one for each person. A record may give ayes and nays, or only
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
            self._roll_call(act, persons)
        else:
            self._by_factions(act)

    def _needed(self, act: Writing, everyone: Expression, cast: Expression) -> Expression:
        """The ayes that carry the motion, of members present and votes cast."""
        match self.majority or act.scenario.bodies[self.body].majority:
            case "of members present":
                return floor(everyone / 2) + 1
            case "of all members":
                members = len(act.persons_in(self.body))
                return floor((Number(members) if members else slot("seats", self.body)) / 2) + 1
            case "two thirds":
                return maximum(floor((2 * cast + 2) / 3), 1)
            case _:
                return floor(cast / 2) + 1

    def _by_factions(self, act: Writing) -> None:
        act.require(total(present(self.body, faction) for faction in self.aye) > 0)
        groups: list[
            tuple[Expression, Expression, Expression]
        ] = []  # members present, chance of aye, chance to abstain
        for faction, chance in self.aye.items():
            aye = clip(chance, 0, 1)
            nay = clip(self.nay[faction], 0, 1 - aye) if faction in self.nay else 1 - aye
            groups.append((present(self.body, faction), aye, 1 - aye - nay))
        everyone = whole(total(n for n, _, _ in groups))
        mean, variance = total(n * a for n, a, _ in groups), total(n * a * (1 - a) for n, a, _ in groups)
        cast = everyone
        if self.nay:
            abstain = total(n * c for n, _, c in groups)
            spread = total(n * c * (1 - c) for n, _, c in groups)
            drawn = act.draw("cast", "tally", everyone - abstain, power(spread, 0.5), sum_of=("ayes", "nays"))
            cast = act.tell("cast", clip(drawn, 0, everyone))
            shared = total(n * a * c for n, a, c in groups)  # covariance of ayes and votes cast
            slope = shared / maximum(spread, 1e-9)
            mean = mean + slope * (cast - (everyone - abstain))
            variance = maximum(variance - slope * shared, 0.25)
        needed = self._needed(act, everyone, cast)
        drawn = act.draw("ayes", "tally", mean, power(variance, 0.5), at_least=needed)
        ayes = act.tell("ayes", clip(drawn, 0, cast))
        act.tell("nays", cast - ayes)
        act.tell("carried", ayes >= needed, seen_in=ayes)

    def _roll_call(self, act: Writing, persons: tuple[str, ...]) -> None:
        act.require(slot("present", self.body) > 0)
        votes: list[Expression] = []
        for person in persons:
            aye = self.aye.get(person, self.aye.get(act.scenario.persons[person].faction or "", None))
            if aye is None:
                act.mistake("aye", f"no chance for {person}", "expected one for each member, or for his faction")
                continue
            votes.append(act.draw(person, "chance", present(self.body, person) * aye))
        everyone = total(present(self.body, person) for person in persons)
        ayes = act.tell("ayes", total(votes))
        act.tell("nays", everyone - ayes)
        act.tell("carried", ayes >= self._needed(act, everyone, everyone))
