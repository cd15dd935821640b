"""The terminal: text fits, colours can be read on light and dark, and pipes get words alone."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys

import pytest

from juncture.cli import main
from juncture.report.terminal import COLOURS, counting

COLOURED = re.compile(r"\x1b\[[0-9;]*?\b(?:3[0-8]|9[0-7])[0-9;]*m")
MAIN = "from juncture.cli import main; main()"
ANSWERS = (
    "check",
    "coverage",
    "replay",
    "simulate --courses 300 --acts",
    "openness --courses 40 --dates 5",
    "whatif prevent call --courses 100",
    "test-claims --courses 100",
    "course",
    "course --all",
    "show acts",
    "show numbers",
    "show claims",
    "play --as bob --seed 1",
)


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.1)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 for equal colours to 21 for black on white (WCAG 2.1)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", COLOURS.values(), ids=list(COLOURS))
def test_colours_can_be_read_on_black_and_on_white(colour):
    assert min(contrast(colour, "#000000"), contrast(colour, "#ffffff")) >= 4.5


@pytest.mark.parametrize("answer", ANSWERS)
def test_what_is_printed_fits_a_narrow_terminal(answer, capsys, monkeypatch):
    from juncture.report.terminal import console

    command, *options = answer.split()
    monkeypatch.setattr(console, "_width", 60)
    monkeypatch.setattr("sys.stdin", io.StringIO("others\nlater\nend\n"))
    with pytest.raises(SystemExit):
        main([command, "club-quorum", *options])
    out = capsys.readouterr().out
    assert out
    assert [line for line in out.splitlines() if len(line) > 60] == []


def shown(**environment: str) -> str:
    """What a command prints into a pipe."""
    clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    words = [sys.executable, "-c", MAIN, "show", "club-quorum", "acts"]
    return subprocess.run(words, capture_output=True, text=True, check=True, env=clean | environment).stdout


def test_colours_are_for_terminals_and_no_color_turns_them_off():
    assert COLOURED.search(shown(FORCE_COLOR="1"))
    assert "\x1b" not in shown()
    assert not COLOURED.search(shown(FORCE_COLOR="1", NO_COLOR="1"))


def test_progress_is_nothing_where_nobody_watches(capsys):
    with counting("simulating", 10) as progress:
        progress(5)
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is made by pty")
def test_progress_goes_to_the_terminal_with_the_time_left_and_not_into_the_pipe():
    import pty

    terminal, other = pty.openpty()
    words = [sys.executable, "-c", MAIN, "simulate", "club-quorum", "--courses", "40000"]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=other, text=True, check=True)
    os.close(other)
    watched = os.read(terminal, 1 << 16).decode()
    os.close(terminal)
    assert "simulating" in watched and "time left" in watched
    assert "The club merges" in done.stdout and "\x1b" not in done.stdout
