"""What of each source the model carries, sentence by sentence.

Each claim of a document is given at most one element of the model (`matching`). Sentences are counted by where they
belong: inside the scenario, before its begin, beyond its end, or nowhere (narrative, without a claim). What nothing
carries is told with the reason of its nearest miss. There is no quota: what a source tells that no model of power needs
stays open, and can be seen to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from juncture.analysis.elements import Element, elements
from juncture.analysis.matching import MOST, Tests, assign, telling
from juncture.program.model import Model
from juncture.scenario.scenario import Scenario
from juncture.scenario.schema import Claim

INSIDE, BEFORE, BEYOND, NARRATIVE = "inside", "before begin", "beyond end", "narrative"
PLACES = {
    INSIDE: "what happened, held or worked within the scenario",
    BEFORE: "what had happened before: start values",
    BEYOND: "what came after: outcomes",
    NARRATIVE: "no claim, or only notes",
}


@dataclass(frozen=True, slots=True)
class ClaimCoverage:
    """One claim, and what carries it or why nothing does. `unknown` are its actors that are no names here."""

    name: str
    source: str
    sentence: str
    kind: str
    date: str
    gloss: str
    actors: tuple[str, ...]
    place: str
    element: Element | None
    reason: str
    cited_by: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentenceCoverage:
    """One sentence of a source: where it belongs, and its claims."""

    name: str
    span: tuple[int, int] | None
    place: str
    claims: tuple[ClaimCoverage, ...]

    @property
    def carried(self) -> bool:
        """True where at least one of its claims is carried."""
        return any(claim.element for claim in self.claims)


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """One source, sentence by sentence.

    Where `listed` is false the source lists no sentences: those here are only what its claims name or quote, and are
    not to be counted as its sentences.
    """

    source: str
    title: str
    sentences: tuple[SentenceCoverage, ...]
    listed: bool

    @property
    def claims(self) -> tuple[ClaimCoverage, ...]:
        """All its claims in the order of the text."""
        return tuple(claim for sentence in self.sentences for claim in sentence.claims)

    @property
    def open(self) -> tuple[ClaimCoverage, ...]:
        """The claims that nothing carries."""
        return tuple(claim for claim in self.claims if claim.element is None)

    @property
    def carried(self) -> tuple[ClaimCoverage, ...]:
        """The claims that an element carries."""
        return tuple(claim for claim in self.claims if claim.element is not None)

    def count(self, place: str) -> tuple[int, int, int, int]:
        """Of one place: sentences, those with a carried claim, claims, those carried."""
        sentences = [sentence for sentence in self.sentences if sentence.place == place]
        claims = [claim for sentence in sentences for claim in sentence.claims]
        return (
            len(sentences),
            sum(sentence.carried for sentence in sentences),
            len(claims),
            sum(claim.element is not None for claim in claims),
        )


#: All sources that list sentences or have claims other than figures, in the scenario's order.
Coverage = tuple[SourceCoverage, ...]


def coverage(scenario: Scenario, model: Model) -> Coverage:
    """Match the claims of every source, sentence by sentence where the source lists its sentences.

    Figures are left out: they are what single numbers cite, and the ledger of numbers tells them. A source without a
    sentence and without any other claim is left out with them.
    """
    form = scenario.form
    every = elements(scenario, model)
    claims = {name: claim for name, claim in form.claims.items() if claim.kind != "figure"}
    tests = Tests(scenario)
    citing: dict[str, list[Element]] = {name: [] for name in claims}
    for element in every:
        for name in element.cites:
            if name in citing:
                citing[name].append(element)
    misses = {
        name: [(element, tests.miss(name, claim, element)) for element in citing[name]]
        for name, claim in claims.items()
    }
    matched = assign({name: [element for element, miss in found if not miss] for name, found in misses.items()})
    told = {name: _told(tests, name, claim, misses[name], matched.get(name)) for name, claim in claims.items()}
    return tuple(
        SourceCoverage(name, source.title, sentences, bool(source.sentences))
        for name, source in form.sources.items()
        if (sentences := _sentences(name, source.sentences, claims, told))
    )


def _told(
    tests: Tests, name: str, claim: Claim, found: list[tuple[Element, str]], element: Element | None
) -> ClaimCoverage:
    """What is said of one claim."""
    if element is not None:
        reason = ""
    elif not found:
        reason = "nobody cites it"
    else:
        nearest = sorted(found, key=lambda pair: telling(pair[0]))[:3]
        reason = "; ".join(
            f"{other.kind} {other.name}: {miss or f'carries {MOST} other claims already'}" for other, miss in nearest
        )
    return ClaimCoverage(
        name=name,
        source=claim.source,
        sentence=claim.sentence,
        kind=claim.kind,
        date=claim.date,
        gloss=claim.gloss,
        actors=claim.actors,
        place=_place(tests, claim, element),
        element=element,
        reason=reason,
        cited_by=tuple(dict.fromkeys(f"{other.kind} {other.name}" for other, _ in found)),
        unknown=tuple(actor for actor in claim.actors if actor not in tests.names),
    )


def _place(tests: Tests, claim: Claim, element: Element | None) -> str:
    """Inside, before or beyond: by its dates; where they reach over an edge, by what carries it or their middle."""
    dates, end = tests.dates(claim), tests.scenario.end
    if dates is None:
        return INSIDE if element is not None and element.kind in ("record", "fact", "hypothesis") else BEYOND
    if dates.last <= 0 or dates.first >= end:
        return BEFORE if dates.last <= 0 else BEYOND
    if element is not None and element.kind in ("record", "fact", "hypothesis"):
        return INSIDE
    return BEFORE if dates.noon < 0 else BEYOND if dates.noon >= end else INSIDE


def _sentences(
    source: str,
    spans: Mapping[str, tuple[int, int]],
    claims: Mapping[str, Claim],
    told: Mapping[str, ClaimCoverage],
) -> tuple[SentenceCoverage, ...]:
    """The sentences of one source in the order of its text; those that it lists, or those that its claims name."""
    groups: dict[str, list[str]] = {name: [] for name in spans}
    for name, claim in claims.items():
        if claim.source == source:
            groups.setdefault(claim.sentence or f"{claim.span or name}", []).append(name)
    return tuple(
        SentenceCoverage(
            sentence,
            spans.get(sentence) or next((claims[name].span for name in names), None),
            _place_of([told[name] for name in names]),
            tuple(told[name] for name in names),
        )
        for sentence, names in groups.items()
    )


def _place_of(claims: Sequence[ClaimCoverage]) -> str:
    """Where a sentence belongs: where its carried claims do, inside first; where none is, by the dates of all."""
    places = {claim.place for claim in claims if claim.element} or {claim.place for claim in claims}
    return next((place for place in (INSIDE, BEFORE, BEYOND) if place in places), NARRATIVE)
