"""One course: choose the next thing, let it happen, look again at what it touched.

The same loop simulates, replays a record, branches from it and answers what-if with revealed luck. What the numbers
mean stands in `docs/design.md`; `tests/reference.py` is the same semantics in plain Python, event for event. The
helpers are inlined and each is called from one place: a call that takes arrays would cost more than most of them do.
"""

from __future__ import annotations

import math

import numpy as np

from juncture.kernel import columns as c
from juncture.kernel.chance import draw
from juncture.kernel.clocks import (
    changed_since,
    edges_after,
    end_replay,
    exponential,
    key_of,
    look_again,
    set_clocks,
    wind,
)
from juncture.kernel.compiling import inlined
from juncture.kernel.luck import stream_of
from juncture.kernel.machine import compute
from juncture.program.program import NEVER, Arrays, Floats


@inlined
def course(
    program: Arrays,
    tables: Floats,
    plan: c.PlanArrays,
    revealed: c.RevealedArrays,
    workspace: c.WorkspaceArrays,
    log: c.LogArrays,
    found: c.FoundArrays,
    seed: np.uint64,
    number: int,
    row: int,
    which: int,
) -> None:
    """Run one course; append its events to the log.

    Parameters
    ----------
    program
        `Program.arrays`.
    tables
        log(n!) for binomials.
    plan
        (passes, changes, values, keep): changes are rows [instant, kind, act or slot] with their values; keep are slots
        of x whose values after the beginning are wanted.
    revealed
        (clocks, draws): shape (acts, happenings) and (draws, happenings, REVEALED_COLUMNS).
    workspace
        (x, state, clock, keys, able, begun, before): overwritten. `keys` says what is next about each act, as
        `key_of` writes it; `able`, whether its window is open, nothing prevents it and it has happenings left. `begun`
        is x as it was after the beginning of the course before: siblings and passes begin alike, so all but the first
        take it over. `before` is what an event writes, as it was before.
    log
        (whole, real, results, used): one row an event in `whole` [course, act, instant, possible, rules broken] and
        `real` [run-off, speed, speed of all]; the results of all events one after the other; `used` counts both.
    found
        (summary, likelihoods, facts held, kept): one row a course.
    row, which
        The place of this course in what is `found`, and of this pass in the plan.
    """
    (start, code, acts, draws, digests, touch, lists, record, own_record, observed, facts, scalars) = program
    passes, changes, change_values, keep = plan
    clocks_revealed, draws_revealed = revealed
    x, state, clock, keys, able, begun, before = workspace
    log_whole, log_real, log_results, used = log
    summary, likelihoods, facts_held, kept = found
    count = acts.shape[0]
    happenings = clocks_revealed.shape[1]
    replay_until, mode, siblings = passes[which, c.UNTIL], passes[which, c.MODE], passes[which, c.SIBLINGS]
    replaying = replay_until >= 0
    end = scalars[c.END]
    for i in range(start.shape[0]):
        x[i] = start[i]
    stream = stream_of(seed, number)
    set_clocks(acts, digests, own_record, clocks_revealed, state, clock, keys, stream, replaying, mode)
    next_tick = scalars[c.FIRST_TICK]
    next_change, next_entry, next_fact = 0, 0, 0
    events, status, culprit = 0, c.RAN, -1
    stubborn_events, stubborn_draws = 0, 0
    for i in range(facts.shape[0]):
        facts_held[row, i] = 0
    likelihood = 0.0
    now, kind, who, entry = 0, c.BEGIN, -1, -1
    while True:
        # -- choose the next thing ---------------------------------------------------------------------------------
        act, entry = -1, -1
        first, last, written_from, written_to = 0, 0, 0, 0
        if status != c.RAN:
            if not replaying:
                break
            kind = c.REPLAYED  # what history revealed up to here
        elif kind != c.BEGIN:
            key = 8 * NEVER * c.MOST_ACTS
            for a in range(count):
                key = min(key, keys[a])
            key, who = key // c.MOST_ACTS, key % c.MOST_ACTS
            if key & 7 == c.RECORDED:
                for a in range(who + 1, count):
                    if keys[a] // c.MOST_ACTS == key and state[a, c.ENTRY] < state[who, c.ENTRY]:
                        who = a
            key = min(key, 8 * next_tick + c.TICK)
            if next_change < passes[which, c.CHANGES]:
                key = min(key, 8 * changes[next_change, 0] + c.CHANGE)
            while next_entry < record.shape[0]:
                e, k = record[next_entry, c.ENTRY_ACT], record[next_entry, c.ORDINAL]
                stubborn = mode == c.USE and clocks_revealed[e, k] == np.inf
                if not acts[e, c.IS_AT_ONCE] and (replaying or stubborn):
                    break
                next_entry += 1
            forced = False
            if next_entry < record.shape[0]:
                mine = 8 * record[next_entry, c.ENTRY_INSTANT] + c.RECORDED
                if mine < key or (mine == key and next_entry < state[who, c.ENTRY]):
                    key = mine
                    forced = True
            if next_fact < facts.shape[0]:
                key = min(key, 8 * facts[next_fact, 0] + c.FACT)
            if replaying:
                key = min(key, 8 * replay_until + c.REPLAYED)
            now, kind = key >> 3, key & 7
            if kind == c.RECORDED and not forced:
                kind = c.RING
            if now >= end:
                if not replaying:
                    break
                now, kind = end, c.REPLAYED  # the course ends before the record does
        # -- what it is --------------------------------------------------------------------------------------------
        if kind == c.BEGIN:
            if which > 0 or (row > 0 and number % siblings > 0):
                for i in range(x.shape[0]):
                    x[i] = begun[i]
            else:
                first, last = scalars[c.BEGIN_FROM], scalars[c.BEGIN_TO]
        elif kind == c.TICK:
            next_tick += c.SECONDS_PER_DAY
            first, last = scalars[c.TICK_FROM], scalars[c.TICK_TO]
            written_from, written_to = scalars[c.TICK_WRITTEN_FROM], scalars[c.TICK_WRITTEN_TO]
        elif kind == c.EDGE:
            if state[who, c.OPENS] == now:
                state[who, c.OPENS], state[who, c.OPEN] = NEVER, 1
            else:
                state[who, c.CLOSES], state[who, c.OPEN] = NEVER, 0
            keys[who] = key_of(acts, state, who, now)
        elif kind == c.AT_ONCE:
            act = who
            own = acts[act, c.RECORD_FROM] + state[act, c.COUNT]
            if replaying and own < acts[act, c.RECORD_TO]:
                entry = int(own_record[own])
        elif kind == c.RING:
            act = who
        elif kind == c.CHANGE:
            target = changes[next_change, 2]
            if changes[next_change, 1] == c.PREVENT:
                state[target, c.PREVENTED] = 1
            elif changes[next_change, 1] == c.SET:
                x[target] = change_values[next_change]
            else:
                act = target
            next_change += 1
        elif kind == c.RECORDED:
            e = record[next_entry, c.ENTRY_ACT]
            if not state[e, c.PREVENTED] and (replaying or record[next_entry, c.ORDINAL] == state[e, c.COUNT]):
                act, entry = e, next_entry
            next_entry += 1
            if act < 0:
                continue
        elif kind == c.FACT:
            first, last = facts[next_fact, 1], facts[next_fact, 2]
        else:
            likelihood = end_replay(program, state, clock, keys, clocks_revealed, stream, now, mode, likelihood)
            replaying = False
            continue
        # -- before an event ---------------------------------------------------------------------------------------
        run_off, speed, all_speeds, happened = 0.0, 0.0, 0.0, 0
        possible = False
        if act >= 0:
            first, last = acts[act, c.BROKEN_FROM], acts[act, c.EVENT_TO]
            written_from, written_to = acts[act, c.WRITTEN_FROM], acts[act, c.WRITTEN_TO]
            happened = state[act, c.COUNT]
            speed = clock[act, c.SPEED]
            run_off = clock[act, c.RUN_OFF] + speed * ((now - state[act, c.SINCE]) / 86400.0)
            possible = state[act, c.AT_RISK] == 1 and (acts[act, c.IS_AT_ONCE] == 1 or speed > 0.0)
            for a in range(count):
                if clock[a, c.SPEED] > 0.0 and acts[a, c.IS_RECORDED]:
                    all_speeds += clock[a, c.SPEED]
            if kind == c.RECORDED and replaying:
                if possible:
                    likelihood += math.log(speed) - run_off
                else:
                    stubborn_events += 1
                if mode == c.SAVE and happened < happenings:
                    clocks_revealed[act, happened] = run_off if possible else np.inf
        for i in range(written_from, written_to):
            before[i - written_from] = x[lists[i]]
        if kind == c.TICK:
            x[scalars[c.DAY]] += 1.0
        # -- its draws and effects ---------------------------------------------------------------------------------
        r, drawn_from = first, stream
        if kind == c.BEGIN:
            drawn_from = stream_of(seed, number // siblings)
        while True:
            r = compute(x, code, r, last, scalars[c.CLIPS_SLOT])
            if r >= last:
                break
            seen_in = entry if replaying else -1
            log_probability, fits = draw(
                code,
                draws,
                digests,
                record,
                observed,
                tables,
                x,
                draws_revealed,
                r,
                drawn_from,
                happened,
                seen_in,
                mode,
            )
            likelihood += log_probability
            stubborn_draws += 0 if fits else 1
            r += 1
        # -- what follows ------------------------------------------------------------------------------------------
        low, high = 0, count  # all acts, unless something better is known
        if act >= 0:
            size = acts[act, c.RESULTS_TO] - acts[act, c.RESULTS_FROM]
            if events >= c.MOST_EVENTS:
                status, culprit = c.TOO_MANY, act
                continue
            line = used[0]
            log_whole[line, 0], log_whole[line, 1], log_whole[line, 2] = number, act, now
            log_whole[line, 3], log_whole[line, 4] = 1 if possible else 0, int(x[scalars[c.BROKEN_SLOT]])
            log_real[line, 0], log_real[line, 1], log_real[line, 2] = run_off, speed, all_speeds
            for i in range(size):
                log_results[used[1] + i] = x[lists[acts[act, c.RESULTS_FROM] + i]]
            used[0] += 1
            used[1] += size
            events += 1
            happened += 1
            state[act, c.COUNT] = happened
            x[acts[act, c.DONE]] = happened
            clock[act, c.RUN_OFF], clock[act, c.SPEED] = 0.0, 0.0
            state[act, c.SINCE], state[act, c.RINGS_AT] = now, NEVER
            if not acts[act, c.IS_AT_ONCE]:
                if replaying and acts[act, c.IS_RECORDED]:
                    clock[act, c.TARGET] = np.inf
                else:
                    fresh = exponential(stream, digests[act], happened)
                    wind(state, clock, clocks_revealed, acts, own_record, act, fresh, mode)
            edges_after(acts, lists, x, state, keys, act, now)
            low, high = acts[act, c.TOUCH_FROM], acts[act, c.TOUCH_TO]
        elif kind == c.TICK:
            low, high = scalars[c.TICK_TOUCH_FROM], scalars[c.TICK_TOUCH_TO]
        elif kind == c.EDGE:
            low, high = who, who + 1
        elif kind == c.FACT:
            facts_held[row, next_fact] = 1 if x[facts[next_fact, 3]] > 0.0 else 0
            next_fact += 1
            low, high = 0, 0
        elif kind == c.BEGIN:
            for i in range(x.shape[0]):
                begun[i] = x[i]
            for i in range(keep.shape[0]):
                kept[row, i] = x[keep[i]]
            kind = c.TICK
        # -- look again at what it touched -------------------------------------------------------------------------
        changed = changed_since(x, before, lists, written_from, written_to)
        stopped_by = look_again(
            code, acts, touch, scalars[c.CLIPS_SLOT], x, state, clock, keys, able, low, high, changed, now
        )
        if stopped_by >= 0:
            status, culprit = c.NOT_A_SPEED, stopped_by
    # -- the end ---------------------------------------------------------------------------------------------------
    compute(x, code, scalars[c.OUTCOME_FROM], scalars[c.OUTCOME_TO], scalars[c.CLIPS_SLOT])
    summary[row, c.OUTCOME] = int(x[scalars[c.OUTCOME_SLOT]]) if status == c.RAN else -1
    summary[row, c.STATUS], summary[row, c.CULPRIT], summary[row, c.EVENTS] = status, culprit, events
    summary[row, c.STUBBORN_EVENTS], summary[row, c.STUBBORN_DRAWS] = stubborn_events, stubborn_draws
    summary[row, c.CLIPS] = int(x[scalars[c.CLIPS_SLOT]])
    likelihoods[row] = likelihood
