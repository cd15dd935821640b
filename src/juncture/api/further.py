"""All that the report page asks beside replay and outcomes; sizes follow from the number of courses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from juncture.analysis.gauges import gauges
from juncture.analysis.hypotheses import hypotheses
from juncture.analysis.ledger import enough, ledger
from juncture.analysis.questions import Asked, judged
from juncture.analysis.sittings import sittings
from juncture.analysis.whatif import what_if
from juncture.api.opened import Stage, opened
from juncture.report.page.section import Answered, Findings

#: Evenly spread dates of the curve, beside those before and after each recorded event.
DATES = 60
#: One course at each date for so many simulated ones; the same for each what-if, each claim, the gauges and the sittings.
A_DATE, A_QUESTION, A_CLAIM, A_GAUGE, A_SITTING = 50, 20, 40, 20, 50
#: Fewer tell nothing: of fewer than 30 pairs of twins no claim is tested.
FEWEST = 60


def further(findings: Findings, asked: Sequence[Asked], threads: int | None, stage: Stage) -> Findings:
    """Ask when it was open, the questions that ship with the scenario, the claims of its sources, and what moves it."""
    scenario, model, program = findings.scenario, findings.model, findings.program
    courses, seed = findings.outcomes.courses, findings.outcomes.seed
    if model.record:
        some = max(FEWEST, courses // A_DATE)
        found = opened(program, some, seed, DATES, threads=threads, stage=stage)
        findings = replace(findings, opened=found)
    if asked:
        some = max(FEWEST, courses // A_QUESTION)
        findings = replace(findings, answers=tuple(_answers(findings, asked, some, threads, stage)))
    if model.hypotheses:
        some = max(FEWEST, courses // A_CLAIM)
        with stage("testing claims", some) as progress:
            tested = hypotheses(scenario, model, some, seed, threads=threads, progress=progress)
        findings = replace(findings, claims=tested)
    if model.record:
        some, replays = max(FEWEST, courses // A_GAUGE), max(FEWEST, courses // A_SITTING)
        with stage("following bodies and gauges", some) as progress:
            sat = sittings(scenario, model, replays, seed, threads=threads)
            moved = gauges(scenario, model, some, replays, seed, threads=threads, progress=progress)
        findings = replace(findings, sittings=sat, gauges=moved)
    if enough(findings.ensemble):
        with stage("asking what moves the outcomes", courses) as progress:
            findings = replace(findings, ledger=ledger(model, findings.ensemble, progress))
    return findings


def _answers(
    findings: Findings, asked: Sequence[Asked], courses: int, threads: int | None, stage: Stage
) -> Iterator[Answered]:
    scenario, model, seed = findings.scenario, findings.model, findings.outcomes.seed
    whole = 2 * courses * len(asked)
    with stage("asking what if", whole) as progress:
        for place, one in enumerate(asked, 1):
            found = what_if(scenario, model, one.changes, courses, seed, threads=threads)
            expected = tuple(judged(scenario, sign, found) for sign in one.question.expected)
            if progress:
                progress(2 * courses * place, whole)
            yield Answered(one.name, one.question, found, expected)
