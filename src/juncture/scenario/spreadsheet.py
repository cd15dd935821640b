"""Reading a chronicle from a spreadsheet: rows of dated events, saved as CSV, with a place for every mistake.

Commas, semicolons or tabs between cells, UTF-8 with or without a byte order mark, or the UTF-16 text of Excel. The
first row names the columns; order and capitals do not matter, other columns are left alone::

    date (when, day)       1789-07-14, 14 July 1789, 14.7.1789, a range, 'about' a date; with an hour if known,
                           which may stand in a column 'time' of its own
    event (what, title)    what happened; rows with the same words are one act that happened again
    who (actor, by)        who did it; several with ';' between them
    source, page           where it is told; several sources with ';' between them
    place, note            kept as a note of the event
    numbers                'ayes = 237; nays = 138'
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from juncture.calendar import Calendar, CalendarError, DateRange, read_date
from juncture.calendar.spreadsheet import as_plain_date, day_comes_first
from juncture.language import Mark, Problem, ProblemsFound, did_you_mean
from juncture.scenario.scalars import read_text

#: What each column may be called, in small letters.
HEADINGS = {
    "date": ("date", "when", "day", "dated", "datum"),
    "time": ("time", "hour", "hours"),
    "event": ("event", "what", "title", "what happened", "happened", "description", "act"),
    "who": ("who", "actor", "actors", "by", "who did it"),
    "source": ("source", "sources", "document", "reference"),
    "page": ("page", "pages", "p", "pp"),
    "place": ("place", "where", "location"),
    "note": ("note", "notes", "comment", "comments", "remark", "remarks"),
    "numbers": ("numbers", "number", "figures", "count"),
}
_SEPARATORS = ",;\t"
_LINE_END = re.compile(r"\r\n|\r|\n")
_ONE_NUMBER = re.compile(r"(?:(?P<name>[^=:]+?)\s*[=:]\s*)?(?P<value>[-+]?[0-9]+(?:\.[0-9]+)?)\s*(?P<percent>%?)")


class Cell(NamedTuple):
    """The text of one cell, white space made single, and where it begins in the file."""

    text: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class DatedRow:
    """One event of a chronicle, as its author wrote it; `date` is in the form of scenarios."""

    date: str
    when: DateRange
    event: str
    who: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    place: str
    note: str
    numbers: dict[str, float]


@dataclass(frozen=True, slots=True)
class DatedRows:
    """A chronicle in the order of its dates; `ignored` are columns that were left alone."""

    rows: tuple[DatedRow, ...]
    ignored: tuple[str, ...]


def read_rows(raw: bytes, file: str, calendar: Calendar) -> DatedRows:
    """Read the events of a spreadsheet.

    Raises
    ------
    ProblemsFound
        With every mistake in any row.
    """
    table = [row for row in cells_of(_text(raw, file), file) if any(cell.text for cell in row)]
    if table and table[0][0].text.lower().startswith("sep="):  # a line that Excel writes for itself
        del table[0]
    if len(table) < 2:
        found, expected = "no rows of events", "expected a row that names the columns, and one row for each event"
        raise ProblemsFound([Problem(Mark(file, 1, 1), found, expected)])
    places, ignored = _columns(table[0])
    problems: list[Problem] = []
    columns = {name: [row[at] if at < len(row) else _missing(row) for row in table[1:]] for name, at in places.items()}
    if "time" in columns:
        pairs = zip(columns["date"], columns.pop("time"), strict=True)
        columns["date"] = [Cell(f"{day.text} {time.text}".strip(), day.mark) for day, time in pairs]
    day_first = day_comes_first(cell.text for cell in columns["date"])
    rows: list[DatedRow] = []
    told: set[str] = set()
    for number in range(len(table) - 1):
        cells = {name: column[number] for name, column in columns.items()}
        text, when = _date(cells["date"], calendar, day_first, problems, told)
        if not cells["event"].text:
            problems.append(_empty(cells["event"], "what happened", "describe the event in a few words"))
        rows.append(_row(text, when, cells, problems))
    if problems:
        raise ProblemsFound(problems)
    return DatedRows(tuple(sorted(rows, key=lambda row: row.when.noon)), ignored)


def cells_of(text: str, file: str) -> list[list[Cell]]:
    """Return all cells with their places; a cell in quotes may hold separators, line ends and doubled quotes."""
    first = text[: (_LINE_END.search(text) or re.search(r"\Z", text)).start()]  # type: ignore[union-attr]
    named = first[4:5] if first.lower().startswith("sep=") else ""
    separator = named or max(_SEPARATORS, key=lambda sign: sum(map(bool, map(_meaning, first.split(sign)))))
    inside = re.escape(separator) + r"\r\n"
    cell = re.compile(rf'"([^"]*(?:""[^"]*)*)"(?=[{inside}]|\Z)|([^{inside}]*)')
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    rows: list[list[Cell]] = [[]]
    at = 0
    while True:
        match = cell.match(text, at)
        assert match is not None  # the second alternative may be empty
        line = bisect_right(starts, at)
        mark = Mark(file, line, at - starts[line - 1] + 1)
        if match[2] is not None and match[2].startswith('"'):
            advice = "end it with the same quote, or double quotes that belong to the text"
            raise ProblemsFound([Problem(mark, "a quote without its end", "expected the cell to end with it", advice)])
        content = match[2] if match[1] is None else match[1].replace('""', '"')
        rows[-1].append(Cell(" ".join(content.split()), mark.moved(match[1] is not None)))
        at = match.end()
        if at == len(text):
            return rows
        if text[at] == separator:
            at += 1
        else:
            at += 2 if text.startswith("\r\n", at) else 1
            rows.append([])


def _text(raw: bytes, file: str) -> str:
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        advice = "in Excel or LibreOffice choose 'Save as' and 'CSV UTF-8'"
        raise ProblemsFound([Problem(Mark(file, 1, 1), "a workbook", "expected its rows as CSV text", advice)])
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return read_text(raw.decode("utf-16", errors="replace"), file)
    return read_text(raw, file)


def _columns(heading: Sequence[Cell]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Which column holds what; the first of two with the same meaning counts."""
    places: dict[str, int] = {}
    ignored: list[str] = []
    for at, cell in enumerate(heading):
        meaning = _meaning(cell.text)
        if meaning and meaning not in places:
            places[meaning] = at
        elif cell.text:
            ignored.append(cell.text)
    problems: list[Problem] = []
    for needed, what in (("date", "dates"), ("event", "what happened")):
        if needed not in places:
            names = ", ".join(f"'{cell.text}'" for cell in heading if cell.text)[:200]
            names_known = " or ".join(f"'{name}'" for name in HEADINGS[needed][:3])
            near = next((near for name in ignored if (near := did_you_mean(name.lower(), HEADINGS[needed]))), "")
            advice = near or "name the columns in the first row"
            found = f"no column of {what} among {names}"
            problems.append(Problem(heading[0].mark, found, f"expected one that is called {names_known}", advice))
    if problems:
        raise ProblemsFound(problems)
    return places, tuple(ignored)


def _meaning(heading: str) -> str:
    words = " ".join(re.sub(r"\(.*?\)|[^\w]|_", " ", heading.lower()).split())
    return next((meaning for meaning, names in HEADINGS.items() if words in names), "")


def _missing(row: Sequence[Cell]) -> Cell:
    last = row[-1]
    return Cell("", last.mark.moved(len(last.text)))


def _empty(cell: Cell, where: str, advice: str) -> Problem:
    return Problem(cell.mark, f"{where}: nothing", "expected a text in this cell", advice)


def _date(
    cell: Cell, calendar: Calendar, day_first: bool | None, problems: list[Problem], told: set[str]
) -> tuple[str, DateRange]:
    """Read one date; dates that can be read in two ways are told once, since one change of format mends all."""
    if not cell.text:
        problems.append(_empty(cell, "date", "write about when, such as 'about 1789-07-14' or a range of days"))
        return "", DateRange(0, 0)
    try:
        text = as_plain_date(cell.text, day_first)
        return text, read_date(calendar, text)
    except CalendarError as error:
        if error.advice not in told:
            problems.append(Problem(cell.mark, f"date: {error.found}", error.expected, error.advice))
        if "two ways" in error.found:
            told.add(error.advice)
        return "", DateRange(0, 0)


def _row(date: str, when: DateRange, cells: dict[str, Cell], problems: list[Problem]) -> DatedRow:
    def text(name: str) -> str:
        return cells[name].text if name in cells else ""

    sources = zip_longest(_several(text("source")), _several(text("page")), fillvalue="")
    return DatedRow(
        date=date,
        when=when,
        event=cells["event"].text,
        who=_several(text("who")),
        sources=tuple((source, page) for source, page in sources if source),
        place=text("place"),
        note=text("note"),
        numbers=_numbers(cells["numbers"], problems) if text("numbers") else {},
    )


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _numbers(cell: Cell, problems: list[Problem]) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in _several(cell.text):
        match = _ONE_NUMBER.fullmatch(part)
        if match is None:
            advice = "write 'ayes = 237; nays = 138', without signs between thousands"
            problems.append(Problem(cell.mark, f"numbers: '{part[:40]}'", "expected a name, '=' and a number", advice))
            continue
        name = re.sub(r"\W+", "_", (match["name"] or "number").lower()).strip("_") or "number"
        found[name] = float(match["value"]) / (100 if match["percent"] else 1)
    return found
