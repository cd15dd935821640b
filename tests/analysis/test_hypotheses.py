"""Hypotheses under test: known answers from competing clocks, and what must not depend on anything."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from juncture.analysis.cuts import cut
from juncture.analysis.hypotheses import HypothesisTested, hypotheses
from juncture.analysis.measured import Reading, measure, observed
from juncture.analysis.sizes import Matters, Paired
from juncture.kernel.run import run_courses
from juncture.language import ProblemsFound
from juncture.language.expression import Number, Slot
from juncture.program.lower import lower
from juncture.program.model import Term
from juncture.program.trace import trace
from juncture.scenario.load import load
from models_for_tests import DAY, act, events_of, gauge, model, put
from scenarios_for_tests import loaded, problems

COURSES = 4000
DAYS = 90.0  # the tiny scenario ends at the end of its last day

#: Agitation and conciliation race: whichever comes first bars the other. The strike follows agitation by a gauge.
ACTS = """
agitation: {title: Agitation, pace: 4 days, requires: done(conciliation) == 0, effects: [bread = 0]}
conciliation: {title: Conciliation, pace: 12 days, requires: done(agitation) == 0}
strike: {title: Strike, pace: 2 days, requires: bread < 5}
parade: {title: Parade, pace: 30 days}
riot: {title: Riot, pace: 20 days, drivers: {threat from 0.5: 2}}
alarm: {title: Alarm, pace: 1 days, effects: [threat = 1]}
prayer: {title: Prayer, pace: 5 days, effects: [bread += 0]}
"""
OUTCOMES = """
struck: {title: A strike, when: done(strike)}
otherwise: {title: None, when: 1}
"""


def put_to_test(
    folder: Path, hypothesis: str, courses: int = COURSES, acts: str = ACTS, seed: int = 3, **more
) -> HypothesisTested:
    """One hypothesis of the small scenario under test."""
    sections = {"acts": acts, "outcomes": OUTCOMES, "hypotheses": f"h: {{says: so it was, {hypothesis}}}"}
    scenario = loaded(folder, **sections)
    return hypotheses(scenario, trace(scenario), courses, seed, **more).tested[0]


def within(value: float, found: float, half: float, what: str = "") -> None:
    """Three standard errors: half is that of the 95 % interval."""
    assert abs(found - value) < 1.5 * half + 1e-9, (what, value, found, half)


def test_a_true_cause_has_the_size_that_competing_clocks_give(tmp_path: Path):
    """Without conciliation agitation is barred by nothing: P(agitation first) = (1/4) / (1/4 + 1/12) = 3/4 becomes 1.

    Where conciliation happened (it came first), the strike did not come: with it 0, without it almost always.
    """
    found = put_to_test(tmp_path, "cut: agitation, of: strike")
    assert found.verdict == "supported"
    assert found.path == ("agitation", "bread", "strike")
    within(3 / 4, found.cause, 1.96 * math.sqrt(3 / 16 / COURSES))
    assert found.size.what == "chance"
    assert found.size.without == 0
    within(1, found.size.with_cause, 0.002)
    prevented = put_to_test(tmp_path, "cut: conciliation, of: strike, expects: less")
    assert prevented.verdict == "supported"
    within(1 / 4, prevented.cause, 1.96 * math.sqrt(3 / 16 / COURSES))
    assert prevented.size.with_cause == 0
    assert prevented.size.without > 0.99
    assert prevented.agree == 1


def test_over_all_courses_a_cause_is_worth_its_share_times_its_size(tmp_path: Path):
    """The outcome's chance is 3/4 as it is and 1 without conciliation, so it is 1/4 in all and 1 where it happened."""
    found = put_to_test(tmp_path, "cut: conciliation, of: struck, expects: less")
    within(-1 / 4, found.cause * found.size.difference, 1.96 * math.sqrt(3 / 16 / COURSES) + 0.002)


def test_the_clubs_boycott_has_the_size_that_pencil_and_paper_give():
    """Calls come after Exp(4) days within 10, boycotts after Exp(6) up to 3 days after the call, or by the end (day 20).

    P(boycott, meeting) = 1 - e^-2.5 - e^-0.5 (1/4) / (5/12) (1 - e^-(25/6)); with no call P = e^-2.5 (1 - e^-(20/6)).
    Of nine fewer than five come with chance 1/2 at 0.5 each, and with that of a binomial at 0.8.
    """
    scenario = load("club-quorum")
    (found,) = hypotheses(scenario, trace(scenario), 10_000, 2).tested
    met = 1 - math.exp(-2.5) - math.exp(-0.5) * 0.6 * (1 - math.exp(-25 / 6))
    boycotted = met + math.exp(-2.5) * (1 - math.exp(-20 / 6))
    few = sum(math.comb(9, k) * 0.8**k * 0.2 ** (9 - k) for k in range(5))
    within(boycotted, found.cause, 1.96 * math.sqrt(boycotted * (1 - boycotted) / 10_000))
    half = found.size.high - found.size.difference
    within(met / boycotted * (0.5 - few), found.size.difference, half)
    assert found.size.without == pytest.approx(met / boycotted * few, abs=0.006)
    assert found.verdict == "supported"


def test_what_has_no_part_in_it_is_indifferent(tmp_path: Path):
    """A path leads from prayer to the strike, but nothing ever comes along it: not one course differs."""
    found = put_to_test(tmp_path, "cut: prayer, of: strike")
    assert found.path == ("prayer", "bread", "strike")
    assert found.verdict == "indifferent"
    assert found.differs == 0
    assert found.size.difference == 0
    assert found.size.low < 0 < found.size.high  # that nothing differed in 4,000 courses is no proof that nothing could
    assert math.isnan(found.agree)


def test_that_nothing_differs_is_what_some_sources_claim(tmp_path: Path):
    """'It changed nothing' is supported by what makes another claim indifferent, and contradicted by a size."""
    assert put_to_test(tmp_path, "cut: prayer, of: strike, expects: nothing").verdict == "supported"
    assert put_to_test(tmp_path, "cut: agitation, of: strike, expects: nothing").verdict == "contradicted"


def test_a_claim_the_wrong_way_round_is_contradicted(tmp_path: Path):
    """Conciliation is said to have brought the strike that it prevents."""
    found = put_to_test(tmp_path, "cut: conciliation, of: struck")
    assert found.verdict == "contradicted"
    assert found.agree == 0


def test_a_direct_edge_is_built_in_and_its_size_is_told(tmp_path: Path):
    """Agitation empties the stores; the strike reads them. That empty stores bring the strike was put in."""
    found = put_to_test(tmp_path, "cut: bread, of: strike")
    assert found.path == ("bread", "strike")
    assert (found.verdict, found.measured) == ("built in", "supported")
    within(3 / 4, found.size.difference, 1.96 * math.sqrt(3 / 16 / COURSES) + 0.002)


def test_what_no_path_joins_cannot_be_shown(tmp_path: Path):
    found = put_to_test(tmp_path, "cut: parade, of: strike")
    assert found.verdict == "not joined"
    assert found.path == ()


def test_a_driver_that_is_cut_leaves_the_pace(tmp_path: Path):
    """Threat is 1 from the alarm on, so the riot runs e times as fast: mean wait 20 / e against 20 (ending at 90 days).

    In courses in which it comes both ways it comes e times as late after the alarm, for its luck is the same.
    """
    found = put_to_test(tmp_path, "cut: riot.drivers.threat, of: riot")
    assert found.path == ("riot.drivers.threat", "riot")
    # The alarm is an Exp(1) wait; before it the clock runs at 1/20 in both worlds.
    fast = math.e / 20
    early = (1 / 20) / (1 + 1 / 20)  # the riot comes before the alarm
    chance_slow = 1 - math.exp(-DAYS / 20)
    within(chance_slow, found.also.without if found.also else found.size.without, 0.01)
    days = found.size
    assert days.what == "days"
    truncated = 20 - DAYS * math.exp(-DAYS / 20) / chance_slow  # E[T | T < 90], T ~ Exp(20)
    within(truncated, days.without, 1.96 * 20 / math.sqrt(COURSES), "slow")
    # With the driver, T' = T before the alarm at a, else a + (T - a) / e; over T < 90 and a ~ Exp(1).
    rng = np.random.default_rng(1)
    t, a = rng.exponential(20, 2_000_000), rng.exponential(1, 2_000_000)
    kept = t < DAYS
    exact = np.where(t < a, t, a + (t - a) / math.e)[kept].mean()
    within(float(exact), days.with_cause, 1.96 * 8 / math.sqrt(COURSES), "fast")
    assert found.differs == pytest.approx(1 - early, abs=0.02)
    assert fast > 1 / 20


def test_a_slot_is_held_at_its_start_value_or_where_the_hypothesis_says(tmp_path: Path):
    """Threat starts at 0.5, the reference of the riot's driver; at 0 the riot is exp(2 * 0.5) times as slow."""
    at_start = put_to_test(tmp_path, "cut: threat, of: riot", 20)
    assert at_start.held_at is None
    found = put_to_test(tmp_path, "cut: threat, of: riot, held_at: 0, at: 2000-01-21")
    assert found.held_at == 0
    days = 20.5  # to noon of the 21st
    within(1 - math.exp(-days / (20 * math.e)), found.size.without, 1.96 * 0.5 / math.sqrt(COURSES))


def test_a_slot_that_nothing_changes_is_not_tested_where_it_is_held_at_its_start(tmp_path: Path):
    """To hold what never moves takes nothing away: the scenario must say what the world without the cause is."""
    acts = ACTS.replace("effects: [threat = 1]", "effects: [bread += 0]")
    assert put_to_test(tmp_path, "cut: threat, of: riot", 200, acts).verdict == "not tested"
    assert put_to_test(tmp_path / "b", "cut: threat, of: riot, held_at: 0", 200, acts).verdict == "built in"


def test_a_cause_that_hardly_ever_happens_is_not_tested(tmp_path: Path):
    acts = ACTS.replace("pace: 4 days", "pace: 100000 days")
    found = put_to_test(tmp_path, "cut: agitation, of: strike", 400, acts)
    assert found.verdict == "not tested"


def test_a_slot_is_measured_at_its_date(tmp_path: Path):
    """Bread is 0 by the fifth day (noon) where agitation came first and by then; else 10."""
    found = put_to_test(tmp_path, "cut: agitation, of: bread, expects: less, at: 2000-01-05")
    together = 1 / 4 + 1 / 12
    by_then = 0.75 * (1 - math.exp(-4.5 * together))
    assert found.size.what == "value"
    within(-10 * by_then / 0.75, found.size.difference, 1.96 * 5 / math.sqrt(COURSES * 0.75))
    assert found.size.without == 10


def test_a_result_counts_as_0_where_its_act_does_not_happen(tmp_path: Path):
    """The vote hangs on agitation; where there was no vote, no ayes were cast, and courses without any are left out."""
    acts = ACTS + (
        "\nballot: {title: Ballot, verb: vote, by: committee, body: committee, motion: bread, requires: bread < 5,"
        " pace: 1 days, aye: {ann: 1, bob: 0, cat: 1}}"
    )
    found = put_to_test(tmp_path, "cut: agitation, of: 'result(ballot, ayes)'", 2000, acts)
    assert found.size.without == 0
    assert found.size.with_cause > 0
    assert found.verdict in ("supported", "built in")
    carried = put_to_test(tmp_path / "c", "cut: agitation, of: 'result(ballot, carried)'", 2000, acts)
    assert carried.size.what == "chance"


def test_size_does_not_depend_on_threads_or_on_other_hypotheses(tmp_path: Path):
    """Hypotheses with one cut share an ensemble, and each finds what it finds alone."""
    many = (
        "a: {says: a, cut: agitation, of: strike}\nb: {says: b, cut: agitation, of: bread}\n"
        "c: {says: c, cut: conciliation, of: struck}"
    )
    scenario = loaded(tmp_path, acts=ACTS, outcomes=OUTCOMES, hypotheses=many)
    traced = trace(scenario)
    together = hypotheses(scenario, traced, 500, 1, threads=1)
    assert together.ensembles == 3
    for name in "abc":
        alone = hypotheses(scenario, traced, 500, 1, only=[name], threads=2)
        assert str(alone.tested[0]) == str(next(one for one in together.tested if one.name == name))
    assert sum(together.counts().values()) == 3
    assert hypotheses(scenario, traced, 7, 1, only=["a"]).courses == 8


def test_a_name_that_no_hypothesis_has_is_a_problem(tmp_path: Path):
    scenario = loaded(tmp_path, acts=ACTS, outcomes=OUTCOMES, hypotheses="a: {says: a, cut: agitation, of: strike}")
    with pytest.raises(ProblemsFound, match="unknown name 'b'"):
        hypotheses(scenario, trace(scenario), 10, only=["b"])


# -- cuts and observers --------------------------------------------------------------------------------------------


def test_an_act_that_is_cut_never_happens_and_nobody_elses_luck_changes():
    """Courses without the act are those of a scenario in which it was never written."""
    whole = lower(model(act("riot", 0.5), act("strike", 0.25), act("alarm", None, guard=Slot("done", ("riot",)) > 0)))
    left = lower(model(act("strike", 0.25)))
    cut_out = cut(whole, Term("act", "riot"))
    found, expected = (run_courses(one, 5, 0, 300) for one in (cut_out, left))
    for number, events in events_of(left, expected).items():
        mine = [(event.act, event.instant) for event in events_of(cut_out, found)[number]]
        assert mine == [(event.act, event.instant) for event in events]


def test_a_held_slot_keeps_its_start_whatever_writes_it():
    """Events, the daily program and draws leave it alone."""
    bread = gauge("bread")
    whole = lower(
        model(act("riot", 0.5, statements=[put(bread, 3)]), begin=[put(bread, 7)], tick=[put(bread, bread + 1)], days=9)
    )
    reading = Reading(Term("slot", "bread", (bread,)), 9 * DAY - 1)
    program = observed(whole.model, [reading])
    for held_at, value in ((None, 7), (2.5, 2.5)):
        held = cut(program, Term("slot", "bread", (bread,)), held_at)
        values = measure(held, 50, 1, ["riot"], [reading]).values[reading]
        assert (values == value).all()
    assert measure(program, 50, 1, [], [reading]).values[reading].max() > 7


def test_observers_change_no_course():
    """What is measured is the scenario's own course."""
    plain = model(act("riot", 0.5), act("strike", 0.25), days=20)
    reading = Reading(Term("slot", "day", (Slot("day"),)), 5 * DAY)
    watched = observed(plain, [reading])
    alone = events_of(lower(plain), run_courses(lower(plain), 3, 0, 200))
    beside = events_of(watched, run_courses(watched, 3, 0, 200))
    for number, events in alone.items():
        assert [e.instant for e in events] == [e.instant for e in beside[number] if e.act in ("riot", "strike")]


def test_one_of_several_drivers_can_be_cut():
    """The others stay where they were."""
    from juncture.language.expression import exp

    a, b = gauge("a"), gauge("b")
    speed = exp(Number(1.0) * (a - 0.5) + Number(2.0) * (b - 0.25)) / 4
    program = lower(model(act("riot", speed), begin=[put(a, 0.0), put(b, 1.0)]))
    for place, exponent in ((0, 1.5), (1, -0.5)):
        without = cut(program, Term("driver", "riot", driver=place))
        speeds = run_courses(without, 1, 0, 20).real[:, 1]
        assert speeds == pytest.approx(math.exp(exponent) / 4)


# -- sizes ---------------------------------------------------------------------------------------------------------


def paired(rng: np.random.Generator, pairs: int, effect: float) -> Paired:
    """Twins that share their difference in part, of which some are compared."""
    shared = np.repeat(rng.normal(effect, 1, pairs), 2)
    without = rng.normal(0, 1, 2 * pairs)
    return Paired("value", without + shared + rng.normal(0, 1, 2 * pairs), without, rng.random(2 * pairs) < 0.6)


def test_intervals_of_a_mean_difference_cover_it_in_95_of_100_cases():
    rng = np.random.default_rng(11)
    sizes = [paired(rng, 200, 0.4).size(Matters()) for _ in range(1000)]
    covered = np.mean([size.low <= 0.4 <= size.high for size in sizes])
    assert 0.93 < covered < 0.97


def test_intervals_of_a_chance_cover_it_also_where_nearly_nothing_differs():
    """5 in 1,000 courses differ: the plain interval would often be nothing at all."""
    rng = np.random.default_rng(12)
    covered = []
    for _ in range(1000):
        gained = (rng.random(400) < 0.005).astype(float)
        size = Paired("chance", gained, np.zeros(400), np.ones(400, bool)).size(Matters())
        covered.append(size.low <= 0.005 <= size.high)
    assert np.mean(covered) > 0.93


def test_the_interval_of_independent_pairs_is_that_of_bonett_and_price():
    """Their interval for f12 = 15, f21 = 4 of n = 100: (f12+1 - (f21+1)) / (n+2), with its adjusted standard error."""
    a, b = np.zeros(200), np.zeros(200)
    a[0:30:2] = 1
    b[100:108:2] = 1
    where = np.zeros(200, bool)
    where[::2] = True  # one of each pair is compared, so that pairs are single courses
    size = Paired("chance", a, b, where).size(Matters())
    p12, p21 = 16 / 102, 5 / 102
    centre, half = p12 - p21, 1.959964 * math.sqrt((p12 + p21 - (p12 - p21) ** 2) / 102)
    n = 102
    assert size.difference == pytest.approx(0.11)
    assert (size.low, size.high) == pytest.approx(
        (centre - half * math.sqrt(n / (n - 1)), centre + half * math.sqrt(n / (n - 1)))
    )


def test_the_interval_decides_against_the_smallest_size_that_matters():
    size = Paired("chance", np.ones(4), np.zeros(4), np.ones(4, bool)).size(Matters())
    ways = {"more": (0.06, 0.09), "less": (-0.09, -0.06), "nothing": (-0.05, 0.05), "open": (0.04, 0.06)}
    for way, (low, high) in ways.items():
        assert replace(size, low=low, high=high, smallest=0.05).way == way


# -- what an author may write --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("cut: agitation, of: strike, held_at: 0", "hypotheses.h: 'held_at' where an act is cut"),
        ("cut: 'present(assembly)', of: strike, held_at: 0", "hypotheses.h: 'held_at' where the sum present(assembly)"),
        ("cut: riot.drivers.threat, of: strike, held_at: 0", "hypotheses.h: 'held_at' where a driver is cut"),
        ("cut: agitation, of: struck, at: 2000-02-01", "hypotheses.h: 'at' of an outcome"),
        ("cut: agitation, of: strike, at: 2001-02-01", "2001-02-01 is outside the scenario"),
        ("cut: day, of: strike", "hypotheses.h.cut: unknown name 'day'"),
    ],
)
def test_what_cannot_be_cut_or_measured_so_is_told(tmp_path: Path, written: str, said: str):
    (line,) = problems(tmp_path, acts=ACTS, outcomes=OUTCOMES, hypotheses=f"h: {{says: so, {written}}}")
    assert said in line
