"""A narrower question: some outcomes against all others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from juncture.language import Mark, Problem, ProblemsFound, did_you_mean
from juncture.language.expression import Expression, Number
from juncture.program.model import Model

#: What several outcomes together are called, and all others.
TOGETHER, ANOTHER = "these", "another"


def asked(model: Model, names: Sequence[str]) -> Model:
    """The model with two outcomes: one of these, or another. Courses stay what they are; only their ends are told so.

    Raises
    ------
    ProblemsFound
        Where a name is no outcome's.
    """
    known = [name for name, _ in model.outcomes]
    problems = [
        Problem(Mark("--of", 1, 1), f"{name!r}", f"expected outcomes: {', '.join(known)}", did_you_mean(name, known))
        for name in names
        if name not in known
    ]
    if problems:
        raise ProblemsFound(problems)
    before: Expression = Number(0.0)  # an outcome of the list that holds already
    one_of_these: Expression = Number(0.0)
    for name, holds in model.outcomes:
        if name in names:
            one_of_these = (one_of_these > 0) | ((holds > 0) & (before <= 0))
        before = (before > 0) | (holds > 0)
    together = names[0] if len(names) == 1 else TOGETHER
    return replace(model, outcomes=((together, one_of_these), (ANOTHER, Number(1.0))))
