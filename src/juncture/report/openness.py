"""When the outcome was open, and what turned it: on screen."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.padding import Padding
from rich.table import Table

from juncture.analysis.asked import ANOTHER
from juncture.analysis.branches import Stretch
from juncture.analysis.intervals import Estimate
from juncture.analysis.nearmisses import NearMiss
from juncture.analysis.openness import OpenAt, Openness
from juncture.analysis.ranks import TOP
from juncture.analysis.stakes import Stake
from juncture.analysis.turns import Turn, Turns
from juncture.report.dates import Dates, apart
from juncture.report.terminal import console, heading, percent, said
from juncture.scenario.scenario import Scenario

BAR, ROWS = 16, 20


@dataclass(frozen=True, slots=True)
class Found:
    """All that `juncture openness` finds; parts that were not asked for are None or empty.

    `stretch` is the part of the record that was asked of, None for all of it.
    """

    openness: Openness
    turns: Turns | None = None
    stakes: tuple[Stake, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    stretch: Stretch | None = None

    def dates(self, scenario: Scenario) -> Dates:
        """How sentences tell its dates."""
        return Dates(scenario, self.openness.dates[0].instant, self.openness.dates[-1].instant)


def print_openness(scenario: Scenario, found: Found) -> None:
    """Print the curve, the turns, the near misses, and all of it in plain words."""
    if found.stretch:
        first, last = map(found.dates(scenario).at, (found.stretch.first, found.stretch.last))
        console.print(f"Only from {first} to {last}: the dates, the events, what nearly happened, and the words.\n")
    _print_curve(scenario, found)
    if found.turns:
        heading("What turned it")
        _print_turns(scenario, found)
        _print_totals(found.openness, found.turns)
    if found.near_misses:
        heading("What nearly happened")
        _print_near_misses(scenario, found)
    heading("In words")
    console.print(said(" ".join(in_words(scenario, found))))


def _print_curve(scenario: Scenario, all_found: Found) -> None:
    found = all_found.openness
    table = Table(box=None, padding=(0, 1, 0, 0))
    shown = thinned(found.dates)
    dates = apart(scenario, [date.instant for date in shown], year=False)
    table.add_column("date", no_wrap=True, min_width=max(15, *map(len, dates)))
    table.add_column("open", justify="right", no_wrap=True, min_width=5)
    table.add_column("95 %", justify="right", no_wrap=True, min_width=5)
    table.add_column("", no_wrap=True, min_width=BAR)
    table.add_column("ignor-\nance", justify="right", no_wrap=True, min_width=6)
    table.add_column("likeliest outcome", no_wrap=True, overflow="ellipsis")
    for date, when in zip(shown, dates, strict=True):
        table.add_row(
            when,
            percent(date.openness.value),
            f"{100 * date.openness.low:.0f}-{100 * date.openness.high:.0f}",
            bar(date.openness),
            f"{max(0.0, 100 * date.ignorance.value):.0f} %",
            f"{percent(date.outcomes[date.leading].value)} {said(date.leading)}",
        )
    console.print(table)
    console.print(
        "[faint]open: the chance that two courses end differently that part from the record at the date with the same "
        "assumptions and other luck. ignorance: how much likelier that is where their assumptions differ too. ▒ is the "
        f"95 % interval. {found.courses:,} courses for each of {len(found.dates)} dates; --json has all of them.[/faint]"
    )
    titles = titles_of(scenario)
    for name in _named(all_found):
        if name in titles:
            _indented(f"[name]{name}[/name] {said(titles[name])}", 2)
    if found.stopped:
        console.print(f"[bad]{percent(found.stopped)} of courses were stopped and are left out with their twins.[/bad]")


def bar(share: Estimate) -> str:
    """A share as a bar: full up to the interval, shaded within it."""
    if math.isnan(share.value):
        return "·" * BAR
    low, high = round(BAR * share.low), round(BAR * share.high)
    return f"[name]{'█' * low}{'▒' * (high - low)}[/name][faint]{'·' * (BAR - high)}[/faint]"


def thinned(dates: Sequence[OpenAt], rows: int = ROWS) -> list[OpenAt]:
    """About so many dates, evenly spread."""
    if len(dates) <= rows:
        return list(dates)
    first, last = dates[0].instant, dates[-1].instant
    targets = [first + (last - first) * i // (rows - 1) for i in range(rows)]
    picked = [[date for date in dates if date.instant <= target][-1] for target in targets]
    return list({id(date): date for date in picked}.values())


def _print_turns(scenario: Scenario, found: Found) -> None:
    assert found.turns is not None
    stakes = {(stake.act, stake.instant): stake for stake in found.stakes}
    sure = _turns(found.turns)
    if not sure:
        console.print("No event moved the outcomes by more than chance.")
    for place, turn in enumerate(sure, 1):
        date = _date_of(scenario, found, turn)
        title = said(scenario.form.acts[turn.acts[0]].title)
        console.print(f"{place:>2}. [bold]{title}[/bold], {date}")
        _indented(f"moved {_with_interval(turn.size)} of courses: {moved(turn.change)}")
        notes = [f"openness {_points(-turn.closed.value)}"]
        stake = stakes.get((turn.acts[0], turn.instant))
        if stake:
            notes.append(f"stake {percent(stake.size.value)}")
        if not math.isnan(turn.stays) and found.turns.draws > 1:
            notes.append(f"stays among the first {TOP} in {percent(turn.stays)} of the draws of the assumptions")
        _indented(f"[faint]{'; '.join(notes)}[/faint]")
    console.print(
        "[faint]moved: how the chances of the outcomes changed from just before to just after, as recorded, in points. "
        "stake: how much hangs on whether it happens then or never.[/faint]"
    )


def _print_totals(curve: Openness, found: Turns) -> None:
    table = Table(
        box=None, padding=(0, 1, 0, 0), title="Where the chances went", title_justify="left", title_style="bold"
    )
    table.add_column("outcome", no_wrap=True, overflow="ellipsis")
    for column in ("at first", "events", "scheduled", "waiting", "at last"):
        table.add_column(column, justify="right", no_wrap=True)
    for name, first, changes, last in _totals(curve, found):
        table.add_row(said(name), percent(first), *(_points(x) for x in changes), percent(last))
    console.print()
    console.print(table)
    console.print(
        "[faint]In points. events: what happened when it need not have. scheduled: draws of acts whose date was fixed. "
        "waiting: what did not happen meanwhile.[/faint]"
    )


def _print_near_misses(scenario: Scenario, found: Found) -> None:
    for miss in _near_misses(found):
        first, last = map(found.dates(scenario).at, (miss.first, miss.last))
        dates = first if first == last else f"{first} – {last}"
        console.print(f"[bold]{said(scenario.form.acts[miss.act].title)}[/bold], {dates}")
        _indented(
            f"would have come in {percent(miss.chance)} of such records, and nearly moved {_with_interval(miss.size)} of "
            f"courses: {moved(miss.change)}"
        )
    console.print(
        "[faint]nearly moved: what it would have turned on each day, times the chance that it came that day.[/faint]"
    )


def _turns(found: Turns) -> list[Turn]:
    """The turns that are printed."""
    return [turn for turn in found.greatest[: 2 * TOP] if turn.size.low > 0]


def _near_misses(found: Found) -> list[NearMiss]:
    """The near misses that are printed."""
    return [miss for miss in found.near_misses if miss.size.low > 0][:TOP]


def _totals(curve: Openness, found: Turns) -> Iterator[tuple[str, float, list[float], float]]:
    """For each outcome that is not negligible: its chance at first, what changed it, its chance at last."""
    first, last = curve.dates[0].outcomes, curve.dates[-1].outcomes
    for name in first:
        changes = [found.totals[kind][name].value for kind in ("turn", "scheduled", "drift")]
        if max(first[name].value, last[name].value, *map(abs, changes)) >= 0.01:
            yield name, first[name].value, changes, last[name].value


def _named(found: Found) -> list[str]:
    """The names of all outcomes that the tables print, each once."""
    names = [date.leading for date in thinned(found.openness.dates)]
    if found.turns:
        names += [name for turn in _turns(found.turns) for name, _ in _greatest(turn.change)]
        names += [name for name, *_ in _totals(found.openness, found.turns)]
    names += [name for miss in _near_misses(found) for name, _ in _greatest(miss.change)]
    return list(dict.fromkeys(names))


def _indented(text: str, by: int = 4) -> None:
    console.print(Padding(text, (0, 0, 0, by)))


def in_words(scenario: Scenario, found: Found) -> Iterator[str]:
    """The finding as sentences."""
    curve, dates = found.openness, found.dates(scenario)
    first, last = curve.dates[0], curve.dates[-1]
    most = max(curve.dates, key=lambda date: date.openness.value)
    yield (
        f"Two courses that part from the record on {dates.at(first.instant)} with the same assumptions end "
        f"differently in {percent(first.openness.value)} of cases; on {dates.at(last.instant)} in "
        f"{percent(last.openness.value)}. The outcome was most open on {dates.at(most.instant)} "
        f"({percent(most.openness.value)})."
    )
    yield _window_in_words(dates, curve)
    if not found.turns or not found.turns.greatest:
        return
    turn = found.turns.greatest[0]
    if turn.size.low <= 0:
        return
    yield (
        f"No event moved the outcomes more than '{_title(scenario, turn)}' on {_date_of(scenario, found, turn)}"
        f"{_from_to(scenario, turn.change)}."
    )
    closing = max(found.turns.turns, key=lambda turn: turn.closed.value)
    if closing.closed.low > 0:
        which = (
            "It also closed it most"
            if closing is turn
            else f"The one that closed it most was '{_title(scenario, closing)}' on {_date_of(scenario, found, closing)}"
        )
        yield f"{which}: openness fell by {100 * closing.closed.value:.0f} points."
    opening = min(found.turns.turns, key=lambda turn: turn.closed.value)
    if opening.closed.high < 0:
        yield (
            f"'{_title(scenario, opening)}' on {_date_of(scenario, found, opening)} opened it by "
            f"{-100 * opening.closed.value:.0f} points."
        )
    if found.near_misses and found.near_misses[0].size.low > 0:
        miss = found.near_misses[0]
        yield (
            f"The nearest miss: '{scenario.form.acts[miss.act].title}' did not happen and would have come in "
            f"{percent(miss.chance)} of records like this one."
        )


def _window_in_words(dates: Dates, curve: Openness) -> str:
    bound = f"an openness above {percent(curve.above)}"
    if not curve.window:
        return f"At no date was it open by the measure of {bound}."
    spans = [f"from {dates.at(first)} to {dates.at(last)}" for first, last in curve.window]
    listed = spans[0] if len(spans) == 1 else f"{', '.join(spans[:-1])} and {spans[-1]}"
    return f"By the measure of {bound} it was open {listed}."


def moved(change: Mapping[str, Estimate], titles: Mapping[str, str] | None = None) -> str:
    """The greatest changes: `+70 peace, -68 no_peace`, or by the titles of the outcomes; what may be chance is left out."""
    told = titles or {}
    listed = [f"{_points(value)} {told.get(name, name)}" for name, value in _greatest(change)]
    return ("; " if titles else ", ").join(listed) or "no outcome by more than chance"


def titles_of(scenario: Scenario) -> dict[str, str]:
    """The titles of the outcomes, by name."""
    return {name: outcome.title for name, outcome in scenario.form.outcomes.items()}


def _greatest(change: Mapping[str, Estimate], most: int = 4) -> list[tuple[str, float]]:
    """The greatest changes whose interval leaves 0 out."""
    sure = [(name, x.value) for name, x in change.items() if (x.low > 0 or x.high < 0) and name != ANOTHER]
    return sorted((one for one in sure if abs(one[1]) >= 0.005), key=lambda one: -abs(one[1]))[:most]


def _from_to(scenario: Scenario, change: Mapping[str, Estimate]) -> str:
    """The outcomes that a turn raised and lowered most, by their titles."""
    sure = {name: x.value for name, x in change.items() if x.low > 0 or x.high < 0}
    if len(sure) < 2:
        return ""
    up, down = max(sure, key=lambda name: sure[name]), min(sure, key=lambda name: sure[name])
    titles = {name: f"'{outcome.title}'" for name, outcome in scenario.form.outcomes.items()}
    return (
        f": in points of a hundred courses it gave {_points(sure[up])} to {titles.get(up, up)} and {_points(sure[down])} to "
        f"{titles.get(down, down)}"
    )


def _points(share: float) -> str:
    points = round(100 * share)
    return f"{points:+d}" if points else "0"


def _with_interval(share: Estimate) -> str:
    return f"{percent(share.value)} ({100 * share.low:.0f}-{100 * share.high:.0f})"


def _date_of(scenario: Scenario, found: Found, turn: Turn) -> str:
    return found.dates(scenario).of(turn.acts[0], turn.instant)


def _title(scenario: Scenario, turn: Turn) -> str:
    return scenario.form.acts[turn.acts[0]].title
