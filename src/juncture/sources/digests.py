"""Whether the texts still say what the claims quote: each claim's span against its digest."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from juncture.sources.texts import Text, digest, digest_of_normalised, normalise

#: How far, in characters, a passage that left its span is looked for.
FARTHEST_MOVE = 2000


class ClaimLike(Protocol):
    """What this folder asks of a claim. `span` counts characters of the text, the last one excluded."""

    @property
    def source(self) -> str:
        """The name of the source that makes it."""
        ...

    @property
    def kind(self) -> str:
        """Event, state, mechanism or figure."""
        ...

    @property
    def sentence(self) -> str:
        """The sentence of the source, by the author's own numbering; empty where there is none."""
        ...

    @property
    def span(self) -> tuple[int, int] | None:
        """Where it stands in the text; None where only a page was seen."""
        ...

    @property
    def digest(self) -> str:
        """What `digest` gave for the span when it was quoted."""
        ...

    @property
    def gloss(self) -> str:
        """What it says, in the author's own words."""
        ...


class SpanState(Enum):
    """What was found at a span; the value is the sentence that people see."""

    OK = "the text stands as it was quoted"
    CHANGED = "the text of the span is not the one that was quoted"
    OUTSIDE = "the span lies outside of the text"
    ABSENT = "the text is not at hand"
    UNSIGNED = "the claim has a span but no digest"


@dataclass(frozen=True, slots=True)
class SpanFinding:
    """What was found at one claim's span.

    Attributes
    ----------
    claim, source, span
        Whose it is and where it was looked for.
    state
        What was found.
    found
        The digest of what stands there now; empty where nothing does.
    moved_to
        The span where the quoted passage stands now, if it is near.
    reason
        More than the state says: why the text is absent, how long it is.
    """

    claim: str
    source: str
    span: tuple[int, int]
    state: SpanState
    found: str = ""
    moved_to: tuple[int, int] | None = None
    reason: str = ""

    def __str__(self) -> str:
        moved = f"; it now stands at [{self.moved_to[0]}, {self.moved_to[1]}]" if self.moved_to else ""
        reason = f" ({self.reason})" if self.reason else ""
        return f"{self.claim}: {self.state.value}{moved}{reason}"


@dataclass(frozen=True, slots=True)
class SpanFindings:
    """What was found at the spans of all claims that have one, in the scenario's order."""

    findings: tuple[SpanFinding, ...]

    def __iter__(self) -> Iterator[SpanFinding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    @property
    def counts(self) -> dict[SpanState, int]:
        """How many spans are in each state, the states that nothing is in included."""
        counted = Counter(finding.state for finding in self.findings)
        return {state: counted[state] for state in SpanState}

    @property
    def wrong(self) -> tuple[SpanFinding, ...]:
        """The findings that an author must mend: all but those that stand and those whose text is absent."""
        fine = (SpanState.OK, SpanState.ABSENT)
        return tuple(finding for finding in self.findings if finding.state not in fine)


def check_spans(claims: Mapping[str, ClaimLike], texts: Mapping[str, Text]) -> SpanFindings:
    """Compare the span of every claim with its digest.

    Parameters
    ----------
    claims
        By name. Those without a span (figures of a book that was only seen as an excerpt) are passed over.
    texts
        What `read_texts` returned.

    Returns
    -------
    SpanFindings
        One finding for each claim with a span.
    """
    passages = {name: _Passages(text.text) for name, text in texts.items() if text.text is not None}
    findings: list[SpanFinding] = []
    for name, claim in claims.items():
        if claim.span is None:
            continue
        passage = passages.get(claim.source)
        if passage is None:
            text = texts.get(claim.source)
            reason = text.reason if text else f"the source '{claim.source}' names no file"
            findings.append(SpanFinding(name, claim.source, claim.span, SpanState.ABSENT, reason=reason))
        else:
            findings.append(_check(name, claim, claim.span, passage))
    return SpanFindings(tuple(findings))


def _check(name: str, claim: ClaimLike, span: tuple[int, int], passages: _Passages) -> SpanFinding:
    start, end = span
    length = len(passages.text)
    if not 0 <= start < end <= length:
        moved = passages.search(claim.digest, start, end) if 0 <= start < end else None
        reason = f"the text has {length} characters, the span is [{start}, {end}]"
        return SpanFinding(name, claim.source, span, SpanState.OUTSIDE, moved_to=moved, reason=reason)
    found = digest(passages.text[start:end])
    if not claim.digest:
        reason = f"expected digest: {found}"
        return SpanFinding(name, claim.source, span, SpanState.UNSIGNED, found, reason=reason)
    if found == claim.digest.lower():
        return SpanFinding(name, claim.source, span, SpanState.OK, found)
    moved = passages.search(claim.digest, start, end)
    return SpanFinding(name, claim.source, span, SpanState.CHANGED, found, moved)


class _Passages:
    """One text, and where the passages that left their spans may have gone."""

    def __init__(self, text: str):
        self.text = text
        self._normalised, self._offsets = normalise(text)
        self._last_move = 0

    def search(self, wanted: str, start: int, end: int) -> tuple[int, int] | None:
        """Look for the passage with a digest, as long as the span was, ever farther away from it.

        The move that explained the last passage is tried first: one inserted line moves all that follow alike.
        """
        wanted = wanted.lower()
        near = (move for distance in range(1, FARTHEST_MOVE + 1) for move in (distance, -distance))
        for move in (self._last_move, *near):
            first, last = start + move, end + move
            if first >= 0 and last <= len(self.text) and digest_of_normalised(self._between(first, last)) == wanted:
                self._last_move = move
                return first, last
        return None

    def _between(self, first: int, last: int) -> str:
        begin, stop = bisect_left(self._offsets, first), bisect_left(self._offsets, last)
        return self._normalised[begin:stop].strip()
