"""The axis of dates that figures share, and labels that do not run into each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import permutations

from juncture.calendar import SECONDS_PER_DAY, day_at
from juncture.report.figures import shortened
from juncture.scenario.scenario import Scenario

#: Width of a figure, and of a letter in it that is 12 high.
WIDTH, LETTER = 960, 6.0
_HOURS = (1, 2, 3, 6, 12)
_DAYS = (1, 2, 3, 5, 7)


@dataclass(frozen=True, slots=True)
class Tick:
    """A date on the axis: as its own time wrote it, and in the other calendar where there is one."""

    instant: int
    shown: str
    other: str


def ticks(scenario: Scenario, first: int, last: int, most: int = 12) -> list[Tick]:
    """At most so many dates between two instants: whole hours, days, or the first days of months."""
    span = max(last - first, 1)
    steps = [hours * 3600 for hours in _HOURS] + [days * SECONDS_PER_DAY for days in _DAYS]
    step = next((step for step in steps if span / step <= most), 0)
    if not step:
        return [_tick(scenario, instant, time=False) for instant in _months(scenario, first, last, most)]
    start = -((scenario.begin + first) % SECONDS_PER_DAY)  # whole hours and days are those of the calendar
    instants = range(first + start, last + 1, step)
    return [_tick(scenario, i, time=step < SECONDS_PER_DAY) for i in instants if i >= first]


def _months(scenario: Scenario, first: int, last: int, most: int) -> Sequence[int]:
    midnight = first - (scenario.begin + first) % SECONDS_PER_DAY
    days = [i for i in range(midnight, last + 1, SECONDS_PER_DAY) if i >= first]
    dates = {i: scenario.calendar.date_on(day_at(scenario.begin + i)) for i in days}
    begun = [i for i in days if dates[i][2] == 1]
    if 2 * len(begun) <= most:
        begun = [i for i in days if dates[i][2] in (1, 15)]
    return begun[:: -(-len(begun) // most) or 1]


def _tick(scenario: Scenario, instant: int, *, time: bool) -> Tick:
    shown, _, other = scenario.shown(instant, time=False, year=False).partition(" (")
    clock = scenario.shown(instant).rsplit(" ", 1)[1] if time else ""
    midnight = not time or clock == "00:00"
    return Tick(instant, shown if midnight else clock, other.rstrip(")") if midnight else "")


def axis(scenario: Scenario, first: int, last: int, across: Callable[[int], float], y: float) -> Iterator[str]:
    """Draw the axis: a line, and at each tick its date above that of the other calendar."""
    yield f'<path d="M{across(first):.1f} {y}H{across(last):.1f}" class="axis"/>'
    for tick in ticks(scenario, first, last):
        x = across(tick.instant)
        yield f'<path d="M{x:.1f} {y - 3}v6" class="axis"/>'
        half = LETTER * max(len(tick.shown), len(tick.other)) / 2
        x = min(max(x, half), WIDTH - half)  # near an end the words move, so that the figure does not cut them
        yield f'<text x="{x:.1f}" y="{y + 17}" class="middle">{escape(tick.shown)}</text>'
        if tick.other:
            yield f'<text x="{x:.1f}" y="{y + 31}" class="date middle">{escape(tick.other)}</text>'


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text at a place of the axis: its row, 0 the farthest from the figure, and whether it reaches to the left."""

    x: float
    text: str
    row: int
    leftwards: bool


def labels(texts: Sequence[tuple[float, str]], left: float, right: float) -> list[Label]:
    """Give each text a row of its own, so that the lines from texts to their places cross as few texts as can be.

    Parameters
    ----------
    texts
        Place on the axis, and text; at most six, since all orders are tried.
    left, right
        Where the figure ends: a text that would reach beyond the right end reaches to the left of its place, where
        there is more room; one that has no room there either is cut short.
    """
    spans: list[tuple[float, float, bool]] = []
    kept: list[str] = []
    for x, text in texts:
        leftwards = x + LETTER * len(text) + 8 > right and x - left > right - x
        room = max(x - left if leftwards else right - x, 20 * LETTER)
        kept.append(shortened(text, int((room - 8) / LETTER)))
        width = LETTER * len(kept[-1]) + 8
        spans.append((x - width, x, True) if leftwards else (x, x + width, False))

    def crossed(rows: Sequence[int]) -> int:
        """How many lines cross a text: the line of i goes down from its row through all rows below."""
        return sum(
            rows[i] < rows[j] and low < texts[i][0] < high
            for i in range(len(texts))
            for j, (low, high, _) in enumerate(spans)
        )

    rows = min(permutations(range(len(texts))), key=crossed, default=())
    return [
        Label(x, text, row, leftwards)
        for (x, _), text, row, (_, _, leftwards) in zip(texts, kept, rows, spans, strict=True)
    ]
