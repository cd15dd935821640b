"""Votes: every quorum with every majority, and factions whose members vote alike."""

import math
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from juncture.kernel.run import Plan, run_courses
from juncture.language import ProblemsFound
from verbs_for_tests import Trial, replaced

FIELDS = "verb: vote, body: senate, motion: peace, aye: {reds: 0.75, blues: 0.4, greens: 0.4}, nay: {blues: 0.4, greens: 0.2}"
N = 20_000

# Quorums and majorities. The senate has 100 seats, 80 members in the hall; the quorum is varied.

MAJORITIES = {
    "of votes cast": lambda ayes, nays: ayes > nays,
    "of members present": lambda ayes, nays: 2 * ayes > 80,
    "of all members": lambda ayes, nays: 2 * ayes > 100,
    "two thirds": lambda ayes, nays: (ayes >= 2 * nays) & (ayes > 0),
}
QUORUMS = {
    "none": ("", 90, lambda ayes, nays: ayes >= 0),
    "members present": (", needs_quorum: true", 80, lambda ayes, nays: ayes >= 0),
    "votes cast": (", quorum_of: votes cast", 66, lambda ayes, nays: ayes + nays >= 66),
    "ayes": (", quorum_of: ayes", 43, lambda ayes, nays: ayes >= 43),
}


@pytest.mark.parametrize("majority", MAJORITIES)
@pytest.mark.parametrize("quorum", QUORUMS)
def test_every_quorum_goes_with_every_majority(tmp_path: Path, quorum: str, majority: str):
    """Laruelle & Valenciano: a motion passes if it has the majority, and the vote the quorum; each counted by hand."""
    field, number, enough = QUORUMS[quorum]
    world = replaced(("quorum: 50", f"quorum: {number}"))
    found = Trial(tmp_path, f"{FIELDS}, majority: {majority}{field}", world=world).results(2000)
    ayes, nays = found["ayes"], found["nays"]
    expected = MAJORITIES[majority](ayes, nays) & enough(ayes, nays)
    np.testing.assert_array_equal(found["carried"], expected)
    assert 0 < expected.mean() < 1
    if quorum in ("votes cast", "ayes"):
        assert (expected < MAJORITIES[majority](ayes, nays)).any() or majority == "of all members"


def test_a_quorum_of_members_present_is_needed_to_vote_at_all(tmp_path: Path):
    """One member too few in the hall, and there is no vote; a quorum of votes cast lets them vote and lose."""
    world = replaced(("quorum: 50", "quorum: 81"))
    assert Trial(tmp_path / "a", f"{FIELDS}, needs_quorum: true", world=world).happenings() == 0
    lost = Trial(tmp_path / "b", f"{FIELDS}, quorum_of: votes cast", world=world).results(50)["carried"]
    assert len(lost) == 50
    assert not lost.any()


def test_staying_away_can_beat_voting_nay(tmp_path: Path):
    """The no-show paradox of a quorum of votes cast: 40 ayes against 35 nays pass; if the nays stay away, not."""
    world = replaced(("present: {reds: 30, blues: 30", "present: {reds: 40, blues: 35"))
    nay, away = (
        f"verb: vote, body: senate, motion: m, aye: {{reds: 1, blues: 0}}, nay: {{blues: {n}}}, quorum_of: votes cast"
        for n in (1, 0)
    )
    assert Trial(tmp_path / "nay", nay, world=world).results(5)["carried"].all()
    assert not Trial(tmp_path / "away", away, world=world).results(5)["carried"].any()


def test_a_roll_call_has_the_quorum_of_ayes_too(tmp_path: Path):
    """Two of three vote aye, and two are needed."""
    world = replaced(("present: {cat: 0}, ", "quorum: 2, "))
    fields = "verb: vote, body: committee, motion: peace, aye: {ann: 1, bob: 0.5, cat: 0}"
    found = Trial(tmp_path, f"{fields}, quorum_of: ayes", world=world).results(500)
    np.testing.assert_array_equal(found["carried"], found["ayes"] >= 2)


# Cohesion


def two_answers(n: int, a: float, rho: float) -> float:
    """Variance of a beta-binomial with correlation rho, by scipy."""
    return float(stats.betabinom.var(n, a * (1 / rho - 1), (1 - a) * (1 / rho - 1)))


@pytest.mark.parametrize("rho", [0.02, 0.1, 0.25])
def test_members_who_vote_alike_have_the_variance_of_a_beta_binomial(tmp_path: Path, rho: float):
    """n a (1 - a) (1 + (n - 1) rho) for each faction, 1/12 for rounding (Sheppard); the mean is as without."""
    fields = f"verb: vote, body: senate, motion: peace, aye: {{reds: 0.6, blues: 0.4}}, cohesion: {rho}"
    ayes = Trial(tmp_path, fields).results(N)["ayes"]
    variance = two_answers(30, 0.6, rho) + two_answers(30, 0.4, rho)
    assert ayes.var() == pytest.approx(variance + 1 / 12, rel=0.04)
    assert ayes.mean() == pytest.approx(30, abs=4 * np.sqrt(variance / N))


def test_with_abstentions_ayes_and_nays_have_the_covariance_of_a_dirichlet_multinomial(tmp_path: Path):
    """Three answers, correlation 0.05: scipy's covariance matrix, summed over the factions."""
    rho, groups = 0.05, [(30, 0.5, 0.3), (30, 0.3, 0.4), (20, 0.4, 0.4)]
    aye, nay = (
        ", ".join(f"{f}: {g[i]}" for f, g in zip(("reds", "blues", "greens"), groups, strict=True)) for i in (1, 2)
    )
    fields = f"verb: vote, body: senate, motion: peace, aye: {{{aye}}}, nay: {{{nay}}}, cohesion: {rho}"
    found = Trial(tmp_path, fields).results(2 * N)
    expected = sum(
        stats.dirichlet_multinomial((1 / rho - 1) * np.array([a, b, 1 - a - b]), n).cov()[:2, :2] for n, a, b in groups
    )
    measured = np.cov(found["ayes"], found["nays"])
    np.testing.assert_allclose(measured, expected, atol=0.04 * expected.max() + 1 / 12)
    assert measured[0, 1] < 0


def test_without_cohesion_nothing_changes(tmp_path: Path):
    """The default is independence, bit for bit."""
    plain, zero = (Trial(tmp_path / n, FIELDS + m).results(200) for n, m in (("a", ""), ("b", ", cohesion: 0")))
    for name, values in plain.items():
        np.testing.assert_array_equal(values, zero[name])


def test_cohesion_makes_the_upset_likelier(tmp_path: Path):
    """The shape: who is behind by six in the mean wins now and then if factions move as blocs; if not, seldom.

    By the normal law with the variance of each; a linear stand-in, chance in proportion to the mean, sees no difference.
    """
    fields = "verb: vote, body: senate, motion: peace, aye: {reds: 0.5, blues: 0.3}"
    for rho in (0.0, 0.1, 0.4):
        won = Trial(tmp_path / str(rho), f"{fields}, cohesion: {rho}").results(N)["carried"].mean()
        variance = 30 * (0.25 + 0.21) * (1 + 29 * rho)
        exact = stats.norm.sf(30.5, 24, math.sqrt(variance))
        assert won == pytest.approx(exact, abs=4 * math.sqrt(exact * (1 - exact) / N) + 1e-3)


def test_a_recorded_total_is_as_likely_as_its_covariance_says(tmp_path: Path):
    """237 to 138 of 398: the log likelihood is that of a normal with the Dirichlet-multinomial's mean and covariance."""
    world = replaced(
        ("seats: {reds: 40, blues: 35, greens: 25}", "seats: {reds: 237, blues: 138, greens: 35}"),
        ("present: {reds: 30, blues: 30, greens: 20}", "present: {reds: 232, blues: 136, greens: 30}"),
    )
    rho, groups = 0.03, [(232, 0.9, 0.04), (136, 0.08, 0.88), (30, 0.4, 0.3)]
    fields = "verb: vote, body: senate, motion: m, aye: {reds: 0.9, blues: 0.08, greens: 0.4}"
    fields += f", nay: {{reds: 0.04, blues: 0.88, greens: 0.3}}, cohesion: {rho}"
    record = "- {act: a, on: 2000-01-01, result: {ayes: 237, nays: 138}}"
    trial = Trial(tmp_path, fields, world=world, record=record)
    batch = run_courses(trial.program, 1, 0, 1, Plan(trial.model.record_until))
    mean = sum(n * np.array([a, b]) for n, a, b in groups)
    covariance = sum(
        stats.dirichlet_multinomial((1 / rho - 1) * np.array([a, b, 1 - a - b]), n).cov()[:2, :2] for n, a, b in groups
    )
    expected = stats.multivariate_normal.logpdf([237, 138], mean, covariance)
    assert batch.likelihood[0] == pytest.approx(expected, abs=0.02)
    assert batch.summary[0, 5] == 0


def test_a_roll_call_has_no_cohesion(tmp_path: Path):
    """Persons are not interchangeable; the message says where the field belongs."""
    with pytest.raises(ProblemsFound) as found:
        Trial(tmp_path, "verb: vote, body: committee, motion: m, aye: {ann: 1, bob: 1, cat: 1}, cohesion: 0.2")
    assert "a roll call with 'cohesion'" in str(found.value)
