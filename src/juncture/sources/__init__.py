"""What the sources say and what of it the scenario uses: spans against their digests, claims against their citations."""

from juncture.sources.agreement import check_record
from juncture.sources.bibliography import bibliography
from juncture.sources.digests import ClaimLike, SpanFinding, SpanFindings, SpanState, check_spans
from juncture.sources.stated import Finding, Findings, Kind, check_stated
from juncture.sources.texts import SourceLike, Text, digest, normalise, read_archive, read_texts

__all__ = [
    "ClaimLike",
    "Finding",
    "Findings",
    "Kind",
    "SourceLike",
    "SpanFinding",
    "SpanFindings",
    "SpanState",
    "Text",
    "bibliography",
    "check_record",
    "check_spans",
    "check_stated",
    "digest",
    "normalise",
    "read_archive",
    "read_texts",
]
