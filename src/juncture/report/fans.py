"""A gauge as a fan chart, drawn by hand in SVG: quantiles of the courses as bands, the replayed path as a line."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np
from markupsafe import Markup

from juncture.analysis.gauges import GaugeFollowed, Gauges
from juncture.program.program import Floats
from juncture.scenario.scenario import Scenario

WIDTH, HEIGHT, LEFT, RIGHT, TOP, FLOOR = 460, 200, 44, 450, 12, 164
#: Values that use less than this share of a gauge's bounds are drawn over their own range.
LEAST_USED = 0.2


def fan(scenario: Scenario, found: Gauges, gauge: GaugeFollowed) -> Markup:
    """Return an SVG: courses from 5 to 95 % and from 25 to 75 % as bands, their median, and the replayed path."""
    first, last = found.instants[0], found.instants[-1]
    low, high = _bounds(scenario, gauge)

    def line(values: Floats, instants: Sequence[int] = found.instants) -> str:
        across = [LEFT + (RIGHT - LEFT) * (instant - first) / max(1, last - first) for instant in instants]
        up = FLOOR - (FLOOR - TOP) * (np.clip(values, low, high) - low) / (high - low)
        return " ".join(f"{x:.0f},{y:.1f}" for x, y in zip(across, up.tolist(), strict=True))

    def band(lower: int, upper: int, kind: str) -> str:
        back = line(gauge.courses[::-1, upper], found.instants[::-1])
        return f'<polygon points="{line(gauge.courses[:, lower])} {back}" class="{kind}"/>'

    parts: list[str] = []
    for share in (0.0, 0.5, 1.0):
        y = FLOOR - (FLOOR - TOP) * share
        parts.append(f'<path d="M{LEFT} {y:.1f}H{RIGHT}" class="stem"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" class="date right">{low + (high - low) * share:.3g}</text>')
    parts += [band(0, 4, "gauges-most"), band(1, 3, "gauges-half")]
    parts.append(f'<polyline points="{line(gauge.courses[:, 2])}" class="gauges-middle"/>')
    parts.append(f'<polyline points="{line(gauge.replayed)}" class="gauges-replayed"/>')
    for share, place in ((0.0, ""), (0.5, " middle"), (1.0, " right")):
        shown = escape(scenario.shown(first + round((last - first) * share), time=False, year=False))
        x = LEFT + (RIGHT - LEFT) * share
        parts.append(f'<path d="M{x:.0f} {FLOOR}v5" class="axis"/>')
        parts.append(f'<text x="{x:.0f}" y="{FLOOR + 20}" class="date{place}">{shown}</text>')
    label = escape(in_words(scenario, gauge))
    return Markup(
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" class="gauges" role="img" aria-label="{label}">{"".join(parts)}</svg>'
    )


def in_words(scenario: Scenario, gauge: GaugeFollowed) -> str:
    """What the chart shows, in a sentence."""
    lowest, _, middle, _, highest = gauge.courses[-1]
    ends = f"at the end {gauge.replayed[-1]:.2g}; simulated courses {middle:.2g}, 90 % of them {lowest:.2g} to {highest:.2g}"
    return f"{scenario.form.gauges[gauge.name].title}: replayed, it begins at {gauge.replayed[0]:.2g} and is {ends}"


def _bounds(scenario: Scenario, gauge: GaugeFollowed) -> tuple[float, float]:
    """The values at the bottom and at the top: the gauge's bounds, or what is used of them where that is little."""
    low, high = scenario.form.gauges[gauge.name].between
    used = float(min(gauge.courses.min(), gauge.replayed.min())), float(max(gauge.courses.max(), gauge.replayed.max()))
    if 0 < used[1] - used[0] < LEAST_USED * (high - low):
        return used
    return low, high
