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
        Each named holder who still holds a post leaves all those named with his stated chance.
    Results
        One for each person (1 = leaves), `left`.
    Reference
        Hirschman (1970), Exit, Voice, and Loyalty.
    Limits
        No successor is appointed: write that as an act of its own.
    """

    posts: dict[PostName, PersonName]
    chance: dict[PersonName, Value]

    def write(self, act: Writing) -> None:
        """Require a holder; draw who leaves; vacate the posts."""
        held = {post: slot("holds", person, post) for post, person in self.posts.items()}
        act.require(total(held.values()) > 0)
        leavers: list[Expression] = []
        for person in dict.fromkeys(self.posts.values()):
            if person not in self.chance:
                act.mistake("chance", f"no chance for {person}", "expected one for each holder in 'posts'")
                continue
            own = [slot_ for post, slot_ in held.items() if self.posts[post] == person]
            leaves = act.draw(person, "chance", (total(own) > 0) * clip(self.chance[person], 0, 1))
            leavers.append(leaves)
            for post_held in own:
                act.change(post_held, post_held * (1 - leaves))
        act.tell("left", total(leavers))
