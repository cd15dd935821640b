"""Small worlds whose chances are known in closed form at every date: played along a record, they test openness and turns."""

from __future__ import annotations

import math
from collections.abc import Sequence

from juncture.language.expression import Number, Slot
from juncture.program.model import Observation, TracedEntry
from juncture.program.program import Program
from juncture.verbs.statements import Change, Draw
from models_for_tests import DAY, act, at, done, entry, gauge, program_of, put, result


def best_of_seven(results: Sequence[int]) -> Program:
    """Games with even chances until one side has won four; the record has a game a day with these results."""
    won, lost, home = gauge("won"), gauge("lost"), result("game", "home")
    draw = Draw(home, "chance", Number(0.5), Number(0.0), "game.home")
    count = [Change(won, won + home), Change(lost, lost + 1 - home)]
    record = [entry("game", day * DAY, home=Observation("value", one)) for day, one in enumerate(results, 1)]
    return program_of(
        act("game", 1.0, guard=(won < 4) & (lost < 4), statements=[draw, *count], results=[home], times=7),
        days=300,
        outcomes=[("home", won >= 4), ("away", lost >= 4)],
        record=record,
        record_until=(len(results) + 1) * DAY,
    )


def wins(ahead: int, behind: int) -> float:
    """The chance to win the series at so many games won and lost: that of `4 - ahead` wins before `4 - behind` losses."""
    needed, games = 4 - ahead, 7 - ahead - behind
    return sum(math.comb(games, k) for k in range(needed, games + 1)) / 2**games


def gamblers_ruin(wealth: int, goal: int, steps: Sequence[str] = ()) -> Program:
    """A fortune goes up and down by one, with equal chances, until it is nothing or the goal."""
    fortune = gauge("fortune")
    guard = (fortune > 0) & (fortune < goal)
    return program_of(
        act("up", 2.0, guard=guard, statements=[put(fortune, fortune + 1)], times=2000),
        act("down", 2.0, guard=guard, statements=[put(fortune, fortune - 1)], times=2000),
        begin=[put(fortune, wealth)],
        days=400,
        outcomes=[("rich", fortune >= goal), ("ruined", fortune <= 0)],
        record=[entry(step, round((number + 1) * 0.3 * DAY)) for number, step in enumerate(steps)],
        record_until=round((len(steps) + 1) * 0.3 * DAY),
    )


A, B, DEADLINE = 0.3, 0.2, 5.0


def race(record: Sequence[TracedEntry] = (), until: float = DEADLINE - 1) -> Program:
    """Two acts wait, the first to come decides; after the deadline neither can."""
    nobody = (done("a") + done("b")) <= 0
    return program_of(
        act("a", A, guard=nobody),
        act("b", B, guard=nobody),
        days=DEADLINE,
        outcomes=[("a_first", done("a")), ("b_first", done("b"))],
        record=record,
        record_until=round(until * DAY),
    )


def a_first(day: float) -> float:
    """The chance, in the race, that a comes first, if neither has come by then."""
    return A / (A + B) * -math.expm1(-(A + B) * (DEADLINE - day))


def chain() -> Program:
    """Three links, each of which surely comes after the one before, and each of which is needed."""
    return program_of(
        act("one", 1.0),
        act("two", 1.0, guard=done("one")),
        act("three", 1.0, guard=done("two")),
        days=300,
        outcomes=[("done", done("three"))],
        record=[entry(name, day * DAY) for day, name in enumerate(("one", "two", "three"), 1)],
        record_until=4 * DAY,
    )


def coin(chance: float | None = None, days: float = 2.0) -> Program:
    """One draw at once on the first day decides; its chance is given, or uniform from 0 to 1 by assumption."""
    p, won = Slot("number", ("p",)), result("toss", "won")
    draw = Draw(won, "chance", Number(chance) if chance is not None else p, Number(0.0), "toss.won")
    return program_of(
        act("toss", statements=[draw], results=[won], opens=at(1)),
        begin=[] if chance is not None else [Draw(p, "uniform", Number(0.0), Number(1.0), "p")],
        days=days,
        outcomes=[("won", won), ("lost", 1 - won)],
        record_until=DAY // 2,
    )


def weights(*sizes: float | tuple[float, float]) -> Program:
    """Events that were not to be expected each add to the chance of a last draw; a pair is an uncertain size."""
    chance, won = gauge("chance"), result("last", "won")
    begin, acts, record = [], [], []
    for number, size in enumerate(sizes):
        name, slot = f"e{number}", Slot("number", (f"e{number}",))
        low, high = size if isinstance(size, tuple) else (size, size)
        begin.append(Draw(slot, "uniform", Number(low), Number(high), name) if low < high else put(slot, low))
        acts.append(act(name, 1e-9, statements=[put(chance, chance + slot)]))
        record.append(entry(name, (number + 1) * DAY))
    last = Draw(won, "chance", chance, Number(0.0), "last.won")
    return program_of(
        *acts,
        act("last", statements=[last], results=[won], opens=at(len(sizes) + 2)),
        days=len(sizes) + 4,
        begin=begin,
        outcomes=[("won", won)],
        record=record,
        record_until=(len(sizes) + 1) * DAY,
    )
