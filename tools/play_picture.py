"""Draw the picture of docs/play.md from a real game: `uv run python tools/play_picture.py`."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from rich.terminal_theme import DEFAULT_TERMINAL_THEME

from juncture.cli.play import play
from juncture.report.terminal import console

PICTURE = Path(__file__).parent.parent / "docs" / "images" / "play.svg"
CHOICES = "1\nwait\n1\nchances\nquit\n"


def main() -> None:
    """Play the first fortnight of Petrograd and draw it."""
    console.record, console.file, console.width = True, io.StringIO(), 84
    sys.stdin = io.StringIO(CHOICES)
    play("petrograd-1917", players=("cc", "bolsheviks", "lenin"), seed=7)
    svg = console.export_svg(title="juncture play petrograd-1917 --as cc", theme=DEFAULT_TERMINAL_THEME)
    # A picture fetches nothing: the reader's own monospaced font will do.
    PICTURE.write_text(re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    main()
