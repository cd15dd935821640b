"""An ultimatum to members of a body: submit by the deadline or leave."""

from pathlib import Path

import numpy as np
import pytest
from scipy import special

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
