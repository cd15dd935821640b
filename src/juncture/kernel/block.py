"""Many courses, one after the other, into one log: the function that Python calls."""

from __future__ import annotations

from juncture.kernel.compiling import compiled
from juncture.kernel.course import MOST_EVENTS, course


@compiled
def run_block(program, tables, plan, revealed, workspace, log, seed, first, summary, likelihoods, facts_held, kept):
    """Run courses `first`, `first + 1`, ... for each row of `summary`; return how many were run.

    Fewer than asked for are run where the log might become full; the caller empties it and goes on.
    """
    log_whole, used = log[0], log[3]
    for row in range(summary.shape[0]):
        if row > 0 and used[0] + MOST_EVENTS > log_whole.shape[0]:
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
