"""The curve of openness as a figure: SVG drawn by hand, with its interval and the greatest turns."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from juncture.analysis.openness import Openness
from juncture.analysis.ranks import TOP
from juncture.analysis.turns import Turns
from juncture.report.figures import shortened
from juncture.scenario.scenario import Scenario

WIDTH, LEFT, RIGHT, TOP_EDGE, FLOOR = 960, 60, 940, 50, 330


def curve_figure(scenario: Scenario, found: Openness, turns: Turns | None = None) -> str:
    """Return an SVG: openness over time, its 95 % interval as a band, the five greatest turns numbered."""
    first, last = found.dates[0].instant, found.dates[-1].instant
    marked = [turn for turn in turns.greatest[:TOP] if turn.size.low > 0] if turns else []
    height = FLOOR + 50 + 18 * (len(marked) + 1)

    def across(instant: int) -> float:
        return LEFT + (RIGHT - LEFT) * (instant - first) / max(1, last - first)

    def up(share: float) -> float:
        return FLOOR - (FLOOR - TOP_EDGE) * share

    parts = [f'<text x="20" y="24">{escape(shortened(scenario.form.title, 100))}: openness</text>']
    for tick in range(0, 101, 20):
        y = up(tick / 100)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{RIGHT}" class="stem"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" class="date right">{tick} %</text>')
    for i in range(5):
        instant = first + (last - first) * i // 4
        place = ("left", "middle", "middle", "middle", "right")[i]
        shown = escape(scenario.shown(instant, time=False))
        parts.append(f'<text x="{across(instant):.1f}" y="{FLOOR + 20}" class="date {place}">{shown}</text>')
    parts += [f'<path d="M{across(turn.instant):.1f} {TOP_EDGE}V{FLOOR}" class="stem"/>' for turn in marked]
    band = [f"{across(d.instant):.1f},{up(d.openness.low):.1f}" for d in found.dates]
    band += [f"{across(d.instant):.1f},{up(d.openness.high):.1f}" for d in reversed(found.dates)]
    parts.append(f'<polygon points="{" ".join(band)}" fill="#2c5d8a" fill-opacity="0.18" stroke="none"/>')
    line = " ".join(f"{across(d.instant):.1f},{up(d.openness.value):.1f}" for d in found.dates)
    parts.append(f'<polyline points="{line}" class="interval"/>')
    above = up(found.above)
    parts.append(f'<path d="M{LEFT} {above:.1f}H{RIGHT}" stroke="#9b2d20" stroke-dasharray="4 4" fill="none"/>')
    for number, turn in enumerate(marked, 1):
        x = across(turn.instant)
        y = TOP_EDGE - 6 - 12 * (sum(abs(across(other.instant) - x) < 14 for other in marked[: number - 1]) % 3)
        parts.append(f'<text x="{x:.1f}" y="{y}" class="date middle label">{number}</text>')
        title = shortened(scenario.form.acts[turn.acts[0]].title, 90)
        words = f"{number}  {scenario.shown(turn.instant, time=False)}: {title} ({100 * turn.size.value:.0f} points)"
        parts.append(f'<text x="20" y="{FLOOR + 44 + 18 * (number - 1)}" class="date">{escape(words)}</text>')
    note = "".join(_note(found, len(marked)))
    parts.append(f'<text x="20" y="{height - 10}" class="date">{note}</text>')
    label = "The chance that twins end differently, by date"
    return f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{label}">{"".join(parts)}</svg>'


def _note(found: Openness, marked: int) -> Iterator[str]:
    yield f"The chance that twins who part from the record end differently; {found.courses} courses a date, seed {found.seed}; "
    yield "the band is the 95 % interval of the simulation"
    yield "; numbers are the greatest turns." if marked else "."
