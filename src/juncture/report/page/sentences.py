"""What the sources say, sentence by sentence, and what carries it."""

from __future__ import annotations

from juncture.analysis.coverage import BEFORE, BEYOND, INSIDE, NARRATIVE
from juncture.report.page.section import Findings, Section, rendered
from juncture.report.sentences import missing, sentences

_PLACES = {
    INSIDE: "tell of the time of the scenario",
    BEFORE: "of what came before",
    BEYOND: "of what came after",
    NARRATIVE: "make no claim",
}


def section(findings: Findings) -> Section | None:
    """Each source with its claims beside the elements that carry them, and its sentences where the reader has them."""
    if not findings.documents:
        return None
    told = sentences(findings.scenario, findings.documents, findings.texts)
    claims = [claim for source in told for claim in source.found.claims]
    body = rendered(
        "sentences.html.j2",
        findings,
        sources=told,
        claims=claims,
        carried=sum(claim.element is not None for claim in claims),
        at_hand=any(source.at_hand for source in told),
        files=[source.file for source in told if source.file],
        missing=tuple(missing(told)),
        places=_PLACES,
    )
    return Section("sources-sentences", "What the sources say, and what carries it", body)
