"""Dates in two calendars, and the instants they name.

When did it happen? A Russian of 1917 says 25 October, the rest of Europe 7 November, and both are right. This
folder turns what an author writes into one number and back, and says what is wrong when it cannot::

    >>> russia = Calendar.parse("julian until 1918-01-31")
    >>> rising = read_date(russia, "1917-10-25 21:40")
    >>> show_instant(russia, rising.first)
    '25 Oct (7 Nov) 1917 21:40'
    >>> read_date(russia, "1918-02-05")
    Traceback (most recent call last):
    juncture.calendar.errors.CalendarError: 1918-02-05: 1-13 February 1918 did not exist in this calendar, ...

The one idea: every day has one number, its Julian Day Number (`julian_day`), whatever people called it, and a
`Calendar` knows what they called it. An instant is the absolute seconds `86400 * day number + seconds of the
day` (`instant`); `reading` makes instants from text, and `showing` makes text from them.
"""

from juncture.calendar.calendar import Calendar
from juncture.calendar.errors import CalendarError
from juncture.calendar.instant import SECONDS_PER_DAY, DateRange, day_at, instant_at, time_at
from juncture.calendar.julian_day import (
    Style,
    YearMonthDay,
    date_of,
    day_exists,
    days_in_month,
    julian_day,
    weekday,
)
from juncture.calendar.reading import read_date
from juncture.calendar.showing import show_day, show_instant, show_range

__all__ = [
    "SECONDS_PER_DAY",
    "Calendar",
    "CalendarError",
    "DateRange",
    "Style",
    "YearMonthDay",
    "date_of",
    "day_at",
    "day_exists",
    "days_in_month",
    "instant_at",
    "julian_day",
    "read_date",
    "show_day",
    "show_instant",
    "show_range",
    "time_at",
    "weekday",
]
