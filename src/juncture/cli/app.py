"""Which commands there are, and what is printed when something goes wrong.

Exit codes: 0 done; 1 a check or replay found something wrong with the scenario's claims; 2 the input cannot be used
(every mistake is printed); 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from juncture import __version__

if TYPE_CHECKING:
    from cyclopts import App, CycloptsError

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
    ("ledger", "Which of the stated numbers move the outcomes, by how much, and which way?"),
    ("power", "What power has each faction in each body, with its seats and those in the hall?"),
    ("export", "Write tables (CSV, Parquet) and figures (SVG, PDF) for Excel, R and papers."),
    ("course", "Tell any one course as a story."),
    ("play", "Play one side: its acts by hand, all others by their clocks; then beside history."),
    ("show", "Show what a scenario holds: acts, numbers and their sources, slots, the compiled program."),
    ("schema", "Print the JSON Schema of the scenario language, for editors."),
    ("new", "Begin a scenario of your own from a template that works."),
    ("warm", "Compile the kernel now, once for this machine (about 20 seconds)."),
)

EXIT_FOUND, EXIT_INPUT, EXIT_STOPPED = 1, 2, 130

ABOUT = (
    "Juncture: a political crisis as cited data, replayed, simulated, and asked when its outcome was open.",
    "Begin with: juncture run petrograd-1917",
)


def overview(width: int) -> str:
    """All commands, for somebody who does not know them yet.

    It is written here, and not by the library that reads the options: to load that takes twice as long as to look
    at this page should.
    """
    wrap = partial(textwrap.wrap, width=min(width, 100) - 1)
    column = 2 + max(len(name) for name, _ in COMMANDS) + 2
    lines = ["Usage: juncture COMMAND", "", *wrap(ABOUT[0]), "", ABOUT[1], "", "Commands:"]
    for name, does in COMMANDS:
        lines += wrap(does, initial_indent=f"  {name}".ljust(column), subsequent_indent=" " * column)
    return "\n".join([*lines, "", "Of one command: juncture COMMAND --help. Of this program: juncture --version."])


def _mistake(error: CycloptsError) -> str:
    """Tell a mistake on the command line as those in files are told: what was found, what is expected, what to do."""
    said = " ".join(str(error).split()).replace(" parameter --scenario requires an argument", ": SCENARIO is missing")
    said = said.replace("unable to convert", "found").replace(" into int.", ", expected a whole number such as 10000.")
    said = said.replace(" into float.", ", expected a number such as 0.5.").replace("Unused Tokens", "Not understood")
    command = " ".join(error.command_chain or ())
    return f"{said} All options: juncture {f'{command} ' if command else ''}--help"


def _commands() -> App:
    from cyclopts import App

    about = "\n\n".join(ABOUT)
    app = App(name="juncture", version=__version__, help=about, help_format="plaintext", error_formatter=_mistake)
    for name, does in COMMANDS:
        place = name.replace("-", "_")
        app.command(f"juncture.cli.{place}:{place}", name=name, help=does)
    return app


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit with its code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if given in ([], ["--help"], ["-h"]):
            print(overview(shutil.get_terminal_size().columns))
            sys.exit(0)
        code = _commands()(given, result_action="return_value")
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

        print_problems(error)
        sys.exit(EXIT_INPUT)
    sys.exit(code if isinstance(code, int) else 0)
