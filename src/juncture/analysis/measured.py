"""What courses show of some acts, slots and outcomes: when each act happened first, values at an instant, the end.

A slot is measured by an observer that opens at an instant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from juncture.analysis.observer import observer
from juncture.kernel import columns as c
from juncture.kernel.run import Batch, run_threads
from juncture.language.expression import total
from juncture.program.lower import lower
from juncture.program.model import Edge, Model, Term
from juncture.program.program import Floats, Program

DAY = 86400


@dataclass(frozen=True, slots=True)
class Reading:
    """Slots (a sum of them) to be read at an instant."""

    of: Term
    instant: int


@dataclass(frozen=True)
class Measured:
    """What courses 0 .. count - 1 left.

    Attributes
    ----------
    ran : (courses,) bool
        Whether it ran to its end.
    outcomes : (courses,) int64
        Number of the outcome.
    days : by act, (courses,) float64
        Days from the begin to its first happening; not a number where it did not happen.
    values : by reading, (courses,) float64
        What was read.
    """

    ran: NDArray[np.bool_]
    outcomes: NDArray[np.int64]
    days: dict[str, Floats]
    values: dict[Reading, Floats]


def observed(model: Model, readings: Iterable[Reading]) -> Program:
    """Compile a model without its record, with an observer for each reading."""
    observers = (
        observer(_name(reading), {"value": total(reading.of.slots)}, Edge(instant=reading.instant))
        for reading in dict.fromkeys(readings)
    )
    return lower(replace(model, acts=(*model.acts, *observers), record=(), facts=()))


def measure(
    program: Program,
    courses: int,
    seed: int,
    acts: Iterable[str],
    readings: Iterable[Reading],
    threads: int | None = None,
    progress: Callable[[int], object] | None = None,
) -> Measured:
    """Run courses with fresh luck and keep only when these acts happened first, and readings that are observed."""
    readings = tuple(dict.fromkeys(readings))
    numbers = {act.name: number for number, act in enumerate(program.model.acts)}
    acts = tuple(dict.fromkeys(acts))
    found = Measured(
        np.zeros(courses, bool),
        np.full(courses, -1),
        {act: np.full(courses, np.nan) for act in acts},
        {reading: np.full(courses, np.nan) for reading in readings},
    )
    for batch in run_threads(program, seed, courses, threads=threads):
        here = slice(batch.first, batch.first + batch.count)
        found.ran[here] = batch.summary[:, c.STATUS] == c.RAN
        found.outcomes[here] = batch.summary[:, c.OUTCOME]
        for act in acts:
            which, rows = _first_rows(batch, numbers[act])
            found.days[act][which] = batch.whole[rows, 2] / DAY
        places, _ = batch.result_places(program)
        for reading in readings:
            which, rows = _first_rows(batch, numbers[_name(reading)])
            found.values[reading][which] = batch.results[places[rows]]
        if progress:
            progress(batch.count)
    return found


def _first_rows(batch: Batch, act: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The courses in which an act happened, and the rows of its first happening in each."""
    rows = np.flatnonzero(batch.whole[:, 1] == act)
    which, first = np.unique(batch.whole[rows, 0], return_index=True)
    return which, rows[first]


def _name(reading: Reading) -> str:
    return f"{reading.of.name} at {reading.instant}"
