"""A demonstration: turnout by thresholds, against fixed points found without it."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy import optimize, special, stats

import reference
from juncture.kernel.run import Plan, run_courses
from juncture.language import ProblemsFound
from juncture.language.expression import Number, Slot
from verbs_for_tests import Trial


def resting_share(first: float, threshold: float, spread: float) -> float:
    """The smallest share r at or above the first movers with F(r) <= r, by scanning and root finding."""

    def more(r: float) -> float:
        return 1 / (1 + math.exp(-(r - threshold) / spread)) - r

    if more(first) <= 0:
        return first
    grid = np.linspace(first, 1, 4001)
    end = next((r for r in grid if more(r) <= 0), 1.0)
    return float(optimize.brentq(more, max(first, end - 1 / 1000), end)) if end < 1 else 1.0


@pytest.mark.parametrize("first", [0.0, 0.02, 0.1, 0.3, 0.7, 1.0])
@pytest.mark.parametrize(("threshold", "spread"), [(0.25, 0.05), (0.3, 0.1), (0.5, 0.1), (0.5, 0.4), (0.9, 0.05)])
def test_the_crowd_rests_where_nobody_else_would_join(tmp_path: Path, first: float, threshold: float, spread: float):
    """Granovetter's fixed point: the share whose thresholds lie below the share that is out."""
    fields = f"verb: demonstrate, pool: 5000, instigators: {first}, threshold: {threshold}, spread: {spread}"
    trial = Trial(tmp_path, fields)
    share = resting_share(first, threshold, spread)
    assert trial.result("share") == pytest.approx(share, abs=2e-3)
    assert trial.result("people") == 5000 * trial.result("share")


def test_turnout_by_thresholds_has_two_sizes_where_a_linear_model_has_one(tmp_path: Path):
    """The claim of the verb: the same crowd, the same expected first movers, and either a few or nearly everybody.

    First movers vary smoothly around a seventh (lognormal), yet the middle of the range stays empty. A linear model, in
    which turnout is a multiple of the first movers, has its mode there and a single peak.
    """
    fields = "verb: demonstrate, pool: 1000, instigators: 0.15, threshold: 0.3, spread: 0.08, weather: 0.5"
    trial = Trial(tmp_path, fields)
    found = trial.results(20_000)
    counts, _ = np.histogram(found["share"], bins=[0, 0.35, 0.75, 1.0001])
    small, middle, large = counts / 20_000
    assert small > 0.2
    assert large > 0.2
    assert middle < 0.02
    linear = found["first"] * (found["share"].mean() / found["first"].mean())
    middle_of_linear = ((linear > 0.35) & (linear < 0.75)).mean()
    assert middle_of_linear > 0.2


def test_the_first_movers_are_lognormal_around_the_instigators(tmp_path: Path):
    """The weather of the day: median 100 of 1,000, half a unit of the logarithm."""
    found = Trial(
        tmp_path, "verb: demonstrate, pool: 1000, instigators: 0.1, threshold: 9, spread: 0.1, weather: 0.5"
    ).results(4000)
    assert stats.kstest(np.log(found["movers"] / 100) / 0.5, "norm").pvalue > 0.001
    np.testing.assert_allclose(found["first"], np.minimum(found["movers"] / 1000, 1), rtol=1e-12)


def test_fear_keeps_people_at_home(tmp_path: Path):
    """Deterrence raises every threshold: never a larger crowd."""
    fields = "verb: demonstrate, pool: 1000, instigators: 0.1, threshold: 0.3, spread: 0.1, weather: 0.6"
    bold = Trial(tmp_path / "bold", fields).results(400)["people"]
    afraid = Trial(tmp_path / "afraid", f"{fields}, deterrence: 0.1").results(400)["people"]
    assert (afraid <= bold).all()
    assert afraid.mean() < 0.8 * bold.mean()


# Recorded crowds


def tipping_share(threshold: float, spread: float) -> float:
    """The middle root of F(r) = r, by scanning log odds; 0 where there is only one."""

    def more(y):
        return threshold + spread * y - special.expit(y)

    grid = np.linspace(-60.001, 60, 40_000)
    turns = np.flatnonzero(np.diff(np.sign(more(grid))))
    return float(special.expit(optimize.brentq(more, grid[turns[1]], grid[turns[1] + 1]))) if len(turns) == 3 else 0.0


@pytest.mark.parametrize("threshold", [0.2, 0.3, 0.4, 0.5, 0.6, 0.75, 0.9])
@pytest.mark.parametrize("spread", [0.02, 0.05, 0.1, 0.14, 0.2, 0.3])
def test_the_tipping_point_is_the_middle_root(tmp_path: Path, threshold: float, spread: float):
    """Found independently, by scanning; none where the thresholds are too wide or too far from a half."""
    fields = f"verb: demonstrate, pool: 1000, instigators: 0.1, threshold: {threshold}, spread: {spread}, scatter: 0.1"
    found = Trial(tmp_path, fields).result("tipping")
    assert found == pytest.approx(1000 * tipping_share(threshold, spread), abs=0.02)


CROWD = "verb: demonstrate, pool: 1000, instigators: 0.15, threshold: 0.3, spread: 0.08, weather: 0.5"


def test_scatter_leaves_two_sizes(tmp_path: Path):
    """A crowd that was counted has no exact size, yet it is small or large, and as often large as without scatter."""
    exact = Trial(tmp_path / "exact", CROWD).results(20_000)
    found = Trial(tmp_path / "counted", f"{CROWD}, scatter: 0.2").results(20_000)
    counts, _ = np.histogram(found["people"], bins=[0, 300, 600, 1e9])
    small, middle, large = counts / 20_000
    assert small > 0.2
    assert large > 0.2
    assert middle < 0.06
    assert (found["people"] > 400).mean() == pytest.approx((exact["people"] > 400).mean(), abs=0.03)
    # P(first movers beyond the tipping point), in closed form
    beyond = stats.norm.sf(math.log(tipping_share(0.3, 0.08) / 0.15) / 0.5)
    assert (found["people"] > found["tipping"]).mean() == pytest.approx(beyond, abs=4 * 0.5 / math.sqrt(20_000))


@pytest.mark.parametrize("people", [3, 60, 170, 400, 830, 2500])
def test_a_recorded_crowd_is_the_crowd_of_the_replay_in_every_course(tmp_path: Path, people: float):
    """Whatever a historian counted, on either side of the tipping point, even more than the pool."""
    record = f"- {{act: a, on: 2000-01-01, result: {{people: {people}}}}}"
    trial = Trial(tmp_path, f"{CROWD}, scatter: 0.3", record=record)
    batch = run_courses(trial.program, 1, 0, 300, Plan(trial.model.record_until))
    found = dict(zip(trial.names, batch.results.reshape(-1, len(trial.names)).T, strict=True))
    assert (found["people"] == people).all()
    np.testing.assert_allclose(found["share"], min(people / 1000, 1))
    assert not batch.summary[:, 5].any(), "no stubborn draw"
    assert np.isfinite(batch.likelihood).all()
    tipping = 1000 * tipping_share(0.3, 0.08)
    assert ((found["movers"] >= tipping) == (people >= tipping)).all()


def test_the_likelihood_of_a_recorded_crowd_is_its_density(tmp_path: Path):
    """By quadrature over the first movers: the mean of the likelihood over courses is the density of the count."""
    trial = Trial(tmp_path, f"{CROWD}, scatter: 0.3", record="- {act: a, on: 2000-01-01, result: {people: 150}}")
    batch = run_courses(trial.program, 1, 0, 4000, Plan(trial.model.record_until))
    found = np.exp(batch.likelihood).mean()
    z = np.linspace(-6, 6, 4001)
    first = 0.15 * np.exp(0.5 * z)
    share = np.minimum(first, 1)
    for _ in range(24):
        share = np.minimum(np.maximum(np.minimum(first, 1), 1 / (1 + np.exp(-(share - 0.3) / 0.08))), 1)
    density = stats.lognorm.pdf(150, 0.3, scale=1000 * share) * (first < tipping_share(0.3, 0.08))
    expected = np.sum(density * stats.norm.pdf(z)) * (z[1] - z[0])
    assert found == pytest.approx(expected, rel=0.05)


def test_without_scatter_a_crowd_cannot_be_recorded(tmp_path: Path):
    """It follows from the first movers, and the message says what can be recorded."""
    with pytest.raises(ProblemsFound) as found:
        Trial(tmp_path, CROWD, record="- {act: a, on: 2000-01-01, result: {people: 150}}")
    assert "'people' of a follows from its draws" in str(found.value)


def test_in_a_what_if_without_fear_the_recorded_crowd_grows(tmp_path: Path):
    """Same luck, other deterrence: 10 % came under threat; with the first movers as they were, more or as many come."""
    world_fields = f"{CROWD}, deterrence: threat * 0.2, scatter: 0.3".replace(
        "verb: demonstrate,", "verb: demonstrate, times: 1,"
    )
    trial = Trial(tmp_path, world_fields, record="- {act: a, on: 2000-01-01, result: {people: 100}}")
    same = reference.run(trial.model, 1, 0, replay_until=trial.model.record_until)
    assert same.slots[Slot("result", ("a", "people"))] == 100
    grew = 0
    for course in range(40):
        history = reference.run(trial.model, 1, course, replay_until=trial.model.record_until)
        bold = replace(trial.model, begin=tuple(_bold(s) for s in trial.model.begin))
        again = reference.run(bold, 1, course, revealed=history.revealed)
        people = again.slots[Slot("result", ("a", "people"))]
        assert people >= 100 - 1e-9
        grew += people > 300
    assert 0 < grew < 40


def _bold(statement):
    """The beginning without threat."""
    return replace(statement, value=Number(0.0)) if statement.slot == Slot("threat") else statement
