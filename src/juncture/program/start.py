"""Start values: which statement of the scenario gives a slot its first value."""

from __future__ import annotations

from collections.abc import Iterator

from juncture.language.expression import Expression, Number, Slot
from juncture.scenario.names import FAMILIES
from juncture.scenario.scenario import Location
from juncture.scenario.schema import ScenarioForm

_BODY_FIELDS = ("size", "quorum", "sitting", "power")


def stated(form: ScenarioForm) -> Iterator[tuple[Slot, Expression, Location, str]]:
    """Every slot that the scenario gives a start value: slot, value, where it stands, the reason of its assumptions."""
    for name, gauge in form.gauges.items():
        yield Slot(name), gauge.start, ("gauges", name, "start"), gauge.because
    for name, faction in form.factions.items():
        yield Slot("discipline", (name,)), faction.discipline, ("factions", name, "discipline"), faction.because
    for name, public in form.publics.items():
        for family, values in (("support", public.support), ("legitimacy", public.legitimacy)):
            for other, value in values.items():
                yield Slot(family, (other, name)), value, ("publics", name, family, other), public.because
    yield from _units(form)
    yield from _bodies(form)
    for name, post in form.posts.items():
        if post.holder:
            yield Slot("holds", (post.holder, name)), Number(1.0), ("posts", name, "holder"), ""


def _units(form: ScenarioForm) -> Iterator[tuple[Slot, Expression, Location, str]]:
    for name, unit in form.units.items():
        at: Location = ("units", name)
        yield Slot("strength", (name,)), unit.strength, (*at, "strength"), unit.because
        yield Slot("ready", (name,)), unit.ready, (*at, "ready"), unit.because
        for ruler, value in unit.loyalty.items():
            yield Slot("loyalty", (name, ruler)), value, (*at, "loyalty", ruler), unit.because
        if unit.at:
            yield Slot("at", (name, unit.at)), Number(1.0), (*at, "at"), ""


def _bodies(form: ScenarioForm) -> Iterator[tuple[Slot, Expression, Location, str]]:
    for name, body in form.bodies.items():
        at: Location = ("bodies", name)
        for family in _BODY_FIELDS:
            yield Slot(family, (name,)), getattr(body, family), (*at, family), body.because
        for faction, value in body.seats.items():
            yield Slot("seats", (name, faction)), value, (*at, "seats", faction), body.because
        for person in body.members:
            yield Slot("member", (name, person)), Number(1.0), (*at, "members"), ""
            if person not in body.present:
                yield Slot("present", (name, person)), Number(1.0), (*at, "members"), ""
        for member, value in body.present.items():
            yield Slot("present", (name, member)), value, (*at, "present", member), body.because


def where_to_state(slot: Slot) -> str:
    """Return the key under which an author would state the start value of a slot."""
    match slot.family, slot.names:
        case (("support" | "legitimacy"), (other, public)):
            return f"publics.{public}.{slot.family}.{other}"
        case "loyalty", (unit, ruler):
            return f"units.{unit}.loyalty.{ruler}"
        case "discipline", (faction,):
            return f"factions.{faction}.discipline"
        case "strength", (unit,):
            return f"units.{unit}.strength"
        case _:
            return str(slot)


def default_of(slot: Slot) -> float | None:
    """Return the start value of a slot that the scenario does not state; None where it must."""
    family = FAMILIES.get(slot.family)
    return family.default if family else 0.0
