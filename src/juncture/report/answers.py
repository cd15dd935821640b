"""Tables of findings that compare: hypotheses, what-ifs, the curve of openness, turns. As `tables`, one thing a row."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from juncture.analysis.hypotheses import Hypotheses
from juncture.analysis.intervals import Estimate
from juncture.analysis.ledger import Ledger, Moved
from juncture.analysis.numbers import NumberStatuses
from juncture.analysis.openness import Openness
from juncture.analysis.sides import Compared
from juncture.analysis.turns import Turns
from juncture.analysis.whatif import WhatIf
from juncture.report.tables import SHARE, TEXT, WHEN, WHOLE, Column, Columns, Values, finite, gregorian
from juncture.scenario.scenario import Scenario

HYPOTHESES: Columns = (
    Column("hypothesis", TEXT, "name of the hypothesis"),
    Column("source", TEXT, "name of the source that claims it"),
    Column("cites", TEXT, "claims, '; ' between them"),
    Column("says", TEXT, "what is claimed"),
    Column("cut", TEXT, "the claimed cause: slot, act or driver"),
    Column("of", TEXT, "the claimed effect: act, slot or outcome"),
    Column("expects", TEXT, "what the cause is said to make of the effect: more, less or nothing"),
    Column("verdict", TEXT, "supported, contradicted, indifferent, undecided, built in, not tested or not joined"),
    Column("measured", TEXT, "what the size says, whether or not the claim is built in"),
    Column("what", TEXT, "what the size is of: chance, days (earlier) or value"),
    Column("with_cause", SHARE, "its mean with the cause"),
    Column("without", SHARE, "its mean without"),
    Column("difference", SHARE, "what the cause adds; of days, how many earlier"),
    Column("low", SHARE, "lower end of the 95 % interval of simulation"),
    Column("high", SHARE, "upper end"),
    Column("smallest", SHARE, "the smallest difference that matters"),
    Column("courses", WHOLE, "how many courses were compared"),
    Column("cause", SHARE, "share of courses in which the cause happens; empty where it is no act"),
    Column("differs", SHARE, "share of the compared courses in which the effect differs at all"),
    Column("agree", SHARE, "of the pairs of twins that differ, the share that goes as claimed"),
    Column("path", TEXT, "the shortest path from cause to effect in the program, '; ' between its names"),
)
WHAT_IF: Columns = (
    Column("luck", TEXT, "history (the luck that the record reveals) or fresh"),
    Column("kind", TEXT, "outcome or act"),
    Column("name", TEXT, "name of the outcome or act"),
    Column("title", TEXT, "its title"),
    Column("without", SHARE, "share of courses without the change"),
    Column("changed", SHARE, "share with it"),
    Column("difference", SHARE, "the second less the first, course by course"),
    Column("low", SHARE, "lower end of the 95 % interval of simulation"),
    Column("high", SHARE, "upper end"),
)
OPENNESS: Columns = (
    *WHEN,
    Column("left", WHOLE, "recorded events of that instant that have not happened yet"),
    Column("openness", SHARE, "the chance that twins that part here end differently"),
    Column("low", SHARE, "lower end of the 95 % interval of simulation"),
    Column("high", SHARE, "upper end"),
    Column("ignorance", SHARE, "how much likelier strangers are to end differently than twins"),
    Column("likeliest", TEXT, "name of the likeliest outcome from here on"),
    Column("chance", SHARE, "its chance"),
)
TURNS: Columns = (
    Column("acts", TEXT, "the act, then acts at once that came with it, '; ' between them"),
    Column("title", TEXT, "title of the act"),
    *WHEN,
    Column("kind", TEXT, "turn, or scheduled where its date was fixed in advance"),
    Column("size", SHARE, "share of courses that it moved from some outcomes to others"),
    Column("low", SHARE, "lower end of the 95 % interval of simulation"),
    Column("high", SHARE, "upper end"),
    Column("closed", SHARE, "openness before less openness after"),
    Column("stays", SHARE, "share of draws of the assumptions in which it stays among the five greatest; else empty"),
    Column("change", TEXT, "what became of the chance of each outcome: 'peace = +0.7; otherwise = -0.7'"),
)
NUMBERS: Columns = (
    Column("status", TEXT, "cited, disputed, fitted, assumption or bare"),
    Column("numbers", WHOLE, "how many numbers have it"),
    Column("share", SHARE, "their share of all numbers"),
)
LEDGER: Columns = (
    Column("number", TEXT, "name of the number"),
    Column("status", TEXT, "disputed, fitted, assumption or bare"),
    Column("share", SHARE, "its share of what the assumptions spread in all outcomes together"),
    Column("share_low", SHARE, "lower end of the 95 % interval of simulation"),
    Column("share_high", SHARE, "upper end"),
    Column("outcome", TEXT, "an outcome that it moves; empty where it moves many a little"),
    Column("share_of_outcome", SHARE, "its share of what the assumptions spread in that outcome, where that is not 0"),
    Column("difference", SHARE, "chance of the outcome in the highest fifth of its draws, less that in the lowest"),
    Column("low", SHARE, "lower end of the 95 % interval of simulation"),
    Column("high", SHARE, "upper end"),
)


def hypotheses(found: Hypotheses) -> Values:
    """One row a hypothesis, in the order of the scenario."""
    tested, sizes = found.tested, [one.size for one in found.tested]
    return {
        "hypothesis": [one.name for one in tested],
        "cites": ["; ".join(one.cite) for one in tested],
        "path": ["; ".join(one.path) for one in tested],
        "what": [size.what for size in sizes],
        "courses": [size.courses for size in sizes],
        **{
            name: [getattr(one, name) for one in tested]
            for name in ("source", "says", "cut", "of", "expects", "verdict", "measured")
        },
        **{
            name: finite(getattr(size, name) for size in sizes)
            for name in ("with_cause", "without", "difference", "low", "high", "smallest")
        },
        **{name: finite(getattr(one, name) for one in tested) for name in ("cause", "differs", "agree")},
    }


def what_if(found: WhatIf) -> Values:
    """One row an outcome or act of each way of luck."""
    rows: list[tuple[str, str, Compared]] = []
    for luck, side in (("history", found.same), ("fresh", found.fresh)):
        if side:
            rows += [(luck, "outcome", one) for one in side.outcomes]
            rows += [(luck, "act", one) for one in side.acts]
    compared = [one for *_, one in rows]
    return {
        "luck": [luck for luck, *_ in rows],
        "kind": [kind for _, kind, _ in rows],
        "name": [one.name for one in compared],
        "title": [one.title for one in compared],
        "without": finite(one.without for one in compared),
        "changed": finite(one.changed for one in compared),
        "difference": finite(one.difference.value for one in compared),
        **_ends(one.difference for one in compared),
    }


def openness(scenario: Scenario, found: Openness) -> Values:
    """One row a date."""
    dates = found.dates
    return {
        **_when(scenario, [date.instant for date in dates]),
        "left": [date.left for date in dates],
        "openness": finite(date.openness.value for date in dates),
        **_ends(date.openness for date in dates),
        "ignorance": finite(date.ignorance.value for date in dates),
        "likeliest": [date.leading for date in dates],
        "chance": finite(date.outcomes[date.leading].value for date in dates),
    }


def turns(scenario: Scenario, found: Turns) -> Values:
    """One row a recorded event, in the order of the record."""
    told = found.turns
    return {
        "acts": ["; ".join(turn.acts) for turn in told],
        "title": [scenario.title_of(turn.acts[0]) for turn in told],
        **_when(scenario, [turn.instant for turn in told]),
        "kind": [turn.kind for turn in told],
        "size": finite(turn.size.value for turn in told),
        **_ends(turn.size for turn in told),
        "closed": finite(turn.closed.value for turn in told),
        "stays": finite(turn.stays for turn in told),
        "change": [
            "; ".join(f"{name} = {x.value:+.4g}" for name, x in turn.change.items() if not math.isnan(x.value))
            for turn in told
        ],
    }


def _ends(estimates: Iterable[Estimate]) -> Values:
    both = list(estimates)
    return {"low": finite(one.low for one in both), "high": finite(one.high for one in both)}


def _when(scenario: Scenario, when: Sequence[int]) -> Values:
    return {"instant": gregorian(scenario, when), "shown": [scenario.shown(instant) for instant in when]}


def numbers(found: NumberStatuses) -> Values:
    """One row a status."""
    return {
        "status": list(found.counts),
        "numbers": list(found.counts.values()),
        "share": finite(found.share(status) for status in found.counts),
    }


def ledger(found: Ledger) -> Values:
    """One row a number and outcome that it moves."""
    nothing = Moved("", *[Estimate(math.nan, math.nan, math.nan)] * 2)
    rows = [(number, moved) for number in found.numbers for moved in number.moves or (nothing,)]
    shares, moves = [number.share for number, _ in rows], [moved for _, moved in rows]
    return {
        "number": [number.name for number, _ in rows],
        "status": [number.status for number, _ in rows],
        "share": finite(one.value for one in shares),
        "share_low": finite(one.low for one in shares),
        "share_high": finite(one.high for one in shares),
        "outcome": [moved.outcome for moved in moves],
        "share_of_outcome": finite(moved.share.value for moved in moves),
        "difference": finite(moved.difference.value for moved in moves),
        **_ends(moved.difference for moved in moves),
    }
