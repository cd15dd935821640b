"""What hung on an event? P(outcome) if the act happens at an instant, less P if it never does.

Both with fresh luck, also in the act's own draws: a vote is taken, not carried. A stake is not a turn: the last link of
a chain that was settled turns nothing, for it was bound to come, and has a great stake, for nothing goes without it.
So a stake stands beside openness: what hung on an event says nothing of whether the event hung in the balance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from juncture.analysis.branches import Branches, Jump, Progress, outcomes_of, program_at
from juncture.analysis.intervals import Estimate, mean_over_draws
from juncture.kernel import columns as c
from juncture.kernel.run import Intervention, Plan
from juncture.program.program import Program


@dataclass(frozen=True, slots=True)
class Stake:
    """What hung on one event of the record: by outcome, and half the sum of the absolute differences."""

    act: str
    instant: int
    change: dict[str, Estimate]
    size: Estimate


def stakes(
    branches: Branches,
    jumps: Sequence[Jump],
    courses: int,
    threads: int | None = None,
    progress: Progress | None = None,
) -> tuple[Stake, ...]:
    """Measure the stake of the events of some jumps, just before they happened."""
    plans: list[tuple[Program, Plan]] = []
    numbers = {act.name: i for i, act in enumerate(branches.program.model.acts)}
    acts = [branches.program.model.record[jump.entries[0]].act for jump in jumps]
    for jump, act in zip(jumps, acts, strict=True):
        program = program_at(branches.program, jump.before)
        plan = Plan(jump.before.instant)
        for kind in (c.DO, c.PREVENT):
            change = Intervention(jump.before.instant + 1, kind, numbers[act])
            plans.append((program, replace(plan, changes=(change,))))
    pairs = courses // 2
    ends = outcomes_of(plans, 2 * pairs, branches.seed, threads, progress).reshape(len(jumps), 2, pairs, 2)
    return tuple(
        _stake(act, jump, branches.names, both[:, (both >= 0).all(axis=(0, 2))])
        for act, jump, both in zip(acts, jumps, ends, strict=True)
    )


def _stake(act: str, jump: Jump, names: Sequence[str], ends: np.ndarray) -> Stake:
    change: dict[str, Estimate] = {}
    moved = np.zeros(ends.shape[1])
    for number, name in enumerate(names):
        done, never = (ends == number).mean(axis=2)
        change[name] = mean_over_draws(done - never)
        moved += np.sign(change[name].value) * (done - never) / 2
    return Stake(act, jump.after.instant, change, mean_over_draws(moved, least=0.0))
