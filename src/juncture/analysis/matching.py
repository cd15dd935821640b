"""Whether an element of a model can carry a claim, and who carries which.

An element that cites a claim can carry it where the test of its kind passes:

- *record*: the dates meet, and so do the actors (a person meets his faction and his bodies). An event only.
- *number*: it cites the claim and equals one of its numbers (45% is 45 or 0.45); so does a recorded result, 0 and 1 apart.
- *start*: the start value of a thing that cites the claim, whose names meet the claim's actors. States, and whatever
  is dated before the begin; what is dated later only if nothing in the program changes the value.
- *fact*: of a state, at a date within the claim's; of what lies beyond the end, on the last day.
- *hypothesis*: of a mechanism, where the program has a path from its cause to its effect.
- *outcome*: of what reaches beyond the end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from juncture.analysis.elements import Element
from juncture.calendar import SECONDS_PER_DAY, DateRange
from juncture.scenario.scenario import Scenario
from juncture.scenario.schema import Claim
from juncture.sources.numbers import equal

#: How many claims one element may carry.
MOST = 3
#: Kinds of element that carry claims, the most telling first.
CARRIERS = ("record", "hypothesis", "fact", "start", "outcome", "number")


def assign(possible: Mapping[str, Sequence[Element]]) -> dict[str, Element]:
    """Give one element to as many claims as can have one, no element to more than `MOST`.

    A maximum bipartite matching by shortest augmenting paths (Kuhn 1955; Berge 1957: a matching is maximum if and only
    if no path augments it). A claim that has an element keeps one. The most telling elements are tried first, so that a
    weaker one is taken only where it lets more claims be carried.
    """
    carried: dict[str, Element] = {}
    carries: dict[int, list[str]] = {}
    for weakest in range(2 * len(CARRIERS)):
        allowed = {
            name: sorted((e for e in found if _weakness(name, e) <= weakest), key=lambda e: _weakness(name, e))
            for name, found in possible.items()
        }
        for name in allowed:
            if name not in carried:
                _augment(name, allowed, carried, carries)
    return carried


def _weakness(name: str, element: Element) -> int:
    """How little telling an element is for a claim: by its kind, and by whether itself or only its act cites it."""
    return 2 * CARRIERS.index(element.kind) + (name not in element.cites[: element.own or None])


def _augment(
    name: str, allowed: Mapping[str, Sequence[Element]], carried: dict[str, Element], carries: dict[int, list[str]]
) -> None:
    """Find the shortest way to give a claim an element, claims that have one moving on to another."""
    wants: dict[int, str] = {}
    queue = [name]
    for claim in queue:  # grows while it is read
        for element in allowed[claim]:
            if id(element) in wants:
                continue
            wants[id(element)] = claim
            takers = carries.setdefault(id(element), [])
            if len(takers) < MOST:
                _move(element, wants, carried, carries)
                return
            queue += takers


def _move(element: Element, wants: dict[int, str], carried: dict[str, Element], carries: dict[int, list[str]]) -> None:
    """Give a free element to the claim that wants it, the one which that leaves to the next, and so on."""
    free: Element | None = element
    while free is not None:
        claim = wants[id(free)]
        before = carried.get(claim)
        carried[claim] = free
        carries[id(free)].append(claim)
        if before is not None:
            carries[id(before)].remove(claim)
        free = before


class Tests:
    """The mechanical tests, with what they need to know of the scenario."""

    def __init__(self, scenario: Scenario):
        self.scenario = scenario
        form = scenario.form
        self.bonds: dict[str, set[str]] = {name: set() for name in form.persons}
        for name, person in form.persons.items():
            self.bonds[name] |= {person.faction} if person.faction else set()
        for name, body in form.bodies.items():
            for person in (*body.members, *(member for member in body.present if member in form.persons)):
                self.bonds[person].add(name)
        for post in form.posts.values():
            if post.holder:
                self.bonds[post.holder].add(post.body)
        self.names = {name for kind in _NAMED for name in getattr(form, kind)}

    def miss(self, name: str, claim: Claim, element: Element) -> str:
        """Why an element that cites a claim cannot carry it; empty where it can."""
        if element.kind not in CARRIERS:
            return _NO_CARRIER.get(element.kind, "is no start value, no record and no number")
        if claim.numbers and any(
            cite in ("", name) and any(equal(value, number) for number in claim.numbers.values())
            for cite, value in element.values
            if element.kind == "number" or value not in (0.0, 1.0)
        ):
            return ""
        return getattr(self, f"_{element.kind}")(claim, element)

    def _record(self, claim: Claim, element: Element) -> str:
        if claim.kind != "event":
            return f"a record carries events, and the claim is a {claim.kind}"
        return self._dates_miss(claim, element) or self._actors_miss(claim, element)

    def _number(self, claim: Claim, element: Element) -> str:
        stated = ", ".join(f"{value:g}" for value in claim.numbers.values())
        return f"is none of the claim's numbers ({stated or 'it has none'})"

    def _start(self, claim: Claim, element: Element) -> str:
        dates = self.dates(claim)
        if claim.kind != "state" and (dates is None or dates.first > 0):
            return f"a start value carries states and what came before the begin, and the claim is a later {claim.kind}"
        if dates is not None and dates.first > 0 and not element.fixed:
            return f"holds at the begin, and the claim is of {claim.date}; acts change it: write a fact of that date"
        return self._actors_miss(claim, element) if element.actors else ""

    def _fact(self, claim: Claim, element: Element) -> str:
        dates = self.dates(claim)
        if dates is not None and dates.first >= self.scenario.end:
            late = element.dates is not None and element.dates.last >= self.scenario.end - SECONDS_PER_DAY
            return (
                "" if late else "the claim lies beyond the end: write a fact of the last day, or cite it in an outcome"
            )
        if claim.kind != "state":
            return f"a fact carries states, and the claim is a {claim.kind}"
        return self._dates_miss(claim, element)

    def _hypothesis(self, claim: Claim, element: Element) -> str:
        if claim.kind != "mechanism":
            return f"a hypothesis carries mechanisms, and the claim is a {claim.kind}"
        return "" if element.path else "the program has no path from its cause to its effect"

    def _outcome(self, claim: Claim, element: Element) -> str:
        dates = self.dates(claim)
        beyond = dates is None or dates.last > self.scenario.end
        return "" if beyond else f"an outcome carries what reaches beyond the end, and the claim is of {claim.date}"

    def dates(self, claim: Claim) -> DateRange | None:
        """The dates of a claim, in seconds since the begin."""
        return self.scenario.instants(claim.date) if claim.date else None

    def _dates_miss(self, claim: Claim, element: Element) -> str:
        dates, own = self.dates(claim), element.dates
        if dates is None or own is None or dates.meets(own):
            return ""
        return f"the dates do not meet: the claim's {claim.date}, the {element.kind}'s {self._shown(own)}"

    def _shown(self, dates: DateRange) -> str:
        return self.scenario.shown(dates.noon, time=False)

    def _actors_miss(self, claim: Claim, element: Element) -> str:
        if not claim.actors or any(self._meet(a, b) for a in claim.actors for b in element.actors):
            return ""
        unknown = [actor for actor in claim.actors if actor not in self.names]
        note = f"; no names of the scenario: {', '.join(unknown)}" if unknown else ""
        return (
            f"the actors do not meet: the claim's {', '.join(claim.actors)}, "
            f"the element's {', '.join(element.actors) or 'none'}{note}"
        )

    def _meet(self, a: str, b: str) -> bool:
        return a == b or b in self.bonds.get(a, ()) or a in self.bonds.get(b, ())


_NAMED = ("factions", "persons", "publics", "units", "bodies", "places", "posts", "gauges")
_NO_CARRIER = {
    "act": "is not in the record",
    "rule": "a rule carries no claim: let a fact, a number or a recorded act cite it",
}


def telling(element: Element) -> int:
    """How telling an element is as a carrier: 0 is most."""
    return CARRIERS.index(element.kind) if element.kind in CARRIERS else len(CARRIERS)
