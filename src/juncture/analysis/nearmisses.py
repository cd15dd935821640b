"""What nearly happened? What each act that did not happen would have turned, times how fast it might have.

near miss of act a
    mean over assumptions of the integral of s_a(t) turn_a(t) dt along the record, where s_a is the speed of its clock
    (0 while it is not at risk) and turn_a the vector P(outcome) just after a happens at t, less P at t.

By the martingale property the drift along the record is minus the sum of the integrals over all acts that waited, those
included that happened later. So an act nearly turned the outcome by as much as its absence let it drift.

Between one recorded event and the next, speeds and turns change little; so the integral is a sum over cells, each taken
at its middle. Cells end at recorded events and are no longer than the record divided by `dates`. In each cell the act
is done in a second set of courses with the same assumptions and luck of the same names.

Limits: acts whose clock did not run in the first `TRIED` courses of a cell are held not to be at risk there. An act is
done once; what a further happening would have turned is not counted.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from juncture.analysis.branches import Progress, Stretch, in_threads, jumps_of, last_date, whole_record
from juncture.analysis.intervals import Estimate, mean_over_draws
from juncture.kernel import columns as c
from juncture.kernel.run import Intervention, Plan, run_courses
from juncture.program.program import Floats, Program

#: Courses in which it is tried whether an act is at risk.
TRIED = 16


@dataclass(frozen=True, slots=True)
class NearMiss:
    """An act that did not happen.

    Attributes
    ----------
    first, last
        Middles of the first and the last cell in which its clock ran.
    run_off
        How much of its clock ran off along the record: how often it would have happened if it could again and again.
    chance
        1 - exp(-run_off), mean over assumptions: the chance that it happens in a record that is otherwise the same.
    change
        By outcome: the near miss.
    size
        Half the sum of the absolute changes.
    """

    act: str
    first: int
    last: int
    run_off: float
    chance: float
    change: dict[str, Estimate]
    size: Estimate


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of the record without events: where in it acts are tried, and its length in days."""

    instant: int
    days: float


def near_misses(
    program: Program,
    courses: int,
    seed: int,
    dates: int = 50,
    acts: Sequence[str] | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
    stretch: Stretch | None = None,
) -> tuple[NearMiss, ...]:
    """Measure what each act that the record does not have would have turned, the greatest near miss first.

    Parameters
    ----------
    acts
        The acts to ask about; if None, those with a pace that the record does not have although it would.
    stretch
        The part of the record along which acts are tried; the whole of it if None.
    """
    courses = max(2, courses - courses % 2)
    cells = cells_of(program, seed, dates, stretch or whole_record(program.model))
    numbers = [i for i, act in enumerate(program.model.acts) if act.name in (acts or unhappened(program))]
    run = _Run(program, seed)
    at_risk = _at_risk(run, [(number, cell) for number in numbers for cell in cells], threads, progress)
    used = [cell for cell in cells if any(cell is other for _, other in at_risk)]
    plain = dict(zip(used, in_threads(lambda cell: run.plain(courses, cell), used, threads), strict=True))
    run_offs = np.zeros((len(numbers), courses))
    moved = np.zeros((len(numbers), courses, len(program.model.outcomes)))
    ran = np.ones(courses, bool)
    every = np.arange(courses)
    found = in_threads(lambda place: run.done(courses, *place), at_risk, threads)
    for done, ((number, cell), (speed, ends)) in enumerate(zip(at_risk, found, strict=True), 1):
        row, run_off = numbers.index(number), speed * cell.days
        run_offs[row] += run_off
        ran &= (ends >= 0) & (plain[cell] >= 0)
        moved[row, every, ends] += run_off
        moved[row, every, plain[cell]] -= run_off
        if progress:
            progress(done * courses, len(at_risk) * courses)
    pairs = ran.reshape(-1, 2).all(axis=1)
    misses: list[NearMiss] = []
    for row, number in enumerate(numbers):
        mine = [cell for other, cell in at_risk if other == number]
        if mine:
            of_pairs = moved[row].reshape(courses // 2, 2, -1)[pairs].mean(axis=1)
            misses.append(_miss(program, number, mine, run_offs[row].reshape(-1, 2)[pairs], of_pairs))
    return tuple(sorted(misses, key=lambda miss: -miss.size.value))


def unhappened(program: Program) -> tuple[str, ...]:
    """Acts with a pace that the record would tell of and does not."""
    recorded = {entry.act for entry in program.model.record if entry.instant <= last_date(program.model)}
    return tuple(
        act.name for act in program.model.acts if act.speed is not None and act.recorded and act.name not in recorded
    )


def cells_of(program: Program, seed: int, dates: int, stretch: Stretch) -> tuple[Cell, ...]:
    """Parts of a stretch that end at recorded events and are no longer than the stretch divided by `dates`."""
    ends = (jump.after.instant for jump in jumps_of(program, seed))
    edges = {int(instant) for instant in np.linspace(stretch.first, stretch.last, max(dates, 1) + 1)}
    ordered = sorted(edges | {end for end in ends if stretch.first <= end <= stretch.last})
    return tuple(
        Cell((first + last) // 2, (last - first) / c.SECONDS_PER_DAY)
        for first, last in itertools.pairwise(ordered)
        if last - first > 1
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """Courses that branch in a cell."""

    program: Program
    seed: int

    def plain(self, courses: int, cell: Cell) -> NDArray[np.int64]:
        """How courses end that branch there."""
        return run_courses(self.program, self.seed, 0, courses, Plan(cell.instant)).summary[:, c.OUTCOME]

    def done(self, courses: int, act: int, cell: Cell) -> tuple[Floats, NDArray[np.int64]]:
        """The speed of an act's clock in each course when it is done there, and how the courses end."""
        change = Intervention(cell.instant + 1, c.DO, act)
        batch = run_courses(self.program, self.seed, 0, courses, Plan(cell.instant, (change,)))
        speeds = np.zeros(courses)
        mine = (batch.whole[:, 1] == act) & (batch.whole[:, 2] == cell.instant + 1)
        speeds[batch.whole[mine, 0]] = batch.real[mine, 1]
        return speeds, batch.summary[:, c.OUTCOME]


def _at_risk(
    run: _Run, tried: Sequence[tuple[int, Cell]], threads: int | None, progress: Progress | None
) -> list[tuple[int, Cell]]:
    """Those acts and cells in which the act's clock runs in some course."""
    found: list[tuple[int, Cell]] = []
    trials = in_threads(lambda place: run.done(TRIED, *place), tried, threads)
    for done, (place, (speeds, _)) in enumerate(zip(tried, trials, strict=True), 1):
        if speeds.any():
            found.append(place)
        if progress:
            progress(done * TRIED, len(tried) * TRIED)
    return found


def _miss(program: Program, number: int, cells: Sequence[Cell], run_offs: Floats, moved: Floats) -> NearMiss:
    names = [name for name, _ in program.model.outcomes]
    change = {name: mean_over_draws(moved[:, i], -np.inf, np.inf, added=0.0) for i, name in enumerate(names)}
    sign = np.sign([change[name].value for name in names])
    return NearMiss(
        act=program.model.acts[number].name,
        first=cells[0].instant,
        last=cells[-1].instant,
        run_off=float(run_offs.mean()),
        chance=float(-np.expm1(-run_offs).mean()),
        change=change,
        size=mean_over_draws(moved @ sign / 2, 0.0, np.inf, added=0.0),
    )
