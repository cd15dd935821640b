"""The dates and times of day that a passage states, in any of its forms, read in both calendars.

A stated date has one reading or several: a missing year is supplied by the context, a missing style by the source. Two
dates of which one stands in brackets are one day in two styles, and must be as far apart as the calendars were::

    25 X 1917 (7 XI)      one day: Old Style, then New Style
    12 (25) November      the same
    6/7 XI 1918           a night: two days
    mid-March 1918        a part of a month
    15 XI (2 XII)         a misprint: 17 days apart, where the calendars differ by 13
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from juncture.calendar import Calendar, CalendarError, Style, date_of, day_exists, days_in_month, julian_day
from juncture.sources.tongues import PART_DAYS, Tongue, tongue

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
#: Nearer or farther than so many days, a date in brackets after another is not meant as the same day in the other style.
_NEAREST_PAIR, _FARTHEST_PAIR = 7, 45

Days = tuple[int, int]

#: How exactly a date is stated: a claim may say no more than the text does.
DAY, MONTH, YEAR = "day", "month", "year"


@dataclass(frozen=True, slots=True)
class Context:
    """What a passage leaves unsaid: the style of its dates, and the years that it can mean."""

    calendar: Calendar
    first: int
    last: int

    @property
    def years(self) -> range:
        """All years between the first and the last day."""
        return range(self.calendar.date_on(self.first)[0], self.calendar.date_on(self.last)[0] + 1)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """One date of a passage.

    Attributes
    ----------
    start, end
        Where it stands in the passage.
    text
        As printed.
    readings
        The first and the last day that it can mean, as Julian Day Numbers; more than one where something is unsaid.
    precision
        `day` (also a part of a month), `month` or `year`.
    fault
        Why it cannot be right as printed; empty where it can. Its readings are then those of its halves.
    """

    start: int
    end: int
    text: str
    readings: tuple[Days, ...]
    precision: str = DAY
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    """Day (or two), month and year as printed; None where unsaid. `part` of the month: 0, 1, 2."""

    start: int
    end: int
    month: int | None = None
    day: int | None = None
    other: int | None = None
    bracketed: bool = False
    year: int | None = None
    part: int | None = None


def stated_dates(passage: str, language: str, context: Context) -> list[StatedDate]:
    """Find all dates in a passage, in the order of the text."""
    found = list(_find(passage, language, context))
    dates: list[StatedDate] = []
    end = 0
    for one, next_one in pairwise([*found, None]):
        assert one is not None
        if one.start < end:
            continue  # it belongs to the pair before it
        pair = _in_brackets(passage, one, next_one, context) if next_one else None
        dates.append(pair or _single(passage, one, context))
        end = dates[-1].end
    return [date for date in dates if date.readings or date.fault]


def _find(passage: str, language: str, context: Context) -> Iterator[_Found]:
    words = tongue(language)
    end = 0
    for match in _pattern(language).finditer(passage):
        if match.start() >= end and (found := _read(match, words, context)):
            end = match.end()
            yield found


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = tongue(language)
    roman = rf"(?-i:\b(?:{'|'.join(sorted(ROMAN, key=len, reverse=True))})\b)"
    year = r"(?:,?\s*(?P<{}>[0-9]{{4}})(?![0-9]))?"
    day = r"(?<![0-9:.,])(?P<{}>[0-9]{{1,2}})(?:-?(?:st|nd|rd|th|го|е|ого))?"
    parts = "|".join(f"(?P<part{at}>{part})" for at, part in enumerate(words.parts)) or "(?!)"
    forms = (
        # 25 November 1917, 25 X 1917, 6/7 XI, 12 (25) November, 12-14 November
        day.format("d1")
        + rf"(?:(?P<join>{words.joined})(?P<e1>[0-9]{{1,2}})|\s*[(\[]\s*(?P<b1>[0-9]{{1,2}})\s*[)\]])?"
        + rf"\.?\s*(?:of\s+)?(?P<m1>{words.month}|{roman})"
        + year.format("y1"),
        # November 25, 1917
        rf"(?P<m2>{words.month})\s+(?P<d2>[0-9]{{1,2}})(?![0-9])(?:st|nd|rd|th)?"
        rf"(?:\s*[–—-]\s*(?P<e2>[0-9]{{1,2}})(?![0-9])|\s*[(\[]\s*(?P<b2>[0-9]{{1,2}})\s*[)\]])?" + year.format("y2"),
        # 1917-11-25, 25.11.1917
        r"(?<![0-9])(?P<y3>[0-9]{4})-(?P<m3>[0-9]{2})-(?P<d3>[0-9]{2})(?![0-9])",
        r"(?<![0-9])(?P<d4>[0-9]{1,2})\.(?P<m4>[0-9]{1,2})\.(?P<y4>[0-9]{4})(?![0-9])",
        # mid-March 1918, November, 1921
        rf"(?:\b(?:{parts})\w{{0,3}}[\s-]+)?(?P<m5>{words.month})" + year.format("y5"),
        r"(?<![\w.,])(?P<y6>[0-9]{4})(?![0-9])",
    )
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)


def _read(match: re.Match[str], words: Tongue, context: Context) -> _Found | None:
    groups = {key: value for key, value in match.groupdict().items() if value is not None}
    plain = {key[:-1]: value for key, value in groups.items() if key[-1].isdigit() and not key.startswith("part")}
    month_word, day = plain.get("m"), plain.get("d")
    month = _month(month_word, words) if month_word else None
    year = int(plain["y"]) if "y" in plain else None
    if month is None and (year is None or not context.years.start - 30 <= year < context.years.stop + 30):
        return None  # four digits alone are a year only where years of the time stand
    if month_word and day is None and words.capitals and not month_word[0].isupper():
        return None  # 'may' is no month
    other = plain.get("e") or plain.get("b")
    return _Found(
        match.start(),
        match.end(),
        month,
        int(day) if day else None,
        int(other) if other else None,
        "b" in plain,
        year,
        next((int(key[-1]) for key in groups if key.startswith("part")), None),
    )


def _month(word: str, words: Tongue) -> int | None:
    if word.isdigit():
        return int(word) if 1 <= int(word) <= 12 else None
    return ROMAN.index(word) + 1 if word in ROMAN else words.month_number(word)


def _printed(passage: str, start: int, end: int) -> str:
    return " ".join(passage[start:end].split())


def _single(passage: str, found: _Found, context: Context) -> StatedDate:
    text = _printed(passage, found.start, found.end)
    if found.other is not None and found.day is not None:
        double = _double_day(passage, found, context)
        if double is not None:
            return double
        if found.other < found.day:  # no range: the month belongs to the second
            found = replace(found, day=found.other, other=None)
    precision = YEAR if found.month is None else MONTH if found.day is None and found.part is None else DAY
    return StatedDate(found.start, found.end, text, tuple(_readings(found, context)), precision)


def _readings(found: _Found, context: Context, style: Style | None = None) -> list[Days]:
    """The days that a date can mean, for each year that it can mean; within the context where any is."""
    years = context.years if found.year is None else [found.year]
    every = [days for year in years if (days := _days(found, year, style, context))]
    inside = [days for days in every if days[0] <= context.last and days[1] >= context.first]
    return inside or every


def _days(found: _Found, year: int, style: Style | None, context: Context) -> Days | None:
    """First and last day of one date in one year; None where there is no such day."""
    if found.month is None:
        months = (1, 12)
        first, last = 1, 31
    elif found.day is None:
        months = (found.month, found.month)
        first, last = PART_DAYS[found.part] if found.part is not None else (1, 31)
    else:
        months = (found.month, found.month)
        first, last = found.day, found.other or found.day
    last = min(last, days_in_month(Style.GREGORIAN, year, months[1])) if found.day is None else last
    try:
        return (
            context.calendar.day_number(year, months[0], first, style),
            context.calendar.day_number(year, months[1], last, style),
        )
    except CalendarError:
        if style is None and all(day_exists(Style.GREGORIAN, year, months[0], day) for day in (first, last)):
            return julian_day(Style.GREGORIAN, year, months[0], first), julian_day(
                Style.GREGORIAN, year, months[1], last
            )
        return None


def _double_day(passage: str, found: _Found, context: Context) -> StatedDate | None:
    """`12 (25) November`, `12/25 November`: one day in two styles, if the second is not the first one's neighbour."""
    assert found.day is not None
    assert found.other is not None
    assert found.month is not None
    if not found.bracketed and 0 < found.other - found.day < 11:
        return None
    two = replace(found, day=found.other, other=None)
    # 12 (25) November and 25 (12) November are days of one month; in 25/7 November the first belongs to October.
    ones = [replace(found, month=month, other=None) for month in (found.month, (found.month - 2) % 12 + 1)]
    pairs = [pair for one in ones if (pair := _pair(passage, one, two, context))]
    sound = next((pair for pair in pairs if not pair.fault), None)
    return sound or (pairs[0] if pairs and found.bracketed else None)


def _in_brackets(passage: str, one: _Found, two: _Found, context: Context) -> StatedDate | None:
    """`25 X 1917 (7 XI)`, `26 October / 8 November`: the second of two dates is the first one in the other style."""
    if one.day is None or two.day is None or one.other or two.other:
        return None
    between = passage[one.end : two.start]
    bracketed = re.fullmatch(r"[\s\w.]{0,6}[(\[]\s*", between)
    year = re.match(r"\s*[)\]],?\s*([0-9]{4})(?![0-9])", passage[two.end :])
    if year and one.year is None and two.year is None:  # October 25 (November 7), 1917
        two = replace(two, end=two.end + year.end(), year=int(year[1]))
    closing = re.match(r"[^()\[\]]{0,60}[)\]]", passage[two.end :]) if bracketed else None
    if closing and not year:
        two = replace(two, end=two.end + closing.end())
    pair = _pair(passage, one, two, context) if bracketed or re.fullmatch(r"\s*/\s*", between) else None
    return pair if pair and (bracketed or not pair.fault) else None


def _pair(passage: str, one: _Found, two: _Found, context: Context) -> StatedDate | None:
    """One day in two styles, in either order; a fault where the calendars were never so far apart."""
    if one.year is None and two.year is not None:
        one = replace(one, year=two.year)
    elif two.year is None and one.year is not None:
        two = replace(two, year=one.year)
    text = _printed(passage, one.start, two.end)
    same = [
        days
        for first, second in ((Style.JULIAN, Style.GREGORIAN), (Style.GREGORIAN, Style.JULIAN))
        for days in _readings(one, context, first)
        if _meets(days, _readings(two, context, second) + _next_year(two, context, second))
    ]
    if same:
        return StatedDate(one.start, two.end, text, tuple(dict.fromkeys(same)))
    halves = [
        (style, first, second)
        for style in Style
        for first in _readings(one, context, style)
        for second in _readings(two, context, style)
    ]
    apart = min((abs(second[0] - first[0]) for _, first, second in halves), default=0)
    if not _NEAREST_PAIR <= apart <= _FARTHEST_PAIR:
        return None
    fault = f"the two dates are {apart} days apart, and the calendars were {_apart(halves[0][1][0])}"
    meant = [
        (days, date_of(style.other, days[0])[2] == printed)
        for style, first, second in halves
        for days, printed in ((first, two.day), (second, one.day))
    ]
    # The likeliest misprint is a month: the day of the other half is then right in the other style.
    likely = [days for days, day_is_right in meant if day_is_right]
    readings = tuple(dict.fromkeys(likely or [days for days, _ in meant]))
    return StatedDate(one.start, two.end, text, readings, DAY, fault)


def _next_year(found: _Found, context: Context, style: Style) -> list[Days]:
    """A date without a year of its own may lie in the next one: 20 December 1917 (2 January)."""
    if found.year is None:
        return []
    return _readings(replace(found, year=found.year + 1), context, style)


def _meets(days: Days, others: list[Days]) -> bool:
    return any(days[0] <= other[1] and other[0] <= days[1] for other in others)


def _apart(jdn: int) -> int:
    """How many days the calendars were apart."""
    return julian_day(Style.JULIAN, *date_of(Style.GREGORIAN, jdn)) - jdn
