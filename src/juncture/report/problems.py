"""Problems on screen: one paragraph each, the place first, so that editors and people can jump to it."""

from __future__ import annotations

import sys

from juncture.language.problem import ProblemsFound

MOST = 30


def print_problems(found: ProblemsFound) -> None:
    """Print all problems to standard error, as plain text: they are read by people, editors and scripts."""
    problems = found.problems
    for problem in problems[:MOST]:
        print(problem, file=sys.stderr)
    if len(problems) > MOST:
        print(f"... and {len(problems) - MOST} more", file=sys.stderr)
    count = len(problems)
    more = " More may show once mended." if found.more else ""
    print(f"{count} problem{'s' * (count != 1)} found. Nothing was run.{more}", file=sys.stderr)
