"""The kernel against answers that were known before it: competing clocks, chains, windows, deadlines, Markov chains.

Every expected number is a formula in the test. Statistical tests have fixed seeds and allow four standard errors, or
a p-value above 0.001.
"""

from __future__ import annotations

import math
from dataclasses import fields, replace
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import linalg, stats

import juncture.kernel.run as kernel_run
from juncture.kernel.run import Batch, Plan, run_courses, run_threads
from juncture.language.expression import Number, Slot, clip, exp, total
from juncture.program.lower import lower
from juncture.program.model import Model
from juncture.verbs.statements import Change, Draw
from models_for_tests import (
    DAY,
    act,
    after,
    at,
    done,
    entry,
    events_of,
    gauge,
    instants_of,
    model,
    program_of,
    put,
    result,
    shares,
    standard_error,
)
from random_models import random_model

TODAY = Slot("day")
PASSES = 0.001


def assert_share(found: float, expected: float, n: int) -> None:
    """Within four standard errors."""
    assert abs(found - expected) <= 4 * standard_error(expected, n) + 1e-5, (found, expected)


# Clocks


def test_competing_clocks_ring_first_in_proportion_to_their_speeds():
    """The race of exponentials: P(i first) = s_i / sum s, the first instant is Exp(sum s), and neither tells the other."""
    speeds = {"a": 0.2, "b": 0.5, "c": 1.3}
    nobody = total(done(name) for name in speeds) <= 0
    program = program_of(*(act(name, s, guard=nobody) for name, s in speeds.items()))
    n = 50_000
    batch = run_courses(program, 1, 0, n)
    assert len(batch.whole) == n  # each course has exactly one event
    whole = sum(speeds.values())
    for name, speed in speeds.items():
        waits = instants_of(program, batch, name)
        assert_share(len(waits) / n, speed / whole, n)
        assert stats.kstest(waits, "expon", args=(0, 1 / whole)).pvalue > PASSES


def test_a_chain_of_acts_takes_a_gamma_distributed_time():
    """k waits of one mean, one after the other: Erlang's distribution, whether by `times` or by acts that open acts."""
    repeated = program_of(act("a", 0.5, times=5), days=200)
    chain = [act("a1", 0.5)] + [act(f"a{i}", 0.5, opens=after(f"a{i - 1}")) for i in range(2, 6)]
    opened = program_of(*chain, days=200)
    for program, last in ((repeated, "a"), (opened, "a5")):
        batch = run_courses(program, 2, 0, 4000)
        instants = instants_of(program, batch, last).reshape(4000, -1)[:, -1]
        assert stats.kstest(instants, "gamma", args=(5, 0, 2.0)).pvalue > PASSES


def test_a_blocked_clock_keeps_its_run_off():
    """The clock runs on days 0-2 and from day 5 on; counted in open time alone, the wait is exponential.

    If blocking restarted or advanced the clock, the waits after day 5 would be too long or too short.
    """
    program = program_of(act("a", 0.3, guard=(TODAY < 2) | (TODAY >= 5)), days=100)
    instants = instants_of(program, run_courses(program, 3, 0, 20_000), "a")
    assert not ((instants > 2) & (instants < 5)).any()
    open_time = np.where(instants <= 2, instants, instants - 3)
    assert (instants > 5).mean() > 0.4
    assert stats.kstest(open_time, "expon", args=(0, 1 / 0.3)).pvalue > PASSES


def test_a_clock_that_changes_speed_runs_off_one_unit_exponential():
    """Speed 0.1 * 1.5^day: the integral of the speed up to the event is Exp(1), the random time change."""
    program = program_of(act("a", 0.1 * exp(math.log(1.5) * TODAY)), days=60)
    batch = run_courses(program, 4, 0, 20_000)
    instants = instants_of(program, batch, "a")
    whole = np.floor(instants)
    integral = 0.1 * ((1.5**whole - 1) / 0.5 + 1.5**whole * (instants - whole))
    assert stats.kstest(integral, "expon").pvalue > PASSES
    np.testing.assert_allclose(batch.real[:, 0], integral, rtol=1e-9, atol=1e-9)


# At once, windows, deadlines


def test_an_act_at_once_happens_in_the_second_in_which_it_becomes_possible():
    """No luck in time: with its cause, with the opening of its window, or at the midnight that its guard waits for."""
    program = program_of(
        act("cause", 1.0),
        act("consequence", guard=done("cause")),
        act("fixed_day", opens=at(7.25)),
        act("third_midnight", guard=TODAY >= 3),
        days=50,
    )
    for events in events_of(program, run_courses(program, 5, 0, 200)).values():
        when = {event.act: event.instant for event in events}
        names = [event.act for event in events]
        assert names.index("consequence") == names.index("cause") + 1
        assert when["consequence"] == when["cause"]
        assert when["fixed_day"] == round(7.25 * DAY)
        assert when["third_midnight"] == 3 * DAY


def test_a_clock_rings_only_inside_its_window():
    """Open from day 2 to day 5: P(rings) = 1 - exp(-3 s), and the wait is a truncated exponential."""
    speed, n = 0.4, 50_000
    program = program_of(act("a", speed, opens=at(2), closes=at(5)))
    instants = instants_of(program, run_courses(program, 6, 0, n), "a")
    assert instants.min() > 2
    assert instants.max() <= 5
    assert_share(len(instants) / n, 1 - math.exp(-3 * speed), n)
    assert stats.kstest(instants, "truncexpon", args=(3 * speed, 2, 1 / speed)).pvalue > PASSES


def test_a_window_counted_from_an_act_opens_and_closes_with_it():
    """`2 days after a` to `5 days after a`: each happening of `a` sets both edges anew, from itself.

    A window that stands open when `a` happens again stays open until the new closing.
    """
    program = program_of(
        act("a", 0.05, times=3), act("b", 0.5, opens=after("a", 2.0), closes=after("a", 5.0), times=100), days=300
    )
    again = 0
    for events in events_of(program, run_courses(program, 7, 0, 300)).values():
        causes: list[int] = []
        for event in events:
            if event.act == "a":
                causes.append(event.instant)
            else:
                assert any(event.instant - cause >= 2 * DAY for cause in causes)
                assert event.instant - causes[-1] <= 5 * DAY
                again += len(causes) > 1
        assert len(causes) == 3
    assert again > 300


def test_a_deadline_is_missed_with_the_closed_form_probability():
    """Agree before day D or lapse: P(lapse) = exp(-s D), and the mean end is (1 - exp(-s D)) / s."""
    speed, days, n = 0.25, 6.0, 100_000
    program = program_of(
        act("agree", speed, guard=done("lapse") <= 0),
        act("lapse", guard=done("agree") <= 0, opens=at(days)),
        outcomes=[("agreed", done("agree")), ("lapsed", done("lapse"))],
    )
    batch = run_courses(program, 8, 0, n)
    assert_share(shares(program, batch)["lapsed"], math.exp(-speed * days), n)
    ends = batch.whole[:, 2] / DAY
    expected = (1 - math.exp(-speed * days)) / speed
    assert abs(ends.mean() - expected) < 4 * ends.std() / math.sqrt(n)


# Markov chains


def assert_distribution(found: dict[str, float], expected: NDArray[np.float64], n: int) -> None:
    for share, p in zip(found.values(), expected, strict=False):
        assert_share(share, p, n)


def test_a_small_markov_chain_agrees_with_the_matrix_exponential():
    """Calm, tense and open conflict: with unit-exponential clocks the state is a Markov chain, so P(T) = expm(Q T)."""
    rates = {("calm", "tense"): 0.30, ("tense", "calm"): 0.20, ("tense", "open"): 0.25, ("open", "calm"): 0.10}
    states = ["calm", "tense", "open"]
    state = gauge("state")
    q = np.zeros((3, 3))
    acts = []
    for (here, there), rate in rates.items():
        i, j = states.index(here), states.index(there)
        q[i, j] = rate
        guard = (state >= i - 0.5) & (state <= i + 0.5)
        acts.append(act(f"{here}_to_{there}", rate, guard=guard, statements=[put(state, j)], times=1000))
    np.fill_diagonal(q, -q.sum(axis=1))
    holds = [(name, (state >= i - 0.5) & (state <= i + 0.5)) for i, name in enumerate(states)]
    n = 100_000
    for days in (3.0, 12.0):
        program = program_of(*acts, days=days, outcomes=holds)
        assert_distribution(shares(program, run_courses(program, 9, 0, n)), linalg.expm(q * days)[0], n)


def test_an_epidemic_of_strikes_agrees_with_its_generator():
    """Ten works, of which strikers draw in others and give up: speeds read the world and change with every event.

    The chain has 11 states; a strike begins at rate 0.06 i (10 - i), ends at rate 0.2 i, from i = 1.
    """
    size, join, quit_ = 10, 0.06, 0.2
    striking = gauge("striking")
    program = program_of(
        act("join", join * striking * (size - striking), statements=[put(striking, striking + 1)], times=1000),
        act("give_up", quit_ * striking, statements=[put(striking, striking - 1)], times=1000),
        begin=[put(striking, 1)],
        days=8.0,
        outcomes=[(f"n{i}", (striking >= i - 0.5) & (striking <= i + 0.5)) for i in range(size + 1)],
    )
    q = np.zeros((size + 1, size + 1))
    for i in range(1, size + 1):
        q[i, i - 1] = quit_ * i
        if i < size:
            q[i, i + 1] = join * i * (size - i)
    np.fill_diagonal(q, -q.sum(axis=1))
    n = 100_000
    assert_distribution(shares(program, run_courses(program, 10, 0, n)), linalg.expm(q * 8.0)[1], n)


def test_speeds_that_follow_the_day_agree_with_a_product_of_matrix_exponentials():
    """A threat that falls by a fifth each midnight slows one clock: P(T) = expm(Q_0) expm(Q_1) ..."""
    threat, n, days = gauge("threat"), 100_000, 6
    program = program_of(
        act("agree", exp(threat) * 0.1, guard=done("break_off") <= 0),
        act("break_off", 0.15, guard=done("agree") <= 0),
        begin=[put(threat, 1.0)],
        tick=[put(threat, threat * 0.8)],
        days=days,
        outcomes=[("neither", done("agree") + done("break_off") <= 0), ("agreed", done("agree"))],
    )
    p = np.array([1.0, 0.0, 0.0])
    for day in range(days):
        a, b = 0.1 * math.exp(0.8**day), 0.15
        p = p @ linalg.expm(np.array([[-a - b, a, b], [0, 0, 0], [0, 0, 0]]))
    assert_distribution(shares(program, run_courses(program, 11, 0, n)), p, n)


# Replay


def self_made_model() -> Model:
    """Acts that hasten, slow and block each other, each of which surely happens three times before the end."""
    heat = gauge("heat")
    return model(
        act("riot", clip(0.8 * exp(0.4 * heat), 0.1, 4.0), statements=[put(heat, heat + 0.7)], times=3),
        act("strike", clip(0.5 * exp(-0.3 * heat), 0.1, 4.0), statements=[put(heat, heat * 0.5)], times=3),
        act("talks", 0.7, guard=(heat < 1.5) | (TODAY >= 20), statements=[put(heat, heat - 0.4)], times=3),
        act("decree", clip(0.3 + 0.2 * heat, 0.1, 4.0), opens=after("riot", 0.5), times=3),
        tick=[put(heat, heat * 0.9)],
        days=600,
    )


def test_run_offs_at_events_of_records_that_the_model_made_are_unit_exponential():
    """The time-rescaling theorem, which makes `when` a test of a whole record: feed a course back as history.

    Every act surely happens three times, so no wait is cut off. The run-offs that replay finds are the very clocks of
    the course that made the record, up to the rounding of an instant to a second.
    """
    made_by = self_made_model()
    program = lower(made_by)
    run_offs: list[float] = []
    for course in range(200):
        events = events_of(program, run_courses(program, 12, course, 1))[course]
        assert len(events) == 12
        record = tuple(entry(event.act, event.instant) for event in events)
        history = lower(replace(made_by, record=record, record_until=made_by.end - 1))
        batch = run_courses(history, 999, 0, 1, Plan(made_by.end - 1))
        replayed = events_of(history, batch)[0]
        assert [(e.act, e.instant, e.possible) for e in replayed] == [(e.act, e.instant, True) for e in events]
        np.testing.assert_allclose([e.run_off for e in replayed], [e.run_off for e in events], rtol=1e-12)
        logs = sum(math.log(e.speed) - e.run_off for e in replayed)
        assert batch.likelihood[0] == pytest.approx(logs, rel=1e-12)
        run_offs += [e.run_off for e in replayed]
    assert stats.kstest(run_offs, "expon").pvalue > PASSES


def test_the_likelihood_of_a_record_counts_what_did_not_happen():
    """Constant speeds: log L = sum of log s_a over the events minus sum of s_a times its time at risk."""
    program = lower(
        replace(
            model(
                act("a", 0.2), act("b", 0.3, closes=at(4)), act("c", 0.1), act("hidden", 0.9, recorded=False), days=20
            ),
            record=(entry("a", 3 * DAY), entry("c", 5 * DAY)),
            record_until=10 * DAY,
        )
    )
    batch = run_courses(program, 13, 0, 2, Plan(10 * DAY))
    expected = math.log(0.2) - 0.2 * 3 + math.log(0.1) - 0.1 * 5 - 0.3 * 4
    np.testing.assert_allclose(batch.likelihood, expected, rtol=1e-14)


# Luck


def test_twins_share_assumptions_and_not_luck():
    """Openness is the chance that twins end differently, so twins must differ in luck and in nothing else."""
    number = Slot("number", ("a.pace",))
    program = program_of(
        act("a", 1 / number), begin=[Draw(number, "uniform", Number(1.0), Number(5.0), "a.pace")], days=1000
    )
    n = 20_000
    batch = run_courses(program, 14, 0, n, Plan(keep=(program.index(number),)))
    paces = batch.kept[:, 0].reshape(-1, 2)
    assert (paces[:, 0] == paces[:, 1]).all()
    assert len(np.unique(paces[:, 0])) == n // 2
    assert stats.kstest(paces[:, 0], "uniform", args=(1, 4)).pvalue > PASSES
    waits = (batch.whole[:, 2] / DAY).reshape(-1, 2) / paces
    assert (waits[:, 0] != waits[:, 1]).mean() > 0.999
    assert abs(stats.pearsonr(waits[:, 0], waits[:, 1])[0]) < 4 / math.sqrt(n / 2)


def test_luck_depends_on_the_name_and_not_on_the_place():
    """Two acts of one speed, in either order: each keeps its own instants."""
    one = program_of(act("a", 0.5), act("b", 0.5))
    other = program_of(act("b", 0.5), act("a", 0.5))
    batches = [run_courses(program, 15, 0, 100) for program in (one, other)]
    for name in ("a", "b"):
        np.testing.assert_array_equal(instants_of(one, batches[0], name), instants_of(other, batches[1], name))
    assert not np.array_equal(instants_of(one, batches[0], "a"), instants_of(one, batches[0], "b"))


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_an_act_that_can_never_happen_changes_no_course(first: int):
    """A scholar who adds a road not taken, and bars it, must get the courses that he had: names key luck, not places."""
    for seed in range(first, first + 20):
        plain = random_model(seed)
        never = act(
            "never",
            2.0,
            guard=0.0,
            statements=[
                Draw(result("never", "x"), "chance", Number(0.5), Number(0.0), "never.x"),
                Change(Slot("gauge", ("g0",)), Number(3.0)),
            ],
            results=[result("never", "x")],
            opens=after(plain.acts[0].name, 1.0),
            times=3,
        )
        middle = Random(seed).randrange(len(plain.acts) + 1)
        more = replace(plain, acts=(*plain.acts[:middle], never, *plain.acts[middle:]))
        for until in (None, plain.record_until):
            batches = [(p, run_courses(p, seed, 0, 6, Plan(until))) for p in (lower(plain), lower(more))]
            (one, before), (two, afterwards) = batches
            assert repr(events_of(one, before)) == repr(events_of(two, afterwards)), seed
            columns = [0, 3, 4, 5, 6]  # all but status and culprit
            np.testing.assert_array_equal(before.summary[:, columns], afterwards.summary[:, columns])
            np.testing.assert_array_equal(before.likelihood, afterwards.likelihood)


def bytes_of(batches: list[Batch]) -> dict[str, bytes]:
    names = [f.name for f in fields(Batch) if f.name not in ("first", "count")]
    return {name: np.concatenate([getattr(batch, name) for batch in batches]).tobytes() for name in names}


@pytest.mark.parametrize("seed", [3, 21])
def test_the_same_seed_gives_the_same_bytes_whatever_the_blocks_and_threads(seed: int, monkeypatch: pytest.MonkeyPatch):
    """A number in a paper must be found again on another machine, and any course regenerated alone from its number."""
    program = lower(random_model(seed))
    plan = Plan(keep=(0, 1))
    whole = bytes_of([run_courses(program, 7, 0, 240, plan)])
    for block in (1, 7, 100, 500):
        monkeypatch.setattr(kernel_run, "BLOCK", block)
        for threads in (1, 2, 4):
            batches = list(run_threads(program, 7, 240, plan, threads=threads))
            assert [batch.first for batch in batches] == list(range(0, 240, block))
            assert bytes_of(batches) == whole, (block, threads)
    alone = events_of(program, run_courses(program, 7, 171, 1, plan))
    assert repr(alone[171]) == repr(events_of(program, run_courses(program, 7, 0, 240, plan))[171])
    assert bytes_of([run_courses(program, 8, 0, 240, plan)]) != whole


def test_a_full_log_is_emptied_between_courses(monkeypatch: pytest.MonkeyPatch):
    """Courses of many events fill the log; they must go on in the next one without losing or doubling any."""
    program = program_of(act("a", 40.0, times=1000), days=20)
    whole = bytes_of([run_courses(program, 16, 0, 30)])
    monkeypatch.setattr(kernel_run, "LOG_EVENTS", 5000)
    assert bytes_of([run_courses(program, 16, 0, 30)]) == whole


def test_a_course_of_too_many_events_stops_with_a_sentence():
    """Nothing raises inside a course; a runaway scenario says which act ran away."""
    program = program_of(
        act("slow", 0.01), act("runaway", 1000.0, times=1000), act("more", 1000.0, times=1000), days=99
    )
    times = replace(program.model, acts=tuple(replace(a, times=10**6) for a in program.model.acts))
    batch = run_courses(lower(times), 17, 0, 1)
    said = kernel_run.status_of(program, *batch.summary[0, 1:3])
    assert said.startswith("stopped: more than 4000 events, the last '")
    assert batch.summary[0, 0] == -1
    assert len(batch.whole) == 4000


def test_a_speed_that_is_not_a_number_stops_the_course_and_names_the_act():
    """The status of a course is a sentence that an author can act upon."""
    program = program_of(act("fine", 0.1), act("mad", 1 / (TODAY - 3)), days=9)
    batch = run_courses(program, 18, 0, 1)
    assert kernel_run.status_of(program, *batch.summary[0, 1:3]) == (
        "stopped: the speed of 'mad' was negative or not a number"
    )


def test_a_wait_is_rounded_to_the_nearest_second_and_is_at_least_one():
    """Instants are whole seconds. A clock of a million a day waits 0.09 s on average, so nearly always one second."""
    program = program_of(act("a", 1e6, times=50), days=1)
    instants = run_courses(program, 19, 0, 1).whole[:, 2]
    gaps = np.diff([0, *instants])
    assert gaps.min() == 1
    assert (gaps == 1).mean() > 0.9
