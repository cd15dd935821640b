"""What expressions of a scenario are worth at chosen instants, in each of many courses.

Each instant gets an observer that opens there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from juncture.analysis.branches import Progress
from juncture.analysis.observer import observer
from juncture.kernel import columns as c
from juncture.kernel.run import Plan, run_threads
from juncture.language.expression import Expression
from juncture.program.lower import lower
from juncture.program.model import Edge, Model
from juncture.program.program import Floats


class Snapshots:
    """A scenario with an observer at each instant; several ensembles may be read with it."""

    def __init__(self, model: Model, wanted: Mapping[int, Sequence[Expression]]):
        self.wanted = wanted
        observers = (
            observer(f"snapshot at {at}", {str(i): one for i, one in enumerate(some)}, Edge(instant=at))
            for at, some in wanted.items()
        )
        self.program = lower(replace(model, acts=(*model.acts, *observers)))
        self._first = len(model.acts)

    def read(
        self,
        courses: int,
        seed: int,
        plan: Plan,
        *,
        threads: int | None = None,
        progress: Progress | None = None,
    ) -> dict[int, Floats]:
        """Run courses; return by instant what was read, shape (courses that ran to their end, expressions)."""
        found: dict[int, list[Floats]] = {instant: [] for instant in self.wanted}
        done = 0
        for batch in run_threads(self.program, seed, courses, plan, threads=threads):
            ran = batch.summary[batch.whole[:, 0] - batch.first, c.STATUS] == c.RAN
            places, _ = batch.result_places(self.program)
            for number, (instant, some) in enumerate(self.wanted.items(), self._first):
                first = places[ran & (batch.whole[:, 1] == number)]
                found[instant].append(batch.results[first[:, None] + np.arange(len(some))])
            done += batch.count
            if progress:
                progress(done, courses)
        return {instant: np.concatenate(values) for instant, values in found.items()}
