"""Laws of draws against scipy.stats: forwards, backwards, round trips, far tails, impossible observations."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import special, stats

from juncture.kernel import laws
from juncture.program.program import LAW_NUMBERS

TABLE = laws.log_factorials()
VALUE, REACHED, MISSED = 0, 1, 2
luck = st.floats(1e-9, 1 - 1e-9)
probabilities = st.floats(0.001, 0.999)
trials = st.integers(1, 4000)


def forward(law: str, a: float, b: float, u: float) -> float:
    return laws.forward(LAW_NUMBERS[law], float(a), float(b), float(u), TABLE)


def abduct(law: str, a: float, b: float, seen: float, *, kind: int = VALUE, u: float = 0.5, at_least: float = 0.0):
    """The value, the luck that it reveals, its log chance, and whether it is possible."""
    return laws.abduct(LAW_NUMBERS[law], float(a), float(b), float(at_least), float(u), kind, float(seen), TABLE)


# Forwards


def test_the_normal_quantile_has_sixteen_digits():
    """Wichura's AS 241 claims a relative accuracy of about 1e-16; every normal and tally rests upon it."""
    middle = np.random.default_rng(1).random(20_000)
    near_the_seams = np.array([0.075, 0.925, 0.5 - 0.425, 0.5 + 0.425, math.exp(-25), 1 - math.exp(-25)])
    for p in np.concatenate([middle, near_the_seams, np.geomspace(1e-300, 1e-3, 500)]):
        assert laws.normal_quantile(p) == pytest.approx(special.ndtri(p), rel=4e-15, abs=4e-16)


def test_log_factorials_are_those_of_the_gamma_function():
    """Every binomial likelihood is a difference of these."""
    np.testing.assert_allclose(TABLE, special.gammaln(np.arange(4001) + 1), rtol=1e-13, atol=1e-13)


@given(trials, probabilities, luck)
@settings(max_examples=400, deadline=None)
def test_a_binomial_draw_is_the_inverse_of_scipy_s_distribution_function(n: int, p: float, u: float):
    """Also for thousands of trials, where p^n is no floating-point number."""
    k = forward("binomial", n, p, u)
    assert stats.binom.cdf(k - 1, n, p) - 1e-9 <= u <= stats.binom.cdf(k, n, p) + 1e-9


@pytest.mark.parametrize(("n", "p", "seen"), [(3, 63 / 64, 0), (9, 0.99, 5), (40, 0.999, 37), (100, 0.5, 4)])
def test_an_unlikely_number_of_successes_is_not_impossible(n: int, p: float, seen: int):
    """Five of nine loyal members came, where each would with chance 0.99: one in a million, and no stubborn fact.

    The distribution function at less must be what it is, too: nobody of three comes with chance (1/64)^3 = 4e-6.
    """
    _, revealed, log_p, possible = abduct("binomial", n, p, seen)
    assert possible
    assert log_p == pytest.approx(stats.binom.logpmf(seen, n, p), rel=1e-9)
    assert stats.binom.cdf(seen - 1, n, p) <= revealed <= stats.binom.cdf(seen, n, p)


@pytest.mark.parametrize("p", [1 - 1e-11, 1 - 1e-13, 1 - 1e-15])
def test_what_is_nearly_certain_is_not_impossible(p: float):
    """A faction of thirty whose discipline is a saturated logistic votes as one: certain, and no stubborn fact.

    The walk begins at the first number whose log chance is above -700.
    """
    _, revealed, log_p, possible = abduct("binomial", 30, p, 30)
    assert possible
    assert log_p == pytest.approx(30 * math.log(p), abs=1e-12)
    assert forward("binomial", 30, p, revealed) == 30


@given(st.integers(4001, 10**6), st.floats(0.01, 0.99), st.floats(1e-6, 1 - 1e-6))
@settings(max_examples=200, deadline=None)
def test_a_binomial_of_very_many_trials_is_drawn_from_its_normal_approximation(n: int, p: float, u: float):
    """De Moivre and Laplace; the distribution function is off by less than 1/sqrt(n p (1 - p)) (Berry and Esseen)."""
    k = forward("binomial", n, p, u)
    off = 0.5 / math.sqrt(n * p * (1 - p))
    assert stats.binom.cdf(k - 1, n, p) - off <= u <= stats.binom.cdf(k, n, p) + off
    assert k == math.floor(k)
    assert abduct("binomial", n, p, k)[3]


@given(st.floats(-300, 300), st.floats(0.01, 60), luck)
@settings(max_examples=300, deadline=None)
def test_a_tally_is_a_rounded_normal(mean: float, spread: float, u: float):
    """A vote of whole people: the interval of luck that gives n is that between n - 1/2 and n + 1/2."""
    v = forward("tally", mean, spread, u)
    assert v == math.floor(v)
    assert stats.norm.cdf(v - 0.5, mean, spread) - 1e-12 <= u <= stats.norm.cdf(v + 0.5, mean, spread) + 1e-12


@given(st.floats(-50, 50), st.floats(0.01, 50), luck)
@settings(deadline=None)
def test_a_normal_and_a_uniform_are_scipy_s(a: float, b: float, u: float):
    """The inverse distribution function, so that more luck always means a larger value."""
    assert forward("normal", a, b, u) == pytest.approx(stats.norm.ppf(u, a, b), rel=1e-12, abs=1e-12)
    assert forward("uniform", a, a + b, u) == pytest.approx(stats.uniform.ppf(u, a, b), rel=1e-12, abs=1e-12)


@given(st.integers(1, 50), luck)
@settings(deadline=None)
def test_a_choice_takes_each_whole_number_below_n_equally_often(n: int, u: float):
    """Disputed numbers are chosen by it, and no source may be favoured."""
    assert forward("choice", n, 0, u) == min(n - 1, math.floor(n * u))


@pytest.mark.parametrize(
    ("p", "u", "value"),
    [(0.3, 0.2999, 1), (0.3, 0.3, 0), (0, 1e-17, 0), (1, 1 - 1e-16, 1), (7, 0.9, 1), (-2, 0.1, 0)],
)
def test_a_chance_happens_below_its_probability(p: float, u: float, value: float):
    """A probability beyond 0 or 1 is brought back: nothing raises inside a course."""
    assert forward("chance", p, 0, u) == value


@pytest.mark.parametrize(
    ("a", "b", "value"),
    [
        (0, 0.5, 0),
        (-3, 0.5, 0),
        (2.4, 1, 2),
        (2.6, 1.7, 3),
        (9, 0, 0),
        (9, -1, 0),
        (math.nan, 0.5, 0),
        (9, math.nan, 0),
    ],
)
def test_a_binomial_with_senseless_parameters_is_brought_back(a: float, b: float, value: float):
    """An author's expression may say minus three trials; a course must go on or say why not."""
    assert forward("binomial", a, b, 0.999) == value


# Backwards: the chance of what was seen


@given(trials, probabilities, st.data())
@settings(max_examples=300, deadline=None)
def test_the_log_chance_of_a_binomial_is_scipy_s(n: int, p: float, data: st.DataObject):
    """A likelihood is a sum of these, so each needs its digits."""
    mean, spread = n * p, math.sqrt(n * p * (1 - p))
    low, high = max(0, math.ceil(mean - 8 * spread)), min(n, math.floor(mean + 8 * spread))
    assume(low <= high)
    k = data.draw(st.integers(low, high))
    _, _, log_p, possible = abduct("binomial", n, p, k)
    assert possible
    assert log_p == pytest.approx(stats.binom.logpmf(k, n, p), rel=1e-9, abs=1e-9)


@given(st.floats(-100, 300), st.floats(0.3, 40), st.floats(-12, 12))
@settings(max_examples=300, deadline=None)
def test_the_log_chance_of_a_tally_keeps_its_digits_in_both_tails(mean: float, spread: float, deviation: float):
    """Twelve standard deviations away `cdf - cdf` is 0 - 0; counted from the nearer end it is a number."""
    v = math.floor(mean + deviation * spread)
    _, _, log_p, possible = abduct("tally", mean, spread, v)
    low, high = (v - 0.5 - mean) / spread, (v + 0.5 - mean) / spread
    if v > mean:
        low, high = -high, -low
    expected = stats.norm.logcdf(high) + math.log1p(-math.exp(stats.norm.logcdf(low) - stats.norm.logcdf(high)))
    assert possible
    assert log_p == pytest.approx(expected, rel=1e-8, abs=1e-8)


@given(st.floats(-50, 50), st.floats(0.01, 50), st.floats(-30, 30))
@settings(deadline=None)
def test_the_log_density_of_a_normal_and_a_uniform_is_scipy_s(a: float, b: float, deviation: float):
    """Likelihoods of records with measured quantities."""
    seen = a + deviation * b
    _, z, log_p, possible = abduct("normal", a, b, seen)
    assert possible
    assert log_p == pytest.approx(stats.norm.logpdf(seen, a, b), rel=1e-9)
    assert a + b * z == pytest.approx(seen, rel=1e-12, abs=1e-12)
    assert abduct("uniform", a, a + b, a + b / 3)[2] == pytest.approx(-math.log(b), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    ("p", "seen", "expected"), [(0.3, 1, math.log(0.3)), (0.3, 0, math.log(0.7)), (1, 1, 0), (0, 0, 0)]
)
def test_the_log_chance_of_a_chance(p: float, seen: float, expected: float):
    """Natural logarithms; what is certain adds nothing."""
    assert abduct("chance", p, 0, seen)[2] == pytest.approx(expected)


def test_the_log_chance_of_a_choice_is_that_of_one_in_n():
    """All alternatives are alike."""
    assert abduct("choice", 7, 0, 6)[2] == pytest.approx(-math.log(7))


@given(st.floats(-20, 60), st.floats(0.3, 20), st.integers(-30, 80), luck)
@settings(max_examples=300, deadline=None)
def test_a_tally_known_only_to_have_reached_its_threshold_is_a_truncated_normal(
    mean: float, spread: float, threshold: int, u: float
):
    """'The motion was carried' tells one side of the distribution; the luck is a point of that side."""
    edge = (threshold - 0.5 - mean) / spread
    assume(abs(edge) < 7)
    for kind, log_share in ((REACHED, stats.norm.logsf(edge)), (MISSED, stats.norm.logcdf(edge))):
        value, revealed, log_p, possible = abduct("tally", mean, spread, 0, kind=kind, u=u, at_least=threshold)
        assert possible
        assert log_p == pytest.approx(log_share, rel=1e-9, abs=1e-12)
        assert (value >= threshold) == (kind == REACHED)
        share = stats.norm.cdf(edge)
        low, high = (share, 1) if kind == REACHED else (0, share)
        assert low - 1e-12 <= revealed <= high + 1e-12


def test_a_threshold_between_two_whole_numbers_is_reached_by_the_next_one():
    """'More than half of 375' is 187.5, and 188 reaches it."""
    for u in (0.001, 0.5, 0.999):
        assert abduct("tally", 187, 3, 0, kind=REACHED, u=u, at_least=187.5)[0] >= 188
        assert abduct("tally", 187, 3, 0, kind=MISSED, u=u, at_least=187.5)[0] <= 187


# Round trips: the luck that an observation reveals gives the observation


@given(trials, probabilities, luck, luck)
@settings(max_examples=400, deadline=None)
def test_the_luck_behind_a_binomial_gives_it_back(n: int, p: float, u: float, fresh: float):
    """The axiom of same luck rests on this: history's luck in history's law is history."""
    k = forward("binomial", n, p, u)
    _, revealed, log_p, possible = abduct("binomial", n, p, k, u=fresh)
    assert possible
    assume(min(fresh, 1 - fresh) * math.exp(log_p) > 1e-14)  # at the very edge of the interval rounding decides
    assert forward("binomial", n, p, revealed) == k


@given(st.floats(-300, 300), st.floats(0.3, 60), luck, luck)
@settings(max_examples=400, deadline=None)
def test_the_luck_behind_a_tally_gives_it_back(mean: float, spread: float, u: float, fresh: float):
    """A recorded vote of 237 must be 237 again where nothing changed."""
    v = forward("tally", mean, spread, u)
    _, revealed, log_p, possible = abduct("tally", mean, spread, v, u=fresh)
    assert possible
    assume(min(fresh, 1 - fresh) * math.exp(log_p) > 1e-12)
    assert forward("tally", mean, spread, revealed) == v


@given(st.integers(1, 300), st.floats(0.001, 0.999), luck)
@settings(deadline=None)
def test_the_luck_behind_a_choice_and_a_chance_gives_them_back(n: int, p: float, fresh: float):
    """Wherever in its interval the revealed luck lies."""
    for k in {0, n // 2, n - 1}:
        assert forward("choice", n, 0, abduct("choice", n, 0, k, u=fresh)[1]) == k
    for happened in (0.0, 1.0):
        assert forward("chance", p, 0, abduct("chance", p, 0, happened, u=fresh)[1]) == happened


@given(st.floats(-50, 50), st.floats(0.01, 50), st.floats(0, 1))
@settings(deadline=None)
def test_the_luck_behind_a_uniform_gives_it_back(a: float, width: float, share: float):
    """Here the observation leaves one point and no interval."""
    v = a + share * width
    assume(a <= v <= a + width)
    _, revealed, _, possible = abduct("uniform", a, a + width, v)
    assert possible
    assert forward("uniform", a, a + width, revealed) == pytest.approx(v, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("law", ["binomial", "tally", "chance", "choice"])
def test_fresh_luck_fills_the_interval_that_an_observation_leaves_evenly(law: str):
    """Seen over many courses, revealed luck must again be uniform: else same luck would be biased.

    Draw a value by luck U, look at it, and reveal: the revealed luck is uniform whatever the law.
    """
    a, b = {"binomial": (30, 0.4), "tally": (20, 3), "chance": (0.35, 0), "choice": (6, 0)}[law]
    dice = np.random.default_rng(5)
    revealed = [
        abduct(law, a, b, forward(law, a, b, u), u=fresh)[1]
        for u, fresh in zip(dice.random(5000), dice.random(5000), strict=True)
    ]
    assert stats.kstest(revealed, "uniform").pvalue > 0.001


# Far tails and impossible observations


def test_a_landslide_of_237_to_138_is_finite_even_under_a_law_that_expected_a_defeat():
    """The vote of 5 January 1918: a model that expected 138 to 237 must find it very unlikely, not impossible."""
    spread = math.sqrt(375 * 0.37 * 0.63)
    _, _, log_p, possible = abduct("tally", 138, spread, 237)
    assert possible
    assert -70 < log_p < -50


@pytest.mark.parametrize(
    ("law", "a", "b", "seen"),
    [
        ("chance", 0.0, 0.0, 1),
        ("chance", 1.0, 0.0, 0),
        ("binomial", 10, 0.5, 11),
        ("binomial", 10, 0.5, -1),
        ("binomial", 10, 0.5, 3.5),
        ("binomial", 10, 0.0, 1),
        ("binomial", 10, 1.0, 9),
        ("binomial", 0, 0.5, 1),
        ("tally", 10, 0.0, 11),
        ("uniform", 2, 3, 3.01),
        ("uniform", 2, 3, 1.99),
        ("uniform", 3, 2, 2.5),
        ("uniform", 2, 2, 2),
        ("normal", 0, 0.0, 1),
        ("normal", 0, -1.0, 1),
        ("choice", 3, 0, 3),
        ("choice", 3, 0, -1),
        ("choice", 3, 0, 1.5),
    ],
)
def test_an_impossible_observation_stands_as_a_fact_and_is_not_averaged_in(law: str, a: float, b: float, seen: float):
    """History happened: the value is kept, the luck is fresh, nothing is added to the likelihood."""
    value, revealed, _, possible = abduct(law, a, b, seen, u=0.25)
    assert not possible
    assert value == seen
    if law != "chance":
        assert revealed == 0.25


@given(
    st.sampled_from(list(LAW_NUMBERS)),
    st.floats(allow_nan=True),
    st.floats(allow_nan=True),
    st.floats(allow_nan=True),
    st.floats(allow_nan=True),
    st.sampled_from([VALUE, REACHED, MISSED]),
    luck,
)
@settings(max_examples=500, deadline=None)
def test_no_parameter_and_no_observation_raises_or_hangs(
    law: str, a: float, b: float, seen: float, at_least: float, kind: int, u: float
):
    """An author's expression may give a draw any number whatever; a course ends with a status, never with a crash."""
    assert isinstance(forward(law, a, b, u), float)
    value, revealed, _, possible = abduct(law, a, b, seen, kind=kind, u=u, at_least=at_least)
    assert isinstance(value, float)
    assert isinstance(revealed, float)
    assert isinstance(possible, bool)
