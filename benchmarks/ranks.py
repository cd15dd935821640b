"""How far the ranks of outcomes can be trusted: known chances, the luck of finitely many courses on top of them.

    python benchmarks/ranks.py

Prints, for each case, the root mean square error of the share of draws in which an outcome leads or keeps its rank (the
worst outcome), as counted and without luck. docs/authors.md cites the figures.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from juncture.analysis.ranks import leading, rank_kept, without_luck

DRAWS, SIBLINGS, TRIALS = 200, 100, 60
Dice = np.random.Generator


def race(dice: Dice, draws: int) -> np.ndarray:
    r = dice.uniform(0.5, 2.5, draws)
    return np.c_[r, np.ones(draws), np.zeros(draws)] / (r + 1)[:, None]


def disputed(dice: Dice, draws: int) -> np.ndarray:
    first = np.where(dice.random(draws) < 0.5, 0.4, 0.7)
    return np.c_[0.9 * first, 0.9 * (1 - first), np.full(draws, 0.1)]


CASES: dict[str, Callable[[Dice, int], np.ndarray]] = {
    "two clocks race": race,
    "nothing is uncertain": lambda dice, draws: np.tile([0.42, 0.215, 0.275, 0.09], (draws, 1)),
    "two disputed values": disputed,
    "seven outcomes, narrow": lambda dice, draws: dice.dirichlet([10, 6, 5, 4, 1, 1, 0.5], draws),
    "seven outcomes, wide": lambda dice, draws: dice.dirichlet([2, 1.5, 1, 0.5, 0.3, 0.3, 0.1], draws),
}


def main() -> None:
    dice = np.random.default_rng(1)
    print(f"{DRAWS} draws, {SIBLINGS} courses each, {TRIALS} trials: error of the share, counted -> without luck")
    for name, case in CASES.items():
        means = case(dice, 200_000).mean(axis=0)
        errors: dict[str, list[np.ndarray]] = {key: [] for key in ("leads", "leads*", "rank", "rank*")}
        for _ in range(TRIALS):
            chances = case(dice, DRAWS)
            halves = [np.array([dice.multinomial(SIBLINGS // 2, p) for p in chances]) / (SIBLINGS // 2) for _ in "12"]
            counted, corrected = (halves[0] + halves[1]) / 2, np.round(without_luck(*halves), 12)
            for key, credit in (("leads", leading), ("rank", lambda values, means=means: rank_kept(values, means))):
                true = credit(chances).mean(axis=0)
                errors[key].append(credit(counted).mean(axis=0) - true)
                errors[f"{key}*"].append(credit(corrected).mean(axis=0) - true)
        worst = {key: float(np.sqrt((np.array(found) ** 2).mean(axis=0)).max()) for key, found in errors.items()}
        print(
            f"{name:24} leads {worst['leads']:.3f} -> {worst['leads*']:.3f}   "
            f"rank {worst['rank']:.3f} -> {worst['rank*']:.3f}"
        )


if __name__ == "__main__":
    main()
