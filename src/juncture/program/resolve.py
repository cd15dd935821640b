"""Resolving: an author's expression becomes one over known slots; every unknown name is a problem at its place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from juncture.language import LanguageError, Problem, did_you_mean, parse_quantity
from juncture.language.expression import Expression, Number, Quantity, Slot, rewrite, total, written_out
from juncture.language.parser import LARGEST
from juncture.program.model import Edge
from juncture.program.numbers import Numbers
from juncture.scenario.names import DERIVED, FAMILIES, texts_in
from juncture.scenario.scenario import Location, Scenario

_SINGULAR = {"bodies": "body"}


class Resolver:
    """Turns expressions as written into expressions over slots, and remembers every slot and number it met."""

    def __init__(self, scenario: Scenario):
        self.scenario = scenario
        self.form = scenario.form
        self.numbers = Numbers()
        self.problems: list[Problem] = []
        self.bearing: set[str] = set()  # rules that bear on some act, or that something reads
        self.slots: dict[Slot, tuple[Location, int] | None] = {}  # where it is read first; None where a verb reads it
        self.results_read: list[tuple[Slot, Location]] = []
        self._rule_parts: dict[tuple[str, str], Expression | None] = {}

    @cached_property
    def members(self) -> Mapping[str, list[str]]:
        """For each body, who sits there or ever may."""
        return members_of_bodies(self.scenario)

    @cached_property
    def holders(self) -> Mapping[str, list[str]]:
        """For each post, who holds it or ever may."""
        return holders_of_posts(self.scenario)

    def resolve(
        self, expression: Expression, location: Location, name: str, reason: str = "", *, in_logs: bool = False
    ) -> Expression:
        """Resolve one expression that stands at a location; `name` begins the names of its uncertain numbers."""

        def leaf(found: Expression) -> Expression:
            if isinstance(found, Quantity):
                self._check_claims(found, location)
                return self.numbers.add(found, name, location, reason, in_logs=in_logs)
            if isinstance(found, Slot):
                return self.slot(found, location)
            return found

        return rewrite(expression, leaf)

    def edge(self, text: str | None, location: Location, name: str, reason: str) -> Edge | None:
        """Resolve one end of a window. A day is its first midnight, where something closes or is due its last."""
        if text is None:
            return None
        edge = self.scenario.edge(text)
        if edge.date is not None:
            return Edge(instant=edge.date.first if location[-1] == "opens" else edge.date.last)
        delay: Expression | None = None
        if edge.delay is not None:
            try:
                delay = self.resolve(parse_quantity(edge.delay), location, name, reason)
            except LanguageError as error:
                self.problems.append(
                    self.scenario.problem(location, error.found, error.expected, error.advice, error.offset)
                )
        return Edge(after=edge.after, delay=delay)

    def slot(self, slot: Slot, location: Location) -> Expression:
        """Check one slot; sums and conditions that are read like slots are written out."""
        if not slot.names:
            return self._gauge(slot, location)
        derived = DERIVED.get((slot.family, len(slot.names)))
        family = FAMILIES.get(slot.family)
        if family is None and not any(name == slot.family for name, _ in DERIVED):
            known = [*FAMILIES, *{name for name, _ in DERIVED}]
            self._problem(
                slot,
                location,
                f"unknown family '{slot.family}'",
                "expected a family of slots",
                did_you_mean(slot.family, known),
            )
            return Number(0.0)
        kinds = derived[0] if derived else family.kinds if family else ()
        if len(kinds) != len(slot.names):
            wanted = ", ".join(" or ".join(_SINGULAR.get(k, k[:-1]) for k in kind) for kind in kinds)
            count = f"{slot.family} with {len(slot.names)} name{'s' * (len(slot.names) != 1)}"
            self._problem(slot, location, count, f"expected {slot.family}({wanted})", "")
            return Number(0.0)
        if not all(
            [  # noqa: C419 - every unknown name is told, not only the first
                self._known(slot, name, kind, location) for name, kind in zip(slot.names, kinds, strict=True)
            ]
        ):
            return Number(0.0)
        if derived:
            return self._written_out(slot, location)
        if slot.family == "result":
            self.results_read.append((slot, location))
        self.slots.setdefault(Slot(slot.family, slot.names), (location, slot.offset))
        return Slot(slot.family, slot.names)

    def _check_claims(self, quantity: Quantity, location: Location) -> None:
        for cite in quantity.cites:
            if cite not in self.form.claims:
                advice = did_you_mean(cite, self.form.claims)
                found, expected = f"unknown claim '{cite}'", "expected the name of a claim"
                advice = advice or "add it under 'claims', or write the name of another"
                self.problems.append(self.scenario.problem(location, found, expected, advice, quantity.offset))

    def total_of(self, family: str, body: str) -> Expression:
        """The sum of seats or members present over a body's factions and persons."""
        members = (
            self.members[body] if family == "present" else [m for m in self.members[body] if m in self.form.factions]
        )
        terms = [Slot(family, (body, member)) for member in members]
        self.slots.update(dict.fromkeys(terms))
        return total(terms)

    def _gauge(self, slot: Slot, location: Location) -> Expression:
        if slot.family != "day" and slot.family not in self.form.gauges:
            valid = [*self.form.gauges, "day"]
            advice = did_you_mean(slot.family, valid)
            if slot.family in FAMILIES:
                advice = f"write {slot.family}(...) with its names"
            advice = advice or "declare it under 'gauges', with a title and a start"
            self._problem(slot, location, f"unknown gauge '{slot.family}'", "expected a gauge or 'day'", advice)
            return Number(0.0)
        self.slots.setdefault(Slot(slot.family))
        return Slot(slot.family)

    def _known(self, slot: Slot, name: str, kinds: tuple[str, ...], location: Location) -> bool:
        if kinds == ("results",):
            return True
        things: list[str] = [valid for kind in kinds for valid in getattr(self.form, kind)]
        if name in things:
            return True
        wanted = " or ".join(_SINGULAR.get(kind, kind[:-1]) for kind in kinds)
        self._problem(
            slot,
            location,
            f"unknown name '{name}' in {slot}",
            f"expected the name of {'an' if wanted.startswith('a') else 'a'} {wanted}",
            did_you_mean(name, things),
        )
        return False

    def _written_out(self, slot: Slot, location: Location) -> Expression:
        match slot.family:
            case "in_force":
                self.bearing.add(slot.names[0])
                force = self.rule_part(slot.names[0], "in_force")
                if force is None:
                    self._problem(
                        slot,
                        location,
                        f"{slot} inside itself",
                        "expected a rule that does not lead back",
                        "name the acts instead",
                    )
                return Number(0.0) if force is None else force
            case "broken":
                return self._broken_rule(slot, location)
            case "force":
                return self._force(*slot.names)
            case family:
                return self.total_of(family, slot.names[0])

    def rule_part(self, rule: str, part: str) -> Expression | None:
        """A condition of a rule, resolved once, so that all who read it share its numbers; None while that is done."""
        if (rule, part) not in self._rule_parts:
            self._rule_parts[rule, part] = None
            written = getattr(self.form.rules[rule], part)
            resolved = self.resolve(written, ("rules", rule, part), f"{rule}.{part}")
            if written_out(resolved) > LARGEST:
                found = f"more than {LARGEST} operations, once other rules are written out"
                self.problems.append(
                    self.scenario.problem(("rules", rule, part), found, "expected a shorter condition")
                )
                resolved = Number(0.0)
            self._rule_parts[rule, part] = resolved
        return self._rule_parts[rule, part]

    def _broken_rule(self, slot: Slot, location: Location) -> Expression:
        rule = self.form.rules[slot.names[0]]
        if not rule.must:
            found, expected = f"{slot} of a rule that says '{rule.deontic}'", "expected a rule that says 'must'"
            self._problem(slot, location, found, expected, "whether an event breaks a rule, `juncture replay` tells")
            return Number(0.0)
        happened = Slot("done", slot.names)
        self.slots.setdefault(happened)
        return happened > 0

    def _force(self, place: str, ruler: str) -> Expression:
        terms: list[Expression] = []
        for name, unit in self.form.units.items():
            if ruler not in unit.loyalty:
                continue
            parts = [
                Slot("at", (name, place)),
                Slot("strength", (name,)),
                Slot("ready", (name,)),
                Slot("loyalty", (name, ruler)),
            ]
            self.slots.update(dict.fromkeys(parts))
            terms.append(parts[0] * parts[1] * parts[2] * parts[3])
        return total(terms)

    def _problem(self, slot: Slot, location: Location, found: str, expected: str, advice: str) -> None:
        self.problems.append(self.scenario.problem(location, found, expected, advice, slot.offset))


def members_of_bodies(scenario: Scenario) -> Mapping[str, list[str]]:
    """For each body, the factions and persons that sit there or ever may: named by it, or by an act on it."""
    form = scenario.form
    members: dict[str, list[str]] = {}
    for name, body in form.bodies.items():
        found = {*body.seats, *body.present, *body.members}
        for act in form.acts.values():
            if act.fields.get("body") == name:
                found |= set(texts_in(act.fields))
            for effect in act.effects:
                if effect.effect.slot.names[:1] == (name,):
                    found |= set(effect.effect.slot.names[1:])
        members[name] = [m for m in (*form.factions, *form.persons) if m in found]
    return members


def holders_of_posts(scenario: Scenario) -> Mapping[str, list[str]]:
    """For each post, the persons who hold it or ever may: named by it, by an act on it or by an effect."""
    form = scenario.form
    found = {name: {post.holder} for name, post in form.posts.items()}
    for act in form.acts.values():
        texts = set(texts_in(act.fields))
        for post in texts & found.keys():
            found[post] |= texts
        for effect in act.effects:
            slot = effect.effect.slot
            for post in slot.names[1:2]:
                if slot.family == "holds" and post in found:
                    found[post].add(slot.names[0])
    return {post: [person for person in form.persons if person in names] for post, names in found.items()}
