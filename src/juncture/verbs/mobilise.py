"""Calling up, alerting or moving a unit."""

from juncture.scenario.names import PlaceName, UnitName
from juncture.scenario.values import ONE, Value
from juncture.verbs.verb import Verb, Writing, slot


class Mobilise(Verb):
    """A unit is put on alert or brought to a place.

    Claim
        Force counts where it stands and only as far as it is ready; rulers who distrust local troops bring others.
    Formula
        ready(unit) = ready; with `to`: at(unit, to) = 1 and 0 elsewhere.
    Reference
        Quinlivan (1999), International Security 24 (counterbalancing); McLauchlin (2010), Comparative Politics 42.
    Limits
        Journeys take no time of their own: they are in the pace.
    """

    unit: UnitName
    ready: Value = ONE
    to: PlaceName | None = None

    def write(self, act: Writing) -> None:
        """Make it ready; move it."""
        act.change(slot("ready", self.unit), self.ready)
        if self.to is not None:
            for place in act.scenario.places:
                act.change(slot("at", self.unit, place), 1.0 if place == self.to else 0.0)
