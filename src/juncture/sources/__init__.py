"""What the sources say and what of it the scenario uses: spans against their digests, claims against their citations."""

from juncture.sources.carried import (
    CarriedClaim,
    CarriedFindings,
    Counts,
    DocumentFindings,
    Element,
    by_document,
    carried_by,
)
from juncture.sources.digests import ClaimLike, SpanFinding, SpanFindings, SpanState, check_spans
from juncture.sources.texts import SourceLike, Text, digest, normalise, read_texts

__all__ = [
    "CarriedClaim",
    "CarriedFindings",
    "ClaimLike",
    "Counts",
    "DocumentFindings",
    "Element",
    "SourceLike",
    "SpanFinding",
    "SpanFindings",
    "SpanState",
    "Text",
    "by_document",
    "carried_by",
    "check_spans",
    "digest",
    "normalise",
    "read_texts",
]
