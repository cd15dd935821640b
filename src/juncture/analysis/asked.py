"""A narrower question: some outcomes against all others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from juncture.language import Mark, Problem, ProblemsFound, did_you_mean
from juncture.language.expression import Expression, Number
from juncture.program.model import Model

#: What several outcomes together are called, and all others.
TOGETHER, ANOTHER = "these", "another"


def check_names(option: str, names: Iterable[str], valid: Collection[str], expected: str) -> None:
    """Check names that were given with an option.

    Raises
    ------
    ProblemsFound
        With each that is not valid, and the nearest that is.
    """
    problems = [
        Problem(Mark.typed(option), f"unknown name '{name}'", expected, did_you_mean(name, valid))
        for name in names
        if name not in valid
    ]
    if problems:
        raise ProblemsFound(problems)


def asked(model: Model, names: Sequence[str]) -> Model:
    """The model with two outcomes: one of these, or another. Courses stay what they are; only their ends are told so.

    Raises
    ------
    ProblemsFound
        Where a name is no outcome's.
    """
    known = [name for name, _ in model.outcomes]
    check_names("--of", names, known, f"expected outcomes: {', '.join(known)}")
    before: Expression = Number(0.0)  # an outcome of the list that holds already
    one_of_these: Expression = Number(0.0)
    for name, holds in model.outcomes:
        if name in names:
            one_of_these = (one_of_these > 0) | ((holds > 0) & (before <= 0))
        before = (before > 0) | (holds > 0)
    together = names[0] if len(names) == 1 else TOGETHER
    return replace(model, outcomes=((together, one_of_these), (ANOTHER, Number(1.0))))
