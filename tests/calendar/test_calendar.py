"""Scenario calendars: what a plain date means, and what is said when it means nothing."""

import doctest
import pickle
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import juncture.calendar
from juncture.calendar import Calendar, CalendarError, Style, julian_day

RUSSIA = Calendar.parse("julian until 1918-01-31")
BACK = Calendar.parse("gregorian until 1920-01-31")  # White Russia might have gone back
SPELLINGS = ["julian", "gregorian", "julian until 1918-01-31", "gregorian until 1920-01-31"]


def problem(calendar: str, *date: int) -> tuple[str, str, str]:
    with pytest.raises(CalendarError) as caught:
        Calendar.parse(calendar).day_number(*date)
    return caught.value.found, caught.value.expected, caught.value.advice


@pytest.mark.parametrize("text", SPELLINGS)
def test_a_calendar_prints_as_it_is_written(text: str):
    assert str(Calendar.parse(text)) == text
    assert Calendar.parse(f" {text} ") == Calendar.parse(text)


@given(jdn=st.integers(2_000_000, 2_600_000), spelling=st.sampled_from(SPELLINGS))
def test_every_day_can_be_written_with_its_style_and_read_again(jdn: int, spelling: str):
    calendar = Calendar.parse(spelling)
    assert calendar.day_number(*calendar.date_on(jdn), calendar.style_on(jdn)) == jdn


@given(jdn=st.integers(2_000_000, 2_600_000))
def test_every_day_of_russia_can_be_written_plainly_and_read_again(jdn: int):
    assert RUSSIA.day_number(*RUSSIA.date_on(jdn)) == jdn


def test_plain_dates_are_old_style_up_to_the_change_and_new_style_after_it():
    assert RUSSIA.day_number(1918, 1, 31) == julian_day(Style.JULIAN, 1918, 1, 31)
    assert RUSSIA.day_number(1918, 2, 14) == julian_day(Style.GREGORIAN, 1918, 2, 14)
    assert RUSSIA.day_number(1918, 2, 14) - RUSSIA.day_number(1918, 1, 31) == 1


def test_a_style_given_overrides_the_calendar_even_for_dropped_days():
    assert RUSSIA.day_number(1918, 2, 5, Style.JULIAN) == RUSSIA.day_number(1918, 2, 18)
    assert RUSSIA.day_number(1918, 2, 5, Style.GREGORIAN) == RUSSIA.day_number(1918, 1, 23)


@pytest.mark.parametrize("day", [1, 5, 13])
def test_days_dropped_by_the_change_are_an_error_that_says_what_to_write(day: int):
    iso = f"1918-02-{day:02}"
    assert problem("julian until 1918-01-31", 1918, 2, day) == (
        f"{iso}: 1-13 February 1918 did not exist in this calendar, which went from 31 January to 14 February",
        "expected a day up to 1918-01-31 or from 1918-02-14 on",
        f"write {iso} NS for the New Style date ({day + 18} January 1918 here) "
        f"or {iso} OS for the Old Style date ({day + 13} February 1918 here)",
    )


def test_dropped_days_that_span_two_months_or_years_are_named_in_full():
    assert problem("julian until 1917-12-25", 1917, 12, 30)[0] == (
        "1917-12-30: 26 December 1917 - 7 January 1918 did not exist in this calendar, "
        "which went from 25 December to 8 January"
    )
    found, _, advice = problem("julian until 1900-02-20", 1900, 2, 29)
    assert found == (
        "1900-02-29: 21 February - 4 March 1900 did not exist in this calendar, which went from 20 February to 5 March"
    )
    assert advice == "write 1900-02-29 OS for the Old Style date (13 March 1900 here)"


def test_days_that_happened_twice_need_a_style():
    """A guess would be wrong half the time; going back from New to Old Style repeats 13 days."""
    assert problem("gregorian until 1920-01-31", 1920, 1, 25) == (
        "1920-01-25: 19-31 January 1920 happened twice in this calendar, which went from 31 January back to 19 January",
        "expected OS or NS after the day",
        "write 1920-01-25 NS for the first time or 1920-01-25 OS for the second",
    )
    first, second = (BACK.day_number(1920, 1, 25, style) for style in (Style.GREGORIAN, Style.JULIAN))
    assert second - first == 13
    assert BACK.day_number(1920, 2, 1) - BACK.day_number(1920, 1, 18) == 27


def test_the_leap_day_of_1900_exists_in_old_style_only():
    assert Calendar.parse("julian").day_number(1900, 2, 29) == julian_day(Style.GREGORIAN, 1900, 3, 13)
    assert problem("gregorian", 1900, 2, 29) == (
        "1900-02-29: February 1900 has 28 days in the Gregorian calendar",
        "expected a day from 01 to 28",
        "write 1900-02-29 OS for the Old Style date",
    )


@pytest.mark.parametrize("calendar", SPELLINGS)
def test_days_that_exist_in_no_calendar_are_errors_in_all(calendar: str):
    order = "write the year, the month and the day in this order, such as 1917-11-26"
    assert problem(calendar, 1917, 13, 2) == (
        "1917-13-02: there is no month 13",
        "expected a month from 01 to 12",
        order,
    )
    assert problem(calendar, 1917, 0, 2)[0] == "1917-00-02: there is no month 0"
    assert problem(calendar, 1917, 4, 31) == (
        "1917-04-31: April 1917 has 30 days",
        "expected a day from 01 to 30",
        "write 1917-04-30 for the last day of the month",
    )
    assert problem(calendar, 1918, 2, 30)[0] == "1918-02-30: February 1918 has 28 days"
    assert problem(calendar, 1917, 11, 0)[0] == "1917-11-00: November 1917 has 30 days"
    assert problem(calendar, 0, 1, 1) == (
        "0000-01-01: there is no year 0",
        "expected a year from 0001 to 9999",
        "years before the year 1 cannot be written",
    )


@pytest.mark.parametrize("text", ["", "Julian", "julian until", "julian until 1918", "until 1918-01-31", "julian\n"])
def test_what_is_not_a_calendar_is_answered_with_the_spellings(text: str):
    with pytest.raises(CalendarError) as caught:
        Calendar.parse(text)
    assert str(caught.value) == (
        f"{text!r} is not a calendar; "
        "expected 'gregorian' or 'julian', with 'until YYYY-MM-DD' if it changed; "
        "write 'julian until 1918-01-31' where that was the last Old Style day"
    )


def test_a_change_on_a_day_that_does_not_exist_is_an_error():
    with pytest.raises(CalendarError, match="1918-02-30: February 1918 has 28 days"):
        Calendar.parse("julian until 1918-02-30")


@pytest.mark.parametrize("first", ["julian", "gregorian"])
@pytest.mark.parametrize("change", ["0001-01-01", "0250-01-01", "9999-12-31"])
def test_a_change_at_the_edge_of_time_still_answers_every_date(first: str, change: str):
    """Around the year 250 the styles agree, before it the Old Style is ahead: then gaps and repeats swap."""
    calendar = Calendar.parse(f"{first} until {change}")
    for date in [(1, 1, 1), (1, 1, 2), (249, 12, 31), (250, 1, 1), (250, 1, 2), (9999, 12, 31)]:
        try:
            answer = calendar.date_on(calendar.day_number(*date))
        except CalendarError as error:
            answer = error.found
        assert answer == date or "happened twice" in answer or "did not exist" in answer


def test_an_error_survives_the_way_from_a_worker_process():
    error = CalendarError("found", "expected", "advice")
    assert str(pickle.loads(pickle.dumps(error))) == "found; expected; advice"
    assert str(CalendarError("found", "expected")) == "found; expected"


def test_the_example_for_newcomers_is_true():
    assert doctest.testmod(juncture.calendar, optionflags=doctest.ELLIPSIS).failed == 0


def test_importing_the_calendar_loads_only_the_standard_library():
    code = (
        "import sys; import juncture.calendar; "
        "names = {name.partition('.')[0] for name in sys.modules} - set(sys.stdlib_module_names); "
        "print(sorted(name for name in names if name in ('numpy', 'numba', 'pydantic', 'yaml', 'rich')), "
        "sorted(name for name in sys.modules if name.count('.') == 1 and name.startswith('juncture.')))"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "[] ['juncture.calendar']"
