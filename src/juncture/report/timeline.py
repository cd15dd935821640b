"""The record as a timeline in both calendars, drawn by hand in SVG."""

from __future__ import annotations

from html import escape

from juncture.analysis.replay import Replayed
from juncture.scenario.scenario import Scenario

WIDTH, LINE = 960, 22
LEFT, RIGHT = 20, 940
SECONDS_PER_DAY = 86400


def timeline(scenario: Scenario, replayed: Replayed) -> str:
    """Return an SVG: one dot an event on an axis of weeks; filled where lawful, ringed where it broke a rule.

    Labels stand below the axis in as many rows as they need, each joined to its dot.
    """
    if not replayed.entries:
        return ""
    span = max(scenario.end, 1)

    def across(instant: int) -> float:
        return LEFT + (RIGHT - LEFT) * instant / span

    rows: list[float] = []
    stems: list[str] = []
    labels: list[str] = []
    dots: list[str] = []
    for entry in replayed.entries:
        x = across(entry.instant)
        text = entry.title if len(entry.title) <= 44 else entry.title[:42].rsplit(" ", 1)[0] + " …"
        width = 6.1 * len(text)
        start = min(x, RIGHT - width)
        row = next((i for i, taken in enumerate(rows) if taken < start - 12), len(rows))
        if row == len(rows):
            rows.append(0.0)
        rows[row] = start + width
        y = 74 + LINE * row
        stems.append(f'<path d="M{x:.1f} 46V{y - 12:.0f}" class="stem"/>')
        labels.append(f'<text x="{start:.1f}" y="{y:.0f}" class="label">{escape(text)}</text>')
        date = escape(scenario.shown(entry.instant, time=False))
        broken = [rule for rule, share in entry.broken.items() if share > 0.5]
        told = escape(entry.title + (f" (against {', '.join(broken)})" if broken else ""))
        kind = "unlawful" if broken else "lawful"
        dots.append(f'<circle cx="{x:.1f}" cy="40" r="5" class="{kind}"><title>{date}: {told}</title></circle>')
    height = 90 + LINE * len(rows)
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="The record as a timeline">'
        f'<path d="M{LEFT} 40H{RIGHT}" class="axis"/>{_weeks(scenario, span)}{"".join(stems)}{"".join(labels)}{"".join(dots)}</svg>'
    )


def _weeks(scenario: Scenario, span: int) -> str:
    days = span // SECONDS_PER_DAY
    pace = max(1, round(days / 8))
    marks: list[str] = []
    for day in range(0, days + 1, pace):
        x = LEFT + (RIGHT - LEFT) * day * SECONDS_PER_DAY / span
        if x > RIGHT - 60:
            break
        label = escape(scenario.shown(day * SECONDS_PER_DAY, time=False, year=False))
        marks.append(f'<path d="M{x:.1f} 34V46" class="axis"/><text x="{x:.1f}" y="24" class="date">{label}</text>')
    return "".join(marks)
