"""The executable specification: what one course is, in plain Python, written to be read.

A course is one way that events could have gone. This file reads a `Model` (the scenario as expressions) and lets one
course happen, slowly and literally. The fast kernel is written independently; for every seed and course it must give
the same log of events, bit for bit. Where the two differ, this file is right, or both are to be discussed.

Read it from top to bottom: luck (where chance comes from), arithmetic (what an expression is worth), laws (how chance
becomes a number, and how a recorded number reveals the chance behind it), time (clocks, windows, what comes next).

    run(model, seed, course)                                       simulate: everything by luck
    run(model, seed, course, replay_until=model.record_until)      replay: history happens, and reveals its luck
    what_if(model, seed, course, instant, changes)                 go on from an instant with the luck of history

A change of a what-if is (instant, 'prevent' | 'do', act, 0) or (instant, 'set', slot, value).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from juncture.kernel import laws
from juncture.language.expression import Expression, Number, Operation, Slot
from juncture.program.model import Edge, Model, Observation, TracedAct
from juncture.verbs.statements import Draw

normal_quantile = getattr(laws.normal_quantile, "py_func", laws.normal_quantile)

DAY = 86400.0
NEVER = 1 << 60
MOST_EVENTS = 4000
MOST_TRIALS = 4000  # a binomial of more is drawn by its normal approximation
NOT_OBSERVED: Mapping[Slot, Observation] = {}

# ---------------------------------------------------------------------------------------------------------- luck

ALL_ONES = (1 << 64) - 1


def mix(z: int) -> int:
    """Stir 64 bits so that every bit of the result depends on every bit given (the finaliser of SplitMix64)."""
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & ALL_ONES
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & ALL_ONES
    return z ^ (z >> 31)


def digest(name: str) -> int:
    """A number for a name: 64 bits of its BLAKE2b digest."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")


def uniform(seed: int, number: int, name: str, k: int) -> float:
    """The luck of a name at its k-th use: between 0 and 1, the same whoever asks, and whenever."""
    h = mix((seed + 0x9E3779B97F4A7C15) & ALL_ONES)
    for part in (number, digest(name), k):
        h = mix(((h ^ part) + 0x9E3779B97F4A7C15) & ALL_ONES)
    return ((h >> 11) + 0.5) * 2.0**-53


# ---------------------------------------------------------------------------------------------------- arithmetic
# Nothing raises: every operation has a result for every number, infinite and not-a-number (nan) included.


def divide(x: float, y: float) -> float:
    if y != 0.0:
        return x / y
    return math.nan if x == 0.0 or math.isnan(x) else math.copysign(math.inf, x) * math.copysign(1.0, y)


def log(x: float) -> float:
    return math.log(x) if x > 0.0 else -math.inf if x == 0.0 else math.nan


def exp(x: float) -> float:
    try:
        return math.exp(x)
    except OverflowError:
        return math.inf


def floor(x: float) -> float:
    return float(math.floor(x)) if math.isfinite(x) and x != 0.0 else x


def smaller(a: float, b: float) -> float:
    return a if a < b else b


def larger(a: float, b: float) -> float:
    return a if a > b else b


def truth(condition: bool) -> float:
    return 1.0 if condition else 0.0


MEANING: dict[str, Callable[..., float]] = {
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "divide": divide,
    "negate": lambda a: -a,
    "less": lambda a, b: truth(a < b),
    "at_most": lambda a, b: truth(a <= b),
    "equal": lambda a, b: truth(a == b),
    "both": lambda a, b: truth(a > 0 and b > 0),
    "either": lambda a, b: truth(a > 0 or b > 0),
    "not": lambda a: truth(not a > 0),
    "min": smaller,
    "max": larger,
    "exp": exp,
    "log": log,
    "floor": floor,
    "select": lambda condition, a, b: a if condition > 0 else b,
}


def value(expression: Expression, world: dict[Slot, float]) -> float:
    """What an expression is worth in a world. All operands are evaluated, in order."""
    if isinstance(expression, Number):
        return float(expression.value)
    if isinstance(expression, Slot):
        return world[expression]
    if isinstance(expression, Operation):
        return MEANING[expression.name](*[value(operand, world) for operand in expression.operands])
    raise TypeError(f"a traced model has no {type(expression).__name__} in its expressions")


# ---------------------------------------------------------------------------------------------------------- laws

LOG_FACTORIALS = [0.0]
for _i in range(1, 4001):
    LOG_FACTORIALS.append(LOG_FACTORIALS[-1] + math.log(_i))


def between(low: float, x: float, high: float) -> float:
    return smaller(larger(x, low), high)


def quantile(u: float) -> float:
    return normal_quantile(between(1e-16, u, 1.0 - 1e-16))


def below(z: float) -> float:
    """The chance that a standard normal lies below z."""
    return 0.5 * math.erfc(-z / 1.4142135623730951)


def log_chance(n: int, p: float, k: int) -> float:
    """Logarithm of the chance of k successes in n trials of probability p, for 0 < p < 1."""
    ways = LOG_FACTORIALS[n] - LOG_FACTORIALS[k] - LOG_FACTORIALS[n - k]
    return ways + k * math.log(p) + (n - k) * math.log1p(-p)


def successes(n: int, p: float) -> Iterator[tuple[int, float, float]]:
    """The steps of a binomial, from far below the mean: (k, chance of less, chance of k)."""
    k = int(larger(0.0, floor(n * p - 9.0 * math.sqrt(n * p * (1.0 - p)) - 30.0)))
    while k < n and log_chance(n, p, k) < -700.0:
        k += 1  # a smaller chance is no floating-point number
    chance, less = exp(log_chance(n, p, k)), 0.0
    yield k, less, chance
    while k < n:
        less = less + chance
        chance = chance * ((n - k) / (k + 1.0)) * (p / (1.0 - p))
        k += 1
        yield k, less, chance


def trials(a: float, b: float) -> tuple[int, float]:
    """A binomial's number of trials and probability, kept sensible."""
    return int(between(0.0, floor(a + 0.5), 1e9)), between(0.0, b, 1.0)


def outcome_of_draw(law: str, a: float, b: float, luck: float) -> float:
    """Forward: from luck (between 0 and 1; for `normal` the standardised value) to a number."""
    if law == "chance":
        return truth(luck < between(0.0, a, 1.0))
    if law == "uniform":
        return a + luck * (b - a)
    if law == "normal":
        return a + b * luck
    if law == "tally":
        return floor(a + 0.5) if not b > 0 else floor(a + b * quantile(luck) + 0.5)
    if law == "choice":
        n = floor(a + 0.5)
        return smaller(n - 1.0, floor(luck * n))
    if law == "lognormal":
        return a * exp(b * quantile(luck)) if b > 0 else a
    n, p = trials(a, b)  # binomial
    if n == 0 or p == 0.0 or p == 1.0:
        return float(n) if p == 1.0 else 0.0
    if n > MOST_TRIALS:
        return between(0.0, floor(n * p + math.sqrt(n * p * (1.0 - p)) * quantile(luck) + 0.5), float(n))
    for k, less, chance in successes(n, p):  # noqa: B007
        if not less + chance <= luck:
            break
    return float(k)


def outcome_seen(law: str, a: float, b: float, threshold: float, seen: Observation, fresh: float) -> tuple:
    """Backward: from what the record says to (value, luck, log chance of that).

    The luck is a random point (by `fresh`) of the interval that the observation leaves. A log chance that is not
    finite says that the law holds the observation impossible.
    """
    v = seen.value
    if seen.kind == "side":
        seen = Observation("reached" if v >= threshold else "missed")
    if law == "chance":
        p = between(0.0, a, 1.0)
        if seen.kind == "value" and v not in (0.0, 1.0):
            return v, fresh, -math.inf
        if seen.kind == "reached" or (seen.kind == "value" and v == 1.0):
            return 1.0, fresh * p, log(p)
        return 0.0, p + fresh * (1.0 - p), log(1.0 - p)
    if law == "uniform":
        return v, divide(v - a, b - a), -log(b - a) if a <= v <= b else -math.inf
    if law == "normal":
        z = divide(v - a, b)
        return v, z, -0.5 * z * z - log(b) - 0.5 * math.log(2.0 * math.pi)
    if law == "tally":
        return tally_seen(a, b, threshold, seen, fresh)
    if law == "choice":
        n = floor(a + 0.5)
        return v, divide(v + fresh, n), -log(n) if 0.0 <= v < n and v == floor(v) else -math.inf
    if law == "lognormal":
        return lognormal_seen(a, b, threshold, seen, fresh)
    n, p = trials(a, b)  # binomial
    if n == 0 or p == 0.0 or p == 1.0:
        return v, fresh, 0.0 if v == outcome_of_draw(law, a, b, fresh) else -math.inf
    if n > MOST_TRIALS:
        normal = tally_seen(n * p, math.sqrt(n * p * (1.0 - p)), 0.0, seen, fresh)
        return normal if 0.0 <= v <= n else (v, fresh, -math.inf)
    for k, less, chance in successes(n, p):
        if k == v and chance > 0.0:
            return v, less + fresh * chance, log_chance(n, p, k)
    return v, fresh, -math.inf


def lognormal_seen(a: float, b: float, threshold: float, seen: Observation, fresh: float) -> tuple:
    """The same for a lognormal, of which the record gives the value, or only whether it reached the threshold."""
    less = threshold * (1.0 - 1e-12)  # the largest value that counts as less
    if not (a > 0 and b > 0):  # no spread: the number is certain
        if seen.kind == "value":
            return seen.value, fresh, 0.0 if seen.value == a else -math.inf
        fits = a >= threshold if seen.kind == "reached" else a < threshold
        return a if fits else threshold if seen.kind == "reached" else less, fresh, 0.0 if fits else -math.inf
    if seen.kind == "value":
        v = seen.value
        z = (log(v) - log(a)) / b
        log_p = -0.5 * z * z - log(b) - log(v) - 0.5 * math.log(2.0 * math.pi)
        return v, below(z), log_p if v > 0 and math.isfinite(z) else -math.inf
    z = (log(larger(threshold, 0.0)) - log(a)) / b
    if seen.kind == "reached":
        luck, p = below(z) + fresh * below(-z), below(-z)
        v = larger(threshold, outcome_of_draw("lognormal", a, b, luck)) if p > 0 else threshold
    else:
        luck, p = fresh * below(z), below(z)
        v = smaller(less, outcome_of_draw("lognormal", a, b, luck)) if p > 0 else less
    return v, luck, log(p)


def tally_seen(a: float, b: float, threshold: float, seen: Observation, fresh: float) -> tuple:
    """The same for a tally, of which the record gives the number, or only whether it reached the threshold."""
    v, least = seen.value, -floor(-threshold)  # least: the smallest whole number that reaches the threshold
    if seen.kind == "value" and v != floor(v):
        return v, fresh, -math.inf
    if not b > 0:  # no spread: the number is certain
        certain = floor(a + 0.5)
        if seen.kind != "value":
            v = larger(certain, least) if seen.kind == "reached" else smaller(certain, least - 1.0)
        return v, fresh, 0.0 if v == certain else -math.inf
    if seen.kind == "value":
        z, above = (v - 0.5 - a) / b, (v + 0.5 - a) / b
        low, p = below(z), below(above) - below(z)
        if v > a:  # in the upper tail count from above, where the digits are
            low, p = 1.0 - below(-z), below(-z) - below(-above)
        return v, low + fresh * p, log(p)
    z = (least - 0.5 - a) / b
    if seen.kind == "reached":
        luck, p = below(z) + fresh * below(-z), below(-z)
        v = larger(least, outcome_of_draw("tally", a, b, luck)) if p > 0 else least
    else:
        luck, p = fresh * below(z), below(z)
        v = smaller(least - 1.0, outcome_of_draw("tally", a, b, luck)) if p > 0 else least - 1.0
    return v, luck, log(p)


# ------------------------------------------------------------------------------------- what a course leaves behind


@dataclass(frozen=True)
class Event:
    """One line of the log: an act that happened.

    `run_off` and `speed` are those of its own clock just before; `total_speed` is the sum over the paced and recorded
    acts that might have happened next.
    """

    act: str
    instant: int
    possible: bool
    broken: tuple[str, ...]
    results: tuple[float, ...]
    run_off: float
    speed: float
    total_speed: float


@dataclass(frozen=True)
class RevealedClock:
    """What history says of the luck of an act's k-th happening.

    `luck` is the unit-exponential waiting time, infinite where the event happened although it was impossible: a
    stubborn event. `entry` is the number of the record's entry at which it happened, None where it had not happened
    when the record ended.
    """

    luck: float
    entry: int | None


@dataclass(frozen=True)
class RevealedDraw:
    """What history says of the luck of one draw: the value, the law's parameters then, and the luck behind it."""

    value: float
    a: float
    b: float
    threshold: float
    luck: float
    fact: bool


@dataclass
class Revealed:
    """The luck that a replay revealed: clocks by (act, k), draws by (luck name, k)."""

    clocks: dict[tuple[str, int], RevealedClock] = field(default_factory=dict)
    draws: dict[tuple[str, int], RevealedDraw] = field(default_factory=dict)


@dataclass
class Course:
    """One finished course. `outcome` is -1 where no outcome holds; a fact is None where its instant never came."""

    events: list[Event] = field(default_factory=list)
    outcome: int = -1
    status: str = ""
    log_likelihood: float = 0.0
    stubborn_events: int = 0
    stubborn_draws: int = 0
    clips: int = 0
    facts: list[bool | None] = field(default_factory=list)
    revealed: Revealed = field(default_factory=Revealed)
    slots: dict[Slot, float] = field(default_factory=dict)


# ---------------------------------------------------------------------------------------------------------- time


@dataclass
class Clock:
    """One act in one course: its window, how often it has happened, and its clock."""

    act: TracedAct
    order: int
    window: bool
    opens_at: int
    closes_at: int
    done: int = 0
    prevented: bool = False
    at_risk: bool = False
    due: int = NEVER  # an act at once: the instant at which it happens
    luck: float = math.inf  # a paced act: the run-off at which its clock rings
    entry: int | None = None  # the entry of the record that revealed this luck
    run_off: float = 0.0  # as it was at `since`, when the speed last changed
    since: int = 0
    speed: float = 0.0  # per day
    ring: int = NEVER

    @property
    def replayed(self) -> bool:
        """True where replay stops the clock: the act has a pace, and the record is complete about it."""
        return self.act.speed is not None and self.act.recorded

    def run_off_at(self, t: int) -> float:
        return self.run_off + self.speed * ((t - self.since) / DAY)

    def set_ring(self) -> None:
        """Find the instant at which the run-off will have reached the luck: to the nearest second, at least one."""
        self.ring = NEVER
        if self.speed == 0.0 or math.isinf(self.luck):
            return
        if self.entry is not None and self.run_off >= self.luck:
            self.ring = self.since  # history had it happen in the very second in which its speed changed
            return
        wait = (self.luck - self.run_off) / self.speed * DAY
        if wait < 2.0**53:
            self.ring = self.since + max(1, round(wait))


class Unfolding:
    """One course while it unfolds: the world, the clocks, and a loop: 'find what comes next, let it happen'."""

    def __init__(self, model: Model, seed: int, course: int, replay_until, changes, known, siblings) -> None:
        self.model, self.seed, self.course, self.known, self.siblings = model, seed, course, known, siblings
        self.replaying, self.replay_until = replay_until is not None, replay_until
        self.left = Course(facts=[None] * len(model.facts))
        self.world = dict.fromkeys((*model.slots, model.day, *(act.done for act in model.acts)), 0.0)
        self.midnights = 0
        self.clocks = [
            Clock(act, order, act.opens is None, given_instant(act.opens), given_instant(act.closes))
            for order, act in enumerate(model.acts)
        ]
        self.clock_of = {clock.act.name: clock for clock in self.clocks}
        self.agenda = sorted(self.dated(changes), key=by_time)

    def value(self, expression: Expression) -> float:
        return value(expression, self.world)

    # What comes next ---------------------------------------------------------------------------------------------
    # A thing to come is (key, order, what happens, to what). Its key is 8 * instant + rank, so that at one instant come
    # 0 the tick, 1 window edges, 2 acts at once, 3 changes, 4 recorded events, 5 rings, 6 facts, 7 the replay's end.

    def dated(self, changes) -> Iterator[tuple]:
        """All things whose instants are known from the start."""
        for order, change in enumerate(changes):
            yield 8 * change[0] + 3, order, self.alter, change
        impossible = {clock.entry: k for (_, k), clock in self.known.clocks.items() if math.isinf(clock.luck)}
        for order, entry in enumerate(self.model.record):
            if self.clock_of[entry.act].act.speed is None:
                continue  # acts at once happen by themselves, in replay too
            if self.replaying and entry.instant <= self.replay_until:
                yield 8 * entry.instant + 4, order, self.force, (entry, order, None)
            elif order in impossible:  # a fact, which a what-if keeps
                yield 8 * entry.instant + 4, order, self.force, (entry, order, impossible[order])
        for order, fact in enumerate(self.model.facts):
            yield 8 * fact.instant + 6, order, self.note_fact, order
        if self.replaying:
            yield 8 * self.replay_until + 7, 0, self.end_replay, None

    def coming(self) -> Iterator[tuple]:
        """The first thing of each kind that is still to come."""
        yield 8 * (self.model.first_tick + 86400 * self.midnights), 0, self.tick, None
        yield from self.agenda[:1]
        for clock in self.clocks:
            yield 8 * clock.opens_at + 1, 2 * clock.order, self.open_window, clock
            yield 8 * clock.closes_at + 1, 2 * clock.order + 1, self.close_window, clock
            yield 8 * clock.due + 2, clock.order, self.happen_at_once, clock
            if clock.entry is None:
                yield 8 * clock.ring + 5, clock.order, self.happen, clock
            else:  # with the luck of history it is the recorded event itself, and keeps the record's order
                yield 8 * clock.ring + 4, clock.entry, self.happen, clock

    def unfold(self) -> Course:
        """From the begin to the end."""
        left, t = self.left, 0
        self.perform(self.model.begin, self.course // self.siblings, 0, {})  # twins share their assumptions
        for clock in self.clocks:
            self.wind(clock)
        self.refresh(t)
        while not left.status:
            thing = min(self.coming(), key=by_time)
            key, _, happens, what = thing
            t = min(key // 8, self.model.end)
            if t == self.model.end:
                left.status = "ran to the end"
                break
            if thing in self.agenda[:1]:
                self.agenda.pop(0)
            happens(t, what)
            self.refresh(t)
        if self.replaying:  # the course ended before the record did
            self.end_replay(t, None)
        if left.status == "ran to the end":
            holding = [i for i, (_, holds) in enumerate(self.model.outcomes) if self.value(holds) > 0]
            left.outcome = holding[0] if holding else -1
        left.slots = self.world
        return left

    # Things that happen ------------------------------------------------------------------------------------------

    def tick(self, t, _) -> None:
        self.world[self.model.day] += 1.0
        self.perform(self.model.tick, self.course, self.midnights, {})
        self.midnights += 1

    def open_window(self, t, clock) -> None:
        clock.window, clock.opens_at = True, NEVER

    def close_window(self, t, clock) -> None:
        clock.window, clock.closes_at = False, NEVER

    def note_fact(self, t, order) -> None:
        self.left.facts[order] = self.value(self.model.facts[order].that) > 0

    def alter(self, t, change) -> None:
        """A change of a what-if. An act that is done happens with its own next luck, be it possible or not."""
        _, kind, target, new = change
        if kind == "set":
            self.world[target] = float(new)
        elif kind == "prevent":
            self.clock_of[target].prevented = True
        else:
            self.happen(t, self.clock_of[target])

    def force(self, t, what) -> None:
        """The record makes a paced act happen, be it possible or not; after the replay, only as the same k-th event."""
        entry, order, k = what
        clock = self.clock_of[entry.act]
        if clock.prevented or (k is not None and k != clock.done):
            return
        if self.replaying:
            possible, run_off = clock.at_risk and clock.speed > 0, clock.run_off_at(t)
            self.left.stubborn_events += not possible
            self.left.log_likelihood += log(clock.speed) - run_off if possible else 0.0
            revealed = RevealedClock(run_off if possible else math.inf, order)
            self.left.revealed.clocks[entry.act, clock.done] = revealed
        self.happen(t, clock, entry.observed if self.replaying else {})

    def happen_at_once(self, t, clock) -> None:
        """The j-th entry of an act at once does not make it happen, but tells of the draws of its j-th happening."""
        entries = [entry for entry in self.model.record if entry.act == clock.act.name]
        told = self.replaying and clock.done < len(entries)
        self.happen(t, clock, entries[clock.done].observed if told else {})

    def happen(self, t, clock, observed: Mapping[Slot, Observation] = NOT_OBSERVED) -> None:
        """An event: look at what was possible and lawful, then draw and change, then start the next waiting."""
        if len(self.left.events) == MOST_EVENTS:
            self.left.status = "too many events"
            return
        act = clock.act
        possible = clock.at_risk and (act.speed is None or clock.speed > 0)
        broken = tuple(name for name, breaks in act.broken if self.value(breaks) > 0)
        run_off, speed = clock.run_off_at(t), clock.speed
        total_speed = 0.0
        for other in self.clocks:
            total_speed += other.speed if other.replayed else 0.0

        self.perform(act.statements, self.course, clock.done, observed)
        clock.done += 1
        self.world[act.done] = float(clock.done)
        results = tuple(self.world[slot] for slot in act.results)
        self.left.events.append(Event(act.name, t, possible, broken, results, run_off, speed, total_speed))

        clock.run_off, clock.since, clock.speed, clock.ring = 0.0, t, 0.0, NEVER
        self.wind(clock)
        for other in self.clocks:  # windows that open or close so many days after this act
            if other.act.opens is not None and other.act.opens.after == act.name:
                other.opens_at = self.instant_after(t, other.act.opens)
            if other.act.closes is not None and other.act.closes.after == act.name:
                other.closes_at = self.instant_after(t, other.act.closes)

    def instant_after(self, t, edge: Edge) -> int:
        wait = 0.0 if edge.delay is None else self.value(edge.delay) * DAY
        if wait <= 0.0:
            return t
        return t + round(wait) if wait < 2.0**53 else NEVER

    # Draws and changes -------------------------------------------------------------------------------------------

    def perform(self, statements, number: int, k: int, observed: Mapping[Slot, Observation]) -> None:
        """Statements in order. `number` and `k` say whose luck the draws have."""
        for statement in statements:
            if isinstance(statement, Draw):
                new = self.draw(statement, number, k, observed.get(statement.slot))
            else:
                new = self.value(statement.value)
                if statement.low is not None and new < statement.low:
                    new, self.left.clips = statement.low, self.left.clips + 1
                if statement.high is not None and new > statement.high:
                    new, self.left.clips = statement.high, self.left.clips + 1
            self.world[statement.slot] = float(new)

    def draw(self, draw: Draw, number: int, k: int, seen: Observation | None) -> float:
        """A number: what the record says, else by the luck that history revealed, else by fresh luck."""
        a, b = self.value(draw.a), self.value(draw.b)
        threshold = 0.0 if draw.at_least is None else self.value(draw.at_least)
        fresh = uniform(self.seed, number, draw.luck, k)
        if seen is not None:
            v, luck, log_p = outcome_seen(draw.law, a, b, threshold, seen, fresh)
            fact = not math.isfinite(log_p)
            self.left.stubborn_draws += fact
            self.left.log_likelihood += 0.0 if fact else log_p
            self.left.revealed.draws[draw.luck, k] = RevealedDraw(v, a, b, threshold, luck, fact)
            return v
        then = self.known.draws.get((draw.luck, k))
        if then is None:
            return outcome_of_draw(draw.law, a, b, quantile(fresh) if draw.law == "normal" else fresh)
        if then.fact or (a == then.a and b == then.b and threshold == then.threshold):
            return then.value
        return outcome_of_draw(draw.law, a, b, then.luck)

    # Clocks ------------------------------------------------------------------------------------------------------

    def refresh(self, t) -> None:
        """Look at every act again: is it at risk, and how fast does its clock run now?"""
        for clock in self.clocks:
            act = clock.act
            allowed = clock.window and clock.done < act.times and not clock.prevented
            clock.at_risk = allowed and self.value(act.guard) > 0
            if act.speed is None:
                clock.due = t if clock.at_risk else NEVER
                continue
            speed = self.value(act.speed) if clock.at_risk else 0.0
            if not 0.0 <= speed < math.inf:
                self.left.status = f"not a speed: {act.name}"
                return
            if speed != clock.speed:  # run-off is added up only here, so that looking twice changes nothing
                clock.run_off, clock.since, clock.speed = clock.run_off_at(t), t, speed
                clock.set_ring()

    def wind(self, clock) -> None:
        """Give a clock the luck of its next happening: none while replay stops it, else history's, else fresh."""
        known = self.known.clocks.get((clock.act.name, clock.done))
        clock.luck, clock.entry = math.inf, None
        if clock.act.speed is None or (self.replaying and clock.replayed):
            return
        if known is not None:
            clock.luck, clock.entry = known.luck, known.entry
        else:
            clock.luck = -math.log(uniform(self.seed, self.course, clock.act.name, clock.done))

    def end_replay(self, t, _) -> None:
        """The record ends: what had not happened had not happened, and from now on the stopped clocks can ring."""
        self.replaying = False
        for clock in self.clocks:
            if clock.replayed:
                run_off = clock.run_off_at(t)
                self.left.log_likelihood -= run_off
                self.wind(clock)
                if (clock.act.name, clock.done) not in self.known.clocks:  # it is known to outlast this second
                    clock.luck = run_off + max(clock.luck, clock.speed / DAY)
                    self.left.revealed.clocks[clock.act.name, clock.done] = RevealedClock(clock.luck, None)
                clock.set_ring()
                clock.ring = max(t + 1, clock.ring)


def given_instant(edge: Edge | None) -> int:
    return NEVER if edge is None or edge.instant is None else max(0, edge.instant)


def by_time(thing: tuple) -> tuple:
    return thing[:2]


def run(model: Model, seed: int, course: int, replay_until=None, changes=(), revealed=None, siblings=2) -> Course:
    """Let one course happen: as recorded up to `replay_until`, and by the luck in `revealed` where it knows it."""
    return Unfolding(model, seed, course, replay_until, changes, revealed or Revealed(), siblings).unfold()


def what_if(model: Model, seed: int, course: int, instant: int, changes=()) -> Course:
    """Two passes: replay the record to learn the luck of history, then go on from an instant with that luck."""
    history = run(model, seed, course, replay_until=model.record_until)
    return run(model, seed, course, replay_until=instant, changes=changes, revealed=history.revealed)
