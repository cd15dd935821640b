"""Does the record replay? Each recorded event: possible, lawful, how surprising; and the likelihood of the whole.

The record makes paced acts happen at their instants; the assumptions of each course say whether they could. For an
event that was possible, history reveals two probabilities:

which
    s_a / sum s just before: of all acts that might have happened next, this one. Surprise in bits is -log2 of it.
when
    exp(-run-off): the chance that the wait would have been longer still. Over a whole record these should look
    uniform (equally: run-offs like Exp(1)), the time-rescaling test.

References
----------
Brown, E. N., Barbieri, R., Ventura, V., Kass, R. E. & Frank, L. M. (2002). The time-rescaling theorem and its
application to neural spike train data analysis. Neural Computation 14, 325-346.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from juncture.analysis.ranks import stays_among_first
from juncture.analysis.watch import Reading, RuleWatched, ordinals, watch
from juncture.kernel.run import Batch, Plan, run_courses, status_of
from juncture.program.model import TracedEntry
from juncture.program.program import Program
from juncture.scenario.scenario import Scenario

#: A chance above this is told as certain.
CERTAIN = 0.995


@dataclass(frozen=True, slots=True)
class EntryReplayed:
    """One recorded event in replay. Shares are over courses, that is over assumptions (and unobserved luck).

    Attributes
    ----------
    to_the_minute
        The record gives the hour; else the instant is the middle of what it gives.
    possible
        Share of courses in which it could happen: for an act with a pace, at risk at its instant; for an act at
        once, it happened by itself within the recorded dates.
    lawful
        Share of courses in which it broke no rule, as far as it happened at all.
    broken
        For each rule that it broke in some courses, the share of courses.
    which, when
        Mean probabilities as in the module's text, over courses where it was possible; not a number for acts at once.
    bits
        -log2 of `which`.
    stays
        Share of draws of the assumptions in which it stays among the five most surprising events; not a number where
        it is not one of them. Where an event is impossible, it surprises most.
    told
        The recorded results that follow from others (the nays where all vote), by name: what came out, with what is
        recorded as the bound, and the share of courses in which both agree to half a unit.
    as_told
        Share of courses in which all of these agree; 1 where there are none.
    """

    act: str
    title: str
    instant: int
    to_the_minute: bool
    at_once: bool
    possible: float
    lawful: float
    broken: dict[str, float]
    which: float
    when: float
    bits: float
    stays: float
    told: dict[str, Reading]
    as_told: float

    @property
    def certain(self) -> bool:
        """True where it had to come next, or did come at once, whatever the assumptions: it cannot surprise."""
        return self.possible * (1.0 if self.at_once else self.which) > CERTAIN


@dataclass(frozen=True, slots=True)
class FactReplayed:
    """A recorded fact, and the share of courses in which it held."""

    title: str
    instant: int
    holds: float


@dataclass(frozen=True, slots=True)
class DutyReplayed:
    """A rule that says `must`: the share of courses in which its deadline passes in vain, and when it does (median)."""

    rule: str
    broken: float
    instant: int | None


@dataclass(frozen=True, slots=True)
class Replayed:
    """A record replayed.

    Attributes
    ----------
    courses
        How many courses, that is draws of assumptions.
    log_likelihood
        Median, 5 % and 95 % over courses without stubborn events or draws; not numbers where there are none.
    stubborn
        Share of courses in which at least one recorded event or result was impossible. Courses that were stopped are
        left out of this and of every share.
    unrecorded
        Acts at once that happened although the record does not tell of them, with the share of courses.
    duties
        What became of each rule that says `must`.
    watched
        Rules with a number in their condition, followed along the record.
    mean_run_off
        Mean run-off at recorded events that were possible; 1 if paces fit the record's waits.
    stopped
        Courses that did not run to the end, by sentence.
    """

    courses: int
    entries: tuple[EntryReplayed, ...]
    facts: tuple[FactReplayed, ...]
    log_likelihood: tuple[float, float, float]
    stubborn: float
    unrecorded: dict[str, float]
    duties: tuple[DutyReplayed, ...]
    watched: tuple[RuleWatched, ...]
    mean_run_off: float
    stopped: dict[str, int]

    @property
    def least_possible(self) -> float:
        """The smallest share of courses in which a recorded event was possible."""
        return min((entry.possible for entry in self.entries), default=1.0)

    @property
    def most_surprising(self) -> tuple[EntryReplayed, ...]:
        """The five most surprising events, the most surprising first; none where hardly more have luck in time.

        Events that are certain are left out: they surprise nobody.
        """
        listed = [entry for entry in self.entries if not math.isnan(entry.stays) and not entry.certain]
        return tuple(sorted(listed, key=lambda entry: entry.possible * entry.which if entry.possible else 0.0))


def replay(scenario: Scenario, program: Program, courses: int = 1000, seed: int = 1) -> Replayed:
    """Replay the record of a scenario in many courses."""
    batch = run_courses(program, seed, 0, courses, Plan(program.model.record_until))
    until = batch.whole[:, 2] <= program.model.record_until
    whole, real = batch.whole[until], batch.real[until]
    ordinal = ordinals(whole)
    ran = batch.summary[:, 1] == 0
    missed = np.zeros(courses, bool)  # courses in which a recorded act at once did not come when it should
    entries: list[EntryReplayed] = []
    taken = np.zeros(len(whole), bool)
    seen: dict[str, int] = {}
    run_offs: list[float] = []
    chances = np.full((len(program.model.record), courses), math.nan)  # of 'which', by event and course
    for entry in program.model.record:
        number = next(i for i, act in enumerate(program.model.acts) if act.name == entry.act)
        k = seen[entry.act] = seen.get(entry.act, -1) + 1
        mine = (whole[:, 1] == number) & (ordinal == k)
        taken |= mine
        at_once = program.model.acts[number].speed is None
        could_happen = np.zeros(courses, bool)
        if at_once:
            could_happen[whole[mine & (whole[:, 2] >= entry.first) & (whole[:, 2] <= entry.last), 0]] = True
            missed |= ~could_happen
        else:
            could_happen[whole[mine & (whole[:, 3] == 1), 0]] = True
        possible = float(could_happen[ran].mean()) if ran.any() else math.nan
        could = mine & (whole[:, 3] == 1) if not at_once else np.zeros(len(whole), bool)
        which, when = _surprise(real[could])
        told, as_told = _told(program, entry, batch, np.flatnonzero(until)[mine])
        run_offs.extend(real[could, 0])
        if not at_once:
            chances[len(entries)] = 0.0
            chances[len(entries), whole[could, 0]] = real[could, 1] / real[could, 2]
        entries.append(
            EntryReplayed(
                act=entry.act,
                title=scenario.form.acts[entry.act].title,
                instant=entry.instant,
                to_the_minute=entry.first == entry.last,
                at_once=at_once,
                possible=possible,
                lawful=float((whole[mine][:, 4] == 0).mean()) if mine.any() else math.nan,
                broken=_broken(program, whole[mine]),
                which=which,
                when=when,
                bits=-math.log2(which) if which > 0 else math.nan,
                stays=math.nan,
                told=told,
                as_told=as_told,
            )
        )
    facts = tuple(
        FactReplayed(fact.title or fact.at, traced.instant, float(batch.facts[:, i].mean()))
        for i, (fact, traced) in enumerate(zip(scenario.facts_in_order, program.model.facts, strict=True))
    )
    fits = (batch.summary[:, 4] == 0) & (batch.summary[:, 5] == 0) & ~missed
    stopped: dict[str, int] = {}
    for status, culprit in batch.summary[batch.summary[:, 1] != 0][:, 1:3]:
        sentence = status_of(program, int(status), int(culprit))
        stopped[sentence] = stopped.get(sentence, 0) + 1
    return Replayed(
        courses=courses,
        entries=tuple(_with_stays(entries, chances, ran)),
        facts=facts,
        log_likelihood=_spread(batch, fits & ran),
        stubborn=float((~fits)[ran].mean()) if ran.any() else math.nan,
        unrecorded=_unrecorded(program, whole, taken, courses),
        duties=tuple(_duties(scenario, program, whole, courses)),
        watched=watch(scenario, program.model, courses, seed),
        mean_run_off=float(np.mean(run_offs)) if run_offs else math.nan,
        stopped=stopped,
    )


def _with_stays(
    entries: list[EntryReplayed], chances: NDArray[np.float64], ran: NDArray[np.bool_]
) -> Iterator[EntryReplayed]:
    """Give each event the share of draws, that is pairs of twins, in which it stays among the most surprising."""
    pairs = len(ran) // 2
    draws = chances[:, : 2 * pairs].reshape(len(entries), pairs, 2).mean(axis=2)
    draws = draws[:, ran[: 2 * pairs].reshape(pairs, 2).all(axis=1)]
    timed = ~np.array([entry.at_once for entry in entries], bool)
    stays = np.full(len(entries), math.nan)
    stays[timed] = stays_among_first(-draws[timed].T)
    return (replace(entry, stays=float(share)) for entry, share in zip(entries, stays, strict=True))


def _surprise(real: NDArray[np.float64]) -> tuple[float, float]:
    if not len(real):
        return math.nan, math.nan
    return float((real[:, 1] / real[:, 2]).mean()), float(np.exp(-real[:, 0]).mean())


def _told(
    program: Program, entry: TracedEntry, batch: Batch, rows: NDArray[np.int64]
) -> tuple[dict[str, Reading], float]:
    """What the results came out as that the record tells beside its observations, and the share in which all agree."""
    if not entry.told or not len(rows):
        return {}, 1.0
    first = batch.result_places(program)[0][rows]
    results = next(act for act in program.model.acts if act.name == entry.act).results
    told: dict[str, Reading] = {}
    agree = np.ones(len(rows), bool)
    for slot, value in entry.told.items():
        came = batch.results[first + results.index(slot)]
        equal = np.abs(came - value) <= 0.5
        told[slot.names[1]] = Reading.of(came, np.array([value]), equal)
        agree &= equal
    return told, float(agree.mean())


def _broken(program: Program, rows: NDArray[np.int64]) -> dict[str, float]:
    shares = {
        rule: float((rows[:, 4] >> bit & 1).mean()) if len(rows) else 0.0 for bit, rule in enumerate(program.rules)
    }
    return {rule: share for rule, share in shares.items() if share > 0}


def _spread(batch: Batch, clean: NDArray[np.bool_]) -> tuple[float, float, float]:
    if not clean.any():
        return math.nan, math.nan, math.nan
    low, middle, high = np.quantile(batch.likelihood[clean], [0.05, 0.5, 0.95])
    return float(middle), float(low), float(high)


def _unrecorded(program: Program, whole: NDArray[np.int64], taken: NDArray[np.bool_], courses: int) -> dict[str, float]:
    shares: dict[str, float] = {}
    for number, act in enumerate(program.model.acts):
        if act.speed is None and act.recorded:
            happened = np.unique(whole[(whole[:, 1] == number) & ~taken, 0])
            if len(happened):
                shares[act.name] = len(happened) / courses
    return shares


def _duties(scenario: Scenario, program: Program, whole: NDArray[np.int64], courses: int) -> Iterator[DutyReplayed]:
    for number, act in enumerate(program.model.acts):
        if act.name in scenario.form.rules:
            mine = whole[whole[:, 1] == number]
            instant = int(np.median(mine[:, 2])) if len(mine) else None
            yield DutyReplayed(act.name, len(np.unique(mine[:, 0])) / courses, instant)
