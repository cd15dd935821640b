"""What is wrong with an author's text, and where: the public interface of every error.

A `Problem` is one mistake. It always says what was found and what was expected; where a valid name is near,
it says which. Problems are collected, never raised one by one: an author mends a file in one go.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True, slots=True)
class Mark:
    """A place in a file: line and column count from 1, as editors do."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

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
        advice = f"; {self.advice}" if self.advice else ""
        return f"{self.mark}: {self.found}; {self.expected}{advice}"


class ProblemsFound(Exception):
    """All mistakes of one reading, in the order of the files. Its text is one line for each."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def did_you_mean(name: str, valid: Iterable[str]) -> str:
    """Return `did you mean 'x'?` for the nearest valid name, or an empty text where none is near."""
    near = get_close_matches(name, [str(v) for v in valid], n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else ""
