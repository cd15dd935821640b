"""Branches: courses that follow the record up to a date and then go on with fresh luck.

All that is asked of branches compares them at several dates. So the same courses branch at every date: the same draws
of the assumptions, and luck with the same names (common random numbers; two dates differ by what the record did between
them, hardly by chance).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from juncture.analysis.watch import ordinals
from juncture.kernel import columns as c
from juncture.kernel.run import BLOCK, Plan, run_courses
from juncture.program.lower import lower
from juncture.program.model import Model
from juncture.program.program import Program

T = TypeVar("T")
R = TypeVar("R")
#: Is told how many courses are done, and of how many.
Progress = Callable[[int, int], object]
#: Courses that are replayed to see when acts at once happen.
REPLAYS = 256


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A place on the record from which courses branch: everything at and before the instant has happened.

    `left` counts the recorded events of that very instant, from the last backwards, that have not happened yet.
    """

    instant: int
    left: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the record, from one instant to another; both belong to it."""

    first: int
    last: int

    def holds(self, jump: Jump) -> bool:
        """Tell whether what happened there lies in it as a whole."""
        return self.first - 1 <= jump.before.instant and self.first <= jump.after.instant <= self.last


@dataclass(frozen=True, slots=True)
class Jump:
    """What happened at one place of the record, with the points just before and just after it.

    A `turn` is an event that had luck in its time; `scheduled` are acts at once, whose dates were fixed and only whose
    draws had luck. `entries` are places in the record: the event first, then acts at once of the same instant.
    """

    kind: Literal["turn", "scheduled"]
    before: Point
    after: Point
    entries: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Branches:
    """How the courses that branch from each point end.

    Attributes
    ----------
    points
        In the order of the record.
    jumps
        What happened between two points that follow each other. Between jumps there is only waiting.
    outcomes : (points, courses) int16
        Number of the outcome, -1 where a course was stopped.
    siblings
        Courses that share one draw of the assumptions; 2 for twins.
    """

    program: Program
    seed: int
    points: tuple[Point, ...]
    jumps: tuple[Jump, ...]
    outcomes: NDArray[np.int16]
    siblings: int

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the outcomes."""
        return tuple(name for name, _ in self.program.model.outcomes)

    def at(self, point: Point) -> NDArray[np.int16]:
        """(courses,): how the courses end that branch at a point."""
        return self.outcomes[self.points.index(point)]


def branches(
    program: Program,
    courses: int,
    seed: int,
    dates: int = 0,
    threads: int | None = None,
    progress: Progress | None = None,
    *,
    events: bool = True,
    stretch: Stretch | None = None,
) -> Branches:
    """Branch at so many evenly spread dates and, if wanted, just before and just after each recorded event.

    Both of a stretch of the record, if one is given; else of the whole record.
    """
    stretch = stretch or whole_record(program.model)
    jumps = tuple(filter(stretch.holds, jumps_of(program, seed))) if events else ()
    points = {Point(int(instant)) for instant in np.linspace(stretch.first, stretch.last, dates)}
    points.update(point for jump in jumps for point in (jump.before, jump.after))
    ordered = in_order(points)
    return Branches(program, seed, ordered, jumps, end_of(program, courses, seed, ordered, 2, threads, progress), 2)


def in_order(points: set[Point]) -> tuple[Point, ...]:
    """Points as the record comes to them: with more events of an instant left, earlier."""
    return tuple(sorted(points, key=lambda point: (point.instant, -point.left)))


def last_date(model: Model) -> int:
    """The last instant that the record tells of."""
    return min(model.record_until, model.end - 1)


def whole_record(model: Model) -> Stretch:
    """The stretch from the begin of the record to its last instant."""
    return Stretch(0, last_date(model))


def end_of(
    program: Program,
    courses: int,
    seed: int,
    points: Sequence[Point],
    siblings: int = 2,
    threads: int | None = None,
    progress: Progress | None = None,
) -> NDArray[np.int16]:
    """(points, courses): the outcome of each course that branches at each point."""
    plans = [(program_at(program, point), Plan(point.instant, siblings=siblings)) for point in points]
    return outcomes_of(plans, courses, seed, threads, progress)


def outcomes_of(
    plans: Sequence[tuple[Program, Plan]],
    courses: int,
    seed: int,
    threads: int | None = None,
    progress: Progress | None = None,
) -> NDArray[np.int16]:
    """(plans, courses): the outcome of each course under each plan; -1 where it was stopped."""
    found = np.empty((len(plans), courses), np.int16)
    tasks = [(i, first) for i in range(len(plans)) for first in range(0, courses, BLOCK)]

    def task(place: tuple[int, int]) -> int:
        i, first = place
        count = min(BLOCK, courses - first)
        batch = run_courses(plans[i][0], seed, first, count, plans[i][1])
        found[i, first : first + count] = batch.summary[:, c.OUTCOME]
        return count

    done = 0
    for count in in_threads(task, tasks, threads):
        done += count
        if progress:
            progress(done, len(plans) * courses)
    return found


def in_threads(task: Callable[[T], R], tasks: Sequence[T], threads: int | None = None) -> Iterator[R]:
    """Do tasks in threads, and yield what they return in their order."""
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        yield from pool.map(task, tasks)


def jumps_of(program: Program, seed: int) -> Iterator[Jump]:
    """What happened along the record, each with the points just before and after it.

    An act at once that happens together with an event belongs to it. One whose instant hangs on the assumptions is told
    from the first to the last instant; where another event falls into that time, it cannot be told apart from the
    waiting there, and is left out.
    """
    record = program.model.record
    at_once = {act.name for act in program.model.acts if act.speed is None}
    spans = {i: (entry.instant, entry.instant) for i, entry in enumerate(record) if entry.act not in at_once}
    paced: dict[int, list[int]] = {}
    for i, (instant, _) in spans.items():
        if instant <= last_date(program.model):
            paced.setdefault(instant, []).append(i)
    also: dict[tuple[int, int], list[int]] = {}
    for i, span in _at_once_spans(program, at_once, seed).items():
        also.setdefault(span, []).append(i)
    found: list[Jump] = []
    for instant, entries in paced.items():
        for place, entry in enumerate(entries):
            left = len(entries) - place
            before = Point(instant, left) if place else Point(instant - 1)
            with_it = also.pop((instant, instant), []) if left == 1 else []
            found.append(Jump("turn", before, Point(instant, left - 1), (entry, *with_it)))
    for (first, last), entries in also.items():
        others = [*paced, *(edge for span in also if span != (first, last) for edge in span)]
        if not any(first <= instant <= last for instant in others):
            found.append(Jump("scheduled", Point(first - 1), Point(last), tuple(entries)))
    yield from sorted(found, key=lambda jump: (jump.after.instant, -jump.after.left))


def _at_once_spans(program: Program, at_once: set[str], seed: int) -> dict[int, tuple[int, int]]:
    """For each recorded act at once that happens in replay: its first and last instant over the assumptions."""
    record = program.model.record
    if not any(entry.act in at_once for entry in record):
        return {}
    batch = run_courses(program, seed, 0, REPLAYS, Plan(program.model.record_until))
    whole = batch.whole[batch.whole[:, 2] <= last_date(program.model)]
    ordinal = ordinals(whole)
    seen: dict[str, int] = {}
    spans: dict[int, tuple[int, int]] = {}
    for i, entry in enumerate(record):
        k = seen[entry.act] = seen.get(entry.act, -1) + 1
        number = next(a for a, act in enumerate(program.model.acts) if act.name == entry.act)
        instants = whole[(whole[:, 1] == number) & (ordinal == k), 2]
        if entry.act in at_once and len(instants):
            spans[i] = (int(instants.min()), int(instants.max()))
    return spans


def program_at(program: Program, point: Point) -> Program:
    """The program to branch with at a point: without the recorded events of its instant that have not happened yet."""
    if not point.left:
        return program
    model = program.model
    at_once = {act.name for act in model.acts if act.speed is None}
    same = [i for i, entry in enumerate(model.record) if entry.instant == point.instant and entry.act not in at_once]
    held = set(same[len(same) - point.left :])
    return lower(replace(model, record=tuple(entry for i, entry in enumerate(model.record) if i not in held)))
