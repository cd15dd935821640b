"""Reading dates: what each spelling names, and what is said about every mistake."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from juncture.calendar import (
    Calendar,
    CalendarError,
    DateRange,
    Style,
    day_at,
    instant_at,
    julian_day,
    read_date,
    show_instant,
    show_range,
    time_at,
)

RUSSIA = Calendar.parse("julian until 1918-01-31")
EXPECTED = "expected a date such as 1917-11-26, 1917-11-26 23:30, 1917-11-26 NS or 1917-11-12 .. 1917-11-14"


def old_style(year: int, month: int, day: int, *time_of_day: int) -> int:
    return instant_at(julian_day(Style.JULIAN, year, month, day), *time_of_day)


def problem(text: str) -> tuple[str, str, str]:
    with pytest.raises(CalendarError) as caught:
        read_date(RUSSIA, text)
    assert str(caught.value).isprintable()
    return caught.value.found, caught.value.expected, caught.value.advice


NOON_26 = old_style(1917, 11, 26, 12)


@pytest.mark.parametrize(
    ("text", "first", "last", "by_day", "about", "noon"),
    [
        ("1917-11-26", (26,), (27,), True, False, (26, 12)),
        ("1917-12-09 NS", (26,), (27,), True, False, (26, 12)),
        ("1917-11-26 OS", (26,), (27,), True, False, (26, 12)),
        ("1917-11-26 23:30", (26, 23, 30), (26, 23, 30), False, False, (26, 23, 30)),
        ("1917-11-26 16:00:30", (26, 16, 0, 30), (26, 16, 0, 30), False, False, (26, 16, 0, 30)),
        ("1917-12-09 23:59:59 NS", (26, 23, 59, 59), (26, 23, 59, 59), False, False, (26, 23, 59, 59)),
        ("1917-11-26 00:00", (26,), (26,), False, False, (26,)),
        ("1917-11-12 .. 1917-11-14", (12,), (15,), True, False, (13, 12)),
        ("1917-11-12 .. 1917-11-12", (12,), (13,), True, False, (12, 12)),
        ("1917-11-12 OS .. 1917-11-27 NS", (12,), (15,), True, False, (13, 12)),
        ("1917-11-12 10:00 .. 1917-11-14 12:00", (12, 10), (14, 12), False, False, (13, 11)),
        ("1917-11-12 10:00 .. 1917-11-12", (12, 10), (13,), False, False, (12, 17)),
        ("1917-11-12 .. 1917-11-12 00:00", (12,), (12,), False, False, (12,)),
        ("1917-11-12 10:00 .. 1917-11-12 10:00", (12, 10), (12, 10), False, False, (12, 10)),
        ("about 1917-11-26", (26,), (27,), True, True, (26, 12)),
        ("about 1917-11-12 .. 1917-11-14", (12,), (15,), True, True, (13, 12)),
        ("  about  1917-11-12..1917-11-14 ", (12,), (15,), True, True, (13, 12)),
        ("1917-11-26  23:30  OS", (26, 23, 30), (26, 23, 30), False, False, (26, 23, 30)),
    ],
)
def test_each_spelling_names_its_stretch_of_time(text, first, last, by_day, about, noon):
    dates = read_date(RUSSIA, text)
    assert dates == DateRange(old_style(1917, 11, *first), old_style(1917, 11, *last), by_day, about)
    assert dates.noon == old_style(1917, 11, *noon)


def test_absolute_seconds_are_day_number_times_86400_plus_seconds_of_the_day():
    assert read_date(RUSSIA, "1917-10-25 21:40").first == 2_421_540 * 86_400 + 21 * 3600 + 40 * 60


@given(instant=st.integers(-(10**12), 10**12))
def test_an_instant_splits_into_day_and_time_and_comes_back(instant: int):
    assert instant_at(day_at(instant), *time_at(instant)) == instant


def test_a_day_holds_its_first_midnight_and_not_the_next():
    day = read_date(RUSSIA, "1917-11-26")
    assert day.first in day
    assert day.last - 1 in day
    assert day.last not in day
    assert day.first - 1 not in day


def test_a_range_of_hours_holds_both_its_ends():
    hours = read_date(RUSSIA, "1917-11-26 10:00 .. 1917-11-26 12:00")
    assert hours.first in hours
    assert hours.last in hours
    assert hours.last + 1 not in hours
    assert hours.first - 1 not in hours


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("", "write the year, the month and the day in this order"),
        ("soon", "write the year, the month and the day in this order"),
        ("26 Nov 1917", "write the year, the month and the day in this order"),
        ("1917-11-26 ns", "write the year, the month and the day in this order"),
        ("1917-11-26\n", "write the year, the month and the day in this order"),
        ("\u202e1917-11-26", "write the year, the month and the day in this order"),
        ("-1917-11-26", "write the year, the month and the day in this order"),
        ("1917-11", "write a month as a range of days, such as 1917-11-01 .. 1917-11-30"),
        ("1917-1-5", "write month and day with two digits, such as 1917-01-05"),
        ("1917-11-26 9:30", "write the hour after a space, such as 09:30 or 23:30"),
        ("1917-11-26T09:30", "write the hour after a space, such as 09:30 or 23:30"),
        ("circa 1917-11-26", "write 'about ' before a date that is not sure"),
        ("c. 1917-11-26", "write 'about ' before a date that is not sure"),
        (
            "1917-11-12 - 1917-11-14",
            "write two dots between the ends of a range, such as 1917-11-12 .. 1917-11-14",
        ),
        ("١٩١٧-11-26", "use the digits 0 to 9"),
        ("1917-11-2６", "use the digits 0 to 9"),  # a full-width 6
        ("1917-11-2²", "write the year, the month and the day in this order"),
    ],
)
def test_what_is_not_a_date_is_answered_with_what_would_be_one(text: str, advice: str):
    assert problem(text) == (f"{text!r} is not a date", EXPECTED, advice)


def test_of_a_range_only_the_end_that_is_wrong_is_quoted():
    assert problem("1917-11-12 .. never")[0] == "'never' is not a date"
    assert problem("1917-11-12 .. ")[0] == "'' is not a date"
    assert problem("about 1917-11-12 .. about 1917-11-14")[0] == "'about 1917-11-14' is not a date"
    assert problem("1917-11-12 .. 1917-11-13 .. 1917-11-14")[0] == "'1917-11-13 .. 1917-11-14' is not a date"
    assert problem("1917-11-12 .. 1917-11-31")[0] == "1917-11-31: November 1917 has 30 days"


@pytest.mark.parametrize("time_of_day", ["24:00", "25:00", "23:60", "23:59:60", "99:99:99"])
def test_a_time_that_is_on_no_clock_is_an_error(time_of_day: str):
    assert problem(f"1917-11-26 {time_of_day}") == (
        f"1917-11-26 {time_of_day}: there is no such time of day",
        "expected a time from 00:00 to 23:59:59",
        "write 00:00 of the next day for the midnight that ends a day",
    )


@pytest.mark.parametrize(
    "text",
    [
        "1917-11-14 .. 1917-11-12",
        "1917-11-14 .. 1917-11-13",
        "1917-11-14 12:00 .. 1917-11-14 11:59:59",
        "1917-11-14 12:00 .. 1917-11-13",
        "1917-11-14 00:00 .. 1917-11-13",
        "1917-11-25 OS .. 1917-11-30 NS",
    ],
)
def test_a_range_that_ends_before_it_begins_is_an_error(text: str):
    assert problem(text) == (
        f"{text}: the range ends before it begins",
        "expected the earlier end first",
        "exchange the ends, or write OS or NS after both if they are dated in different calendars",
    )


def test_a_style_at_one_end_of_a_range_only_is_refused_because_it_could_be_meant_in_two_ways():
    assert problem("1917-11-12 .. 1917-11-27 NS") == (
        "1917-11-12 .. 1917-11-27 NS: only one end of the range says NS",
        "expected OS or NS at both ends of a range or at neither",
        "write NS after the other end too if it is meant there",
    )
    assert problem("1917-11-12 OS .. 1917-11-27")[0] == (
        "1917-11-12 OS .. 1917-11-27: only one end of the range says OS"
    )


def test_days_that_did_not_exist_are_refused_with_the_calendars_own_words():
    assert problem("1918-02-05 12:00")[0] == (
        "1918-02-05: 1-13 February 1918 did not exist in this calendar, which went from 31 January to 14 February"
    )
    assert problem("1900-02-29 NS")[2] == "write 1900-02-29 OS for the Old Style date"
    assert problem("1917-13-01")[0] == "1917-13-01: there is no month 13"
    assert problem("0000-01-01")[0] == "0000-01-01: there is no year 0"


@pytest.mark.parametrize("piece", ["1", "1917-11-12 .. ", " ", "about ", "1917-11-12 - ", "\u0661", "\x00", "é"])
def test_a_long_text_is_refused_at_once_and_quoted_in_short(piece: str):
    text = piece * (1_000_000 // len(piece))
    start = time.perf_counter()
    found, expected, advice = problem(text)
    assert time.perf_counter() - start < 0.5
    assert found == f"{text[:40] + '…'!r}, a text of {len(text)} characters, is not a date"
    assert (expected, advice) == (EXPECTED, "write only the date here")


LIKE_DATES = st.text(alphabet="0123456789-: .TNSOabout\n٣", max_size=60)


@given(text=st.text(max_size=200) | LIKE_DATES | st.from_regex(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?( NS| OS)?"))
@example("0001-01-01 OS")
@example("9999-12-31 NS .. 9999-12-31 NS")
def test_any_text_is_either_a_date_that_can_be_shown_or_a_printable_error(text: str):
    for calendar in (RUSSIA, Calendar.parse("gregorian"), Calendar.parse("gregorian until 1920-01-31")):
        try:
            dates = read_date(calendar, text)
        except CalendarError as error:
            printed = [error.found, error.expected, error.advice]
        else:
            assert dates.first <= dates.noon <= dates.last
            assert dates.noon in dates
            printed = [show_range(calendar, dates), show_instant(calendar, dates.noon)]
        assert all(line and line.isprintable() for line in printed)
