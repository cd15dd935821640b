"""Who sat where: the seats of each body on its key dates, who was in the hall, and what power that gave each faction.

A key date of a body is a recorded event whose verb concerns it: an opening, a vote, a walk-out, a seizure. Replay is
stopped one second after it and the slots of the body are read: seats, members present, the quorum, the fewest ayes that
are a majority of those in the hall. Assumptions differ between replays. What is shown of a body is its *typical* replay,
the one whose seats and members present, on all its dates, are nearest to their medians (medians themselves need not add
up to any hall that could have been); beside each number stands the range from 5 to 95 % of the replays.

In a body that votes by roll call each person has one seat, and persons are counted by their faction. Members of such a
body decide each for himself, so power is not measured there: all have the same.

Power is that of a faction whose members in the hall all vote alike (`analysis/power.py`), the mean over replays. Where
fewer are present than the quorum, nothing can be decided, and nobody has power.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from juncture.analysis.branches import last_date
from juncture.analysis.power import MeanPower, mean_power
from juncture.analysis.snapshots import Snapshots
from juncture.kernel.run import Plan
from juncture.language.expression import Expression, Slot, total
from juncture.program.model import Model, TracedEntry
from juncture.program.program import Floats
from juncture.scenario.scenario import Scenario
from juncture.scenario.schema import Body
from juncture.verbs.ballots import majority
from juncture.verbs.verb import present, seats, whole

#: Key dates that are kept of one body.
MOST = 6


@dataclass(frozen=True, slots=True)
class Range:
    """A number over replays: that of the typical replay, 5 % and 95 %."""

    typical: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Floats, typical: int) -> Range:
        """Read values, one a replay."""
        low, high = np.quantile(values, [0.05, 0.95])
        return cls(float(values[typical]), float(low), float(high))

    @property
    def whole(self) -> int:
        """The typical value, rounded."""
        return round(self.typical)


@dataclass(frozen=True, slots=True)
class Bench:
    """A faction in a body; an empty name stands for persons of no faction. `power` is None where it is not measured."""

    faction: str
    seats: Range
    present: Range
    power: MeanPower | None


@dataclass(frozen=True, slots=True)
class Votes:
    """Ayes and nays in replay: `settled` by the record where all replays agree; else `recorded` is what it gives."""

    ayes: Range
    nays: Range
    settled: bool
    recorded: dict[str, float]


@dataclass(frozen=True, slots=True)
class Sitting:
    """A body at an instant.

    Attributes
    ----------
    act
        The recorded event just before; empty where a date was asked for.
    to_the_minute
        The record gives the hour.
    benches
        Factions that have seats or members there, in the order in which the scenario lists them.
    seats, present
        All seats and all members in the hall.
    size
        Seats that its law provides; 0 where it does not say.
    quorum, needed
        Members who must be present; the fewest ayes that are a majority of all in the hall.
    met
        Share of replays in which the quorum is there.
    majority
        The kind of majority.
    attendance
        The scenario says who comes; where it does not, all are taken as present.
    """

    body: str
    act: str
    instant: int
    to_the_minute: bool
    benches: tuple[Bench, ...]
    seats: Range
    present: Range
    size: Range
    quorum: Range
    needed: Range
    met: float
    majority: str
    attendance: bool
    roll_call: bool
    votes: Votes | None
    replays: int


def sittings(
    scenario: Scenario,
    model: Model,
    replays: int = 400,
    seed: int = 1,
    *,
    threads: int | None = None,
) -> tuple[Sitting, ...]:
    """Return the bodies on their key dates, at most six a body, in the order of bodies' first dates.

    Of more dates, votes come first, the closest before others; then those at which the hall changed most.
    """
    last = last_date(model)
    places = [
        _Place(scenario, model, body, min(entry.instant + 1, last), entry)
        for entry in model.record
        if (body := scenario.form.acts[entry.act].fields.get("body")) in scenario.form.bodies and entry.instant <= last
    ]
    read = _read(model, places, replays, seed, threads)
    by_body: dict[str, list[Sitting]] = {}
    for sitting in read:
        by_body.setdefault(sitting.body, []).append(sitting)
    return tuple(sitting for all_of_it in by_body.values() for sitting in _foremost(all_of_it))


def sittings_at(scenario: Scenario, model: Model, instant: int, replays: int, seed: int) -> tuple[Sitting, ...]:
    """Return all bodies at one instant of the record, in the scenario's order."""
    places = [_Place(scenario, model, body, instant) for body in scenario.form.bodies]
    return _read(model, places, replays, seed)


class _Place:
    """A body to be read at an instant, and the recorded event just before, if any."""

    def __init__(self, scenario: Scenario, model: Model, body: str, instant: int, entry: TracedEntry | None = None):
        self.body, self.instant, self.entry = body, instant, entry
        self.form: Body = scenario.form.bodies[body]
        fields = scenario.form.acts[entry.act].fields if entry else {}
        self.majority: str = fields.get("majority") or self.form.majority
        known = {slot for slot in model.slots if slot.names[:1] == (body,)}
        self.benches: dict[str, tuple[Expression, Expression]] = {}
        for faction in (*scenario.form.factions, ""):
            persons = [name for name, person in scenario.form.persons.items() if (person.faction or "") == faction]
            here = [slot for slot in (present(body, name) for name in (faction, *persons)) if slot in known]
            held = [slot for slot in [seats(body, faction)] if slot in known]
            if self.form.members:
                held = [Slot("member", (body, name)) for name in persons if name in self.form.members]
            if held or here:
                self.benches[faction] = (whole(total(held)), whole(total(here)))
        seated = {slot.names[1] for slot in known if slot.family == "seats"}
        self.attendance = all(present(body, faction) in known for faction in seated)
        if not self.attendance:
            self.benches = {faction: (held, held) for faction, (held, _) in self.benches.items()}
        results = next((act.results for act in model.acts if entry and act.name == entry.act), ())
        self.votes = [slot for slot in results if slot.names[1:] in (("ayes",), ("nays",))]
        given = scenario.record_in_order[model.record.index(entry)].result if entry else {}
        self.recorded = {name: float(given[name]) for name in ("ayes", "nays") if name in given}

    def wanted(self) -> Iterator[Expression]:
        """What is read, in the order in which `_sitting` takes it."""
        held, here = zip(*self.benches.values(), strict=True)
        everyone = total(here)
        yield from (*held, *here)
        yield from (Slot("size", (self.body,)), Slot("quorum", (self.body,)))
        yield majority(self.majority, total(held), everyone, everyone)
        yield from self.votes


def _read(
    model: Model, places: Iterable[_Place], replays: int, seed: int, threads: int | None = None
) -> tuple[Sitting, ...]:
    places = [place for place in places if place.benches]
    if not places:
        return ()
    wanted: dict[int, list[Expression]] = {}
    columns: list[slice] = []
    for place in places:
        some = wanted.setdefault(place.instant, [])
        first = len(some)
        some.extend(place.wanted())
        columns.append(slice(first, len(some)))
    plan = Plan(model.record_until)
    read = Snapshots(model, wanted).read(replays, seed, plan, threads=threads)
    if not len(read[places[0].instant]):
        return ()  # no replay ran to its end
    values = [read[place.instant][:, there] for place, there in zip(places, columns, strict=True)]
    typical: dict[str, int] = {}
    for body in dict.fromkeys(place.body for place in places):
        mine = [
            value[:, : 2 * len(place.benches)]
            for place, value in zip(places, values, strict=True)
            if place.body == body
        ]
        halls = np.hstack(mine)
        typical[body] = int(np.abs(halls - np.median(halls, axis=0)).sum(axis=1).argmin())
    found = (_sitting(place, value, typical[place.body]) for place, value in zip(places, values, strict=True))
    return tuple(sitting for sitting in found if sitting.benches)


def _sitting(place: _Place, values: Floats, typical: int) -> Sitting:
    count = len(place.benches)
    held, here, (size, quorum, needed), votes = np.split(values.T, np.cumsum([count, count, 3]))
    met = here.sum(axis=0) >= quorum
    powers = (None,) * count if place.form.members else mean_power(here, np.where(met, needed, np.inf))

    def over(numbers: Floats) -> Range:
        return Range.of(numbers, typical)

    given = None
    if len(votes) == 2:
        given = Votes(over(votes[0]), over(votes[1]), bool(np.ptp(votes, axis=1).max() == 0), place.recorded)
    return Sitting(
        body=place.body,
        act=place.entry.act if place.entry else "",
        instant=place.entry.instant if place.entry else place.instant,
        to_the_minute=place.entry is None or place.entry.first == place.entry.last,
        benches=tuple(
            Bench(faction, over(held[i]), over(here[i]), powers[i])
            for i, faction in enumerate(place.benches)
            if max(held[i, typical], here[i, typical]) > 0
        ),
        seats=over(held.sum(axis=0)),
        present=over(here.sum(axis=0)),
        size=over(size),
        quorum=over(quorum),
        needed=over(needed),
        met=float(met.mean()),
        majority=place.majority,
        attendance=place.attendance,
        roll_call=bool(place.form.members),
        votes=given,
        replays=len(values),
    )


def _foremost(candidates: list[Sitting]) -> list[Sitting]:
    """At most six key dates of a body, in their order, without those at which nothing changed.

    Of an act that happened several times the last is taken, which settled it. A body of one faction, without votes or a
    quorum, is left out: its picture would say nothing.
    """
    if not any(sitting.votes or sitting.quorum.high or len(sitting.benches) > 1 for sitting in candidates):
        return []
    candidates = sorted({sitting.act: sitting for sitting in candidates}.values(), key=lambda sitting: sitting.instant)
    before: dict[str, tuple[float, float]] = {}
    worth: list[tuple[bool, float]] = []
    for sitting in candidates:
        now = {bench.faction: (bench.seats.typical, bench.present.typical) for bench in sitting.benches}
        moved = sum(
            abs(a - b)
            for name in now.keys() | before.keys()
            for a, b in zip(now.get(name, (0, 0)), before.get(name, (0, 0)), strict=True)
        )
        before = now
        votes = sitting.votes
        margin = (
            abs(votes.ayes.typical - votes.nays.typical) / max(1, votes.ayes.typical + votes.nays.typical)
            if votes
            else 0
        )
        worth.append((votes is not None, -margin if votes else moved))
    best = sorted(range(len(candidates)), key=lambda i: worth[i], reverse=True)[:MOST]
    return [candidates[i] for i in sorted(best) if worth[i] > (False, 0.0)]
