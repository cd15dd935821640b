"""What nearly happened, and what was least to be expected."""

from __future__ import annotations

from collections.abc import Iterator

from juncture.report.openness import moved, titles_of
from juncture.report.page.openness import with_interval
from juncture.report.page.section import Findings, Section, rendered
from juncture.report.replayed import NO_SURPRISE, nothing_surprises, odds_of

#: So many near misses are told.
MOST = 8


def section(findings: Findings) -> Section | None:
    """Return the section; None where there is neither."""
    misses, surprises = list(_misses(findings)), findings.replayed.most_surprising
    no_surprise = NO_SURPRISE if nothing_surprises(findings.replayed) else ""
    if not misses and not surprises and not no_surprise:
        return None
    return Section(
        "nearly",
        "What nearly happened, and what surprised",
        rendered(
            "nearly.html.j2", findings, misses=misses, surprises=surprises, no_surprise=no_surprise, odds_of=odds_of
        ),
    )


def _misses(findings: Findings) -> Iterator[dict[str, object]]:
    scenario = findings.scenario
    found = findings.opened.near_misses if findings.opened else ()
    for miss in [miss for miss in found if miss.size.low > 0][:MOST]:
        first, last = (scenario.shown(instant, time=False, year=False) for instant in (miss.first, miss.last))
        yield {
            "title": scenario.form.acts[miss.act].title,
            "dates": first if first == last else f"{first} – {last}",
            "chance": miss.chance,
            "size": with_interval(miss.size),
            "moved": moved(miss.change, titles_of(scenario)),
        }
