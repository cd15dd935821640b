"""The contract of a verb: the fields that an author writes, and what it requires, draws and changes.

A verb is one political mechanism in one file. Its docstring is its page: what it claims, the formula, the
literature, and what it does not cover. It sees no numbers: `write` receives fields that are expressions already and
adds expressions to the act. `verbs/skeleton.py` is a copy-paste start, `docs/developer/verbs.md` the how-to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from juncture.language.expression import Expression, Number, Slot, floor, maximum, node, power, select
from juncture.scenario.names import FAMILIES
from juncture.scenario.schema import Form, ScenarioForm
from juncture.verbs.statements import NOTHING, Change, Draw, Statement


@dataclass
class Writing:
    """What a verb writes about one act.

    `observed_by` says which draw tells the value of a result that is not a draw itself: a vote that was 'carried'
    tells that its ayes reached the majority.
    """

    act: str
    by: tuple[str, ...]
    scenario: ScenarioForm
    bounds: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    members: Mapping[str, list[str]] = field(default_factory=dict)
    holders: Mapping[str, list[str]] = field(default_factory=dict)
    guards: list[Expression] = field(default_factory=list)
    draws: list[Statement] = field(default_factory=list)
    changes: list[Statement] = field(default_factory=list)
    results: list[Slot] = field(default_factory=list)
    observed_by: dict[str, Draw] = field(default_factory=dict)
    sums: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sides: dict[str, Draw] = field(default_factory=dict)
    mistakes: list[tuple[str, str, str]] = field(default_factory=list)

    def mistake(self, key: str, found: str, expected: str) -> None:
        """Say that a field cannot be used; the author is shown its place."""
        self.mistakes.append((key, found, expected))

    def require(self, condition: Expression) -> None:
        """Add a condition without which the act cannot happen."""
        self.guards.append(condition)

    def draw(
        self,
        name: str,
        law: str,
        a: Expression | float,
        b: Expression | float = NOTHING,
        *,
        at_least: Expression | None = None,
        sum_of: tuple[str, ...] = (),
        side_of: str = "",
    ) -> Slot:
        """Add a draw; its result is readable everywhere as `result(act, name)`.

        A record that gives all the results of `sum_of` gives their sum as what was drawn. One that gives the result
        `side_of` tells that this draw lay on the same side of `at_least` as that.
        """
        if sum_of:
            self.sums[name] = sum_of
        drawn = Draw(Slot("result", (self.act, name)), law, node(a), node(b), f"{self.act}.{name}", at_least)
        self.draws.append(drawn)
        self.results.append(drawn.slot)
        self.observed_by[name] = drawn
        if side_of:
            self.sides[side_of] = drawn
        return drawn.slot

    def tell(self, name: str, value: Expression, *, seen_in: Slot | None = None) -> Slot:
        """Add a result that follows from the draws. `seen_in` is the draw whose threshold an observation of it tells."""
        slot = Slot("result", (self.act, name))
        self.draws.append(Change(slot, value))
        if slot not in self.results:
            self.results.append(slot)
        if seen_in is not None:
            self.observed_by[name] = self.observed_by[seen_in.names[1]]
        return slot

    def change(self, slot: Slot, value: Expression | float) -> None:
        """Add a change, kept within the bounds of the slot."""
        self.changes.append(bounded(slot, node(value), self.bounds))

    def members_in(self, body: str) -> list[str]:
        """All factions and persons that sit or may sit in a body, in the scenario's order."""
        return self.members[body]

    def holders_of(self, post: str) -> list[str]:
        """All persons who hold or may hold a post, in the scenario's order."""
        return self.holders[post]

    def persons_in(self, body: str) -> tuple[str, ...]:
        """The members of a body that votes by roll call."""
        return self.scenario.bodies[body].members


def bounded(slot: Slot, value: Expression, gauges: Mapping[str, tuple[float, float]]) -> Change:
    """Return a change of a slot with the bounds of its family or gauge."""
    if slot.family in gauges and not slot.names:
        return Change(slot, value, *gauges[slot.family])
    family = FAMILIES.get(slot.family)
    return Change(slot, value, family.low if family else None, family.high if family else None)


class Verb(Form):
    """Base of all verbs: a form that knows what it does."""

    def write(self, act: Writing) -> None:
        """Add to the act what it requires, draws and changes."""
        raise NotImplementedError

    def concerns(self) -> tuple[str, ...]:
        """Bodies acted upon: rules that name them bear on the act, as rules that name its doer do."""
        body = getattr(self, "body", None)
        return (body,) if isinstance(body, str) else ()


def slot(family: str, *names: str) -> Slot:
    """One slot of a family."""
    return Slot(family, names)


def seats(body: str, faction: str) -> Slot:
    """Seats of a faction in a body."""
    return Slot("seats", (body, faction))


def present(body: str, member: str) -> Slot:
    """Members of a faction, or one person, in the hall."""
    return Slot("present", (body, member))


def whole(value: Expression) -> Expression:
    """Rounded to the nearest whole number that is not negative."""
    return maximum(floor(value + 0.5), Number(0.0))


def contest(attack: Expression, defence: Expression, decisiveness: Expression) -> Expression:
    """Chance that the attacker wins: A^m / (A^m + D^m), Tullock's contest success function.

    m is decisiveness: at 1 chances go with the ratio of force, far above 1 the stronger side nearly always wins.
    Two sides without any force have even chances. Hirshleifer (1989), Public Choice 63.
    """
    # As 1 / (1 + (D/A)^m): the powers themselves may be too large for a number.
    return select(attack + defence > 0, 1 / (1 + power(defence / attack, decisiveness)), 0.5)
