"""Small random models that go looking for trouble: the adversaries of kernel and reference.

`random_model(seed)` builds a `Model` straight from expressions: 2 to 8 acts that read and disturb each other through a
few gauges, windows that open before the begin, reopen or never close, acts at once, draws of every law (some with
senseless parameters), and a record of up to 8 entries, taken from a simulated course so that most of it is possible,
then bent so that some of it is not. `random_changes(model, seed, instant)` gives what-ifs for it.
"""

from __future__ import annotations

import math
import random
from dataclasses import replace

import reference
from juncture.language.expression import OPERATIONS, Expression, Number, Operation, Slot, clip, equal, exp, select
from juncture.program.model import Edge, Model, Observation, TracedAct, TracedEntry, TracedFact
from juncture.verbs.statements import NOTHING, Change, Draw, Statement

DAY = 86400
Seen = dict[Slot, Observation]


class Author:
    """One random author: all that is random comes from its own dice."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.gauges = [Slot("gauge", (f"g{i}",)) for i in range(self.dice.randint(1, 4))]
        self.numbers = [Slot("number", (f"n{i}",)) for i in range(self.dice.randint(1, 3))]
        self.names = [f"act_{letter}" for letter in "abcdefgh"[: self.dice.randint(2, 8)]]
        self.results = [Slot("result", (name, "first")) for name in self.names]  # one slot may take several draws
        self.dice.shuffle(self.names)
        self.end = self.dice.randint(20 * DAY, 60 * DAY)
        self.draws: dict[str, list[Draw]] = {name: [] for name in self.names}

    def likely(self, chance: float) -> bool:
        return self.dice.random() < chance

    # Expressions -------------------------------------------------------------------------------------------------

    def constant(self) -> Number:
        return Number(self.dice.choice([0.0, 1.0, -1.0, 2.0, round(self.dice.gauss(0, 2), 2)]))

    def leaf(self) -> Expression:
        kind = self.dice.random()
        if kind < 0.45:
            return self.dice.choice(self.gauges)
        if kind < 0.60:
            return self.dice.choice(self.numbers)
        if kind < 0.67:
            return Slot("day")
        if kind < 0.77:
            return Slot("done", (self.dice.choice(self.names),))
        if kind < 0.82:
            return self.dice.choice(self.results)
        return self.constant()

    def expression(self, depth: int) -> Expression:
        if depth == 0 or self.likely(0.2):
            return self.leaf()
        name = self.dice.choice(list(OPERATIONS))
        return Operation(name, tuple(self.expression(depth - 1) for _ in range(OPERATIONS[name])))

    def condition(self) -> Expression:
        """Something that holds now and then."""
        kind = self.dice.random()
        if kind < 0.35:
            return Number(1.0)
        if kind < 0.55:
            gauge = self.dice.choice(self.gauges)
            bound = round(self.dice.gauss(0, 1), 1)
            return gauge < bound if self.likely(0.5) else gauge >= bound
        if kind < 0.70:
            done = Slot("done", (self.dice.choice(self.names),))
            return done > 0 if self.likely(0.6) else equal(done, 0)
        if kind < 0.80:
            first, second = self.condition(), self.condition()
            return self.dice.choice([first & second, first | second, ~first | second])
        if kind < 0.88:
            return Slot("day") >= self.dice.randint(1, 20)
        return self.expression(3)

    def speed(self) -> Expression:
        """Per day, mostly finite and positive."""
        kind = self.dice.random()
        usual = Number(round(math.exp(self.dice.uniform(math.log(0.05), math.log(3.0))), 3))
        if kind < 0.35:
            return usual
        if kind < 0.85:
            return clip(exp(self.expression(2) * round(self.dice.gauss(0, 0.5), 2)) * usual, 0.05, 3.0)
        if kind < 0.975:
            return select(self.condition(), usual, 0.0 if self.likely(0.3) else usual * 0.5)
        return self.expression(2)  # may be negative, infinite or not a number

    # Statements --------------------------------------------------------------------------------------------------

    def change(self, slot: Slot) -> Change:
        kind = self.dice.random()
        value: Expression = slot + round(self.dice.gauss(0, 1), 1)
        if kind < 0.3:
            value = self.expression(2)
        elif kind < 0.5:
            value = slot * 0.5 + self.leaf() * 0.25
        low = -3.0 if self.likely(0.7) else None
        high = 3.0 if self.likely(0.7) else None
        return Change(slot, value, low, high)

    def draw(self, slot: Slot, luck: str) -> Draw:
        law = self.dice.choice(["chance", "binomial", "tally", "normal", "uniform", "choice", "lognormal"])
        odd = self.likely(0.1)  # parameters that make little sense
        near = self.leaf() if self.likely(0.6) else self.constant()
        a, b, at_least = near, NOTHING, None
        if law == "chance":
            a = near if odd else 1 / (1 + exp(-near))
        elif law == "binomial":
            a = self.expression(2) if odd else Number(float(self.dice.choice([3, 12, 40, 237, 3000])))
            b = near if odd else clip(0.5 + near * 0.1, 0.02, 0.99)
        elif law == "tally":
            a, b = near * 5 + 20, self.constant() if odd else Number(self.dice.choice([0.7, 3.0, 12.5]))
            at_least = self.dice.choice([None, Number(20.0), near * 4 + 21.5])
        elif law == "lognormal":
            a, b = near if odd else exp(clip(near, -2, 2)), self.constant() if odd else Number(0.6)
            at_least = self.dice.choice([None, Number(1.3), near])
        elif law == "normal":
            b = self.constant() if odd else Number(0.75)
        elif law == "uniform":
            b = self.constant() if odd else near + self.dice.choice([0.5, 2.0])
        else:
            a = near if odd else Number(float(self.dice.randint(2, 6)))
        return Draw(slot, law, a, b, luck, at_least)

    def event(self, name: str) -> tuple[tuple[Statement, ...], tuple[Slot, ...]]:
        """The statements of an act, draws first, and its results."""
        draws = []
        for place in ("first", "second")[: self.dice.choice([0, 1, 1, 2])]:
            draws.append(self.draw(Slot("result", (name, place)), f"{name}.{place}"))
        self.draws[name] = draws
        changes = [self.change(self.dice.choice(self.gauges)) for _ in range(self.dice.randint(0, 3))]
        if draws and self.likely(0.6):  # what was drawn matters
            gauge = self.dice.choice(self.gauges)
            changes.append(Change(gauge, gauge + clip(draws[0].slot * 0.1, -1, 1), -3.0, 3.0))
        return (*draws, *changes), tuple(draw.slot for draw in draws) + tuple(c.slot for c in changes[:1])

    # Acts --------------------------------------------------------------------------------------------------------

    def instant(self) -> int:
        """An instant of the course; often one at which something else happens too."""
        if self.likely(0.3):
            return self.first_tick + DAY * self.dice.randint(0, self.end // DAY - 1)
        return self.dice.randrange(1, self.end)

    def edge(self, chance: float) -> Edge | None:
        if not self.likely(chance):
            return None
        if self.likely(0.5):
            return Edge(instant=self.instant() // self.dice.choice([1, 2, 4]) - self.dice.choice([0, 0, 5 * DAY]))
        # a number of the begin that no act changes, or a plain one, some of them senseless
        days = round(self.dice.uniform(0, 8), 2)
        plain = Number(self.dice.choice([days, days, days, 1.0, 0.0, -2.0, math.inf]))
        delay = self.dice.choice([None, plain, plain, self.dice.choice(self.numbers)])
        return Edge(after=self.dice.choice(self.names), delay=delay)

    def act(self, name: str) -> TracedAct:
        at_once = self.likely(0.25)
        statements, results = self.event(name)
        rules = tuple((f"rule_{i}", self.condition()) for i in range(self.dice.choice([0, 0, 1, 2])))
        return TracedAct(
            name=name,
            guard=self.condition(),
            speed=None if at_once else self.speed(),
            statements=statements,
            results=results,
            broken=rules,
            opens=self.edge(0.45),
            closes=self.edge(0.35),
            times=self.dice.choice([1, 1, 2, 3]),
            recorded=at_once or self.likely(0.85),
        )

    def begin(self) -> tuple[Statement, ...]:
        statements: list[Statement] = []
        for number in self.numbers:
            luck = f"begin.{number.names[0]}"
            law, a, b = self.dice.choice([("uniform", -1, 2), ("normal", 1, 0.5), ("choice", 3, 0), ("chance", 0.5, 0)])
            statements.append(Draw(number, law, Number(float(a)), Number(float(b)), luck))
        for gauge in self.gauges:
            start = (
                Number(round(self.dice.gauss(0, 1), 2)) if self.likely(0.5) else self.dice.choice(self.numbers) * 0.5
            )
            statements.append(Change(gauge, start, -3.0, 3.0))
        return tuple(statements)

    # The record --------------------------------------------------------------------------------------------------

    def observation(self, draw: Draw, value: float) -> Observation:
        """What the record says of a draw that gave a value: mostly that, sometimes near, sometimes impossible."""
        if self.likely(0.15):
            value = self.dice.choice([-7.0, 1e6]) if draw.law != "chance" else 1.0 - value
        elif self.likely(0.2) and draw.law in ("binomial", "tally"):
            value += self.dice.choice([-1.0, 1.0, 5.0])
        if (draw.at_least is not None or draw.law == "chance") and self.likely(0.4):
            kind = self.dice.choice(["reached", "missed", "side" if draw.at_least is not None else "missed"])
            return Observation(kind, value)
        return Observation("value", value)

    def record(self, model: Model) -> tuple[TracedEntry, ...]:
        acts = {act.name: act for act in model.acts if act.recorded}
        if not acts:
            return ()
        told = reference.run(model, self.dice.randrange(1000), self.dice.randrange(1000))
        lines = [(event.instant, event.act, event.results) for event in told.events if event.act in acts]
        lines = lines[: self.dice.choice([0, 4, 8, 8])]
        edges = [edge.instant for act in model.acts for edge in (act.opens, act.closes) if edge and edge.instant]
        for i, (instant, name, results) in enumerate(lines):
            if self.likely(0.10):  # somewhere else, or of someone else
                name = self.dice.choice(list(acts))
                results = tuple(1.0 for _ in acts[name].results)
            if self.likely(0.20):  # in the very second in which something else happens
                instant = self.dice.choice([*[event.instant for event in told.events], *edges, self.instant()])
            lines[i] = (instant, name, results)
        if self.likely(0.2):
            lines.append((self.instant(), self.dice.choice(list(acts)), (1.0,) * 9))
        lines.sort(key=lambda line: line[0])
        entries: list[TracedEntry] = []
        before = 0
        for instant, name, results in lines[:8]:
            before = max(before + 1, instant)  # one after the other
            seen = {
                draw.slot: self.observation(draw, result)
                for draw, result in zip(self.draws[name], results, strict=False)
                if self.likely(0.7)
            }
            entries.append(TracedEntry(name, before, before, before, seen))
        return tuple(entries)

    def model(self) -> Model:
        self.first_tick = self.dice.choice([DAY, DAY, self.dice.randint(1, DAY)])
        acts = tuple(self.act(name) for name in self.names)
        tick = tuple(self.change(self.dice.choice(self.gauges)) for _ in range(self.dice.randint(0, 2)))
        outcomes = tuple((f"outcome_{i}", self.condition() & self.condition()) for i in range(self.dice.randint(1, 2)))
        slots = [*self.gauges, *self.numbers, Slot("day")]
        for name in sorted(self.names):
            slots += [Slot("done", (name,)), Slot("result", (name, "first")), Slot("result", (name, "second"))]
        model = Model(
            begin=self.begin(),
            tick=tick,
            acts=acts,
            outcomes=(*outcomes, ("otherwise", Number(1.0))),
            end=self.end,
            first_tick=self.first_tick,
            slots=tuple(slots),
        )
        record = self.record(model)
        last = record[-1].instant if record else 0
        until = self.dice.choice([last, last, last + DAY, self.dice.randrange(self.end), self.end, self.end - 1])
        instants = [self.instant() for _ in range(self.dice.randint(0, 3))]
        instants += [entry.instant for entry in record if self.likely(0.3)]
        facts = tuple(TracedFact(instant, self.condition()) for instant in sorted(instants))
        return replace(model, record=record, record_until=min(until, self.end), facts=facts)


def random_model(seed: int) -> Model:
    """A small adversarial model; the same for the same seed."""
    return Author(seed).model()


def random_changes(model: Model, seed: int, instant: int) -> list[tuple]:
    """One to three changes at or after an instant, in order of time."""
    dice = random.Random(f"{seed} {instant}")
    gauges = [slot for slot in model.slots if slot.family == "gauge"]
    changes: list[tuple] = []
    for _ in range(dice.randint(1, 3)):
        when = instant + dice.choice([0, 0, dice.randint(0, 10 * DAY)])
        kind = dice.choice(["prevent", "prevent", "do", "set"])
        target = dice.choice(gauges) if kind == "set" else dice.choice(model.acts).name
        changes.append((when, kind, target, round(dice.gauss(0, 2), 1)))
    return sorted(changes, key=lambda change: change[0])
