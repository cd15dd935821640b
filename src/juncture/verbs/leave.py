"""A faction leaves a government."""

from juncture.language.expression import maximum, total
from juncture.scenario.names import BodyName, FactionName, PostName
from juncture.scenario.values import ZERO, Value
from juncture.verbs.verb import Verb, Writing, present, seats, slot


class Leave(Verb):
    """A faction gives up its seats and posts in a body.

    Claim
        A partner does not leave because it is hurt, but when staying is worth less than leaving after all that the
        others would concede to keep it: a shock breaks a coalition only beyond what can be renegotiated.
    Formula
        Possible while it has seats or members there and, with `outside`, only while outside > inside + concession.
        Then seats(body, faction) = 0, present(body, faction) = 0, its persons are members no more, and they leave the
        body's posts (those in `posts`, or all).
    Results
        `left`: the seats given up; in a body of persons, members.
    Reference
        Lupia & Strom (1995), American Political Science Review 89; Laver & Schofield (1990), Multiparty Government;
        Hirschman (1970), Exit, Voice, and Loyalty.
    Limits
        The faction leaves as one; members who stay are `resign` or `ultimatum`. Its seats are vacant, not anyone
        else's: successors are `join` and `appoint`. To leave the hall only is `walk_out`.
    """

    body: BodyName
    faction: FactionName
    posts: tuple[PostName, ...] = ()
    inside: Value | None = None
    outside: Value | None = None
    concession: Value = ZERO

    def write(self, act: Writing) -> None:
        """Require that it is inside and better off outside; give up seats, members and posts."""
        form = act.scenario
        own = [person for person, about in form.persons.items() if about.faction == self.faction]
        persons = [person for person in own if person in act.members_in(self.body)]
        held, members = seats(self.body, self.faction), [slot("member", self.body, person) for person in persons]
        act.require(maximum(held, total(members)) > 0)
        if self.outside is not None:
            act.require(self.outside > (ZERO if self.inside is None else self.inside) + self.concession)
        elif self.inside is not None:
            act.mistake("inside", "'inside' alone", "expected 'outside' too: what leaving is worth")
        act.tell("left", maximum(held, total(members)))
        posts = self.posts or [post for post, about in form.posts.items() if about.body == self.body]
        lost = [slot("holds", person, post) for post in posts for person in act.holders_of(post) if person in own]
        for given_up in (held, present(self.body, self.faction), *members, *lost):
            act.change(given_up, 0.0)
        for person in persons:
            act.change(present(self.body, person), 0.0)
