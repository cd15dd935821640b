"""Figures for papers: SVG drawn by hand, each complete in itself, and the same as PDF."""

from __future__ import annotations

import math
import re
import textwrap
from html import escape
from pathlib import Path

from juncture.analysis.outcomes import Outcomes
from juncture.analysis.replay import EntryReplayed
from juncture.report.terminal import percent
from juncture.scenario.scenario import Scenario

#: From this share of courses on an event is shown as one that broke a rule.
HALF = 0.5
WIDTH, LEFT, RIGHT, TOP, ROW = 960, 410, 850, 50, 46
PAGE = Path(__file__).parent / "page"


def drawing_style() -> str:
    """The page's style of figures, on white and with its colours written out: few programs that draw SVG know variables."""
    colours = dict(re.findall(r"--([\w-]+):\s*(#\w+)", (PAGE / "style.css").read_text(encoding="utf-8").split("}")[0]))
    colours["paper"] = "#fff"
    style = (PAGE / "figures.css").read_text(encoding="utf-8")
    return re.sub(r"var\(--([\w-]+)\)", lambda found: colours[found[1]], style)


def standalone(svg: str) -> str:
    """Make a drawing of the report page a file of its own: name space, size and style inside it."""
    width, height = svg.split('viewBox="0 0 ', 1)[1].split('"', 1)[0].split()
    head, body = svg.split(">", 1)
    head = head.replace("<svg ", f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" ', 1)
    paper = f'<rect width="{width}" height="{height}" fill="#fff"/>'
    return f"{head}><style>{escape(drawing_style(), quote=False)}</style>{paper}{body}\n"


def outcomes_figure(scenario: Scenario, found: Outcomes) -> str:
    """Return an SVG: one row an outcome, a point at its probability, a line over its 95 % interval."""
    highest = max((o.probability.high for o in found.outcomes if not math.isnan(o.probability.high)), default=1.0)
    top = min(1.0, math.ceil(highest * 10 - 1e-9) / 10) or 0.1
    height = TOP + ROW * len(found.outcomes) + 40

    def across(share: float) -> float:
        return LEFT + (RIGHT - LEFT) * share / top

    parts = [f'<text x="20" y="24">{escape(shortened(scenario.form.title, 100))}</text>']
    for tick in range(round(top * 10) + 1):
        x = across(tick / 10)
        parts.append(f'<path d="M{x:.1f} {TOP - 8}V{height - 34}" class="stem"/>')
        parts.append(f'<text x="{x:.1f}" y="{TOP - 12}" class="date middle">{10 * tick} %</text>')
    for row, outcome in enumerate(found.outcomes):
        y, p = TOP + ROW * row + ROW / 2, outcome.probability
        lines = textwrap.wrap(shortened(outcome.title, 116), 62) or [outcome.name]
        for i, line in enumerate(lines[:2]):
            parts.append(f'<text x="20" y="{y + 4 + 16 * (i - (len(lines[:2]) - 1) / 2):.1f}">{escape(line)}</text>')
        if math.isnan(p.value):
            continue
        ends = f'<path d="M{across(p.low):.1f} {y}H{across(p.high):.1f}" class="interval"/>'
        parts.append(f'{ends}<circle cx="{across(p.value):.1f}" cy="{y}" r="5" class="point"/>')
        parts.append(f'<text x="940" y="{y + 4}" class="right">{percent(p.value, 1)}</text>')
    note = f"{found.courses} simulated courses, seed {found.seed}; lines are 95 % intervals of the simulation alone."
    parts.append(f'<text x="20" y="{height - 12}" class="date">{note}</text>')
    label = "The probability of each outcome"
    return f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{label}">{"".join(parts)}</svg>'


def as_pdf(svg: str) -> bytes:
    """Return a complete SVG as a PDF of one page, with its fonts inside."""
    import vl_convert

    return vl_convert.svg_to_pdf(svg)


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters, cut at a word."""
    return textwrap.shorten(text, most, placeholder=" …")


def broken_by(entry: EntryReplayed) -> list[str]:
    """The rules that a recorded event broke in most courses."""
    return [rule for rule, share in entry.broken.items() if share > HALF]
