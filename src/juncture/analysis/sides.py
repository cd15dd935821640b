"""Gathering: ensembles without and with a change, pair of courses by pair, and what they tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from juncture.analysis.branches import Progress
from juncture.analysis.intervals import Estimate, with_twins
from juncture.analysis.pairs import WORDS, Log, differences, stubborn
from juncture.analysis.weights import conditional, difference, share
from juncture.kernel import columns as c
from juncture.kernel.run import Batch, Plan, run_threads, status_of
from juncture.program.program import Floats, Ints, Program
from juncture.scenario.scenario import Scenario

#: How many first differences are told.
MOST = 5

#: Columns of what is gathered, after outcomes and acts, without and with the change, and the first differences.
LIKELIHOOD, STUBBORN, ODD = 8, 9, 10


@dataclass(frozen=True, slots=True)
class Compared:
    """An outcome, or an act: its share of courses without and with the change, and the paired difference."""

    name: str
    title: str
    without: float
    changed: float
    difference: Estimate


@dataclass(frozen=True, slots=True)
class First:
    """A first difference: in which share of courses, and when (median). `how`: one of `pairs.WORDS`."""

    act: str
    title: str
    how: str
    share: float
    instant: int


@dataclass(frozen=True, slots=True)
class Side:
    """One way of luck.

    Attributes
    ----------
    outcomes, acts
        Acts count where they happen at least once.
    first
        The most frequent first differences, the changed acts left out.
    untouched
        Share of courses in which nothing else is different.
    answers
        The first new event: the act, and the share of courses.
    modal, fails
        The most frequent outcome without the change; the share of its courses that end otherwise with it.
    """

    outcomes: tuple[Compared, ...]
    acts: tuple[Compared, ...]
    first: tuple[First, ...]
    untouched: float
    answers: dict[str, float]
    modal: str
    fails: Estimate


@dataclass(frozen=True, slots=True)
class Runs:
    """A scenario's program and how it runs."""

    program: Program
    plan: Plan
    same_luck: bool = False


class Gathered:
    """What pairs of ensembles leave, course by course."""

    def __init__(self, acts: Sequence[str], outcomes: Sequence[str], left_out: Sequence[str]):
        self.acts, self.outcomes = acts, outcomes
        self.left_out = np.array([acts.index(act) for act in left_out], np.int64)
        self.parts: list[tuple[np.ndarray, ...]] = []
        self.stopped: dict[str, int] = {}

    def add(self, one: Program, a: Batch, other: Program, b: Batch, since: int) -> None:
        """Take one block of courses without and with the change."""
        logs = Log.of(one, a, self.acts), Log.of(other, b, self.acts)
        found = differences(logs[0].without(self.left_out), logs[1].without(self.left_out), len(self.acts), a.count)
        happened = [self._table(log.course, log.act, a.count) for log in logs]
        ended = [self._outcomes(program, batch) for program, batch in ((one, a), (other, b))]
        odd = (b.whole[:, 3] == 0) & (b.whole[:, 2] >= since)
        impossible = self._table(logs[1].course[odd], logs[1].act[odd], a.count)
        firsts = (found.act, found.kind, found.instant, found.new)
        self.parts.append((*ended, *happened, *firsts, a.likelihood, stubborn(one, a, logs[0]), impossible))
        for program, batch in ((one, a), (other, b)):
            for _, status, culprit in batch.summary[batch.summary[:, c.STATUS] != c.RAN, :3]:
                sentence = status_of(program, int(status), int(culprit))
                self.stopped[sentence] = self.stopped.get(sentence, 0) + 1

    def _table(self, course: Ints, act: Ints, count: int) -> NDArray[np.bool_]:
        table = np.zeros((count, len(self.acts)), bool)
        table[course, act] = True
        return table

    def _outcomes(self, program: Program, batch: Batch) -> Ints:
        numbers = np.array([*(self.outcomes.index(name) for name, _ in program.model.outcomes), -1], np.int64)
        return numbers[batch.summary[:, c.OUTCOME]]

    def whole(self) -> list[np.ndarray]:
        """Every column, of all courses."""
        return [np.concatenate(column) for column in zip(*self.parts, strict=True)]


def whole_pairs(columns: list[np.ndarray]) -> NDArray[np.bool_]:
    """Courses that ran to their end without and with the change, and their twins too."""
    return with_twins((columns[0] >= 0) & (columns[1] >= 0))


class Steps:
    """Counts courses for somebody who waits."""

    def __init__(self, progress: Progress | None, total: int):
        self.progress, self.total, self.done = progress, total, 0

    def __call__(self, courses: int) -> None:
        """So many courses more are done."""
        self.done += courses
        if self.progress:
            self.progress(self.done, self.total)


def gather(
    into: Gathered, one: Runs, other: Runs, courses: int, seed: int, threads: int | None, since: int, steps: Steps
) -> None:
    """Run courses without and with a change, and take them block by block."""

    def batches(runs: Runs) -> Iterator[Batch]:
        return run_threads(runs.program, seed, courses, runs.plan, threads=threads, same_luck=runs.same_luck)

    for a, b in zip(batches(one), batches(other), strict=True):
        into.add(one.program, a, other.program, b, since)
        steps(a.count)


def side_of(
    scenario: Scenario, found: Gathered, columns: list[np.ndarray], w: Floats | None, also: Scenario | None = None
) -> Side:
    """Say what was found; titles that the scenario does not have come from `also`."""
    before, after, acts_before, acts_after, act, kind, instant, new, *_ = columns

    def title(name: str, kinds: str) -> str:
        things = [getattr(each.form, kinds) for each in (scenario, also) if each]
        return next((each[name].title for each in things if name in each), name)

    def compared(name: str, kinds: str, y: NDArray[np.bool_], z: NDArray[np.bool_]) -> Compared:
        return Compared(name, title(name, kinds), share(y, w), share(z, w), difference(y, z, w))

    names = list(found.acts)
    counts = np.array([share(before == i, w) for i in range(len(found.outcomes))])
    modal = int(counts.argmax())
    firsts = {(int(a), int(k)) for a, k in zip(act, kind, strict=True) if a >= 0}
    first = [
        First(names[a], title(names[a], "acts"), WORDS[k], share(mine, w), int(np.median(instant[mine])))
        for a, k in sorted(firsts)
        if (mine := (act == a) & (kind == k)).any()
    ]
    answers = {names[i]: share(new == i, w) for i in np.unique(new[new >= 0])}
    return Side(
        outcomes=tuple(compared(name, "outcomes", before == i, after == i) for i, name in enumerate(found.outcomes)),
        acts=tuple(compared(name, "acts", acts_before[:, i], acts_after[:, i]) for i, name in enumerate(names)),
        first=tuple(sorted(first, key=lambda one: -one.share)[:MOST]),
        untouched=share(act < 0, w),
        answers=dict(sorted(answers.items(), key=lambda item: -item[1])[:MOST]),
        modal=found.outcomes[modal],
        fails=conditional(after != modal, before == modal, w),
    )
