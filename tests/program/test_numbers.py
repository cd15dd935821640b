"""Where every number of a scenario comes from, what it is called, and how it is drawn."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from scipy import stats

from juncture.kernel.run import Plan, run_courses
from juncture.language.expression import Slot
from juncture.program.model import Model
from juncture.program.program import Program
from juncture.verbs.statements import Draw
from scenarios_for_tests import compiled, traced

SOURCES = "book: {title: A book}"
CLAIMS = "\n".join(f"{name}: {{source: book, gloss: something}}" for name in ("C1", "C2"))


def statuses(model: Model) -> dict[str, str]:
    return {number.name: number.status for number in model.numbers}


def status_of_pace(tmp_path: Path, pace: str, *, because: str = "") -> str:
    acts = f"a: {{title: A, pace: {pace}{', because: a reason' if because else ''}}}"
    return statuses(traced(tmp_path, acts=acts, sources=SOURCES, claims=CLAIMS))["a.pace"]


@pytest.mark.parametrize(
    ("pace", "status"),
    [
        ('"3 days [C1]"', "cited"),
        ("{value: 3 days, cite: C1}", "cited"),
        ("{value: 3 days, cite: [C1, C2]}", "cited"),
        ('"3 days [C1] | 4 days [C2]"', "disputed"),
        ('"3 .. 4 days [C1]"', "disputed"),
        ("{value: 3 .. 4 days, fitted: the record}", "fitted"),
        ('{value: "3 days [C1]", fitted: the record}', "fitted"),
        ("{value: 3 .. 4 days, because: a reason}", "assumption"),
        ("{value: 3 ± 50%, because: a reason}", "assumption"),
        ("3 .. 4 days", "bare"),
        ("3 days", "bare"),
        ("{value: 3 days, because: a reason without a spread}", "bare"),
        ("1 days", "plain"),
    ],
)
def test_every_number_is_cited_disputed_fitted_an_assumption_plain_or_bare(tmp_path: Path, pace: str, status: str):
    """The ledger of what a scenario rests upon. A reason alone does not make a number an assumption: it must say how
    uncertain it is. A citation with a range is disputed, as the claim does not contain the range."""
    assert status_of_pace(tmp_path, pace) == status


@pytest.mark.parametrize(("pace", "status"), [("3 .. 4 days", "assumption"), ("3 days", "bare"), ("0.5", "bare")])
def test_the_reason_of_an_act_holds_for_its_numbers_that_have_none(tmp_path: Path, pace: str, status: str):
    """One paragraph of reasons for an act, rather than one for each of its numbers."""
    assert status_of_pace(tmp_path, pace, because="yes") == status


def test_a_number_s_own_source_wins_over_the_note_around_it(tmp_path: Path):
    """`{value: threat * 2 [C2] > 7, cite: C1}`: C1 is said to contain 7, and not 2, as it would then be checked for."""
    model = traced(
        tmp_path,
        sources=SOURCES,
        claims=CLAIMS,
        acts="a: {title: A, pace: 3 days, requires: {value: 'threat * 2 [C2] > 7', cite: C1}}",
    )
    cites = {n.quantity.text: n.quantity.cites for n in model.numbers if n.name.startswith("a.requires")}
    assert cites == {"2 [C2]": ("C2",), "7": ("C1",)}


# Names


ACTS = """
  a:
    title: A
    pace: 2 .. 4 days
    requires: threat > 0.1 .. 0.2 and bread > 1 .. 2
    drivers:
      threat from 0.3 .. 0.6: 1 ± 0.5
    effects:
      - threat += 0.1 .. 0.2
      - legitimacy(cabinet, town) -= 0.1 .. 0.3
  b: {title: B, verb: recall, body: assembly, loser: reds, winner: blues, share: 0.1 .. 0.2, pace: 1 .. 2 days}
"""
NAMES = {
    "a.pace",
    "a.requires",
    "a.requires#2",
    "a.drivers.threat",
    "a.drivers.threat.reference",
    "a.effects.threat",
    "a.effects.legitimacy(cabinet, town)",
    "b.share",
    "b.pace",
}


def luck_of(model: Model) -> dict[str, tuple[str, float]]:
    """The names by which the uncertain numbers draw, with the laws."""
    return {s.luck: (s.law, getattr(s.a, "value", 0.0)) for s in model.begin if isinstance(s, Draw)}


def test_a_number_is_named_by_its_path(tmp_path: Path):
    """A name that a reader can find in the file, and a scholar can quote in a paper."""
    assert set(luck_of(traced(tmp_path, acts=ACTS))) == NAMES


def test_names_and_luck_stay_when_another_act_is_inserted(tmp_path: Path):
    """Adding an act must leave every assumption of every course untouched: the common random numbers of comparisons."""
    new = "  new: {title: New, pace: 5 .. 9 days, effects: [threat += 0.1 .. 0.9]}"
    before = luck_of(traced(tmp_path / "before", acts=ACTS))
    afterwards = luck_of(traced(tmp_path / "afterwards", acts=f"{new}\n{ACTS}"))
    assert {name: afterwards[name] for name in before} == before
    assert set(afterwards) - set(before) == {"new.pace", "new.effects.threat"}


RULES = "r: {says: A, who: cabinet, may_not: [decree], when: threat > 0.2 .. 0.4, in_force: bread > 1 .. 3}"
DECREES = "\n".join(f"{name}: {{title: A, pace: 3 days, verb: decree, by: cabinet}}" for name in ("x", "y"))


def test_all_acts_share_the_numbers_of_a_rule_that_bears_on_them(tmp_path: Path):
    """A rule has one quorum, however many acts it binds: its number is drawn once and named after the rule alone."""
    model = traced(tmp_path, acts=DECREES, rules=RULES)
    assert set(luck_of(model)) == {"r.when", "r.in_force"}
    (_, first), (_, second) = model.acts[0].broken[0], model.acts[1].broken[0]
    assert first == second


def test_a_condition_that_reads_a_rule_s_force_reads_that_rule_s_numbers(tmp_path: Path):
    """The rule that is read and the rule that is broken are one."""
    acts = DECREES + "\nz: {title: Z, pace: 3 days, requires: in_force(r)}"
    model = traced(tmp_path, acts=acts, rules=RULES)
    assert set(luck_of(model)) == {"r.when", "r.in_force"}
    assert model.acts[2].guard == model.acts[0].broken[0][1].operands[0]  # type: ignore[attr-defined]


def test_no_two_streams_of_luck_have_one_name(tmp_path: Path):
    """Draws, numbers and clocks are keyed by name alone: two of one name would be one and the same luck."""
    acts = ACTS + (
        "  march: {title: M, verb: demonstrate, pool: 100 .. 200, instigators: 0.1 .. 0.2, threshold: 0.2 .. 0.4,"
        " spread: 0.1 .. 0.2, deterrence: 0 .. 0.1, weather: 0.3 .. 0.7, pace: 1 .. 2 days}\n"
        "  poll: {title: P, verb: elect, body: assembly, seats: 90 .. 100, swing: 0.1 .. 0.2,"
        " strength: {reds: 1 .. 2, blues: 1 .. 2}, pace: at once}\n"
    )
    model = traced(tmp_path, acts=acts)
    names = [act.name for act in model.acts]
    draws = [s.luck for act in model.acts for s in act.statements if isinstance(s, Draw)]
    everything = [*names, *draws, *luck_of(model)]
    assert len(everything) == len(set(everything))


# Laws


def drawn(program: Program, name: str, n: int = 20_000):
    """One value for each pair of twins."""
    slot = program.index(Slot("number", (name,)))
    return run_courses(program, 5, 0, 2 * n, Plan(keep=(slot,))).kept[::2, 0]


LAWS = """
  a: {title: A, pace: 2 .. 8 days, effects: [threat = 2 .. 8, bread = 5 ± 2, "threat -= 6 ± 50%"]}
  b: {title: B, pace: "3 days [C1] | 5 days [C2] | 9 .. 10 days [C2]"}
"""


@pytest.mark.parametrize(
    ("name", "law", "arguments"),
    [
        ("a.pace", "loguniform", (2, 8)),
        ("a.effects.threat", "uniform", (2, 6)),
        ("a.effects.bread", "norm", (5, 2)),
        ("a.effects.threat#2", "lognorm", (math.log(1.5), 0, 6)),
    ],
)
def test_uncertain_numbers_have_the_law_of_their_notation(tmp_path: Path, name: str, law: str, arguments: tuple):
    """A range is log-uniform where it is a pace, as "two days to eight" means a factor; elsewhere it is uniform."""
    program = compiled(tmp_path, acts=LAWS, sources=SOURCES, claims=CLAIMS)
    assert stats.kstest(drawn(program, name), law, args=arguments).pvalue > 0.001


def test_disputed_values_are_chosen_with_equal_chances(tmp_path: Path):
    """Two sources, two values: neither is an average, and neither is preferred."""
    values = drawn(compiled(tmp_path, acts=LAWS, sources=SOURCES, claims=CLAIMS), "b.pace", 9000)
    counts = [(values == 3).sum(), (values == 5).sum(), ((values >= 9) & (values <= 10)).sum()]
    assert sum(counts) == 9000
    assert stats.chisquare(counts).pvalue > 0.001


def test_the_pace_is_the_mean_wait_at_the_reference_of_every_driver(tmp_path: Path):
    """speed = exp(sum strength * (x - reference)) / pace: at the references the wait is the pace, above them shorter."""
    program = compiled(
        tmp_path,
        acts="a: {title: A, pace: 4 days, drivers: {threat from 0.5: 3, bread from 8: -0.5}}\nb: {title: B, pace: 4 days}",
    )
    batch = run_courses(program, 1, 0, 1)
    speed = dict(zip(batch.whole[:, 1].tolist(), batch.real[:, 1].tolist(), strict=True))
    assert speed[0] == pytest.approx(math.exp(3 * (0.5 - 0.5) - 0.5 * (10 - 8)) / 4)
    assert speed[1] == pytest.approx(1 / 4)
