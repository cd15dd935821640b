"""Dates as spreadsheets and notes write them, turned into the form that `read_date` reads.

::

    9 November 1989, 18:53     1989-11-09 18:53        14.7.1789           1789-07-14
    July 14, 1789              1789-07-14              ca. 1917-11-26      about 1917-11-26
    14/07/1789 - 17/07/1789    1789-07-14 .. 1789-07-17

With dots the day comes first. With strokes (09/11/1989) it may be the day or the month: the other dates of the same
column decide (`day_comes_first`), and where they do not, nobody guesses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from juncture.calendar.errors import CalendarError, quoted
from juncture.calendar.julian_day import MONTHS

_ABOUT = re.compile(r"(?:about|around|circa|ca?\.?|~)\s*(?=\S*[0-9])", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:\.\.|[–—]|\s-\s|\sto\s)\s*")
_STYLE = re.compile(r"\s+\(?(OS|NS)\)?$", re.IGNORECASE)
_TIME = re.compile(
    r"(?:T|,?\s+(?:at\s+)?)(?P<hour>[0-9]{1,2})[:.h](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"(?:\s*(?P<half>[ap])\.?m\.?)?$",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(?P<first>[0-9]{1,2})(?P<sign>[./-])(?P<second>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{4})")
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})(?P<sign>[./-])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})")
_DAY_AND_WORD = re.compile(
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[\s.-]+(?P<month>[a-z]{3,9})[\s.,-]+(?P<year>[0-9]{4})", re.I
)
_WORD_AND_DAY = re.compile(
    r"(?P<month>[a-z]{3,9})\.?\s+(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>[0-9]{4})", re.I
)


def day_comes_first(texts: Iterable[str]) -> bool | None:
    """Whether dates such as 14/07/1789 in one column begin with the day; None where they do not tell."""
    found: set[bool] = set()
    for text in texts:
        for match in _NUMBERS.finditer(text):
            first, second = int(match["first"]), int(match["second"])
            if match["sign"] != "." and (first > 12) != (second > 12):
                found.add(first > 12)
    return found.pop() if len(found) == 1 else None


def as_plain_date(text: str, day_first: bool | None = None) -> str:
    """Return a date in the form that `read_date` reads; what is in none of the forms above is returned as it is.

    Raises
    ------
    CalendarError
        Where the day and the month could be exchanged.
    """
    text = " ".join(text.split())
    certain = _ABOUT.sub("", text, count=1) if _ABOUT.match(text) else text
    ends = [_one(part, day_first) for part in _BETWEEN.split(certain)]
    if len(ends) > 2 or None in ends:
        return text
    return ("about " if certain != text else "") + " .. ".join(end for end in ends if end)


def _one(text: str, day_first: bool | None) -> str | None:
    style = _STYLE.search(text)
    rest = text[: style.start()] if style else text
    time = _TIME.search(rest)
    day = _day(rest[: time.start()] if time else rest, day_first)
    if day is None:
        return None
    hour = ""
    if time:
        number = int(time["hour"])
        if time["half"]:
            number = number % 12 + (12 if time["half"].lower() == "p" else 0)
        hour = f" {number:02}:{time['minute']}" + (f":{time['second']}" if time["second"] else "")
        hour = "" if hour == " 00:00:00" else hour  # so spreadsheets export a bare day
    return f"{day}{hour}" + (f" {style[1].upper()}" if style else "")


def _day(text: str, day_first: bool | None) -> str | None:
    text = text.strip(" ,")
    if match := _YEAR_FIRST.fullmatch(text):
        return _iso(match["year"], match["month"], match["day"])
    if match := _NUMBERS.fullmatch(text):
        first, second = match["first"], match["second"]
        by_day = True if match["sign"] == "." else int(first) > 12 if max(int(first), int(second)) > 12 else day_first
        if by_day is None and first != second:
            raise CalendarError(
                f"{quoted(text)} can be read in two ways",
                f"expected the year first, {_iso(match['year'], second, first)} or {_iso(match['year'], first, second)}",
                "format the column of dates as yyyy-mm-dd and save it again",
            )
        month, day = (first, second) if by_day is False else (second, first)
        return _iso(match["year"], month, day)
    for pattern in (_DAY_AND_WORD, _WORD_AND_DAY):
        if match := pattern.fullmatch(text):
            word = match["month"].lower()
            numbers = [i for i, name in enumerate(MONTHS, 1) if name.lower().startswith(word)]
            numbers = [9] if word == "sept" else numbers
            return _iso(match["year"], numbers[0], match["day"]) if numbers else None
    return None


def _iso(year: str, month: str | int, day: str | int) -> str:
    return f"{year}-{int(month):02}-{int(day):02}"
