"""The sources' sentences beside the elements of the model: for readers who have the texts, in their own report only.

A sentence is shown only where the text still says what was quoted: the spans of its claims have their digests. A
sentence without a claim is shown where this holds for all claims of its source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from juncture.analysis.coverage import PLACES, ClaimCoverage, Coverage, SentenceCoverage, SourceCoverage
from juncture.calendar import show_range
from juncture.report.documents import carrier
from juncture.scenario.scenario import Scenario
from juncture.sources import SpanFinding, SpanState, Text, check_spans


@dataclass(frozen=True, slots=True)
class ClaimTold:
    """One claim: when, what carries it, what else cites it, and what is wrong with its span."""

    claim: ClaimCoverage
    date: str
    carried_by: str
    also: tuple[str, ...]
    trouble: str


@dataclass(frozen=True, slots=True)
class SentenceTold:
    """One sentence: where it stands, its words where the reader has them, and its claims."""

    where: str
    words: str
    claims: tuple[ClaimTold, ...]


@dataclass(frozen=True, slots=True)
class SourceTold:
    """One source.

    Attributes
    ----------
    file
        The name of its text in the author's archive; empty where it has none.
    at_hand
        Whether the reader has the text.
    reason
        Why not.
    counts
        By place (inside the scenario, before it...): sentences, those with a carried claim, claims, those carried.
    """

    found: SourceCoverage
    language: str
    file: str
    at_hand: bool
    reason: str
    counts: tuple[tuple[str, tuple[int, int, int, int]], ...]
    sentences: tuple[SentenceTold, ...]


def sentences(scenario: Scenario, found: Coverage, texts: Mapping[str, Text]) -> tuple[SourceTold, ...]:
    """Put each sentence of the sources beside what carries its claims."""
    spans = {finding.claim: finding for finding in check_spans(scenario.form.claims, texts)}
    return tuple(_source(scenario, source, texts.get(source.source), spans) for source in found)


def _source(
    scenario: Scenario, found: SourceCoverage, text: Text | None, spans: Mapping[str, SpanFinding]
) -> SourceTold:
    stated = scenario.form.sources[found.source]
    words = text.text if text else None
    whole = all(_stands(spans.get(claim.name)) for claim in found.claims)
    counts = tuple((place, found.count(place)) for place in PLACES)
    return SourceTold(
        found=found,
        language=stated.language,
        file=stated.file or "",
        at_hand=words is not None,
        reason=text.reason if text else "",
        counts=tuple((place, numbers) for place, numbers in counts if any(numbers)),
        sentences=tuple(
            SentenceTold(
                _where(scenario, sentence),
                _words(sentence, words, spans, whole),
                tuple(_claim(scenario, claim, spans.get(claim.name)) for claim in sentence.claims),
            )
            for sentence in found.sentences
            if sentence.claims or words is not None
        ),
    )


def _words(sentence: SentenceCoverage, text: str | None, spans: Mapping[str, SpanFinding], whole: bool) -> str:
    if text is None or sentence.span is None:
        return ""
    stands = all(_stands(spans.get(claim.name)) for claim in sentence.claims) if sentence.claims else whole
    return " ".join(text[slice(*sentence.span)].split()) if stands else ""


def _stands(finding: SpanFinding | None) -> bool:
    return finding is None or finding.state is SpanState.OK


def _where(scenario: Scenario, sentence: SentenceCoverage) -> str:
    """Its name, and its characters or its page."""
    pages = dict.fromkeys(scenario.form.claims[claim.name].page for claim in sentence.claims)
    place = f"characters {sentence.span[0]}-{sentence.span[1]}" if sentence.span else ", ".join(filter(None, pages))
    name = next((claim.sentence for claim in sentence.claims), sentence.name) or sentence.claims[0].name
    return f"{name}, {place}" if place else name


def _claim(scenario: Scenario, claim: ClaimCoverage, finding: SpanFinding | None) -> ClaimTold:
    own = f"{claim.element.kind} {claim.element.name}" if claim.element else ""
    absent = finding is None or finding.state is SpanState.ABSENT
    return ClaimTold(
        claim,
        _date(scenario, claim),
        carrier(scenario, claim.element) if claim.element else "",
        tuple(other for other in claim.cited_by if other != own),
        "" if absent or _stands(finding) else str(finding),
    )


def _date(scenario: Scenario, claim: ClaimCoverage) -> str:
    """Its date in the calendars of the scenario."""
    if not claim.date:
        return ""
    dates, begin = scenario.instants(claim.date), scenario.begin
    return show_range(scenario.calendar, replace(dates, first=dates.first + begin, last=dates.last + begin))


def missing(told: tuple[SourceTold, ...]) -> Iterator[str]:
    """Why texts are not there, where the reader has named a folder that has others."""
    if any(source.at_hand for source in told):
        yield from (f"{source.found.title}: {source.reason}" for source in told if source.file and not source.at_hand)
