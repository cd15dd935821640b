"""Small worlds whose chances are known in closed form at every date: the shipped ones with their formulas, and two more."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from juncture.language.expression import Number, Slot
from juncture.program.compile import compile_scenario
from juncture.program.lower import lower
from juncture.program.model import TracedEntry
from juncture.program.program import Program
from juncture.scenario.load import load
from juncture.verbs.statements import Draw
from models_for_tests import DAY, act, at, entry, gauge, program_of, put, result

SHIPPED_ANSWERS = ("best-of-seven", "gamblers-ruin", "settled-chain", "two-clocks")


@cache
def shipped_answer(name: str) -> Program:
    """A shipped scenario with a known answer, compiled."""
    return compile_scenario(load(name))


def with_record(program: Program, record: Sequence[TracedEntry], until: float | None = None) -> Program:
    """The same with another record, and another day until which it is complete."""
    model = program.model
    until_instant = model.record_until if until is None else round(until * DAY)
    return lower(replace(model, record=tuple(record), record_until=until_instant))


#: best-of-seven: the games on record, 1 where the home side won.
GAMES = (1, 0, 1, 0, 1, 0, 1)


def wins(ahead: int, behind: int) -> float:
    """The chance to win the series at so many games won and lost: that of `4 - ahead` wins before `4 - behind` losses."""
    needed, games = 4 - ahead, 7 - ahead - behind
    return sum(math.comb(games, k) for k in range(needed, games + 1)) / 2**games


#: gamblers-ruin: the fortune at first and after each step on record, and what there is in all.
FORTUNES, COINS = (2, 3, 4, 3, 2, 1, 0), 5

#: two-clocks: the speeds of compromise and strike a day, the deadline, and the day until which nothing happened.
A, B, DEADLINE, UNTIL = 1 / 4, 1 / 5, 5.0, 4.0


def compromise(day: float) -> float:
    """The chance, in the race, that the compromise comes first, if neither has come by then."""
    return A / (A + B) * -math.expm1(-(A + B) * (DEADLINE - day))


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
