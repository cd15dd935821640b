"""What an author may write: every key of a scenario, what it means, its unit and its range.

The fields of an act that belong to its verb are kept in `Act.fields`; the verb itself checks them (`verbs/`).
Names of things are unique across the whole scenario, so that `present(cc, lenin)` can only mean one thing.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from juncture.language import LanguageError
from juncture.scenario.names import (
    ActName,
    ActorName,
    Actors,
    Acts,
    BodyName,
    Cites,
    FactionName,
    MemberName,
    PersonName,
    PlaceName,
    RulerName,
    SourceName,
)
from juncture.scenario.values import (
    ONE,
    ZERO,
    Bounds,
    ClaimName,
    Count,
    DateText,
    Driver,
    EffectText,
    Name,
    Pace,
    Share,
    Text,
    Value,
)


class Form(BaseModel):
    """A form that an author fills in. Unknown keys are errors."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, allow_inf_nan=False, defer_build=True
    )


class Entity(Form):
    """Something with a name that acts or is acted upon."""

    title: Text = Field(description="what it is, in words that stand alone")
    cite: Cites = Field((), description="claims that speak of it")
    because: Text = Field("", description="the reason for its assumptions that have none of their own")


class Faction(Entity):
    """A party or wing that votes, walks out and bargains."""

    discipline: Share = Field(ONE, description="chance that a member follows the faction's line in a vote, 0 to 1")


class Person(Entity):
    """One human being."""

    faction: FactionName | None = Field(None, description="the faction to which the person belongs")


class Public(Entity):
    """A class or group whose support counts."""

    support: dict[FactionName, Share] = Field({}, description="by faction: share of the public that backs it, 0 to 1")
    legitimacy: dict[RulerName, Share] = Field({}, description="by body: share that grants it the right to rule")


class Unit(Entity):
    """An armed force."""

    strength: Count = Field(description="men")
    loyalty: dict[RulerName, Share] = Field({}, description="by body or faction: share that would obey it, 0 to 1")
    ready: Share = Field(ONE, description="share that is armed and on call, 0 to 1")
    at: PlaceName | None = Field(None, description="the place where it stands at the beginning")


class Place(Entity):
    """Somewhere units can stand."""


class Body(Entity):
    """An assembly, committee, cabinet, staff or congress."""

    kind: Literal["assembly", "committee", "cabinet", "staff", "congress"] = "committee"
    size: Count = Field(ZERO, description="seats that its law provides")
    seats: dict[FactionName, Count] = Field({}, description="by faction: seats held")
    present: dict[MemberName, Count] = Field({}, description="by faction or person: members in the hall")
    members: tuple[PersonName, ...] = Field((), description="persons who belong to it, for votes by roll call")
    quorum: Count = Field(ZERO, description="members who must be present for a lawful sitting")
    sitting: Value = Field(ZERO, description="1 while it sits")
    power: Value = Field(ZERO, description="1 while it commands the state's offices")
    majority: Literal["of votes cast", "of members present", "of all members", "two thirds"] = "of votes cast"


class Post(Entity):
    """An office in a body."""

    body: BodyName
    holder: PersonName | None = Field(None, description="the person who holds it at the beginning")


class Gauge(Entity):
    """A scalar of the scenario's own."""

    start: Value
    between: Bounds = Field((0.0, 1.0), description="bounds; effects beyond them are clipped and counted")


class Rule(Form):
    """An institutional statement: who (attributes), one deontic with its aim (verbs), conditions, or else."""

    says: Text
    who: ActorName = Field(description="the one who acts, or the body acted upon")
    may_not: tuple[str, ...] = Field((), description="aims forbidden while `when` holds")
    may: tuple[str, ...] = Field((), description="aims allowed only while `when` holds")
    must: tuple[str, ...] = Field((), description="aims of which one must happen before the deadline `by`")
    by: DateText | None = Field(None, description="the deadline of a `must`: a date, `after ACT` or `3 days after ACT`")
    when: Value = Field(ONE, description="the condition; of a `must`, looked at when the deadline has come")
    in_force: Value = Field(ONE, description="since when the rule holds, often `done(ACT)`")
    or_else: Text = Field("", description="what the rule threatens for its breach, in words")
    cite: Cites = ()

    @property
    def deontic(self) -> Literal["may", "must", "may_not"]:
        """What the rule does with its aim: allow it, demand it or forbid it."""
        return "must" if self.must else "may" if self.may else "may_not"

    @property
    def aim(self) -> tuple[str, ...]:
        """The verbs that the rule is about."""
        return self.must or self.may or self.may_not


class Act(Entity):
    """Something that someone may do: who, when it can happen, how fast, and what it changes."""

    model_config = ConfigDict(extra="allow")

    verb: str = "act"
    by: Actors = Field((), description="who does it")
    opens: DateText | None = Field(None, description="date, `after ACT` or `3 days after ACT`; else from the begin")
    closes: DateText | None = Field(None, description="date, `after ACT` or `3 days after ACT`; else never")
    requires: Value = Field(ONE, description="guard: the act can happen while this is above 0")
    pace: Pace = Field(description="mean wait once it can happen, or `at once`")
    drivers: dict[str, Value] = Field(
        {}, description="`threat from 0.5`: strength; the clock runs exp(strength * deviation) as fast"
    )
    effects: tuple[EffectText, ...] = ()
    times: int = Field(1, ge=1, le=1000, description="how often it can happen")
    recorded: Literal["never"] | None = Field(None, description="`never`: the record is silent about such acts")
    instead_of: Acts = Field((), description="acts whose place it takes if they do not happen")

    @field_validator("drivers")
    @classmethod
    def _drivers_name_a_reference(cls, drivers: dict[str, Any]) -> dict[str, Any]:
        for text in drivers:
            try:
                Driver.read(text)
            except LanguageError as error:
                raise error.below(text, "[key]") from None
        return drivers

    @property
    def fields(self) -> dict[str, Any]:
        """What belongs to the verb."""
        return dict(self.model_extra or {})

    @property
    def at_once(self) -> bool:
        """True where the act has no luck in time."""
        return self.pace == "at once"


class RecordEntry(Form):
    """One documented event."""

    act: ActName
    on: DateText
    result: dict[str, float | int | bool] = Field(
        {}, description="observed results, by the names that the verb gives them"
    )
    cite: Cites = ()
    note: Text = ""


class Fact(Form):
    """Something that held at an instant; replay checks it."""

    at: DateText
    that: Value
    title: Text = ""
    cite: Cites = ()


class Hypothesis(Form):
    """A causal claim under test."""

    says: Text
    cut: str = Field(description="the claimed cause: a slot, an act, or a driver as `ACT.drivers.WHAT`")
    of: str = Field(description="the claimed effect: an act, a slot or an outcome")
    expects: Literal["more", "less", "nothing"] = Field("more", description="what the cause is said to make of it")
    held_at: float | None = Field(None, description="what a slot that is cut is held at; else its start value")
    at: DateText = Field("", description="when the effect is measured; else at the end")
    cite: Cites = ()


class Outcome(Form):
    """A way in which a course may end; the first whose condition holds wins."""

    title: Text
    when: Value
    cite: Cites = Field((), description="claims that speak of such an end, or of what came after it")
    because: Text = Field("", description="the reason for its assumptions that have none of their own")


class Source(Form):
    """A document or book; its text, if any, stays in the author's archive."""

    title: Text
    kind: Literal["document", "book", "page", "article", "dataset"] = "document"
    author: Text = ""
    year: int | None = None
    language: str = ""
    calendar: str = Field("", description="the style of its plain dates, written as the scenario's own `calendar`")
    file: str | None = None
    sentences: dict[str, tuple[int, int]] = Field(
        {}, description="by name: first character and one past the last of each sentence of its text"
    )
    address: Text = ""
    bibtex: Text = Field("", description="its key in a bibliography")


class Claim(Form):
    """What a source says, in our own words."""

    source: SourceName
    kind: Literal["event", "state", "mechanism", "figure"] = "event"
    sentence: str = ""
    span: tuple[int, int] | None = None
    digest: str = ""
    page: str = ""
    gloss: Text
    date: DateText = ""
    dated: Literal["stated", "context"] = Field(
        "context", description="`stated`: the span itself states the date; `context`: it follows from other places"
    )
    calendar: str = Field("", description="the style of the span's plain dates, where it is not that of the source")
    corrects: Literal["", "the printed date"] = Field(
        "", description="`the printed date`: the text misprints it, and `date` is what is meant"
    )
    actors: tuple[str, ...] = ()
    numbers: dict[str, float] = {}
    counted: tuple[str, ...] = Field((), description="of its numbers: those that the span does not state as such")
    cause: Text = ""
    effect: Text = ""
    note: Text = ""


class ScenarioForm(Form):
    """A whole scenario: the merged files of its folder."""

    juncture: Literal[1] = Field(description="version of this language")
    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,59}$")]
    title: Text
    summary: Text = Field("", description="the crisis in a few sentences, for somebody who knows nothing of it")
    calendar: str = "gregorian"
    begin: DateText
    end: DateText
    record_until: DateText | None = None
    sources: dict[Name, Source] = {}
    claims: dict[ClaimName, Claim] = {}
    factions: dict[Name, Faction] = {}
    persons: dict[Name, Person] = {}
    publics: dict[Name, Public] = {}
    units: dict[Name, Unit] = {}
    places: dict[Name, Place] = {}
    bodies: dict[Name, Body] = {}
    posts: dict[Name, Post] = {}
    gauges: dict[Name, Gauge] = {}
    rules: dict[Name, Rule] = {}
    acts: dict[Name, Act] = Field(description="what somebody may do, by name")
    daily: tuple[EffectText, ...] = Field((), description="effects at each midnight")
    daily_because: Text = Field("", description="the reason for the assumptions in `daily`")
    record: tuple[RecordEntry, ...] = ()
    facts: tuple[Fact, ...] = ()
    hypotheses: dict[Name, Hypothesis] = {}
    outcomes: dict[Name, Outcome] = Field(description="ways in which a course may end, the last one with `when: 1`")
