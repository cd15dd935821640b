"""A vote: by factions, each member by its discipline, or by roll call, each person for himself."""

from typing import Literal

from juncture.language.expression import Expression, Number, clip, maximum, select, total
from juncture.scenario.names import BodyName, MemberName
from juncture.scenario.values import ZERO, Value
from juncture.verbs.ballots import Group, cast_and_ayes, majority
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
        Members of one faction answer with correlation `cohesion`: its terms in all these variances are multiplied by
        1 + (n_f - 1) cohesion, as in a Dirichlet-multinomial law (for two answers the beta-binomial).
        By roll call (the body has `members`): one draw a person present, aye with chance a_p (the person's own or
        that of his faction); a person who does not vote aye votes nay. Where `nay` gives a chance b_p for him (or for
        his faction), a second draw decides between nay (b_p / (1 - a_p)) and taking no part.
        Carried: ayes > nays (of votes cast), 2 ayes > present (of members present), 2 ayes > seats (of all members),
        ayes >= 2 nays and at least one (two thirds). Without a quorum of members present (if `needs_quorum`) the act
        cannot happen; without one of votes cast or of ayes (`quorum_of`) the motion is lost.
    Results
        `ayes`, `nays`, `carried`, with abstentions `cast`, and in a roll call one for each person (`PERSON`, 1 for
        aye; where he may abstain also `PERSON_against`, 1 for nay). A record may give ayes and nays, or only `carried`;
        in a roll call it gives persons.
    Reference
        Laruelle & Valenciano (2011), Journal of Theoretical Politics 23 (majorities with a quorum); Black (1958), The
        Theory of Committees and Elections.
    Limits
        Contagion across factions is for the author's shares. The normal law is good from about twenty voters on, and
        while (n_f - 1) cohesion is a small part of n_f: it has one peak, and a faction that answers almost as one has
        two. Smaller bodies should vote by roll call, where each decides for himself.
    """

    body: BodyName
    motion: str
    aye: dict[MemberName, Value]
    nay: dict[MemberName, Value] = {}
    needs_quorum: bool = False
    quorum_of: Literal["votes cast", "ayes"] | None = None
    cohesion: Value = ZERO
    majority: Literal["of votes cast", "of members present", "of all members", "two thirds"] | None = None

    def write(self, act: Writing) -> None:
        """Require somebody in the hall; draw the votes; tell whether the motion is carried."""
        persons = act.persons_in(self.body)
        if self.needs_quorum:
            act.require(slot("present", self.body) >= slot("quorum", self.body))
        if persons:
            self._roll_call(act, persons)
        else:
            self._by_factions(act)

    def _needed(self, act: Writing, everyone: Expression, cast: Expression) -> Expression:
        """The ayes that carry the motion, of members present and votes cast; more than all where it is lost anyhow."""
        persons = len(act.persons_in(self.body))
        members = Number(persons) if persons else slot("seats", self.body)
        kind = self.majority or act.scenario.bodies[self.body].majority
        needed, quorum = majority(kind, members, everyone, cast), slot("quorum", self.body)
        if self.quorum_of == "votes cast":
            return select(cast >= quorum, needed, 1e9)
        return needed if self.quorum_of is None else maximum(needed, quorum)

    def _by_factions(self, act: Writing) -> None:
        act.require(total(present(self.body, faction) for faction in self.aye) > 0)
        groups: list[Group] = []
        for faction, chance in self.aye.items():
            aye, here = clip(chance, 0, 1), present(self.body, faction)
            nay = clip(self.nay[faction], 0, 1 - aye) if faction in self.nay else 1 - aye
            alike = here if self.cohesion == ZERO else here * (1 + maximum(here - 1, 0) * clip(self.cohesion, 0, 1))
            groups.append(Group(here, alike, aye, 1 - aye - nay))
        everyone = whole(total(group.members for group in groups))
        cast, mean, deviation = cast_and_ayes(act, groups, everyone, some_abstain=bool(self.nay))
        needed = self._needed(act, everyone, cast)
        drawn = act.draw("ayes", "tally", mean, deviation, at_least=needed)
        ayes = act.tell("ayes", clip(drawn, 0, cast))
        act.tell("nays", cast - ayes)
        act.tell("carried", ayes >= needed, seen_in=ayes)

    def _roll_call(self, act: Writing, persons: tuple[str, ...]) -> None:
        act.require(slot("present", self.body) > 0)
        if self.cohesion != ZERO:
            act.mistake("cohesion", "a roll call with 'cohesion'", "expected it only where factions vote as sums")
        votes: list[Expression] = []
        against: list[Expression] = []
        for person in persons:
            aye = self.aye.get(person, self.aye.get(act.scenario.persons[person].faction or "", None))
            if aye is None:
                act.mistake("aye", f"no chance for {person}", "expected one for each member, or for his faction")
                continue
            here = present(self.body, person)
            votes.append(act.draw(person, "chance", here * aye))
            nay = self.nay.get(person, self.nay.get(act.scenario.persons[person].faction or "", None))
            if nay is None:
                against.append(here - votes[-1])
            else:  # the chance of a nay, given that it was no aye
                share = clip(nay / maximum(1 - aye, 1e-9), 0, 1)
                against.append(act.draw(f"{person}_against", "chance", (here - votes[-1]) * share))
        everyone = total(present(self.body, person) for person in persons)
        ayes, nays = act.tell("ayes", total(votes)), act.tell("nays", total(against))
        cast = ayes + nays if self.nay else everyone
        act.tell("carried", ayes >= self._needed(act, everyone, cast))
