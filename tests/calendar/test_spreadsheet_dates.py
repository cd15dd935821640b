"""Dates as spreadsheets write them: the same days in the form of scenarios, and no guess where two are possible."""

import pytest

from juncture.calendar import CalendarError
from juncture.calendar.spreadsheet import as_plain_date, day_comes_first


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("1789-07-14", "1789-07-14"),
        ("1789-7-4", "1789-07-04"),
        ("1789/07/14", "1789-07-14"),
        ("14.7.1789", "1789-07-14"),
        ("14/07/1789", "1789-07-14"),
        ("07/14/1789", "1789-07-14"),
        ("07/07/1789", "1789-07-07"),
        ("14 July 1789", "1789-07-14"),
        ("14th Jul. 1789", "1789-07-14"),
        ("July 14, 1789", "1789-07-14"),
        ("Sept 5, 1792", "1792-09-05"),
        ("9 November 1989, 18:53", "1989-11-09 18:53"),
        ("9 Nov 1989 6:53 pm", "1989-11-09 18:53"),
        ("1989-11-09T18:53:10", "1989-11-09 18:53:10"),
        ("1989-11-09 12:10 a.m.", "1989-11-09 00:10"),
        ("1989-11-09 00:00:00", "1989-11-09"),
        ("1989-11-09 00:00", "1989-11-09 00:00"),
        ("ca. 26 November 1917", "about 1917-11-26"),
        ("circa 1917-11-26", "about 1917-11-26"),
        ("about 1917-11-26", "about 1917-11-26"),
        ("26 Nov 1917 OS", "1917-11-26 OS"),
        ("9.12.1917 (NS)", "1917-12-09 NS"),
        ("12/11/1917 - 14/11/1917", "1917-11-12 .. 1917-11-14"),
        ("1917-11-12 to 1917-11-14", "1917-11-12 .. 1917-11-14"),
        ("1917-11-12 .. 1917-11-14", "1917-11-12 .. 1917-11-14"),
        ("1917-11-12 10:00 – 1917-11-14 12:00", "1917-11-12 10:00 .. 1917-11-14 12:00"),
    ],
)
def test_a_date_is_turned_into_the_form_of_scenarios(written, plain):
    assert as_plain_date(written, True if "/11/" in written else None) == plain


@pytest.mark.parametrize("text", ["", "1789", "July 1789", "14 Brumaire 1799", "14.7.89", "soon", "1789-07-14-15"])
def test_what_is_no_date_is_left_as_it_is_for_the_reader_of_dates_to_judge(text):
    assert as_plain_date(text) == text


def test_a_column_tells_whether_the_day_comes_first():
    assert day_comes_first(["09/11/1989", "14/07/1789"]) is True
    assert day_comes_first(["09/11/1989", "07/14/1789"]) is False
    assert day_comes_first(["09/11/1989", "14.07.1789"]) is None  # dots say nothing of strokes
    assert day_comes_first(["14/07/1789", "07/14/1789"]) is None
    assert as_plain_date("09/11/1989", True) == "1989-11-09"
    assert as_plain_date("09/11/1989", False) == "1989-09-11"


def test_a_date_that_can_be_read_in_two_ways_is_not_guessed():
    with pytest.raises(CalendarError, match="two ways") as caught:
        as_plain_date("09/11/1989")
    assert "1989-11-09" in caught.value.expected and "1989-09-11" in caught.value.expected
