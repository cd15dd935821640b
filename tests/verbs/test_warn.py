"""A public warning: a threat deters as far as it is believed."""

from pathlib import Path

import numpy as np
import pytest

from verbs_for_tests import Trial

FIELDS = "verb: warn, fear: threat, needed: 400"


def results(folder: Path, more: str) -> tuple[float, float]:
    """Belief, and fear afterwards: 1/2 before, unless raised."""
    trial = Trial(folder, f"{FIELDS}, {more}")
    assert trial.world()["threat"] == pytest.approx(trial.result("fear"))
    return trial.result("believed"), trial.result("fear")


@pytest.mark.parametrize("threat", [0, 0.3, 1])
@pytest.mark.parametrize("why", ["force: 0", "force: 100000, credibility: 0"])
def test_a_threat_that_nobody_believes_deters_nobody_however_great(tmp_path: Path, threat: float, why: str):
    """Without men behind it or without credit: no term in the threat alone."""
    assert results(tmp_path, f"threat: {threat}, {why}") == (0, 0.5)


@pytest.mark.parametrize(
    ("force", "more", "believed"),
    [
        (400, "", 1 / 2),
        (800, "", 4 / 5),
        (200, "", 1 / 5),
        (800, ", steepness: 3", 8 / 9),
        (400, ", credibility: 0.6", 0.3),
    ],
)
def test_belief_goes_with_the_force_seen(tmp_path: Path, force: float, more: str, believed: float):
    """force^m / (force^m + needed^m): half where it is just what is needed."""
    found, fear = results(tmp_path, f"threat: 0.8, force: {force}{more}")
    assert found == pytest.approx(believed)
    assert fear == pytest.approx(1 - 0.5 * (1 - 0.8 * believed))


def test_belief_is_s_shaped(tmp_path: Path):
    """Slow, fast, slow: its slope is greatest well inside, at needed / sqrt(3) for m = 2; a line's is the same all over."""
    force = np.arange(0, 2001, 50.0)
    belief = np.array([results(tmp_path / str(f), f"threat: 1, force: {f}")[0] for f in force])
    slope = np.diff(belief)
    middle = force[:-1] + 25
    assert middle[slope.argmax()] == pytest.approx(400 / np.sqrt(3), abs=30)
    assert slope[0] < 0.3 * slope.max()
    assert slope[-1] < 0.05 * slope.max()
    assert (slope > 0).all()


def test_nobody_is_afraid_twice(tmp_path: Path):
    """Fear after n warnings is 1 - (1 - fear)(1 - threat * belief)^n: it nears 1 and never passes it."""
    trial = Trial(tmp_path, f"{FIELDS}, threat: 0.8, force: 400, times: 5")
    assert trial.world()["threat"] == pytest.approx(1 - 0.5 * 0.6**5)
    sure = Trial(tmp_path / "sure", f"{FIELDS}, threat: 3, force: 400000000, times: 5")
    assert sure.world()["threat"] <= 1
