"""A vote: sums of independent votes, quorums, majorities, roll calls, and totals that history observed."""

import math
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from juncture.kernel.run import Plan, run_courses
from verbs_for_tests import Trial, replaced

FACTIONS = "verb: vote, body: senate, motion: peace, aye: {reds: 0.9, blues: 0.2, greens: 0.5}"
N = 40_000
GROUPS = [(30, 0.9, 0.1), (30, 0.2, 0.8), (20, 0.5, 0.2)]  # present, aye, nay


def poisson_binomial(groups: list[tuple[int, float]]) -> np.ndarray:
    """The exact law of a sum of independent votes, by convolution: P(0), P(1), ..."""
    law = np.ones(1)
    for n, p in groups:
        law = np.convolve(law, stats.binom.pmf(range(n + 1), n, p))
    return law


def distance(found: np.ndarray, law: np.ndarray) -> float:
    """The largest difference between two distribution functions on the whole numbers."""
    shares = np.bincount(np.clip(found, 0, len(law) - 1).astype(int), minlength=len(law)) / len(found)
    return float(np.abs(np.cumsum(shares) - np.cumsum(law)).max())


def test_the_tally_has_the_mean_and_the_variance_of_the_sum_of_independent_votes(tmp_path: Path):
    """With abstentions among the greens: E, Var and Cov of ayes and nays, plus 1/12 for the rounding (Sheppard)."""
    found = Trial(tmp_path, f"{FACTIONS}, nay: {{greens: 0.2}}").results(N)
    mean_aye, mean_nay = (sum(n * g[i] for n, *g in GROUPS) for i in (0, 1))
    variance_aye, variance_nay = (sum(n * g[i] * (1 - g[i]) for n, *g in GROUPS) for i in (0, 1))
    covariance = -sum(n * a * b for n, a, b in GROUPS)
    ayes, nays = found["ayes"], found["nays"]
    assert ayes.mean() == pytest.approx(mean_aye, abs=4 * np.sqrt(variance_aye / N))
    assert nays.mean() == pytest.approx(mean_nay, abs=4 * np.sqrt(variance_nay / N))
    assert nays.var() == pytest.approx(variance_nay + 1 / 12, rel=0.03)
    assert ayes.var() == pytest.approx(variance_aye + 1 / 12, rel=0.05)
    assert np.cov(ayes, nays)[0, 1] == pytest.approx(covariance, rel=0.03)


def test_the_tally_is_near_the_exact_poisson_binomial_law(tmp_path: Path):
    """The normal law stands in for a sum of 80 votes: its distribution function is off by less than a hundredth."""
    found = Trial(tmp_path, f"{FACTIONS}, nay: {{greens: 0.2}}").results(N)
    assert distance(found["nays"], poisson_binomial([(n, b) for n, _, b in GROUPS])) < 0.01
    assert distance(found["ayes"], poisson_binomial([(n, a) for n, a, _ in GROUPS])) < 0.02


def test_the_chance_that_a_motion_is_carried_is_near_the_exact_one(tmp_path: Path):
    """What an outcome hangs upon: P(ayes > nays) by exact convolution of each faction's trinomial."""
    law = {0: 1.0}
    for n, a, b in GROUPS:
        votes = {}
        for i in range(n + 1):
            for j in range(n + 1 - i):
                neither = max(0.0, round(1 - a - b, 12))
                p = math.comb(n, i) * math.comb(n - i, j) * a**i * b**j * neither ** (n - i - j)
                votes[i - j] = votes.get(i - j, 0.0) + p
        combined: dict[int, float] = {}
        for lead, p in law.items():
            for more, q in votes.items():
                combined[lead + more] = combined.get(lead + more, 0.0) + p * q
        law = combined
    exact = sum(p for lead, p in law.items() if lead > 0)
    found = Trial(tmp_path, f"{FACTIONS}, nay: {{greens: 0.2}}").results(N)
    assert found["carried"].mean() == pytest.approx(exact, abs=0.01)
    np.testing.assert_array_equal(found["carried"], found["ayes"] > found["nays"])


@pytest.mark.parametrize(
    ("majority", "needed"),
    [
        ("of votes cast", lambda ayes, nays: ayes > nays),
        ("of members present", lambda ayes, nays: 2 * ayes > 80),
        ("of all members", lambda ayes, nays: 2 * ayes > 100),
        ("two thirds", lambda ayes, nays: (ayes >= 2 * nays) & (ayes > 0)),
    ],
)
def test_what_counts_as_a_majority_is_the_author_s_to_say(tmp_path: Path, majority: str, needed):
    """Laruelle & Valenciano: of those who vote, of those present, of all; the same tally carries by one rule and fails
    by another."""
    fields = f"{FACTIONS.replace('blues: 0.2', 'blues: 0.4')}, nay: {{greens: 0.2}}, majority: {majority}"
    found = Trial(tmp_path, fields).results(2000)
    np.testing.assert_array_equal(found["carried"], needed(found["ayes"], found["nays"]))
    assert 0 < found["carried"].mean() < 1


def test_the_body_s_own_majority_holds_where_the_act_says_nothing(tmp_path: Path):
    """A body states its rule once, for all its votes."""
    world = replaced(("    kind: assembly\n", "    kind: assembly\n    majority: two thirds\n"))
    found = Trial(tmp_path, FACTIONS, world=world).results(500)
    np.testing.assert_array_equal(found["carried"], found["ayes"] >= 2 * found["nays"])


def test_with_a_needed_quorum_no_vote_is_taken_without_it(tmp_path: Path):
    """49 of 50 are not enough, where the scenario says so; a quorum that may be ignored is a rule."""
    small = replaced(("present: {reds: 30, blues: 30, greens: 20}", "present: {reds: 30, blues: 19}"))
    assert Trial(tmp_path / "a", f"{FACTIONS}, needs_quorum: true", world=small).happenings() == 0
    assert Trial(tmp_path / "b", FACTIONS, world=small).happenings() == 1


def test_an_empty_hall_votes_on_nothing(tmp_path: Path):
    """No vote by nobody."""
    assert Trial(tmp_path, FACTIONS.replace("senate", "congress")).happenings() == 0


@pytest.mark.parametrize("majority", ["of votes cast", "of members present", "two thirds"])
def test_where_everybody_abstains_nothing_is_carried(tmp_path: Path, majority: str):
    """Nought to nought is neither a majority nor two thirds."""
    fields = "verb: vote, body: senate, motion: peace, aye: {reds: 0, blues: 0}, nay: {reds: 0, blues: 0}"
    found = Trial(tmp_path, f"{fields}, majority: {majority}").results(20)
    assert not found["carried"].any()
    assert not found["ayes"].any()
    assert not found["nays"].any()


@pytest.mark.parametrize("chance", ["1", "0.999", "0.5", "0.001", "0"])
def test_no_vote_has_more_voters_than_members_in_the_hall(tmp_path: Path, chance: str):
    """The normal law has tails, halls have walls."""
    for name, more in (("all", ""), ("some", f", nay: {{reds: 0.0005, blues: {chance}}}")):
        fields = f"verb: vote, body: senate, motion: peace, aye: {{reds: {chance}, blues: {chance}}}{more}"
        found = Trial(tmp_path / name, fields).results(3000)
        assert (found["ayes"] >= 0).all()
        assert (found["nays"] >= 0).all()
        assert (found["ayes"] + found["nays"] <= 60).all()
        if not more:
            assert (found["ayes"] + found["nays"] == 60).all()


# Roll calls


ROLL = "verb: vote, body: committee, motion: peace, aye: {ann: 0.9, bob: 0.6, greens: 0.3}"
ALL_THREE = replaced(("present: {cat: 0}, ", ""))


def test_in_a_roll_call_each_person_votes_for_himself(tmp_path: Path):
    """Two of three carry; cat has the chance of her faction. P = the sum over the four winning ballots."""
    found = Trial(tmp_path, ROLL, world=ALL_THREE).results(N)
    for person, p in (("ann", 0.9), ("bob", 0.6), ("cat", 0.3)):
        assert abs(found[person].mean() - p) < 4 * np.sqrt(p * (1 - p) / N)
    exact = poisson_binomial([(1, 0.9), (1, 0.6), (1, 0.3)])[2:].sum()
    assert abs(found["carried"].mean() - exact) < 4 * np.sqrt(exact * (1 - exact) / N)
    np.testing.assert_array_equal(found["ayes"] + found["nays"], 3)


def test_an_absent_member_has_no_vote(tmp_path: Path):
    """Who is in the room decides: with cat away, one aye of two is no majority."""
    found = Trial(tmp_path, ROLL).results(2000)
    assert (found["cat"] == 0).all()
    np.testing.assert_array_equal(found["ayes"] + found["nays"], 2)
    np.testing.assert_array_equal(found["carried"], found["ayes"] == 2)


def test_in_a_roll_call_a_person_may_take_no_part(tmp_path: Path):
    """Ann aye 0.5, nay 0.3, so away 0.2; bob and cat never away. Carried where the ayes outnumber the nays: by hand."""
    found = Trial(tmp_path, f"{ROLL}, nay: {{ann: 0.3}}".replace("ann: 0.9", "ann: 0.5"), world=ALL_THREE).results(N)
    away = (found["ann"] == 0) & (found["ann_against"] == 0)
    assert not ((found["ann"] > 0) & (found["ann_against"] > 0)).any()
    for chance, seen in ((0.5, found["ann"]), (0.3, found["ann_against"]), (0.2, away)):
        assert abs(seen.mean() - chance) < 4 * np.sqrt(chance * (1 - chance) / N)
    np.testing.assert_array_equal(found["ayes"] + found["nays"], 3 - away)
    exact = 0.5 * (1 - 0.4 * 0.7) + 0.3 * 0.6 * 0.3 + 0.2 * 0.6 * 0.3  # bob 0.6, cat 0.3; ann aye, nay, away
    assert abs(found["carried"].mean() - exact) < 4 * np.sqrt(exact * (1 - exact) / N)


# History


ASSEMBLY = replaced(
    ("seats: {reds: 40, blues: 35, greens: 25}", "seats: {reds: 237, blues: 138, greens: 35}"),
    ("present: {reds: 30, blues: 30, greens: 20}", "present: {reds: 232, blues: 136, greens: 30}"),
)


def replayed(tmp_path: Path, aye: str, result: str) -> tuple[float, int, float]:
    """Log-likelihood of the draws, stubborn draws, and whether it was carried."""
    trial = Trial(
        tmp_path,
        f"verb: vote, body: senate, motion: declaration, aye: {aye}, nay: {{greens: 0.3}}",
        world=ASSEMBLY,
        record=f"- {{act: a, on: 2000-01-01, result: {result}}}",
    )
    batch = run_courses(trial.program, 1, 0, 1, Plan(trial.model.record_until))
    return float(batch.likelihood[0]), int(batch.summary[0, 5]), float(batch.results[trial.names.index("carried")])


@pytest.mark.parametrize(
    "aye",
    [
        "{reds: 0.97, blues: 0.03, greens: 0.4}",
        "{reds: 0.6, blues: 0.5, greens: 0.4}",
        "{reds: 0.2, blues: 0.9, greens: 0.4}",
    ],
)
def test_observed_totals_of_237_to_138_have_a_finite_probability(tmp_path: Path, aye: str):
    """Recorded totals are not draws by faction: the verb offers the totals themselves, likely or unlikely."""
    log_likelihood, stubborn, carried = replayed(tmp_path, aye, "{ayes: 237, nays: 138}")
    assert stubborn == 0
    assert np.isfinite(log_likelihood)
    assert log_likelihood < 0
    assert carried == 1


def test_a_record_that_fits_is_likelier_than_one_that_does_not(tmp_path: Path):
    """What weighing assumptions by the record rests upon."""
    good, *_ = replayed(tmp_path / "a", "{reds: 0.97, blues: 0.03, greens: 0.4}", "{ayes: 237, nays: 138}")
    bad, *_ = replayed(tmp_path / "b", "{reds: 0.7, blues: 0.2, greens: 0.4}", "{ayes: 237, nays: 138}")
    assert good > bad + 10


def test_a_record_may_say_only_that_a_motion_was_carried(tmp_path: Path):
    """The likelihood is then the chance of being carried, about 1/2 for an even house."""
    even = "{reds: 0.5, blues: 0.5, greens: 0.3}"
    carried, stubborn, result = replayed(tmp_path / "yes", even, "{carried: 1}")
    assert (stubborn, result) == (0, 1)
    missed, stubborn, result = replayed(tmp_path / "no", even, "{carried: 0}")
    assert (stubborn, result) == (0, 0)
    assert np.exp(carried) + np.exp(missed) == pytest.approx(1, abs=0.2)
