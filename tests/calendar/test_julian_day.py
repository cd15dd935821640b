"""Day numbers against convertdate, the standard library and the textbook."""

from datetime import date, timedelta

import pytest
from convertdate import gregorian as convertdate_gregorian
from convertdate import julian as convertdate_julian
from hypothesis import given
from hypothesis import strategies as st

from juncture.calendar import Style, date_of, day_exists, days_in_month, julian_day, weekday

CONVERTDATE = {Style.JULIAN: convertdate_julian, Style.GREGORIAN: convertdate_gregorian}
STYLES = pytest.mark.parametrize("style", list(Style))

FIRST_OF_1582 = julian_day(Style.JULIAN, 1582, 1, 1)
LAST_OF_2100 = julian_day(Style.GREGORIAN, 2100, 12, 31)
DAYS = st.integers(FIRST_OF_1582, LAST_OF_2100)


@given(jdn=DAYS, style=st.sampled_from(Style))
def test_dates_agree_with_convertdate_in_both_directions(jdn: int, style: Style):
    """An independent implementation guards against a mistake that a round trip would hide."""
    midnight = jdn - 0.5  # convertdate counts as astronomers do, from noon
    assert date_of(style, jdn) == tuple(CONVERTDATE[style].from_jd(midnight))
    assert CONVERTDATE[style].to_jd(*date_of(style, jdn)) == midnight


@STYLES
def test_every_day_from_1582_to_2100_comes_back_is_convertdates_and_follows_the_day_before(style: Style):
    before = date_of(style, FIRST_OF_1582 - 1)
    for jdn in range(FIRST_OF_1582, LAST_OF_2100 + 1):
        today = date_of(style, jdn)
        assert julian_day(style, *today) == jdn
        assert CONVERTDATE[style].to_jd(*today) == jdn - 0.5
        assert today > before
        before = today


@STYLES
def test_months_of_every_year_from_1582_to_2100_have_the_length_that_convertdate_gives(style: Style):
    for year in range(1582, 2101):
        for month in range(1, 13):
            assert days_in_month(style, year, month) == CONVERTDATE[style].month_length(year, month)


@given(day=st.dates())
def test_new_style_dates_agree_with_the_standard_library_from_the_year_1_to_9999(day: date):
    jdn = julian_day(Style.GREGORIAN, day.year, day.month, day.day)
    assert jdn == day.toordinal() + 1_721_425
    assert date_of(Style.GREGORIAN, jdn) == (day.year, day.month, day.day)
    assert weekday(jdn) == day.strftime("%A")


@given(jdn=st.integers(-10_000_000, 1_000_000_000), style=st.sampled_from(Style))
def test_every_whole_number_is_a_day_and_its_date_comes_back_from_the_year_1_on(jdn: int, style: Style):
    year, month, day = date_of(style, jdn)
    if year >= 1:
        assert julian_day(style, year, month, day) == jdn
    assert 1 <= month <= 12
    assert 1 <= day <= days_in_month(style, year, month)


@pytest.mark.parametrize(
    ("jdn", "old_style", "new_style", "day_of_week"),
    [
        (1_842_713, (333, 1, 27), (333, 1, 28), "Saturday"),  # Meeus, example 7.b, noon of that day
        (2_299_161, (1582, 10, 5), (1582, 10, 15), "Friday"),  # Gregory XIII's first day
        (2_421_540, (1917, 10, 25), (1917, 11, 7), "Wednesday"),  # the October Revolution
        (2_436_116, (1957, 9, 21), (1957, 10, 4), "Friday"),  # Meeus, example 7.a: Sputnik 1
        (2_451_545, (1999, 12, 19), (2000, 1, 1), "Saturday"),  # the epoch J2000
    ],
)
def test_days_from_the_textbook_have_their_numbers(jdn, old_style, new_style, day_of_week):
    assert date_of(Style.JULIAN, jdn) == old_style
    assert date_of(Style.GREGORIAN, jdn) == new_style
    assert julian_day(Style.JULIAN, *old_style) == julian_day(Style.GREGORIAN, *new_style) == jdn
    assert weekday(jdn) == day_of_week


@pytest.mark.parametrize(
    ("year", "old_style", "new_style"),
    [(1900, True, False), (2000, True, True), (1904, True, True), (1917, False, False), (4, True, True)],
)
def test_only_new_style_leaves_out_the_leap_day_of_most_centuries(year, old_style, new_style):
    assert day_exists(Style.JULIAN, year, 2, 29) is old_style
    assert day_exists(Style.GREGORIAN, year, 2, 29) is new_style


@STYLES
@pytest.mark.parametrize("day", [(0, 1, 1), (1917, 0, 1), (1917, 13, 1), (1917, 4, 31), (1917, 4, 0), (1917, 2, 29)])
def test_a_day_that_does_not_exist_has_no_number(style: Style, day):
    assert not day_exists(style, *day)
    with pytest.raises(ValueError, match=f"the {style} calendar has no day {day[0]:04}-"):
        julian_day(style, *day)


def test_the_week_goes_on_through_the_change_of_calendar():
    """Nobody skipped a weekday: 31 January 1918 was a Wednesday, the next day, 14 February, a Thursday."""
    last = julian_day(Style.JULIAN, 1918, 1, 31)
    assert julian_day(Style.GREGORIAN, 1918, 2, 14) == last + 1
    assert (weekday(last), weekday(last + 1)) == ("Wednesday", "Thursday")
    assert date(1918, 2, 14) - timedelta(days=1) == date(*date_of(Style.GREGORIAN, last))
