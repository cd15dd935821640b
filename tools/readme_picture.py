"""Draw the README's picture from real output: `uv run python tools/readme_picture.py`."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.terminal_theme import DEFAULT_TERMINAL_THEME

from juncture.analysis.numbers import number_statuses
from juncture.analysis.outcomes import outcomes
from juncture.analysis.ranks import outcome_ranks
from juncture.analysis.replay import replay
from juncture.courses.ensemble import simulate
from juncture.program.compile import compile_scenario
from juncture.report import ended, opening, replayed
from juncture.report.terminal import console, heading
from juncture.scenario.load import load

PICTURE = Path(__file__).parent.parent / "docs" / "images" / "run.svg"


def main() -> None:
    """Run Petrograd as `juncture run` does and draw the opening, one night of the record and the outcomes."""
    console.record, console.file, console.width = True, io.StringIO(), 96
    scenario = load("petrograd-1917")
    program = compile_scenario(scenario)
    found = replay(scenario, program)
    opening.print_opening(scenario, number_statuses(scenario, program.model))
    heading("2. The record, replayed (the Assembly's night)")
    acts = [entry.act for entry in found.entries]
    night = slice(acts.index("assembly_opens"), acts.index("dissolution") + 1)
    console.print(replayed.events_table(scenario, found.entries[night]))
    for line in replayed.most_surprising(scenario, found):
        console.print(line)
    heading("3. How it could have ended: 20,000 simulated courses")
    ends = outcomes(scenario, simulate(scenario, program, 20_000, 1))
    ended.print_outcomes(scenario, ends, outcome_ranks(program, 20_000, 1, shown=ends.chances))
    ended.print_roads(scenario, ends)
    svg = console.export_svg(title="juncture run petrograd-1917", theme=DEFAULT_TERMINAL_THEME)
    # A picture fetches nothing: the reader's own monospaced font will do.
    PICTURE.write_text(re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    main()
