"""A demonstration: turnout by thresholds."""

from juncture.language.expression import Expression, Number, clip, log, logistic, maximum, minimum, power, select
from juncture.scenario.values import ZERO, Value
from juncture.verbs.verb import Verb, Writing

ROUNDS = 24
#: Newton's rounds for the tipping point; each doubles the digits but where the two sizes nearly meet.
NEWTON = 8


class Demonstrate(Verb):
    """People come out if enough others do.

    Claim
        Each has a threshold: the share of the pool that must be seen in the street before he joins. A small change in
        the first movers or in the expected cost can make a crowd of a few, so turnout has two typical sizes.
    Formula
        Thresholds in the pool are logistic with mean `threshold` + `deterrence` and scale `spread`; F(r) is the share
        of them below r. The first movers are lognormal with median pool * instigators and standard deviation `weather`
        of the logarithm. From their share r_0, r_{n+1} = max(r_0, F(r_n)), for 24 rounds; near the tipping point the
        crowd may still be growing when it ends. people = pool * r.
        With `scatter` people are lognormal around that, with standard deviation `scatter` of the logarithm: who happens
        to be free, and how heads are counted (0.3 is a factor of 1.35). Scatter does not carry a crowd over the tipping
        point u = F(u), where more would come than are there: a crowd above it began above it, one below began below.
    Results
        `movers` (the first to come), `first` (their share), `share`, `people`. With `scatter` also `tipping` (people at
        the tipping point), and a record may give `people`: it tells on which side of that the first movers were.
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
    scatter: Value | None = None

    def write(self, act: Writing) -> None:
        """Draw the first movers; let the crowd gather; count it."""
        mean, scale = self.threshold + self.deterrence, maximum(self.spread, 1e-6)
        pool = maximum(self.pool, 0)
        tipping = None if self.scatter is None else self._tipping_point(act, pool, mean, scale)
        start = pool * clip(self.instigators, 0, 1)
        movers = act.draw("movers", "lognormal", start, self.weather, at_least=tipping, side_of="people")
        first = act.tell("first", minimum(movers / maximum(pool, 1e-9), 1))
        share: Expression = first
        for _ in range(ROUNDS):
            # Each round is kept in the result, so that the formula does not double in size 24 times.
            share = act.tell("share", minimum(maximum(first, logistic((share - mean) / scale)), 1))
        if tipping is None or self.scatter is None:
            act.tell("people", pool * share)
            return
        people = act.draw("people", "lognormal", pool * share, self.scatter)
        people = act.tell("people", select(movers >= tipping, maximum(people, tipping), minimum(people, tipping)))
        act.tell("share", minimum(people / maximum(pool, 1e-9), 1))

    def _tipping_point(self, act: Writing, pool: Expression, mean: Expression, scale: Expression) -> Expression:
        """Tell the size above which a crowd grows and below which it shrinks; 0 where crowds have one size only."""
        # In log odds y a crowd rests where mean + scale * y = F. That has three roots while the mean is near 1/2; the
        # middle one is the tipping point, and Newton's rule finds it from 1/2, where the slope is steepest.
        y: Expression = act.tell("share", Number(0.0))
        for _ in range(NEWTON):
            here = logistic(y)
            y = act.tell("share", y - (mean + scale * y - here) / minimum(scale - here * (1 - here), -1e-9))
        end = act.tell("tipping", 0.5 + power(maximum(0.25 - scale, 0), 0.5))  # where the outer roots appear
        width = end - 0.5 - scale * log(end / maximum(1 - end, 1e-9))
        two_sizes = (scale < 0.25) & (mean - 0.5 < width) & (0.5 - mean < width)
        return act.tell("tipping", select(two_sizes, pool * logistic(y), 0.0))
