"""The curve of openness as a figure: its interval, the record's events on it, the greatest turns, the open window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from juncture.analysis.openness import Openness
from juncture.analysis.ranks import TOP
from juncture.analysis.replay import EntryReplayed, Replayed
from juncture.analysis.turns import Turn, Turns
from juncture.report.axis import LETTER, WIDTH, axis, labels
from juncture.report.dates import Dates
from juncture.report.figures import broken_by, shortened
from juncture.report.terminal import percent
from juncture.scenario.scenario import Scenario

LEFT, RIGHT = 52, 948
ROW, HIGH, BELOW = 18, 300, 62


@dataclass(frozen=True, slots=True)
class _Plane:
    """Where instants and shares stand in the figure."""

    dates: Dates
    top: float

    @property
    def first(self) -> int:
        return self.dates.first

    @property
    def last(self) -> int:
        return self.dates.last

    @property
    def floor(self) -> float:
        return self.top + HIGH

    def across(self, instant: int) -> float:
        share = (instant - self.first) / max(1, self.last - self.first)
        return LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, share))

    def up(self, share: float) -> float:
        return self.floor - HIGH * share


def curve_figure(
    scenario: Scenario, found: Openness, turns: Turns | None = None, replayed: Replayed | None = None
) -> str:
    """Return an SVG: openness over time with its 95 % interval; events that broke a rule are ringed."""
    marked = greatest(turns)
    plane = _Plane(_dates(scenario, found), 34 + ROW * len(marked))
    height = plane.floor + BELOW
    drawn = (
        *_window(found, plane),
        *_scale(found, plane),
        *axis(scenario, plane.first, plane.last, plane.across, plane.floor),
        *_names(scenario, marked, plane),
        *_line(found, plane),
        *(_events(scenario, found, replayed, plane) if replayed else ()),
        *_turns(found, marked, plane),
        f'<text x="{LEFT}" y="{height - 8}" class="date">{escape(_note(scenario, found))}</text>',
    )
    label = escape(finding(scenario, found))
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:g}" class="figure" role="img" aria-label="{label}">{"".join(drawn)}</svg>'
    )


def greatest(turns: Turns | None) -> list[Turn]:
    """The turns that the figure names: the five greatest, if they are more than chance."""
    return [turn for turn in turns.greatest[:TOP] if turn.size.low > 0] if turns else []


def finding(scenario: Scenario, found: Openness) -> str:
    """What the figure shows, for those who do not see it."""
    first, last, dates = found.dates[0], found.dates[-1], _dates(scenario, found)
    most = max(found.dates, key=lambda date: date.openness.value)
    return (
        f"Openness by date: {percent(first.openness.value)} on {dates.at(first.instant)}, at its "
        f"highest {percent(most.openness.value)} on {dates.at(most.instant)}, at last "
        f"{percent(last.openness.value)} on {dates.at(last.instant)}."
    )


def _dates(scenario: Scenario, found: Openness) -> Dates:
    return Dates(scenario, found.dates[0].instant, found.dates[-1].instant)


def _window(found: Openness, plane: _Plane) -> Iterator[str]:
    for first, last in found.window:
        x = plane.across(first)
        width = max(1.0, plane.across(last) - x)
        yield f'<path d="M{x:.1f} {plane.top:g}h{width:.1f}v{HIGH}h{-width:.1f}z" class="window"/>'


def _scale(found: Openness, plane: _Plane) -> Iterator[str]:
    words = "openness: how often two courses that part from the record at this date end differently"
    yield f'<text x="{LEFT}" y="14">{words}</text>'
    for tick in range(0, 101, 20):
        y = plane.up(tick / 100)
        yield f'<path d="M{LEFT} {y:.1f}H{RIGHT}" class="stem"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" class="date right">{tick} %</text>'
    above = plane.up(found.above)
    yield f'<path d="M{LEFT} {above:.1f}H{RIGHT}" class="threshold"/>'
    if found.window:
        words = f"shaded: openness above {percent(found.above)}"
        x = min(plane.across(found.window[0][0]) + 6, RIGHT - LETTER * len(words))
        yield f'<text x="{x:.1f}" y="{plane.top + 15:g}" class="date label">{words}</text>'


def _line(found: Openness, plane: _Plane) -> Iterator[str]:
    band = [f"{plane.across(d.instant):.1f},{plane.up(d.openness.low):.1f}" for d in found.dates]
    band += [f"{plane.across(d.instant):.1f},{plane.up(d.openness.high):.1f}" for d in reversed(found.dates)]
    yield f'<polygon points="{" ".join(band)}" class="band"/>'
    line = " ".join(f"{plane.across(d.instant):.1f},{plane.up(d.openness.value):.1f}" for d in found.dates)
    yield f'<polyline points="{line}" class="interval"/>'


def _events(scenario: Scenario, found: Openness, replayed: Replayed, plane: _Plane) -> Iterator[str]:
    """One dot an event, at the openness that it left behind."""
    entries = tuple(entry for entry in replayed.entries if plane.first <= entry.instant <= plane.last)
    up = _after(found, plane, entries)
    for entry in entries:
        x, y = plane.across(entry.instant), up(entry)
        yield dot(scenario, entry, x, y, 3.4)


def _after(found: Openness, plane: _Plane, entries: tuple[EntryReplayed, ...]) -> Callable[[EntryReplayed], float]:
    """Where the curve stands just after an event; after each of several at one instant, if it was measured between."""
    places = {(date.instant, date.left): date for date in found.dates}
    left: dict[int, int] = {}
    at: dict[int, float] = {}
    for entry in reversed(entries):
        later = left[entry.instant] = left.get(entry.instant, -1) + 1
        date = places.get((entry.instant, later)) or max(
            (date for date in found.dates if date.instant <= entry.instant), key=lambda date: date.instant
        )
        at[id(entry)] = plane.up(date.openness.value)
    return lambda entry: at[id(entry)]


def dot(scenario: Scenario, entry: EntryReplayed, x: float, y: float, size: float) -> str:
    """An event of the record: filled where lawful, ringed where it broke a rule; its date and title when pointed at."""
    rules = broken_by(entry)
    told = f"{scenario.shown(entry.instant, time=entry.to_the_minute)}: {entry.title}"
    told += f" (against {', '.join(rules)})" if rules else ""
    kind = "unlawful" if rules else "lawful"
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:g}" class="{kind}"><title>{escape(told)}</title></circle>'


def _names(scenario: Scenario, marked: list[Turn], plane: _Plane) -> Iterator[str]:
    """The greatest turns, named above the curve, each joined to its place on it by a line."""
    texts: list[tuple[float, str]] = []
    for place, turn in enumerate(marked, 1):
        title = shortened(scenario.form.acts[turn.acts[0]].title, 70)
        date = plane.dates.of(turn.acts[0], turn.instant)
        texts.append((plane.across(turn.instant), f"{place} {date}: {title}"))
    for label in labels(texts, LEFT, RIGHT):
        y = 34 + ROW * label.row
        number, words = label.text.split(" ", 1)
        where = (
            f'x="{label.x - 4:.1f}" class="label right"' if label.leftwards else f'x="{label.x + 4:.1f}" class="label"'
        )
        yield f'<path d="M{label.x:.1f} {y - 9}V{plane.floor:g}" class="stem turned"/>'
        yield f'<text y="{y}" {where}><tspan class="strong">{number}</tspan>\N{EN SPACE}{escape(words)}</text>'


def _turns(found: Openness, marked: list[Turn], plane: _Plane) -> Iterator[str]:
    for place, turn in enumerate(marked, 1):
        after = max((d for d in found.dates if d.instant <= turn.instant), key=lambda d: (d.instant, -d.left))
        x, y = plane.across(turn.instant), plane.up(after.openness.value)
        told = f"{plane.dates.of(turn.acts[0], turn.instant)}: moved {percent(turn.size.value)} of courses"
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="8" class="turn"><title>{escape(told)}</title></circle>'
        yield f'<text x="{x:.1f}" y="{y + 4:.1f}" class="middle in-turn">{place}</text>'


def _note(scenario: Scenario, found: Openness) -> str:
    return (
        f"{scenario.id}: {found.courses:,} courses at each of {len(found.dates)} dates, seed {found.seed}; the band is the "
        "95 % interval of the simulation alone."
    )
