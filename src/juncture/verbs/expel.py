"""Expulsion from a body."""

from juncture.language.expression import Expression, Number, clip, floor, power, total
from juncture.scenario.names import BodyName, PersonName
from juncture.scenario.values import Value
from juncture.verbs.verb import Verb, Writing, present, slot


class Expel(Verb):
    """The members present of a body expel one or several of their own.

    Claim
        A party binds its members by the threat to put them out; it can do so only as far as those in the room will
        vote for it, and the more of them there are, the more surely the larger camp prevails.
    Formula
        For each person who is a member: every other member present votes for expulsion with the chance given for him;
        his n judges' ayes follow the normal law with mean n p and variance n p (1 - p), rounded. Expelled where ayes >
        needed * n. Who is expelled loses membership, presence and his posts in the body.
    Results
        `ayes_NAME` for each person, one for each person (1 = expelled), `expelled` (how many). A record may give persons.
    Reference
        Hirschman (1970), Exit, Voice, and Loyalty; Laver & Schofield (1990), Multiparty Government (parties are not
        unitary); the room's size: Black (1958), The Theory of Committees and Elections.
    Limits
        Votes are independent given the chance, and persons are judged one by one by all who are present before. With
        two judges the normal law is off by up to 7 in 100, with seven by up to 2. What the breach was, and that a second one is punished
        harder, belongs into the chance.
    """

    body: BodyName
    persons: dict[PersonName, Value]
    needed: Value = Number(0.5)

    def write(self, act: Writing) -> None:
        """Require a member to judge; draw the votes; put out who has lost."""
        act.require(total(slot("member", self.body, person) for person in self.persons) > 0)
        posts = [post for post, form in act.scenario.posts.items() if form.body == self.body]
        expelled: list[Expression] = []
        for person, chance in self.persons.items():
            member, aye = slot("member", self.body, person), clip(chance, 0, 1)
            judges = member * (slot("present", self.body) - present(self.body, person))
            needed = floor(self.needed * judges) + 1
            spread = power(judges * aye * (1 - aye), 0.5)
            drawn = act.draw(f"ayes_{person}", "tally", judges * aye, spread, at_least=needed)
            ayes = act.tell(f"ayes_{person}", clip(drawn, 0, judges))
            out = act.tell(person, ayes >= needed, seen_in=drawn)
            expelled.append(out)
            lost = [slot("holds", person, post) for post in posts if person in act.holders_of(post)]
            for held in (member, present(self.body, person), *lost):
                act.change(held, held * (1 - out))
        act.tell("expelled", total(expelled))
