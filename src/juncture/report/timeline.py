"""The record as a timeline in both calendars: lawful events above the axis, unlawful ones below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from juncture.analysis.replay import EntryReplayed, Replayed
from juncture.report.axis import WIDTH, axis, labels
from juncture.report.curve import dot
from juncture.report.figures import broken_by, shortened
from juncture.scenario.scenario import Scenario

LEFT, RIGHT = 24, 936
ROW, DOT, AXIS = 18, 4.2, 40


def timeline(scenario: Scenario, replayed: Replayed) -> str:
    """Return an SVG: one dot an event, those of a day on top of each other; the most surprising ones are named."""
    entries = replayed.entries
    if not entries:
        return ""
    first, last = 0, max(scenario.end - 1, 1)

    def across(instant: int) -> float:
        return LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, instant / last))

    named = {id(entry) for entry in replayed.most_surprising}
    lawful, unlawful = ([e for e in entries if bool(broken_by(e)) is broke] for broke in (False, True))
    above, below = (_stacked([across(entry.instant) for entry in some]) for some in (lawful, unlawful))
    rows = [sum(id(entry) in named for entry in some) for some in (lawful, unlawful)]
    top = 22 + ROW * rows[0] + 2 * DOT * (max(above, default=0) + 1) + 10
    bottom = top + AXIS + 2 * DOT * (max(below, default=0) + 1) + 10
    height = bottom + ROW * rows[1] + 22
    drawn = [
        f'<text x="{LEFT}" y="14" class="date">{len(lawful)} lawful</text>',
        *axis(scenario, first, last, across, top),
    ]
    if unlawful:
        drawn.append(f'<text x="{LEFT}" y="{height - 6:.0f}" class="date">{len(unlawful)} broke a rule in force</text>')
    for some, places, up in ((lawful, above, True), (unlawful, below, False)):
        heights = [top - 10 - 2 * DOT * place if up else top + AXIS + 2 * DOT * place for place in places]
        told = [(across(e.instant), y, e.title) for e, y in zip(some, heights, strict=True) if id(e) in named]
        drawn += _named(told, 34 if up else height - 20, up=up)
        drawn += [dot(scenario, e, across(e.instant), y, DOT) for e, y in zip(some, heights, strict=True)]
    label = escape(finding(lawful, unlawful))
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" class="figure" role="img" aria-label="{label}">{"".join(drawn)}</svg>'
    )


def finding(lawful: Sequence[EntryReplayed], unlawful: Sequence[EntryReplayed]) -> str:
    """What the figure shows, for those who do not see it."""
    return f"{len(lawful) + len(unlawful)} recorded events by date; {len(unlawful)} of them broke a rule in force."


def _stacked(places: Sequence[float]) -> list[int]:
    """How high each dot must stand so that none covers another."""
    taken: list[float] = []  # the last dot of each height
    heights: list[int] = []
    for x in places:
        height = next((i for i, other in enumerate(taken) if x - other >= 2 * DOT), len(taken))
        if height == len(taken):
            taken.append(x)
        taken[height] = x
        heights.append(height)
    return heights


def _named(told: Sequence[tuple[float, float, str]], outermost: float, *, up: bool) -> Iterator[str]:
    """Titles of some events, in rows of their own beyond the dots, each joined to its dot."""
    made = labels([(x, shortened(title, 70)) for x, _, title in told], LEFT, RIGHT)
    for label, (_, dot_at, _) in zip(made, told, strict=True):
        y = outermost + (ROW if up else -ROW) * label.row
        where = (
            f'x="{label.x - 5:.1f}" class="label right"' if label.leftwards else f'x="{label.x + 5:.1f}" class="label"'
        )
        yield f'<path d="M{label.x:.1f} {y - 9 if up else y + 3:.1f}V{dot_at:.1f}" class="stem"/>'
        yield f'<text y="{y:.1f}" {where}>{escape(label.text)}</text>'
