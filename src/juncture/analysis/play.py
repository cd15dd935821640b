"""Playing: the acts of one side by hand, all others by their clocks.

How
---
A game is one course, named by a seed, of a scenario in which the clocks of the player's acts never ring. The player
does such an act at an instant of choice, if it is at risk then. After each choice the course is run again from its
begin with one more act done by hand: luck is keyed by names, and what comes before a choice does not hang on it, so
what was seen stays as it was. Nothing of what comes after the present is shown.

Acts at once are nobody's choice: their dates were fixed, or they must follow. They happen by themselves.

What can be done is tried out: the act is done in a copy of the course, whose log says whether it was possible, how fast
its clock ran, and which rules it broke.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from juncture.courses.chronicle import told_of
from juncture.courses.story import Chronicle
from juncture.kernel import columns as c
from juncture.kernel.run import Batch, Intervention, Plan, run_courses
from juncture.language import Mark, Problem, ProblemsFound, did_you_mean
from juncture.language.expression import Number, Slot, slots_of
from juncture.program.lower import lower
from juncture.program.model import Model, TracedAct
from juncture.scenario.scenario import Scenario

#: By this much the clocks of the player's acts are slowed: in the age of the universe none rings, and each runs.
SLOWED = 1e-200
DAY = c.SECONDS_PER_DAY
#: An act that can never happen; done in a copy of a course, its log line holds the world at that instant.
_LOOK = "what is seen"
_AS = Mark.typed("--as")


@dataclass(frozen=True, slots=True)
class Move:
    """An act done by hand, and when (seconds since the scenario's begin)."""

    act: str
    instant: int


@dataclass(frozen=True, slots=True)
class Choice:
    """An act that can happen now: the speed of its own clock (per day), and what the rules say that it would break."""

    act: str
    speed: float
    broken: tuple[str, ...]


class Game:
    """One course, played.

    Parameters
    ----------
    players
        The actors whose acts are done by hand; an act that several actors do together is the player's if one of them is.
    seed
        Names the luck of all others, and the assumptions.

    Raises
    ------
    ProblemsFound
        Where a player is unknown, or has no act to choose.
    """

    def __init__(self, scenario: Scenario, model: Model, players: Sequence[str], seed: int):
        self.scenario, self.model, self.players, self.seed = scenario, model, tuple(players), seed
        self.own = _own_acts(scenario, model, players)
        self.acts = {act.name: number for number, act in enumerate(model.acts)}
        self.bars, self.marks = _slots_seen(scenario, model, self.own, players)
        self.program = lower(_by_hand(model, self.own, (*self.bars, *self.marks)))

    def course(self, moves: Sequence[Move], *more: Intervention) -> Batch:
        """The course with these moves, to its end: what stands in it after the last move is only for a look ahead."""
        done = (Intervention(move.instant, c.DO, self.acts[move.act]) for move in moves)
        return run_courses(self.program, self.seed, 0, 1, Plan(changes=(*done, *more)))

    def told(self, moves: Sequence[Move]) -> Chronicle:
        """The same, told."""
        return told_of(self.scenario, self.program, self.seed, 0, self.course(moves))

    def choices(self, moves: Sequence[Move], now: int) -> tuple[Choice, ...]:
        """What the player can do at an instant after the last move, in the scenario's order."""
        return self._tried(moves, now, self.own)

    def others(self, moves: Sequence[Move], now: int) -> tuple[Choice, ...]:
        """What all others could do, the fastest first."""
        paced = [act.name for act in self.model.acts if act.speed is not None and act.name not in self.own]
        return tuple(sorted(self._tried(moves, now, paced), key=lambda choice: -choice.speed))

    def is_over(self, moves: Sequence[Move], now: int) -> bool:
        """Whether the course has come to its end, or was stopped before."""
        return now >= self.model.end or self._look(moves, now) is None

    def seen(self, moves: Sequence[Move], now: int) -> dict[Slot, float]:
        """The world at an instant: the slots of `bars`, which lie between bounds, and of `marks`, which hold or do not."""
        values = self._look(moves, now) or []
        return dict(zip((*self.bars, *self.marks), values, strict=False))

    def after_a_day(self, moves: Sequence[Move], now: int) -> int:
        """The same time tomorrow, or when before that the player's choices change or one has its last day."""
        return self._next(moves, now, min(now + DAY, self.model.end), stops_at_events=False)

    def after_an_event(self, moves: Sequence[Move], now: int) -> int:
        """When something has happened, or the player's choices change or one has its last day; at last, the end."""
        return self._next(moves, now, self.model.end, stops_at_events=True)

    def after_a_change(self, moves: Sequence[Move], now: int) -> int:
        """When the player's choices change or one has its last day; at last, the end."""
        return self._next(moves, now, self.model.end, stops_at_events=False)

    def _next(self, moves: Sequence[Move], now: int, until: int, *, stops_at_events: bool) -> int:
        choices = {choice.act for choice in self.choices(moves, now)}
        closing = (_closes(act) for act in self.model.acts if act.name in choices)
        last_days = {instant - DAY + 1 for instant in closing if instant is not None}
        events = {t + 1 for t in cast("list[int]", self.course(moves).whole[:, 2].tolist())}
        stops = last_days | events if stops_at_events else last_days
        for instant in sorted({*stops, *events, *range(self.model.first_tick + 1, until, DAY)}):
            if now < instant < until and (
                instant in stops or {choice.act for choice in self.choices(moves, instant)} != choices
            ):
                return instant
        return until

    def _tried(self, moves: Sequence[Move], now: int, names: Sequence[str]) -> tuple[Choice, ...]:
        found: list[Choice] = []
        for name in names:
            batch = self.course(moves, Intervention(now, c.DO, self.acts[name]))
            row = _row_of(batch, self.acts[name], now)
            if row is None or not batch.whole[row, 3]:
                continue
            speed = float(batch.real[row, 1]) / (SLOWED if name in self.own else 1.0)
            rules = [rule for bit, rule in enumerate(self.program.rules) if int(batch.whole[row, 4]) >> bit & 1]
            found.append(Choice(name, speed, tuple(self.scenario.form.rules[rule].says for rule in rules)))
        return tuple(found)

    def _look(self, moves: Sequence[Move], now: int) -> list[float] | None:
        """What the act that looks sees at an instant; None where the course was stopped before."""
        batch = self.course(moves, Intervention(now, c.DO, len(self.model.acts)))
        row = _row_of(batch, len(self.model.acts), now)
        if row is None:
            return None
        first, sizes = (places[row] for places in batch.result_places(self.program))
        return batch.results[first : first + sizes].tolist()


def _row_of(batch: Batch, act: int, instant: int) -> int | None:
    """The first event of an act at an instant."""
    rows = ((batch.whole[:, 1] == act) & (batch.whole[:, 2] == instant)).nonzero()[0]
    return int(rows[0]) if len(rows) else None


def _own_acts(scenario: Scenario, model: Model, players: Sequence[str]) -> tuple[str, ...]:
    """The acts with a pace of the players."""
    forms = scenario.form.acts
    paced = [act.name for act in model.acts if act.speed is not None]
    choosers = dict.fromkeys(actor for name in paced for actor in forms[name].by)
    expected = f"expected one of those who have acts to choose: {', '.join(choosers) or 'none here'}"
    problems = [] if players else [Problem(_AS, "nobody to play", expected, "write --as NAME")]
    for player in players:
        if player not in choosers:
            is_known = scenario.title_of(player) != player or any(player in form.by for form in forms.values())
            found = f"{player} has no act to choose" if is_known else f"unknown actor '{player}'"
            advice = "" if is_known else did_you_mean(player, choosers)
            problems.append(Problem(_AS, found, expected, advice))
    if problems:
        raise ProblemsFound(problems)
    return tuple(name for name in paced if set(forms[name].by) & set(players))


def _by_hand(model: Model, own: Sequence[str], seen: Sequence[Slot]) -> Model:
    """A model in which the clocks of the player's acts never ring, and in which one can look at the world."""
    acts = [
        replace(act, speed=act.speed * Number(SLOWED)) if act.name in own and act.speed is not None else act
        for act in model.acts
    ]
    look = TracedAct(_LOOK, Number(0.0), None, (), tuple(seen), (), None, None, 1, recorded=False)
    return replace(model, acts=(*acts, look))


def _slots_seen(
    scenario: Scenario, model: Model, own: Sequence[str], players: Sequence[str]
) -> tuple[tuple[Slot, ...], tuple[Slot, ...]]:
    """What a player looks at: gauges that bear on the player's acts, most often first, and the player's own standing."""
    read = [
        slots_of(act.guard) | slots_of(act.speed) for act in model.acts if act.name in own and act.speed is not None
    ]
    gauges = {slot: sum(slot in slots for slots in read) for slot in map(Slot, scenario.form.gauges)}
    bearing = sorted((slot for slot, count in gauges.items() if count), key=lambda slot: -gauges[slot])
    held = [slot for slot in model.slots if _is_held(slot, players)]
    shares = [slot for slot in model.slots if slot.family in ("support", "legitimacy") and slot.names[0] in players]
    return (*bearing, *shares), tuple(held)


def _closes(act: TracedAct) -> int | None:
    """When the window of an act closes at a date that is known from the begin."""
    return act.closes.instant if act.closes else None


def _is_held(slot: Slot, players: Sequence[str]) -> bool:
    """Whether a slot says what a player holds: power, places, posts, being at liberty or outlawed."""
    return slot.family in ("power", "sitting", "controls", "holds", "free", "outlawed") and slot.names[0] in players
