"""Showing dates as historians of a changing calendar print them.

While plain dates are Julian, both are shown: `25 Oct (7 Nov) 1917`, `23 Dec 1917 (5 Jan 1918)`. Once they are
Gregorian, one is enough: `3 Mar 1918`. Before 15 October 1582 nobody had a Gregorian calendar, and the Julian
date stands alone: `29 May 1453`.

Where the calendar is `shown with french_republican`, that date follows: `9 Nov 1799 (18 Brumaire VIII)`.
"""

from __future__ import annotations

from juncture.calendar.calendar import Calendar
from juncture.calendar.french_republican import republican_date, show_republican
from juncture.calendar.instant import DateRange, day_at, time_at
from juncture.calendar.julian_day import MONTHS, Style, YearMonthDay, date_of

_FIRST_GREGORIAN_DAY = 2_299_161  # JDN of 15 October 1582, when the first countries changed


def show_day(calendar: Calendar, jdn: int, *, year: bool = True) -> str:
    """Return a day as `25 Oct (7 Nov) 1917`; without the year, for narrow tables, as `25 Oct (7 Nov)`.

    The year is written twice where the two styles differ in it: `23 Dec 1917 (5 Jan 1918)`.
    """
    shown = _plain_day(calendar, jdn, year=year)
    republican = _republican_shown(calendar, jdn)
    return f"{shown} ({show_republican(republican, year=year)})" if republican else shown


def _plain_day(calendar: Calendar, jdn: int, *, year: bool) -> str:
    dates = _dates_shown(calendar, jdn)
    years_differ = len({date[0] for date in dates}) > 1
    shown = _short_date(dates[0], year=year and years_differ)
    if len(dates) == 2:
        shown += f" ({_short_date(dates[1], year=year and years_differ)})"
    return f"{shown} {dates[0][0]}" if year and not years_differ else shown


def show_instant(calendar: Calendar, instant: int, *, time: bool = True, year: bool = True) -> str:
    """Return an instant (absolute seconds) as `25 Oct (7 Nov) 1917 23:30`; seconds only if not zero."""
    day = show_day(calendar, day_at(instant), year=year)
    return f"{day} {_time(instant)}" if time else day


def show_range(calendar: Calendar, dates: DateRange, *, year: bool = True) -> str:
    """Return what `read_date` read: `12 Nov (25 Nov) – 14 Nov (27 Nov) 1917`, with `about` and hours if any.

    The year is written once if it is the same everywhere, and the day once if only the hours differ.
    """
    about = "about " if dates.about else ""
    time = not dates.by_day
    final = dates.last - 1 if dates.by_day else dates.last  # the midnight that ends a day is not part of it
    days = {day_at(dates.first), day_at(final)}
    if len(days) == 1:
        hours = f" – {_time(final)}" if time and dates.first < final else ""
        return f"{about}{show_instant(calendar, dates.first, time=time, year=year)}{hours}"
    years = {date[0] for day in days for date in _dates_shown(calendar, day)}
    republican_years = {date[0] for day in days if (date := _republican_shown(calendar, day))}
    years_differ = len(years) > 1 or len(republican_years) > 1
    first = show_instant(calendar, dates.first, time=time, year=year and years_differ)
    last = show_instant(calendar, final, time=time, year=year)
    return f"{about}{first} – {last}"


def _dates_shown(calendar: Calendar, jdn: int) -> list[YearMonthDay]:
    """Return the plain date, and if that is Julian and a Gregorian calendar existed, the Gregorian one."""
    plain = calendar.date_on(jdn)
    if calendar.style_on(jdn) is Style.JULIAN and jdn >= _FIRST_GREGORIAN_DAY:
        return [plain, date_of(Style.GREGORIAN, jdn)]
    return [plain]


def _republican_shown(calendar: Calendar, jdn: int) -> YearMonthDay | None:
    return republican_date(jdn) if calendar.republican else None


def _short_date(date: YearMonthDay, *, year: bool) -> str:
    shown = f"{date[2]} {MONTHS[date[1] - 1][:3]}"
    return f"{shown} {date[0]}" if year else shown


def _time(instant: int) -> str:
    hour, minute, second = time_at(instant)
    return f"{hour:02}:{minute:02}" + (f":{second:02}" if second else "")
