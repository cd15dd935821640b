"""Running courses from Python: plans, threads, and what comes back.

Each course is a pure function of (program, seed, number, plan), so results do not depend on how courses are spread
over blocks, threads or machines. Threads run at once because the kernel holds no interpreter lock.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from juncture.kernel import columns as c
from juncture.kernel.block import run_block
from juncture.kernel.laws import log_factorials
from juncture.program.program import ActColumn, Floats, Ints, Program, RecordColumn

#: Courses in one block: small enough for a lively progress bar, large enough to cost nothing.
BLOCK = 2000
#: Room for the events and results of a block. Ample, so that a block is one call; the system maps only what is used.
LOG_EVENTS = 1 << 18
LOG_RESULTS = 1 << 20

STATUSES = {
    c.RAN: "ran to the end",
    c.NOT_A_SPEED: "stopped: the speed of '{act}' was negative or not a number",
    c.TOO_MANY: f"stopped: more than {c.MOST_EVENTS} events, the last '{{act}}'",
}


@dataclass(frozen=True, slots=True)
class Intervention:
    """A change from an instant on: `kind` is PREVENT, DO or SET; `target` an act's number or a slot's place in x."""

    instant: int
    kind: int
    target: int
    value: float = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How courses run: replay up to an instant (or not at all), changes, and which start values to keep.

    Courses n with the same n // siblings share one draw of the assumptions: twins, unless more are wanted.
    """

    replay_until: int | None = None
    changes: tuple[Intervention, ...] = ()
    keep: tuple[int, ...] = ()
    siblings: int = 2

    def arrays(self, *passes: tuple[int | None, int, int]) -> tuple[Ints, Ints, Floats, Ints]:
        """The plan as the kernel reads it; each pass is (replay until, mode, changes that hold)."""
        changes = sorted(self.changes, key=lambda change: change.instant)
        return (
            np.array([[-1 if until is None else until, *rest, self.siblings] for until, *rest in passes], np.int64),
            np.array([[x.instant, x.kind, x.target] for x in changes], np.int64).reshape(-1, 3),
            np.array([x.value for x in changes], np.float64),
            np.array(self.keep, np.int64),
        )


@dataclass(frozen=True, slots=True)
class Batch:
    """What a run of courses leaves.

    Attributes
    ----------
    first, count
        Courses first .. first + count - 1.
    whole : (events, 5) int64
        Course, act, instant, possible, sum of 2**rule over the rules broken.
    real : (events, 3) float64
        Run-off at the event, speed of its clock, speed of all clocks, per day.
    results : (values,) float64
        The results of all events, one event after the other.
    summary : (count, 7) int64
        Outcome (-1 where the course was stopped), status, culprit, events, stubborn events and draws, clips.
    likelihood : (count,) float64
        Log-likelihood of the record in a replay.
    facts : (count, facts) int8
    kept : (count, slots kept) float64
    """

    first: int
    count: int
    whole: Ints
    real: Floats
    results: Floats
    summary: Ints
    likelihood: Floats
    facts: NDArray[np.int8]
    kept: Floats

    def result_places(self, program: Program) -> tuple[Ints, Ints]:
        """(events,) each: where in `results` those of an event begin, and how many they are."""
        of_acts = program.acts[:, ActColumn.RESULTS_TO] - program.acts[:, ActColumn.RESULTS_FROM]
        sizes = of_acts[self.whole[:, 1]]
        return np.cumsum(sizes) - sizes, sizes


@dataclass(slots=True)
class _Workspace:
    """One thread's memory, used for one block after the other."""

    program: Program
    happenings: int
    x: Floats = field(init=False)
    state: Ints = field(init=False)
    clock: Floats = field(init=False)
    keys: Ints = field(init=False)
    able: Ints = field(init=False)
    begun: Floats = field(init=False)
    before: Floats = field(init=False)
    clocks: Floats = field(init=False)
    draws: Floats = field(init=False)

    def __post_init__(self) -> None:
        acts, draws = len(self.program.acts), len(self.program.draws)
        self.x, self.begun, self.before = np.zeros((3, len(self.program.start)))
        self.state = np.zeros((acts, c.STATE_COLUMNS), np.int64)
        self.clock = np.zeros((acts, c.CLOCK_COLUMNS))
        self.keys, self.able = np.zeros((2, acts), np.int64)
        self.clocks = np.full((acts, self.happenings), np.nan)
        self.draws = np.zeros((draws, self.happenings, c.REVEALED_COLUMNS))


@cache
def _tables() -> Floats:
    return log_factorials()


def run_courses(program: Program, seed: int, first: int, count: int, plan: Plan | None = None) -> Batch:
    """Run courses first .. first + count - 1, in this thread.

    With `plan.replay_until` and no revealed luck, courses go on with fresh luck afterwards.
    """
    plan = plan or Plan()
    once = plan.arrays((plan.replay_until, c.IGNORE, len(plan.changes)))
    return _run(program, _Workspace(program, 0), seed, first, count, once)


def run_same_luck(program: Program, seed: int, first: int, count: int, plan: Plan) -> Batch:
    """Replay each course to the end of the record, then run it again with the luck that history revealed.

    The second pass replays to `plan.replay_until` and goes on from there with the plan's changes.
    """
    most = int(np.bincount(program.record[:, RecordColumn.ACT], minlength=1).max()) if len(program.record) else 0
    history = (program.model.record_until, c.SAVE, 0)
    twice = plan.arrays(history, (plan.replay_until, c.USE, len(plan.changes)))
    return _run(program, _Workspace(program, most + 1), seed, first, count, twice)


def run_threads(
    program: Program,
    seed: int,
    count: int,
    plan: Plan | None = None,
    *,
    first: int = 0,
    threads: int | None = None,
    same_luck: bool = False,
) -> Iterator[Batch]:
    """Run courses in blocks on all cores and yield the blocks in order; with `same_luck`, as `run_same_luck` does."""
    numbers = range(first, first + count, BLOCK)
    workers = threads or os.cpu_count() or 1

    def block(start: int) -> Batch:
        run = run_same_luck if same_luck else run_courses
        return run(program, seed, start, min(BLOCK, first + count - start), plan or Plan())

    if workers == 1 or len(numbers) <= 1:
        yield from map(block, numbers)
        return
    with ThreadPoolExecutor(workers) as pool:
        # A bounded window of blocks: memory does not grow while a slow reader catches up.
        waiting: list[Future[Batch]] = []
        for start in numbers:
            waiting.append(pool.submit(block, start))
            if len(waiting) > 4 * workers:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()


def _run(
    program: Program,
    workspace: _Workspace,
    seed: int,
    first: int,
    count: int,
    planned: tuple[Ints, Ints, Floats, Ints],
) -> Batch:
    arrays: Any = program.arrays
    sizes = program.acts[:, ActColumn.RESULTS_TO] - program.acts[:, ActColumn.RESULTS_FROM]
    widest = int(sizes.max(initial=0))
    batches: list[Batch] = []
    start, end = first, first + count
    while start < end:
        log = (
            np.empty((LOG_EVENTS, 5), np.int64),
            np.empty((LOG_EVENTS, 3)),
            np.empty(LOG_RESULTS + widest * c.MOST_EVENTS),
            np.zeros(2, np.int64),
        )
        found: Any = (
            np.zeros((end - start, c.SUMMARY_COLUMNS), np.int64),
            np.zeros(end - start),
            np.zeros((end - start, len(program.facts)), np.int8),
            np.zeros((end - start, len(planned[3]))),
        )
        done = run_block(
            arrays,
            _tables(),
            planned,
            (workspace.clocks, workspace.draws),
            (
                workspace.x,
                workspace.state,
                workspace.clock,
                workspace.keys,
                workspace.able,
                workspace.begun,
                workspace.before,
            ),
            log,
            found,
            np.uint64(seed),
            start,
        )
        events, values = log[3]
        kept = (log[0][:events], log[1][:events], log[2][:values])
        batches.append(Batch(start, done, *kept, *(array[:done] for array in found)))
        start += done
    return _join(first, batches)


def _join(first: int, batches: Sequence[Batch]) -> Batch:
    if len(batches) == 1:
        return batches[0]
    joined = [np.concatenate([getattr(b, name) for b in batches]) for name in _ARRAYS]
    return Batch(first, sum(b.count for b in batches), *joined)


_ARRAYS = ("whole", "real", "results", "summary", "likelihood", "facts", "kept")


def status_of(program: Program, status: int, culprit: int) -> str:
    """How a course ended, as a sentence."""
    name = program.model.acts[culprit].name if culprit >= 0 else ""
    return STATUSES[status].format(act=name)


__all__ = ["Batch", "Intervention", "Plan", "run_courses", "run_same_luck", "run_threads", "status_of"]
