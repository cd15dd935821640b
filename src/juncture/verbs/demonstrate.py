"""A demonstration: turnout by thresholds."""

from juncture.language.expression import Expression, clip, exp, logistic, maximum, minimum
from juncture.scenario.values import ZERO, Value
from juncture.verbs.verb import Verb, Writing

ROUNDS = 24


class Demonstrate(Verb):
    """People come out if enough others do.

    Claim
        Each has a threshold: the share of the pool that must be seen in the street before he joins. A small change in
        the first movers or in the expected cost can make a crowd of a few, so turnout has two typical sizes.
    Formula
        Thresholds in the pool are logistic with mean `threshold` + `deterrence` and scale `spread`. From a first share
        r_0 = instigators * exp(weather * z), z standard normal, r_{n+1} = max(r_0, F(r_n)), for 24 rounds; near the
        tipping point the crowd may still be growing when it ends. people = pool * r.
    Results
        `sky` (the z: the weather as it was), `first` (the share of first movers), `share`, `people`.
    Reference
        Granovetter (1978), American Journal of Sociology 83; Kuran (1991), World Politics 44; deterrence by announced
        force: Schelling (1960), The Strategy of Conflict.
    Limits
        All see the same crowd; networks and rumours are in the spread. Violence is a separate act.
    """

    pool: Value
    instigators: Value
    threshold: Value
    spread: Value
    deterrence: Value = ZERO
    weather: Value = ZERO

    def write(self, act: Writing) -> None:
        """Draw the first movers; let the crowd gather; tell its size."""
        luck = act.draw("sky", "normal", 0.0, 1.0)
        first = act.tell("first", clip(self.instigators * exp(self.weather * luck), 0, 1))
        mean = self.threshold + self.deterrence
        scale = maximum(self.spread, 1e-6)
        share: Expression = first
        for _ in range(ROUNDS):
            # Each round is kept in the result, so that the formula does not double in size 24 times.
            share = act.tell("share", minimum(maximum(first, logistic((share - mean) / scale)), 1))
        act.tell("people", self.pool * share)
