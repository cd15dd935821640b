"""An ultimatum to members of a body: submit by the deadline or leave."""

from juncture.language.expression import Expression, clip, log, logistic, odds, total
from juncture.scenario.names import BodyName, PersonName
from juncture.scenario.values import ZERO, Value
from juncture.verbs.verb import Verb, Writing, present, slot


class Ultimatum(Verb):
    """Part of a body demands that named members submit or leave; each decides for himself.

    Claim
        A public threat with a deadline and signatures binds those who issue it. Loyal members submit, others exit;
        the more have signed, the less a member can hope to win later inside.
    Formula
        For each target still in the body: submits with chance logistic(log odds(loyalty_i) + pressure *
        (signatures - 1/2)), else leaves; loyalty is kept between 0.001 and 0.999, so that nobody's answer is certain.
        `signatures` is the signed share of the body, 0 to 1; `pressure` may be negative where signatures provoke.
        With `together` (0 to 0.99) each follows with that chance the wing's common mood, a uniform number that is the
        same for all, and else himself. His own chance q_i stays what it was, and the mood takes the least loyal first:
        given the mood u he leaves with chance (1 - together) * q_i + together * (u < q_i). Two targets of the same
        loyalty answer with correlation together squared.
    Results
        One for each target (1 = leaves), `left` (how many), `submitted` (1 where nobody leaves); `wing` (u), with
        `together`.
    Reference
        Hirschman (1970), Exit, Voice, and Loyalty; Schelling (1960), The Strategy of Conflict; Fearon (1994),
        American Political Science Review 88 (audience costs); a shock common to all: Marshall & Olkin (1967), Journal of
        the American Statistical Association 62.
    Limits
        One wing an act; without `together` targets decide independently.
    """

    body: BodyName
    targets: dict[PersonName, Value]
    signatures: Value = ZERO
    pressure: Value = ZERO
    together: Value | None = None

    def write(self, act: Writing) -> None:
        """Require a target in the body; draw each answer; those who leave are members no more."""
        act.require(total(slot("member", self.body, person) for person in self.targets) > 0)
        together = ZERO if self.together is None else clip(self.together, 0, 0.99)
        mood = None if self.together is None else act.draw("wing", "uniform", 0.0, 1.0)
        leavers: list[Expression] = []
        for person, loyalty in self.targets.items():
            member = slot("member", self.body, person)
            steadfast = clip(loyalty, 0.001, 0.999)
            submits = logistic(log(odds(steadfast)) + self.pressure * (self.signatures - 0.5))
            chance = 1 - submits
            if mood is not None:
                chance = (1 - together) * chance + together * (mood < chance)
            leaves = act.draw(person, "chance", member * chance)
            leavers.append(leaves)
            act.change(member, member * (1 - leaves))
            act.change(present(self.body, person), present(self.body, person) * (1 - leaves))
        left = act.tell("left", total(leavers))
        act.tell("submitted", left <= 0)
