"""The picture of the project: the curve of openness, and what turned it."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from juncture.analysis.intervals import Estimate, wilson
from juncture.analysis.turns import Turn
from juncture.report.bands import HARDLY, bands_figure, by_date, until_in_words
from juncture.report.curve import curve_figure, greatest
from juncture.report.dates import apart
from juncture.report.openness import in_words, moved, thinned, titles_of
from juncture.report.page.section import Findings, Section, rendered
from juncture.report.terminal import percent

#: Rows of the table of dates.
DATES = 24


def section(findings: Findings) -> Section | None:
    """Return the section; None where there is no record to part from."""
    opened, scenario = findings.opened, findings.scenario
    if opened is None:
        return None
    ends = by_date(scenario, opened.openness)
    some = thinned(opened.openness.dates, DATES)
    return Section(
        "openness",
        "When was the outcome still open?",
        rendered(
            "openness.html.j2",
            findings,
            words=" ".join(in_words(scenario, opened)),
            figure=Markup(curve_figure(scenario, opened.openness, opened.turns, findings.replayed)),
            curve=opened.openness,
            turns=list(_turns(findings, greatest(opened.turns))),
            bands=Markup(bands_figure(scenario, opened.openness, ends)),
            ends=[(end, until_in_words(scenario, end)) for end in ends],
            hardly=HARDLY,
            known_to=100 * (wilson(0.5, opened.openness.courses // 2)[1] - 0.5),  # twins may be worth one course
            rows=list(zip(apart(scenario, [date.instant for date in some]), some, strict=True)),
            with_interval=with_interval,
        ),
    )


def with_interval(share: Estimate) -> str:
    """A share in hundredths with its interval: `48 (41 to 55)`."""
    return f"{100 * share.value:.0f} ({100 * share.low:.0f} to {100 * share.high:.0f})"


def _turns(findings: Findings, marked: list[Turn]) -> Iterator[dict[str, str]]:
    scenario, opened = findings.scenario, findings.opened
    assert opened is not None
    stakes = {(stake.act, stake.instant): stake for stake in opened.stakes}
    for turn in marked:
        stake = stakes.get((turn.acts[0], turn.instant))
        yield {
            "date": opened.dates(scenario).of(turn.acts[0], turn.instant),
            "title": scenario.form.acts[turn.acts[0]].title,
            "size": with_interval(turn.size),
            "moved": moved(turn.change, titles_of(scenario)),
            "closed": f"{0.0 - round(100 * turn.closed.value):+.0f}",
            "stake": with_interval(stake.size) if stake else "-",
            "stays": percent(turn.stays),
        }
