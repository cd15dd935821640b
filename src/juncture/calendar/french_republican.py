"""The French Republican calendar: twelve months of 30 days, and 5 or 6 complementary days to end the year.

It was in force from the decree of 5 October 1793 to the end of 1805, counted from 22 September 1792, the day after
the abolition of the monarchy. By law a year began with the day of the autumn equinox in Paris; in the fourteen years
that were lived, this made years III, VII and XI one day longer. No other year was lived, so no rule for others is
needed here. 18 Brumaire VIII is 9 November 1799.

References
----------
- Décret du 4 frimaire an II (24 November 1793), which names the months.
- E. G. Richards, *Mapping Time*, Oxford University Press 1998, chapter 20.
"""

from __future__ import annotations

import unicodedata

from juncture.calendar.errors import CalendarError
from juncture.calendar.julian_day import YearMonthDay

# fmt: off
MONTHS = (
    "Vendémiaire", "Brumaire", "Frimaire", "Nivôse", "Pluviôse", "Ventôse",
    "Germinal", "Floréal", "Prairial", "Messidor", "Thermidor", "Fructidor", "Complementary",
)
YEARS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")
# fmt: on
FIRST_DAY = 2_375_840  # JDN of 22 September 1792, 1 Vendémiaire I
LAST_DAY = 2_380_687  # JDN of 31 December 1805, 10 Nivôse XIV

# `18 Brumaire VIII`, for patterns that hold more than the date.
WRITTEN = r"[0-9]{1,2} +[^\W\d_]+ +(?:an +)?[IVX]+"


def republican_date(jdn: int) -> YearMonthDay | None:
    """Return year, month (13 for the complementary days) and day; None for a day on which it was not in use.

    Four years with one long year among them have 1461 days, and the third is the long one.
    """
    if not FIRST_DAY <= jdn <= LAST_DAY:
        return None
    days = jdn - FIRST_DAY
    year = (4 * days + 2) // 1461 + 1
    month, day = divmod(days - _days_before(year), 30)
    return year, month + 1, day + 1


def republican_day(text: str) -> int:
    """Return the Julian Day Number of a text that `WRITTEN` matches, such as `18 Brumaire VIII`.

    Accents may be left out, and `an` may stand before the year. A complementary day is `5 Complementary VII`.

    Raises
    ------
    CalendarError
        If there was no such month, year or day.
    """
    day_text, name, *_, numeral = text.split()
    months = [_plain(month) for month in MONTHS]
    if _plain(name) not in months:
        raise _no_such_month(text, name, months)
    if numeral not in YEARS:
        raise CalendarError(
            f"{text}: there is no year {numeral}",
            "expected a year from I to XIV",
            "write other years in the Gregorian calendar, such as 1806-01-01",
        )
    year, month, day = YEARS.index(numeral) + 1, months.index(_plain(name)) + 1, int(day_text)
    last = 30 if month <= 12 else 6 if year % 4 == 3 else 5
    jdn = FIRST_DAY + _days_before(year) + 30 * (month - 1) + day - 1
    if not 1 <= day <= last:
        raise CalendarError(
            f"{text}: {MONTHS[month - 1]} {numeral} has {last} days",
            f"expected a day from 1 to {last}",
            f"write {last} {MONTHS[month - 1]} {numeral} for the last of them",
        )
    if jdn > LAST_DAY:
        raise CalendarError(
            f"{text}: the calendar ended with 10 Nivôse XIV",
            "expected a day up to 10 Nivôse XIV, 31 December 1805",
            "write later days in the Gregorian calendar, such as 1806-01-01",
        )
    return jdn


def show_republican(date: YearMonthDay, *, year: bool = True) -> str:
    """Return `18 Brumaire VIII`; without the year, for narrow tables, `18 Brumaire`."""
    shown = f"{date[2]} {MONTHS[date[1] - 1]}"
    return f"{shown} {YEARS[date[0] - 1]}" if year else shown


def _days_before(year: int) -> int:
    return 365 * (year - 1) + year // 4


def _no_such_month(text: str, name: str, months: list[str]) -> CalendarError:
    from difflib import get_close_matches  # only here: it takes time to import

    advice = "with a month of another calendar, write the year, the month and the day, such as 1799-11-09"
    for near in get_close_matches(_plain(name), months, 1):
        advice = f"write {text.replace(name, MONTHS[months.index(near)])}"
    return CalendarError(f"{text}: there is no month {name}", f"expected one of {', '.join(MONTHS)}", advice)


def _plain(name: str) -> str:
    """Return the name in small letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
