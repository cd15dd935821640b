"""The causal claims of the sources under test, by verdict."""

from __future__ import annotations

from collections.abc import Iterator

from juncture.analysis.hypotheses import HypothesisTested, Verdict
from juncture.report.hypotheses import MEANINGS, difference, legend, mean, passages, summary
from juncture.report.page.section import Findings, Section, rendered

#: What is told first; the others are folded away.
OPEN: tuple[Verdict, ...] = ("supported", "contradicted", "indifferent", "undecided")

#: What a claim is, where it is not that there is more of the effect with the cause.
CLAIMED = {"more": "", "less": "claimed: less of it", "nothing": "put to the test: that it makes no difference"}
#: What is said of a supported claim whose effect is never there once its cause is taken away.
NEVER = "never without it"


def section(findings: Findings) -> Section | None:
    """Return the section; None where the scenario has no hypotheses."""
    tested = findings.claims
    if tested is None or not tested.tested:
        return None
    return Section(
        "claims",
        "Are the sources' causal claims borne out?",
        rendered(
            "claims.html.j2",
            findings,
            tested=tested,
            summary=summary(tested),
            legend=legend(tested),
            groups=list(_groups(findings)),
            preconditions=any(map(_precondition, tested.tested)),
        ),
    )


def _groups(findings: Findings) -> Iterator[dict[str, object]]:
    assert findings.claims is not None
    for verdict, count in findings.claims.counts().items():
        if count:
            mine = [one for one in findings.claims.tested if one.verdict == verdict]
            yield {
                "verdict": verdict,
                "meaning": MEANINGS[verdict],
                "open": verdict in OPEN,
                "claims": [_told(findings, one) for one in mine],
            }


def _precondition(one: HypothesisTested) -> bool:
    """Whether a supported effect is never there without its cause, though the program does not read the one from the other."""
    return one.verdict == "supported" and one.expects == "more" and one.size.what != "days" and one.size.without == 0


def _told(findings: Findings, one: HypothesisTested) -> dict[str, object]:
    size = one.size
    return {
        "says": one.says[:1].upper() + one.says[1:],
        "notes": [note for note in (CLAIMED[one.expects], NEVER if _precondition(one) else "") if note],
        "cite": ", ".join(one.cite),
        "passages": [text for _, text in passages(findings.scenario, one, findings.texts)],
        "cut": one.cut.replace("_", " "),
        "of": one.of.replace("_", " "),
        "with_cause": mean(size, size.with_cause),
        "without": mean(size, size.without),
        "difference": difference(size),
        "measured": one.measured,
    }
