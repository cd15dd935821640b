"""One course: choose the next thing, let it happen, look again at what it touched.

The same loop simulates, replays a record, branches from it and answers what-if with revealed luck. What the numbers
mean stands in `docs/design.md`, section 3; `tests/reference.py` is the same semantics in plain Python, event for event.
"""

from __future__ import annotations

import math

import numpy as np

from juncture.kernel.compiling import inlined
from juncture.kernel.laws import NORMAL, abduct, forward
from juncture.kernel.luck import uniform
from juncture.kernel.machine import compute
from juncture.program.program import NEVER, ActColumn, DrawColumn, RecordColumn, Scalar

SECONDS_PER_DAY = 86400
MOST_EVENTS = 4000

# How a course ended.
RAN, NOT_A_SPEED, TOO_MANY = 0, 1, 2

# What happens next, in the order of ranks at one instant; BEGIN comes before everything.
TICK, EDGE, AT_ONCE, CHANGE, RECORDED, RING, FACT, REPLAYED, BEGIN = 0, 1, 2, 3, 4, 5, 6, 7, 8

# Kinds of change.
PREVENT, DO, SET = 0, 1, 2

# What is done with the luck that a replay reveals.
IGNORE, SAVE, USE = 0, 1, 2

# Columns of the state of each act: instants and counts ...
KEY, RINGS_AT, SINCE, OPENS, CLOSES, OPEN, COUNT, AT_RISK, PREVENTED, ENTRY = 0, 1, 2, 3, 4, 5, 6, 7, 8, 9
STATE_COLUMNS = 10
# ... and its clock.
RUN_OFF, SPEED, TARGET = 0, 1, 2
CLOCK_COLUMNS = 3

# Columns of revealed draws.
KNOWN, VALUE, A, B, LEAST, LUCK = 0, 1, 2, 3, 4, 5
REVEALED_COLUMNS = 6

# Columns of the summary of a course.
OUTCOME, STATUS, CULPRIT, EVENTS, STUBBORN_EVENTS, STUBBORN_DRAWS, CLIPS = 0, 1, 2, 3, 4, 5, 6
SUMMARY_COLUMNS = 7

(GUARD_FROM, GUARD_TO, GUARD, SPEED_FROM, SPEED_TO, SPEED_SLOT, EVENT_FROM, EVENT_TO, IS_AT_ONCE, IS_RECORDED, TIMES, DONE,
 OPENS_AT, OPENS_AFTER, OPENS_DELAY, CLOSES_AT, CLOSES_AFTER, CLOSES_DELAY, TOUCH_FROM, TOUCH_TO, RESULTS_FROM,
 RESULTS_TO, RECORD_FROM, RECORD_TO, BROKEN_FROM, BROKEN_TO) = (int(column) for column in ActColumn)  # fmt: skip
(BEGIN_FROM, BEGIN_TO, TICK_FROM, TICK_TO, TICK_TOUCH_FROM, TICK_TOUCH_TO, OUTCOME_FROM, OUTCOME_TO, OUTCOME_SLOT, DAY,
 FIRST_TICK, END, BROKEN_SLOT, CLIPS_SLOT) = (int(scalar) for scalar in Scalar)  # fmt: skip
LAW, AT_LEAST = int(DrawColumn.LAW), int(DrawColumn.AT_LEAST)
ENTRY_ACT, ENTRY_INSTANT, OBSERVED_FROM, OBSERVED_TO, ORDINAL = (int(column) for column in RecordColumn)


@inlined
def exponential(seed, number, digest, k):
    """The waiting time of a clock: Exp(1)."""
    return -math.log(uniform(seed, number, digest, k))


@inlined
def ring_of(target, run_off, speed, since, from_history):
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
def key_of(state, a, at_once, now):
    """The next thing about one act, as 8 * instant + rank."""
    key = 8 * min(state[a, OPENS], state[a, CLOSES]) + EDGE
    if at_once:
        return min(key, 8 * now + AT_ONCE) if state[a, AT_RISK] else key
    # With the luck of history a ring is the recorded event itself, and keeps the record's place.
    return min(key, 8 * state[a, RINGS_AT] + (RECORDED if state[a, ENTRY] >= 0 else RING))


@inlined
def delayed(x, now, slot):
    """The instant so many days (in a slot of x, or none) after now."""
    if slot < 0:
        return now
    days = x[slot]
    if not days > 0.0:
        return now if days <= 0.0 else NEVER
    seconds = np.rint(days * 86400.0)
    return now + int(seconds) if seconds < 9007199254740992.0 else NEVER


@inlined
def wind(state, clock, clocks_revealed, acts, own_record, a, fresh, mode):
    """Give a clock its next waiting time: the one that history revealed, else a fresh one.

    Of a wait that had not ended when the record did, the negative is kept: it has no place in the record.
    """
    k = state[a, COUNT]
    clock[a, TARGET], state[a, ENTRY] = fresh, -1
    if mode == USE and acts[a, IS_RECORDED] and k < clocks_revealed.shape[1] and not np.isnan(clocks_revealed[a, k]):
        clock[a, TARGET] = abs(clocks_revealed[a, k])
        if clocks_revealed[a, k] >= 0.0 and acts[a, RECORD_FROM] + k < acts[a, RECORD_TO]:
            state[a, ENTRY] = own_record[acts[a, RECORD_FROM] + k]


@inlined
def course(program, tables, plan, revealed, workspace, log, seed, number, row, summary, likelihoods, facts_held, kept):
    """Run one course; append its events to the log.

    Parameters
    ----------
    program
        `Program.arrays`.
    tables
        log(n!) for binomials.
    plan
        (options, changes, values, keep): options is [replay until (or -1), what to do with revealed luck]; changes are
        rows [instant, kind, act or slot] with their values; keep are slots of x whose values after the beginning are
        wanted.
    revealed
        (clocks, draws): shape (acts, happenings) and (draws, happenings, REVEALED_COLUMNS).
    workspace
        (x, state, clock): overwritten.
    log
        (whole, real, results, used): one row an event in `whole` [course, act, instant, possible, rules broken] and
        `real` [run-off, speed, speed of all]; the results of all events one after the other; `used` counts both.
    row
        The place of this course in `summary`, `likelihoods`, `facts_held` and `kept`.
    """
    (start, code, acts, draws, digests, touch, results, record, own_record, observed, facts, scalars) = program
    options, changes, change_values, keep = plan
    clocks_revealed, draws_revealed = revealed
    x, state, clock = workspace
    log_whole, log_real, log_results, used = log
    count = acts.shape[0]
    happenings = clocks_revealed.shape[1]
    replay_until, mode = options[0], options[1]
    replaying = replay_until >= 0
    end = scalars[END]
    for i in range(start.shape[0]):
        x[i] = start[i]
    for a in range(count):
        state[a, OPENS] = NEVER if acts[a, OPENS_AT] < 0 else acts[a, OPENS_AT]
        state[a, CLOSES] = acts[a, CLOSES_AT]
        state[a, OPEN] = 1 if acts[a, OPENS_AT] < 0 and acts[a, OPENS_AFTER] < 0 else 0
        state[a, COUNT] = 0
        state[a, AT_RISK] = 0
        state[a, PREVENTED] = 0
        state[a, RINGS_AT] = NEVER
        state[a, SINCE] = 0
        state[a, ENTRY] = -1
        clock[a, RUN_OFF] = 0.0
        clock[a, SPEED] = 0.0
        clock[a, TARGET] = np.inf
        if not acts[a, IS_AT_ONCE] and not (replaying and acts[a, IS_RECORDED]):
            fresh = exponential(seed, number, digests[a], 0)
            wind(state, clock, clocks_revealed, acts, own_record, a, fresh, mode)
    next_tick = scalars[FIRST_TICK]
    next_change, next_entry, next_fact = 0, 0, 0
    events, status, culprit = 0, RAN, -1
    stubborn_events, stubborn_draws = 0, 0
    likelihood = 0.0
    now, kind, who, entry = 0, BEGIN, -1, -1
    while True:
        # -- choose the next thing ---------------------------------------------------------------------------------
        act, entry = -1, -1
        first, last = 0, 0
        if status != RAN:
            if not replaying:
                break
            kind = REPLAYED  # what history revealed up to here
        elif kind != BEGIN:
            key = 8 * next_tick + TICK
            for a in range(count):
                mine = state[a, KEY]
                if mine < key or (mine == key and mine & 7 == RECORDED and state[a, ENTRY] < state[who, ENTRY]):
                    key = mine
                    who = a
            if next_change < changes.shape[0]:
                key = min(key, 8 * changes[next_change, 0] + CHANGE)
            while next_entry < record.shape[0]:
                e, k = record[next_entry, ENTRY_ACT], record[next_entry, ORDINAL]
                stubborn = mode == USE and clocks_revealed[e, k] == np.inf
                if not acts[e, IS_AT_ONCE] and (replaying or stubborn):
                    break
                next_entry += 1
            forced = False
            if next_entry < record.shape[0]:
                mine = 8 * record[next_entry, ENTRY_INSTANT] + RECORDED
                if mine < key or (mine == key and next_entry < state[who, ENTRY]):
                    key = mine
                    forced = True
            if next_fact < facts.shape[0]:
                key = min(key, 8 * facts[next_fact, 0] + FACT)
            if replaying:
                key = min(key, 8 * replay_until + REPLAYED)
            now, kind = key >> 3, key & 7
            if kind == RECORDED and not forced:
                kind = RING
            if now >= end:
                if not replaying:
                    break
                now, kind = end, REPLAYED  # the course ends before the record does
        # -- what it is --------------------------------------------------------------------------------------------
        if kind == BEGIN:
            first, last = scalars[BEGIN_FROM], scalars[BEGIN_TO]
        elif kind == TICK:
            next_tick += SECONDS_PER_DAY
            x[scalars[DAY]] += 1.0
            first, last = scalars[TICK_FROM], scalars[TICK_TO]
        elif kind == EDGE:
            if state[who, OPENS] == now:
                state[who, OPENS], state[who, OPEN] = NEVER, 1
            else:
                state[who, CLOSES], state[who, OPEN] = NEVER, 0
        elif kind == AT_ONCE:
            act = who
            own = acts[act, RECORD_FROM] + state[act, COUNT]
            if replaying and own < acts[act, RECORD_TO]:
                entry = own_record[own]
        elif kind == RING:
            act = who
        elif kind == CHANGE:
            target = changes[next_change, 2]
            if changes[next_change, 1] == PREVENT:
                state[target, PREVENTED] = 1
            elif changes[next_change, 1] == SET:
                x[target] = change_values[next_change]
            else:
                act = target
            next_change += 1
        elif kind == RECORDED:
            e = record[next_entry, ENTRY_ACT]
            if not state[e, PREVENTED] and (replaying or record[next_entry, ORDINAL] == state[e, COUNT]):
                act, entry = e, next_entry
            next_entry += 1
            if act < 0:
                continue
        elif kind == FACT:
            first, last = facts[next_fact, 1], facts[next_fact, 2]
        else:
            # The replay is over: what did not happen counts, and clocks can ring from now on.
            for a in range(count):
                if acts[a, IS_AT_ONCE] or not acts[a, IS_RECORDED]:
                    continue
                k = state[a, COUNT]
                run_off = clock[a, RUN_OFF] + clock[a, SPEED] * ((now - state[a, SINCE]) / 86400.0)
                likelihood -= run_off
                # It is known to outlast this second.
                fresh = run_off + max(exponential(seed, number, digests[a], k), clock[a, SPEED] / 86400.0)
                if mode == SAVE and k < happenings:
                    clocks_revealed[a, k] = -fresh
                wind(state, clock, clocks_revealed, acts, own_record, a, fresh, mode)
                rings_at = ring_of(
                    clock[a, TARGET], clock[a, RUN_OFF], clock[a, SPEED], state[a, SINCE], state[a, ENTRY] >= 0
                )
                state[a, RINGS_AT] = max(now + 1, rings_at)
                state[a, KEY] = key_of(state, a, False, now)
            replaying = False
            continue
        # -- before an event ---------------------------------------------------------------------------------------
        run_off, speed, all_speeds, happened = 0.0, 0.0, 0.0, 0
        possible = False
        if act >= 0:
            first, last = acts[act, BROKEN_FROM], acts[act, EVENT_TO]
            happened = state[act, COUNT]
            speed = clock[act, SPEED]
            run_off = clock[act, RUN_OFF] + speed * ((now - state[act, SINCE]) / 86400.0)
            possible = state[act, AT_RISK] == 1 and (acts[act, IS_AT_ONCE] == 1 or speed > 0.0)
            for a in range(count):
                if acts[a, IS_RECORDED]:
                    all_speeds += clock[a, SPEED]
            if kind == RECORDED and replaying:
                if possible:
                    likelihood += math.log(speed) - run_off
                else:
                    stubborn_events += 1
                if mode == SAVE and happened < happenings:
                    clocks_revealed[act, happened] = run_off if possible else np.inf
        # -- its draws and effects ---------------------------------------------------------------------------------
        r = first
        while True:
            r = compute(x, code, r, last, scalars[CLIPS_SLOT])
            if r >= last:
                break
            d, a, b = code[r, 1], x[code[r, 2]], x[code[r, 3]]
            draw = code[r, 4]
            law = draws[draw, LAW]
            least = x[draws[draw, AT_LEAST]] if draws[draw, AT_LEAST] >= 0 else 0.0
            u = uniform(seed, number // 2 if kind == BEGIN else number, digests[count + draw], happened)
            seen = -1
            if entry >= 0 and replaying:
                for o in range(record[entry, OBSERVED_FROM], record[entry, OBSERVED_TO]):
                    if observed[o, 0] == draw:
                        seen = o
            if seen >= 0:
                value, luck, log_probability, fits = abduct(
                    law, a, b, least, u, int(observed[seen, 1]), observed[seen, 2], tables
                )
                if fits:
                    likelihood += log_probability
                else:
                    stubborn_draws += 1
                x[d] = value
                if mode == SAVE and happened < happenings:
                    draws_revealed[draw, happened, KNOWN] = 1.0 if fits else 2.0
                    draws_revealed[draw, happened, VALUE] = value
                    draws_revealed[draw, happened, A] = a
                    draws_revealed[draw, happened, B] = b
                    draws_revealed[draw, happened, LEAST] = least
                    draws_revealed[draw, happened, LUCK] = luck
            elif mode == USE and happened < happenings and draws_revealed[draw, happened, KNOWN] > 0.0:
                same = draws_revealed[draw, happened, A] == a and draws_revealed[draw, happened, B] == b
                same = same and draws_revealed[draw, happened, LEAST] == least
                luck = draws_revealed[draw, happened, LUCK]
                if same or draws_revealed[draw, happened, KNOWN] == 2.0:
                    x[d] = draws_revealed[draw, happened, VALUE]
                elif law == NORMAL:
                    x[d] = a + b * luck
                else:
                    x[d] = forward(law, a, b, luck, tables)
            else:
                x[d] = forward(law, a, b, u, tables)
            r += 1
        # -- what follows ------------------------------------------------------------------------------------------
        every, low, high = True, 0, count
        if act >= 0:
            size = acts[act, RESULTS_TO] - acts[act, RESULTS_FROM]
            if events >= MOST_EVENTS or used[0] >= log_whole.shape[0] or used[1] + size > log_results.shape[0]:
                status, culprit = TOO_MANY, act
                continue
            line = used[0]
            log_whole[line, 0], log_whole[line, 1], log_whole[line, 2] = number, act, now
            log_whole[line, 3], log_whole[line, 4] = 1 if possible else 0, int(x[scalars[BROKEN_SLOT]])
            log_real[line, 0], log_real[line, 1], log_real[line, 2] = run_off, speed, all_speeds
            for i in range(size):
                log_results[used[1] + i] = x[results[acts[act, RESULTS_FROM] + i]]
            used[0] += 1
            used[1] += size
            events += 1
            happened += 1
            state[act, COUNT] = happened
            x[acts[act, DONE]] = happened
            clock[act, RUN_OFF], clock[act, SPEED] = 0.0, 0.0
            state[act, SINCE], state[act, RINGS_AT] = now, NEVER
            if not acts[act, IS_AT_ONCE]:
                if replaying and acts[act, IS_RECORDED]:
                    clock[act, TARGET] = np.inf
                else:
                    fresh = exponential(seed, number, digests[act], happened)
                    wind(state, clock, clocks_revealed, acts, own_record, act, fresh, mode)
            for a in range(count):
                if acts[a, OPENS_AFTER] == act:
                    state[a, OPENS] = delayed(x, now, acts[a, OPENS_DELAY])
                    state[a, KEY] = key_of(state, a, acts[a, IS_AT_ONCE], now)
                if acts[a, CLOSES_AFTER] == act:
                    state[a, CLOSES] = delayed(x, now, acts[a, CLOSES_DELAY])
                    state[a, KEY] = key_of(state, a, acts[a, IS_AT_ONCE], now)
            every, low, high = False, acts[act, TOUCH_FROM], acts[act, TOUCH_TO]
        elif kind == TICK:
            every, low, high = False, scalars[TICK_TOUCH_FROM], scalars[TICK_TOUCH_TO]
        elif kind == EDGE:
            low, high = who, who + 1
        elif kind == FACT:
            facts_held[row, next_fact] = 1 if x[facts[next_fact, 3]] > 0.0 else 0
            next_fact += 1
            low, high = 0, 0
        elif kind == BEGIN:
            for i in range(keep.shape[0]):
                kept[row, i] = x[keep[i]]
            kind = TICK
        # -- look again at what it touched -------------------------------------------------------------------------
        for i in range(low, high):
            a = i if every else touch[i]
            at_once = acts[a, IS_AT_ONCE]
            at_risk, speed = False, 0.0
            if state[a, OPEN] and not state[a, PREVENTED] and state[a, COUNT] < acts[a, TIMES]:
                r, stop = acts[a, GUARD_FROM], acts[a, GUARD_TO]
                while True:  # first the guard, then the speed
                    compute(x, code, r, stop, scalars[CLIPS_SLOT])
                    if at_risk:
                        speed = x[acts[a, SPEED_SLOT]]
                        break
                    if not x[acts[a, GUARD]] > 0.0:
                        break
                    at_risk = True
                    if at_once:
                        break
                    r, stop = acts[a, SPEED_FROM], acts[a, SPEED_TO]
                if not (speed >= 0.0 and speed < np.inf):
                    status, culprit = NOT_A_SPEED, a
                    break
            state[a, AT_RISK] = 1 if at_risk else 0
            if speed != clock[a, SPEED]:
                clock[a, RUN_OFF] += clock[a, SPEED] * ((now - state[a, SINCE]) / 86400.0)
                clock[a, SPEED], state[a, SINCE] = speed, now
                state[a, RINGS_AT] = ring_of(clock[a, TARGET], clock[a, RUN_OFF], speed, now, state[a, ENTRY] >= 0)
            state[a, KEY] = key_of(state, a, at_once, now)
    # -- the end ---------------------------------------------------------------------------------------------------
    compute(x, code, scalars[OUTCOME_FROM], scalars[OUTCOME_TO], scalars[CLIPS_SLOT])
    summary[row, OUTCOME] = int(x[scalars[OUTCOME_SLOT]]) if status == RAN else -1
    summary[row, STATUS], summary[row, CULPRIT], summary[row, EVENTS] = status, culprit, events
    summary[row, STUBBORN_EVENTS], summary[row, STUBBORN_DRAWS] = stubborn_events, stubborn_draws
    summary[row, CLIPS] = int(x[scalars[CLIPS_SLOT]])
    likelihoods[row] = likelihood
