"""Which parts of a scenario rest upon which claims, and which claims nothing rests upon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from juncture.sources.digests import ClaimLike
from juncture.sources.texts import SourceLike


class Element(NamedTuple):
    """One part of a scenario that may cite claims; a plain tuple of the same four things serves as well.

    Attributes
    ----------
    kind
        What it is: act, record, rule, body, fact, hypothesis, gauge, number...
    name
        Its name in the scenario.
    title
        What it is in words.
    cites
        The names of the claims that it cites.
    """

    kind: str
    name: str
    title: str
    cites: Sequence[str]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many claims a document gave, and how many of them the scenario uses.

    Attributes
    ----------
    claims, carried
        All claims; those that at least one element cites.
    sentences, sentences_carried
        Sentences with a claim; those with a carried claim. Figures of a page that was
        only seen as an excerpt are not among them.
    by_kind
        How many (claim, element) pairs there are of each kind of element, most frequent first.
    """

    claims: int
    carried: int
    sentences: int
    sentences_carried: int
    by_kind: dict[str, int]

    @property
    def share(self) -> float:
        """Share of the claims that is carried; 1 where there are none."""
        return self.carried / self.claims if self.claims else 1.0


@dataclass(frozen=True, slots=True)
class CarriedClaim:
    """One claim, with all that rests upon it."""

    name: str
    kind: str
    sentence: str
    span: tuple[int, int] | None
    gloss: str
    carried_by: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class DocumentFindings:
    """The claims of one source: in the order of its text, then those without a span by name."""

    source: str
    title: str
    claims: tuple[CarriedClaim, ...]

    def __iter__(self) -> Iterator[CarriedClaim]:
        return iter(self.claims)

    @property
    def unused(self) -> tuple[CarriedClaim, ...]:
        """The claims that nothing rests upon."""
        return tuple(claim for claim in self.claims if not claim.carried_by)

    @property
    def counts(self) -> Counts:
        """How much of the document is used."""
        return _count(self.claims)


@dataclass(frozen=True, slots=True)
class CarriedFindings:
    """All sources that have claims, in the scenario's order."""

    documents: tuple[DocumentFindings, ...]

    def __iter__(self) -> Iterator[DocumentFindings]:
        return iter(self.documents)

    def __len__(self) -> int:
        return len(self.documents)

    @property
    def counts(self) -> Counts:
        """How much of all documents together is used."""
        each = [document.counts for document in self.documents]
        kinds: Counter[str] = Counter()
        for counts in each:
            kinds.update(counts.by_kind)
        return Counts(
            claims=sum(counts.claims for counts in each),
            carried=sum(counts.carried for counts in each),
            sentences=sum(counts.sentences for counts in each),
            sentences_carried=sum(counts.sentences_carried for counts in each),
            by_kind=dict(kinds.most_common()),
        )


def carried_by(
    claims: Iterable[str], elements: Iterable[Element | tuple[str, str, str, Sequence[str]]]
) -> dict[str, list[Element]]:
    """Tell for each claim which elements cite it.

    Parameters
    ----------
    claims
        The names of all claims (a mapping by name serves).
    elements
        The parts of the scenario. An element that cites a claim twice carries it once; that a cited claim exists is
        for the scenario's loader to see to, and one that does not is passed over here.

    Returns
    -------
    dict
        Every claim, in the given order, with the elements in theirs; an empty list where there are none.
    """
    carried: dict[str, list[Element]] = {name: [] for name in claims}
    for element in map(Element._make, elements):
        for name in dict.fromkeys(element.cites):
            if name in carried:
                carried[name].append(element)
    return carried


def by_document(
    sources: Mapping[str, SourceLike],
    claims: Mapping[str, ClaimLike],
    carried: Mapping[str, Sequence[Element]],
) -> CarriedFindings:
    """Order the claims as a reader meets them: by document, and in each by the order of its text.

    Parameters
    ----------
    sources, claims
        By name. A claim of a source that is not listed comes last, under the source's name.
    carried
        What `carried_by` returned.

    Returns
    -------
    CarriedFindings
        One entry for each source that has claims.
    """
    claims_of: dict[str, list[CarriedClaim]] = {name: [] for name in sources}
    for name, claim in claims.items():
        entry = CarriedClaim(name, claim.kind, claim.sentence, claim.span, claim.gloss, tuple(carried.get(name, ())))
        claims_of.setdefault(claim.source, []).append(entry)
    return CarriedFindings(
        tuple(
            DocumentFindings(
                source, sources[source].title if source in sources else source, tuple(sorted(found, key=_place))
            )
            for source, found in claims_of.items()
            if found
        )
    )


def _place(claim: CarriedClaim) -> tuple[bool, tuple[int, int], list[str]]:
    """Sort by span, then by name with its numbers read as numbers, so that Q9 stands before Q16."""
    name = [part.zfill(9) if part.isdigit() else part for part in re.split(r"(\d+)", claim.name)]
    return claim.span is None, claim.span or (0, 0), name


def _count(claims: Sequence[CarriedClaim]) -> Counts:
    used = [claim for claim in claims if claim.carried_by]
    kinds = Counter(element.kind for claim in used for element in claim.carried_by)
    return Counts(
        claims=len(claims),
        carried=len(used),
        sentences=len(_sentences(claims)),
        sentences_carried=len(_sentences(used)),
        by_kind=dict(kinds.most_common()),
    )


def _sentences(claims: Iterable[CarriedClaim]) -> set[str | tuple[int, int]]:
    """Tell the sentences apart by the author's numbering, or by their spans where there is none."""
    return {claim.sentence or claim.span for claim in claims if claim.span is not None}
