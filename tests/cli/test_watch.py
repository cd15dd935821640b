"""`juncture check --watch`: it looks again after each save, outlives every mistake, and ends with Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from juncture.scenario.load import SHIPPED

SECONDS = 30.0


class Watched:
    """A running `check --watch`, with all that it has printed so far."""

    def __init__(self, folder: Path, out: Path):
        self.out = out
        with out.open("wb") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-c", "from juncture.cli import main; main()", "check", str(folder), "--watch"],
                stdout=file,
                stderr=subprocess.STDOUT,
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
            )

    def waits_for(self, words: str, times: int = 1) -> None:
        until = time.monotonic() + SECONDS
        while self.out.read_text(encoding="utf-8").count(words) < times:
            assert self.process.poll() is None, self.out.read_text(encoding="utf-8")
            assert time.monotonic() < until, self.out.read_text(encoding="utf-8")
            time.sleep(0.05)

    def ends(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(SECONDS)


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[Watched, Path]]:
    file = tmp_path / "club" / "club.yaml"
    file.parent.mkdir()
    file.write_text((SHIPPED / "club_quorum" / "club.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    running = Watched(file.parent, tmp_path / "out.txt")
    yield running, file
    if running.process.poll() is None:
        running.process.kill()
        running.process.wait()


def test_each_save_is_checked_and_mistakes_are_outlived(watched):
    running, file = watched
    good = file.read_text(encoding="utf-8")
    running.waits_for("is sound", 1)
    file.write_text(good.replace("by: bob", "by: bobb"), encoding="utf-8")
    running.waits_for("did you mean 'bob'?")
    file.write_text("acts: [", encoding="utf-8")  # a save in the middle of a thought
    running.waits_for("a sign or bracket where a value should be")
    file.write_text(good, encoding="utf-8")
    running.waits_for("is sound", 2)
    assert running.ends() == 130
    assert "Traceback" not in running.out.read_text(encoding="utf-8")


def test_a_folder_may_be_gone_for_a_while(watched):
    """Changing to another branch of a repository does that."""
    running, file = watched
    running.waits_for("is sound", 1)
    away = file.parent.with_name("away")
    file.parent.rename(away)
    running.waits_for("no such folder")
    away.rename(file.parent)
    running.waits_for("is sound", 2)
    assert running.ends() == 130


def test_a_scenario_that_is_not_there_is_not_waited_for(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", "from juncture.cli import main; main()", "check", str(tmp_path / "none"), "--watch"],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 2 and "no such folder" in done.stderr
