"""A faction enters a government."""

from juncture.language.expression import Expression, equal, floor, maximum, total
from juncture.scenario.names import BodyName, FactionName
from juncture.scenario.values import ZERO, Value
from juncture.verbs.verb import Verb, Writing, seats, whole


class Join(Verb):
    """A faction enters a body and receives posts in it.

    Claim
        A partner joins once the broader option is gone, and gets posts in proportion to what it brings.
    Formula
        Possible while it holds no posts there; seats(body, faction) = round(posts).
        With `weights` instead of `posts`: of `cabinet` posts (rounded) a partner of weight w is due cabinet * w / sum w.
        It gets the whole part, and one more while its remainder is among the largest (Hamilton's method; of equal
        remainders the one named first). So the parts of all partners add up to the cabinet.
    Results
        `posts`.
    Reference
        Gamson (1961), American Sociological Review 26; Browne & Franklin (1973), American Political Science Review 67
        (cabinet posts in proportion to seats brought); Laver & Schofield (1990), Multiparty Government.
    Limits
        Who holds which portfolio is left to acts of its own.
    """

    body: BodyName
    faction: FactionName
    posts: Value | None = None
    weights: dict[FactionName, Value] = {}
    cabinet: Value | None = None

    def write(self, act: Writing) -> None:
        """Require that it is outside; enter."""
        held = seats(self.body, self.faction)
        act.require(held <= 0)
        posts = act.tell("posts", whole(ZERO if self.posts is None else self.posts))
        if self.weights and self.cabinet is not None and self.posts is None:
            posts = self._by_weight(act, whole(self.cabinet))
        elif self.weights or self.cabinet is not None or self.posts is None:
            found = "posts and weights" if self.posts is not None else "neither posts nor weights with a cabinet"
            act.mistake(
                "faction", found, "expected 'posts', or 'weights' of all partners and the size of the 'cabinet'"
            )
        act.change(held, posts)

    def _by_weight(self, act: Writing, cabinet: Expression) -> Expression:
        """Tell the faction's posts by largest remainders."""
        if self.faction not in self.weights:
            act.mistake("weights", f"no weight of {self.faction}", "expected one for each partner, who enters included")
            return ZERO
        everybody = maximum(total(maximum(weight, 0) for weight in self.weights.values()), 1e-300)
        due = {partner: cabinet * (maximum(weight, 0) / everybody) for partner, weight in self.weights.items()}
        remainder = {partner: value - floor(value + 1e-9) for partner, value in due.items()}
        own, ahead, named = remainder[self.faction], [], True
        for partner, other in remainder.items():
            named = named and partner != self.faction  # still before this faction in the order of the author
            if partner != self.faction:
                ahead.append((other > own) | equal(other, own) if named else other > own)
        left = cabinet - total(floor(value + 1e-9) for value in due.values())
        return act.tell("posts", floor(due[self.faction] + 1e-9) + (total(ahead) < left))
