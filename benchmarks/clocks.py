"""What does the kernel's generality cost? Competing clocks in the kernel and in a C loop written for them alone.

    uv run python benchmarks/clocks.py [--rounds N]

Twelve acts with constant paces from 3 to 36 days happen up to five times each in 60 days. The C loop knows nothing
else: no guards, windows, draws, effects, days or records. Both leave the same events, which is checked. Both run in
one process, in turns, on one thread; each figure is the median of the rounds, with the smallest and the largest.
"""

from __future__ import annotations

import argparse
import ctypes
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from juncture.kernel.run import run_courses
from kernel import rate
from models_for_tests import DAY, act, program_of

COURSES, TIMES, DAYS, SEED = 20_000, 5, 60, 1
SPEEDS = [1.0 / (3.0 * (i + 1)) for i in range(12)]
COMPILERS, OPTIONS = ("cc", "gcc", "clang"), ("-O3", "-march=native", "-ffp-contract=off", "-shared", "-fPIC")


def c_loop(folder: Path) -> Callable[..., int]:
    """The C loop, compiled; ends the program with a sentence where there is no compiler."""
    compiler = next(filter(None, map(shutil.which, COMPILERS)), None)
    if compiler is None:
        sys.exit(f"no C compiler found (looked for {', '.join(COMPILERS)}), so there is nothing to compare with")
    library = folder / "clocks.so"
    subprocess.run([compiler, *OPTIONS, Path(__file__).with_suffix(".c"), "-o", library, "-lm"], check=True)
    run = ctypes.CDLL(str(library)).run
    run.restype = ctypes.c_int64
    return run


def main() -> None:
    """Check that both leave the same events, measure in turns, and print both rates and their ratio."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--rounds", type=int, default=9)
    options = words.parse_args()
    program = program_of(*(act(f"act_{i}", speed, times=TIMES) for i, speed in enumerate(SPEEDS)), days=DAYS)
    speeds, events = np.array(SPEEDS), np.empty((COURSES * len(SPEEDS) * TIMES, 3), np.int64)
    digests = program.digests[: len(SPEEDS)].copy()
    with tempfile.TemporaryDirectory() as folder:
        run = c_loop(Path(folder))
    plain = ctypes.c_int64

    def in_c() -> int:
        places = [ctypes.c_void_p(array.ctypes.data) for array in (speeds, digests, events)]
        luck = (ctypes.c_uint64(SEED), plain(COURSES), plain(len(SPEEDS)))
        return run(*luck, *places[:2], plain(TIMES), plain(DAYS * DAY), places[2])

    written, batch = in_c(), run_courses(program, SEED, 0, COURSES)
    if not np.array_equal(events[:written], batch.whole[:, :3]):
        sys.exit("the kernel and the C loop leave different events")
    rates: dict[str, list[float]] = {"C": [], "kernel": []}
    for _ in range(options.rounds):
        rates["C"].append(rate(in_c, COURSES))
        rates["kernel"].append(rate(lambda: run_courses(program, SEED, 0, COURSES), COURSES))
    print(f"{written / COURSES:.1f} events a course, the same in both; {options.rounds} rounds")
    for name, found in rates.items():
        print(f"{name:8s}{statistics.median(found):12,.0f} courses/s ({min(found):,.0f} - {max(found):,.0f})")
    ratio = statistics.median(c / kernel for c, kernel in zip(rates["C"], rates["kernel"], strict=True))
    print(f"C is {ratio:.1f} times as fast, the median of the rounds")


if __name__ == "__main__":
    main()
