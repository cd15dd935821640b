"""Showing dates: golden strings, as a reader sees them."""

import pytest

from juncture.calendar import Calendar, read_date, show_day, show_instant, show_range
from juncture.calendar.instant import day_at

RUSSIA = Calendar.parse("julian until 1918-01-31")
JULIAN = Calendar.parse("julian")
GREGORIAN = Calendar.parse("gregorian")
BACK = Calendar.parse("gregorian until 1920-01-31")


@pytest.mark.parametrize(
    ("calendar", "date", "shown", "in_short"),
    [
        (RUSSIA, "1917-10-25", "25 Oct (7 Nov) 1917", "25 Oct (7 Nov)"),
        (RUSSIA, "1917-11-12", "12 Nov (25 Nov) 1917", "12 Nov (25 Nov)"),
        (RUSSIA, "1917-12-18", "18 Dec (31 Dec) 1917", "18 Dec (31 Dec)"),
        (RUSSIA, "1917-12-23", "23 Dec 1917 (5 Jan 1918)", "23 Dec (5 Jan)"),
        (RUSSIA, "1918-01-18 NS", "5 Jan (18 Jan) 1918", "5 Jan (18 Jan)"),
        (RUSSIA, "1918-01-31", "31 Jan (13 Feb) 1918", "31 Jan (13 Feb)"),
        (RUSSIA, "1918-02-14", "14 Feb 1918", "14 Feb"),
        (RUSSIA, "1918-03-03", "3 Mar 1918", "3 Mar"),
        (RUSSIA, "1918-02-18 OS", "3 Mar 1918", "3 Mar"),
        (JULIAN, "1918-03-03", "3 Mar (16 Mar) 1918", "3 Mar (16 Mar)"),
        (JULIAN, "1900-02-29", "29 Feb (13 Mar) 1900", "29 Feb (13 Mar)"),
        (GREGORIAN, "1799-11-09", "9 Nov 1799", "9 Nov"),
        (GREGORIAN, "1917-10-25 OS", "7 Nov 1917", "7 Nov"),
        (BACK, "1920-01-31 NS", "31 Jan 1920", "31 Jan"),
        (BACK, "1920-02-01", "1 Feb (14 Feb) 1920", "1 Feb (14 Feb)"),
        (JULIAN, "1582-10-05", "5 Oct (15 Oct) 1582", "5 Oct (15 Oct)"),
        (JULIAN, "1582-10-04", "4 Oct 1582", "4 Oct"),
        (JULIAN, "1453-05-29", "29 May 1453", "29 May"),
        (JULIAN, "0313-02-03", "3 Feb 313", "3 Feb"),
    ],
)
def test_a_day_is_shown_in_both_styles_while_the_plain_date_is_julian(calendar, date, shown, in_short):
    """Before 15 October 1582 there was no New Style, so that a second date would help nobody."""
    jdn = day_at(read_date(calendar, date).first)
    assert show_day(calendar, jdn) == shown
    assert show_day(calendar, jdn, year=False) == in_short


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("1917-10-25 23:30", "25 Oct (7 Nov) 1917 23:30"),
        ("1917-10-25 16:00:30", "25 Oct (7 Nov) 1917 16:00:30"),
        ("1917-10-25 00:00", "25 Oct (7 Nov) 1917 00:00"),
        ("1917-12-23 09:05:00", "23 Dec 1917 (5 Jan 1918) 09:05"),
        ("1918-03-03 12:00", "3 Mar 1918 12:00"),
    ],
)
def test_an_instant_has_the_hour_after_the_day_and_seconds_only_if_there_are_any(date, shown):
    assert show_instant(RUSSIA, read_date(RUSSIA, date).first) == shown


def test_the_time_and_the_year_of_an_instant_can_be_left_out():
    instant = read_date(RUSSIA, "1917-10-25 23:30").first
    assert show_instant(RUSSIA, instant, time=False) == "25 Oct (7 Nov) 1917"
    assert show_instant(RUSSIA, instant, year=False) == "25 Oct (7 Nov) 23:30"
    assert show_instant(RUSSIA, instant, time=False, year=False) == "25 Oct (7 Nov)"


@pytest.mark.parametrize(
    ("date", "shown", "in_short"),
    [
        ("1917-11-26", "26 Nov (9 Dec) 1917", "26 Nov (9 Dec)"),
        ("about 1917-11-26", "about 26 Nov (9 Dec) 1917", "about 26 Nov (9 Dec)"),
        ("1917-11-26 23:30", "26 Nov (9 Dec) 1917 23:30", "26 Nov (9 Dec) 23:30"),
        (
            "1917-11-12 .. 1917-11-14",
            "12 Nov (25 Nov) – 14 Nov (27 Nov) 1917",
            "12 Nov (25 Nov) – 14 Nov (27 Nov)",
        ),
        (
            "about 1917-12-17 .. 1917-12-23",
            "about 17 Dec (30 Dec) 1917 – 23 Dec 1917 (5 Jan 1918)",
            "about 17 Dec (30 Dec) – 23 Dec (5 Jan)",
        ),
        ("1918-01-31 .. 1918-03-03", "31 Jan (13 Feb) – 3 Mar 1918", "31 Jan (13 Feb) – 3 Mar"),
        ("1918-02-14 .. 1918-03-03", "14 Feb – 3 Mar 1918", "14 Feb – 3 Mar"),
        (
            "1917-10-25 21:40 .. 1917-10-26 02:10",
            "25 Oct (7 Nov) 21:40 – 26 Oct (8 Nov) 1917 02:10",
            "25 Oct (7 Nov) 21:40 – 26 Oct (8 Nov) 02:10",
        ),
        (
            "1917-10-25 21:40 .. 1917-10-25 23:00",
            "25 Oct (7 Nov) 1917 21:40 – 23:00",
            "25 Oct (7 Nov) 21:40 – 23:00",
        ),
    ],
)
def test_a_range_names_the_year_once_and_leaves_out_what_was_not_written(date, shown, in_short):
    dates = read_date(RUSSIA, date)
    assert show_range(RUSSIA, dates) == shown
    assert show_range(RUSSIA, dates, year=False) == in_short
