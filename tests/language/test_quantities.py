"""Numbers with their uncertainty: every law, every unit, every citation."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juncture.language import Quantity, Spread, parse_quantity

HOUR = 1 / 24


def only(text: str) -> Spread:
    (spread,) = parse_quantity(text).alternatives
    return spread


@pytest.mark.parametrize(
    ("text", "law", "a", "b"),
    [
        ("6", "fixed", 6, 0),
        ("-6.5", "fixed", -6.5, 0),
        ("- 6", "fixed", -6, 0),
        ("1e-3", "fixed", 0.001, 0),
        ("2.", "fixed", 2, 0),
        ("0.4 .. 0.8", "uniform", 0.4, 0.8),
        ("0.4..0.8", "uniform", 0.4, 0.8),
        ("1..2", "uniform", 1, 2),
        ("-1 .. 1", "uniform", -1, 1),
        ("-3 .. -2", "uniform", -3, -2),
        ("2 .. 2", "uniform", 2, 2),
        ("1.2 ± 0.4", "normal", 1.2, 0.4),
        ("1.2 +- 0.4", "normal", 1.2, 0.4),
        ("-1.2 ± 0.4", "normal", -1.2, 0.4),
        ("0 ± 1", "normal", 0, 1),
        ("6 ± 50%", "lognormal", 6, math.log(1.5)),
        ("6 ± 100 %", "lognormal", 6, math.log(2)),
    ],
)
def test_each_law_has_its_notation(text: str, law: str, a: float, b: float):
    """What authors write is what is drawn: the notation is the contract."""
    assert only(text) == Spread(law, a, b)


def test_a_spread_in_per_cent_is_a_factor():
    """`6 days ± 50%`: two thirds of the weight lies between 6 / 1.5 and 6 * 1.5 days."""
    spread = only("6 days ± 50%")
    assert math.exp(math.log(spread.a) + spread.b) == pytest.approx(9)
    assert math.exp(math.log(spread.a) - spread.b) == pytest.approx(4)


@pytest.mark.parametrize(
    ("unit", "days"),
    [("second", 1 / 86400), ("minute", 1 / 1440), ("hour", HOUR), ("day", 1), ("week", 7)],
)
@pytest.mark.parametrize("plural", ["", "s"])
def test_times_are_turned_into_days(unit: str, days: float, plural: str):
    """Paces and delays are days inside; the author writes what his source says."""
    spread = only(f"3 {unit}{plural}")
    assert spread.a == pytest.approx(3 * days)
    assert spread.unit == f"{unit}s"
    assert parse_quantity(f"3 {unit}{plural}").unit == f"{unit}s"


@pytest.mark.parametrize(
    ("text", "law", "a", "b", "unit"),
    [
        ("6 hours .. 2 hours", None, 0, 0, ""),
        ("6 .. 12 hours", "uniform", 6 * HOUR, 12 * HOUR, "hours"),
        ("6 hours .. 12", "uniform", 6 * HOUR, 12 * HOUR, "hours"),
        ("6 hours .. 12 hours", "uniform", 6 * HOUR, 12 * HOUR, "hours"),
        ("12 hours ± 3 hours", "normal", 12 * HOUR, 3 * HOUR, "hours"),
        ("12 ± 3 hours", "normal", 12 * HOUR, 3 * HOUR, "hours"),
        ("12 hours ± 3", "normal", 12 * HOUR, 3 * HOUR, "hours"),
        ("12 hours ± 50%", "lognormal", 12 * HOUR, math.log(1.5), "hours"),
        ("40%", "fixed", 0.4, 0, "%"),
        ("40 .. 60%", "uniform", 0.4, 0.6, "%"),
        ("40% .. 60%", "uniform", 0.4, 0.6, "%"),
        ("40% ± 5%", "normal", 0.4, 0.05, "%"),
    ],
)
def test_units_cover_both_numbers_of_a_spread(text: str, law: str | None, a: float, b: float, unit: str):
    """A unit written once holds for both ends; a share of shares in per cent is a share, not a factor."""
    if law is None:
        with pytest.raises(ValueError, match="a range from 6 down to 2"):
            parse_quantity(text)
        return
    spread = only(text)
    assert (spread.law, spread.unit) == (law, unit)
    assert (spread.a, spread.b) == pytest.approx((a, b))


def test_disputed_numbers_are_alternatives_each_with_its_claim():
    """324 or 374 seats: what two sources count is a choice between two, not a range between them."""
    quantity = parse_quantity("324 [EL5-A] | 374 [EL5-B, EL5-C] | 6 .. 7 [X.1]")
    assert quantity.alternatives == (
        Spread("fixed", 324.0, cites=("EL5-A",)),
        Spread("fixed", 374.0, cites=("EL5-B", "EL5-C")),
        Spread("uniform", 6.0, 7.0, cites=("X.1",)),
    )
    assert quantity.cites == ("EL5-A", "EL5-B", "EL5-C", "X.1")
    assert not quantity.is_fixed


def test_only_a_single_plain_value_is_fixed():
    """What is fixed is not drawn and has no share in the spread of any outcome."""
    assert parse_quantity("5 days [A]").is_fixed
    assert not any(parse_quantity(t).is_fixed for t in ("5 .. 6", "5 ± 1", "5 ± 10%", "5 [A] | 6 [B]"))


numbers = st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 3))


@given(numbers, numbers)
def test_ranges_read_back_what_was_written(a: float, b: float):
    """No digit is lost between the file and the law."""
    low, high = sorted((a, b))
    assert only(f"{low!r} .. {high!r}") == Spread("uniform", low, high)
    assert only(f"{low!r} ± {abs(high)!r}") == Spread("normal", low, abs(high))


def test_quantities_are_equal_whatever_their_spelling():
    """The text is kept for showing, and is no part of what a number says."""
    assert parse_quantity("0.4..0.8") == parse_quantity("0.40 .. 0.80")
    assert parse_quantity("24 hours") != parse_quantity("1 day")
    assert isinstance(parse_quantity("1"), Quantity)
