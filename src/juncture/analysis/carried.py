"""Which part of the model carries what each source says."""

from __future__ import annotations

from collections.abc import Iterator

from juncture.scenario.scenario import Scenario
from juncture.sources import CarriedFindings, Element, by_document, carried_by

_KINDS = {
    "acts": "act",
    "rules": "rule",
    "bodies": "body",
    "factions": "faction",
    "persons": "person",
    "publics": "public",
    "units": "unit",
    "places": "place",
    "posts": "post",
    "gauges": "gauge",
    "hypotheses": "hypothesis",
}


def elements(scenario: Scenario) -> Iterator[Element]:
    """Every part of a scenario that may cite claims, acts first."""
    form = scenario.form
    for key, kind in _KINDS.items():
        for name, thing in getattr(form, key).items():
            title = getattr(thing, "title", None) or getattr(thing, "says", name)
            yield Element(kind, name, title, thing.cite)
    for entry in form.record:
        yield Element("record", entry.act, f"the record of {entry.on}", entry.cite)
    for fact in form.facts:
        yield Element("fact", fact.at, fact.title or fact.at, fact.cite)


def carried(scenario: Scenario) -> CarriedFindings:
    """For each document in the order of its text: every claim, and the parts of the model that rest upon it.

    Claims that nothing carries are listed like the others, with nothing beside them. Figures are left out: they are
    what single numbers cite, and the ledger of numbers tells them.
    """
    claims = {name: claim for name, claim in scenario.form.claims.items() if claim.kind != "figure"}
    return by_document(scenario.form.sources, claims, carried_by(claims, elements(scenario)))
