"""A battle for a place: Tullock's contest."""

from pathlib import Path

import numpy as np
import pytest

from verbs_for_tests import Trial

FIELDS = "verb: storm, place: palace, attacker: cabinet, defender: senate"


def chance(tmp_path: Path, fields: str, n: int = 20_000) -> tuple[float, float]:
    """The share won, and its standard error."""
    won = Trial(tmp_path, fields).results(n)["won"]
    return won.mean(), float(np.sqrt(max(won.mean() * (1 - won.mean()), 1 / n) / n))


@pytest.mark.parametrize(
    ("more", "p"),
    [
        ("", 2 / 3),
        (", advantage: 3", 6 / 7),
        (", attack: 500, defence: 1500", 1 / 4),
        (", attack: 500, defence: 1500, decisiveness: 2", 1 / 10),
        (", attack: 500, defence: 1500, decisiveness: 0.5", 1 / (1 + 3**0.5)),
        (", attack: 500, defence: 0", 1.0),
        (", attack: 700, defence: 700, decisiveness: 8", 0.5),
    ],
)
def test_chances_go_with_the_ratio_of_force_to_the_power_of_decisiveness(tmp_path: Path, more: str, p: float):
    """A^m / (A^m + D^m), with the men at the place who would obey where the author states no others."""
    found, error = chance(tmp_path, FIELDS + more)
    assert abs(found - p) < 4 * error


def test_the_log_odds_are_linear_in_the_log_ratio_with_the_published_exponent(tmp_path: Path):
    """Tullock's form has slope m and no intercept; Hirshleifer's difference form would bend."""
    ratios, exponent, n = (0.25, 0.5, 1, 2, 4), 1.5, 40_000
    logits = []
    for ratio in ratios:
        fields = f"{FIELDS}, attack: {1000 * ratio}, defence: 1000, decisiveness: {exponent}"
        share, _ = chance(tmp_path / str(ratio), fields, n)
        logits.append(np.log(share / (1 - share)))
    slope, intercept = np.polyfit(np.log(ratios), logits, 1)
    assert slope == pytest.approx(exponent, abs=0.05)
    assert intercept == pytest.approx(0, abs=0.04)


def test_the_winner_holds_the_place_alone(tmp_path: Path):
    """A place has one master after a battle."""
    trial = Trial(tmp_path, FIELDS)
    for course in range(15):
        world, won = trial.world(course), trial.result("won", course)
        assert (world["controls(cabinet, palace)"], world["controls(senate, palace)"]) == (won, 1 - won)


def test_nobody_attacks_without_men(tmp_path: Path):
    """An attack by nobody would have even chances against nobody."""
    assert Trial(tmp_path, f"{FIELDS}, attack: 0").happenings() == 0
