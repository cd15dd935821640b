"""How fast is the kernel, beside the same semantics in plain Python?

    uv run python benchmarks/kernel.py [SCENARIO] [--rounds N]

The ratio is what counts: both run in one process, in turns, so that a noisy machine slows both. Each figure is the
median of the rounds, with the smallest and the largest.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import reference
from juncture.kernel.run import Plan, run_courses, run_same_luck, run_threads
from juncture.program.compile import compile_scenario
from juncture.scenario.load import load

COURSES, FEW = 4000, 20


def rate(work: Callable[[], object], courses: int) -> float:
    """Courses a second of one piece of work."""
    begun = time.perf_counter()
    work()
    return courses / (time.perf_counter() - begun)


def main() -> None:
    """Measure in turns and print one line for each kind of work."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("scenario", nargs="?", default="petrograd-1917")
    words.add_argument("--rounds", type=int, default=7)
    options = words.parse_args()
    program = compile_scenario(load(options.scenario))
    until = program.model.record_until
    work: dict[str, tuple[Callable[[], object], int]] = {
        "reference, plain Python": (lambda: [reference.run(program.model, 1, n) for n in range(FEW)], FEW),
        "simulate, 1 thread": (lambda: run_courses(program, 1, 0, COURSES), COURSES),
        "simulate, 2 threads": (lambda: list(run_threads(program, 1, 2 * COURSES, threads=2)), 2 * COURSES),
        "replay, 1 thread": (lambda: run_courses(program, 1, 0, COURSES, Plan(until)), COURSES),
        "same luck, 1 thread": (lambda: run_same_luck(program, 1, 0, COURSES, Plan(until // 2)), COURSES),
    }
    for piece, _ in work.values():
        piece()
    rates: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(options.rounds):
        for name, (piece, courses) in work.items():
            rates[name].append(rate(piece, courses))
    base = statistics.median(rates["reference, plain Python"])
    print(
        f"{options.scenario}: {len(program.model.acts)} acts, {len(program.code)} rows of code, {options.rounds} rounds"
    )
    for name, found in rates.items():
        middle = statistics.median(found)
        print(f"{name:25s} {middle:10,.0f} courses/s ({min(found):,.0f} - {max(found):,.0f})   x{middle / base:,.0f}")


if __name__ == "__main__":
    main()
