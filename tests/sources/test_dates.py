"""Dates in prose, in three languages and two calendars."""

import pytest

from juncture.calendar import Calendar, Style, julian_day, read_date, show_day
from juncture.sources.dates import DAY, MONTH, YEAR, Context, stated_dates

RUSSIA = Calendar.parse("julian until 1918-01-31")
EUROPE = Calendar.parse("gregorian")


def context(calendar: Calendar = RUSSIA) -> Context:
    return Context(calendar, RUSSIA.day_number(1917, 8, 10), RUSSIA.day_number(1918, 5, 15))


def read(passage: str, language: str = "en", calendar: Calendar = RUSSIA) -> list[str]:
    """Each stated date as a scholar writes it; `|` between its readings."""
    found = []
    for date in stated_dates(passage, language, context(calendar)):
        shown = [" .. ".join(dict.fromkeys(show_day(RUSSIA, day) for day in days)) for days in date.readings]
        found.append(" | ".join(shown))
    return found


@pytest.mark.parametrize(
    ("language", "passage", "expected"),
    [
        ("en", "They met on 25 October 1917 again.", "25 Oct (7 Nov) 1917"),
        ("en", "They met on the 25th of October.", "25 Oct (7 Nov) 1917"),
        ("en", "On October 25, 1917 they met.", "25 Oct (7 Nov) 1917"),
        ("en", "Opened 1917-10-25.", "25 Oct (7 Nov) 1917"),
        ("en", "Opened 25.10.1917.", "25 Oct (7 Nov) 1917"),
        ("en", "from 12 to 14 November", "12 Nov (25 Nov) 1917 .. 14 Nov (27 Nov) 1917"),
        ("en", "in mid-March 1918", "11 Mar 1918 .. 20 Mar 1918"),
        ("en", "at the beginning of October", "1 Oct (14 Oct) 1917 .. 10 Oct (23 Oct) 1917"),
        ("ru", "Заседание 5 января было долгим", "5 Jan (18 Jan) 1918"),
        ("ru", "в ноябре", "1 Nov (14 Nov) 1917 .. 30 Nov (13 Dec) 1917"),
        ("ru", "с 12 по 14 ноября", "12 Nov (25 Nov) 1917 .. 14 Nov (27 Nov) 1917"),
        ("ru", "в конце ноября", "21 Nov (4 Dec) 1917 .. 30 Nov (13 Dec) 1917"),
        ("pl", "zebrał się 26 X 1917", "26 Oct (8 Nov) 1917"),
        ("pl", "zebrał się 5 stycznia", "5 Jan (18 Jan) 1918"),
        ("pl", "w styczniu 1918 roku", "1 Jan (14 Jan) 1918 .. 31 Jan (13 Feb) 1918"),
    ],
)
def test_a_date_is_read_in_the_style_of_its_source_and_the_years_of_the_scenario(language, passage, expected):
    assert read(passage, language) == [expected]


@pytest.mark.parametrize(
    "passage",
    [
        "25 X 1917 (7 XI w nowym stylu)",
        "7 XI 1917 (25 X)",
        "25/7 XI 1917",
        "25 October (7 November) 1917",
        "October 25 (November 7), 1917",
        "25 October [7 November]",
        "25 October / 7 November 1917",
    ],
)
@pytest.mark.parametrize("calendar", [RUSSIA, EUROPE])
def test_two_dates_thirteen_days_apart_are_one_day_in_two_styles_whatever_the_order_and_the_source(passage, calendar):
    assert read(passage, "en", calendar) == ["25 Oct (7 Nov) 1917"]


@pytest.mark.parametrize("passage", ["12 (25) November", "12(25) November", "12/25 November", "25 (12) November"])
def test_two_days_of_one_month_may_be_one_day_in_two_styles(passage):
    assert read(passage) == ["12 Nov (25 Nov) 1917"]


def test_a_pair_over_the_turn_of_the_year_is_one_day():
    assert read("20 December 1917 (2 January 1918)") == ["20 Dec 1917 (2 Jan 1918)"]
    assert read("23 December (5 January)") == ["23 Dec 1917 (5 Jan 1918)"]


def test_neighbouring_days_with_a_stroke_are_a_night():
    assert read("in the night of 6/7 XI 1917", calendar=EUROPE) == ["24 Oct (6 Nov) 1917 .. 25 Oct (7 Nov) 1917"]


@pytest.mark.parametrize("passage", ["15 XI (2 XII)", "25 XI (12 XII)"])
def test_a_pair_seventeen_days_apart_is_a_misprint(passage):
    (date,) = stated_dates(passage, "pl", context(EUROPE))
    assert date.fault == "the two dates are 17 days apart, and the calendars were 13"
    meant = {show_day(RUSSIA, first) for first, _ in date.readings}
    assert {"15 XI (2 XII)": "2 Nov (15 Nov) 1917", "25 XI (12 XII)": "12 Nov (25 Nov) 1917"}[passage] in meant


def test_the_calendars_were_twelve_days_apart_in_the_century_before():
    in_1825 = Context(EUROPE, julian_day(Style.GREGORIAN, 1825, 1, 1), julian_day(Style.GREGORIAN, 1825, 12, 31))
    (right,) = stated_dates("14 December (26 December) 1825", "en", in_1825)
    (wrong,) = stated_dates("14 December (27 December) 1825", "en", in_1825)
    assert not right.fault
    assert wrong.fault == "the two dates are 13 days apart, and the calendars were 12"


def test_a_pair_that_is_right_is_left_alone():
    (date,) = stated_dates("2 XI ( 15 XI)", "pl", context(EUROPE))
    assert not date.fault
    assert read("2 XI ( 15 XI)", "pl", EUROPE) == ["2 Nov (15 Nov) 1917"]


def test_a_neighbouring_day_in_brackets_is_another_date():
    assert read("25 October (26 October by others)") == ["25 Oct (7 Nov) 1917", "26 Oct (8 Nov) 1917"]


def test_precision_is_what_the_words_allow():
    passage = "on 3 November 1917, in mid-November, in November 1917 and until 1921"
    assert [date.precision for date in stated_dates(passage, "en", context())] == [DAY, DAY, MONTH, YEAR]


@pytest.mark.parametrize(
    "passage", ["it may be so", "1647 delegates", "the II Congress", "article 12.5", "a vote of 237"]
)
def test_what_looks_like_a_date_and_is_none_is_none(passage):
    assert read(passage) == []


def test_a_dropped_day_can_only_be_new_style():
    first, last = read_date(RUSSIA, "1918-02-02 NS").first, read_date(RUSSIA, "1918-02-03 NS").first
    (date,) = stated_dates("2 February 1918", "en", context())
    assert date.readings == ((first // 86400,) * 2,)
    assert last > first
