"""The calendar of a scenario: which style plain dates are in, and the day on which that changed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from juncture.calendar.errors import CalendarError, quoted
from juncture.calendar.julian_day import (
    MONTHS,
    Style,
    YearMonthDay,
    date_of,
    day_exists,
    days_in_month,
    julian_day,
)

_CALENDAR = r"(julian|gregorian)(?: until ([0-9]{4})-([0-9]{2})-([0-9]{2}))?(, shown with french_republican)?"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The style of plain dates: one style throughout, or one up to a day and the other from the next day on.

    Russia's is `julian until 1918-01-31`: 31 January 1918 (Old Style) was followed by 14 February 1918 (New
    Style), and 1-13 February 1918 did not exist.

    Parameters
    ----------
    begins
        The style at the beginning.
    changes_after
        The Julian Day Number of the last day in that style; None if it never changed.
    republican
        Whether the French Republican date is shown beside the plain one, on the days that have one.
    """

    begins: Style
    changes_after: int | None = None
    republican: bool = False

    @classmethod
    def parse(cls, text: str) -> Calendar:
        """Read `julian`, `gregorian`, `julian until YYYY-MM-DD` or `gregorian until YYYY-MM-DD`.

        The day named is the last one of the first style, and is itself dated in that style. `, shown with
        french_republican` may follow.

        Raises
        ------
        CalendarError
            If the text is none of these, or the day does not exist.
        """
        match = re.fullmatch(_CALENDAR, text.strip(" "))
        if match is None:
            raise CalendarError(
                f"{quoted(text)} is not a calendar",
                "expected 'gregorian' or 'julian', with 'until YYYY-MM-DD' if it changed",
                "write 'gregorian, shown with french_republican' for both dates side by side"
                if re.search("shown|rep", text)
                else "write 'julian until 1918-01-31' where that was the last Old Style day",
            )
        throughout = cls(Style(match[1]), republican=match[5] is not None)
        if match[2] is None:
            return throughout
        last = throughout.day_number(int(match[2]), int(match[3]), int(match[4]))
        return replace(throughout, changes_after=last)

    def __str__(self) -> str:
        until = f" until {_iso(self.date_on(self.changes_after))}" if self.changes_after is not None else ""
        return f"{self.begins}{until}{', shown with french_republican' if self.republican else ''}"

    def style_on(self, jdn: int) -> Style:
        """Return the style in which plain dates are written on that day."""
        return self.begins if self.changes_after is None or jdn <= self.changes_after else self.begins.other

    def date_on(self, jdn: int) -> YearMonthDay:
        """Return the plain date of a day: the one that people wrote, in the style of that day."""
        return date_of(self.style_on(jdn), jdn)

    def day_number(self, year: int, month: int, day: int, style: Style | None = None) -> int:
        """Return the Julian Day Number of a date; a style given (`OS`, `NS`) overrides this calendar.

        Raises
        ------
        CalendarError
            If the day does not exist, was dropped by the change of calendar, or happened twice because of it
            (possible where the Gregorian calendar was given up for the Julian one).
        """
        date = (year, month, day)
        if style is None:
            style = self._style_of(date)
        _check_exists(style, date)
        return julian_day(style, *date)

    def _style_of(self, date: YearMonthDay) -> Style:
        """Return the style of a plain date. Tuples compare as dates do: year, then month, then day."""
        change = self.changes_after
        if change is None:
            return self.begins
        last, first = self.date_on(change), self.date_on(change + 1)
        if last < date < first and _styles_with(date):
            raise self._dropped(date, change)
        if first <= date <= last and _styles_with(date):
            raise self._happened_twice(date, change)
        return self.begins if date <= last else self.begins.other

    def _dropped(self, date: YearMonthDay, change: int) -> CalendarError:
        last, first = self.date_on(change), self.date_on(change + 1)
        dropped = _span(date_of(self.begins, change + 1), date_of(self.begins.other, change))
        readings = [
            f"{_iso(date)} {style.suffix} for the {style.name_in_words} date "
            f"({_words(self.date_on(julian_day(style, *date)))} here)"
            for style in _styles_with(date)
        ]
        return CalendarError(
            f"{_iso(date)}: {dropped} did not exist in this calendar, "
            f"which went from {_words(last, year=False)} to {_words(first, year=False)}",
            f"expected a day up to {_iso(last)} or from {_iso(first)} on",
            f"write {' or '.join(readings)}",
        )

    def _happened_twice(self, date: YearMonthDay, change: int) -> CalendarError:
        last, first = self.date_on(change), self.date_on(change + 1)
        return CalendarError(
            f"{_iso(date)}: {_span(first, last)} happened twice in this calendar, "
            f"which went from {_words(last, year=False)} back to {_words(first, year=False)}",
            "expected OS or NS after the day",
            f"write {_iso(date)} {self.begins.suffix} for the first time "
            f"or {_iso(date)} {self.begins.other.suffix} for the second",
        )


def _check_exists(style: Style, date: YearMonthDay) -> None:
    year, month, _ = date
    if year < 1:
        raise CalendarError(
            f"{_iso(date)}: there is no year {year}",
            "expected a year from 0001 to 9999",
            "years before the year 1 cannot be written",
        )
    if not 1 <= month <= 12:
        raise CalendarError(
            f"{_iso(date)}: there is no month {month}",
            "expected a month from 01 to 12",
            "write the year, the month and the day in this order, such as 1917-11-26",
        )
    if not day_exists(style, *date):
        days = days_in_month(style, year, month)
        here, advice = "", f"write {year:04}-{month:02}-{days} for the last day of the month"
        if day_exists(style.other, *date):
            here = f" in the {style.capitalize()} calendar"
            advice = f"write {_iso(date)} {style.other.suffix} for the {style.other.name_in_words} date"
        raise CalendarError(
            f"{_iso(date)}: {MONTHS[month - 1]} {year} has {days} days{here}",
            f"expected a day from 01 to {days}",
            advice,
        )


def _styles_with(date: YearMonthDay) -> list[Style]:
    """Return the styles that have such a date."""
    return [style for style in (Style.GREGORIAN, Style.JULIAN) if day_exists(style, *date)]


def _iso(date: YearMonthDay) -> str:
    year, month, day = date
    return f"{year:04}-{month:02}-{day:02}"


def _words(date: YearMonthDay, *, year: bool = True) -> str:
    day_and_month = f"{date[2]} {MONTHS[date[1] - 1]}"
    return f"{day_and_month} {date[0]}" if year else day_and_month


def _span(first: YearMonthDay, last: YearMonthDay) -> str:
    """Return `1-13 February 1918`, naming month and year once where they are the same."""
    if first == last:
        return _words(last)
    if first[:2] == last[:2]:
        return f"{first[2]}-{_words(last)}"
    return f"{_words(first, year=first[0] != last[0])} - {_words(last)}"
