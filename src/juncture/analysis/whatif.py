"""What if? Courses without and with a change, two by two: same assumptions, same luck.

Two ways of luck stand side by side.

same luck
    The record reveals luck: how long each act had waited when it happened, or had waited in vain, and what its draws
    gave. Without the change this is history itself; with it, the same luck meets another world (Pearl's third rung).
    It assumes one more thing than the model says: that this is what stays the same (unit clocks, inverse distribution
    functions). Other couplings of the same model can answer otherwise.
fresh luck
    The record is replayed up to the change; from there on both courses have the same new luck. It assumes the model
    alone, and asks another question: what could have come of that moment?

The difference of an outcome is the mean, over pairs of twins (which share assumptions), of y' - y, where y and y' say
whether the course ends so without and with the change; its interval is that of `mean_over_draws`. Necessity is the
share of same-luck courses in which the outcome of history fails when the acts are prevented (Pearl 2009, ch. 9).

References
----------
Pearl, J. (2009). Causality, 2nd edition, chapters 7 and 9.
Oberst, M. & Sontag, D. (2019). Counterfactual off-policy evaluation with Gumbel-max structural causal models. ICML.
Noorbakhsh, K. & Rodriguez, M. (2022). Counterfactual temporal point processes. NeurIPS.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from juncture.analysis.branches import Progress
from juncture.analysis.changes import Change, changed
from juncture.analysis.sides import (
    LIKELIHOOD,
    ODD,
    STUBBORN,
    Gathered,
    Runs,
    Side,
    Steps,
    gather,
    side_of,
    whole_pairs,
)
from juncture.analysis.weights import Weights, share, weigh
from juncture.kernel.run import Plan
from juncture.program.model import Model
from juncture.program.program import Program
from juncture.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The answer.

    Attributes
    ----------
    changes, acts
        As they were written, and the acts that they name; none where two overlays are compared.
    instant
        Of the first change; where overlays are compared, the begin.
    same, fresh
        Same luck is None where two scenarios are compared: luck revealed in one says nothing in the other.
    prevented_only
        Whether all changes prevent something; then `same.fails` is the necessity of what was prevented.
    substitutes
        Acts of which the scenario says that they take the place of a prevented one.
    stubborn
        Recorded events that same-luck courses keep although the model holds them impossible: share of courses, by act.
    by_hand
        Acts done by hand, with the share of fresh courses whose model held them possible then.
    stopped
        Courses that did not run to the end, by sentence; they and their twins are left out.
    """

    changes: tuple[str, ...]
    acts: tuple[str, ...]
    instant: int
    courses: int
    seed: int
    same: Side | None
    fresh: Side
    prevented_only: bool
    substitutes: tuple[str, ...]
    stubborn: dict[str, float]
    by_hand: dict[str, float]
    weights: Weights | None
    stopped: dict[str, int]


def what_if(
    scenario: Scenario,
    model: Model,
    changes: Sequence[Change],
    courses: int = 20_000,
    seed: int = 1,
    *,
    weighed: bool = False,
    threads: int | None = None,
    progress: Progress | None = None,
) -> WhatIf:
    """Answer a what-if about one scenario, with the luck of history and with fresh luck."""
    courses += courses % 2
    ready = changed(scenario, model, changes)
    program = ready.program
    until = ready.instant - 1 if ready.instant > 0 else None
    history = Runs(program, Plan(model.record_until))
    branch, new = Plan(until), Plan(until, ready.interventions)
    named = [change.name for change in changes if change.kind != "set"]
    done = {change.name for change in changes if change.kind == "do"}
    acts, left_out = [act.name for act in model.acts], [*named, *_duties(model, scenario)]
    same, fresh = (Gathered(acts, list(scenario.form.outcomes), left_out) for _ in range(2))
    steps = Steps(progress, 2 * courses)
    gather(same, history, Runs(program, new, True), courses, seed, threads, ready.instant, steps)
    gather(fresh, Runs(program, branch), Runs(program, new), courses, seed, threads, ready.instant, steps)
    columns, fresh_columns = same.whole(), fresh.whole()
    whole, fresh_whole = whole_pairs(columns), whole_pairs(fresh_columns)
    weights, each = weigh(columns[LIKELIHOOD], columns[STUBBORN]) if weighed else (None, None)
    # Fresh courses replay the record up to the change only; what the whole of it says of their assumptions is the same.
    w, fresh_w = (None if each is None else each[rows] for rows in (whole, fresh_whole))
    odd, fresh_odd = columns[ODD][whole], fresh_columns[ODD][fresh_whole]
    stubborn = {
        same.acts[i]: share(odd[:, i], w) for i in np.flatnonzero(odd.any(axis=0)).tolist() if same.acts[i] not in named
    }
    by_hand = {name: 1 - share(fresh_odd[:, same.acts.index(name)], fresh_w) for name in done}
    return WhatIf(
        changes=tuple(change.text for change in changes),
        acts=tuple(named),
        instant=ready.instant,
        courses=courses,
        seed=seed,
        same=side_of(scenario, same, [column[whole] for column in columns], w),
        fresh=side_of(scenario, fresh, [column[fresh_whole] for column in fresh_columns], fresh_w),
        prevented_only=all(change.kind == "prevent" for change in changes),
        substitutes=_substitutes(scenario, [change.name for change in changes if change.kind in ("prevent", "delay")]),
        stubborn=stubborn,
        by_hand=by_hand,
        weights=weights,
        stopped=same.stopped | fresh.stopped,
    )


def compare(
    one: tuple[Scenario, Program],
    other: tuple[Scenario, Program],
    courses: int = 20_000,
    seed: int = 1,
    *,
    threads: int | None = None,
    progress: Progress | None = None,
) -> WhatIf:
    """Compare two scenarios from their begin: fresh luck, the same for what bears the same name in both."""
    courses += courses % 2
    acts = list(dict.fromkeys(act.name for _, program in (one, other) for act in program.model.acts))
    outcomes = list(dict.fromkeys(name for _, program in (one, other) for name, _ in program.model.outcomes))
    found = Gathered(acts, outcomes, [name for each, program in (one, other) for name in _duties(program.model, each)])
    steps = Steps(progress, courses)
    gather(found, Runs(one[1], Plan()), Runs(other[1], Plan()), courses, seed, threads, 0, steps)
    columns = found.whole()
    ran = whole_pairs(columns)
    return WhatIf(
        changes=(),
        acts=(),
        instant=0,
        courses=courses,
        seed=seed,
        same=None,
        fresh=side_of(other[0], found, [column[ran] for column in columns], None, one[0]),
        prevented_only=False,
        substitutes=(),
        stubborn={},
        by_hand={},
        weights=None,
        stopped=found.stopped,
    )


def _duties(model: Model, scenario: Scenario) -> list[str]:
    """Events 'rule broken': nobody does them, so they answer nothing."""
    return [act.name for act in model.acts if act.name in scenario.form.rules]


def _substitutes(scenario: Scenario, prevented: Sequence[str]) -> tuple[str, ...]:
    acts = scenario.form.acts.items()
    return tuple(name for name, act in acts if set(act.instead_of) & set(prevented) and name not in prevented)
