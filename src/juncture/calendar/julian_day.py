"""Days as whole numbers: Julian Day Numbers and the two calendars of Europe.

A Julian Day Number (JDN) counts days without months, years or leap rules. It is the same in every calendar,
so it is where two calendars meet: 2421540 is 25 October 1917 in the Julian calendar and 7 November 1917 in
the Gregorian one.

Both calendars are one calculation. Years are counted from March, so that a leap day is the last day of its
year and disturbs nothing before it. The Gregorian calendar is the Julian one with three leap days left out in
400 years.

References
----------
- J. Meeus, *Astronomical Algorithms*, 2nd ed., Willmann-Bell 1998, chapter 7.
- E. G. Richards, "Calendars", in S. E. Urban & P. K. Seidelmann (eds), *Explanatory Supplement to the
  Astronomical Almanac*, 3rd ed., University Science Books 2013, chapter 15.
- H. F. Fliegel & T. C. Van Flandern, "A machine algorithm for processing calendar dates", *Communications of
  the ACM* 11 (1968), 657.
"""

from __future__ import annotations

from enum import StrEnum

YearMonthDay = tuple[int, int, int]

# fmt: off
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Style(StrEnum):
    """How days are dated: Old Style (OS) is the Julian calendar, New Style (NS) the Gregorian one."""

    JULIAN = "julian"
    GREGORIAN = "gregorian"

    @property
    def name_in_words(self) -> str:
        """What historians call it: `Old Style` or `New Style`."""
        return "Old Style" if self is Style.JULIAN else "New Style"

    @property
    def suffix(self) -> str:
        """The letters that mark one date: `OS` or `NS`."""
        return "OS" if self is Style.JULIAN else "NS"

    @property
    def other(self) -> Style:
        """The other style."""
        return Style.GREGORIAN if self is Style.JULIAN else Style.JULIAN


# JDN of 1 March of the year 0 in each style, from which the days below are counted.
_MARCH_OF_YEAR_0 = {Style.JULIAN: 1721118, Style.GREGORIAN: 1721120}


def julian_day(style: Style, year: int, month: int, day: int) -> int:
    """Return the Julian Day Number of a date, for any year from 1 on, also before the calendar was in use.

    With `y` years and `m` months since March of the year 0, the days since then are
    `365 y + y//4 + (153 m + 2)//5 + day - 1`, less, in the Gregorian calendar, the `c - c//4` leap days that
    `c = y//100` centuries leave out. `(153 m + 2)//5` is the days in `m` months from March on, whose lengths
    31, 30, 31, 30, 31 repeat: 153 days in 5 months.

    Raises
    ------
    ValueError
        If the calendar has no such day.
    """
    if not day_exists(style, year, month, day):
        raise ValueError(f"the {style} calendar has no day {year:04}-{month:02}-{day:02}")
    years = year - (month < 3)
    months = (month - 3) % 12
    days = 365 * years + years // 4 + _days_in_months(months) + day - 1
    if style is Style.GREGORIAN:
        days -= _leap_days_left_out(years // 100)
    return days + _MARCH_OF_YEAR_0[style]


def date_of(style: Style, jdn: int) -> YearMonthDay:
    """Return the year, month and day of a Julian Day Number: the inverse of `julian_day`.

    Gregorian days are first counted as if no leap day had been left out (146097 days are 400 years); then
    1461 days are four years, and 153 days five months. Every whole number has a date; what comes before the
    year 1 is in the year 0 (1 BC) and below.
    """
    days = jdn - _MARCH_OF_YEAR_0[style]
    if style is Style.GREGORIAN:
        days += _leap_days_left_out((4 * days + 3) // 146097)
    years = (4 * days + 3) // 1461
    day_of_year = days - (365 * years + years // 4)
    months = (5 * day_of_year + 2) // 153
    return years + (months >= 10), (months + 2) % 12 + 1, day_of_year - _days_in_months(months) + 1


def days_in_month(style: Style, year: int, month: int) -> int:
    """Return how many days a month (1 to 12) has: 28 to 31."""
    if month == 2:
        leap = year % 4 == 0 and (style is Style.JULIAN or year % 100 != 0 or year % 400 == 0)
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31


def day_exists(style: Style, year: int, month: int, day: int) -> bool:
    """Tell whether the calendar has this day (years from 1 on)."""
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= days_in_month(style, year, month)


def weekday(jdn: int) -> str:
    """Return the English name of the day of the week; it is the same in both calendars."""
    return WEEKDAYS[jdn % 7]


def _days_in_months(months: int) -> int:
    return (153 * months + 2) // 5


def _leap_days_left_out(centuries: int) -> int:
    return centuries - centuries // 4
