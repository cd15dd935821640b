"""Reading the changes of a what-if: from an author's words to `Change`s, with every mistake told at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from juncture.analysis.changes import Change
from juncture.calendar import CalendarError
from juncture.language import LanguageError, Mark, Problem, ProblemsFound, Slot, did_you_mean, parse_expression
from juncture.language.parser import parse_quantity
from juncture.program.model import Model, TracedEntry
from juncture.scenario.names import DERIVED, FAMILIES
from juncture.scenario.scalars import ScalarNode
from juncture.scenario.scenario import Scenario, date_problem

SHAPES = {
    "prevent": (r"prevent\s+(?P<name>\S+)", "prevent ACT"),
    "do": (r"do\s+(?P<name>\S+?)(?:\s+with\s+(?:results?\s+)?(?P<rest>.+))?", "do ACT with result NAME=NUMBER, ..."),
    "set": (r"set\s+(?P<name>[^=]+?)\s*=\s*(?P<rest>.+)", "set SLOT = NUMBER"),
    "delay": (r"delay\s+(?P<name>\S+)\s+by\s+(?P<rest>.+)", "delay ACT by 3 days"),
}
_FAR = 40


@dataclass(frozen=True, slots=True)
class Written:
    """A piece of text and where it stands: in a command line, or in a scalar of a file."""

    text: str
    place: Mark | ScalarNode
    offset: int = 0

    @property
    def mark(self) -> Mark:
        """Where it begins."""
        return self.place.mark_at(self.offset) if isinstance(self.place, ScalarNode) else self.place.moved(self.offset)

    def part(self, text: str, offset: int) -> Written:
        """Return a part of it."""
        return Written(text, self.place, self.offset + max(offset, 0))


def divided(words: Sequence[str]) -> list[Written]:
    """Divide the words of a command line into changes; each begins with one of the four words."""
    text = " ".join(" ".join(words).split())
    pieces = [piece.strip(" ;") for piece in re.split(rf"(?:^|[\s;]+)(?=(?:{'|'.join(SHAPES)})\s)", text)]
    return [Written(piece, Mark.typed(piece)) for piece in pieces if piece]


def read_changes(
    scenario: Scenario, model: Model, written: Sequence[Written], at: Written | None = None
) -> tuple[Change, ...]:
    """Read changes, all from one instant on, or each from just before what the record has.

    Raises
    ------
    ProblemsFound
        With every mistake in them.
    """
    reader = _Reader(scenario, model)
    instant = reader.date(at) if at else None
    changes = [change for text in written if (change := reader.change(text, instant))]
    if not reader.problems:
        reader.problems += _contradictions(changes)
    if reader.problems:
        raise ProblemsFound(reader.problems)
    known = [change.instant for change in changes if change.instant >= 0]
    if not known:
        expected = "expected a date, as the record does not have these acts"
        raise ProblemsFound(
            [Problem(written[0].mark, f"'{written[0].text}' without a date", expected, "add --at DATE")]
        )
    # What the record does not have goes with the first change that it has.
    return tuple(change if change.instant >= 0 else replace(change, instant=min(known)) for change in changes)


class _Reader:
    """Reads one change after the other and collects what is wrong."""

    def __init__(self, scenario: Scenario, model: Model):
        self.scenario, self.model = scenario, model
        self.problems: list[Problem] = []

    def date(self, at: Written) -> int | None:
        try:
            instant = self.scenario.instants(at.text).first
        except CalendarError as error:
            self.problems.append(date_problem(at.mark, error))
            return None
        if not 0 <= instant <= self.model.record_until:
            begin, end = (self.scenario.shown(t, time=False) for t in (0, self.model.record_until))
            expected = f"expected a date from {begin} to {end}, the end of the record"
            self.problems.append(Problem(at.mark, f"{at.text}, outside of the record", expected))
            return None
        return instant

    def change(self, written: Written, instant: int | None) -> Change | None:
        kind = written.text.split(" ", 1)[0]
        pattern, shape = SHAPES.get(kind, ("", ""))
        found = re.fullmatch(pattern, written.text) if pattern else None
        if found is None:
            shapes = (
                f"expected '{shape}'" if shape else "expected " + ", ".join(f"'{each}'" for _, each in SHAPES.values())
            )
            advice = "" if shape else did_you_mean(kind, SHAPES)
            self.problems.append(Problem(written.mark, f"'{written.text[:60]}'", shapes, advice))
            return None
        parts = found.groupdict()
        rest = Written(
            parts.get("rest") or "", written.mark.moved(max(found.start("rest"), 0) if "rest" in parts else 0)
        )
        name = Written(parts["name"], written.mark.moved(found.start("name")))
        if kind == "set":
            return self._setting(written, name, rest, instant)
        if name.text not in self.scenario.form.acts or name.text in self.scenario.form.rules:
            acts = [act for act in self.scenario.form.acts if act not in self.scenario.form.rules]
            advice = did_you_mean(name.text, acts) or "juncture show SCENARIO acts lists them"
            self.problems.append(
                Problem(name.mark, f"unknown act '{name.text}'", "expected the name of an act", advice)
            )
            return None
        return self._acting(kind, written, name, rest, instant)

    def _acting(self, kind: str, written: Written, name: Written, rest: Written, instant: int | None) -> Change | None:
        act = next(act for act in self.model.acts if act.name == name.text)
        entries = [entry for entry in self.model.record if entry.act == name.text]
        still = [entry for entry in entries if instant is None or entry.instant >= instant]
        if kind == "delay" and not still:
            found = f"delay of {name.text}, which the record does not have" + (" from that date on" if entries else "")
            expected = "expected a recorded act, and a date before it"
            self.problems.append(Problem(name.mark, found, expected, "write 'do' for an act that did not happen"))
            return None
        if kind == "prevent" and entries and not still and len(entries) >= act.times:
            when = self.scenario.shown(entries[-1].instant, time=False)
            found, expected = f"prevent of {name.text}, which had happened by then", f"expected a date up to {when}"
            self.problems.append(Problem(name.mark, found, expected))
            return None
        change = Change(kind, name.text, written.text, written.mark, -1 if instant is None else instant)
        if instant is None and still:
            change = replace(change, instant=self._just_before(still[0]))
        if kind == "delay":
            return self._delayed(change, still[0], rest)
        return replace(change, results=self._results(rest)) if rest.text else change

    def _just_before(self, entry: TracedEntry) -> int:
        at_once = next(act for act in self.model.acts if act.name == entry.act).speed is None
        return max(0, entry.first - 1) if at_once else entry.instant

    def _delayed(self, change: Change, entry: TracedEntry, rest: Written) -> Change | None:
        try:
            quantity = parse_quantity(rest.text)
        except LanguageError as error:
            self._tell(error, rest)
            return None
        spread = quantity.alternatives[0]
        if len(quantity.alternatives) > 1 or spread.law != "fixed" or not spread.a > 0:
            self.problems.append(Problem(rest.mark, f"'{rest.text}'", "expected one time above 0", "write '3 days'"))
            return None
        later = entry.instant + round(spread.a * 86400)
        if later >= self.model.end:
            end = self.scenario.shown(self.model.end - 1, time=False)
            found = f"a delay to {self.scenario.shown(later, time=False)}"
            self.problems.append(Problem(rest.mark, found, f"expected one that ends by {end}, when courses end"))
            return None
        return replace(change, later=later)

    def _results(self, rest: Written) -> dict[str, float]:
        results: dict[str, float] = {}
        offset = 0
        for piece in rest.text.split(","):
            mark = rest.part(piece, offset + len(piece) - len(piece.lstrip())).mark
            offset += len(piece) + 1
            found = re.fullmatch(r"(\w+)\s*=\s*([-+.\w]+)", piece.strip())
            value = _number(found[2]) if found else None
            if found is None or value is None:
                self.problems.append(Problem(mark, f"'{piece.strip()[:_FAR]}'", "expected NAME=NUMBER"))
            elif found[1] in results:
                self.problems.append(Problem(mark, f"'{found[1]}' a second time", "expected each result once"))
            else:
                results[found[1]] = value
        return results

    def _setting(self, written: Written, name: Written, rest: Written, instant: int | None) -> Change | None:
        try:
            slot = parse_expression(name.text)
        except LanguageError as error:
            self._tell(error, name)
            return None
        value = _number(rest.text)
        if value is None:
            self.problems.append(Problem(rest.mark, f"'{rest.text[:_FAR]}'", "expected a number"))
        valid = [str(slot) for slot in self.model.slots if _can_be_set(self.scenario, slot)]
        if not isinstance(slot, Slot) or str(slot) not in valid:
            known = isinstance(slot, Slot) and ((slot.family, len(slot.names)) in DERIVED or slot.family in _FIXED)
            expected = "expected a slot that acts may change, and that something reads"
            advice = "write prevent or do" if known else did_you_mean(str(slot), valid)
            self.problems.append(Problem(name.mark, f"set {name.text[:_FAR]}", expected, advice))
            return None
        low, high = _bounds(self.scenario, slot)
        if value is not None and not low <= value <= high:
            self.problems.append(
                Problem(rest.mark, f"{value:g} for {slot}", f"expected a number from {low:g} to {high:g}")
            )
        if value is None:
            return None
        return Change("set", str(slot), written.text, written.mark, -1 if instant is None else instant, value)

    def _tell(self, error: LanguageError, written: Written) -> None:
        mark = written.part("", error.offset).mark
        self.problems.append(Problem(mark, error.found, error.expected, error.advice))


_FIXED = ("day", "done", "result")


def _can_be_set(scenario: Scenario, slot: Slot) -> bool:
    known = slot.family in FAMILIES if slot.names else slot.family in scenario.form.gauges
    return known and slot.family not in _FIXED


def _bounds(scenario: Scenario, slot: Slot) -> tuple[float, float]:
    if not slot.names:
        return scenario.form.gauges[slot.family].between
    family = FAMILIES[slot.family]
    low, high = family.low, family.high
    return (-float("inf") if low is None else low), (float("inf") if high is None else high)


def _number(text: str) -> float | None:
    words = {"true": 1.0, "false": 0.0}
    try:
        value = words[text] if text in words else float(text)
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None


def _contradictions(changes: Sequence[Change]) -> Iterator[Problem]:
    """Two changes of one thing: they say the same, or cannot both hold."""
    seen: dict[str, Change] = {}
    for change in changes:
        other = seen.setdefault(change.name, change)
        if other is change:
            continue
        if other.kind == change.kind:
            yield Problem(change.mark, f"a second change '{change.kind}' of {change.name}", "expected one")
        else:
            advice = (
                f"write 'delay {change.name} by 3 days' to move it" if "delay" not in (other.kind, change.kind) else ""
            )
            yield Problem(
                change.mark, f"{change.kind} and {other.kind} of {change.name}", "expected one of both", advice
            )
