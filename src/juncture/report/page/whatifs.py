"""What-ifs side by side: the question, what was expected of it, and what the model says with both kinds of luck."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from juncture.analysis.intervals import Estimate
from juncture.analysis.questions import Judged
from juncture.analysis.sides import Compared
from juncture.report.page.crisis import EXPECTED, expectations_in_words
from juncture.report.page.section import Answered, Findings, Section, rendered
from juncture.report.whatif import in_words, points

#: Outcomes whose chance moves by less than this both ways are not listed.
LEAST = 0.005


@dataclass(frozen=True, slots=True)
class Bar:
    """A difference of chances as a bar from the middle: where it begins, its width, its interval; in hundredths of the cell."""

    words: str
    start: float
    width: float
    low: float
    high: float


def section(findings: Findings) -> Section | None:
    """Return the section; None where no question ships with the scenario."""
    if not findings.answers:
        return None
    return Section(
        "what-ifs",
        "What if?",
        rendered(
            "whatifs.html.j2",
            findings,
            met=expectations_in_words(findings),
            answers=[
                {
                    "answer": answer,
                    "expected": list(_expected(answer)),
                    "outcomes": list(_outcomes(answer)),
                    "words": in_words(findings.scenario, answer.found),
                }
                for answer in findings.answers
            ],
            courses=findings.answers[0].found.courses,
        ),
    )


def bar(found: Estimate) -> Bar:
    """Draw a difference of chances between -100 and +100 points."""
    low, value, high = (50 + 50 * min(1.0, max(-1.0, x)) for x in (found.low, found.value, found.high))
    return Bar(points(found), min(50, value), abs(value - 50), low, high)


def _expected(answer: Answered) -> Iterator[dict[str, object]]:
    """What was expected of an outcome or act, beside what was found."""
    for judged in answer.expected:
        same, fresh = (_compared(answer, judged.of, side) for side in ("same", "fresh"))
        yield {
            "title": judged.title,
            "sign": EXPECTED[judged.sign],
            "because": judged.because,
            "same": bar(same.difference),
            "fresh": bar(fresh.difference),
            "verdict": _verdict(judged),
            "met": _met(judged),
        }


def _met(judged: Judged) -> str:
    """The class that colours a verdict: met with both kinds of luck, contradicted with one, or neither."""
    verdicts = {judged.same, judged.fresh}
    if verdicts == {"as expected"}:
        return "good"
    return "accent" if verdicts & {"the other way", "more", "less"} else "faint"


def _verdict(judged: Judged) -> str:
    if judged.same == judged.fresh:
        return judged.same
    return f"luck of history: {judged.same}; fresh luck: {judged.fresh}"


def _compared(answer: Answered, name: str, luck: str) -> Compared:
    side = (answer.found.same if luck == "same" else None) or answer.found.fresh
    return next(one for one in (*side.outcomes, *side.acts) if one.name == name)


def _outcomes(answer: Answered) -> Iterator[dict[str, object]]:
    """The outcomes whose chance moves, with the luck of history and with fresh luck."""
    for fresh in answer.found.fresh.outcomes:
        same = _compared(answer, fresh.name, "same")
        if max(abs(same.difference.value), abs(fresh.difference.value)) >= LEAST:
            yield {
                "title": fresh.title,
                "same": bar(same.difference),
                "fresh": bar(fresh.difference),
                "without": fresh.without,
                "changed": fresh.changed,
            }
