"""Openness against closed forms: unbiased, with intervals that cover, settled where all is settled."""

from __future__ import annotations

import math

import numpy as np
import pytest

from juncture.analysis.branches import branches
from juncture.analysis.openness import open_share, openness, whole_pairs
from juncture.program.compile import compile_scenario
from juncture.scenario.load import load
from known_answers import COINS, FORTUNES, GAMES, UNTIL, A, B, coin, compromise, shipped_answer, wins


def mean_and_error(values: list[float]) -> tuple[float, float]:
    return float(np.mean(values)), float(np.std(values, ddof=1) / math.sqrt(len(values)))


def small_ensembles(program, count: int = 1000, courses: int = 20):
    """Openness and ignorance of so many ensembles, from other courses each."""
    ends = branches(program, count * courses, 1, dates=2).outcomes[0]
    return [open_share(whole_pairs(part)) for part in ends.reshape(count, courses)]


@pytest.mark.parametrize(("chance", "truth"), [(1.0, 0.0), (0.0, 0.0), (0.5, 0.5), (0.1, 0.18)])
def test_openness_of_small_ensembles_is_unbiased(chance: float, truth: float):
    """Twins at a chance p differ with 2 p (1 - p); the mean over 1,000 ensembles of 20 courses tells it."""
    mean, error = mean_and_error([opened.value for opened, _ in small_ensembles(coin(chance))])
    assert abs(mean - truth) <= 2 * error


def test_openness_and_ignorance_part_luck_from_assumptions():
    """p uniform from 0 to 1: twins differ with E[2 p (1 - p)] = 1/3, strangers with 1/2, so ignorance is 1/6."""
    found = small_ensembles(coin())
    for values, truth in (([o.value for o, _ in found], 1 / 3), ([i.value for _, i in found], 1 / 6)):
        mean, error = mean_and_error(values)
        assert abs(mean - truth) <= 2 * error


def test_intervals_cover_the_truth_as_often_as_they_say():
    """Of 95 % intervals of 200 courses, 1,000 of them, at least 92 % and at most 98 % hold the truth."""
    found = small_ensembles(coin(), courses=200)
    for number, truth in ((0, 1 / 3), (1, 1 / 6)):
        covered = np.mean([one[number].low <= truth <= one[number].high for one in found])
        assert 0.92 <= covered <= 0.98


def test_a_settled_outcome_is_not_open_at_any_date():
    found = openness(branches(shipped_answer("settled-chain"), 200, 1, dates=10))
    assert {date.openness.value for date in found.dates} == {0.0}
    assert {date.ignorance.value for date in found.dates} == {0.0}
    assert all(date.openness.low == 0.0 < date.openness.high for date in found.dates)
    assert found.window == () and found.stopped == 0.0


def test_a_series_of_seven_is_as_open_as_its_score():
    """After each recorded game the chance to win is a sum of binomials, and openness 2 p (1 - p)."""
    found = branches(shipped_answer("best-of-seven"), 4000, 1)
    home = away = 0
    curve = {date.instant: date for date in openness(found).dates}
    for jump, one in zip(found.jumps, GAMES, strict=True):
        home, away = home + one, away + 1 - one
        p = wins(home, away)
        date = curve[jump.after.instant]
        assert date.outcomes["home"].value == pytest.approx(p, abs=4 * math.sqrt(p * (1 - p) / 4000))
        assert date.openness.value == pytest.approx(2 * p * (1 - p), abs=4 * math.sqrt(0.25 / 2000))


def test_a_gamblers_openness_follows_his_fortune():
    """Rich with probability i / N at a fortune of i."""
    found = branches(shipped_answer("gamblers-ruin"), 2000, 1)
    for jump, fortune in zip(found.jumps, FORTUNES[1:], strict=True):
        p = fortune / COINS
        (date,) = (date for date in openness(found).dates if date.instant == jump.after.instant)
        assert date.outcomes["rich"].value == pytest.approx(p, abs=4 * math.sqrt(p * (1 - p) / 2000))
        assert date.openness.value == pytest.approx(2 * p * (1 - p), abs=4 * math.sqrt(0.25 / 1000))


def test_waiting_for_a_deadline_closes_the_outcome_as_the_closed_form_says():
    """Two clocks: P(compromise) falls with each day on which nothing happens."""
    found = openness(branches(shipped_answer("two-clocks"), 4000, 1, dates=9))
    for date in found.dates:
        p = compromise(date.instant / 86400)
        q = p * B / A
        assert date.outcomes["compromise_first"].value == pytest.approx(p, abs=4 * math.sqrt(p * (1 - p) / 4000))
        truth = 1 - p * p - q * q - (1 - p - q) ** 2
        assert date.openness.value == pytest.approx(truth, abs=4 * math.sqrt(0.25 / 2000))
    assert found.dates[-1].instant == UNTIL * 86400 - 1


def test_the_window_holds_the_dates_above_the_threshold():
    """The club: the boycott opens what waiting had closed; the committee's vote closes all. Chances are exact.

    Just before the vote two of three ayes have 0.666, so openness is 2 * 0.666 * 0.334 = 0.445.
    """
    scenario = load("club-quorum")
    parted = branches(compile_scenario(scenario), 2000, 1, dates=20)
    found = openness(parted, above=0.3)
    decision = parted.jumps[-1].after.instant
    assert found.window == ((0, decision - 1),)
    (before,) = (date for date in found.dates if date.instant == decision - 1)
    assert before.openness.value == pytest.approx(0.445, abs=4 * math.sqrt(0.25 / 1000))
    assert next(date.openness.value for date in found.dates if date.instant >= decision) == 0.0
    higher = openness(parted, above=0.99)
    assert higher.window == ()


def test_a_window_may_have_several_stretches():
    """Openness 0, then open, then 0, then open: a series in which a game follows its draw."""
    from juncture.analysis.intervals import Estimate
    from juncture.analysis.openness import OpenAt, _window

    def at(instant: int, value: float) -> OpenAt:
        return OpenAt(instant, 0, Estimate(value, value, value), Estimate(0, 0, 0), {})

    dates = [at(i, value) for i, value in enumerate((0.6, 0.7, 0.1, 0.9, 0.2, 0.2, 0.8, 0.8))]
    assert _window(dates, 0.5) == [(0, 1), (3, 3), (6, 7)]


def test_results_do_not_depend_on_threads():
    program = shipped_answer("gamblers-ruin")
    one, four = (branches(program, 300, 7, dates=5, threads=threads) for threads in (1, 4))
    assert one.points == four.points
    np.testing.assert_array_equal(one.outcomes, four.outcomes)


def test_progress_ends_with_all_courses():
    told: list[tuple[int, int]] = []
    found = branches(coin(0.5), 100, 1, dates=3, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (100 * len(found.points), 100 * len(found.points))
