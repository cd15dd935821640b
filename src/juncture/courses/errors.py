"""What is wrong with a file of courses, in three parts that make one sentence."""

from __future__ import annotations


class CourseFileError(Exception):
    """A file of courses that cannot be read, trusted or written.

    Parameters
    ----------
    found
        What is wrong with it.
    expected
        What would have been right.
    advice
        What to do; may be empty.
    """

    def __init__(self, found: str, expected: str, advice: str = ""):
        self.found = found
        self.expected = expected
        self.advice = advice
        super().__init__(found, expected, advice)

    def __str__(self) -> str:
        return "; ".join(part for part in (self.found, self.expected, self.advice) if part)
