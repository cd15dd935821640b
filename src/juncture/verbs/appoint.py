"""Appointment to posts."""

from juncture.language.expression import Expression, maximum, total
from juncture.scenario.names import BodyName, PersonName, PostName
from juncture.verbs.verb import Verb, Writing, slot


class Appoint(Verb):
    """Persons are put into posts.

    Claim
        Who holds a portfolio decides in its field, so a government is the list of its holders. Posts are scarce: one
        holder each, and whoever comes in takes the place of another or waits for it.
    Formula
        For each post: filled where the person is at liberty and not in it yet, and the post is vacant or `instead` is
        true. Then holds(person, post) = 1 and every other person's 0. Possible while one post can be filled.
    Results
        `filled`: how many.
    Reference
        Laver & Schofield (1990), Multiparty Government; Laver & Shepsle (1996), Making and Breaking Governments
        (portfolios); Strom (1990), American Journal of Political Science 34 (office as a goal of its own).
    Limits
        Give `post` and `person`, or `posts`; `body` says whose posts they are, for rules. Membership, and seats that go
        with a post, are in the effects or come with `join`. Who gets how many posts is for `join`.
    """

    body: BodyName | None = None
    post: PostName | None = None
    person: PersonName | None = None
    posts: dict[PostName, PersonName] = {}
    instead: bool = False

    def write(self, act: Writing) -> None:
        """Require a post to fill; tell how many; put persons in and others out."""
        posts = dict(self.posts)
        if self.post is not None and self.person is not None:
            posts[self.post] = self.person
        if not posts or (self.post is None) != (self.person is None):
            act.mistake("verb", "an appointment without a post or a person", "expected 'post' and 'person', or 'posts'")
        filled: list[Expression] = []
        for post, person in posts.items():
            others = [slot("holds", other, post) for other in act.holders_of(post) if other != person]
            held = slot("holds", person, post)
            goes_in = (held <= 0) & (slot("free", person) > 0)
            if not self.instead and others:
                goes_in = goes_in & (total(others) <= 0)
            filled.append(goes_in)
            if self.instead:
                for other in others:
                    act.change(other, other * (1 - goes_in))
            act.change(held, maximum(held, goes_in))
        act.require(total(filled) > 0)
        act.tell("filled", total(filled))
