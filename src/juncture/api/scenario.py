"""A scenario from Python: each question of the command line is a method, and gives the same finding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from juncture.api.answer import Answer
from juncture.program.compile import read_scenario
from juncture.program.model import Model
from juncture.scenario.scenario import Scenario as Loaded

if TYPE_CHECKING:
    from juncture.analysis.hypotheses import Hypotheses
    from juncture.analysis.ledger import Ledger
    from juncture.analysis.outcomes import Outcomes
    from juncture.analysis.questions import Judged
    from juncture.analysis.replay import Replayed
    from juncture.analysis.whatif import WhatIf
    from juncture.api.checked import Checked
    from juncture.courses.ensemble import Ensemble
    from juncture.program.program import Program
    from juncture.report.openness import Found


class Simulated(Answer["Outcomes"]):
    """How courses ended; `ensemble` holds the courses themselves."""

    def __init__(self, finding: Outcomes, loaded: Loaded, ensemble: Ensemble):
        from juncture.report import tables
        from juncture.report.ended import print_outcomes

        made = {
            "outcomes": lambda: (tables.OUTCOMES, tables.outcomes(finding, None)),
            "courses": lambda: (tables.COURSES, tables.courses(ensemble)),
            "events": lambda: (tables.EVENTS, tables.events(loaded, ensemble)),
        }
        super().__init__(finding, made, lambda: print_outcomes(loaded, finding))
        self.ensemble = ensemble

    def save(self, path: str | Path) -> None:
        """Save all courses as one sealed Parquet file, as `simulate --out` does."""
        from juncture.courses.files import check_place
        from juncture.courses.save import save

        check_place(Path(path))
        save(self.ensemble, Path(path))


class Asked(Answer["WhatIf"]):
    """What a change makes of it; `expected` holds what a file expected, each with its verdict."""

    def __init__(self, finding: WhatIf, loaded: Loaded, expected: Sequence[Judged]):
        from juncture.report import answers
        from juncture.report.whatif import print_what_if

        made = {"outcomes and acts": lambda: (answers.WHAT_IF, answers.what_if(finding))}
        super().__init__(finding, made, lambda: print_what_if(loaded, finding, expected))
        self.expected = tuple(expected)


class Scenario:
    """A scenario that was read and can be asked.

    Attributes
    ----------
    loaded
        What its author wrote, with the place of everything: `loaded.form.acts`, `loaded.shown(instant)`.
    model
        The same as expressions.
    """

    def __init__(self, loaded: Loaded, model: Model):
        self.loaded, self.model = loaded, model

    @classmethod
    def load(cls, name: str | Path, overlays: Sequence[str | Path] = ()) -> Scenario:
        """Read a scenario: a folder, or the name of one that is shipped, such as `petrograd-1917`.

        Raises
        ------
        ProblemsFound
            With every mistake in its files, each with its place.
        """
        return cls(*read_scenario(name, overlays))

    @property
    def id(self) -> str:
        """Its own short name."""
        return self.loaded.id

    @property
    def title(self) -> str:
        """What it is about."""
        return self.loaded.form.title

    @property
    def digest(self) -> str:
        """Sixteen hexadecimal digits of all that it says; cite them."""
        return self.loaded.digest

    @cached_property
    def program(self) -> Program:
        """The compiled scenario."""
        from juncture.program.lower import lower

        return lower(self.model)

    def check(self, sources: str | Path | None = None) -> Answer[Checked]:
        """Ask whether it is sound, and where its numbers come from; with `sources`, against the texts in that folder."""
        from juncture.api.checked import checked
        from juncture.report import answers, tables
        from juncture.report.checked import print_check

        found = checked(self.loaded, self.model, None if sources is None else Path(sources))
        made = {
            "numbers": lambda: (answers.NUMBERS, answers.numbers(found.numbers)),
            "claims": lambda: (tables.CLAIMS, tables.claims(self.loaded, found.documents)),
        }
        said = (found.numbers, found.documents, found.spans, found.said)
        return Answer(found, made, lambda: print_check(self.loaded, self.model, *said))

    def replay(self, courses: int = 1000, seed: int = 1) -> Answer[Replayed]:
        """Ask whether the record replays: was each event possible, lawful, how surprising?"""
        from juncture.analysis.replay import replay
        from juncture.report import tables
        from juncture.report.replayed import print_replay

        found = replay(self.loaded, self.program, courses, seed)
        made = {"replay": lambda: (tables.REPLAY, tables.replay(self.loaded, found))}
        return Answer(found, made, lambda: print_replay(self.loaded, found))

    def simulate(self, courses: int = 20_000, seed: int = 1, threads: int | None = None) -> Simulated:
        """Ask how it could have ended: courses with fresh luck."""
        from juncture.analysis.outcomes import outcomes
        from juncture.courses.ensemble import simulate

        ensemble = simulate(self.loaded, self.program, courses, seed, threads=threads)
        return Simulated(outcomes(self.loaded, ensemble), self.loaded, ensemble)

    def whatif(
        self,
        *changes: str,
        file: str | Path | None = None,
        at: str | None = None,
        courses: int = 20_000,
        seed: int = 1,
        weigh: bool = False,
        threads: int | None = None,
    ) -> Asked:
        """Ask what if: `prevent ACT`, `do ACT with result NAME=NUMBER`, `set SLOT = NUMBER`, `delay ACT by 3 days`.

        `at` is the date of the changes; for recorded acts, if not given, just before they happened. Instead of changes,
        `file` names a YAML file with a question and what is expected, or one that ships with the scenario.
        """
        from juncture.analysis.asking import Written, divided, read_changes
        from juncture.analysis.questions import judged, read_question
        from juncture.analysis.whatif import what_if
        from juncture.language import Mark, Problem, ProblemsFound

        if bool(changes) == (file is not None):
            found = "both changes and a file" if changes else "no change"
            raise ProblemsFound(
                [Problem(Mark.typed("whatif"), found, "expected changes such as 'prevent ACT', or a file")]
            )
        question = read_question(file, self.loaded) if file is not None else None
        date = Written(at, Mark.typed("at")) if at else question.at if question else None
        read = read_changes(self.loaded, self.model, question.changes if question else divided(changes), date)
        answer = what_if(self.loaded, self.model, read, courses, seed, weighed=weigh, threads=threads)
        expected = question.form.expected if question else ()
        return Asked(answer, self.loaded, [judged(self.loaded, one, answer) for one in expected])

    def openness(
        self,
        courses: int = 1000,
        seed: int = 1,
        dates: int = 100,
        *,
        since: str | None = None,
        until: str | None = None,
        of: Sequence[str] = (),
        above: float = 0.5,
        turns: bool = True,
        near_misses: bool = True,
        threads: int | None = None,
    ) -> Answer[Found]:
        """Ask when the outcome was still open, what turned it, and what nearly happened; `courses` are those of each date.

        With `since` and `until`, only of the record from one date to another; days with their beginning and their end.
        With `of`, only whether it ends in one of these outcomes or in another.
        """
        from juncture.analysis.asked import asked
        from juncture.analysis.stretch import read_stretch
        from juncture.api.opened import opened
        from juncture.program.lower import lower
        from juncture.report import answers
        from juncture.report.openness import print_openness

        program = lower(asked(self.model, of)) if of else self.program
        stretch = read_stretch(self.loaded, since, until, ("since", "until"))
        found = opened(
            program,
            courses,
            seed,
            dates,
            above,
            turns=turns,
            near_misses=near_misses,
            stretch=stretch,
            threads=threads,
        )
        made = {"openness": lambda: (answers.OPENNESS, answers.openness(self.loaded, found.openness))}
        if told := found.turns:
            made["turns"] = lambda: (answers.TURNS, answers.turns(self.loaded, told))
        return Answer(found, made, lambda: print_openness(self.loaded, found))

    def test_claims(
        self,
        only: Iterable[str] = (),
        courses: int = 4000,
        seed: int = 1,
        *,
        chance: float = 0.05,
        spread: float = 0.2,
        threads: int | None = None,
    ) -> Answer[Hypotheses]:
        """Ask whether the causal claims of the sources are borne out: each claimed cause cut, its effect compared.

        `chance` and `spread` are the smallest sizes that matter: of a chance, and of days and values in standard
        deviations between courses.
        """
        from juncture.analysis.hypotheses import hypotheses
        from juncture.analysis.sizes import Matters
        from juncture.report import answers
        from juncture.report.hypotheses import print_hypotheses

        found = hypotheses(
            self.loaded, self.model, courses, seed, only=only, matters=Matters(chance, spread), threads=threads
        )
        made = {"hypotheses": lambda: (answers.HYPOTHESES, answers.hypotheses(found))}
        return Answer(found, made, lambda: print_hypotheses(self.loaded, found))

    def ledger(self, courses: int = 20_000, seed: int = 1, threads: int | None = None) -> Answer[Ledger]:
        """Ask which of the stated numbers move the outcomes, by how much, and which way.

        Raises
        ------
        ValueError
            Where fewer than 100 pairs of twins ran to their end.
        """
        from juncture.analysis.ledger import ledger
        from juncture.courses.ensemble import simulate
        from juncture.report import answers
        from juncture.report.ledger import print_ledger

        found = ledger(self.model, simulate(self.loaded, self.program, courses, seed, threads, keep_events=False))
        made = {"numbers": lambda: (answers.LEDGER, answers.ledger(found))}
        return Answer(found, made, lambda: print_ledger(self.loaded, self.model, found))

    def __repr__(self) -> str:
        form = self.loaded.form
        counts = (
            (len(form.acts), "acts"),
            (len(form.record), "recorded events"),
            (len(form.outcomes), "outcomes"),
            (len(form.hypotheses), "hypotheses"),
        )
        holds = ", ".join(f"{count} {what}" for count, what in counts)
        return f"{self.title} ({self.id}, digest {self.digest}): {form.begin} to {form.end}, {holds}"

    def _repr_html_(self) -> str:
        return f"<p><b>{escape(self.title)}</b><br>{escape(repr(self).removeprefix(self.title).strip(' ()'))}</p>"
