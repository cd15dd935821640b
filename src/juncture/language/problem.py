"""What is wrong with an author's text, and where: the public interface of every error.

A `Problem` is one mistake. It always says what was found and what was expected; where a valid name is near,
it says which. Problems are collected, never raised one by one: an author mends a file in one go.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

#: Characters of what was found, was expected, or is advised, that are shown.
LONGEST_PART = 400


@dataclass(frozen=True, order=True, slots=True)
class Mark:
    """A place in a file: line and column count from 1, as editors do.

    Line 0 means that `file` is no file but what somebody typed, or its option: one line, so only a column is told.
    """

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        if not self.line:
            return self.file if self.column == 1 else f"{self.file}:{self.column}"
        return f"{self.file}:{self.line}:{self.column}"

    @classmethod
    def typed(cls, text: str) -> Mark:
        """Return the place of what was typed on a command line or handed to a function."""
        return cls(text, 0, 1)

    def moved(self, columns: int) -> Mark:
        """Return the place so many columns further right."""
        return Mark(self.file, self.line, self.column + columns)


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One mistake: place, what was found, what was expected, and what to do about it."""

    mark: Mark
    found: str
    expected: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.mark}: {'; '.join(_readable(part) for part in (self.found, self.expected, self.advice) if part)}"


class ProblemsFound(Exception):
    """All mistakes of one reading, in the order of the files. Its text is one line for each.

    `more` says that the reading stopped before its end, so that others may show once these are mended.
    """

    def __init__(self, problems: Iterable[Problem], *, more: bool = False):
        self.problems = sorted(set(problems))
        self.more = more
        super().__init__("\n".join(str(problem) for problem in self.problems))


def _readable(part: str) -> str:
    """Return an author's words as others can read them: what is invisible is named, what is endless cut short."""
    if not part.isprintable():
        part = "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in part)
    return part if len(part) <= LONGEST_PART else f"{part[: LONGEST_PART - 50]} ... {part[-40:]}"


def did_you_mean(name: str, valid: Iterable[str]) -> str:
    """Return `did you mean 'x'?` for the nearest valid name, or an empty text where none is near."""
    near = get_close_matches(name, [str(v) for v in valid], n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else ""
