"""Gathering the batches of an ensemble into whole columns."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from juncture.kernel import columns as c
from juncture.kernel.run import Batch


class Column:
    """A column that takes one part after the other.

    Joining all parts at the end would need the memory twice. Growing in place does not: a large array is moved by
    mapping its pages anew.
    """

    def __init__(self) -> None:
        self.array: np.ndarray | None = None
        self.used = 0

    def add(self, part: np.ndarray) -> None:
        """Take a copy of a part."""
        needed = self.used + len(part)
        if self.array is None:
            self.array = np.empty((needed, *part.shape[1:]), part.dtype)
        elif needed > len(self.array):
            self.array.resize((needed + needed // 4, *part.shape[1:]), refcheck=False)
        self.array[self.used : needed] = part
        self.used = needed

    def whole(self) -> np.ndarray:
        """All parts, as one array."""
        assert self.array is not None  # a column is made where its first part comes
        self.array.resize((self.used, *self.array.shape[1:]), refcheck=False)
        return self.array


#: The columns with one entry for each event or result.
OF_EVENTS = ("acts", "instants", "possible", "broken", "values")


def columns_of(batch: Batch, is_first: bool, keep_events: bool) -> Iterator[tuple[str, np.ndarray]]:
    """What an ensemble keeps of a batch; `is_first` where no batch came before."""
    summary = batch.summary
    yield "outcomes", summary[:, c.OUTCOME].astype(np.int16)
    yield "status", summary[:, c.STATUS]
    yield "culprit", summary[:, c.CULPRIT]
    yield "counts", summary[:, c.EVENTS]
    yield "clips", summary[:, c.CLIPS].astype(np.int32)
    yield "stubborn_events", summary[:, c.STUBBORN_EVENTS].astype(np.int32)
    yield "stubborn_draws", summary[:, c.STUBBORN_DRAWS].astype(np.int32)
    yield "likelihood", batch.likelihood
    # Twins share their assumptions: one row for each pair, also where the ensemble begins with a second twin.
    begins_pair = np.arange(batch.first, batch.first + batch.count) % 2 == 0
    begins_pair[0] |= is_first
    yield "assumptions", batch.kept[begins_pair]
    if keep_events:
        yield "acts", batch.whole[:, 1].astype(np.int16)
        yield "instants", batch.whole[:, 2]
        yield "possible", batch.whole[:, 3] > 0
        yield "broken", batch.whole[:, 4]
        yield "values", batch.results
