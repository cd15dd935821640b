"""Two courses of one number, side by side: what is the first that is different, and what is new?

Both have the same assumptions and the same luck, one with a change and one without. Their logs agree up to the first
difference. The acts that were changed are left out of the search: what counts is what follows from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from juncture.analysis.watch import ordinals
from juncture.kernel import columns as c
from juncture.kernel.run import Batch
from juncture.program.program import Floats, Ints, Program

#: How the first different event differs.
NOTHING, OTHER_RESULT, LATER, GONE, SOONER, NEW = -1, 0, 1, 2, 3, 4
WORDS = ("with another result", "later", "not any more", "sooner", "new")


@dataclass(frozen=True, slots=True)
class Log:
    """The events of some courses: course (from 0), act, instant, how often before, and where the results stand."""

    course: Ints
    act: Ints
    instant: Ints
    ordinal: Ints
    first: Ints
    size: Ints
    values: Floats

    @classmethod
    def of(cls, program: Program, batch: Batch, names: Sequence[str]) -> Log:
        """Read a batch; acts are numbered by their place in `names`."""
        numbers = np.array([names.index(act.name) for act in program.model.acts], np.int64)
        whole = batch.whole
        first, sizes = batch.result_places(program)
        return cls(
            whole[:, 0] - batch.first, numbers[whole[:, 1]], whole[:, 2], ordinals(whole), first, sizes, batch.results
        )

    def without(self, acts: Ints) -> Log:
        """Leave out the events of some acts."""
        kept = ~np.isin(self.act, acts)
        return replace(
            self,
            course=self.course[kept],
            act=self.act[kept],
            instant=self.instant[kept],
            ordinal=self.ordinal[kept],
            first=self.first[kept],
            size=self.size[kept],
        )

    def starts(self, courses: int) -> tuple[Ints, Ints]:
        """(courses,) each: where the events of each course begin, and how many there are."""
        counts = np.bincount(self.course, minlength=courses)
        return np.cumsum(counts) - counts, counts


@dataclass(frozen=True, slots=True)
class Differences:
    """(courses,) each: the act, kind and instant of the first difference, and the first act that is new; -1 for none."""

    act: Ints
    kind: Ints
    instant: Ints
    new: Ints


def differences(one: Log, other: Log, acts: int, courses: int) -> Differences:
    """Compare courses without (`one`) and with (`other`) a change."""
    (from_one, count_one), (from_other, count_other) = one.starts(courses), other.starts(courses)
    shared = np.minimum(count_one, count_other)
    course = np.repeat(np.arange(courses), shared)
    place = np.arange(shared.sum()) - np.repeat(np.cumsum(shared) - shared, shared)
    i, j = from_one[course] + place, from_other[course] + place
    alike = (one.act[i] == other.act[j]) & (one.instant[i] == other.instant[j])
    alike[alike] = _same_results(one, other, i[alike], j[alike])
    at = shared.copy()
    unlike = np.flatnonzero(~alike)
    which, first = np.unique(course[unlike], return_index=True)
    at[which] = place[unlike[first]]

    never = np.iinfo(np.int64).max
    here, there = at < count_one, at < count_other
    i = np.where(here, from_one + at, 0)
    j = np.where(there, from_other + at, 0)
    time_one = np.where(here, _take(one.instant, i), never)
    time_other = np.where(there, _take(other.instant, j), never)
    lost = here & (time_one <= time_other)
    act = np.where(lost, _take(one.act, i), _take(other.act, j))
    keys_one, keys_other = _keys((one, other), acts, courses)
    is_gone = ~np.isin(keys_one, keys_other, kind="table")
    is_new = ~np.isin(keys_other, keys_one, kind="table")
    kind = np.where(lost, np.where(_take(is_gone, i), GONE, LATER), np.where(_take(is_new, j), NEW, SOONER))
    same_event = here & there & (time_one == time_other) & (_take(one.act, i) == _take(other.act, j))
    kind[same_event] = OTHER_RESULT
    none = ~here & ~there
    return Differences(
        act=np.where(none, -1, act),
        kind=np.where(none, NOTHING, kind),
        instant=np.where(none, -1, np.minimum(time_one, time_other)),
        new=_first_new(other, is_new, courses),
    )


def _keys(logs: Sequence[Log], acts: int, courses: int) -> Iterator[Ints]:
    """(events,) for each log: one number for each happening, by act, how often before, and course; without large gaps."""
    most = np.zeros(acts + 1, np.int64)
    for log in logs:
        np.maximum.at(most, log.act + 1, log.ordinal + 1)
    begins = np.cumsum(most)
    yield from ((begins[log.act] + log.ordinal) * courses + log.course for log in logs)


def _take(values: NDArray[Any], places: Ints) -> NDArray[Any]:
    return values[places] if len(values) else np.full(len(places), -1, np.int64)


def _same_results(one: Log, other: Log, i: Ints, j: Ints) -> NDArray[np.bool_]:
    """For events of the same acts: whether they told the same."""
    same = one.size[i] == other.size[j]
    rows = np.repeat(np.flatnonzero(same), one.size[i][same])
    within = np.arange(len(rows)) - np.repeat(np.cumsum(one.size[i][same]) - one.size[i][same], one.size[i][same])
    values, others = one.values[one.first[i][rows] + within], other.values[other.first[j][rows] + within]
    same[rows[(values != others) & ~(np.isnan(values) & np.isnan(others))]] = False
    return same


def _first_new(other: Log, is_new: NDArray[np.bool_], courses: int) -> Ints:
    """(courses,): the act of the first event that the course has with the change and not without it."""
    which, first = np.unique(other.course[is_new], return_index=True)
    found = np.full(courses, -1, np.int64)
    found[which] = other.act[is_new][first]
    return found


def stubborn(program: Program, batch: Batch, log: Log) -> NDArray[np.bool_]:
    """(courses,): whether a replay held something recorded impossible, an act at once that did not come included."""
    found = (batch.summary[:, c.STUBBORN_EVENTS] > 0) | (batch.summary[:, c.STUBBORN_DRAWS] > 0)
    seen: dict[str, int] = {}
    for entry in program.model.record:
        number = next(i for i, act in enumerate(program.model.acts) if act.name == entry.act)
        k = seen[entry.act] = seen.get(entry.act, -1) + 1
        if program.model.acts[number].speed is None:
            came = (batch.whole[:, 1] == number) & (log.ordinal == k)
            came &= (log.instant >= entry.first) & (log.instant <= entry.last)
            missed = np.ones(batch.count, bool)
            missed[log.course[came]] = False
            found |= missed
    return found
