"""The ledger: shares and directions that are known beforehand, a floor that luck seldom passes, intervals that hold."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from scipy import integrate, stats

from juncture.analysis.ledger import Ledger, enough, ledger
from juncture.analysis.sensitivity import CLASSES, FEWEST, Sensitivity, estimate, sensitivity
from juncture.courses.ensemble import simulate
from juncture.program.compile import read_scenario
from juncture.program.lower import lower
from juncture.program.model import Model
from juncture.program.trace import trace
from juncture.scenario.scenario import Scenario
from scenarios_for_tests import loaded

DRAWS = 20_000
HEAD = """\
juncture: 1
id: tiny
title: Tiny
begin: 2000-01-01
end: 2000-02-29
"""
#: The first act to come ends it: at rate r, uniform, or at rate 1. P(a first | r) = r / (1 + r).
RACE = """
  a: {title: A, pace: "1 / rate", requires: not done(b)}
  b: {title: B, pace: 1 days, requires: not done(a), effects: [idle += 0.2 .. 0.4], because: it moves nothing}
"""
GAUGES = """
  rate: {title: Rate, between: [0, 9], start: {value: 0.5 .. 2.5, because: for the test}}
  idle: {title: Idle, start: {value: 0 .. 0.5, because: for the test}}
  choice: {title: Choice, between: [0, 9], start: {value: "1 [C] | 2 [D]"}}
"""
CLAIMS = """
  C: {source: book, kind: figure, gloss: one, numbers: {choice: 1}}
  D: {source: book, kind: figure, gloss: two, numbers: {choice: 2}}
"""
OUTCOMES = "first: {title: A came first, when: done(a)}\notherwise: {title: B came first, when: 1}"


def measured(chance: np.ndarray, values: np.ndarray, seed: int = 1) -> Sensitivity:
    """Two outcomes, the first with this chance for each draw, and numbers that were drawn with it."""
    happened = np.random.default_rng(seed).random((len(chance), 2)) >= chance[:, None]
    return sensitivity(values, happened.astype(np.int64), 2, seed)


def shares(found: Sensitivity) -> np.ndarray:
    """(numbers,): the share of each in what all of them spread."""
    return found.between[:, 0, 0] / found.among_draws[0, 0]


@pytest.fixture(scope="module")
def race(tmp_path_factory) -> tuple[Scenario, Model]:
    folder = tmp_path_factory.mktemp("race")
    sections = {
        "gauges": GAUGES,
        "acts": RACE,
        "outcomes": OUTCOMES,
        "claims": CLAIMS,
        "sources": "book: {title: Book}",
    }
    scenario = loaded(folder, head=HEAD, things="", **sections)
    return scenario, trace(scenario)


@pytest.fixture(scope="module")
def club() -> tuple[Scenario, Model]:
    return read_scenario("club-quorum")


@pytest.fixture(scope="module")
def found(race) -> Ledger:
    scenario, model = race
    return ledger(model, simulate(scenario, lower(model), 40_000, 1))


def test_shares_of_a_sum_are_the_squares_of_its_weights():
    """p = 1/2 + sum of w_i (x_i - 1/2) with independent uniform x: the share of x_i is w_i^2 over the sum of all.

    A uniform number has 1 - 1/10^2 of its variance between its tenths.
    """
    weights = np.array([0.6, 0.3, 0.1, 0.0])
    values = np.random.default_rng(5).random((DRAWS, 4))
    found = measured(0.5 + (values - 0.5) @ weights, values)
    known = weights**2 / (weights**2).sum() * (1 - CLASSES**-2)
    for number, share in enumerate(known):
        one = estimate(found.between[number, :, 0] / found.among_draws[:, 0])
        assert one.low <= share <= one.high
    assert found.among_draws[0, 0] == pytest.approx((weights**2).sum() / 12, rel=0.05)
    assert (found.between[:, 0, 0] > found.floor[0]).tolist() == [True, True, True, False]


def test_ishigamis_function_has_the_published_shares_as_far_as_tenths_can_see_them():
    """sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1, x uniform on (-pi, pi), as a chance.

    First-order shares are 0.3139, 0.4424 and 0 (Ishigami & Homma 1990). E[y | x1] and E[y | x2] are known, and so is what
    of their variance lies between tenths of the range: the rest of x2's goes up and down within them. x3 works only
    together with x1: 0.2437 of the variance belongs to no number by itself.
    """
    x = np.random.default_rng(2).uniform(-math.pi, math.pi, (4 * DRAWS, 3))
    y = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    found = shares(measured((y + 11) / 30, x))
    variance = 49 / 8 + 0.1 * math.pi**4 / 5 + 0.01 * math.pi**8 / 18 + 0.5
    edges = np.linspace(-math.pi, math.pi, CLASSES + 1)

    def between_tenths(mean) -> float:
        means = [integrate.quad(mean, a, b)[0] / (b - a) for a, b in pairwise(edges)]
        return float(np.var(means)) / variance

    first = between_tenths(lambda x1: (1 + 0.1 * math.pi**4 / 5) * math.sin(x1))
    second = between_tenths(lambda x2: 7 * math.sin(x2) ** 2)
    assert (first, second) == (pytest.approx(0.3139, rel=0.05), pytest.approx(0.4424, rel=0.15))
    assert found == pytest.approx([first, second, 0.0], abs=0.03)


def test_the_number_that_decides_has_the_share_1_and_the_others_none(found):
    """Only r bears on who comes first; the numbers that change nothing stay below the floor."""
    assert found.uncertain == 4
    assert [number.name for number in found.numbers] == ["gauges.rate.start"]
    number, moved = found.of("first")[0]
    assert number.share.low <= 1 and number.share.value > 0.9
    assert moved.share.low <= 1
    assert found.singly.high >= 0.99
    assert found.statuses["assumption"].numbers == 3 and found.statuses["disputed"].numbers == 1
    assert found.statuses["disputed"].share.low <= 0.0


def test_the_direction_is_the_difference_between_the_fifths(found):
    """Means of r / (1 + r) over the highest and the lowest fifth of 0.5 .. 2.5, in closed form."""

    def mean(low: float, high: float) -> float:
        return 1 - math.log((1 + high) / (1 + low)) / (high - low)

    known = mean(2.1, 2.5) - mean(0.5, 0.9)
    moved = found.of("first")[0][1].difference
    assert moved.low <= known <= moved.high
    assert moved.high - moved.low < 0.06
    other = found.of("otherwise")[0][1].difference
    assert (other.low, other.high) == (pytest.approx(-moved.high), pytest.approx(-moved.low))


def test_what_the_assumptions_spread_is_the_variance_of_the_chance(found):
    """Var of r / (1 + r) over 0.5 .. 2.5, in p (1 - p)."""
    r = stats.uniform(0.5, 2.0)
    p, square = (r.expect(lambda x, k=k: (x / (1 + x)) ** k) for k in (1, 2))
    known = (square - p**2) / (p * (1 - p))
    assert found.together.from_assumptions.low <= known <= found.together.from_assumptions.high
    first, other = (found.outcomes[name].from_assumptions.value for name in ("first", "otherwise"))
    assert first == pytest.approx(other)


def test_a_disputed_number_is_compared_value_by_value():
    """Of two values there are two classes, and the difference is that of their means."""
    value = np.random.default_rng(3).choice([324.0, 374.0], DRAWS)
    found = measured(np.where(value > 350, 0.7, 0.4), value[:, None])
    one = estimate(found.difference[0, :, 0])
    assert one.low <= 0.3 <= one.high
    assert shares(found)[0] == pytest.approx(1.0, abs=0.05)


def test_what_goes_up_and_down_has_a_share_and_no_direction():
    x = np.random.default_rng(4).random(DRAWS)
    found = measured(0.5 + 0.4 * np.cos(2 * math.pi * x), x[:, None])
    one = estimate(found.difference[0, :, 0])
    assert shares(found)[0] > 0.9
    assert one.low <= 0.0 <= one.high


def test_numbers_that_work_only_together_have_no_share_of_their_own():
    """The chance is high where both lie on the same side, and low elsewhere: neither number alone says anything."""
    x = np.random.default_rng(4).random((DRAWS, 2))
    found = measured(np.where((x[:, 0] > 0.5) == (x[:, 1] > 0.5), 0.8, 0.2), x)
    assert (found.between[:, 0, 0] <= found.floor[0]).all()
    assert shares(found).sum() == pytest.approx(0.0, abs=0.02)


def test_luck_passes_the_floor_once_in_a_hundred_ledgers():
    """However many numbers: none of these bears on anything. 60 ledgers of 20 numbers; more than 4 would come by luck
    in fewer than 1 of 500 trials like this one (binomial).
    """
    passed = 0
    for seed in range(60):
        values = np.random.default_rng(1000 + seed).random((200, 20))
        found = measured(np.full(200, 0.3), values, seed)
        passed += bool((found.between[:, 0, 0] > found.floor[0]).any())
    assert stats.binom(60, 0.01).sf(4) < 0.002
    assert passed <= 4


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    """95 %: of 60 small ensembles, fewer than 51 would miss by luck in 1 of 1,000 trials."""
    held = 0
    for seed in range(60):
        values = np.random.default_rng(seed).random((2000, 1))
        found = measured(0.2 + 0.6 * values[:, 0], values, seed)
        one = estimate(found.difference[0, :, 0])
        held += one.low <= 0.48 <= one.high
    assert held >= 51


def test_a_ledger_does_not_depend_on_threads_or_on_where_a_pair_was_cut(race):
    """Twins stay together; the half of a pair at either end is left out."""
    scenario, model = race
    program = lower(model)
    whole = ledger(model, simulate(scenario, program, 2000, 1, threads=1, first=2))
    cut = ledger(model, simulate(scenario, program, 2002, 1, threads=2, first=1))
    assert replace(cut, courses=2000) == whole


def test_too_few_courses_are_refused(race):
    scenario, model = race
    few = simulate(scenario, lower(model), 2 * FEWEST - 1, 1)
    assert not enough(few)
    with pytest.raises(ValueError, match="99 draws of the assumptions; expected at least 100"):
        ledger(model, few)


def test_where_no_number_is_uncertain_nothing_moves(club):
    """The chess club's numbers are all cited, so that luck decides alone."""
    scenario, model = club
    found = ledger(model, simulate(scenario, lower(model), 2000, 1))
    assert (found.uncertain, found.numbers, found.statuses) == (0, (), {})


def test_of_an_outcome_that_came_once_no_share_is_told(race):
    """Without the group of draws that has it there is no spread, and so no error that could be told."""
    scenario, model = race
    ensemble = simulate(scenario, lower(model), 400, 1)
    ends = np.zeros_like(ensemble.outcomes)
    ends[7] = 1
    share = ledger(model, replace(ensemble, outcomes=ends)).outcomes["otherwise"].from_assumptions
    assert math.isnan(share.value)
    assert (share.low, share.high) == (0.0, 1.0)
