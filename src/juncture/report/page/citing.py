"""How to cite what is told here, and how to get the same again."""

from __future__ import annotations

from collections.abc import Iterator

from juncture import __version__
from juncture.report.citing import citations, reference
from juncture.report.page.section import Findings, Section, rendered
from juncture.scenario.load import SHIPPED
from juncture.sources.bibliography import bibliography, works


def section(findings: Findings) -> Section | None:
    """The software, the scenario, the courses and the sources, as sentences and as BibTeX; then seed and digests."""
    scenario, found = findings.scenario, findings.outcomes
    cited = citations(scenario, findings.ensemble.labels, found.courses, found.seed)
    used = works(scenario.form)
    body = rendered(
        "citing.html.j2",
        findings,
        citations=cited,
        bibtex="\n\n".join(one.bibtex for one in cited),
        works=[(reference(source), source.address) for source in used.values()],
        bibliography=bibliography(scenario.form),
        name=_name(findings),
        computed=list(_computed(findings)),
        version=__version__,
    )
    return Section("citing", "How to cite, and how this was computed", body)


def _name(findings: Findings) -> str:
    """What the scenario is called on the command line."""
    folder = findings.scenario.folder
    return findings.scenario.id if folder is None or folder.parent == SHIPPED else folder.name


def _computed(findings: Findings) -> Iterator[tuple[str, str]]:
    labels, found = findings.ensemble.labels, findings.outcomes
    yield "Juncture", __version__
    yield "scenario", f"{labels.scenario}, digest {labels.scenario_digest}"
    yield "program", f"digest {labels.program_digest}"
    yield "seed", str(found.seed)
    yield "outcomes", f"{found.courses:,} courses"
    if findings.opened:
        curve = findings.opened.openness
        yield "openness", f"{curve.courses:,} courses at each of {len(curve.dates)} dates"
    if findings.answers:
        yield "what-ifs", f"{findings.answers[0].found.courses:,} courses each, with and without the change"
    if findings.claims:
        yield "claims tested", f"{findings.claims.courses:,} courses each, with and without the cause"
    if findings.ledger:
        yield (
            "what assumptions move",
            f"the {found.courses:,} courses, {findings.ledger.draws:,} draws of the assumptions",
        )
