"""The French Republican calendar against convertdate and the dates that historians know by heart."""

from functools import cache

import pytest
from convertdate import french_republican as convertdate_republican

from juncture.calendar import Calendar, CalendarError, Style, day_at, julian_day, read_date, show_day, show_range
from juncture.calendar.french_republican import FIRST_DAY, LAST_DAY, republican_date, show_republican

GREGORIAN = Calendar.parse("gregorian")
BOTH = Calendar.parse("gregorian, shown with french_republican")


def test_every_day_that_it_was_in_use_is_convertdates_and_comes_back(monkeypatch: pytest.MonkeyPatch):
    """convertdate finds the equinoxes by astronomy, we count by the long years III, VII and XI."""
    sun = convertdate_republican.Sun
    monkeypatch.setattr(sun, "get_equinox_solstice", staticmethod(cache(sun.get_equinox_solstice)))  # not for each day
    for jdn in range(FIRST_DAY, LAST_DAY + 1):
        date = republican_date(jdn)
        assert date is not None
        assert date == convertdate_republican.from_jd(jdn - 0.5)
        assert day_at(read_date(GREGORIAN, show_republican(date)).first) == jdn


@pytest.mark.parametrize(
    ("republican", "gregorian"),
    [
        ("1 Vendémiaire I", (1792, 9, 22)),  # its first day
        ("9 Thermidor II", (1794, 7, 27)),  # fall of Robespierre
        ("6 Complementary III", (1795, 9, 22)),  # a long year
        ("1 Vendémiaire IV", (1795, 9, 23)),
        ("13 Vendémiaire IV", (1795, 10, 5)),
        ("18 Fructidor V", (1797, 9, 4)),
        ("18 Brumaire VIII", (1799, 11, 9)),
        ("22 Frimaire VIII", (1799, 12, 13)),  # constitution of year VIII
        ("10 Nivôse XIV", (1805, 12, 31)),  # its last day
    ],
)
def test_dates_of_history_are_those_of_the_concordance(republican: str, gregorian: tuple[int, int, int]):
    assert day_at(read_date(GREGORIAN, republican).first) == julian_day(Style.GREGORIAN, *gregorian)


@pytest.mark.parametrize(
    "spelling", ["10 Nivôse VIII", "10 nivôse an VIII", "10 Nivose VIII", "10 NIVO\u0302SE VIII", "1799-12-31"]
)
def test_a_date_may_be_written_with_or_without_accents_in_any_scenario(spelling: str):
    assert read_date(GREGORIAN, spelling) == read_date(BOTH, "1799-12-31")


def test_an_hour_a_range_and_doubt_are_written_as_with_other_dates():
    assert read_date(BOTH, "18 Brumaire VIII 16:00") == read_date(BOTH, "1799-11-09 16:00")
    assert read_date(BOTH, "about 18 Brumaire VIII .. 1799-11-10") == read_date(BOTH, "about 1799-11-09 .. 1799-11-10")


@pytest.mark.parametrize(
    ("text", "found", "advice"),
    [
        ("6 Complementary VIII", "Complementary VIII has 5 days", "write 5 Complementary VIII for the last of them"),
        ("31 Brumaire VIII", "Brumaire VIII has 30 days", "write 30 Brumaire VIII for the last of them"),
        ("18 Brumare VIII", "there is no month Brumare", "write 18 Brumaire VIII"),
        ("18 November VIII", "there is no month November", "write the year, the month and the day, such as 1799-11-09"),
        ("18 Brumaire XV", "there is no year XV", "write other years in the Gregorian calendar, such as 1806-01-01"),
        ("11 Nivôse XIV", "ended with 10 Nivôse XIV", "write later days in the Gregorian calendar, such as 1806-01-01"),
    ],
)
def test_a_day_that_there_was_not_is_an_error_that_says_what_to_write(text: str, found: str, advice: str):
    with pytest.raises(CalendarError) as caught:
        read_date(BOTH, text)
    assert found in caught.value.found
    assert advice in caught.value.advice


@pytest.mark.parametrize(
    ("date", "shown", "in_short"),
    [
        ("1799-11-09", "9 Nov 1799 (18 Brumaire VIII)", "9 Nov (18 Brumaire)"),
        ("1799-09-22", "22 Sep 1799 (6 Complementary VII)", "22 Sep (6 Complementary)"),
        ("1792-09-21", "21 Sep 1792", "21 Sep"),
        ("1806-01-01", "1 Jan 1806", "1 Jan"),
        (
            "1799-11-09 .. 1799-11-10",
            "9 Nov (18 Brumaire) – 10 Nov 1799 (19 Brumaire VIII)",
            "9 Nov (18 Brumaire) – 10 Nov (19 Brumaire)",
        ),
        (
            "1799-09-22 .. 1799-09-23",
            "22 Sep 1799 (6 Complementary VII) – 23 Sep 1799 (1 Vendémiaire VIII)",
            "22 Sep (6 Complementary) – 23 Sep (1 Vendémiaire)",
        ),
    ],
)
def test_a_scenario_may_show_it_beside_the_plain_date_as_long_as_it_was_in_use(date: str, shown: str, in_short: str):
    assert show_range(BOTH, read_date(BOTH, date)) == shown
    assert show_range(BOTH, read_date(BOTH, date), year=False) == in_short
    assert "(" not in show_range(GREGORIAN, read_date(GREGORIAN, date))


def test_it_can_stand_beside_any_plain_date():
    orthodox = Calendar.parse("julian until 1918-01-31, shown with french_republican")
    jdn = julian_day(Style.GREGORIAN, 1799, 11, 9)
    assert show_day(orthodox, jdn) == "29 Oct (9 Nov) 1799 (18 Brumaire VIII)"
    assert str(orthodox) == "julian until 1918-01-31, shown with french_republican"


def test_a_wrong_spelling_of_the_calendar_is_answered_with_the_right_one():
    with pytest.raises(CalendarError, match="write 'gregorian, shown with french_republican'"):
        Calendar.parse("gregorian and french republican")
