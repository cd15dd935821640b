"""Negotiation: a deal exists only where reservation values leave room for one."""

import math
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from models_for_tests import instants_of
from verbs_for_tests import Trial


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
