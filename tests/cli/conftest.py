"""What the tests of the command line share."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from juncture.cli import main


class Told(NamedTuple):
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def words(self) -> str:
        """What it printed, on one line: tables and sentences are wrapped to the terminal."""
        return " ".join(self.out.split())


@pytest.fixture
def juncture(capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    """Run one command, as typed after `juncture`."""

    def command(*words: str) -> Told:
        with pytest.raises(SystemExit) as stopped:
            main(words)
        return Told(int(stopped.value.code or 0), *capsys.readouterr())

    return command
