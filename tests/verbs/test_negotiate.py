"""Negotiation: a deal exists only where reservation values leave room for one."""

import math
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from juncture.language import ProblemsFound
from models_for_tests import instants_of
from verbs_for_tests import Trial, replaced


def test_the_surplus_is_split_evenly(tmp_path: Path):
    """Nash's solution with linear utilities: each gets what he insists on and half of the rest."""
    trial = Trial(tmp_path, "verb: negotiate, parties: {reds: 0.4, blues: 0.3}")
    assert trial.result("surplus") == pytest.approx(0.3)
    assert trial.result("share_reds") == pytest.approx(0.55)
    assert trial.result("share_blues") == pytest.approx(0.45)


def test_shares_always_add_up_to_the_whole(tmp_path: Path):
    """One pie, of which nothing is lost."""
    trial = Trial(tmp_path, "verb: negotiate, parties: {reds: 0.1 .. 0.4, blues: 0.1 .. 0.3, greens: 0 .. 0.3}")
    found = trial.results(200)
    assert found["share_reds"] + found["share_blues"] + found["share_greens"] == pytest.approx(1.0)


def test_where_both_insist_on_too_much_there_is_no_deal(tmp_path: Path):
    """The edge itself, a half each, is a deal."""
    assert Trial(tmp_path, "verb: negotiate, parties: {reds: 0.6, blues: 0.41}").happenings() == 0
    assert Trial(tmp_path / "just", "verb: negotiate, parties: {reds: 0.5, blues: 0.5}").happenings() == 1


PACES = [("5 days", 5.0), ("1 days", 1.0), ("1 hours", 1 / 24)]


def deals(tmp_path: Path, pace: str, parties: str) -> NDArray[np.float64]:
    """The days on which 4,000 courses reached a deal."""
    talks = f"talks: {{title: T, verb: negotiate, pace: {pace}, parties: {parties}}}"
    trial = Trial(tmp_path, "requires: 0", more=talks)
    return instants_of(trial.program, trial.batch(4000), "talks")


@pytest.mark.parametrize(("pace", "days"), PACES)
def test_windows_that_never_overlap_give_no_deal_at_any_pace(tmp_path: Path, pace: str, days: float):
    """Each side bargains when it is weak. The tide turns on day 20: before it the reds feel safe, after it the blues.

    The claim of Petrograd's talks: not that they were slow, but that nobody wanted a deal when the other did.
    """
    parties = "{reds: 0.9 if day < 20 else 0.4, blues: 0.4 if day < 20 else 0.9}"
    assert len(deals(tmp_path, pace, parties)) == 0
    assert days > 0


@pytest.mark.parametrize(("pace", "days"), PACES)
def test_where_windows_overlap_for_five_days_the_pace_decides(tmp_path: Path, pace: str, days: float):
    """From day 5, when the reds grow weak, to day 10, when the blues grow strong: P(deal) = 1 - exp(-5 / pace)."""
    parties = "{reds: 0.9 if day < 5 else 0.4, blues: 0.4 if day < 10 else 0.9}"
    instants = deals(tmp_path, pace, parties)
    assert instants.min() > 5
    assert instants.max() <= 10
    p = 1 - math.exp(-5 / days)
    assert abs(len(instants) / 4000 - p) <= 4 * math.sqrt(p * (1 - p) / 4000) + 1e-9


# Threat and patience


def test_threat_softens_and_its_passing_hardens(tmp_path: Path):
    """Each insists on base - softens * threat, and what is left is split: by hand, at three levels of threat."""
    fields = "verb: negotiate, parties: {reds: 0.7, blues: 0.4}, threat: threat, softens: {reds: 0.5, blues: -0.1}"
    for level, reds, blues in ((0.5, 0.45, 0.45), (0.9, 0.25, 0.49), (1.0, 0.2, 0.5)):
        world = replaced(("start: 0.5}\n  bread", f"start: {level}}}\n  bread"))
        trial = Trial(tmp_path / str(level), fields, world=world)
        assert trial.result("surplus") == pytest.approx(1 - reds - blues)
        assert trial.result("share_reds") == pytest.approx(reds + (1 - reds - blues) / 2)
    calm = replaced(("start: 0.5}\n  bread", "start: 0.2}\n  bread"))
    assert Trial(tmp_path / "calm", fields, world=calm).happenings() == 0, "0.6 and 0.42 leave nothing"


def rubinstein(days: tuple[float, float], delta: float) -> float:
    """The first proposer's share of the surplus in Rubinstein's game with offers `delta` days apart."""
    d1, d2 = (math.exp(-delta / wait) for wait in days)
    return (1 - d2) / (1 - d1 * d2)


@pytest.mark.parametrize(("reds", "blues"), [(10, 10), (30, 10), (1, 9), (100, 1)])
def test_who_can_wait_gets_more_as_rubinstein_has_it(tmp_path: Path, reds: float, blues: float):
    """The limit of alternating offers that follow each other fast; reservation values come off the pie first."""
    fields = f"verb: negotiate, parties: {{reds: 0.2, blues: 0.3}}, patience: {{reds: {reds}, blues: {blues}}}"
    expected = 0.2 + 0.5 * rubinstein((reds, blues), 1e-6)
    assert Trial(tmp_path, fields).result("share_reds") == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("threat: threat, softens: {greens: 1}", "greens is no party to the talks"),
        ("softens: {reds: 1}", "'softens' without 'threat'"),
        ("patience: {greens: 1}", "greens is no party to the talks"),
    ],
)
def test_what_does_not_fit_is_said(tmp_path: Path, more: str, says: str):
    """A name that is no party would do nothing, silently."""
    with pytest.raises(ProblemsFound) as found:
        Trial(tmp_path, f"verb: negotiate, parties: {{reds: 0.4, blues: 0.3}}, {more}")
    assert says in str(found.value)
