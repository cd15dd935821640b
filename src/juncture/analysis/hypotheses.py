"""Are the causal claims of the sources borne out? The claimed cause is cut, the claimed effect compared.

Each hypothesis runs twice with common luck: as the scenario is, and without the claimed cause (`cuts`). Course i is
compared with course i: same assumptions, same luck. What is compared:

act
    the chance that it happens (by the hypothesis's date, or the end); and by how many days earlier, in courses in which
    it happens both ways. The chance decides; where it makes no difference that matters, the days do.
outcome
    its chance.
slot
    its mean at the hypothesis's date, or at the end; a slot that is 0 or 1 in every course has a chance. The result of
    an act is compared where the act happens at least one way, and is 0 where it does not.

Where the cause is an act, only courses in which it happens are compared (the effect of the cause where it was there):
in the others a cut changes nothing. In which share of courses that is, is told beside the size.

A size matters if it is at least 5 points of a chance, or a fifth of the standard deviation between courses for days and
values. The 95 % interval decides: beyond that size the one way or the other, within it, or across it ('undecided'). A
claim whose effect the program reads directly from its cause is 'built in', whatever its size.

Limits: intervals are the error of simulation alone. Courses begin at the begin and need not come to where the sources
place the cause. Many claims are tested at one level; of 50 intervals one expects two or three that miss.

Reference
---------
Pearl, J. (2009). Causality. 2nd edition. Cambridge University Press.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from juncture.analysis.asked import check_names
from juncture.analysis.branches import Progress
from juncture.analysis.cuts import changes, cut
from juncture.analysis.intervals import with_twins
from juncture.analysis.measured import DAY, Measured, Reading, measure, observed
from juncture.analysis.paths import paths
from juncture.analysis.sides import Steps
from juncture.analysis.sizes import Matters, Paired, Size
from juncture.program.model import Model, Term, TracedHypothesis
from juncture.program.program import Program
from juncture.scenario.scenario import Scenario

Truths = NDArray[np.bool_]
Verdict = Literal["supported", "contradicted", "indifferent", "undecided", "built in", "not tested", "not joined"]
#: In the order in which they are counted on screen.
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
#: Fewer pairs of twins than this say nothing of a mean.
LEAST_PAIRS = 30


@dataclass(frozen=True, slots=True)
class HypothesisTested:
    """One hypothesis under test.

    Attributes
    ----------
    source
        Name of the source of the first claim that it cites; empty where it cites none.
    verdict, measured
        The verdict; and what the size says, whether or not the claim is built in.
    size, also
        The size that decides; and the other one of an act (its chance or its days), if it can be had.
    cause
        Share of courses in which the claimed cause happens; not a number where it is no act.
    differs
        Share of the courses with the cause in which the effect differs at all (of an act, also its day).
    agree
        Of the pairs of twins in which it differs, the share in which it goes as claimed; not a number where none does,
        or where the claim is that there is no difference.
    path
        The shortest path from cause to effect in the program; empty where there is none.
    """

    name: str
    says: str
    source: str
    cite: tuple[str, ...]
    cut: str
    of: str
    expects: Literal["more", "less", "nothing"]
    held_at: float | None
    at: str
    verdict: Verdict
    measured: Verdict
    size: Size
    also: Size | None
    cause: float
    differs: float
    agree: float
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hypotheses:
    """All hypotheses of a scenario under test.

    `ensembles` is how many ensembles of so many courses were run: one as the scenario is, one for each different cut.
    `stopped` is how many courses did not run to the end with or without some cause: they and their twins are left out of
    its comparisons.
    """

    courses: int
    seed: int
    matters: Matters
    ensembles: int
    stopped: int
    tested: tuple[HypothesisTested, ...]

    def counts(self) -> dict[Verdict, int]:
        """How many hypotheses have which verdict."""
        return {verdict: sum(one.verdict == verdict for one in self.tested) for verdict in VERDICTS}


def hypotheses(
    scenario: Scenario,
    model: Model,
    courses: int = 4000,
    seed: int = 1,
    *,
    only: Iterable[str] = (),
    matters: Matters | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Hypotheses:
    """Test the hypotheses of a traced scenario, or `only` those of these names.

    Hypotheses with the same cut share one ensemble. An odd number of courses is made even: twins stay together.

    Raises
    ------
    ProblemsFound
        Where `only` has a name that no hypothesis has.
    """
    names = tuple(only)
    expected = (
        "expected the name of a hypothesis" if model.hypotheses else "expected none: this scenario has no hypotheses"
    )
    check_names("only", names, scenario.form.hypotheses, expected)
    chosen = [traced for traced in model.hypotheses if not names or traced.name in names]
    courses += courses % 2
    by_cut: dict[tuple[Term, float | None], list[TracedHypothesis]] = {}
    for traced in chosen:
        by_cut.setdefault((traced.cut, traced.held_at), []).append(traced)
    steps = Steps(progress, courses * (len(by_cut) + 1))

    def run(world: Program, some: list[TracedHypothesis]) -> Measured:
        terms = [end for traced in some for end in (traced.cut, traced.of)]
        return measure(world, courses, seed, _acts_of(terms), _readings(model, some), threads, steps)

    matters, graph = matters or Matters(), paths(scenario, model)
    program = observed(model, _readings(model, chosen))
    base = run(program, chosen)
    tested: dict[str, HypothesisTested] = {}
    ran = base.ran.copy()
    for (cause, held_at), some in by_cut.items():
        without = run(cut(program, cause, held_at), some)
        ran &= without.ran
        for traced in some:
            form = scenario.form.hypotheses[traced.name]
            path = tuple(graph.joined(form.cut, form.of) or ())
            tested[traced.name] = _tested(scenario, model, traced, base, without, matters, path)
    in_order = tuple(tested[traced.name] for traced in chosen)
    return Hypotheses(courses, seed, matters, len(by_cut) + 1, int((~ran).sum()), in_order)


def _reading(model: Model, traced: TracedHypothesis) -> Reading:
    """What is read of an effect that is a slot: at its date, else in the last second."""
    return Reading(traced.of, model.end - 1 if traced.instant is None else traced.instant)


def _readings(model: Model, some: Iterable[TracedHypothesis]) -> list[Reading]:
    return [_reading(model, traced) for traced in some if traced.of.kind == "slot"]


def _result_of(of: Term) -> str | None:
    """The act of which an effect is a result."""
    (slot, *others) = of.slots
    return slot.names[0] if slot.family == "result" and not others else None


def _acts_of(terms: Iterable[Term]) -> Iterator[str]:
    """The acts whose happenings must be known."""
    for term in terms:
        if term.kind == "act":
            yield term.name
        elif term.kind == "slot" and (act := _result_of(term)):
            yield act


def _differences(
    model: Model, traced: TracedHypothesis, base: Measured, without: Measured, compared: Truths
) -> list[Paired]:
    """The effect with and without the cause: what decides first, and of an act its days."""
    of = traced.of
    if of.kind == "outcome":
        number = [name for name, _ in model.outcomes].index(of.name)
        return [_chance(base.outcomes == number, without.outcomes == number, compared)]
    if of.kind == "act":
        until = math.inf if traced.instant is None else traced.instant / DAY
        having, lacking = base.days[of.name], without.days[of.name]
        chance = _chance(having <= until, lacking <= until, compared)
        days = Paired("days", having, lacking, compared & (having <= until) & (lacking <= until))
        return [chance, days] if len(days.of_pairs) >= LEAST_PAIRS else [chance]
    if result := _result_of(of):
        compared = compared & ~(np.isnan(base.days[result]) & np.isnan(without.days[result]))
    reading = _reading(model, traced)
    having, lacking = base.values[reading], without.values[reading]
    truths = np.isin([having[compared], lacking[compared]], (0.0, 1.0)).all()
    return [Paired("chance" if truths else "value", having, lacking, compared)]


def _chance(with_cause: Truths, without: Truths, compared: Truths) -> Paired:
    return Paired("chance", with_cause.astype(float), without.astype(float), compared)


def _tested(
    scenario: Scenario,
    model: Model,
    traced: TracedHypothesis,
    base: Measured,
    without: Measured,
    matters: Matters,
    path: tuple[str, ...],
) -> HypothesisTested:
    form, cause = scenario.form.hypotheses[traced.name], traced.cut
    compared = with_twins(base.ran & without.ran)
    share = math.nan
    if cause.kind == "act":
        there = ~np.isnan(base.days[cause.name])
        share = float(there[compared].mean()) if compared.any() else math.nan
        compared = compared & there
    found = _differences(model, traced, base, without, compared)
    sizes = [differences.size(matters) for differences in found]
    decides = 1 if sizes[0].way == "nothing" and sizes[-1].way != "nothing" else 0
    differs = np.any([one.of_courses != 0 for one in found], axis=0)
    measured = _says(sizes[decides].way, form.expects)
    changed = traced.held_at is not None or cause.kind != "slot" or changes(model, cause)
    verdict: Verdict = measured
    if not path:
        verdict = "not joined"
    elif not changed or len(found[0].of_pairs) < LEAST_PAIRS:
        verdict = "not tested"
    elif len(path) <= 2:
        verdict = "built in"
    return HypothesisTested(
        name=traced.name,
        says=form.says,
        source=scenario.form.claims[form.cite[0]].source if form.cite else "",
        cite=form.cite,
        cut=form.cut,
        of=form.of,
        expects=form.expects,
        held_at=form.held_at,
        at=form.at,
        verdict=verdict,
        measured=measured,
        size=sizes[decides],
        also=sizes[1 - decides] if len(sizes) > 1 else None,
        cause=share,
        differs=float(differs[compared].mean()) if compared.any() else math.nan,
        agree=math.nan if form.expects == "nothing" else found[decides].agree(1 if form.expects == "more" else -1),
        path=path,
    )


def _says(way: str, expects: str) -> Verdict:
    """What the size says of the claim."""
    if way == "open":
        return "undecided"
    if way == expects:
        return "supported"
    return "indifferent" if way == "nothing" else "contradicted"
