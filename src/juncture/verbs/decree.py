"""A decree: enacted at once, applied as far as capacity reaches."""

from juncture.language.expression import Expression, clip
from juncture.scenario.values import ONE, Value
from juncture.verbs.verb import Verb, Writing


class Decree(Verb):
    """An executive enacts a measure; how far it is applied depends on its capacity.

    Claim
        Law enacted is not law applied. The gap is enforcement: staff, arms and obedience at the place.
    Formula
        implemented = clip(capacity, 0, 1).
    Results
        `implemented`: the share, for effects and guards to read.
    Reference
        Meyer & Rowan (1977), American Journal of Sociology 83; Levitsky & Murillo (2009), Annual Review of
        Political Science 12.
    Limits
        Implementation is settled on the day of the decree and does not grow later.
    """

    capacity: Value = ONE

    def write(self, act: Writing) -> None:
        """Tell the share implemented."""
        capacity: Expression = self.capacity
        act.tell("implemented", clip(capacity, 0, 1))
