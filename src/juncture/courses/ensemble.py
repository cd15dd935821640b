"""An ensemble: what many courses leave, as labelled arrays in memory.

One array holds one thing for all courses or for all events, so that 100,000 courses take tens of megabytes and every
question is one numpy expression. What else happened inside a course can be told anew from its number (`chronicle`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from juncture.courses.gathering import OF_EVENTS, Column, columns_of
from juncture.courses.labels import Labels
from juncture.kernel import columns as c
from juncture.kernel.run import Batch, Plan, run_threads, status_of
from juncture.program.program import Floats, Ints, Program
from juncture.scenario.scenario import Scenario


@dataclass(frozen=True, eq=False)
class Events:
    """The events of all courses, one course after the other, each in the order in which it happened.

    Attributes
    ----------
    offsets : (courses + 1,) int64
        The events of course i are offsets[i] .. offsets[i + 1] - 1.
    acts : (events,) int16
        Number of the act in `Labels.acts`.
    instants : (events,) int64
        Seconds since the scenario's begin.
    possible : (events,) bool
        False where a replay made happen what its course holds impossible.
    broken : (events,) int64
        Sum of 2**rule over the rules of `Labels.rules` that the event broke; 0 where it was lawful.
    values : (results,) float64
        What each event told, one event after the other, in the order of `Labels.results` of its act.
    sizes : (acts,) int64
        How many results an event of each act tells.
    """

    offsets: Ints
    acts: NDArray[np.int16]
    instants: Ints
    possible: NDArray[np.bool_]
    broken: Ints
    values: Floats
    sizes: Ints

    @cached_property
    def courses(self) -> Ints:
        """(events,): the place of each event's course in the ensemble, from 0."""
        return np.repeat(np.arange(len(self.offsets) - 1), np.diff(self.offsets))

    @cached_property
    def value_offsets(self) -> Ints:
        """(events + 1,): the results of event i are values[value_offsets[i] : value_offsets[i + 1]]."""
        return offsets_of(self.sizes[self.acts])

    def between(self, first: int, last: int) -> Events:
        """Return the events of the courses at places first .. last - 1."""
        start, stop = self.offsets[first], self.offsets[last]
        values = slice(self.value_offsets[start], self.value_offsets[stop])
        each = slice(start, stop)
        return Events(
            self.offsets[first : last + 1] - start,
            self.acts[each],
            self.instants[each],
            self.possible[each],
            self.broken[each],
            self.values[values],
            self.sizes,
        )


@dataclass(frozen=True, eq=False)
class Ensemble:
    """What courses first .. first + count - 1 of a scenario left.

    Attributes
    ----------
    labels
        What the numbers mean and where they come from.
    seed, first
        With the labels and the plan they say all: any of the courses can be run again from its number.
    plan
        How the courses ran.
    same_luck
        Whether they ran with the luck that history revealed (`run_same_luck`).
    statuses
        How courses ended, as sentences; the first says that a course ran to its end.
    outcomes : (courses,) int16
        Number of the outcome in `Labels.outcomes`, -1 where the course was stopped.
    status : (courses,) int16
        Place in `statuses`; 0 where the course ran to its end.
    clips, stubborn_events, stubborn_draws : (courses,) int32
        How many changes were kept within their bounds, and how many recorded events and draws a replay held impossible.
    likelihood : (courses,) float64
        Log-likelihood of the record in a replay.
    assumptions : (pairs, numbers) float64
        The uncertain numbers that each pair of twins drew; course n belongs to pair n // 2.
    events
        None where they were not kept.
    """

    labels: Labels
    seed: int
    first: int
    plan: Plan
    same_luck: bool
    statuses: tuple[str, ...]
    outcomes: NDArray[np.int16]
    status: NDArray[np.int16]
    clips: NDArray[np.int32]
    stubborn_events: NDArray[np.int32]
    stubborn_draws: NDArray[np.int32]
    likelihood: Floats
    assumptions: Floats
    events: Events | None

    @property
    def count(self) -> int:
        """How many courses there are."""
        return len(self.outcomes)

    @property
    def pairs(self) -> Ints:
        """(courses,): the row of each course in `assumptions`."""
        return np.arange(self.first, self.first + self.count) // 2 - self.first // 2

    @classmethod
    def collect(
        cls,
        program: Program,
        scenario: Scenario,
        seed: int,
        batches: Iterable[Batch],
        keep_events: bool = True,
        *,
        plan: Plan | None = None,
        same_luck: bool = False,
    ) -> Ensemble:
        """Gather batches that follow each other into one ensemble.

        Each batch is cut down as it comes and then let go, so that memory holds the result and one batch.

        Parameters
        ----------
        batches
            Run with a plan that keeps the assumptions (`keeping_assumptions`), or keeps nothing.
        plan, same_luck
            How they were run.

        Raises
        ------
        ValueError
            Where there is no course, or batches do not follow each other, or they kept other slots.
        """
        if plan and plan.siblings != 2:
            raise ValueError(
                f"courses with {plan.siblings} siblings; expected twins, which all that reads them assumes"
            )
        labels = Labels.of(scenario, program)
        columns: dict[str, Column] = {}
        first, following = 0, None
        for batch in batches:
            if following is None:
                first = batch.first
            elif batch.first != following:
                raise ValueError(f"a batch from course {batch.first} on; expected courses from {following} on")
            following = batch.first + batch.count
            for name, column in columns_of(batch, batch.first == first, keep_events):
                columns.setdefault(name, Column()).add(column)
        if following is None:
            raise ValueError("an ensemble of no courses; expected at least one batch")
        whole = {name: column.whole() for name, column in columns.items()}
        if whole["assumptions"].shape[1] not in (0, len(labels.numbers)):
            raise ValueError("batches that kept other slots; expected a plan from keeping_assumptions()")
        statuses, status = _sentences(program, whole.pop("status"), whole.pop("culprit"))
        sizes = np.array([len(names) for names in labels.results], np.int64)
        counts = whole.pop("counts")
        events = (
            Events(offsets_of(counts), **{name: whole.pop(name) for name in OF_EVENTS}, sizes=sizes)
            if keep_events
            else None
        )
        kept = replace(plan or Plan(), keep=())
        return cls(labels, seed, first, kept, same_luck, statuses, status=status, **whole, events=events)

    def outcome_counts(self) -> dict[str, int]:
        """How many courses ended in each outcome, in the scenario's order; stopped courses are in none."""
        counts = np.bincount(self.outcomes[self.outcomes >= 0], minlength=len(self.labels.outcomes))
        return dict(zip(self.labels.outcomes, counts.tolist(), strict=True))

    def outcome_shares(self) -> dict[str, float]:
        """The share of each outcome in the courses that ran to their end."""
        counts = self.outcome_counts()
        ran = max(1, sum(counts.values()))
        return {name: count / ran for name, count in counts.items()}

    def status_counts(self) -> dict[str, int]:
        """How many courses ended how, by sentence."""
        counts = np.bincount(self.status, minlength=len(self.statuses))
        return dict(zip(self.statuses, counts.tolist(), strict=True))

    def happened(self, act: str) -> NDArray[np.bool_]:
        """(courses,): whether an act happened, once or more often."""
        if self.events is None:
            raise ValueError("an ensemble without its events; expected one collected with keep_events=True")
        found = np.zeros(self.count, bool)
        found[self.events.courses[self.events.acts == self.labels.acts.index(act)]] = True
        return found


def keeping_assumptions(program: Program, plan: Plan | None = None) -> Plan:
    """Return a plan that keeps what each course drew of the uncertain numbers, in the order of `Labels.numbers`."""
    places = {slot: place for place, slot in enumerate(program.slots)}
    numbers = [number.slot for number in program.model.numbers if number.slot is not None]
    return replace(plan or Plan(), keep=tuple(places[slot] for slot in numbers))


def simulate(
    scenario: Scenario,
    program: Program,
    courses: int,
    seed: int,
    threads: int | None = None,
    progress: Callable[[int, int], object] | None = None,
    *,
    first: int = 0,
    plan: Plan | None = None,
    keep_events: bool = True,
) -> Ensemble:
    """Run courses first .. first + courses - 1 and gather what they leave.

    `progress(done, total)` is called after each block. The result does not depend on `threads`.
    """
    if courses < 1:
        raise ValueError(f"{courses} courses; expected at least one")
    keeping = keeping_assumptions(program, plan)
    batches = run_threads(program, seed, courses, keeping, first=first, threads=threads)
    return Ensemble.collect(program, scenario, seed, _told(batches, courses, progress), keep_events, plan=plan)


def offsets_of(sizes: NDArray[np.integer]) -> Ints:
    """(n + 1,): where each of n parts of these sizes begins, and where the last one ends."""
    offsets = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=offsets[1:])
    return offsets


def _told(batches: Iterable[Batch], total: int, progress: Callable[[int, int], object] | None) -> Iterator[Batch]:
    done = 0
    for batch in batches:
        yield batch
        done += batch.count
        if progress:
            progress(done, total)


def _sentences(program: Program, status: Ints, culprit: Ints) -> tuple[tuple[str, ...], NDArray[np.int16]]:
    """Each course's status as a place in a list of sentences, which begins with 'ran to the end'."""
    acts = len(program.acts) + 1
    codes = status * acts + culprit + 1
    found = np.union1d([c.RAN * acts], codes)
    sentences = tuple(status_of(program, int(code) // acts, int(code) % acts - 1) for code in found)
    return sentences, np.searchsorted(found, codes).astype(np.int16)
