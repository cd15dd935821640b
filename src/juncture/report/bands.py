"""The chance of each outcome by date, drawn as bands that add up to one; and until when each was still to be had."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from juncture.analysis.openness import OpenAt, Openness
from juncture.report.axis import axis
from juncture.report.terminal import percent
from juncture.scenario.scenario import Scenario

WIDTH, LEFT, RIGHT, TOP, FLOOR, BELOW = 960, 52, 948, 24, 264, 42
#: Below this chance an outcome counts as hardly to be had any more.
HARDLY = 0.05
#: A band that is nowhere as high as this is not drawn by itself.
DRAWN = 0.005
COLOURS = 8


@dataclass(frozen=True, slots=True)
class OutcomeByDate:
    """How an outcome fared along the record.

    Attributes
    ----------
    shade
        Its place among the colours, from 1; above 8 they come again, paler.
    first, most, last
        Its chance at the first date, where it was highest, and at the last.
    until
        The last date at which its chance was at least `HARDLY`; None if it never was.
    """

    name: str
    title: str
    shade: int
    first: float
    most: OpenAt
    last: float
    until: int | None

    @property
    def colour(self) -> str:
        """The class of its colour."""
        return f"c{(self.shade - 1) % COLOURS + 1}" + (" bands-pale" if self.shade > COLOURS else "")


def by_date(scenario: Scenario, found: Openness) -> list[OutcomeByDate]:
    """Each outcome of the question along the record, in the scenario's order."""
    told: list[OutcomeByDate] = []
    for name in found.dates[0].outcomes:
        chances = [date.outcomes[name].value for date in found.dates]
        most = max(found.dates, key=lambda date: date.outcomes[name].value)
        above = [date.instant for date, chance in zip(found.dates, chances, strict=True) if chance >= HARDLY]
        form = scenario.form.outcomes.get(name)
        title = form.title if form else name
        until = above[-1] if above else None
        told.append(OutcomeByDate(name, title, len(told) + 1, chances[0], most, chances[-1], until))
    return told


def bands_figure(scenario: Scenario, found: Openness, outcomes: Sequence[OutcomeByDate]) -> str:
    """Return an SVG: at each date the chances of all outcomes, one upon the other, the scenario's first on top."""
    first, last = found.dates[0].instant, found.dates[-1].instant

    def across(instant: int) -> float:
        return LEFT + (RIGHT - LEFT) * (instant - first) / max(1, last - first)

    parts = [f'<text x="{LEFT}" y="14">chance of each end, from each date on</text>']
    floors = [0.0] * len(found.dates)
    for outcome in reversed(outcomes):
        ceilings = [low + date.outcomes[outcome.name].value for low, date in zip(floors, found.dates, strict=True)]
        if outcome.most.outcomes[outcome.name].value >= DRAWN:
            parts.append(_band(found.dates, floors, ceilings, across, outcome))
        floors = ceilings
    parts += _scale()
    parts += axis(scenario, first, last, across, FLOOR)
    label = escape(finding(scenario, outcomes))
    return f'<svg viewBox="0 0 {WIDTH} {FLOOR + BELOW}" class="figure" role="img" aria-label="{label}">{"".join(parts)}</svg>'


def finding(scenario: Scenario, outcomes: Sequence[OutcomeByDate]) -> str:
    """What the figure shows, for those who do not see it: until when each outcome was still to be had."""
    told = [
        f"{outcome.title}, {until_in_words(scenario, outcome)}" for outcome in outcomes if outcome.until is not None
    ]
    return f"Until when each end kept a chance of {percent(HARDLY)}: {'; '.join(told)}."


def until_in_words(scenario: Scenario, outcome: OutcomeByDate) -> str:
    """`until 11 Nov 1917`, `to the end`, or `never`."""
    if outcome.until is None:
        return "never"
    return "to the end" if outcome.last >= HARDLY else f"until {scenario.shown(outcome.until, time=False)}"


def _band(
    dates: Sequence[OpenAt],
    floors: Sequence[float],
    ceilings: Sequence[float],
    across: Callable[[int], float],
    outcome: OutcomeByDate,
) -> str:
    line = [f"{across(d.instant):.1f},{_up(share):.1f}" for d, share in zip(dates, ceilings, strict=True)]
    line += [f"{across(d.instant):.1f},{_up(s):.1f}" for d, s in zip(reversed(dates), reversed(floors), strict=True)]
    title = f"<title>{escape(outcome.title)}</title>"
    return f'<polygon points="{" ".join(line)}" class="bands-band {outcome.colour}">{title}</polygon>'


def _up(share: float) -> float:
    return FLOOR - (FLOOR - TOP) * min(1.0, share)


def _scale() -> Iterator[str]:
    for tick in range(0, 101, 25):
        y = _up(tick / 100)
        yield f'<path d="M{LEFT} {y:.1f}H{RIGHT}" class="bands-line"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" class="date right">{tick} %</text>'
