"""Defection: soldiers change sides by their ties, by the odds they see and by who has gone before."""

from pathlib import Path

import numpy as np
import pytest
from scipy import optimize, special

from juncture.kernel.run import Plan, run_courses
from verbs_for_tests import Trial, replaced

FIELDS = "verb: defect, unit: guard, leaves: cabinet, to: senate"
WHOLE = replaced(("{cabinet: 0.5, senate: 0.25}", "{cabinet: 1, senate: 0}"))
N = 20_000


def stable(
    odds: float, spread: float, first: float = 0, comrades: float = 4, caution: float = 1, ties: float = 0
) -> float:
    """The smallest share at which nobody more would go, found by looking along all shares of a whole unit."""
    share = np.linspace(first, 1, 400_001)
    index = special.logit(odds) + comrades * share + ties - caution
    beyond = first + (1 - first) * special.expit(index / spread) - share
    return float(share[np.argmax(beyond <= 0)])


def shares(folder: Path, more: str, odds: np.ndarray, world: str = WHOLE) -> dict[float, dict[str, float]]:
    """The results at each of several odds, without luck."""
    found = {}
    for value in odds:
        trial = Trial(folder / f"{value:.4f}", f"{FIELDS}, odds: {value}, {more}", world=world)
        found[float(value)] = {name: trial.result(name) for name in trial.names}
    return found


def test_seen_odds_below_the_tipping_point_move_a_few_and_above_it_nearly_all(tmp_path: Path):
    """Granovetter and Kuran: no line, and no smooth curve through such points, has this step.

    With spread s and k = 4 comrades the tipping point is where r -> logistic((log odds + k r - 1) / s) touches the
    diagonal: s log odds(r) - k r + 1 at r = (1 - sqrt(1 - 4 s / k)) / 2.
    """
    spread = 0.4
    r = (1 - np.sqrt(1 - spread)) / 2
    tipping = special.expit(spread * special.logit(r) - 4 * r + 1)
    odds = np.array([0.02, 0.1, 0.2, tipping - 0.005, tipping + 0.005, 0.5, 0.8])
    found = shares(tmp_path, f"spread: {spread}", odds)
    below = [f["over"] for value, f in found.items() if value < tipping]
    above = [f["over"] for value, f in found.items() if value > tipping]
    assert max(below) < 0.15
    assert min(above) > 0.98
    assert [f["moved"] for f in found.values()] == [0, 0, 0, 0, 1, 1, 1]


@pytest.mark.parametrize(
    ("spread", "more"),
    [(0.2, {}), (0.6, {"first": 0.1}), (0.9, {"caution": 0.3}), (0.5, {"comrades": 2.5, "ties": 0.7}), (1.5, {})],
)
def test_the_share_is_the_first_at_which_nobody_more_would_go(tmp_path: Path, spread: float, more: dict[str, float]):
    """Against a search along all shares, on both sides of the tipping point."""
    names = {"first": "instigators"}
    fields = ", ".join([f"spread: {spread}", *(f"{names.get(k, k)}: {v}" for k, v in more.items())])
    for odds, found in shares(tmp_path, fields, np.array([0.05, 0.2, 0.4, 0.7, 0.9])).items():
        assert found["over"] == pytest.approx(stable(odds, spread, **more), abs=0.01)
        assert found["moved"] == (found["over"] > 0.5)


def test_without_comrades_each_decides_alone(tmp_path: Path):
    """Closed forms of the ordered choice: over, and neither, by ties and caution."""
    for odds, found in shares(
        tmp_path, "spread: 0.8, ties: 0.4, caution: 0.7, comrades: 0", np.array([0.2, 0.5, 0.9])
    ).items():
        over, gone = (special.expit((special.logit(odds) + 0.4 + c) / 0.8) for c in (-0.7, 0.7))
        assert found["over"] == pytest.approx(over)
        assert found["neutral"] == pytest.approx(gone - over)


def test_with_thresholds_wide_apart_there_is_no_tipping_point(tmp_path: Path):
    """What tips a unit is that its men are alike: with spread s > k / 4 no step is steeper than 1 / (4 s - k)."""
    odds = np.arange(0.02, 0.99, 0.04)
    steep, smooth = (
        np.diff([f["over"] for f in shares(tmp_path / str(s), f"spread: {s}", odds).values()])
        / np.diff(special.logit(odds))
        for s in (0.3, 2)
    )
    assert steep.max() > 1 / (4 * 2 - 4) * 10
    assert smooth.min() > 0
    assert smooth.max() < 1 / (4 * 2 - 4)


def test_a_few_who_begin_can_tip_a_unit_that_the_odds_would_leave_standing(tmp_path: Path):
    """Granovetter's crowds: two units alike but for one man in fifty end far apart."""
    odds = np.array([0.35])
    few, more = (shares(tmp_path / str(i), f"spread: 0.3, instigators: {i}", odds)[0.35]["over"] for i in (0.14, 0.16))
    assert few < 0.25
    assert more > 0.95


def test_many_fight_for_nobody_where_the_odds_are_even_and_none_without_caution(tmp_path: Path):
    """Albrecht and Ohl's third answer; it is commonest in the middle and vanishes as one side is sure to win."""
    fields = "spread: 0.3, comrades: 0"
    found = shares(tmp_path / "a", fields, np.array([0.01, 0.5, 0.99]))
    low, middle, high = (f["neutral"] for f in found.values())
    assert middle > 0.9
    assert max(low, high) < 0.05
    assert all(
        f["neutral"] == 0 for f in shares(tmp_path / "b", "spread: 0.3, caution: 0", np.array([0.2, 0.6])).values()
    )


@pytest.mark.parametrize("odds", [0.2, 0.3, 0.4])
def test_rumour_makes_the_tipping_point_a_chance(tmp_path: Path, odds: float):
    """Logistic noise: P(most go over) = logistic((log odds - tipping point) / rumour)."""
    trial = Trial(tmp_path, f"{FIELDS}, odds: {odds}, spread: 0.4, rumour: 0.5", world=WHOLE)
    r = (1 - np.sqrt(0.6)) / 2
    p = special.expit((special.logit(odds) - (0.4 * special.logit(r) - 4 * r + 1)) / 0.5)
    found = trial.results(N)
    assert found["tipping"] == pytest.approx(0.4 * special.logit(r) - 4 * r + 1)
    assert found["chance"] == pytest.approx(p)
    assert abs(found["moved"].mean() - p) < 4 * np.sqrt(p * (1 - p) / N)
    np.testing.assert_array_equal(found["moved"], found["over"] > 0.5)
    # What they saw that night is the odds and logistic noise, whichever way it went.
    noise = special.expit((found["seen"] - special.logit(odds)) / 0.5)
    assert np.abs(np.quantile(noise, [0.1, 0.25, 0.5, 0.75, 0.9]) - [0.1, 0.25, 0.5, 0.75, 0.9]).max() < 0.015


def test_men_are_neither_lost_nor_doubled(tmp_path: Path):
    """Who obeyed the cabinet obeys it still, or the senate, or nobody; the others stay as they were."""
    trial = Trial(tmp_path, f"{FIELDS}, odds: 0.4, spread: 0.5, rumour: 2")
    for course in range(30):
        world = trial.world(course)
        over, neutral = trial.result("over", course), trial.result("neutral", course)
        assert min(over, neutral, 1 - over - neutral) >= 0
        assert world["loyalty(guard, senate)"] == pytest.approx(0.25 + 0.5 * over)
        assert world["loyalty(guard, cabinet)"] == pytest.approx(0.5 * (1 - over - neutral))


def test_comrades_who_obeyed_the_other_side_before_are_seen(tmp_path: Path):
    """Half the unit with the senate, a tenth still with the cabinet: the tenth sees 4 * 1/2 in log odds at once."""
    world = replaced(("{cabinet: 0.5, senate: 0.25}", "{cabinet: 0.1, senate: 0.5}"))
    found = shares(tmp_path, "spread: 0.5", np.array([0.2]), world)[0.2]
    root = optimize.brentq(lambda r: special.expit((special.logit(0.2) + 4 * (0.5 + 0.1 * r) - 1) / 0.5) - r, 0, 1)
    assert found["over"] == pytest.approx(root, abs=1e-4)


@pytest.mark.parametrize("moved", [0, 1])
def test_a_record_may_say_whether_most_went_over(tmp_path: Path, moved: float):
    """Its likelihood is the chance of that, and the share follows."""
    fields = f"{FIELDS}, odds: 0.3, spread: 0.4, rumour: 1"
    trial = Trial(tmp_path, fields, world=WHOLE, record=f"- {{act: a, on: 2000-01-01, result: {{moved: {moved}}}}}")
    batch = run_courses(trial.program, 1, 0, 1, Plan(trial.model.record_until))
    found = dict(zip(trial.names, batch.results[-len(trial.names) :], strict=True))
    assert batch.summary[0, 5] == 0
    assert (found["moved"], found["over"] > 0.5) == (moved, moved == 1)
    assert batch.likelihood[0] == pytest.approx(np.log(found["chance"] if moved else 1 - found["chance"]))


def test_nobody_leaves_whom_nobody_obeys(tmp_path: Path):
    """A guard: somebody must obey still."""
    world = replaced(("{cabinet: 0.5, senate: 0.25}", "{cabinet: 0, senate: 0.25}"))
    assert Trial(tmp_path, f"{FIELDS}, odds: 0.9, spread: 0.5", world=world).happenings() == 0
