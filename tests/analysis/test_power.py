"""Voting power: published games, closed forms, and plain enumeration of all coalitions and all orders."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import permutations, product
from math import comb

import numpy as np
import pytest

from juncture.analysis.power import mean_power, power

#: Weights, quota, swings, Shapley-Shubik; where others publish them.
PUBLISHED = {
    # Council of the European Economic Community, 1958: Banzhaf 5/21, 1/7, 0 (Britannica Guide to Statistics and Probability).
    "eec_1958": ([4, 4, 4, 2, 2, 1], 12, [10, 10, 10, 6, 6, 0], ["7/30"] * 3 + ["3/20"] * 2 + ["0"]),
    # UN Security Council since 1966: Shapley-Shubik 421/2145 and 4/2145 (4 * 6! * 8! / 15! orders for a small member).
    "security_council": ([7] * 5 + [1] * 10, 39, [848] * 5 + [84] * 10, ["421/2145"] * 5 + ["4/2145"] * 10),
    # From the tests of the package powerindex.
    "textbook": ([3, 2, 1, 1], 4, [6, 2, 2, 2], ["1/2", "1/6", "1/6", "1/6"]),
    # From the documentation of the package CoopGame (after Stach 2011).
    "stach": ([10, 10, 20, 30], 50, [1, 1, 3, 5], ["1/12", "1/12", "1/4", "7/12"]),
    # Two large voters and a small one are equal: any two of them win.
    "kingmaker": ([49, 49, 2], 51, [2, 2, 2], ["1/3"] * 3),
    # Nassau County, 1964: half of the voters can never decide (Banzhaf's own case).
    "nassau": ([31, 31, 28, 21, 2, 2], 58, [16, 16, 16, 0, 0, 0], ["1/3"] * 3 + ["0"] * 3),
}
#: Electoral votes of 1996 from the largest to the smallest, and how many have them.
ELECTORS = {54: 1, 33: 1, 32: 1, 25: 1, 23: 1, 22: 1, 21: 1, 18: 1, 15: 1, 14: 1, 13: 2, 12: 2, 11: 4, 10: 2, 9: 2, 8: 6,
            7: 3, 6: 2, 5: 4, 4: 6, 3: 8}  # fmt: skip


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_games_come_out_exactly(name: str):
    weights, quota, swings, orders = PUBLISHED[name]
    found = power(weights, quota)
    assert [voter.swings for voter in found] == swings
    assert [voter.shapley_shubik for voter in found] == [Fraction(share) for share in orders]
    assert [voter.banzhaf for voter in found] == [Fraction(swing, sum(swings)) for swing in swings]


def test_the_electoral_college_of_1996_agrees_with_another_package():
    """51 voters, 2^51 coalitions: California's two indices as power_bdd 1.0.0 has them in its own tests."""
    votes = [weight for weight, many in ELECTORS.items() for _ in range(many)]
    assert (len(votes), sum(votes)) == (51, 538)
    california = power(votes, 270)[0]
    assert float(california.penrose_banzhaf) == pytest.approx(0.4664541346829614, abs=1e-14)
    assert float(california.shapley_shubik) == pytest.approx(0.10812540951779513, abs=1e-14)


@pytest.mark.parametrize("voters", [1, 2, 3, 65, 70, 100])
def test_equal_voters_have_the_power_of_the_closed_form(voters: int):
    """C(n-1, q-1) / 2^(n-1) and 1/n: with 70 voters machine integers would overflow."""
    quota = voters // 2 + 1
    for voter in power([1] * voters, quota):
        assert voter.penrose_banzhaf == Fraction(comb(voters - 1, quota - 1), 1 << (voters - 1))
        assert voter.shapley_shubik == Fraction(1, voters)


def test_a_dictator_has_all_power_and_a_voter_without_votes_none():
    found = power([3, 1, 1, 0], 3)
    assert [voter.shapley_shubik for voter in found] == [1, 0, 0, 0]
    assert [voter.penrose_banzhaf for voter in found] == [1, 0, 0, 0]


def test_where_all_together_do_not_reach_the_quota_nobody_has_power():
    assert all(voter.swings == voter.banzhaf == voter.shapley_shubik == 0 for voter in power([2, 2, 1], 6))


def test_a_quota_below_a_half_lets_two_win_against_each_other():
    assert [voter.banzhaf for voter in power([4, 3, 1], 3)] == [Fraction(1, 2), Fraction(1, 2), 0]


def test_random_games_agree_with_enumeration_of_all_coalitions_and_orders():
    chance = random.Random(1917)
    for _ in range(30):
        weights = [chance.randrange(0, 9) for _ in range(chance.randrange(1, 7))]
        quota = chance.randrange(1, sum(weights) + 2)
        found = power(weights, quota)
        voters = range(len(weights))
        sums = {
            inside: sum(w for w, there in zip(weights, inside, strict=True) if there)
            for inside in product((0, 1), repeat=len(weights))
        }
        pivots = [0] * len(weights)
        for order in permutations(voters):
            weight, place = 0, 0
            while place < len(order) and weight + weights[order[place]] < quota:
                weight, place = weight + weights[order[place]], place + 1
            if place < len(order):
                pivots[order[place]] += 1
        for i in voters:
            swings = sum(not inside[i] and weight < quota <= weight + weights[i] for inside, weight in sums.items())
            assert found[i].swings == swings
            assert found[i].shapley_shubik == Fraction(pivots[i], len(list(permutations(voters))))


def test_mean_power_weighs_each_game_and_gives_none_where_nothing_can_be_decided():
    """Three games: alone a majority, equal with the others, and a hall without its quorum: (1 + 1/3 + 0) / 3."""
    weights = np.array([[5.0, 1, 5], [1, 1, 1], [1, 1, 1]])
    first, second, _ = mean_power(weights, np.array([4.0, 2, np.inf]))
    assert first.shapley_shubik == pytest.approx((1 + 1 / 3) / 3)
    assert second.shapley_shubik == pytest.approx((0 + 1 / 3) / 3)
    assert first.penrose_banzhaf == pytest.approx((1 + 1 / 2) / 3)


@pytest.mark.parametrize(("weights", "quota"), [([1, -1], 1), ([1, 1], 0)])
def test_games_that_are_none_are_refused(weights: list[int], quota: int):
    with pytest.raises(ValueError, match="expected weights of 0 or more"):
        power(weights, quota)
