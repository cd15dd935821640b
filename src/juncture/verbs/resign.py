"""Resignation from posts."""

from juncture.language.expression import Expression, clip, total
from juncture.scenario.names import PersonName, PostName
from juncture.scenario.values import Value
from juncture.verbs.verb import Verb, Writing, slot


class Resign(Verb):
    """Holders of posts leave them.

    Claim
        Members who see no remedy inside leave; those who stay are more alike afterwards.
    Formula
        Each named holder who still holds the post leaves it with his stated chance.
    Results
        One for each person (1 = leaves), `left`.
    Reference
        Hirschman (1970), Exit, Voice, and Loyalty.
    Limits
        No successor is appointed: see `appoint`.
    """

    posts: dict[PostName, PersonName]
    chance: dict[PersonName, Value]

    def write(self, act: Writing) -> None:
        """Require a holder; draw who leaves; vacate the posts."""
        held = {post: slot("holds", person, post) for post, person in self.posts.items()}
        act.require(total(held.values()) > 0)
        leavers: list[Expression] = []
        for post, person in self.posts.items():
            leaves = act.draw(person, "chance", held[post] * clip(self.chance[person], 0, 1))
            leavers.append(leaves)
            act.change(held[post], held[post] * (1 - leaves))
        act.tell("left", total(leavers))
