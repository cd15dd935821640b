"""Mistakes in sources and claims that can be seen without any text at hand."""

from __future__ import annotations

from collections.abc import Iterator

from juncture.calendar import Calendar, CalendarError
from juncture.language import Problem, did_you_mean
from juncture.scenario.scenario import Location, Scenario, date_problem


def claim_problems(scenario: Scenario) -> Iterator[Problem]:
    """Every calendar that is none, and every claim that does not lie in the sentence that it names."""
    form = scenario.form
    calendars: list[tuple[Location, str]] = [
        *((("sources", name, "calendar"), source.calendar) for name, source in form.sources.items()),
        *((("claims", name, "calendar"), claim.calendar) for name, claim in form.claims.items()),
    ]
    for location, text in calendars:
        try:
            Calendar.parse(text or "gregorian")
        except CalendarError as error:
            yield date_problem(scenario.mark(location), error)
    for name, claim in form.claims.items():
        sentences = form.sources[claim.source].sentences if claim.source in form.sources else {}
        if not sentences or not claim.sentence:
            continue
        if claim.sentence not in sentences:
            yield scenario.problem(
                ("claims", name, "sentence"),
                f"unknown sentence '{claim.sentence}'",
                f"expected one of the sentences that {claim.source} lists",
                did_you_mean(claim.sentence, sentences),
            )
        elif claim.span is not None and not _inside(claim.span, sentences[claim.sentence]):
            yield scenario.problem(
                ("claims", name, "span"),
                f"a span outside of its sentence: {list(claim.span)}",
                f"expected it within {claim.sentence}, which is {list(sentences[claim.sentence])}",
                "look at both spans, or name another sentence",
            )


def _inside(span: tuple[int, int], sentence: tuple[int, int]) -> bool:
    return sentence[0] <= span[0] < span[1] <= sentence[1]
