"""Many courses, one after the other, into one log: the function that Python calls."""

from __future__ import annotations

import numpy as np

from juncture.kernel import columns as c
from juncture.kernel.compiling import compiled
from juncture.kernel.course import course
from juncture.program.program import Arrays, Floats


@compiled
def run_block(
    program: Arrays,
    tables: Floats,
    plan: c.PlanArrays,
    revealed: c.RevealedArrays,
    workspace: c.WorkspaceArrays,
    log: c.LogArrays,
    found: c.FoundArrays,
    seed: np.uint64,
    first: int,
) -> int:
    """Run courses `first`, `first + 1`, ... for each row of what is `found`; return how many were run.

    Fewer than asked for are run where the log might become full; the caller empties it and goes on. Of several passes
    the first reveals the luck of history to the others, and only the last leaves its events.
    """
    clocks, draws = revealed
    observed = program[9]
    events, values, used = log[0].shape[0], log[2].shape[0], log[3]
    widest = 0
    for a in range(program[2].shape[0]):
        widest = max(widest, program[2][a, c.RESULTS_TO] - program[2][a, c.RESULTS_FROM])
    count = found[0].shape[0]
    for row in range(count):
        if row > 0 and (used[0] + c.MOST_EVENTS > events or used[1] + c.MOST_EVENTS * widest > values):
            return row
        for a in range(clocks.shape[0]):
            for k in range(clocks.shape[1]):
                clocks[a, k] = np.nan
        for i in range(observed.shape[0]):
            for k in range(draws.shape[1]):
                draws[int(observed[i, 0]), k, c.KNOWN] = 0.0
        used_events, used_values = used[0], used[1]
        for which in range(plan[0].shape[0]):
            used[0], used[1] = used_events, used_values
            course(program, tables, plan, revealed, workspace, log, found, seed, first + row, row, which)
    return count
