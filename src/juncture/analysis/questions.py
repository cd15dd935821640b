"""Questions in files: a what-if with the sign that a scholar expects, written down before the answer is known.

    scenario: petrograd-1917
    question: What if Sovnarkom had set no quorum for the Assembly?
    at: 1917-11-20                      # may be left out for acts that the record has
    changes: [prevent quorum_decree]
    expected:
      - {of: november_opening, sign: more, because: the decree answered the plan to open on 28 November}

`of` names an outcome or an act. `sign` is `more`, `less` or `same`, which means: by no more than five in a hundred.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from juncture.analysis.asking import Written, read_changes
from juncture.analysis.changes import Change
from juncture.analysis.sides import Side
from juncture.analysis.whatif import WhatIf
from juncture.language import Mark, Problem, ProblemsFound, did_you_mean
from juncture.program.model import Model
from juncture.scenario.beside import QUESTIONS, files_beside, names_beside
from juncture.scenario.scalars import ScalarNode
from juncture.scenario.scenario import Scenario
from juncture.scenario.schema import DateText, Form, Text
from juncture.scenario.tree import MappingNode, follow, read_tree
from juncture.scenario.validation import validate

#: A difference of less than this counts as 'the same'.
SAME = 0.05

Verdict = Literal["as expected", "the other way", "no difference", "more", "less", "not clear"]


class Expected(Form):
    """What a scholar expects of one outcome or act."""

    of: str = Field(description="an outcome or an act")
    sign: Literal["more", "less", "same"]
    because: Text = ""


class QuestionForm(Form):
    """A question as written."""

    scenario: str = Field("", description="the scenario's id")
    question: Text
    at: DateText = Field("", description="the date of the changes, where the record does not say it")
    changes: tuple[str, ...] = Field(min_length=1, description="changes, such as 'prevent ACT'")
    expected: tuple[Expected, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question, each part with its place in the file."""

    form: QuestionForm
    at: Written | None
    changes: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that ships with a scenario, ready to be put to it."""

    name: str
    question: QuestionForm
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """An expectation beside what the model says, for each way of luck."""

    of: str
    title: str
    sign: str
    because: str
    same: Verdict
    fresh: Verdict


def read_question(file: str | Path, scenario: Scenario) -> Question:
    """Read a file with a question about a scenario, or the one of this name that ships with it.

    Raises
    ------
    ProblemsFound
        With everything wrong in the file's form and names; the changes are read by `read_changes`.
    """
    (path,) = files_beside(scenario.folder, QUESTIONS, [file])
    tree = read_tree(path.read_bytes(), str(path))
    form = validate(QuestionForm, tree)
    problems = list(_wrong_names(form, tree, scenario))
    if problems:
        raise ProblemsFound(problems)
    changes = tuple(Written(" ".join(text.split()), _node(tree, "changes", i)) for i, text in enumerate(form.changes))
    return Question(form, Written(form.at, _node(tree, "at")) if form.at else None, changes)


def shipped_questions(scenario: Scenario, model: Model, *, those_that_fit: bool = False) -> tuple[Asked, ...]:
    """Read all questions that ship with a scenario.

    Parameters
    ----------
    those_that_fit
        Leave out those that cannot be asked: an overlay may have taken away what they are about.

    Raises
    ------
    ProblemsFound
        With the mistakes of all of them, unless they are left out.
    """
    asked: list[Asked] = []
    problems: list[Problem] = []
    for name in names_beside(scenario.folder, QUESTIONS):
        try:
            question = read_question(name, scenario)
            changes = read_changes(scenario, model, question.changes, question.at)
            asked.append(Asked(name, question.form, changes))
        except ProblemsFound as found:
            problems += found.problems
    if problems and not those_that_fit:
        raise ProblemsFound(problems)
    return tuple(asked)


def _wrong_names(form: QuestionForm, tree: MappingNode, scenario: Scenario) -> Iterator[Problem]:
    if form.scenario not in ("", scenario.id):
        mark = _mark(_node(tree, "scenario"))
        yield Problem(mark, f"a question about '{form.scenario}'", f"expected one about '{scenario.id}'")
        return
    valid = [*scenario.form.outcomes, *scenario.form.acts]
    for i, expected in enumerate(form.expected):
        if expected.of not in valid:
            found = f"expected#{i + 1}.of: unknown name '{expected.of}'"
            mark, advice = _mark(_node(tree, "expected", i, "of")), did_you_mean(expected.of, valid)
            yield Problem(mark, found, "expected the name of an outcome or of an act", advice)


def _node(tree: MappingNode, *path: str | int) -> Mark | ScalarNode:
    *_, (_, _, node) = follow(tree, path)
    return node if isinstance(node, ScalarNode) else node.mark


def _mark(place: Mark | ScalarNode) -> Mark:
    return place if isinstance(place, Mark) else place.mark


def judged(scenario: Scenario, expected: Expected, found: WhatIf) -> Judged:
    """Hold an expectation against what was found."""
    things = scenario.form.outcomes if expected.of in scenario.form.outcomes else scenario.form.acts
    title, same = things[expected.of].title, found.same or found.fresh
    return Judged(
        expected.of, title, expected.sign, expected.because, verdict(expected, same), verdict(expected, found.fresh)
    )


def verdict(expected: Expected, side: Side) -> Verdict:
    """Whether the interval of the difference lies where it was expected."""
    compared = next(one for one in (*side.outcomes, *side.acts) if one.name == expected.of)
    found = compared.difference
    if expected.sign == "same":
        if found.low > -SAME and found.high < SAME:
            return "as expected"
        return "more" if found.low > 0 else "less" if found.high < 0 else "not clear"
    low, high = (found.low, found.high) if expected.sign == "more" else (-found.high, -found.low)
    return "as expected" if low > 0 else "the other way" if high < 0 else "no difference"
