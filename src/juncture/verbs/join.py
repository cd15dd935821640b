"""A faction enters a government."""

from juncture.scenario.names import BodyName, FactionName
from juncture.scenario.values import Value
from juncture.verbs.verb import Verb, Writing, seats, whole


class Join(Verb):
    """A faction enters a body and receives posts in it.

    Claim
        A partner joins once the broader option is gone, and gets posts in proportion to what it brings.
    Formula
        Possible while it holds no posts there; seats(body, faction) = round(posts).
    Results
        `posts`.
    Reference
        Gamson (1961), American Sociological Review 26; Laver & Schofield (1990), Multiparty Government.
    Limits
        Who holds which portfolio is left to acts of its own.
    """

    body: BodyName
    faction: FactionName
    posts: Value

    def write(self, act: Writing) -> None:
        """Require that it is outside; enter."""
        held = seats(self.body, self.faction)
        act.require(held <= 0)
        posts = act.tell("posts", whole(self.posts))
        act.change(held, posts)
