"""Many courses, one after the other, into one log: the function that Python calls."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from juncture.kernel import columns as c
from juncture.kernel.compiling import compiled
from juncture.kernel.course import course
from juncture.program.program import Arrays, Floats, Ints


@compiled
def run_block(
    program: Arrays,
    tables: Floats,
    plan: tuple[Ints, Ints, Floats, Ints],
    revealed: tuple[Floats, Floats],
    workspace: tuple[Floats, Ints, Floats],
    log: tuple[Ints, Floats, Floats, Ints],
    seed: np.uint64,
    first: int,
    summary: Ints,
    likelihoods: Floats,
    facts_held: NDArray[np.int8],
    kept: Floats,
) -> int:
    """Run courses `first`, `first + 1`, ... for each row of `summary`; return how many were run.

    Fewer than asked for are run where the log might become full; the caller empties it and goes on.
    """
    events, values, used = log[0].shape[0], log[2].shape[0], log[3]
    widest = 0
    for a in range(program[2].shape[0]):
        widest = max(widest, program[2][a, c.RESULTS_TO] - program[2][a, c.RESULTS_FROM])
    for row in range(summary.shape[0]):
        if row > 0 and (used[0] + c.MOST_EVENTS > events or used[1] + c.MOST_EVENTS * widest > values):
            return row
        course(
            program,
            tables,
            plan,
            revealed,
            workspace,
            log,
            seed,
            first + row,
            row,
            summary,
            likelihoods,
            facts_held,
            kept,
        )
    return summary.shape[0]
