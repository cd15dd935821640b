"""An election: shares of the vote become seats, up to rounding and to a swing."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juncture.kernel.run import run_courses
from juncture.language.expression import Number
from juncture.program.lower import lower
from juncture.verbs.elect import Elect
from juncture.verbs.verb import Writing
from models_for_tests import act, model
from verbs_for_tests import Trial

FACTIONS = ("reds", "blues", "greens")
FIELDS = "verb: elect, body: congress, seats: 101, strength: {reds: 50, blues: 30, greens: 21}"


def seats(found: dict[str, np.ndarray]) -> np.ndarray:
    """Shape (factions, courses)."""
    return np.array([found[f"seats_{faction}"] for faction in FACTIONS])


def test_without_a_swing_seats_are_proportional(tmp_path: Path):
    """Strengths that are seats already come out as they went in."""
    assert seats(Trial(tmp_path, FIELDS).results(3)).T.tolist() == [[50, 30, 21]] * 3


def test_with_a_swing_seats_are_within_one_of_their_due_and_add_up(tmp_path: Path):
    """Balinski & Young's quota condition, loosely: nobody gets a seat too many or too few."""
    found = Trial(tmp_path, f"{FIELDS}, swing: 0.4").results(5000)
    weights = np.array([s * np.exp(0.4 * found[f"swing_{f}"]) for f, s in zip(FACTIONS, (50, 30, 21), strict=True)])
    due = 101 * weights / weights.sum(axis=0)
    won = seats(found)
    assert (won.sum(axis=0) == 101).all()
    assert (np.abs(won - due) < 1).all()
    assert (won >= 0).all()


def filled(whole: int, strengths: list[float]) -> list[float]:
    """Seats by the verb alone, without a scenario."""
    writing = Writing("a", (), None)  # type: ignore[arg-type]
    names = [f"f{i}" for i in range(len(strengths))]
    Elect.model_construct(
        body="b",
        seats=Number(float(whole)),
        strength={n: Number(s) for n, s in zip(names, strengths, strict=True)},
        swing=Number(0.0),
    ).write(writing)
    results = [slot for slot in writing.results if slot.names[1].startswith("seats_")]
    program = lower(model(act("a", statements=[*writing.draws, *writing.changes], results=results)))
    return run_courses(program, 1, 0, 1).results.tolist()


@given(st.integers(0, 1000), st.lists(st.floats(0.01, 1000), min_size=1, max_size=9))
@settings(max_examples=150, deadline=None)
def test_any_strengths_fill_the_whole_house_and_give_each_its_due(whole: int, strengths: list[float]):
    """No seat lost or doubled by rounding, whatever the strengths."""
    won = filled(whole, strengths)
    assert sum(won) == whole
    for seats_won, strength in zip(won, strengths, strict=True):
        assert seats_won == int(seats_won)
        assert seats_won >= 0
        assert abs(seats_won - whole * strength / sum(strengths)) < 1 + 1e-9
    # Rounded, not cut off: the first faction, whose cumulated share is its own, is within half a seat.
    assert abs(won[0] - whole * strengths[0] / sum(strengths)) <= 0.5 + 1e-9


def test_the_body_gets_the_seats_that_were_won(tmp_path: Path):
    """The result and the slots say the same."""
    trial = Trial(tmp_path, f"{FIELDS}, swing: 0.3")
    for course in range(10):
        world = trial.world(course)
        for faction in FACTIONS:
            assert world[f"seats(congress, {faction})"] == trial.result(f"seats_{faction}", course)


def test_a_stronger_party_has_a_better_chance_but_may_lose(tmp_path: Path):
    """The swing is lognormal: P(blues ahead of reds) = P(N(log(30/50), 0.3 sqrt 2) > 0), up to half a seat."""
    from scipy import stats

    found = Trial(tmp_path, f"{FIELDS}, swing: 0.3").results(20_000)
    ahead = ((found["seats_blues"] > found["seats_reds"]) + 0.5 * (found["seats_blues"] == found["seats_reds"])).mean()
    assert ahead == pytest.approx(stats.norm.cdf(np.log(30 / 50) / (0.3 * np.sqrt(2))), abs=0.01)
