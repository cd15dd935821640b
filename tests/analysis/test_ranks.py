"""Ranks across assumptions: closed forms, with luck and without."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from scipy import integrate, stats

from juncture.analysis.ranks import (
    among_first,
    leading,
    nested,
    outcome_ranks,
    rank_kept,
    stays_among_first,
    without_luck,
)
from juncture.analysis.replay import replay
from juncture.courses.ensemble import simulate
from juncture.kernel.run import Plan, run_courses
from juncture.language.expression import Number, Slot
from juncture.program.compile import compile_scenario
from juncture.program.program import Program
from juncture.scenario.load import load
from juncture.verbs.statements import Draw
from models_for_tests import act, done, program_of
from scenarios_for_tests import text_of, written

LOW, HIGH = 0.5, 2.5


def race(draws: bool = True) -> Program:
    """Two acts, and the first to come ends it: `a` at an uncertain rate r, `b` at rate 1. P(a | r) = r / (1 + r)."""
    rate = Slot("number", ("a.pace",))
    begin = [Draw(rate, "uniform", Number(LOW), Number(HIGH), "a.pace")] if draws else []
    return program_of(
        act("a", rate if draws else 3.0, guard=1 - done("b")),
        act("b", 1.0, guard=1 - done("a")),
        begin=begin,
        days=1000,
        outcomes=[("a_first", done("a")), ("b_first", done("b"))],
    )


def leads_with(luck: int) -> float:
    """The chance that `a` is ahead, a draw counting half, among so many courses of one r; mean over r."""

    def ahead(r: float) -> float:
        count = stats.binom(luck, r / (1 + r))
        return float(count.sf(luck / 2) + (count.pmf(luck / 2) / 2 if luck % 2 == 0 else 0))

    return integrate.quad(ahead, LOW, HIGH)[0] / (HIGH - LOW)


def test_the_likelier_outcome_leads_in_the_share_of_draws_that_the_closed_form_gives():
    """`a` is likelier than `b` exactly where r > 1: in (2.5 - 1) / (2.5 - 0.5) = three quarters of the draws."""
    found = outcome_ranks(race(), 40_000, 1)
    assert (found.siblings, found.draws) == (142, 281)
    assert found.order == ("a_first", "b_first", "otherwise")
    error = math.sqrt(0.75 * 0.25 / found.draws)
    for held in (found.leads["a_first"], found.keeps["a_first"], found.keeps["b_first"]):
        assert held.share == pytest.approx(0.75, abs=4 * error)
        assert held.low <= held.share <= held.high
    assert found.leads["b_first"].share == pytest.approx(0.25, abs=4 * error)
    assert found.keeps["otherwise"].counted == 1.0 and found.leads["otherwise"].share == 0.0


def test_the_ranking_that_is_judged_is_the_one_that_readers_see():
    """Told that `b` stands first, it says in how few draws that holds."""
    found = outcome_ranks(race(), 40_000, 1, shown={"a_first": 0.4, "b_first": 0.6, "otherwise": 0.0})
    assert found.order[0] == "b_first"
    assert found.keeps["b_first"].share == pytest.approx(0.25, abs=4 * math.sqrt(0.75 * 0.25 / found.draws))


def test_few_courses_a_draw_blur_the_ranks_and_the_correction_takes_most_of_it_back():
    """With 32 courses of luck the counted share is not 3/4 but what binomials give, 0.717."""
    program = race()
    found = outcome_ranks_with(program, draws=1500, siblings=32)
    held = found.leads["a_first"]
    assert held.counted == pytest.approx(leads_with(32), abs=4 * math.sqrt(0.25 / 1500))
    rates = run_courses(program, 1, 0, 3000, Plan(keep=(program.index(Slot("number", ("a.pace",))),))).kept[::2, 0]
    true = float((rates > 1).mean())  # of the very draws that were made
    assert abs(held.share - true) < 0.5 * abs(held.counted - true)


def test_without_luck_the_chances_scatter_as_they_do():
    """Chances with a covariance that is known, and shares of halves with independent luck on top of it."""
    dice = np.random.default_rng(3)
    chances = dice.multivariate_normal(
        [0.3, 0.5, 0.2], [[4e-3, -3e-3, -1e-3], [-3e-3, 5e-3, -2e-3], [-1e-3, -2e-3, 3e-3]], 20_000
    )
    one, other = (chances + dice.normal(0, 0.1, chances.shape) for _ in range(2))
    corrected = without_luck(one, other)
    np.testing.assert_allclose(np.cov(corrected.T), np.cov(chances.T), atol=3e-4)
    assert np.cov((one + other).T / 2)[0, 0] > 8e-3  # twice as much with luck
    assert np.corrcoef(corrected[:, 0], chances[:, 0])[0, 1] > 0.6


def test_luck_alone_changes_no_rank():
    """One vector of chances for all draws: the ranks that 100 courses give differ, those without luck hardly do."""
    dice, chances = np.random.default_rng(4), np.array([0.42, 0.22, 0.27, 0.09])
    halves = dice.multinomial(50, chances, size=(2, 200)) / 50
    assert rank_kept(halves.mean(axis=0), chances)[:, 1].mean() < 0.85
    assert rank_kept(without_luck(*halves), chances)[:, 1].mean() > 0.95
    assert leading(without_luck(*halves))[:, 0].mean() == 1.0


def outcome_ranks_with(program: Program, draws: int, siblings: int):
    """Any number of siblings, for tests; the product of both is what `nested` would divide otherwise."""
    import juncture.analysis.ranks as ranks

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranks, "nested", lambda _, uncertain: (siblings, draws))
        return outcome_ranks(program, draws * siblings, 1)


def test_without_uncertain_numbers_every_rank_holds():
    """All draws are the same, so one is made, with all courses: nothing is left that could disagree."""
    found = outcome_ranks(race(draws=False), 2000, 1)
    assert (found.draws, found.siblings) == (1, 2000) and found.order[0] == "a_first"
    assert all(held.share == held.low == held.high == 1.0 for held in found.keeps.values())
    assert found.leads["a_first"].share == 1.0 and found.leads["b_first"].share == 0.0


def test_the_courses_are_shared_out_into_twice_as_many_draws_as_siblings():
    assert nested(20_000) == (100, 200)
    for courses in (1, 2, 50, 400, 20_000, 10**6):
        siblings, draws = nested(courses)
        assert siblings % 2 == 0 and draws >= 1 and siblings * draws <= max(courses, 2)


def test_the_threads_do_not_matter():
    assert outcome_ranks(race(), 8000, 5, threads=1) == outcome_ranks(race(), 8000, 5, threads=3)


# Siblings


def test_siblings_share_their_assumptions_and_not_their_luck():
    program = race()
    plan = Plan(keep=(program.index(Slot("number", ("a.pace",))),), siblings=50)
    batch = run_courses(program, 3, 0, 1000, plan)
    rates = batch.kept[:, 0].reshape(20, 50)
    assert (rates == rates[:, :1]).all() and len(np.unique(rates)) == 20
    twins = run_courses(program, 3, 0, 40, dataclasses.replace(plan, siblings=2))
    assert (twins.kept[::2, 0] == rates[:, 0]).all()  # draw k is that of the k-th pair of twins
    instants = batch.whole[:50, 2]
    assert len(np.unique(instants)) > 45


def test_a_block_that_begins_within_a_family_gives_the_same_courses():
    program = race()
    whole = run_courses(program, 3, 0, 60, Plan(siblings=30))
    part = run_courses(program, 3, 47, 13, Plan(siblings=30))
    assert (whole.whole[whole.whole[:, 0] >= 47] == part.whole).all()


def test_an_ensemble_is_made_of_twins():
    """What is saved could not be made again otherwise."""
    scenario = load("club-quorum")
    with pytest.raises(ValueError, match="expected twins"):
        simulate(scenario, compile_scenario(scenario), 10, 1, plan=Plan(siblings=4))


# Ranks


def test_equal_values_share_their_ranks():
    values = np.array([[3.0, 2.0, 2.0, 1.0], [1.0, 1.0, 1.0, 1.0]])
    assert leading(values).tolist() == [[1, 0, 0, 0], [0.25] * 4]
    assert among_first(values, 2).tolist() == [[1, 0.5, 0.5, 0], [0.5] * 4]
    assert rank_kept(values, np.array([4.0, 3.0, 2.0, 1.0])).tolist() == [[1, 0.5, 0.5, 1], [0.25] * 4]


def test_two_that_never_happen_keep_their_common_rank():
    values = np.array([[1.0, 0.0, 0.0]])
    assert rank_kept(values, values[0]).tolist() == [[1, 1, 1]]


def test_a_list_of_all_says_nothing():
    assert np.isnan(stays_among_first(np.ones((10, 5)), 5)).all()
    assert np.isnan(stays_among_first(np.ones((0, 9)), 5)).all()


def test_a_permutation_of_draws_or_items_permutes_what_is_found():
    dice = np.random.default_rng(1)
    values = dice.normal(size=(50, 8)) + np.arange(8)
    items = dice.permutation(8)
    np.testing.assert_allclose(
        stays_among_first(values[dice.permutation(50)][:, items], 3), stays_among_first(values, 3)[items]
    )


# Surprise

CHAIN = """
other: {title: Something else, pace: 1 days}
e1: {title: One, pace: 10 days}
e2: {title: Two, opens: after e1, pace: 5 days}
e3: {title: Three, opens: after e2, pace: 4 days}
e4: {title: Four, opens: after e3, pace: 3 days}
e5: {title: Five, opens: after e4, pace: 1 days, drivers: {done(e4) from 0: {value: 0 .. 2, because: unknown}}}
e6: {title: Six, opens: after e5, pace: 1 days, drivers: {done(e5) from 0: {value: 0.98, because: chosen}}}
"""


def test_the_most_surprising_events_stay_so_in_the_share_of_draws_that_the_closed_form_gives(tmp_path):
    """Each event competes with one other clock of speed 1, so which = v / (1 + v).

    v is 1/10, 1/5, 1/4, 1/3 for the first four, exp(d) with d uniform from 0 to 2 for the fifth, and exp(0.98) for the
    sixth. The mean of exp(d) / (1 + exp(d)) is log((1 + e**2) / 2) / 2 = 0.717, below that of exp(0.98), 0.727: so the
    fifth is among the five in the mean, and stays there where d < 0.98, in 49 % of the draws.
    """
    record = "record: [" + ", ".join(f"{{act: e{i}, on: 2000-01-{10 + i}}}" for i in range(1, 7)) + "]\n"
    scenario = load(written(tmp_path, text_of(acts=CHAIN) + record + "record_until: 2000-01-20\n"))
    found = replay(scenario, compile_scenario(scenario), 4000, 1)
    assert found.entries[4].which == pytest.approx(math.log((1 + math.exp(2)) / 2) / 2, abs=0.01)
    assert found.entries[5].which == pytest.approx(1 / (1 + math.exp(-0.98)))
    assert [entry.stays for entry in found.entries[:4]] == [1.0] * 4
    assert found.entries[4].stays == pytest.approx(0.49, abs=4 * math.sqrt(0.25 / 2000))
    assert math.isnan(found.entries[5].stays)
    assert [entry.act for entry in found.most_surprising] == ["e1", "e2", "e3", "e4", "e5"]


def test_a_short_record_has_no_list_of_the_most_surprising():
    scenario = load("club-quorum")
    assert replay(scenario, compile_scenario(scenario), 100).most_surprising == ()
