"""What a language calls months, parts of the day and small numbers, from libraries that keep such words.

Names come from the Unicode CLDR by way of Babel, number words from num2words. What is written here is only what
neither knows: how the beginning, middle and end of a month are called, what joins two days, and what a half is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

#: By language: stems of words for the beginning, the middle and the end of a month.
_PARTS = {
    "en": ("beginning of|early", "middle of|mid", "end of|late"),
    "pl": ("początk|początek", "połow", "koniec|końc"),
    "ru": ("начал", "середин", "конец|конц"),
}
#: Days of the month that belong to its beginning, its middle and its end.
PART_DAYS = ((1, 10), (11, 20), (21, 31))
#: By language: words that stand between two days of one month.
_JOINED = {"en": "and|to|or", "pl": "i|do|lub", "ru": "и|по|или|до"}
#: By language: words that add one half.
_HALVES = {"en": "and a half", "pl": "i pół", "ru": "с половиной"}
#: Hours of the clock that a part of the day means: below, above or around noon.
_AM, _PM, _NIGHT = "am", "pm", "night"
_LARGEST_WORD = 100
#: The cases of number words that the library knows.
_CASES = {
    "ru": tuple("ngdaip"),
    "uk": ("nominative", "genitive", "dative", "accusative", "instrumental", "locative"),
}


@dataclass(frozen=True)
class Tongue:
    """The words of one language, as patterns to look for and tables to read what was found.

    Attributes
    ----------
    month
        Pattern of a month's name in any case; `month_number` reads it.
    parts
        Patterns of the beginning, the middle and the end of a month.
    joined
        Pattern of what stands between two days: a dash, a stroke or a word.
    periods
        By word: whether it means hours before noon, after it, or of the night.
    numbers
        By word, in every case that is known: the number; `half` adds one half.
    capitals
        True where months are written with a capital letter, so that 'may' is no month.
    """

    month: str
    months: dict[str, int]
    stems: dict[str, int]
    parts: tuple[str, ...]
    joined: str
    periods: dict[str, str]
    numbers: dict[str, int]
    half: str
    capitals: bool

    def month_number(self, word: str) -> int:
        """The month that a word found by `month` means."""
        word = word.lower().rstrip(".")
        if word in self.months:
            return self.months[word]
        return next(number for stem, number in self.stems.items() if word.startswith(stem))


@cache
def tongue(language: str) -> Tongue:
    """Return the words of a language by its code (`ru`, `pl`, `en`); English where the code is unknown."""
    from babel import Locale
    from babel.core import UnknownLocaleError

    try:
        locale = Locale.parse(language or "en", sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en")
    formats, alone = locale.months["format"]["wide"], locale.months["stand-alone"]["wide"]
    exact = {str(name).lower(): number for names in (formats, alone) for number, name in names.items()}
    short = {str(name).lower().rstrip("."): number for number, name in locale.months["format"]["abbreviated"].items()}
    stems = _stems(formats, alone)
    words = sorted((*exact, *(name for name in short if len(name) > 2)), key=len, reverse=True)
    endings = [rf"{re.escape(stem)}\w{{0,3}}" for stem in stems]
    code = locale.language
    return Tongue(
        month=rf"\b(?:{'|'.join([*map(re.escape, words), *endings])})\b\.?",
        months=short | exact,
        stems=stems,
        parts=_PARTS.get(code, ()),
        joined=rf"\s*[/–—-]\s*|\s(?:{_JOINED.get(code, '-')})\s",
        periods=_periods(locale),
        numbers=_number_words(code),
        half=_HALVES.get(code, ""),
        capitals=str(formats[1])[0].isupper(),
    )


def _stems(formats: dict[int, str], alone: dict[int, str]) -> dict[str, int]:
    """What all cases of a month's name begin with, where the language inflects them: `ноябр`, `listopad`."""
    if all(formats[number] == alone[number] for number in formats):
        return {}
    stems = {str(name).lower()[:-1]: number for number, name in formats.items()}
    return {stem: number for stem, number in stems.items() if len(stem) > 2}


def _periods(locale: Locale) -> dict[str, str]:
    meanings = {"morning": _AM, "am": _AM, "afternoon": _PM, "evening": _PM, "pm": _PM, "night": _NIGHT}
    found: dict[str, str] = {}
    for widths in locale.day_periods.values():
        for names in widths.values():
            for key, name in names.items():
                meaning = meanings.get(key.rstrip("0123456789"))
                if meaning and len(str(name)) > 1:
                    found.setdefault(str(name).lower(), meaning)
    return found | {"a.m.": _AM, "p.m.": _PM}


def _number_words(code: str) -> dict[str, int]:
    """Words for 1 to 100 and the hundreds, in the cases and genders that the library knows."""
    from num2words import CONVERTER_CLASSES, num2words

    if code not in CONVERTER_CLASSES:
        return {}
    genders = ("m", "f", "n") if code == "ru" else ("masculine", "feminine", "neuter")
    cases = [{"case": case, "gender": gender} for case in _CASES.get(code, ()) for gender in genders] or [{}]
    found: dict[str, int] = {}
    for number in (*range(1, _LARGEST_WORD), *range(100, 1001, 100)):
        for case in cases:
            word = str(num2words(number, lang=code, **case))  # pyright: ignore[reportArgumentType]
            found.setdefault(word.lower().replace("-", " "), number)
    return found
