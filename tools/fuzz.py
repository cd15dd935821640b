"""Damage the files of a shipped scenario at random, and let `juncture check` read each result.

    python tools/fuzz.py                                          # 1,000 files from club-quorum
    python tools/fuzz.py --files 100000 --processes 2 --keep damaged
    python tools/fuzz.py --scenario petrograd-1917 --files 500 --first 100000

Whatever a file holds, three things must be so: nothing escapes but `ProblemsFound`, whose messages are whole (a place
inside a file, found, expected, one printable line); no file takes more than 2 s of processor time; and none takes the
process above 500 MB. File number `i` of a seed is the same on every machine, whatever the number of processes, so each
finding can be made again with `--first I --files 1`. Exit code 1 where anything was found.

One file of ten is laid over the sound scenario, as an overlay is; the others take the place of the file they came from.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import multiprocessing
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from types import FrameType

from damage import damaged

from juncture.language import ProblemsFound
from juncture.scenario.load import folder_of

LONGEST_SECONDS = 2.0
MOST_BYTES = 500 * 10**6
CHUNK = 250
#: Findings of one kind that are printed.
SHOWN = 3


# What is looked at


@dataclass(frozen=True, slots=True)
class Finding:
    """What must not be: the number of the file, what happened, and where."""

    number: int
    kind: str
    details: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A chunk of files: what was found in them, how many were sound, and what the slowest and largest took."""

    findings: list[Finding]
    sound: int
    slowest: tuple[float, int]
    most_bytes: int


class _TooSlow(BaseException):
    """Raised by the clock. No `except Exception` may stop it."""


def _ring(signal_number: int, frame: FrameType | None) -> None:
    raise _TooSlow


def looked_at(folder: Path, overlays: tuple[Path, ...]) -> str:
    """Let `juncture check` read a scenario; return what is wrong with its answer, or 'sound' or nothing.

    Raises
    ------
    Exception
        Whatever escapes.
    """
    from juncture.cli.check import check

    try:
        with contextlib.redirect_stdout(io.StringIO()):
            check(str(folder), overlay=overlays)
    except ProblemsFound as found:
        if not found.problems:
            return "nothing said: no problem in ProblemsFound"
        lines: dict[str, int] = {}
        for problem in found.problems:
            said, file = str(problem), problem.mark.file
            if file not in lines:
                text = Path(file).read_text("utf-8", "replace") if Path(file).is_file() else ""
                lines[file] = len(re.split(r"\r\n|\r|\n", text))
            if not (
                said.isprintable() and len(said) < 2000 and problem.found and problem.expected.startswith("expected ")
            ):
                return f"a message that is not whole\n{said[:300]!r}"
            if not (1 <= problem.mark.line <= lines[file] and problem.mark.column >= 1):
                return f"a place outside of the file\n{said[:300]!r}"
        return ""
    return "sound"


def check_chunk(name: str, seed: int, numbers: range, keep: Path | None) -> Checked:
    """Damage and check so many files, one after the other, in this process."""
    files = sorted(folder_of(name).glob("*.yaml"))
    texts = [file.read_bytes() for file in files]
    findings: list[Finding] = []
    sound, slowest = 0, (0.0, -1)
    with tempfile.TemporaryDirectory(prefix="fuzz-") as place:
        folder = Path(place) / "scenario"
        shutil.copytree(folder_of(name), folder)
        looked_at(folder, ())  # so that the first file does not pay for imports
        for number in numbers:
            of, text, over = damaged(texts, seed, number)
            target = Path(place) / "over.yaml" if over else folder / files[of].name
            target.write_bytes(text)
            began, said = time.process_time(), ""
            signal.setitimer(signal.ITIMER_VIRTUAL, 2 * LONGEST_SECONDS)
            try:
                said = looked_at(folder, (target,) if over else ())
            except _TooSlow:
                said = f"too slow\nstopped after {2 * LONGEST_SECONDS:g} s"
            except BaseException as error:
                frame = traceback.extract_tb(error.__traceback__)[-1]
                said = f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}\n"
                said += "".join(traceback.format_exception(error)[-6:])
            finally:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            taken = time.process_time() - began
            slowest = max(slowest, (taken, number))
            sound += said == "sound"
            if said in ("", "sound") and taken > LONGEST_SECONDS:
                said = f"too slow\n{taken:.2f} s"
            if said not in ("", "sound"):
                findings.append(Finding(number, said.split("\n")[0][:100], said))
                if keep:
                    (keep / f"{number}.yaml").write_bytes(text)
            if not over:
                target.write_bytes(texts[of])
    return Checked(findings, sound, slowest, _most_bytes())


def _most_bytes() -> int:
    """The most memory that this process had; the system's other count begins with that of the parent."""
    status = Path("/proc/self/status")
    if status.exists():
        return 1024 * int(status.read_text().split("VmHWM:")[1].split()[0])
    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def fuzz(name: str, files: int, seed: int, first: int, processes: int, keep: Path | None = None) -> Iterator[Checked]:
    """Check many damaged files in processes of their own, each held to `MOST_BYTES`; gives each chunk once it is done."""
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
    chunks = [range(begin, min(begin + CHUNK, first + files)) for begin in range(first, first + files, CHUNK)]
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _limit) as pool:
        yield from pool.map(check_chunk, repeat(name), repeat(seed), chunks, repeat(keep))


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    signal.signal(signal.SIGVTALRM, _ring)


def main() -> int:
    """Fuzz as the command line says, and tell what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--scenario", default="club-quorum")
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first file")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the files with findings")
    asked = parser.parse_args()
    kinds: Counter[str] = Counter()
    done, sound, slowest, most = 0, 0, (0.0, -1), 0
    for checked in fuzz(asked.scenario, asked.files, asked.seed, asked.first, asked.processes, asked.keep):
        for finding in checked.findings:
            if kinds[finding.kind] < SHOWN:
                print(f"file {finding.number}: {finding.details}", flush=True)
            kinds[finding.kind] += 1
        done, sound = min(done + CHUNK, asked.files), sound + checked.sound
        slowest, most = max(slowest, checked.slowest), max(most, checked.most_bytes)
        if done % (40 * CHUNK) == 0 or done == asked.files:
            found = (
                f"{sum(kinds.values())} findings; slowest {slowest[0]:.2f} s (file {slowest[1]}); {most / 1e6:.0f} MB"
            )
            print(f"{done} files, {sound} of them sound; {found}", flush=True)
    for kind, count in kinds.most_common():
        print(f"{count} x {kind}")
    return int(bool(kinds))


if __name__ == "__main__":
    sys.exit(main())
