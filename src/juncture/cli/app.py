"""Which commands there are, and what is printed when something goes wrong.

Exit codes: 0 done; 1 a check or replay found something wrong with the scenario's claims; 2 the input cannot be used
(every mistake is printed); 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from cyclopts import App

from juncture import __version__

#: Command, where it stands, what it does; in the order in which a newcomer needs them.
COMMANDS = (
    ("run", "What the sources say, the record replayed, courses simulated, a report: all at once."),
    ("check", "Check a scenario: form, names, dates, numbers and, with --sources, its digests."),
    ("coverage", "Match each claim of the sources with the element of the model that carries it."),
    ("replay", "Replay the record: was each event possible, lawful, how surprising?"),
    ("simulate", "Simulate courses: how could it have ended? --out saves them as one Parquet file."),
    ("openness", "When was the outcome still open, what turned it, and what nearly happened?"),
    ("whatif", "Prevent, do, set or delay something: what changes, with the luck of history and with fresh luck?"),
    (
        "test-claims",
        "Cut the cause that a source claims: does the effect go with it? Every hypothesis, with common luck.",
    ),
    ("export", "Write tables (CSV, Parquet) and figures (SVG, PDF) for Excel, R and papers."),
    ("course", "Tell any one course as a dated chronicle."),
    ("show", "Show what a scenario holds: acts, numbers and their sources, slots, the compiled program."),
    ("schema", "Print the JSON Schema of the scenario language, for editors."),
    ("new", "Begin a scenario of your own from a template that works."),
    ("warm", "Compile the kernel now, once for this machine (about 20 seconds)."),
)

EXIT_FOUND, EXIT_INPUT, EXIT_STOPPED = 1, 2, 130

app = App(
    name="juncture",
    version=__version__,
    help="Juncture: a political crisis as cited data, replayed, simulated, and asked when its outcome was open.\n\n"
    "Begin with: juncture run petrograd-1917",
)
for _name, _help in COMMANDS:
    _place = _name.replace("-", "_")
    app.command(
        f"juncture.cli.{_place}:{_place}", name=_name, help=_help, sort_key=[n for n, _ in COMMANDS].index(_name)
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit with its code."""
    try:
        code = app(arguments, result_action="return_value")
    except KeyboardInterrupt:
        print("\nStopped. Nothing was left half-written.", file=sys.stderr)
        sys.exit(EXIT_STOPPED)
    except BrokenPipeError:
        # The reader of a pipe has seen enough: `juncture show ... | head`.
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        from juncture.courses.errors import CourseFileError
        from juncture.language.problem import ProblemsFound

        if isinstance(error, CourseFileError):
            print(error, file=sys.stderr)
            sys.exit(EXIT_INPUT)
        if not isinstance(error, ProblemsFound):
            raise
        from juncture.report.problems import print_problems

        print_problems(error.problems)
        sys.exit(EXIT_INPUT)
    sys.exit(code if isinstance(code, int) else 0)
