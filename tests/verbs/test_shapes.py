"""The shape that the literature predicts for each mechanism, and a linear stand-in that does not have it.

Each test states the shape as a function of what was measured, finds it in the verb, and finds it missing in the
simplest model that an author could have written instead: an effect in proportion to its cause.
"""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from scipy import special

from models_for_tests import instants_of
from verbs_for_tests import Trial, replaced

N = 8_000


def measured(trial: Trial, n: int) -> np.ndarray:
    """All results of n courses in which one act with results happens once: shape (results, courses)."""
    return trial.batch(n).results.reshape(n, -1).T


# A crowd: two sizes, and a jump


def two_sizes(share: np.ndarray) -> bool:
    """Small crowds and large ones, next to nothing between (Granovetter 1978)."""
    small, middle, large = (((share >= a) & (share < b)).mean() for a, b in ((0, 0.35), (0.35, 0.75), (0.75, 2)))
    return small > 0.2 and large > 0.2 and middle < 0.03


def test_turnout_has_two_sizes(tmp_path: Path):
    """The same first movers, multiplied by a constant, have one size: most are of middling size."""
    fields = (
        "verb: demonstrate, pool: 1000, instigators: 0.15, threshold: 0.3, spread: 0.08, weather: 0.5, scatter: 0.1"
    )
    found = Trial(tmp_path, fields).results(N)
    stand_in = found["first"] * (found["people"].mean() / found["movers"].mean())
    assert two_sizes(found["people"] / 1000)
    assert not two_sizes(stand_in)


def jumps(causes: list[float], effects: list[float]) -> bool:
    """One of ten equal increases of the cause makes most of the effect (Kuran 1991: never more than a surprise)."""
    assert np.ptp(np.diff(causes)) < 1e-9
    return max(b - a for a, b in pairwise(effects)) > 0.5 * (effects[-1] - effects[0])


def test_a_little_more_fear_ends_a_march(tmp_path: Path):
    """Deterrence in ten equal portions: one of them takes the crowd from most of the pool to a few."""
    fears = [0.02 * k for k in range(11)]
    fields = "verb: demonstrate, pool: 1000, instigators: 0.15, threshold: 0.25, spread: 0.08, deterrence: {}"
    people = [Trial(tmp_path / f"{fear:.2f}", fields.format(fear)).result("people") for fear in fears]
    stand_in = [people[0] * (1 - fear) for fear in fears]
    assert jumps(fears, [-p for p in people])
    assert not jumps(fears, [-p for p in stand_in])


# A bargain: windows, threat


def talks(tmp_path: Path, pace: float, tide: str) -> tuple[np.ndarray, dict[str, float]]:
    """Days of the deals, and the last world, of talks in which the threat is moved by a daily act."""
    parties = "parties: {reds: 0.9, blues: 0.1}, softens: {reds: 0.6, blues: -0.8}, threat: threat"
    more = (
        f"talks: {{title: T, verb: negotiate, pace: {pace} days, {parties}}}\n"
        f"tide: {{title: The tide, pace: at once, requires: {tide} and threat > 0.1, effects: ['threat = 0.1']}}\n"
    )
    world = replaced(("start: 0.5}\n  bread", "start: 0.9}\n  bread"))
    trial = Trial(tmp_path, "requires: 0", more=more, world=world)
    return instants_of(trial.program, trial.batch(2000), "talks"), trial.world()


PACES = (5.0, 0.5, 1 / 24)


def test_where_willingness_never_meets_there_is_no_deal_at_any_pace(tmp_path: Path):
    """Powell 2006: under threat the reds want a deal and the blues do not, afterwards the blues and not the reds.

    0.9 - 0.6 * 0.9 = 0.36 and 0.1 + 0.8 * 0.9 = 0.82, then 0.84 and 0.18: both sums are above 1. The stand-in gives
    deals in proportion to how willing the parties are on the average of the 28 days, and hurry then makes a deal sure.
    """
    deals = []
    for pace in PACES:
        instants, _ = talks(tmp_path / str(pace), pace, "day >= 14")
        deals.append(len(instants) / 2000)
    willing = 1 - np.mean([0.36, 0.84]), 1 - np.mean([0.82, 0.18])
    stand_in = [1 - math.exp(-28 * willing[0] * willing[1] / pace) for pace in PACES]
    assert deals == [0, 0, 0]
    assert stand_in[0] > 0.6
    assert stand_in[-1] > 0.99


def a_threshold(causes: list[float], effects: list[float]) -> bool:
    """Nothing below a point, nearly everything above it."""
    return all(e == 0 or e > 0.95 for e in effects) and effects[0] == 0 < effects[-1] and sorted(effects) == effects


def test_talks_live_on_threat_and_die_with_it(tmp_path: Path):
    """Putnam 1988: a deal wants threat above a point (0.9 + 0.3 - 0.4 t <= 1 from 0.5 on), and its passing ends it."""
    levels, made = [0.1, 0.3, 0.45, 0.55, 0.7, 0.9], []
    for level in levels:
        world = replaced(("start: 0.5}\n  bread", f"start: {level}}}\n  bread"))
        act = "verb: negotiate, pace: 2 days, parties: {reds: 0.9, blues: 0.3}, softens: {reds: 0.4}, threat: threat"
        trial = Trial(tmp_path / str(level), "requires: 0", more=f"talks: {{title: T, {act}}}", world=world)
        made.append(len(instants_of(trial.program, trial.batch(1000), "talks")) / 1000)
    assert a_threshold(levels, made)
    assert not a_threshold(levels, levels)


# Force: the exponent of a contest


def exponent(ratios: np.ndarray, won: np.ndarray) -> tuple[float, float]:
    """Slope of the log odds of winning over the log ratio of force, and the largest deviation from that line."""
    line = np.polyfit(np.log(ratios), special.logit(won), 1)
    return float(line[0]), float(np.abs(np.polyval(line, np.log(ratios)) - special.logit(won)).max())


RATIOS = np.array([0.25, 0.5, 1, 2, 4])


@pytest.mark.parametrize("decisiveness", [0.5, 1.0, 2.0])
def test_the_log_odds_of_a_storm_go_with_the_log_ratio_at_any_scale(tmp_path: Path, decisiveness: float):
    """Tullock 1980, Hirshleifer 1989: a line of slope m, for hundreds of men and for tens of thousands.

    The stand-in, a chance linear in the difference of men, bends, and depends on the scale.
    """
    chances = {}
    for scale in (100, 20_000):
        for ratio in RATIOS:
            fields = f"verb: storm, place: palace, attacker: cabinet, defender: senate, decisiveness: {decisiveness}"
            trial = Trial(tmp_path / f"{scale}-{ratio}", f"{fields}, attack: {scale * ratio}, defence: {scale}")
            chances[scale, ratio] = measured(trial, 20_000)[0].mean()
    for scale in (100, 20_000):
        slope, off = exponent(RATIOS, np.array([chances[scale, ratio] for ratio in RATIOS]))
        assert slope == pytest.approx(decisiveness, abs=0.06)
        assert off < 0.12
    stand_in = np.clip(0.5 + 0.1 * decisiveness * (RATIOS - 1), 0.02, 0.98)
    assert exponent(RATIOS, stand_in)[1] > 0.12 or abs(exponent(RATIOS, stand_in)[0] - decisiveness) > 0.06


def test_the_guard_of_a_hall_prevails_by_the_same_law(tmp_path: Path):
    """Dispersal: 300 obey the attacker; unarmed support for the hall counts in men."""
    won = []
    for ratio in RATIOS:
        fields = f"verb: disperse, body: senate, place: palace, attacker: cabinet, support: {300 / ratio}"
        won.append(measured(Trial(tmp_path / str(ratio), f"{fields}, decisiveness: 1.5"), 20_000)[0].mean())
    slope, off = exponent(RATIOS, np.array(won))
    assert slope == pytest.approx(1.5, abs=0.06)
    assert off < 0.12


def diminishing(gains: list[float]) -> bool:
    """Each further battalion adds less than the one before."""
    return all(later < 0.9 * earlier for earlier, later in pairwise(gains))


def test_reinforcements_count_where_they_stand_and_each_adds_less(tmp_path: Path):
    """Quinlivan 1999, with the contest's concavity: loyal men from afar tip a place held by doubtful ones.

    The stand-in counts all men, wherever they are, and adds the same for each.
    """
    chances = []
    fight = (
        "b: {title: B, verb: storm, place: palace, attacker: cabinet, defender: senate, pace: at once, opens: after a}"
    )
    for men in (0, 150, 300, 450, 600):
        world = replaced(("strength: 900", f"strength: {men}"))
        fields = "verb: mobilise, unit: fleet, ready: 1, to: palace"
        trial = Trial(tmp_path / str(men), fields, more=fight, world=world)
        expected = (300 + men) / (300 + men + 150)
        chances.append(measured(trial, 4 * N)[0].mean())
        assert chances[-1] == pytest.approx(expected, abs=4 * math.sqrt(expected * (1 - expected) / (4 * N)))
    assert diminishing(list(np.diff(chances)))
    assert not diminishing(list(np.diff(np.linspace(chances[0], chances[-1], 5))))
    away = Trial(tmp_path / "away", "verb: mobilise, unit: fleet, ready: 1", more=fight)
    assert measured(away, N)[0].mean() == pytest.approx(300 / 450, abs=4 * math.sqrt(0.25 / N))


# Posts, seats, members


def adds_up_in_proportion(cabinet: int, weights: list[float], posts: list[float]) -> bool:
    """Gamson 1961: whole posts, within one of what is due, and together the cabinet."""
    due = [cabinet * weight / sum(weights) for weight in weights]
    return sum(posts) == cabinet and all(p == int(p) and abs(p - d) < 1 for p, d in zip(posts, due, strict=True))


def test_partners_share_the_cabinet_in_proportion(tmp_path: Path):
    """The stand-ins: each rounds its own share (posts are lost or doubled), or all get alike."""
    names, weights = ("reds", "blues", "greens"), [47.0, 35.0, 18.0]
    world = replaced(
        ("cabinet: {title: Cabinet, kind: cabinet, seats: {reds: 10}", "cabinet: {title: Cabinet, kind: cabinet")
    )
    stated = ", ".join(f"{n}: {w}" for n, w in zip(names, weights, strict=True))
    rounded_well = []
    for cabinet in range(9, 26, 2):
        posts = [
            Trial(
                tmp_path / f"{cabinet}{name}",
                f"verb: join, body: cabinet, faction: {name}, weights: {{{stated}}}, cabinet: {cabinet}",
                world=world,
            ).result("posts")
            for name in names
        ]
        assert adds_up_in_proportion(cabinet, weights, posts)
        rounded_well.append(
            adds_up_in_proportion(cabinet, weights, [math.floor(cabinet * w / 100 + 0.5) for w in weights])
        )
        assert not adds_up_in_proportion(cabinet, weights, [cabinet / 3] * 3)
    assert not all(rounded_well)


def decays(left: list[float]) -> bool:
    """The same part of what is left goes each time, so that the last members hold out longest."""
    return left[-1] > 0 and np.ptp([b / a for a, b in pairwise(left)]) < 0.05


def test_recall_wears_a_faction_down_but_does_not_finish_it(tmp_path: Path):
    """Six recalls of a quarter: 40 (3/4)^k. The stand-in, a quarter of the first number each time, is over after four."""
    mean = [40.0]
    for times in range(1, 7):
        trial = Trial(
            tmp_path / str(times),
            f"verb: recall, body: senate, loser: reds, winner: blues, share: 0.25, times: {times}",
        )
        mean.append(float(np.mean([trial.world(course)["seats(senate, reds)"] for course in range(100)])))
        assert mean[-1] == pytest.approx(40 * 0.75**times, abs=4 * math.sqrt(40 * 0.25 / 100))
    assert decays(mean)
    assert not decays([max(40 - 10 * k, 0) for k in range(7)])


# An ultimatum


def sorts_by_loyalty(submit: np.ndarray) -> bool:
    """The loyal stay, the disloyal leave, and signatures shift all log odds alike (rows: signatures, columns: loyalty)."""
    if not ((submit > 0).all() and (submit < 1).all()):
        return False
    odds = special.logit(submit)
    rising = (np.diff(submit, axis=0) > 0).all() and (np.diff(submit, axis=1) > 0).all()
    return bool(
        rising and submit[:, -1].min() > 0.5 > submit[:, 0].max() and np.ptp(np.diff(odds, axis=0), axis=1).max() < 0.5
    )


def test_an_ultimatum_splits_a_wing_as_loyalty_says(tmp_path: Path):
    """Hirschman 1970: loyalty decides between exit and submission; each signature weighs the same for everybody's odds.

    The stand-in adds the pressure to the chance itself: who is very loyal or not at all is beyond certain.
    """
    loyalties, signatures = (0.05, 0.3, 0.95), (0.1, 0.4, 0.7, 1.0)
    all_here = replaced(("present: {cat: 0}, ", ""))
    targets = "{ann: 0.05, bob: 0.3, cat: 0.95}"
    submit = np.empty((4, 3))
    for row, signed in enumerate(signatures):
        fields = f"verb: ultimatum, body: committee, targets: {targets}, signatures: {signed}, pressure: 1.5"
        submit[row] = 1 - measured(Trial(tmp_path / str(signed), fields, world=all_here), 40_000)[:3].mean(axis=1)
    stand_in = np.clip(np.array(loyalties) + 0.375 * (np.array(signatures)[:, None] - 0.5), 0, 1)
    assert sorts_by_loyalty(submit)
    assert not sorts_by_loyalty(stand_in)


def leaves_as_one(left: np.ndarray, chances: list[float]) -> bool:
    """All or none more often than for independent members, each as often as before."""
    apart = np.prod(chances) + np.prod([1 - q for q in chances])
    together = np.isin(left.sum(axis=0), (0, len(chances))).mean()
    return bool(together > apart + 0.1 and np.abs(left.mean(axis=1) - chances).max() < 0.02)


def test_a_wing_leaves_as_one(tmp_path: Path):
    """A shared cause binds answers; the stand-in, a mood added to every chance, changes each one's chance as well."""
    fields = "verb: ultimatum, body: committee, targets: {ann: 0.9, bob: 0.7, cat: 0.4}, together: 0.8"
    found = Trial(tmp_path, fields).results(20_000)
    chances = [0.1, 0.3, 0.6]
    left = np.array([found[person] for person in ("ann", "bob", "cat")])
    dice = np.random.default_rng(1)
    mood = dice.choice([-0.8, 0.8], 20_000)
    stand_in = dice.random((3, 20_000)) < np.clip(np.array(chances)[:, None] + mood, 0, 1)
    assert leaves_as_one(left, chances)
    assert not leaves_as_one(stand_in, chances)
    assert not leaves_as_one(dice.random((3, 20_000)) < np.array(chances)[:, None], chances)
