"""How the gauges moved: over simulated courses as quantiles by date, and along the record, replayed.

Courses are those of the ensemble: fresh luck from the begin, twins with the same assumptions. The replayed path is what
the record did to a gauge, the median over replays; replays differ by their assumptions and by what the record is silent
on. Where the path leaves the band from 5 to 95 %, the model holds what the record did to this gauge unusual.

Of many gauges those are followed on which most acts hang: acts whose guard, speed or event reads or changes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from juncture.analysis.branches import Progress, last_date
from juncture.analysis.paths import expressions_of
from juncture.analysis.snapshots import Snapshots
from juncture.kernel.run import Plan
from juncture.language.expression import Slot, slots_of
from juncture.program.model import Model, TracedAct
from juncture.program.program import Floats
from juncture.scenario.scenario import Scenario

#: Gauges that are followed; evenly spread dates at which they are read, besides just after each recorded event; quantiles.
MOST, DATES = 8, 60
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True, slots=True, eq=False)
class GaugeFollowed:
    """One gauge by date.

    Attributes
    ----------
    acts
        Acts that read or change it.
    courses : (dates, quantiles) float64
        Quantiles 5, 25, 50, 75 and 95 % over courses.
    replayed : (dates,) float64
        Median over replays.
    outside
        Share of the evenly spread dates at which the replayed path lies outside 5 to 95 % of the courses.
    """

    name: str
    acts: int
    courses: Floats
    replayed: Floats
    outside: float


@dataclass(frozen=True, slots=True)
class Gauges:
    """Gauges followed from the begin to the last date of the record; `of` is how many the scenario has."""

    instants: tuple[int, ...]
    followed: tuple[GaugeFollowed, ...]
    of: int
    courses: int
    replays: int
    seed: int


def gauges(
    scenario: Scenario,
    model: Model,
    courses: int = 1000,
    replays: int = 400,
    seed: int = 1,
    *,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Gauges | None:
    """Follow up to eight gauges of a scenario; None where it has none that an act reads or changes."""
    touched = [set(_touched(act)) for act in model.acts]
    hang = {name: sum(Slot(name) in slots for slots in touched) for name in scenario.form.gauges}
    foremost = sorted(hang, key=lambda name: -hang[name])[:MOST]
    chosen = [name for name in scenario.form.gauges if name in foremost and hang[name]]
    if not chosen:
        return None
    last = last_date(model)
    evenly = {int(instant) for instant in np.linspace(0, last, DATES)}
    after = {entry.instant + 1 for entry in model.record if entry.instant < last}
    instants = tuple(sorted(evenly | after))
    slots = [Slot(name) for name in chosen]
    wanted = dict.fromkeys(instants, slots)
    watched = Snapshots(model, wanted)
    free = watched.read(courses, seed, Plan(), threads=threads, progress=progress)
    record = watched.read(replays, seed, Plan(model.record_until), threads=threads)
    if not (len(free[last]) and len(record[last])):
        return None  # no course ran to its end
    fans = np.array([np.quantile(free[instant], QUANTILES, axis=0) for instant in instants])
    paths = np.array([np.median(record[instant], axis=0) for instant in instants])
    beyond = ((paths < fans[:, 0] - 1e-9) | (paths > fans[:, -1] + 1e-9))[np.isin(instants, list(evenly))]
    followed = tuple(
        GaugeFollowed(name, hang[name], fans[:, :, i], paths[:, i], float(beyond[:, i].mean()))
        for i, name in enumerate(chosen)
    )
    return Gauges(instants, followed, len(scenario.form.gauges), courses, replays, seed)


def _touched(act: TracedAct) -> Iterator[Slot]:
    """Every slot that an act's guard, speed or event reads or changes."""
    yield from slots_of(act.guard)
    if act.speed is not None:
        yield from slots_of(act.speed)
    for statement in act.statements:
        yield statement.slot
        for expression in expressions_of(statement):
            yield from slots_of(expression)
