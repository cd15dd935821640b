"""Which events turned it? How the chances of the outcomes moved along the record.

turn
    P(outcome) just after a recorded event, as recorded, less just before: a vector with one number an outcome.
scheduled
    the same for acts at once, whose date was fixed in advance: what their draws decided.
drift
    the change between events: waiting is information. Its rate is -sum_a s_a turn_a over all acts that could have
    happened and did not (`nearmisses`).

All of it adds up: P at the end of the record less P at its begin is the sum of the three. The size of a turn is half
the sum of the absolute changes: the share of courses (total variation) that it moved from some outcomes to others.

Both sides of an event have the same assumptions and luck of the same names, so that their difference is hardly chance;
what is left stands in the intervals, which cluster by twins. A size is never below 0, so sizes within their interval
of 0 say nothing.

Stays: the share of draws of the assumptions in which an event of the five greatest is among the five greatest. Within
a draw its size is how far it moved the outcomes in the direction in which it moved them on average,
1/2 sum_o sign(turn_o) turn_o(draw), of which the mean over draws is the size itself. It is counted in a second ensemble
with many courses a draw, and their luck is taken out (`ranks`); only the `CANDIDATES` greatest turns compete.

References
----------
Doob, J. L. (1953). Stochastic Processes, chapter 7: for fixed assumptions each P is a martingale along a record.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from juncture.analysis.branches import Branches, Jump, Point, Progress, end_of, in_order
from juncture.analysis.intervals import Estimate, mean_over_draws
from juncture.analysis.ranks import TOP, among_first, nested, without_luck
from juncture.verbs.statements import Draw

#: How many of the greatest turns are tried when it is asked which stay among the first five.
CANDIDATES = 15


@dataclass(frozen=True, slots=True)
class Turn:
    """One event of the record and how it moved the outcomes.

    Attributes
    ----------
    kind
        'turn' for an event with luck in its time, 'scheduled' for acts at once.
    acts
        The act, then acts at once that came with it.
    instant
        When (the last instant, where it hangs on the assumptions).
    change
        By outcome: chance after less chance before.
    size
        Half the sum of the absolute changes.
    closed
        Openness before less openness after.
    stays
        The share of draws of the assumptions in which it stays among the five greatest turns; not a number where it is
        not one of them.
    """

    kind: str
    acts: tuple[str, ...]
    instant: int
    change: dict[str, Estimate]
    size: Estimate
    closed: Estimate
    stays: float = math.nan


@dataclass(frozen=True, slots=True)
class Turns:
    """How the chances of the outcomes moved along the record.

    Attributes
    ----------
    turns
        All events, in the order of the record.
    drift
        The same for the times of waiting: (first instant, last instant, change).
    totals
        For 'turn', 'scheduled' and 'drift', the sum of all changes of each outcome.
    draws, siblings
        Of the ensemble that asks which turns stay; 0 where it was not asked.
    """

    turns: tuple[Turn, ...]
    drift: tuple[tuple[int, int, dict[str, Estimate]], ...]
    totals: dict[str, dict[str, Estimate]]
    draws: int = 0
    siblings: int = 0

    @property
    def greatest(self) -> tuple[Turn, ...]:
        """Turns, the greatest first."""
        return tuple(sorted((t for t in self.turns if t.kind == "turn"), key=lambda turn: -turn.size.value))


def turns(branches: Branches) -> Turns:
    """Measure the turn of every recorded event, and the drift between them."""
    if branches.siblings != 2:
        raise ValueError(f"branches with {branches.siblings} siblings; expected twins")
    found = tuple(_turn(branches, jump) for jump in branches.jumps)
    steps: dict[str, list[tuple[Point, Point]]] = {"turn": [], "scheduled": [], "drift": []}
    at = branches.points[0] if branches.points else None
    for jump in branches.jumps:
        if at is not None and jump.before != at:
            steps["drift"].append((at, jump.before))
        steps[jump.kind].append((jump.before, jump.after))
        at = jump.after
    if at is not None and at != branches.points[-1]:
        steps["drift"].append((at, branches.points[-1]))
    drift = tuple((one.instant, other.instant, _change(branches, [(one, other)])) for one, other in steps["drift"])
    return Turns(found, drift, {kind: _change(branches, pairs) for kind, pairs in steps.items()})


def with_stays(
    branches: Branches,
    found: Turns,
    courses: int,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Turns:
    """Say of each of the five greatest turns in which share of the draws of the assumptions it stays one of them."""
    uncertain = any(isinstance(one, Draw) for one in branches.program.model.begin)
    siblings, draws = nested(courses, uncertain=uncertain)
    pairs = sorted(zip(found.turns, branches.jumps, strict=True), key=lambda pair: -pair[0].size.value)
    competing = [(turn, jump) for turn, jump in pairs if turn.kind == "turn"][:CANDIDATES]
    if len(competing) <= TOP:
        return found
    jumps = [jump for _, jump in competing]
    points = in_order({point for jump in jumps for point in (jump.before, jump.after)})
    ends = end_of(branches.program, draws * siblings, branches.seed, points, siblings, threads, progress)
    signs = [np.sign([turn.change[name].value for name in branches.names]) for turn, _ in competing]
    halves = [np.empty((draws, len(jumps))) for _ in range(2)]
    for i, (jump, sign) in enumerate(zip(jumps, signs, strict=True)):
        before, after = (ends[points.index(point)].reshape(draws, 2, -1) for point in (jump.before, jump.after))
        moved = np.where((before >= 0) & (after >= 0), sign[after] - sign[before], 0.0).mean(axis=2) / 2
        halves[0][:, i], halves[1][:, i] = moved[:, 0], moved[:, 1]
    stays = among_first(np.round(without_luck(*halves), 12)).mean(axis=0)
    told = {id(turn): float(share) for (turn, _), share in zip(competing[:TOP], stays, strict=False)}
    return replace(
        found,
        turns=tuple(replace(turn, stays=told[id(turn)]) if id(turn) in told else turn for turn in found.turns),
        draws=draws,
        siblings=siblings,
    )


def _turn(branches: Branches, jump: Jump) -> Turn:
    record = branches.program.model.record
    change = _change(branches, [(jump.before, jump.after)])
    sign = np.sign([change[name].value for name in branches.names])
    before, after = _twins(branches, [jump.before, jump.after])
    moved = (sign[after] - sign[before]).mean(axis=1) / 2
    closed = (before[:, 0] != before[:, 1]).astype(float) - (after[:, 0] != after[:, 1])
    return Turn(
        kind=jump.kind,
        acts=tuple(record[entry].act for entry in jump.entries),
        instant=jump.after.instant,
        change=change,
        size=mean_over_draws(moved, least=0.0),
        closed=mean_over_draws(closed),
    )


def _change(branches: Branches, steps: Sequence[tuple[Point, Point]]) -> dict[str, Estimate]:
    """By outcome: the sum of its changes from one point to another, with an interval that clusters by twins."""
    if not steps:
        return {name: Estimate(0.0, 0.0, 0.0) for name in branches.names}
    ends = _twins(branches, [point for step in steps for point in step])
    found: dict[str, Estimate] = {}
    for number, name in enumerate(branches.names):
        holds = (ends == number).mean(axis=2)
        found[name] = mean_over_draws((holds[1::2] - holds[::2]).sum(axis=0), -math.inf, math.inf)
    return found


def _twins(branches: Branches, points: Sequence[Point]) -> NDArray[np.int16]:
    """(points, pairs, 2): how the twins end that ran to the end from all of these points."""
    ends = branches.outcomes[[branches.points.index(point) for point in points]]
    ends = ends[:, : ends.shape[1] - ends.shape[1] % 2].reshape(len(points), -1, 2)
    return ends[:, (ends >= 0).all(axis=(0, 2))]
