"""The numbers and the times of day that a passage states, in digits or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from juncture.sources.tongues import tongue

# 1,647 and 45 879 381 and 20.000: groups of three; 37.6 and 2,5: a fraction. No digit that sticks to a word is a number
# of the text: it is the mark of a footnote.
_DIGITS = re.compile(
    r"(?<![\w.,])(?:(?P<groups>[0-9]{1,3}(?:[\s.,'’][0-9]{3})+)|(?P<plain>[0-9]+(?:[.,][0-9]+)?))(?![0-9]|[.,][0-9])"
)
_CLOCK = re.compile(r"(?<![0-9:.,])(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-5][0-9])(?![0-9:]|[.,][0-9])")


def equal(one: float, other: float) -> bool:
    """Whether two numbers are one, as far as arithmetic keeps them: 45 % is kept as 0.45."""
    return abs(one - other) <= 1e-9 * max(abs(one), abs(other), 1.0)


def stated_numbers(passage: str, language: str, without: Sequence[tuple[int, int]] = ()) -> set[float]:
    """Find all numbers of a passage, those in `without` (its dates) apart."""
    numbers = {
        float(re.sub(r"[^0-9]", "", match["groups"]) if match["groups"] else match["plain"].replace(",", "."))
        for match in _DIGITS.finditer(passage)
        if not any(start <= match.start() < end for start, end in without)
    }
    return numbers | set(_in_words(passage, language))


def _in_words(passage: str, language: str) -> Iterator[float]:
    words = tongue(language)
    for match in _words(language).finditer(passage):
        number = words.numbers[_plain(match["word"])]
        yield number + 0.5 if match["half"] else float(number)


def _plain(word: str) -> str:
    return " ".join(re.split(r"[\s-]+", word.lower()))


@cache
def _words(language: str) -> re.Pattern[str]:
    words = tongue(language)
    longest_first = sorted(words.numbers, key=len, reverse=True)
    every = "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in longest_first) or "(?!)"
    return re.compile(rf"\b(?P<word>{every})\b(?P<half>\s+(?:{words.half or '(?!)'}))?", re.IGNORECASE)


def stated_times(passage: str, language: str) -> set[int]:
    """Find all times of day of a passage: seconds since midnight.

    A part of the day says which half an hour belongs to: 4:30 pm is 16:30 and nothing else, 12 at night is 0:00. An
    hour without one is read on a clock of 24 hours.
    """
    found: set[int] = set()
    longer: list[tuple[int, int]] = []
    words = tongue(language)
    for match in _times(language).finditer(passage):
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        if hour > 24 or minute > 59:
            continue
        longer.append(match.span())
        period = words.periods[" ".join(match["period"].lower().split())]
        if hour <= 12:
            hour = hour % 12 + 12 * (period == "pm" or (period == "night" and 6 < hour < 12))
        found.add(hour % 24 * 3600 + minute * 60)
    for match in _CLOCK.finditer(passage):
        if not any(start <= match.start() < end for start, end in longer):
            found.add(int(match["hour"]) * 3600 + int(match["minute"]) * 60)
    return {time for time in found if time < 86_400}


@cache
def _times(language: str) -> re.Pattern[str]:
    """An hour, at most two words ('часа', 'Uhr', "o'clock"), and a part of the day."""
    periods = sorted(tongue(language).periods, key=len, reverse=True)
    every = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in periods)
    return re.compile(
        rf"(?<![0-9:.,])(?P<hour>[0-9]{{1,2}})(?:[:.](?P<minute>[0-9]{{2}}))?(?:\s+[^\W\d]\S*){{0,2}}?\s+(?P<period>{every})(?!\w)",
        re.IGNORECASE,
    )
