"""The whole page: its sections in the order in which a sceptical reader asks."""

from __future__ import annotations

import re
from pathlib import Path

from markupsafe import Markup

from juncture import __version__
from juncture.courses.files import write_whole
from juncture.report.page import (
    assumptions,
    citing,
    claims,
    crisis,
    gauges,
    hemicycles,
    nearly,
    openness,
    outcomes,
    record,
    rules,
    sentences,
    whatifs,
)
from juncture.report.page.section import Findings, rendered

#: What was it, and may I trust this? When was it open? How could it have ended? What happened? What if? On what ground?
SECTIONS = (
    crisis,
    openness,
    outcomes,
    record,
    hemicycles,
    gauges,
    whatifs,
    claims,
    sentences,
    rules,
    assumptions,
    nearly,
    citing,
)


def write_page(path: Path, findings: Findings) -> None:
    """Write the report; an older one is replaced only once the new one is whole."""
    text = page(findings)
    write_whole(path, lambda partial: partial.write_text(text, encoding="utf-8"))


def page(findings: Findings) -> str:
    """Return the report as one HTML page."""
    sections = [made for one in SECTIONS if (made := one.section(findings))]
    style = Markup("".join((Path(__file__).parent / name).read_text("utf-8") for name in ("figures.css", "style.css")))
    text = rendered("page.html.j2", findings, sections=sections, style=style, version=__version__)
    return re.sub(r"(?<=\d) %", "\N{NO-BREAK SPACE}%", text)  # a number and its sign stay on one line
