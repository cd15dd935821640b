"""The terminal: one console, one style for each kind of thing, progress with time left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from enum import Enum
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.theme import Theme

#: Colours of a middle brightness: each stands out from black and from white by 4.5 to 1, the least that the Web Content
#: Accessibility Guidelines (2.1, criterion 1.4.3) ask of text. No colour says what the words do not say too.
COLOURS = {"good": "#148814", "bad": "#dc3232", "odd": "#b35f00", "faint": "#767676", "name": "#00828c"}
# Where there is no terminal, or with NO_COLOR, nothing is coloured.
console = Console(theme=Theme(dict(COLOURS)), highlight=False)


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show that something takes a while, where somebody is looking."""
    with console.status(f"{what} ..."):
        yield


@contextmanager
def counting(what: str, total: int) -> Iterator[Any]:
    """Show progress with the time left, on standard error; yields a function that takes the number done, and of how many."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("courses, time left"),
        TimeRemainingColumn(),
    )
    watched = Console(stderr=True)
    with Progress(*columns, console=watched, transient=True, disable=not watched.is_terminal) as progress:
        task = progress.add_task(what, total=total)
        yield lambda done, total=total: progress.update(task, completed=done, total=total)


def said(text: object) -> str:
    """Text of an author or a path, in which square brackets mean nothing to the console."""
    return escape(str(text))


def heading(text: str) -> None:
    """Print a heading."""
    console.print()
    console.rule(f"[bold]{said(text)}[/bold]", align="left", style="faint")


def print_json(finding: Any) -> None:
    """Print a finding as JSON, for other programs: nothing is wrapped, coloured or interpreted."""
    console.out(as_json(finding), highlight=False)


def counted(count: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def percent(share: float, digits: int = 0) -> str:
    """A share as a percentage; never 0 % or 100 % for what is not exactly that."""
    if share != share:
        return "-"
    if 0 < share < 0.5 * 10 ** -(digits + 2):
        return f"<{10**-digits:g} %"
    if 1 - 0.5 * 10 ** -(digits + 2) < share < 1:
        return f">{100 - 10**-digits:g} %"
    return f"{100 * share:.{digits}f} %"


def interval(low: float, high: float, digits: int = 0) -> str:
    """The ends of an interval of a share: `12 - 15 %`."""
    return f"{100 * low:.{digits}f} - {100 * high:.{digits}f} %"


def as_json(finding: Any) -> str:
    """A finding as JSON; numbers that are not finite become null."""
    import json

    def plain(value: Any) -> Any:
        if is_dataclass(value) and not isinstance(value, type):
            return plain(asdict(value))
        if isinstance(value, dict):
            return {str(key): plain(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [plain(item) for item in value]
        if isinstance(value, Enum):
            return value.value
        if isinstance(value, float):
            return value if value == value and abs(value) != float("inf") else None
        return value

    return json.dumps(plain(finding), indent=2, ensure_ascii=False)
