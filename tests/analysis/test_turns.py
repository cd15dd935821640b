"""Turns, drift, near misses and stakes against closed forms."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from scipy import integrate

from juncture.analysis.branches import branches
from juncture.analysis.nearmisses import near_misses
from juncture.analysis.stakes import stakes
from juncture.analysis.turns import turns, with_stays
from juncture.kernel.run import run_courses
from juncture.program.compile import compile_scenario
from juncture.scenario.load import load
from known_answers import (
    COINS,
    DEADLINE,
    FORTUNES,
    GAMES,
    UNTIL,
    A,
    B,
    compromise,
    shipped_answer,
    weights,
    wins,
    with_record,
)
from models_for_tests import DAY, entry, events_of


def test_a_game_turns_a_series_by_half_its_swing():
    """The swing of the next game (win less lose) is 5/16 at 0-0, 1/2 at 2-2 and at 3-2, 1 at 3-3."""
    assert wins(1, 0) - wins(0, 1) == 0.3125
    assert wins(3, 2) - wins(2, 3) == 0.5
    assert wins(4, 2) - wins(3, 3) == 0.5
    assert wins(4, 3) - wins(3, 4) == 1.0
    found = turns(branches(shipped_answer("best-of-seven"), 4000, 1))
    home = away = 0
    for turn, one in zip(found.turns, GAMES, strict=True):
        before = wins(home, away)
        home, away = home + one, away + 1 - one
        truth = wins(home, away) - before
        assert turn.change["home"].value == pytest.approx(truth, abs=4 * math.sqrt(0.25 / 4000))
        assert turn.change["home"].value == pytest.approx(-turn.change["away"].value)
        assert turn.size.value == pytest.approx(abs(turn.change["home"].value))
    assert found.greatest[0] == found.turns[-1]


def test_each_step_of_a_gambler_turns_by_one_part_of_the_goal():
    found = turns(branches(shipped_answer("gamblers-ruin"), 4000, 1))
    for turn, before, after in zip(found.turns, FORTUNES[:-1], FORTUNES[1:], strict=True):
        truth = (after - before) / COINS
        assert turn.change["rich"].value == pytest.approx(truth, abs=4 * math.sqrt(0.2 / 4000))
    drifts = [change["rich"] for _, _, change in found.drift]
    assert all(abs(drift.value) <= 4 * math.sqrt(0.2 / 4000) for drift in drifts)


def test_events_schedules_and_waiting_add_up_to_the_whole_way():
    """Bookkeeping, exact: the chance at the end of the record less that at its begin."""
    scenario = load("club-quorum")
    parted = branches(compile_scenario(scenario), 500, 1, dates=12)
    found = turns(parted)
    for number, name in enumerate(parted.names):
        whole = (parted.outcomes[-1] == number).mean() - (parted.outcomes[0] == number).mean()
        assert sum(found.totals[kind][name].value for kind in found.totals) == pytest.approx(whole, abs=1e-12)


def test_the_clubs_turns_are_those_of_pencil_and_paper():
    """Boycott: the chance that five of nine come falls from that of 0.8 or 0.5 mixed to that of 0.5, which is 1/2."""
    parted = branches(compile_scenario(load("club-quorum")), 4000, 1)
    call, boycott, meeting, decision = turns(parted).turns
    assert [t.kind for t in (call, boycott, meeting, decision)] == ["turn", "turn", "scheduled", "scheduled"]
    five_of_nine = sum(math.comb(9, k) * 0.8**k * 0.2 ** (9 - k) for k in range(5, 10))
    # On 5 March at noon a day is left until the meeting: the boycott comes with 1 - exp(-1/6), or not.
    late = -math.expm1(-1 / 6)
    before = 1 - (late * 0.5 + (1 - late) * five_of_nine)
    error = 4 * math.sqrt(0.25 / 4000)
    assert boycott.change["no_quorum"].value == pytest.approx(0.5 - before, abs=error)
    assert meeting.change["no_quorum"].value == pytest.approx(-0.5, abs=error)
    assert decision.change["merged"].value == pytest.approx(1 - 0.666, abs=error)
    assert call.change["otherwise"].value == pytest.approx(-math.exp(-7.5 / 4), abs=error)


def test_the_rate_of_drift_is_minus_speed_times_turn_in_closed_form():
    """Two clocks: dP/dt = -(A (1 - P) + B (0 - P)), to 1e-9 by a five-point derivative of the closed form."""
    h = 1e-3
    for day in np.linspace(0.1, DEADLINE - 0.1, 25):
        p = [compromise(day + k * h) for k in (-2, -1, 1, 2)]
        rate = (p[0] - 8 * p[1] + 8 * p[2] - p[3]) / (12 * h)
        assert rate == pytest.approx(-(A * (1 - compromise(day)) - B * compromise(day)), abs=1e-9)


def test_drift_and_near_misses_of_the_race_are_their_integrals():
    """Nothing happens until a day before the deadline: near miss of a is the integral of A (1 - P), drift minus their sum."""
    program, name = shipped_answer("two-clocks"), "compromise_first"
    found = turns(branches(program, 8000, 1, dates=2))
    (drift,) = found.drift
    error = 4 * math.sqrt(0.25 / 8000)
    assert drift[2][name].value == pytest.approx(compromise(UNTIL) - compromise(0), abs=error)
    misses = {miss.act: miss for miss in near_misses(program, 4000, 1, dates=8)}
    a = integrate.quad(lambda day: A * (1 - compromise(day)), 0, UNTIL)[0]
    b = integrate.quad(lambda day: -B * compromise(day), 0, UNTIL)[0]
    assert misses["compromise"].change[name].value == pytest.approx(a, abs=0.03)
    assert misses["strike"].change[name].value == pytest.approx(b, abs=0.03)
    assert misses["compromise"].change[name].low < a < misses["compromise"].change[name].high
    assert misses["compromise"].run_off == pytest.approx(A * UNTIL, rel=1e-4)
    assert misses["compromise"].chance == pytest.approx(-math.expm1(-A * UNTIL), rel=1e-4)
    total = misses["compromise"].change[name].value + misses["strike"].change[name].value
    assert drift[2][name].value == pytest.approx(-total, abs=0.03)


def test_an_act_that_was_never_at_risk_is_no_near_miss():
    """After the compromise has come first, the strike waits no more; and the record has the compromise."""
    program = with_record(shipped_answer("two-clocks"), [entry("compromise", 1)], until=2.0)
    assert near_misses(program, 100, 1, dates=4) == ()


def test_the_links_of_a_settled_chain_turn_nothing_and_everything_hangs_on_each():
    parted = branches(shipped_answer("settled-chain"), 400, 1)
    found = turns(parted)
    for turn in found.turns:
        assert turn.size.value == 0.0 and turn.closed.value == 0.0
    for stake in stakes(parted, parted.jumps, 400):
        assert stake.change["government"].value == 1.0 and stake.size.value == 1.0


def test_the_stake_of_a_win_is_what_a_side_that_never_wins_again_loses():
    """At 3-3 all: with a win the series is home's, without any it is lost. At 2-2 three quarters, at 1-1 eleven sixteenths."""
    parted = branches(shipped_answer("best-of-seven"), 2000, 1)
    for place, score in ((6, (4, 3)), (4, (3, 2)), (2, (2, 1))):
        (stake,) = stakes(parted, parted.jumps[place : place + 1], 2000)
        assert stake.change["home"].value == pytest.approx(wins(*score), abs=4 * math.sqrt(0.25 / 2000))
    assert wins(3, 2) == 0.75 and wins(2, 1) == 11 / 16


def test_events_of_one_instant_are_told_apart_in_the_order_of_the_record():
    """Steps of a gambler in the same second: 2/5, 3/5, 4/5, 3/5, 2/5, 1/5, 0."""
    program = shipped_answer("gamblers-ruin")
    same = [dataclasses.replace(e, instant=DAY, first=DAY, last=DAY) for e in program.model.record]
    parted = branches(with_record(program, same), 3000, 1)
    assert [(jump.before.left, jump.after.left) for jump in parted.jumps[:3]] == [(0, 5), (5, 4), (4, 3)]
    for turn, before, after in zip(turns(parted).turns, FORTUNES[:-1], FORTUNES[1:], strict=True):
        assert turn.change["rich"].value == pytest.approx((after - before) / COINS, abs=4 * math.sqrt(0.2 / 3000))


def test_on_records_that_the_model_made_chances_move_by_nothing_on_average():
    """A martingale: over many records the mean of the whole way is 0, and the mean turn of an act is its mean near miss.

    The turn of an act that happened and the near miss of its waiting are the two sides of one account: E[sum of turns of a]
    = E[integral of s_a turn_a]. In the race the turn of the compromise is 1 - P > 0 whenever it comes, so its mean turn
    alone is not 0.
    """
    made_by, name = with_record(shipped_answer("two-clocks"), [], DEADLINE - 0.01), "compromise_first"
    ways: list[float] = []
    accounts: list[float] = []
    for course in range(150):
        made = events_of(made_by, run_courses(made_by, 5, course, 1))[course]
        record = [entry(event.act, event.instant) for event in made]
        history = with_record(made_by, record)
        parted = branches(history, 100, 1000 + course)
        found = turns(parted) if record else None
        ends = branches(history, 100, 1000 + course, dates=2, events=False).outcomes
        ways.append(float((ends[-1] == 0).mean() - (ends[0] == 0).mean()))
        turned = sum(t.change[name].value for t in found.turns if t.acts[0] == "compromise") if found else 0.0
        missed = near_misses(history, 60, 1000 + course, dates=4, acts=["compromise"])
        accounts.append(turned - (missed[0].change[name].value if missed else 0.0))
    for values in (ways, accounts):
        assert abs(np.mean(values)) <= 3 * np.std(values, ddof=1) / math.sqrt(len(values))


def test_a_turn_that_hangs_on_an_assumption_stays_among_the_first_in_the_closed_form_share():
    """Four events add 0.15, the fifth 0.10, the sixth 0 to 0.16: the fifth stays while the sixth adds less, in 0.10/0.16."""
    parted = branches(weights(0.15, 0.15, 0.15, 0.15, 0.10, (0.0, 0.16)), 4000, 1)
    found = with_stays(parted, turns(parted), 20_000)
    stays = {turn.acts[0]: turn.stays for turn in found.turns}
    assert stays["e4"] == pytest.approx(0.625, abs=4 * math.sqrt(0.25 / found.draws))
    assert math.isnan(stays["e5"])
    assert min(stays[f"e{i}"] for i in range(4)) > 0.95
    assert sum(share for share in stays.values() if not math.isnan(share)) <= 5


def test_no_list_of_five_is_ranked_where_no_more_than_five_compete():
    parted = branches(shipped_answer("settled-chain"), 20, 1)
    assert all(math.isnan(turn.stays) for turn in with_stays(parted, turns(parted), 100).turns)
