"""Reading dates as authors write them.

::

    1917-11-26                     a day
    1917-11-26 23:30               an instant; seconds may follow: 16:00:30
    1917-11-26 NS                  New Style (Gregorian); OS is Old Style (Julian)
    1917-11-12 .. 1917-11-14       a range; each end may have an hour and a style
    about 1917-11-26               a date that is not sure
    18 Brumaire VIII 16:00         a day of the French Republican calendar; the hour may follow here too
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from juncture.calendar.calendar import Calendar
from juncture.calendar.errors import CalendarError, quoted
from juncture.calendar.french_republican import WRITTEN, republican_day
from juncture.calendar.instant import DateRange, instant_at
from juncture.calendar.julian_day import Style

_LONGEST_DATE = 100

# [0-9] and not \d, which would let in the digits of every script.
_MOMENT = re.compile(
    rf"(?:(?P<year>[0-9]{{4}})-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})|(?P<republican>{WRITTEN}))"
    r"(?: +(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)?"
    r"(?(year)(?: +(?P<style>NS|OS))?)"
)
_STYLES = {style.suffix: style for style in Style}

# What authors write instead of a date, and what helps then; the first that fits is given.
_ADVICE = (
    (r".*[^\D0-9].*", "use the digits 0 to 9"),
    (r"[0-9]{4}-[0-9]{2}", "write a month as a range of days, such as 1917-11-01 .. 1917-11-30"),
    (
        r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}",
        "write month and day with two digits, such as 1917-01-05",
    ),
    (
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:]+.*",
        "write the hour after a space, such as 09:30 or 23:30",
    ),
    (r"(?:ca?\.?|circa|around|~).*", "write 'about ' before a date that is not sure"),
    (r".*[0-9] ?[-–—] ?[0-9]{4}-.*", "write two dots between the ends of a range, such as 1917-11-12 .. 1917-11-14"),
)
_GENERAL_ADVICE = "write the year, the month and the day in this order"


def read_date(calendar: Calendar, text: str) -> DateRange:
    """Return the stretch of time that a date string names in a calendar.

    A style holds for the date it follows only; a range says it at both ends or at neither, because
    `1917-11-12 .. 1917-11-27 NS` could be meant in two ways.

    Raises
    ------
    CalendarError
        If the text is not a date, or names a day or a time that does not exist, or a range that ends before
        it begins.
    """
    if len(text) > _LONGEST_DATE:
        raise _not_a_date(f"{quoted(text)}, a text of {len(text)} characters,", "write only the date here")
    dates = unicodedata.normalize("NFC", text).strip(" ")
    certain = dates.removeprefix("about ")
    first, dots, last = (part.strip(" ") for part in certain.partition(".."))
    named = _read_range(calendar, first, last) if dots else _read_moment(calendar, first)[0]
    return replace(named, about=certain != dates)


def _read_range(calendar: Calendar, first_text: str, last_text: str) -> DateRange:
    first, first_style = _read_moment(calendar, first_text)
    last, last_style = _read_moment(calendar, last_text)
    if (first_style is None) != (last_style is None):
        style = first_style or last_style
        raise CalendarError(
            f"{first_text} .. {last_text}: only one end of the range says {style}",
            "expected OS or NS at both ends of a range or at neither",
            f"write {style} after the other end too if it is meant there",
        )
    if last.last < first.first or (last.by_day and last.last == first.first):
        raise CalendarError(
            f"{first_text} .. {last_text}: the range ends before it begins",
            "expected the earlier end first",
            "exchange the ends, or write OS or NS after both if they are dated in different calendars",
        )
    return DateRange(first.first, last.last, by_day=first.by_day and last.by_day)


def _read_moment(calendar: Calendar, text: str) -> tuple[DateRange, str | None]:
    """Return one day or instant, and the style written after it."""
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise _not_a_date(quoted(text), _advice_for(text))
    style = match["style"]
    if match["republican"]:
        jdn = republican_day(match["republican"])
    else:
        date = int(match["year"]), int(match["month"]), int(match["day"])
        jdn = calendar.day_number(*date, _STYLES[style] if style else None)
    if match["hour"] is None:
        return DateRange(instant_at(jdn), instant_at(jdn + 1), by_day=True), style
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        raise CalendarError(
            f"{text}: there is no such time of day",
            "expected a time from 00:00 to 23:59:59",
            "write 00:00 of the next day for the midnight that ends a day",
        )
    instant = instant_at(jdn, hour, minute, second)
    return DateRange(instant, instant), style


def _not_a_date(what: str, advice: str) -> CalendarError:
    return CalendarError(
        f"{what} is not a date",
        "expected a date such as 1917-11-26, 1917-11-26 23:30, 1917-11-26 NS or 1917-11-12 .. 1917-11-14",
        advice,
    )


def _advice_for(text: str) -> str:
    return next((advice for pattern, advice in _ADVICE if re.fullmatch(pattern, text)), _GENERAL_ADVICE)
