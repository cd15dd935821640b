"""What common random numbers are worth: the variance of a what-if's answer with common and with independent luck.

    python benchmarks/luck.py [SCENARIO] [COURSES]

For each question that ships with a scenario, with fresh luck: the same courses are run without and with the change, so
that both share the assumptions and the luck that has the same name. Let y and z be, for one pair of twins, the share of
its courses (0, 1/2 or 1) that end in an outcome without and with the change. Over n pairs the difference has the variance

    common luck         Var(z - y) / n
    independent luck    (Var(y) + Var(z)) / n        two ensembles with different seeds

and their ratio says how many times as many courses independent luck would need for the same interval. It is told for
the outcome whose chance changes most, and for all outcomes together (sums of variances), with a 95 % interval by the
jackknife over 20 groups of pairs.

Reference: Asmussen & Glynn (2007), Stochastic Simulation, section V.6.
"""

from __future__ import annotations

import sys

import numpy as np
from rich.console import Console
from rich.table import Table
from scipy import stats

from juncture.analysis.asking import read_changes
from juncture.analysis.changes import changed
from juncture.analysis.questions import read_question
from juncture.analysis.sides import Gathered, Runs, Steps, gather, whole_pairs
from juncture.kernel.run import Plan
from juncture.program.compile import read_scenario
from juncture.program.model import Model
from juncture.program.program import Floats
from juncture.scenario.beside import QUESTIONS, names_beside
from juncture.scenario.scenario import Scenario

GROUPS = 20


def ends(scenario: Scenario, model: Model, question: str, courses: int) -> tuple[Floats, Floats]:
    """(pairs, outcomes) each: which share of a pair of twins ends so, without and with the change."""
    asked = read_question(question, scenario)
    ready = changed(scenario, model, read_changes(scenario, model, asked.changes, asked.at))
    until = ready.instant - 1 if ready.instant > 0 else None
    found = Gathered([act.name for act in model.acts], list(scenario.form.outcomes), [])
    plans = (Runs(ready.program, Plan(until)), Runs(ready.program, Plan(until, ready.interventions)))
    gather(found, *plans, courses, 1, None, ready.instant, Steps(None, courses))
    columns = found.whole()
    ran = whole_pairs(columns)
    one_hot = np.eye(len(scenario.form.outcomes))
    without, with_it = (one_hot[column[ran]].reshape(-1, 2, len(one_hot)).mean(axis=1) for column in columns[:2])
    return without, with_it


def ratio(y: Floats, z: Floats) -> float:
    """Of the variances with independent and with common luck, summed over outcomes."""
    return float((y.var(axis=0, ddof=1) + z.var(axis=0, ddof=1)).sum() / (z - y).var(axis=0, ddof=1).sum())


def with_interval(y: Floats, z: Floats) -> tuple[float, float]:
    """The ratio and half the width of its 95 % interval."""
    group = np.arange(len(y)) % GROUPS
    whole = ratio(y, z)
    left_out = np.array([ratio(y[group != g], z[group != g]) for g in range(GROUPS)])
    error = np.sqrt((GROUPS - 1) / GROUPS * ((left_out - left_out.mean()) ** 2).sum())
    return whole, float(stats.t.ppf(0.975, GROUPS - 1) * error)


def main(name: str = "petrograd-1917", courses: str = "20000") -> None:
    scenario, model = read_scenario(name)
    table = Table("question", "outcome that changes most", "difference", "ratio", "ratio, all outcomes", box=None)
    for question in names_beside(scenario.folder, QUESTIONS):
        y, z = ends(scenario, model, question, int(courses))
        change = (z - y).mean(axis=0)
        most = int(np.abs(change).argmax())
        of_one, of_all = (with_interval(y[:, part], z[:, part]) for part in (slice(most, most + 1), slice(None)))
        told = (f"{100 * change[most]:+.1f} %", *(f"{value:.1f} ± {half:.2g}" for value, half in (of_one, of_all)))
        table.add_row(question, list(scenario.form.outcomes)[most], *told)
    Console(highlight=False, width=110).print(table)


if __name__ == "__main__":
    main(*sys.argv[1:])
