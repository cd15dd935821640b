"""A what-if on screen: both ways of luck side by side, what changed first, and a paragraph that is true to the numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rich.table import Table

from juncture.analysis.intervals import Estimate
from juncture.analysis.questions import Judged
from juncture.analysis.sides import Compared, First, Side
from juncture.analysis.whatif import WhatIf
from juncture.courses.words import listed
from juncture.report.terminal import console, percent, said
from juncture.scenario.scenario import Scenario

#: Acts are shown where one of the differences is at least this, the largest first.
LEAST = 0.01
MOST_ACTS = 8


def print_what_if(scenario: Scenario, found: WhatIf, expected: Sequence[Judged] = ()) -> None:
    """Print the answer to a what-if."""
    console.print(_table("outcome", _rows(found, "outcomes"), found))
    acts = _acts(found)
    if acts:
        console.print("\n[bold]What else happens more or less often[/bold]")
        console.print(_table("act", acts, found))
    console.print(f"[faint]{_legend(scenario, found)}[/faint]")
    if found.same:
        _print_firsts("With the luck of history, the first thing that changes", scenario, found.same)
    _print_firsts("With fresh luck, the first thing that changes", scenario, found.fresh)
    _print_answers(scenario, found)
    for line in _notes(scenario, found):
        console.print(said(line))
    for judged in expected:
        _print_judged(judged, found.same is not None)
    console.print()
    console.print(said(in_words(scenario, found)))


def _rows(found: WhatIf, kind: str) -> list[tuple[Compared | None, Compared]]:
    fresh: tuple[Compared, ...] = getattr(found.fresh, kind)
    same: Sequence[Compared | None] = getattr(found.same, kind) if found.same else [None] * len(fresh)
    pairs = zip(same, fresh, strict=True)
    return [pair for pair in pairs if any(one and (one.without > 0 or one.changed > 0) for one in pair)]


def _acts(found: WhatIf) -> list[tuple[Compared | None, Compared]]:
    def size(pair: tuple[Compared | None, Compared]) -> float:
        return max(
            abs(one.difference.value) if one and one.difference.value == one.difference.value else 0 for one in pair
        )

    rows = [pair for pair in _rows(found, "acts") if pair[1].name not in found.acts]
    rows.sort(key=size, reverse=True)
    return [pair for pair in rows if size(pair) >= LEAST][:MOST_ACTS]


def _table(name: str, rows: Sequence[tuple[Compared | None, Compared]], found: WhatIf) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(f"\n{name}")
    for luck in ("luck of history", "fresh luck") if found.same else ("fresh luck",):
        table.add_column("\nwithout", justify="right", no_wrap=True)
        table.add_column("\nwith", justify="right", no_wrap=True)
        table.add_column(f"{luck}\ndifference", justify="right", no_wrap=True)
    for same, fresh in rows:
        cells = [cell for one in (same, fresh) if one for cell in _cells(one)]
        table.add_row(said(fresh.title), *cells)
    return table


def _cells(one: Compared) -> tuple[str, str, str]:
    found = one.difference
    style = "faint" if found.low <= 0 <= found.high else "bold"
    return _hundredths(one.without), _hundredths(one.changed), f"[{style}]{points(found)}[/{style}]"


def _hundredths(share: float) -> str:
    return percent(share, 1).removesuffix(" %")


def points(found: Estimate) -> str:
    """A difference of shares in hundredths: `-3.0 ±0.8`."""
    if found.value != found.value:
        return "-"
    half = math.ceil(1000 * max(found.high - found.value, found.value - found.low) - 1e-9) / 10
    return f"{100 * found.value:+.1f} ±{half:.1f}" if abs(found.value) >= 0.0005 else f"0 ±{half:.1f}"


def shown(scenario: Scenario, instant: int) -> str:
    """An instant to the minute: entries of the record at one instant are a second apart."""
    return scenario.shown(instant - (instant + scenario.begin) % 60)


def _legend(scenario: Scenario, found: WhatIf) -> str:
    what = (
        "Courses in a hundred; differences are taken course by course, with their 95 % interval (of simulation alone)."
    )
    if not found.same:
        return f"{what} Fresh luck, the same for everything that bears the same name in both."
    since = shown(scenario, found.instant)
    return (
        f"{what} Luck of history: what the record reveals of waits and draws meets the change. Fresh luck: the record "
        f"up to {since}, then new luck, the same without and with the change."
    )


def _print_firsts(head: str, scenario: Scenario, side: Side) -> None:
    if not side.first:
        return
    console.print(f"\n[bold]{head}[/bold]")
    rows = [(first.share, f"{said(first.title)}: {_how(first)}", first.instant) for first in side.first]
    table = _shares()
    for share, words, instant in rows:
        date = scenario.shown(instant, time=False, year=False)
        table.add_row(percent(share, 1), f"{words} [faint](about {date})[/faint]")
    if side.untouched > 0:
        table.add_row(percent(side.untouched, 1), "[faint]nothing else changes[/faint]")
    console.print(table)


def _shares() -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True, width=8)
    table.add_column()
    return table


def _how(first: First) -> str:
    return "[odd]new[/odd]" if first.how == "new" else first.how


def _print_answers(scenario: Scenario, found: WhatIf) -> None:
    """What took the place of what was prevented: as the scenario states it, and as it happened."""
    by_name = {one.name: one for one in found.fresh.acts}
    history = {one.name: one for one in found.same.acts} if found.same else {}
    stated = [name for name in found.substitutes if by_name[name].changed > 0 or history[name].changed > 0]
    if stated:
        console.print("\n[bold]In its place[/bold] [faint](acts that the scenario names as substitutes)[/faint]")
    for name in stated:
        parts = [
            f"{luck} {percent(one.without, 1)} -> {percent(one.changed, 1)}"
            for luck, one in (("luck of history", history.get(name)), ("fresh luck", by_name[name]))
            if one
        ]
        console.print(f"  {said(by_name[name].title)}: {'; '.join(parts)}")
    side = found.same or found.fresh
    if side.answers:
        luck = "luck of history" if found.same else "fresh luck"
        console.print(f"\n[bold]The first event that would not have been[/bold] [faint]({luck})[/faint]")
        table = _shares()
        for act, share in side.answers.items():
            table.add_row(percent(share, 1), said(scenario.title_of(act)))
        console.print(table)


def _notes(scenario: Scenario, found: WhatIf) -> list[str]:
    title = scenario.title_of
    notes: list[str] = []
    for one in found.fresh.acts:
        if one.name in found.acts and one.without < 1:
            notes.append(
                f"With fresh luck and no change, '{one.title}' happens in {percent(one.without, 1)} of courses."
            )
    if found.stubborn:
        kept = sorted(found.stubborn.items(), key=lambda item: -item[1])
        shown = [f"'{title(act)}' in {percent(share, 1)}" for act, share in kept[:3]]
        more = f" and {len(kept) - 3} more" if len(kept) > 3 else ""
        notes.append(
            "Kept because the record has it, although the course's model holds it impossible (luck of history): "
            f"{'; '.join(shown)}{more}."
        )
    for act, share in found.by_hand.items():
        if share < 1:
            notes.append(
                f"'{title(act)}' was possible by itself at that instant in {percent(share)} of courses; it was done in all."
            )
    if found.weights:
        w = found.weights
        notes.append(
            f"Courses are weighted by the likelihood that they give to the record: of {w.pairs:,} draws of the "
            f"assumptions, as many as {w.effective:.1f} equal ones count (effective sample size); "
            f"{percent(w.impossible)} of courses hold something recorded impossible and have no weight."
        )
        if w.collapsed:
            notes.append(
                f"WARNING: the weights have collapsed. One draw has {percent(w.largest)} of all weight. These numbers "
                "are its opinion, and their intervals mean nothing; take those without --weigh."
            )
    notes += [
        f"{count} courses were {sentence}; they and their twins are left out."
        for sentence, count in found.stopped.items()
    ]
    return notes


def _print_judged(judged: Judged, has_same: bool) -> None:
    verdicts = [f"luck of history: {judged.same}"] * has_same + [f"fresh luck: {judged.fresh}"]
    want = {"more": "more often", "less": "less often", "same": "about as often"}[judged.sign]
    console.print(f"\n[bold]Expected:[/bold] '{said(judged.title)}' {want}, since {said(judged.because or '-')}")
    agrees = {verdict.split(": ")[1] for verdict in verdicts} == {"as expected"}
    console.print(f"  [{'good' if agrees else 'odd'}]{'; '.join(verdicts)}[/]")


def in_words(scenario: Scenario, found: WhatIf) -> str:
    """The answer as a paragraph."""
    if found.weights and found.weights.collapsed:
        return "So few draws of the assumptions carry the weight that no sentence can be made of these numbers."
    caution = "This is what follows from the model and its stated assumptions, not what would have happened"
    if not found.same:
        return f"{_fresh_in_words(scenario, found)} {caution}."
    also = "same luck also assumes that a change leaves waits and draws alone"
    return f"{_same_in_words(scenario, found, found.same)} {_fresh_in_words(scenario, found)} {caution}; {also}."


def _same_in_words(scenario: Scenario, found: WhatIf, side: Side) -> str:
    ending = scenario.form.outcomes[side.modal].title
    among = next(one for one in side.outcomes if one.name == side.modal).without
    where = (
        "All courses that follow the record end"
        if among == 1
        else f"Of courses that follow the record {percent(among)} end"
    )
    share = "none" if side.fails.value == 0 else "all" if side.fails.value == 1 else percent(side.fails.value, 1)
    interval = f" ({percent(side.fails.low, 1)} to {percent(side.fails.high, 1)})"
    name = ", the necessity of what was prevented" if found.prevented_only else ""
    other = f", most often with '{_gains_most(side)}'" if side.fails.value > 0 else ""
    return f"{where} with '{ending}'. With the change and the same luck {share} of them end otherwise{interval}{name}{other}."


def _gains_most(side: Side) -> str:
    others = [one for one in side.outcomes if one.name != side.modal]
    return max(others, key=lambda one: one.changed - one.without).title


def _fresh_in_words(scenario: Scenario, found: WhatIf) -> str:
    sure = [one for one in found.fresh.outcomes if not one.difference.low <= 0 <= one.difference.high]
    since = (
        f"With fresh luck from {scenario.shown(found.instant, time=False)} on" if found.changes else "Between the two"
    )
    if not sure:
        largest = max(max(abs(one.difference.low), abs(one.difference.high)) for one in found.fresh.outcomes)
        return f"{since}, no outcome's chance changes by more than the error of simulation (at most {100 * largest:.1f} in a hundred)."
    told = [
        f"'{one.title}' {'rises' if one.difference.value > 0 else 'falls'} from {percent(one.without, 1)} to {percent(one.changed, 1)}"
        for one in sorted(sure, key=lambda one: -abs(one.difference.value))[:3]
    ]
    rest = "; no other difference is larger than the error of simulation" if len(sure) <= 3 else ""
    return f"{since}, the chance of {listed(told)}{rest}."
