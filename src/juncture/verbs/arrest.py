"""Arrests, and the protest that they raise."""

from juncture.language.expression import Expression, Number, clip, maximum, total
from juncture.scenario.names import BodyName, FactionName, PersonName, PlaceName, PublicName, RulerName
from juncture.scenario.values import Value
from juncture.verbs.verb import Verb, Writing, present, slot


class Arrest(Verb):
    """An authority arrests persons, or seizes a whole body.

    Claim
        Arrests take leaders out, and anger those who think them unjust. Anger needs somebody free to lead it: a
        strike that takes some and leaves others raises opposition most, one that takes all of them least.
    Formula
        Possible while someone sought is at liberty or the body sits or has power; with `place`, only while `ruler`
        controls it. Each person at liberty is caught with his chance: free(person) = 0, absent from every body, out of
        every post. A body is put out: it sits no more, has no power and its hall is empty.
        With `backlash`, in each public: legitimacy(ruler, public) -= backlash * 4 c (1 - c) * unfair. c is the share
        struck: persons caught, and 1 for the body, of `leaders` (twice those sought unless given: as many again are at
        large). The grievance goes with c, those who can voice it with 1 - c; 4 makes the largest value 1, at half.
        unfair = legitimacy(of, public); without `of`, support(faction, public); without both, 1.
    Results
        One for each person (1 = caught), `caught` (how many), and with a body `seized` (1 if it sat or had power).
    Reference
        Lichbach (1987), Journal of Conflict Resolution 31; Francisco (2004), Mobilization 9; the inverted U: Muller &
        Weede (1990), Journal of Conflict Resolution 34.
    Limits
        An attempt that catches nobody costs nothing here: put that into the effects. Members of a seized body are
        at liberty unless named in `persons`. Release is an effect: free(person) = 1.
    """

    ruler: RulerName
    persons: dict[PersonName, Value] = {}
    body: BodyName | None = None
    faction: FactionName | None = None
    of: RulerName | None = None
    place: PlaceName | None = None
    backlash: Value | None = None
    leaders: Value | None = None
    publics: tuple[PublicName, ...] = ()

    def write(self, act: Writing) -> None:
        """Require somebody to arrest; draw who is caught; take them out; tell what it costs."""
        if not self.persons and self.body is None:
            act.mistake("verb", "an arrest of nobody", "expected 'persons' or 'body'")
        if self.backlash is not None and not self.publics:
            act.mistake("backlash", "a backlash in no public", "expected 'publics' too")
        if self.place is not None:
            act.require(slot("controls", self.ruler, self.place) > 0)
        there = [slot("free", person) for person in self.persons]
        seized: Expression = Number(0.0)
        if self.body is not None:
            there += [slot("sitting", self.body), slot("power", self.body)]
            seized = act.tell("seized", maximum(*there[-2:]) > 0)
        act.require(total(there) > 0)
        struck = act.tell("caught", total(self._catch(act)))
        if self.body is not None:
            act.change(slot("sitting", self.body), 0.0)
            act.change(slot("power", self.body), 0.0)
            for member in act.members_in(self.body):
                act.change(present(self.body, member), 0.0)
        if self.backlash is not None:
            self._anger(act, struck + seized, self.backlash)

    def _catch(self, act: Writing) -> list[Expression]:
        caught: list[Expression] = []
        for person, chance in self.persons.items():
            free = slot("free", person)
            taken = act.draw(person, "chance", free * clip(chance, 0, 1))
            caught.append(taken)
            act.change(free, free * (1 - taken))
            lost = [slot("holds", person, post) for post in act.scenario.posts if person in act.holders_of(post)]
            lost += [present(body, person) for body in act.scenario.bodies if person in act.members_in(body)]
            for held in lost:
                act.change(held, held * (1 - taken))
        return caught

    def _anger(self, act: Writing, struck: Expression, backlash: Expression) -> None:
        sought = len(self.persons) + (self.body is not None)
        leaders = maximum(2 * sought if self.leaders is None else self.leaders, sought)
        for public in self.publics:
            granted, unfair = slot("legitimacy", self.ruler, public), Number(1.0)
            if self.of is not None:
                unfair = slot("legitimacy", self.of, public)
            elif self.faction is not None:
                unfair = slot("support", self.faction, public)
            act.change(granted, granted - backlash * 4 * struck * (leaders - struck) / (leaders * leaders) * unfair)
