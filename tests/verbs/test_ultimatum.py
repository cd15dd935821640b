"""An ultimatum to members of a body: submit by the deadline or leave."""

import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from scipy import special

from juncture.kernel.run import Plan, run_courses
from verbs_for_tests import Trial

FIELDS = "verb: ultimatum, body: committee, targets: {ann: 0.8, bob: 0.4}, pressure: 3"
N = 20_000


@pytest.mark.parametrize("signatures", [0, 0.25, 0.5, 0.75, 1])
def test_the_share_who_submit_follows_the_logistic_formula(tmp_path: Path, signatures: float):
    """submits = logistic(log odds(loyalty) + pressure (signatures - 1/2)); half the signatures leave loyalty as it is."""
    found = Trial(tmp_path, f"{FIELDS}, signatures: {signatures}").results(N)
    for person, loyalty in (("ann", 0.8), ("bob", 0.4)):
        p = special.expit(special.logit(loyalty) + 3 * (signatures - 0.5))
        assert abs((1 - found[person]).mean() - p) < 4 * np.sqrt(p * (1 - p) / N)


def test_more_signatures_make_more_submit_and_with_negative_pressure_fewer(tmp_path: Path):
    """With one and the same luck, nobody who submitted to a few leaves because there are more."""
    few, many = (Trial(tmp_path / s, f"{FIELDS}, signatures: {s}").results(500)["left"] for s in ("0.2", "0.9"))
    assert (many <= few).all()
    assert many.sum() < few.sum()
    provoked = [
        Trial(tmp_path / f"p{s}", f"{FIELDS.replace('pressure: 3', 'pressure: -3')}, signatures: {s}").results(500)[
            "left"
        ]
        for s in ("0.2", "0.9")
    ]
    assert (provoked[1] >= provoked[0]).all()


def test_who_leaves_is_no_member_and_not_in_the_room(tmp_path: Path):
    """And who stays keeps both."""
    trial = Trial(tmp_path, f"{FIELDS}, signatures: 0.5")
    for course in range(20):
        world = trial.world(course)
        for person in ("ann", "bob"):
            stays = 1 - trial.result(person, course)
            assert world[f"member(committee, {person})"] == world[f"present(committee, {person})"] == stays
        assert world["member(committee, cat)"] == 1, "who is not addressed is not concerned"
        left = trial.result("left", course)
        assert trial.result("submitted", course) == (left == 0)
        assert left == trial.result("ann", course) + trial.result("bob", course)


def test_who_has_left_is_not_asked_again(tmp_path: Path):
    """Loyalty 0.001 is the least there is: both leave soon, and then there is nobody to address."""
    fields = "verb: ultimatum, body: committee, targets: {ann: 0, bob: 0}, times: 50"
    trial = Trial(tmp_path, fields)
    assert 1 <= trial.happenings() <= 3
    assert trial.world()["member(committee, ann)"] == 0


# A wing that leaves together

WING = "verb: ultimatum, body: committee, targets: {ann: 0.7, bob: 0.55, cat: 0.4}"


def all_leave(chances: list[float], together: float) -> float:
    """The chance that all leave: a common mood u, constant between the chances; by summing over its pieces."""
    edges = [0.0, *sorted(chances), 1.0]
    result = 0.0
    for low, high in pairwise(edges):
        mood = (low + high) / 2
        result += (high - low) * math.prod((1 - together) * q + together * (mood < q) for q in chances)
    return result


@pytest.mark.parametrize("together", [0.0, 0.3, 0.7, 0.99])
def test_a_wing_leaves_or_stays_together_and_nobody_s_own_chance_changes(tmp_path: Path, together: float):
    """The closed form of a common factor: each leaves as often as before, all leave and none leave more often."""
    found = Trial(tmp_path, f"{WING}, together: {together}").results(N)
    chances = [0.3, 0.45, 0.6]
    for person, q in zip(("ann", "bob", "cat"), chances, strict=True):
        assert abs(found[person].mean() - q) < 4 * np.sqrt(q * (1 - q) / N)
    for count, p in ((3, all_leave(chances, together)), (0, all_leave([1 - q for q in chances], together))):
        assert abs((found["left"] == count).mean() - p) < 4 * np.sqrt(p * (1 - p) / N)
    apart = (np.prod(chances), np.prod([1 - q for q in chances]))
    assert all_leave(chances, together) >= apart[0]
    assert all_leave([1 - q for q in chances], together) >= apart[1]


def test_two_of_the_same_loyalty_answer_with_correlation_together_squared(tmp_path: Path):
    """What `together` means."""
    found = Trial(
        tmp_path, f"{FIELDS.replace('0.8', '0.5').replace('0.4', '0.5')}, signatures: 0.5, together: 0.8"
    ).results(N)
    assert np.corrcoef(found["ann"], found["bob"])[0, 1] == pytest.approx(0.64, abs=0.02)


def test_a_record_of_who_left_is_possible_whatever_the_mood(tmp_path: Path):
    """The most loyal left and the least loyal stayed: unlikely for a wing, and no stubborn draw."""
    record = "- {act: a, on: 2000-01-01, result: {ann: 1, bob: 0, cat: 0}}"
    trial = Trial(tmp_path, f"{WING}, together: 1", record=record)
    batch = run_courses(trial.program, 1, 0, 200, Plan(trial.model.record_until))
    assert not batch.summary[:, 5].any()
    assert np.isfinite(batch.likelihood).all()
