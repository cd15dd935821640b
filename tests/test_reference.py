"""The executable specification against what is known without it: closed forms, and the axiom on hostile models.

Statistical tests have fixed seeds. Each states the standard error of what it measures and allows four of them, so that
a right specification would fail one test in 16,000 seeds.
"""

from __future__ import annotations

import math
from dataclasses import replace
from random import Random

import pytest
from scipy import stats

import reference
from juncture.language.expression import (
    OPERATIONS,
    Number,
    Operation,
    Slot,
    equal,
    exp,
    floor,
    log,
    maximum,
    minimum,
    node,
    select,
)
from juncture.program.model import Edge, Model, Observation, TracedAct, TracedEntry, TracedFact
from juncture.verbs.statements import LAWS, NOTHING, Change, Draw
from random_models import random_changes, random_model
from reference import DAY, NEVER, Course, outcome_of_draw, outcome_seen, run, uniform, value, what_if

DAYS = 86400
G, H = Slot("gauge", ("g",)), Slot("gauge", ("h",))
SCORE = Slot("result", ("score",))
LONG = 4000 * DAYS


def done(name):
    return Slot("done", (name,))


def act(name, speed=1.0, *, guard=1.0, statements=(), results=(), opens=None, closes=None, times=1, recorded=True):
    speed = None if speed is None else node(speed)
    return TracedAct(name, node(guard), speed, tuple(statements), tuple(results), (), opens, closes, times, recorded)


def model(*acts, end=LONG, record=(), until=0, begin=(), ticks=False, **more):
    """A model of a few acts; without ticks unless asked for, as most tests here need none."""
    return Model(
        begin=begin,
        tick=(),
        acts=acts,
        outcomes=(("otherwise", Number(1.0)),),
        end=end,
        first_tick=DAYS if ticks else NEVER // 8,
        record=tuple(record),
        record_until=until,
        slots=(G, H, SCORE),
        **more,
    )


def entry(name, instant, **observed):
    seen = {SCORE: Observation(**observed)} if observed else {}
    return TracedEntry(name, instant, instant, instant, seen)


def log_of(course: Course):
    """What must be equal where two courses are the same; as text, so that nan equals nan and -0.0 is not 0.0."""
    return [repr((event.act, event.instant, event.results)) for event in course.events]


def instants(course: Course):
    return {event.act: event.instant for event in course.events}


def history_of(m: Model, course: int = 0) -> Course:
    return run(m, 1, course, replay_until=m.record_until)


# Luck and arithmetic -------------------------------------------------------------------------------------------------


def test_mixing_is_the_one_of_splitmix64():
    assert reference.mix(0x9E3779B97F4A7C15) == 0xE220A8397B1DCDAF  # its published first output for seed 0


def test_luck_is_uniform_and_has_no_correlation_between_neighbours():
    n = 8000
    luck = [uniform(1, course, "act", 0) for course in range(n)]
    assert stats.kstest(luck, "uniform").pvalue > 1e-4
    others = ([uniform(1, c, "act", 1) for c in range(n)], [uniform(2, c, "act", 0) for c in range(n)], luck[1:])
    for other in others:
        correlation = stats.pearsonr(luck[: len(other)], other).statistic
        assert abs(correlation) < 4 / math.sqrt(n)  # standard error 1 / sqrt(n)


def test_every_operation_has_a_result_for_every_number():
    numbers = [0.0, -0.0, 1.0, -2.5, 1e308, 5e-324, math.inf, -math.inf, math.nan]
    for name, operands in OPERATIONS.items():
        for i in range(len(numbers) ** operands):
            chosen = [Number(numbers[i // len(numbers) ** place % len(numbers)]) for place in range(operands)]
            assert isinstance(value(Operation(name, tuple(chosen)), {}), float)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (log(0), -math.inf),
        (log(-1), math.nan),
        (exp(1000), math.inf),
        (node(1) / 0, math.inf),
        (node(1) / -0.0, -math.inf),
        (node(0) / 0, math.nan),
        (floor(math.inf), math.inf),
        (floor(-0.5), -1.0),
        (minimum(math.nan, 1), 1.0),
        (maximum(1, math.nan), math.nan),
        (~node(math.nan), 1.0),
        (node(math.nan) | 2, 1.0),
        (node(-1) & 2, 0.0),
        (equal(math.nan, math.nan), 0.0),
        (select(node(math.nan), 1, 2), 2.0),
    ],
)
def test_operations_are_total_as_said(expression, expected):
    assert repr(value(expression, {})) == repr(expected)


# Laws ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("n", "p"), [(1, 0.5), (12, 0.02), (237, 0.98), (3000, 0.4), (4000, 0.001)])
def test_a_binomial_is_the_inverse_of_its_distribution_function(n, p):
    for i in range(1, 60):
        u = i / 60 + 0.0003
        assert outcome_of_draw("binomial", n, p, u) == stats.binom.ppf(u, n, p)


@pytest.mark.parametrize(
    ("law", "a", "b"),
    [
        ("chance", 0.3, 0.0),
        ("binomial", 237.0, 0.98),
        ("binomial", 12.0, 0.4),
        ("binomial", 5.0, 1.0),
        ("tally", 240.0, 7.5),
        ("tally", -3.2, 0.4),
        ("tally", 12.0, 0.0),
        ("normal", 2.0, 0.5),
        ("lognormal", 2.0, 0.5),
        ("lognormal", 2.0, 0.0),
        ("uniform", -1.0, 3.0),
        ("choice", 5.0, 0.0),
    ],
)
def test_revealed_luck_gives_back_what_was_observed(law, a, b):
    dice = Random(1)
    for _ in range(300):
        u = dice.random()
        v = outcome_of_draw(law, a, b, reference.quantile(u) if law == "normal" else u)
        seen, luck, log_p = outcome_seen(law, a, b, 0.0, Observation("value", v), dice.random())
        assert seen == v
        assert outcome_of_draw(law, a, b, luck) == pytest.approx(v, abs=1e-12)
        expected = {
            "chance": lambda v: stats.bernoulli.logpmf(v, a),
            "binomial": lambda v: stats.binom.logpmf(v, a, b),
            "tally": lambda v: math.log(stats.norm.cdf(v + 0.5, a, b) - stats.norm.cdf(v - 0.5, a, b)) if b else 0.0,
            "normal": lambda v: stats.norm.logpdf(v, a, b),
            "lognormal": lambda v: stats.lognorm.logpdf(v, b, scale=a) if b else 0.0,
            "uniform": lambda v: -math.log(b - a),
            "choice": lambda v: -math.log(a),
        }[law](v)
        assert log_p == pytest.approx(expected, abs=1e-8)


def test_a_threshold_leaves_the_part_of_a_lognormal_beyond_it():
    """Known by its own record, or by a number that must lie on the same side."""
    dice = Random(3)
    beyond = stats.lognorm.sf(3.0, 0.5, scale=2.0)
    for seen in (Observation("reached"), Observation("missed"), Observation("side", 3.0), Observation("side", 2.9)):
        reached = seen.kind == "reached" or (seen.kind == "side" and seen.value >= 3.0)
        values = []
        for _ in range(2000):
            v, luck, log_p = outcome_seen("lognormal", 2.0, 0.5, 3.0, seen, dice.random())
            assert (v >= 3.0) == reached
            assert outcome_of_draw("lognormal", 2.0, 0.5, luck) == pytest.approx(v, rel=1e-9)
            assert math.exp(log_p) == pytest.approx(beyond if reached else 1 - beyond, rel=1e-12)
            values.append(stats.lognorm.cdf(v, 0.5, scale=2.0))
        low, high = (1 - beyond, 1.0) if reached else (0.0, 1 - beyond)
        assert stats.kstest(values, stats.uniform(low, high - low).cdf).pvalue > 0.001


def test_a_threshold_leaves_the_part_of_the_luck_beyond_it():
    dice = Random(2)
    for kind, chance in (("reached", stats.norm.sf(21.5, 20, 4)), ("missed", stats.norm.cdf(21.5, 20, 4))):
        values = []
        for _ in range(2000):
            v, luck, log_p = outcome_seen("tally", 20.0, 4.0, 21.3, Observation(kind), dice.random())
            assert (v >= 22) == (kind == "reached")
            assert outcome_of_draw("tally", 20.0, 4.0, luck) == v
            assert math.exp(log_p) == pytest.approx(chance, rel=1e-12)
            values.append(v)
        numbers = range(22, 60) if kind == "reached" else range(-20, 22)
        mean = sum(k * (stats.norm.cdf(k + 0.5, 20, 4) - stats.norm.cdf(k - 0.5, 20, 4)) for k in numbers) / chance
        assert sum(values) / 2000 == pytest.approx(mean, abs=4 * 3.0 / math.sqrt(2000))  # standard deviation below 3


@pytest.mark.parametrize(
    ("law", "a", "b", "seen"),
    [
        ("chance", 0.0, 0.0, Observation("reached")),
        ("chance", 1.0, 0.0, Observation("value", 0.0)),
        ("binomial", 12.0, 0.4, Observation("value", 13.0)),
        ("binomial", 0.0, 0.4, Observation("value", 1.0)),
        ("tally", 0.0, 1.0, Observation("value", 1e6)),
        ("tally", 12.0, 0.0, Observation("missed")),
        ("tally", math.nan, 1.0, Observation("value", 3.0)),
        ("normal", 1.0, 0.0, Observation("value", 2.0)),
        ("lognormal", 2.0, 0.5, Observation("value", 0.0)),
        ("lognormal", 2.0, 0.5, Observation("value", -3.0)),
        ("lognormal", 0.0, 0.5, Observation("value", 2.0)),
        ("lognormal", 2.0, 0.0, Observation("reached")),
        ("lognormal", 2.0, 0.0, Observation("side", 7.0)),
        ("uniform", 0.0, 1.0, Observation("value", 1.5)),
        ("uniform", 1.0, 1.0, Observation("value", 1.0)),
        ("choice", 3.0, 0.0, Observation("value", 3.0)),
    ],
)
def test_an_impossible_observation_has_no_finite_log_chance(law, a, b, seen):
    assert not math.isfinite(outcome_seen(law, a, b, 5.0, seen, 0.5)[2])


# Closed forms --------------------------------------------------------------------------------------------------------


def test_two_competing_clocks_win_as_often_as_their_speeds_say():
    """P(a first) = 0.3 / (0.3 + 0.9) = 0.25; the first comes after 1 / 1.2 days in the mean, whoever it is."""
    m = model(act("a", 0.3, guard=equal(done("b"), 0)), act("b", 0.9, guard=equal(done("a"), 0)))
    n = 40000
    courses = [run(m, 3, course) for course in range(n)]
    assert all(len(course.events) == 1 for course in courses)
    first = sum(course.events[0].act == "a" for course in courses) / n
    assert first == pytest.approx(0.25, abs=4 * math.sqrt(0.25 * 0.75 / n))  # standard error 0.0022
    for name in ("a", "b"):
        waits = [course.events[0].instant / DAY for course in courses if course.events[0].act == name]
        mean = sum(waits) / len(waits)
        assert mean == pytest.approx(1 / 1.2, abs=4 / 1.2 / math.sqrt(len(waits)))  # 0.0083 and 0.0048


def test_a_chain_of_clocks_takes_the_sum_of_their_waits():
    """Three waits of 2 days in the mean: Erlang, mean 6 days, standard deviation 2 * sqrt(3) days."""
    m = model(act("a", 0.5), act("b", 0.5, guard=done("a")), act("c", 0.5, guard=done("b")))
    n = 12000
    mean = sum(run(m, 4, course).events[-1].instant for course in range(n)) / DAY / n
    assert mean == pytest.approx(6.0, abs=4 * 2 * math.sqrt(3) / math.sqrt(n))  # standard error 0.032


def test_an_act_happens_only_while_its_window_is_open():
    """Open for two days at speed 0.5: it happens with probability 1 - exp(-1)."""
    m = model(act("a", 0.5, opens=Edge(2 * DAYS), closes=Edge(4 * DAYS)), end=9 * DAYS)
    n = 5000
    found = [event.instant for course in range(n) for event in run(m, 5, course).events]
    assert all(2 * DAYS < instant <= 4 * DAYS for instant in found)
    p = 1 - math.exp(-1)
    assert len(found) / n == pytest.approx(p, abs=4 * math.sqrt(p * (1 - p) / n))  # standard error 0.0068


def test_run_offs_at_events_are_unit_exponential_whatever_moves_the_speeds():
    speed = exp(0.4 * G) * (1 + 0.5 * (Slot("day") / 3 - floor(Slot("day") / 3)))
    acts = [act(n, speed, times=3, statements=[Change(G, G + step, -2, 2)]) for n, step in (("a", 1), ("b", -1))]
    m = model(*acts, ticks=True, end=150 * DAYS)
    courses = [run(m, 6, course) for course in range(150)]
    assert all(len(course.events) == 6 for course in courses)  # none is cut off, which would bias what is left
    assert stats.kstest([e.run_off for course in courses for e in course.events], "expon").pvalue > 1e-4


def test_history_reveals_unit_exponential_luck_when_the_model_made_the_record():
    """One course is the record of another: what happened by day 12 and what did not, both reveal Exp(1)."""
    acts = [
        act(name, 0.05 * exp(G), statements=[Change(G, G + step)]) for name, step in zip("abc", (1, -1, 0), strict=True)
    ]
    luck = []
    for course in range(600):
        told = run(model(*acts), 7, course)
        record = [entry(event.act, event.instant) for event in told.events if event.instant <= 12 * DAYS]
        m = model(*acts, record=record, until=12 * DAYS)
        clocks = run(m, 8, course, replay_until=12 * DAYS).revealed.clocks
        luck += [clock.luck for (_, k), clock in clocks.items() if k == 0]
    assert len(luck) == 1800
    assert stats.kstest(luck, "expon").pvalue > 1e-4


def test_an_at_once_act_waits_for_its_window_and_its_guard_and_for_nothing_else():
    m = model(
        act("opening", None, opens=Edge(3 * DAYS)),
        act("reply", None, guard=done("opening")),
        act("late", None, guard=G > 0, opens=Edge(DAYS)),
        act("cause", 1.0, opens=Edge(5 * DAYS), statements=[Change(G, node(1.0))]),
    )
    for course in range(20):
        when = instants(run(m, 9, course))
        assert when["opening"] == when["reply"] == 3 * DAYS
        assert when["late"] == when["cause"] > 5 * DAYS


def test_a_blocked_clock_keeps_its_run_off():
    """Ten days of blockade put off what had not happened before them by ten days, to the second."""
    free = model(act("a", 0.1))
    blocked = model(
        act("a", 0.1, guard=equal(G, 0)),
        act("block", None, opens=Edge(4 * DAYS), statements=[Change(G, node(1.0))]),
        act("unblock", None, opens=Edge(14 * DAYS), statements=[Change(G, node(0.0))]),
    )
    for course in range(50):
        before, after = instants(run(free, 10, course))["a"], instants(run(blocked, 10, course))["a"]
        assert after == (before if before <= 4 * DAYS else before + 10 * DAYS)


# Windows, ticks, facts, statuses -------------------------------------------------------------------------------------


def test_a_window_may_open_and_close_so_many_days_after_an_act_and_its_last_happening_counts():
    m = model(
        act("call", None, times=2, guard=equal(done("call"), 0) | done("again"), opens=Edge(DAYS)),
        act("again", None, opens=Edge(3 * DAYS)),
        act("meeting", None, opens=Edge(after="call", delay=node(4.0))),
        act("soon", None, opens=Edge(after="call", delay=node(-1.0))),
        act("shut", None, guard=done("call"), closes=Edge(after="call")),
        act("never", 1.0, opens=Edge(after="call", delay=node(math.inf))),
    )
    found = [(event.act, event.instant // DAYS) for event in run(m, 11, 0).events]
    assert found == [("call", 1), ("soon", 1), ("again", 3), ("call", 3), ("meeting", 7)]


def test_edges_before_the_begin_count_as_at_the_begin():
    m = model(
        act("a", None, opens=Edge(-3 * DAYS)),
        act("b", None, closes=Edge(-DAYS)),
        act("c", None, opens=Edge(-1), closes=Edge(-9)),
    )
    assert instants(run(m, 1, 0)) == {"a": 0}


def test_facts_are_looked_at_after_everything_else_of_their_instant():
    facts = (TracedFact(DAYS, G > 0), TracedFact(DAYS - 1, G > 0), TracedFact(9 * DAYS, G > 0))
    m = model(act("a", None, opens=Edge(DAYS), statements=[Change(G, node(1.0))]), facts=facts, end=8 * DAYS)
    assert run(m, 1, 0).facts == [True, False, None]


def test_values_beyond_bounds_are_clipped_and_counted():
    changes = [Change(G, node(9.0), 0.0, 1.0), Change(H, node(-9.0), 0.0, 1.0), Change(SCORE, node(math.nan), 0.0, 1.0)]
    course = run(model(act("a", None, statements=changes)), 1, 0)
    assert (course.clips, course.slots[G], course.slots[H]) == (2, 1.0, 0.0)
    assert math.isnan(course.slots[SCORE])


@pytest.mark.parametrize("speed", [-1.0, math.nan, math.inf])
def test_a_speed_that_is_no_speed_ends_the_course_and_names_the_act(speed):
    m = model(act("first", 1.0), act("odd", node(speed), guard=done("first")))
    course = run(m, 1, 0)
    assert course.status == "not a speed: odd"
    assert [event.act for event in course.events] == ["first"]


def test_too_many_events_end_the_course():
    assert run(model(act("a", None, times=5000)), 1, 0).status == "too many events"


def test_rules_say_what_was_unlawful_and_hinder_nothing():
    rule = replace(act("a", None), broken=(("quorum", G < 1), ("order", G > 1)))
    assert run(model(rule), 1, 0).events[0].broken == ("quorum",)


# Replay --------------------------------------------------------------------------------------------------------------


def test_the_likelihood_of_a_record_is_the_closed_form():
    """Constant speeds: log 0.2 - 0.2 * 3 for a at 3 days; - 0.5 * 10 for b, which did not happen in 10 days."""
    draw = Draw(SCORE, "uniform", node(0.0), node(4.0), "a.score")
    m = model(
        act("a", 0.2, statements=[draw], results=[SCORE]),
        act("b", 0.5),
        act("c", 0.3, recorded=False),
        record=[entry("a", 3 * DAYS, kind="value", value=1.0)],
        until=10 * DAYS,
    )
    history = history_of(m)
    assert history.log_likelihood == pytest.approx(math.log(0.2) - 0.6 - 5.0 - math.log(4.0), abs=1e-12)
    assert history.events[0 if history.events[0].act == "a" else 1].results == (1.0,)
    assert history.revealed.clocks["a", 0].luck == pytest.approx(0.6, abs=1e-12)
    assert history.revealed.clocks["b", 0].luck > 5.0
    assert history.revealed.draws["a.score", 0].luck == 0.25


def test_an_unrecorded_act_rings_in_replay_too_and_by_the_same_luck():
    m = model(act("a", 1.0, recorded=False), act("b", 1.0), until=50 * DAYS)
    for course in range(20):
        assert instants(history_of(m, course))["a"] == instants(run(m, 1, course))["a"]
        assert instants(history_of(m, course))["b"] > 50 * DAYS


def test_an_at_once_act_is_not_forced_but_takes_its_observed_draws():
    draw = Draw(SCORE, "chance", node(0.5), NOTHING, "a.score")
    m = model(
        act("a", None, opens=Edge(2 * DAYS), statements=[draw], results=[SCORE]),
        record=[entry("a", 5 * DAYS, kind="reached")],
        until=9 * DAYS,
    )
    for course in range(20):
        event = history_of(m, course).events[0]
        assert (event.instant, event.results) == (2 * DAYS, (1.0,))


def test_a_stubborn_event_happens_is_counted_and_stays_in_what_ifs_unless_prevented():
    m = model(act("a", 1.0, guard=0.0), record=[entry("a", 3 * DAYS)], until=9 * DAYS)
    history = history_of(m)
    assert (history.stubborn_events, history.events[0].possible, history.log_likelihood) == (1, False, 0.0)
    assert instants(what_if(m, 1, 0, DAYS, [(DAYS, "set", G, 1.0)])) == {"a": 3 * DAYS}
    assert what_if(m, 1, 0, DAYS, [(DAYS, "prevent", "a", 0.0)]).events == []


def test_an_impossible_draw_is_kept_whatever_the_parameters():
    draw = Draw(SCORE, "uniform", G, G + 1, "a.score")
    m = model(
        act("a", statements=[draw], results=[SCORE]), record=[entry("a", DAYS, kind="value", value=7.0)], until=DAYS
    )
    history = history_of(m)
    assert (history.stubborn_draws, history.events[0].results) == (1, (7.0,))
    assert what_if(m, 1, 0, 10, [(10, "set", G, 100.0)]).events[0].results == (7.0,)


# Same luck -----------------------------------------------------------------------------------------------------------


def test_the_luck_of_history_meets_another_speed():
    """Twice as fast from day 4 on: what history did on day 10 happens on day 7."""
    m = model(act("a", 1 + G), record=[entry("a", 10 * DAYS)], until=20 * DAYS)
    assert instants(what_if(m, 1, 0, 4 * DAYS, [(4 * DAYS, "set", G, 1.0)])) == {"a": 7 * DAYS}


@pytest.mark.parametrize(
    ("law", "expected"),
    [("uniform", 2.25), ("normal", 2.25), ("tally", 5.0), ("choice", 1.0), ("lognormal", 0.75)],
)
def test_the_luck_of_history_meets_other_parameters(law, expected):
    a = {"choice": node(4.0), "lognormal": G + 1}.get(law, G)
    b = {"uniform": G + 1, "tally": node(20.0), "choice": NOTHING}.get(law, node(1.0))
    observed = 3.0 if law == "tally" else 1.0 if law == "choice" else 0.25
    m = model(
        act("a", statements=[Draw(SCORE, law, a, b, "a.score")], results=[SCORE]),
        record=[entry("a", DAYS, kind="value", value=observed)],
        until=DAYS,
    )
    for course in range(10):
        what = what_if(m, 1, course, 10, [(10, "set", G, 2.0)])
        assert what.events[0].results == pytest.approx((expected,))


def test_what_is_done_by_hand_takes_its_own_luck_and_asks_no_guard():
    draw = Draw(SCORE, "chance", node(0.5), NOTHING, "a.score")
    m = model(act("a", guard=0.0, statements=[draw], results=[SCORE]), act("b", guard=done("a")), end=90 * DAYS)
    for course in range(10):
        event, reply = run(m, 1, course, changes=[(DAYS, "do", "a", 0.0)]).events
        assert (event.act, event.instant, event.possible) == ("a", DAYS, False)
        assert event.results == (outcome_of_draw("chance", 0.5, 0.0, uniform(1, course, "a.score", 0)),)
        assert reply.act == "b"


HOSTILE = range(100)


def same(history: Course, what: Course) -> bool:
    return (
        log_of(history) == log_of(what)
        and (history.status, history.outcome, history.clips) == (what.status, what.outcome, what.clips)
        and history.facts == what.facts
        and repr(history.slots) == repr(what.slots)
    )


@pytest.mark.parametrize("seed", HOSTILE)
def test_going_on_with_revealed_luck_and_no_change_is_history_at_every_instant(seed):
    m, dice = random_model(seed), Random(seed)
    for course in (0, 3):
        history = history_of(m, course)
        dates = {
            0,
            m.record_until,
            *(e.instant for e in m.record),
            *(dice.randrange(m.record_until + 1) for _ in "123"),
        }
        for instant in dates:
            if instant <= m.record_until:
                assert same(history, run(m, 1, course, replay_until=instant, revealed=history.revealed)), instant


@pytest.mark.parametrize("seed", HOSTILE)
def test_preventing_what_never_happened_is_history(seed):
    m = random_model(seed)
    history = history_of(m)
    happened = {event.act for event in history.events}
    for a in m.acts:
        if a.name not in happened and history.status == "ran to the end":
            assert same(history, what_if(m, 1, 0, m.record_until // 2, [(m.record_until // 2, "prevent", a.name, 0.0)]))


@pytest.mark.parametrize("seed", HOSTILE)
def test_an_act_that_can_never_happen_changes_no_course(seed):
    m, dice = random_model(seed), Random(seed)
    acts = list(m.acts)
    acts.insert(dice.randint(0, len(acts)), act("idle", 2.0, guard=0.0))
    more = replace(m, acts=tuple(acts))
    changes = random_changes(m, seed, m.record_until // 2)
    assert log_of(run(m, 1, seed)) == log_of(run(more, 1, seed))
    assert log_of(what_if(m, 1, seed, m.record_until // 2, changes)) == log_of(
        what_if(more, 1, seed, m.record_until // 2, changes)
    )


@pytest.mark.parametrize("seed", HOSTILE[:20])
def test_the_same_seed_gives_the_same_log_and_twins_share_their_assumptions(seed):
    m = random_model(seed)
    assert repr(run(m, 1, 4)) == repr(run(random_model(seed), 1, 4))
    numbers = [slot for slot in m.slots if slot.family == "number"]
    of = {course: [run(m, 1, course).slots[slot] for slot in numbers] for course in (4, 5, *range(6, 30, 2))}
    assert of[4] == of[5]
    assert any(of[4] != of[course] for course in range(6, 30, 2))


def test_an_event_in_the_very_second_in_which_its_speed_changed_comes_again_in_that_second():
    """The session opens at once on day 2 and the recorded act happens in that second: there was no time to wait."""
    m = model(
        act("session", None, opens=Edge(2 * DAYS)),
        act("a", guard=done("session")),
        record=[entry("a", 2 * DAYS)],
        until=9 * DAYS,
    )
    assert same(history_of(m), what_if(m, 1, 0, DAYS))


def test_revealed_rings_of_one_second_keep_the_order_of_the_record():
    """a lost its chance when b happened and got it back on day 5, where it happened: its luck lies at b's second too."""
    m = model(
        act("a", guard=equal(G, 0)),
        act("b", statements=[Change(G, node(1.0))]),
        act("reopen", None, opens=Edge(5 * DAYS), statements=[Change(G, node(0.0))]),
        record=[entry("b", 3 * DAYS), entry("a", 5 * DAYS)],
        until=9 * DAYS,
    )
    assert same(history_of(m), what_if(m, 1, 0, DAYS))


def test_what_had_not_happened_when_the_record_ended_comes_at_least_a_second_later():
    """So fast that fresh luck often ends within the second of the record's end; then both passes ring one later."""
    m = model(act("a", 20000.0), until=9 * DAYS)
    for course in range(50):
        history = history_of(m, course)
        assert history.events[0].instant > 9 * DAYS
        assert same(history, what_if(m, 1, course, DAYS))


def test_a_course_that_stops_before_its_record_reveals_what_it_had_waited_for():
    odd = act("odd", Number(math.nan), opens=Edge(3 * DAYS))
    m = model(act("a", 1.0), odd, until=9 * DAYS)
    for course in range(20):
        assert history_of(m, course).status == "not a speed: odd"
        assert same(history_of(m, course), what_if(m, 1, course, DAYS))


def test_a_record_that_lasts_to_the_end_still_counts_what_did_not_happen():
    m = model(act("a", 0.5), end=9 * DAYS, until=9 * DAYS)
    assert history_of(m).log_likelihood == pytest.approx(-4.5)
    assert all(same(history_of(m, course), what_if(m, 1, course, 0)) for course in range(20))


# The adversaries -----------------------------------------------------------------------------------------------------


def test_random_models_are_adversaries():
    """They must use all of the language, and most of their records must be possible, or the tests above say little."""
    models = [random_model(seed) for seed in range(300)]
    acts = [a for m in models for a in m.acts]
    laws = {s.law for a in acts for s in a.statements if isinstance(s, Draw)}
    assert laws == set(LAWS)
    assert {len(m.acts) for m in models} == set(range(2, 9))
    assert max(len(m.record) for m in models) == 8
    for condition in (
        lambda a: a.speed is None,
        lambda a: a.times == 3,
        lambda a: not a.recorded,
        lambda a: a.broken,
        lambda a: a.opens and a.opens.after,
        lambda a: a.closes and a.closes.instant is not None,
        lambda a: a.opens and a.opens.instant is not None and a.opens.instant < 0,
    ):
        assert sum(bool(condition(a)) for a in acts) > len(acts) * 0.02
    for m in models:
        assert all(x.instant < y.instant for x, y in zip(m.record, m.record[1:], strict=False))
    histories = [history_of(m) for m in models]
    forced = sum(clock.entry is not None for h in histories for clock in h.revealed.clocks.values())
    assert 0.1 < sum(h.stubborn_events for h in histories) / forced < 0.3
    draws = [draw for h in histories for draw in h.revealed.draws.values()]
    assert 0.1 < sum(draw.fact for draw in draws) / len(draws) < 0.3
    stopped = sum(h.status != "ran to the end" for h in histories)
    assert 0 < stopped < 30
    assert sum(len(run(m, 1, 0).events) for m in models) > 3 * len(models)
    changed = [what_if(m, 1, 0, m.record_until // 2, random_changes(m, 1, m.record_until // 2)) for m in models]
    assert sum(log_of(h) != log_of(c) for h, c in zip(histories, changed, strict=True)) > 100
