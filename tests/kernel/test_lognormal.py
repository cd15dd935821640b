"""The lognormal law against scipy.stats: forwards, backwards, known to a threshold, and on the side of a number."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from juncture.kernel import laws
from juncture.program.program import LAW_NUMBERS

TABLE = laws.log_factorials()
VALUE, REACHED, MISSED, SIDE = 0, 1, 2, 3
luck = st.floats(1e-9, 1 - 1e-9)
medians, spreads = st.floats(1e-3, 1e6), st.floats(0.01, 3)


def forward(a: float, b: float, u: float) -> float:
    return laws.forward(LAW_NUMBERS["lognormal"], float(a), float(b), float(u), TABLE)


def abduct(a: float, b: float, seen: float, *, kind: int = VALUE, u: float = 0.5, at_least: float = 0.0):
    """The value, the luck that it reveals, its log chance, and whether it is possible."""
    return laws.abduct(LAW_NUMBERS["lognormal"], a, b, float(at_least), float(u), kind, float(seen), TABLE)


@given(medians, spreads, luck)
@settings(max_examples=200, deadline=None)
def test_a_draw_is_the_inverse_of_scipy_s_distribution_function(a: float, b: float, u: float):
    """A crowd of median a; more luck, more people."""
    assert forward(a, b, u) == pytest.approx(stats.lognorm.ppf(u, b, scale=a), rel=1e-9)


@given(medians, spreads, st.floats(-8, 8))
@settings(max_examples=200, deadline=None)
def test_a_recorded_number_has_scipy_s_density_and_comes_back(a: float, b: float, z: float):
    """The axiom of same luck: history's luck in history's law is history."""
    seen = a * math.exp(b * z)
    value, revealed, log_p, possible = abduct(a, b, seen)
    assert possible
    assert value == seen
    assert log_p == pytest.approx(stats.lognorm.logpdf(seen, b, scale=a), rel=1e-7, abs=1e-7)
    assert forward(a, b, revealed) == pytest.approx(seen, rel=0.03 if z > 6 else 1e-6)  # 1 - u has sixteen digits


@given(medians, spreads, st.floats(-5, 5), luck, st.sampled_from([REACHED, MISSED]))
@settings(max_examples=200, deadline=None)
def test_known_only_to_its_threshold_it_is_a_truncated_lognormal(a: float, b: float, z: float, u: float, kind: int):
    """The chance is that of the side, and the value lies there."""
    threshold = a * math.exp(b * z)
    value, revealed, log_p, possible = abduct(a, b, 0.0, kind=kind, u=u, at_least=threshold)
    side = stats.lognorm.sf if kind == REACHED else stats.lognorm.cdf
    assert possible
    assert (value >= threshold) == (kind == REACHED)
    assert math.exp(log_p) == pytest.approx(side(threshold, b, scale=a), rel=1e-7)
    below = stats.lognorm.cdf(threshold, b, scale=a)
    assert (revealed >= below - 1e-9) if kind == REACHED else (revealed <= below + 1e-9)


@given(medians, spreads, st.floats(0, 1e6), st.floats(0, 1e6), luck)
@settings(max_examples=200, deadline=None)
def test_on_the_side_of_a_number_means_reached_or_missed_by_that_number(
    a: float, b: float, threshold: float, seen: float, u: float
):
    """A crowd that was large at the end began beyond the tipping point."""
    assume(threshold > 0)
    expected = abduct(a, b, 0.0, kind=REACHED if seen >= threshold else MISSED, u=u, at_least=threshold)
    found = abduct(a, b, seen, kind=SIDE, u=u, at_least=threshold)
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize(
    ("a", "b", "seen", "kind", "possible", "value"),
    [
        (5.0, 0.0, 5.0, VALUE, True, 5.0),
        (5.0, 0.0, 6.0, VALUE, False, 6.0),
        (5.0, 0.0, 9.0, SIDE, True, 5.0),
        (5.0, 0.0, 1.0, SIDE, False, 3.0 * (1 - 1e-12)),
        (2.0, 0.0, 0.0, REACHED, False, 3.0),
        (0.0, 0.5, 4.0, VALUE, False, 4.0),
        (5.0, 0.5, 0.0, VALUE, False, 0.0),
        (5.0, 0.5, -1.0, VALUE, False, -1.0),
        (math.nan, 0.5, 4.0, VALUE, False, 4.0),
        (5.0, math.inf, 4.0, VALUE, False, 4.0),
    ],
)
def test_what_is_certain_or_senseless(a: float, b: float, seen: float, kind: int, possible: bool, value: float):
    """The threshold is 3. Without spread the median is certain; nobody counts a crowd of nought by this law."""
    found = abduct(a, b, seen, kind=kind, at_least=3.0)
    assert found[3] == possible
    assert found[0] == value
    assert found[1] == 0.5


def test_a_threshold_at_nought_says_nothing():
    """Where crowds have one size only, the tipping point is 0: reached for sure."""
    value, revealed, log_p, possible = abduct(7.0, 0.5, 123.0, kind=SIDE, u=0.25)
    assert (revealed, log_p, possible) == (0.25, 0.0, True)
    assert value == forward(7.0, 0.5, 0.25)


@given(*(st.floats(allow_nan=True) for _ in range(4)), st.sampled_from([VALUE, REACHED, MISSED, SIDE]), luck)
@settings(max_examples=300, deadline=None)
def test_no_number_raises(a: float, b: float, seen: float, at_least: float, kind: int, u: float):
    """An author's expression may give a draw any number whatever."""
    assert isinstance(forward(a, b, u), float)
    assert isinstance(abduct(a, b, seen, kind=kind, u=u, at_least=at_least)[3], bool)
