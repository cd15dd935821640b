"""The ledger, in words and on screen: which numbers move the outcomes, and where their author wrote them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rich.table import Table

from juncture.analysis.intervals import Estimate
from juncture.analysis.ledger import Ledger, Moved
from juncture.analysis.numbers import STATUSES
from juncture.program.model import Model, StatedNumber
from juncture.report.terminal import console, percent, said
from juncture.scenario.scenario import Location, Scenario

#: So many numbers, and so many outcomes of each, are printed.
ROWS, MOVES = 20, 3


def print_ledger(scenario: Scenario, model: Model, found: Ledger, outcome: str = "") -> None:
    """Print what moves all outcomes, or one; then the numbers by status, and all of it in plain words."""
    stated = {number.name: number for number in model.numbers}
    rows = [(number, moved.share, (moved,)) for number, moved in found.of(outcome)]
    if not outcome:
        rows = [(number, number.share, number.moves) for number in found.numbers]
    table = Table(box=None, padding=(0, 1, 0, 0))
    table.add_column("share", justify="right", no_wrap=True)
    table.add_column("number, as stated, where\nwhat it moves, in points (95 % interval)")
    for number, share, moves in rows[:ROWS]:
        lines = _row(scenario, stated[number.name], moves, one_outcome=bool(outcome))
        table.add_row(percent(share.value), "\n".join(lines))
    if rows:
        console.print(table)
        of = f"'{_title(scenario, outcome)}'" if outcome else "all outcomes together"
        console.print(
            f"[faint]share: of what the assumptions spread in {said(of)}; - where that cannot be told from 0. In points: "
            "the chance of the outcome in the highest fifth of the number's draws, less that in the lowest. "
            f"{said(named_by_luck(found, outcome))}[/faint]"
        )
    if len(rows) > ROWS:
        console.print(f"[faint]{len(rows) - ROWS} more have smaller shares; --json has them, and the report.[/faint]")
    if found.uncertain and not outcome:
        console.print()
        console.print(_statuses(model, found))
    console.print()
    console.print(said(" ".join(in_words(scenario, found, outcome))))


def _row(scenario: Scenario, number: StatedNumber, moves: tuple[Moved, ...], *, one_outcome: bool) -> Iterator[str]:
    yield f"[name]{said(number.name)}[/name]"
    stated = f"{number.quantity.text}; {number.status}; {place(scenario, number)}"
    yield f"[faint]{said(element(scenario, number.location))}: {said(stated)}[/faint]"
    if one_outcome:
        yield f"{points(moves[0].difference)} ({interval(moves[0].difference)})"
        return
    if not moves:
        yield "[faint]many outcomes a little[/faint]"
    for moved in moves[:MOVES]:
        yield f"{points(moved.difference)} ({interval(moved.difference)}) {said(moved.outcome)}"
    if len(moves) > MOVES:
        yield f"[faint]and {', '.join(moved.outcome for moved in moves[MOVES:])}[/faint]"


def _statuses(model: Model, found: Ledger) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("status")
    table.add_column("numbers", justify="right")
    table.add_column("uncertain", justify="right")
    table.add_column("sum of their shares", justify="right")
    for status, numbers, uncertain, share in statuses(model, found):
        table.add_row(status, str(numbers), str(uncertain), with_interval(share) if share else "")
    return table


def statuses(model: Model, found: Ledger) -> Iterator[tuple[str, int, int, Estimate | None]]:
    """By status: how many numbers, how many of them are uncertain, and the sum of the shares of these."""
    counts = Counter(number.status for number in model.numbers)
    for status in STATUSES:
        if counts[status]:
            own = found.statuses.get(status)
            yield status, counts[status], own.numbers if own else 0, own.share if own else None


def in_words(scenario: Scenario, found: Ledger, outcome: str = "") -> Iterator[str]:
    """The finding as sentences, for all outcomes or for one."""
    spread = found.outcomes[outcome] if outcome else found.together
    what = f"in whether courses end so: '{_title(scenario, outcome)}'" if outcome else "in how courses end"
    if not found.uncertain:
        yield f"No number of this scenario is uncertain, so all differences {what} are luck."
        return
    yield f"Of the differences {what}, the assumptions make {with_interval(spread.from_assumptions)}; the rest is luck."
    named = len(found.of(outcome)) if outcome else len(found.numbers)
    move, ends = "moves" if named == 1 else "move", "it" if outcome else "some outcome"
    yield f"{named} of {found.uncertain} uncertain numbers {move} {ends} by more than luck can show."
    if not outcome and found.singly.value == found.singly.value:
        rest = (
            "the rest they make only together"
            if found.singly.high < 1
            else "whether they make more only together cannot be told from so few courses"
        )
        yield f"Each by itself, all of them account for {with_interval(found.singly)} of what the assumptions make; {rest}."
    if named:
        yield _greatest(scenario, found, outcome)


def _greatest(scenario: Scenario, found: Ledger, outcome: str) -> str:
    """The first number of the list, with what it moves most; most is said to be due to it only where shares are known."""
    number, moved = found.of(outcome)[0] if outcome else (found.numbers[0], next(iter(found.numbers[0].moves), None))
    share = moved.share if outcome and moved else number.share
    told = f"a number of '{element(scenario, number.location)}' ({number.name}"
    if share.value == share.value:
        most = f"Most is due to {told}, {percent(share.value)} of it)"
    else:
        most = f"First of the list is {told}; its share cannot be told)"
    return f"{most}: {moved_in_words(scenario, moved)}." if moved else f"{most}, which moves many outcomes a little."


def named_by_luck(found: Ledger, outcome: str = "") -> str:
    """How often luck alone brings some number into the list: each floor is passed so in one ledger of a hundred."""
    if outcome:
        return "By luck alone some number is listed in 1 of 100 such ledgers."
    floors = len(found.outcomes) + 1
    return (
        f"Each of the {len(found.outcomes)} outcomes has a floor of its own, and all together have one: by luck alone some "
        f"number is listed in up to {floors} of 100 such ledgers."
    )


def moved_in_words(scenario: Scenario, moved: Moved) -> str:
    """What a number does to an outcome: where it is high and not low, the chance of what rises by so much."""
    title, difference = _title(scenario, moved.outcome), moved.difference
    if difference.low <= 0 <= difference.high:
        return f"it moves the chance of '{title}', in neither direction alone"
    way = "rises" if difference.value > 0 else "falls"
    low, value, high = sorted(100 * abs(one) for one in (difference.low, difference.value, difference.high))
    return f"from its lowest fifth to its highest, the chance of '{title}' {way} by {value:.0f} points ({low:.0f}-{high:.0f})"


def element(scenario: Scenario, location: Location) -> str:
    """The title of what a number belongs to; `each midnight` for what a scenario does daily."""
    return "each midnight" if location[0] == "daily" else scenario.title_of(str(location[1]))


def place(scenario: Scenario, number: StatedNumber) -> str:
    """Where its author wrote it: `coalition.yaml:120`."""
    mark = scenario.mark(number.location)
    return f"{Path(mark.file).name}:{mark.line}"


def source_or_reason(number: StatedNumber) -> str:
    """What a number rests on: its claims, then what it was fitted to, then its reason."""
    note = number.quantity.note
    return ", ".join(number.quantity.cites) or note.fitted or number.reason


def claims_or_reason(scenario: Scenario, number: StatedNumber) -> str:
    """The same with what each claim says, and who says it."""
    form = scenario.form
    told = [
        f"{name}: {form.claims[name].gloss} ({form.sources[form.claims[name].source].title})"
        for name in number.quantity.cites
    ]
    return "; ".join(told) or source_or_reason(number)


def points(difference: Estimate) -> str:
    """A difference of chances: `+12.3`."""
    return f"{100 * difference.value:+.1f}"


def interval(difference: Estimate) -> str:
    """Its interval, in points: `+10.9 to +13.8`."""
    return f"{100 * difference.low:+.1f} to {100 * difference.high:+.1f}"


def with_interval(share: Estimate) -> str:
    """A share and its interval: `8 % (7-9)`; a dash where it is not known."""
    if share.value != share.value:
        return "-"
    return f"{percent(share.value)} ({100 * share.low:.0f}-{100 * share.high:.0f})"


def _title(scenario: Scenario, outcome: str) -> str:
    return scenario.form.outcomes[outcome].title
