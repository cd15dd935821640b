"""The axiom of same luck, on any scenario: with the luck of history and no change, history comes again.

    python -m juncture.analysis.axiom petrograd-1917 --courses 20000 --dates 10

A what-if with the luck of history is worth something only if nothing is different where nothing was changed. For every
course and each of so many dates it is tried that

1. to go on from the date with revealed luck and no change, and
2. to prevent, from the date on, an act that never happened in that course,

both give the log of the replay: the same acts at the same seconds with the same results, as possible and as lawful as
they were, and the same end. The number of courses that differ is 0, or the program is wrong.

Every second date is that of a recorded event, just before it happens, the others are spread evenly over the record.
Acts that happen in no course are prevented all together, which takes one ensemble in place of one for each, and others
one by one; `--one-by-one` prevents each alone. Courses that the program stopped have no history and are left out.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from juncture.analysis.branches import Progress, in_threads, last_date
from juncture.analysis.pairs import WORDS, Log, differences
from juncture.kernel import columns as c
from juncture.kernel.run import BLOCK, Intervention, Plan, run_courses, run_same_luck
from juncture.program.program import Program

if TYPE_CHECKING:
    from juncture.scenario.scenario import Scenario

Which = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tried:
    """What was tried at one date.

    Attributes
    ----------
    unchanged, differ
        How many courses went on without a change, and how many of them were not history again.
    prevented, prevented_differ
        How many acts were prevented, summed over courses, and how often something came out different.
    example
        The first that was not, in words; empty if there is none.
    """

    instant: int
    unchanged: int = 0
    differ: int = 0
    prevented: int = 0
    prevented_differ: int = 0
    example: str = ""

    def plus(self, other: Tried) -> Tried:
        """The same date, of other courses too."""
        return Tried(
            self.instant,
            self.unchanged + other.unchanged,
            self.differ + other.differ,
            self.prevented + other.prevented,
            self.prevented_differ + other.prevented_differ,
            self.example or other.example,
        )


@dataclass(frozen=True, slots=True)
class Axiom:
    """What was tried at all dates; `stopped` counts courses without a history."""

    dates: tuple[Tried, ...]
    courses: int
    seed: int
    stopped: int

    @property
    def holds(self) -> bool:
        """Whether nothing was different."""
        return not any(tried.differ or tried.prevented_differ for tried in self.dates)


def axiom(
    program: Program,
    courses: int,
    dates: int,
    seed: int = 1,
    *,
    one_by_one: bool = False,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Axiom:
    """Try the axiom on so many courses at so many dates."""
    instants = dates_of(program, dates)
    tried, stopped, done = [Tried(instant) for instant in instants], 0, 0

    def block(first: int) -> tuple[list[Tried], int, int]:
        histories = _Histories(program, seed, first, min(BLOCK, courses - first), one_by_one)
        return [histories.tried(instant) for instant in instants], int((~histories.ran).sum()), histories.count

    for found, odd, count in in_threads(block, range(0, courses, BLOCK), threads):
        tried = [one.plus(other) for one, other in zip(tried, found, strict=True)]
        stopped, done = stopped + odd, done + count
        if progress:
            progress(done, courses)
    return Axiom(tuple(tried), courses, seed, stopped)


def dates_of(program: Program, dates: int) -> list[int]:
    """So many instants, evenly over the record, every second one moved to the recorded event that comes next."""
    last = last_date(program.model)
    instants = np.linspace(0, last, dates).astype(int).tolist()
    recorded = sorted(entry.instant for entry in program.model.record if entry.instant <= last)
    for i in range(1, dates, 2):
        instants[i] = next((instant for instant in recorded if instant >= instants[i]), instants[i])
    return sorted(set(instants))


class _Histories:
    """Some courses of the replay, and what is tried on them."""

    def __init__(self, program: Program, seed: int, first: int, count: int, one_by_one: bool):
        self.program, self.seed, self.first, self.count = program, seed, first, count
        self.names = [act.name for act in program.model.acts]
        self.batch = run_courses(program, seed, first, count, Plan(program.model.record_until))
        self.log = Log.of(program, self.batch, self.names)
        self.ran: Which = self.batch.summary[:, c.STATUS] == c.RAN
        self.happened = np.zeros((count, len(self.names)), bool)
        self.happened[self.log.course, self.log.act] = True
        in_some = self.happened.any(axis=0)
        alone = ~self.happened.all(axis=0) if one_by_one else in_some & ~self.happened.all(axis=0)
        together = np.flatnonzero(~in_some & ~alone).tolist()
        self.groups = [*([together] if together else []), *([act] for act in np.flatnonzero(alone).tolist())]

    def tried(self, instant: int) -> Tried:
        """Try all at one date."""
        differ, example = self._differ(instant, [], self.ran)
        found = Tried(instant, int(self.ran.sum()), differ, example=example)
        for acts in self.groups:
            concerned = self.ran & ~self.happened[:, acts].any(axis=1)
            differ, example = self._differ(instant, acts, concerned)
            found = found.plus(Tried(instant, 0, 0, len(acts) * int(concerned.sum()), differ, example))
        return found

    def _differ(self, instant: int, prevented: list[int], concerned: Which) -> tuple[int, str]:
        """How many of the courses concerned are not history again, and the first of them in words."""
        changes = tuple(Intervention(instant, c.PREVENT, act) for act in prevented)
        plan = Plan(instant - 1 if instant > 0 else None, changes)
        again = run_same_luck(self.program, self.seed, self.first, self.count, plan)
        found = differences(self.log, Log.of(self.program, again, self.names), len(self.names), self.count)
        same = (found.act < 0) & (self.batch.summary[:, :2] == again.summary[:, :2]).all(axis=1)
        # Where the acts, instants and results are the same, the rows stand side by side: were they as lawful?
        one, other = (batch.whole[same[batch.whole[:, 0] - self.first]] for batch in (self.batch, again))
        same[one[(one != other).any(axis=1), 0] - self.first] = False
        differ = np.flatnonzero(concerned & ~same)
        if not len(differ):
            return 0, ""
        course, act = int(differ[0]), int(found.act[differ[0]])
        without = f" without {', '.join(self.names[number] for number in prevented)}" if prevented else ""
        what = (
            f"{self.names[act]} {WORDS[int(found.kind[course])]}"
            if act >= 0
            else "another end, or an event less lawful"
        )
        return len(differ), f"course {self.first + course}{without}: {what}"


def main(
    scenario: str,
    *,
    courses: int = 2000,
    dates: int = 10,
    seed: int = 1,
    one_by_one: bool = False,
    threads: int | None = None,
) -> int:
    """Try on a scenario that going on with the luck of history and no change gives history again, to the second.

    Parameters
    ----------
    scenario
        A folder of YAML files, or a shipped scenario such as petrograd-1917.
    courses, dates
        How many; each course is tried at each date.
    seed
        Same seed, same courses.
    one_by_one
        Prevent each act alone that never happened: slow.
    threads
        All cores if not given.
    """
    from rich.console import Console
    from rich.progress import Progress as Bar

    from juncture.language import ProblemsFound
    from juncture.program.compile import read_scenario
    from juncture.program.lower import lower

    if min(courses, dates) < 1:
        print("expected at least one course and one date", file=sys.stderr)
        return 2
    try:
        loaded, model = read_scenario(scenario)
    except ProblemsFound as found:
        print(found, file=sys.stderr)
        return 2
    watched = Console(stderr=True)
    with Bar(console=watched, transient=True, disable=not watched.is_terminal) as bar:
        task = bar.add_task("going on with the luck of history", total=courses)
        tried = axiom(
            lower(model),
            courses,
            dates,
            seed,
            one_by_one=one_by_one,
            threads=threads,
            progress=lambda done, _: bar.update(task, completed=done),
        )
    _show(tried, loaded)
    return 0 if tried.holds else 1


def _show(found: Axiom, scenario: Scenario) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(
        "just before",
        "no change",
        "differ",
        "acts that never\nhappened prevented",
        "differ",
        box=None,
        padding=(0, 2, 0, 0),
    )
    for column in table.columns[1:]:
        column.justify = "right"
    for one in found.dates:
        counts = (one.unchanged, one.differ, one.prevented, one.prevented_differ)
        table.add_row(scenario.shown(one.instant), *(f"{count:,}" for count in counts))
    console = Console(highlight=False)
    console.print(f"{scenario.form.title}: {found.courses:,} courses, seed {found.seed}, with the luck of history\n")
    console.print(table)
    for example in (one.example for one in found.dates if one.example):
        console.print(example, style="red", markup=False)
    if found.stopped:
        console.print(f"{found.stopped:,} courses were stopped and have no history: left out.")
    console.print("\nHistory comes again." if found.holds else "\nHistory does not come again.", style="bold")


if __name__ == "__main__":
    import cyclopts

    sys.exit(cyclopts.run(main, result_action="return_value"))
