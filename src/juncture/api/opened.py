"""All that `openness` asks, in its order: the curve, what turned it, what hung on that, what nearly happened."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from juncture.analysis.branches import Stretch, branches
from juncture.analysis.nearmisses import near_misses as nearly
from juncture.analysis.openness import openness
from juncture.analysis.ranks import TOP
from juncture.analysis.stakes import stakes
from juncture.analysis.turns import turns as turned
from juncture.analysis.turns import with_stays
from juncture.program.program import Program
from juncture.report.openness import Found

#: Courses for each act and date that near misses take at most: their error is small beside that of the curve.
MOST_FOR_NEAR_MISSES = 500
#: Dates at which near misses are taken, beside those between events.
DATES_FOR_NEAR_MISSES = 30

#: Tells somebody who waits what is done: takes words and how many courses, gives what is told of those that are done.
Stage = Callable[[str, int], AbstractContextManager[Any]]


def opened(
    program: Program,
    courses: int,
    seed: int,
    dates: int,
    above: float = 0.5,
    *,
    turns: bool = True,
    near_misses: bool = True,
    stretch: Stretch | None = None,
    threads: int | None = None,
    stage: Stage = lambda what, total: nullcontext(),
) -> Found:
    """Ask when the outcome was open, in a stretch of the record or all of it; an odd number of courses is made even."""
    courses += courses % 2
    with stage("branching at every date", courses) as progress:
        parted = branches(program, courses, seed, dates, threads, progress, events=turns, stretch=stretch)
    curve, told, hung, misses = openness(parted, above), None, (), ()
    if turns:
        with stage("asking which turns stay", courses) as progress:
            told = with_stays(parted, turned(parted), courses, threads, progress)
        greatest = [parted.jumps[told.turns.index(turn)] for turn in told.greatest[:TOP]]
        with stage("asking what hung on them", courses) as progress:
            hung = stakes(parted, greatest, courses, threads, progress)
    if near_misses:
        most = min(courses, MOST_FOR_NEAR_MISSES)
        with stage("asking what nearly happened", most) as progress:
            misses = nearly(program, most, seed, DATES_FOR_NEAR_MISSES, None, threads, progress, stretch)
    return Found(curve, told, hung, misses, stretch)
