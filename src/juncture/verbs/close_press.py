"""Closing of a press: rivals that are not heard cannot meet."""

from juncture.language.expression import Expression, clip, total
from juncture.scenario.names import FactionName, PublicName, RulerName
from juncture.scenario.values import ONE, ZERO, Value
from juncture.verbs.verb import Verb, Writing, slot


class ClosePress(Verb):
    """A ruler closes papers; what their factions say reaches fewer.

    Claim
        A free press matters less for what people think than for what they can do together: who acts must have heard
        the call, and must count on others to have heard it. So a closed paper costs its rivals more in coordination
        than in readers, and one paper left open saves much of it.
    Formula
        reach(faction) *= 1 - share * capacity, for each faction whose press is closed by its share; reach is 1 at
        first. closed = the mean fall of their reach. heard = 1 - product(1 - reach), the share that at least one of
        them reaches; coordination = heard^2, the chance that two have both heard.
        In each public: legitimacy(ruler, public) -= protest * closed.
    Results
        `closed`, `heard`, `coordination`.
    Reference
        Egorov, Guriev & Sonin (2009), American Political Science Review 103; Edmond (2013), Review of Economic Studies
        80; King, Pan & Roberts (2013), American Political Science Review 107; both have heard: Chwe (2001), Rational
        Ritual.
    Limits
        Papers reach readers independently. What a call then achieves reads reach(faction), or `coordination`, in the
        pool or the pace of its own act. A paper that reopens is an effect on reach(faction).
    """

    ruler: RulerName
    of: dict[FactionName, Value]
    capacity: Value = ONE
    protest: Value = ZERO
    publics: tuple[PublicName, ...] = ()

    def write(self, act: Writing) -> None:
        """Require a press that is read; close it; tell who is still heard."""
        reach = {faction: slot("reach", faction) for faction in self.of}
        act.require(total(reach.values()) > 0)
        capacity = clip(self.capacity, 0, 1)
        left = {faction: reach[faction] * (1 - clip(share, 0, 1) * capacity) for faction, share in self.of.items()}
        closed = act.tell("closed", total(reach[faction] - left[faction] for faction in left) / max(len(left), 1))
        silent: Expression = ONE
        for still in left.values():
            silent = silent * (1 - still)
        heard = act.tell("heard", 1 - silent)
        act.tell("coordination", heard * heard)
        for faction, still in left.items():
            act.change(reach[faction], still)
        for public in self.publics:
            granted = slot("legitimacy", self.ruler, public)
            act.change(granted, granted - self.protest * closed)
