"""What is wrong with a date, in three sentences that an author can act on."""

from __future__ import annotations

_LONGEST_QUOTE = 40


class CalendarError(ValueError):
    """A date or a calendar that cannot be read.

    Parameters
    ----------
    found
        What the author wrote and what is wrong with it.
    expected
        What would have been right.
    advice
        What to write instead; may be empty.
    """

    def __init__(self, found: str, expected: str, advice: str = ""):
        self.found = found
        self.expected = expected
        self.advice = advice
        super().__init__(found, expected, advice)

    def __str__(self) -> str:
        return "; ".join(part for part in (self.found, self.expected, self.advice) if part)


def quoted(text: str) -> str:
    """Return the text as it can be printed on one line: shortened, and control characters made visible."""
    return repr(text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…")
