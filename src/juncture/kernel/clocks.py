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
from juncture.program.program import ITSELF, LAST_BIT, NEVER, Arrays, Floats, Ints


@inlined
def exponential(stream: np.uint64, digest: np.uint64, k: int) -> float:
    """The waiting time of a clock: Exp(1)."""
    return -math.log(uniform(stream, digest, k))


@inlined
def ring_of(target: float, run_off: float, speed: float, since: int, from_history: bool) -> int:
    """The instant at which a clock rings if nothing changes: rounded to a second, at least one after `since`."""
    if not speed > 0.0 or target == np.inf:
        return NEVER
    if from_history and run_off >= target:
        return since  # history had it happen in the very second in which its speed changed
    wait = np.rint((target - run_off) / speed * 86400.0)
    if not wait < NEVER:
        return NEVER
    return since + max(1, int(wait))


@inlined
def key_of(acts: Ints, state: Ints, a: int, now: int) -> int:
    """The next thing about one act, as one number: (8 * instant + rank) * MOST_ACTS + act."""
    key = 8 * min(state[a, c.OPENS], state[a, c.CLOSES]) + c.EDGE
    if state[a, c.COUNT] >= acts[a, c.TIMES]:
        key = 8 * NEVER  # windows of an act that has no happenings left are nothing to wait for
    elif not acts[a, c.IS_AT_ONCE]:
        # With the luck of history a ring is the recorded event itself, and keeps the record's place.
        key = min(key, 8 * state[a, c.RINGS_AT] + (c.RECORDED if state[a, c.ENTRY] >= 0 else c.RING))
    elif state[a, c.AT_RISK]:
        key = min(key, 8 * now + c.AT_ONCE)
    return key * c.MOST_ACTS + a


@inlined
def delayed(x: Floats, now: int, slot: int) -> int:
    """The instant so many days (in a slot of x, or none) after now."""
    if slot < 0:
        return now
    days = x[slot]
    if not days > 0.0:
        return now if days <= 0.0 else NEVER
    seconds = np.rint(days * 86400.0)
    return now + int(seconds) if seconds < NEVER else NEVER


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
    keys: Ints,
    stream: np.uint64,
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
            fresh = exponential(stream, digests[a], 0)
            wind(state, clock, clocks_revealed, acts, own_record, a, fresh, mode)
        keys[a] = key_of(acts, state, a, 0)


@inlined
def edges_after(acts: Ints, lists: Ints, x: Floats, state: Ints, keys: Ints, act: int, now: int) -> None:
    """Set anew the edges of windows that open or close so many days after an act."""
    for i in range(acts[act, c.FOLLOWERS_FROM], acts[act, c.FOLLOWERS_TO]):
        a = lists[i]
        if acts[a, c.OPENS_AFTER] == act:
            state[a, c.OPENS] = delayed(x, now, acts[a, c.OPENS_DELAY])
        if acts[a, c.CLOSES_AFTER] == act:
            state[a, c.CLOSES] = delayed(x, now, acts[a, c.CLOSES_DELAY])
        keys[a] = key_of(acts, state, a, now)


@inlined
def end_replay(
    program: Arrays,
    state: Ints,
    clock: Floats,
    keys: Ints,
    clocks_revealed: Floats,
    stream: np.uint64,
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
        fresh = run_off + max(exponential(stream, digests[a], k), clock[a, c.SPEED] / 86400.0)
        if mode == c.SAVE and k < clocks_revealed.shape[1]:
            clocks_revealed[a, k] = -fresh
        wind(state, clock, clocks_revealed, acts, own_record, a, fresh, mode)
        rings_at = ring_of(
            clock[a, c.TARGET], clock[a, c.RUN_OFF], clock[a, c.SPEED], state[a, c.SINCE], state[a, c.ENTRY] >= 0
        )
        state[a, c.RINGS_AT] = max(now + 1, rings_at)
        keys[a] = key_of(acts, state, a, now)
    return likelihood


@inlined
def changed_since(x: Floats, before: Floats, lists: Ints, low: int, high: int) -> int:
    """Which of the slots that `lists` names no longer hold what they held before, as bits; 0 and -0 are different."""
    changed = ITSELF
    for i in range(low, high):
        now, then = x[lists[i]], before[i - low]
        if now != then or (now == 0.0 and math.copysign(1.0, now) != math.copysign(1.0, then)):
            changed |= 1 << min(i - low, LAST_BIT)
    return changed


@inlined
def look_again(
    code: NDArray[np.uint32],
    acts: Ints,
    touch: Ints,
    clips: int,
    x: Floats,
    state: Ints,
    clock: Floats,
    keys: Ints,
    able: Ints,
    low: int,
    high: int,
    changed: int,
    now: int,
) -> int:
    """Look again at the acts that `touch` lists from low to high - 1: at risk, and how fast?

    What reads nothing that `changed` is as it was.
    Returns -1, or the act whose speed is not a finite number, at which the course stops.
    """
    for i in range(low, high):
        a = touch[i, c.TOUCHED]
        look_at_guard = touch[i, c.BY_GUARD] & changed != 0
        look_at_speed = touch[i, c.BY_SPEED] & changed != 0
        if not look_at_guard and not look_at_speed:
            continue
        if touch[i, c.BY_GUARD] == ITSELF:  # only then may these three have changed
            able[a] = state[a, c.OPEN] and not state[a, c.PREVENTED] and state[a, c.COUNT] < acts[a, c.TIMES]
        elif not able[a]:
            continue
        was_at_risk = state[a, c.AT_RISK] == 1
        if not was_at_risk and not (able[a] and look_at_guard):
            continue
        at_risk, speed = False, 0.0
        if able[a]:
            row, stop = acts[a, c.GUARD_FROM], acts[a, c.GUARD_TO]
            if not look_at_guard:
                at_risk, row, stop = True, acts[a, c.SPEED_FROM], acts[a, c.SPEED_TO]
            while True:  # first the guard, then the speed
                compute(x, code, row, stop, clips)
                if at_risk:
                    speed = float(x[int(acts[a, c.SPEED_SLOT])])
                    break
                if not x[acts[a, c.GUARD]] > 0.0:
                    break
                at_risk = True
                if acts[a, c.IS_AT_ONCE]:
                    break
                if was_at_risk and not look_at_speed:
                    speed = clock[a, c.SPEED]
                    break
                row, stop = acts[a, c.SPEED_FROM], acts[a, c.SPEED_TO]
            if not (speed >= 0.0 and speed < np.inf):
                return a
        state[a, c.AT_RISK] = 1 if at_risk else 0
        if speed != clock[a, c.SPEED]:
            clock[a, c.RUN_OFF] += clock[a, c.SPEED] * ((now - state[a, c.SINCE]) / 86400.0)
            clock[a, c.SPEED], state[a, c.SINCE] = speed, now
            state[a, c.RINGS_AT] = ring_of(clock[a, c.TARGET], clock[a, c.RUN_OFF], speed, now, state[a, c.ENTRY] >= 0)
        keys[a] = key_of(acts, state, a, now)
    return -1
