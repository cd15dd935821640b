"""Clocks: when an act's waiting is over, and what makes it look again.

Run-off is added up only when the speed changes, so that looking twice, or looking at acts that were not touched,
changes no bit of any result.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from juncture.kernel import columns as c
from juncture.kernel.compiling import inlined
from juncture.kernel.luck import uniform
from juncture.kernel.machine import compute
from juncture.program.program import NEVER, Arrays, Floats, Ints


@inlined
def exponential(seed: np.uint64, number: int, digest: np.uint64, k: int) -> float:
    """The waiting time of a clock: Exp(1)."""
    return -math.log(uniform(seed, number, digest, k))


@inlined
def ring_of(target: float, run_off: float, speed: float, since: int, from_history: bool) -> int:
    """The instant at which a clock rings if nothing changes: rounded to a second, at least one after `since`."""
    if not speed > 0.0 or target == np.inf:
        return NEVER
    if from_history and run_off >= target:
        return since  # history had it happen in the very second in which its speed changed
    wait = np.rint((target - run_off) / speed * 86400.0)
    if not wait < 9007199254740992.0:
        return NEVER
    return since + max(1, int(wait))


@inlined
def key_of(state: Ints, a: int, at_once: bool, now: int) -> int:
    """The next thing about one act, as 8 * instant + rank."""
    key = 8 * min(state[a, c.OPENS], state[a, c.CLOSES]) + c.EDGE
    if at_once:
        return min(key, 8 * now + c.AT_ONCE) if state[a, c.AT_RISK] else key
    # With the luck of history a ring is the recorded event itself, and keeps the record's place.
    return min(key, 8 * state[a, c.RINGS_AT] + (c.RECORDED if state[a, c.ENTRY] >= 0 else c.RING))


@inlined
def delayed(x: Floats, now: int, slot: int) -> int:
    """The instant so many days (in a slot of x, or none) after now."""
    if slot < 0:
        return now
    days = x[slot]
    if not days > 0.0:
        return now if days <= 0.0 else NEVER
    seconds = np.rint(days * 86400.0)
    return now + int(seconds) if seconds < 9007199254740992.0 else NEVER


@inlined
def wind(
    state: Ints,
    clock: Floats,
    clocks_revealed: Floats,
    acts: Ints,
    own_record: Ints,
    a: int,
    fresh: float,
    mode: int,
) -> None:
    """Give a clock its next waiting time: the one that history revealed, else a fresh one.

    Of a wait that had not ended when the record did, the negative is kept: it has no place in the record.
    """
    k = state[a, c.COUNT]
    clock[a, c.TARGET], state[a, c.ENTRY] = fresh, -1
    if (
        mode == c.USE
        and acts[a, c.IS_RECORDED]
        and k < clocks_revealed.shape[1]
        and not np.isnan(clocks_revealed[a, k])
    ):
        clock[a, c.TARGET] = abs(clocks_revealed[a, k])
        if clocks_revealed[a, k] >= 0.0 and acts[a, c.RECORD_FROM] + k < acts[a, c.RECORD_TO]:
            state[a, c.ENTRY] = own_record[acts[a, c.RECORD_FROM] + k]


@inlined
def set_clocks(
    acts: Ints,
    digests: NDArray[np.uint64],
    own_record: Ints,
    clocks_revealed: Floats,
    state: Ints,
    clock: Floats,
    seed: np.uint64,
    number: int,
    replaying: bool,
    mode: int,
) -> None:
    """Set windows, counts and clocks as they are at the beginning; a replay stops the clocks of recorded acts."""
    for a in range(acts.shape[0]):
        state[a, c.OPENS] = NEVER if acts[a, c.OPENS_AT] < 0 else acts[a, c.OPENS_AT]
        state[a, c.CLOSES] = acts[a, c.CLOSES_AT]
        state[a, c.OPEN] = 1 if acts[a, c.OPENS_AT] < 0 and acts[a, c.OPENS_AFTER] < 0 else 0
        state[a, c.COUNT] = 0
        state[a, c.AT_RISK] = 0
        state[a, c.PREVENTED] = 0
        state[a, c.RINGS_AT] = NEVER
        state[a, c.SINCE] = 0
        state[a, c.ENTRY] = -1
        clock[a, c.RUN_OFF] = 0.0
        clock[a, c.SPEED] = 0.0
        clock[a, c.TARGET] = np.inf
        if not acts[a, c.IS_AT_ONCE] and not (replaying and acts[a, c.IS_RECORDED]):
            fresh = exponential(seed, number, digests[a], 0)
            wind(state, clock, clocks_revealed, acts, own_record, a, fresh, mode)


@inlined
def edges_after(acts: Ints, x: Floats, state: Ints, act: int, now: int) -> None:
    """Set anew the edges of windows that open or close so many days after an act."""
    for a in range(acts.shape[0]):
        if acts[a, c.OPENS_AFTER] == act:
            state[a, c.OPENS] = delayed(x, now, acts[a, c.OPENS_DELAY])
            state[a, c.KEY] = key_of(state, a, acts[a, c.IS_AT_ONCE] == 1, now)
        if acts[a, c.CLOSES_AFTER] == act:
            state[a, c.CLOSES] = delayed(x, now, acts[a, c.CLOSES_DELAY])
            state[a, c.KEY] = key_of(state, a, acts[a, c.IS_AT_ONCE] == 1, now)


@inlined
def end_replay(
    program: Arrays,
    state: Ints,
    clock: Floats,
    clocks_revealed: Floats,
    seed: np.uint64,
    number: int,
    now: int,
    mode: int,
    likelihood: float,
) -> float:
    """Let clocks ring from now on; return the likelihood less the run-off of all that had not happened."""
    acts, digests, own_record = program[2], program[4], program[8]
    for a in range(acts.shape[0]):
        if acts[a, c.IS_AT_ONCE] or not acts[a, c.IS_RECORDED]:
            continue
        k = state[a, c.COUNT]
        run_off = clock[a, c.RUN_OFF] + clock[a, c.SPEED] * ((now - state[a, c.SINCE]) / 86400.0)
        likelihood -= run_off
        # It is known to outlast this second.
        fresh = run_off + max(exponential(seed, number, digests[a], k), clock[a, c.SPEED] / 86400.0)
        if mode == c.SAVE and k < clocks_revealed.shape[1]:
            clocks_revealed[a, k] = -fresh
        wind(state, clock, clocks_revealed, acts, own_record, a, fresh, mode)
        rings_at = ring_of(
            clock[a, c.TARGET], clock[a, c.RUN_OFF], clock[a, c.SPEED], state[a, c.SINCE], state[a, c.ENTRY] >= 0
        )
        state[a, c.RINGS_AT] = max(now + 1, rings_at)
        state[a, c.KEY] = key_of(state, a, False, now)
    return likelihood


@inlined
def look_again(
    code: NDArray[np.int32],
    acts: Ints,
    touch: Ints,
    clips: int,
    x: Floats,
    state: Ints,
    clock: Floats,
    low: int,
    high: int,
    every: bool,
    now: int,
) -> int:
    """Look again at acts low .. high - 1 (or at those that `touch` lists there): at risk, and how fast?

    Returns -1, or the act whose speed is not a finite number, at which the course stops.
    """
    for i in range(low, high):
        a = i if every else touch[i]
        at_once = acts[a, c.IS_AT_ONCE] == 1
        at_risk, speed = False, 0.0
        if state[a, c.OPEN] and not state[a, c.PREVENTED] and state[a, c.COUNT] < acts[a, c.TIMES]:
            row, stop = acts[a, c.GUARD_FROM], acts[a, c.GUARD_TO]
            while True:  # first the guard, then the speed
                compute(x, code, row, stop, clips)
                if at_risk:
                    speed = float(x[int(acts[a, c.SPEED_SLOT])])
                    break
                if not x[acts[a, c.GUARD]] > 0.0:
                    break
                at_risk = True
                if at_once:
                    break
                row, stop = acts[a, c.SPEED_FROM], acts[a, c.SPEED_TO]
            if not (speed >= 0.0 and speed < np.inf):
                return a
        state[a, c.AT_RISK] = 1 if at_risk else 0
        if speed != clock[a, c.SPEED]:
            clock[a, c.RUN_OFF] += clock[a, c.SPEED] * ((now - state[a, c.SINCE]) / 86400.0)
            clock[a, c.SPEED], state[a, c.SINCE] = speed, now
            state[a, c.RINGS_AT] = ring_of(clock[a, c.TARGET], clock[a, c.RUN_OFF], speed, now, state[a, c.ENTRY] >= 0)
        state[a, c.KEY] = key_of(state, a, at_once, now)
    return -1
