"""From a YAML file to a tree whose every key and value knows its place in the file.

PyYAML only *parses* here: its event stream says where mappings, lists and scalars begin and end, and this module
builds its own three kinds of node from it. PyYAML's constructors never run, so no text can name a Python class,
become a date, or raise from inside a library. What makes YAML dangerous or hard to read is refused before
anything else runs: anchors, aliases, merge keys, tags, duplicate keys, several documents.

Limits: 16 MB, 64 levels, 200,000 keys and values, 200 characters of a key, 30 of a number, and 100 problems, after
which reading stops. So no file takes more than about 2 s and 500 MB. Where PyYAML was built without libyaml, its
pure-Python parser gives the same trees about thirty times slower.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import yaml

from juncture.language import LanguageError, Mark, Problem, ProblemsFound, did_you_mean
from juncture.scenario.scalars import ScalarNode, check_key, explain, make_scalar, read_text

DEEPEST = 64
MOST_NODES = 200_000
MOST_PROBLEMS = 100

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_A_MAPPING = "expected a mapping, such as 'title: Petrograd'"
_BEGIN = "begin each line with a key and ':'"

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list."""

    mark: Mark
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys, each with its own place, and their values, in the order of the file."""

    mark: Mark
    entries: dict[str, tuple[Mark, Node]]


Node = MappingNode | SequenceNode | ScalarNode


def read_tree(raw: bytes | str, file: str) -> MappingNode:
    """Read one file; `file` is its name in messages.

    Raises
    ------
    ProblemsFound
        With all that is wrong with the form, up to the first place that cannot be parsed. Nothing else is raised.
    """
    text = read_text(raw, file)
    reader = _Reader(text, file)
    try:
        tree = reader.document()
    except yaml.YAMLError as error:
        raise ProblemsFound([*reader.problems, explain(error, text, file)]) from None
    if reader.problems or not isinstance(tree, MappingNode):
        raise ProblemsFound(reader.problems)
    return tree


class _Reader:
    """One pass over the events of a file. It recurses as deep as the tree, so `DEEPEST` bounds the stack."""

    def __init__(self, text: str, file: str):
        self.text, self.file = text, file
        self.events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self.problems: list[Problem] = []
        self.nodes = 0

    def document(self) -> Node:
        next(self.events)  # the stream begins
        if isinstance(next(self.events), yaml.StreamEndEvent):
            raise ProblemsFound(
                [Problem(Mark(self.file, 1, 1), "an empty file", _A_MAPPING, "write in it, or delete it")]
            )
        root = self.node(next(self.events), 1)
        next(self.events)  # the document ends
        if isinstance(after := next(self.events), yaml.DocumentStartEvent):
            self.refuse(self.mark(after), "a second document ('---')", "expected one in a file", "use two files")
        if not isinstance(root, MappingNode):
            self.refuse(root.mark, f"{describe(root)} at the top level", _A_MAPPING, _BEGIN)
        return root

    def node(self, event: Any, depth: int) -> Node:
        self.enter(event)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.AliasEvent):
            return ScalarNode(self.mark(event), None, "*", plain=True)
        if depth > DEEPEST:
            self.refuse(self.mark(event), f"more than {DEEPEST} levels", "expected a flatter file", "close brackets")
            raise ProblemsFound(self.problems)
        return self.sequence(event, depth) if isinstance(event, yaml.SequenceStartEvent) else self.mapping(event, depth)

    def mapping(self, start: Any, depth: int) -> MappingNode:
        entries: dict[str, tuple[Mark, Node]] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            mark, key = self.key(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if key in entries:
                expected = f"expected it once; it stands at {entries[key][0]} already"
                advice = "delete one, put both into one, or give one another name"
                self.refuse(mark, f"the key '{key[:60]}' a second time", expected, advice)
            else:
                entries[key] = mark, value
        return MappingNode(self.mark(start), entries)

    def sequence(self, start: Any, depth: int) -> SequenceNode:
        items: list[Node] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, depth + 1))
        return SequenceNode(self.mark(start), tuple(items))

    def scalar(self, event: Any) -> ScalarNode:
        mark, written = self.mark(event), self.text[event.start_mark.index : event.end_mark.index]
        try:
            return make_scalar(event.value, event.style or "", written, mark)
        except LanguageError as error:
            self.refuse(mark, error.found, error.expected, error.advice)
            return ScalarNode(mark, None, event.value, not event.style)

    def key(self, event: Any, depth: int) -> tuple[Mark, str]:
        """Return a key as its text, so that `on` and `1917` are names."""
        mark = self.mark(event)
        if not isinstance(event, yaml.ScalarEvent):
            found = self.node(event, depth)
            if not isinstance(found, ScalarNode):
                self.refuse(mark, f"{describe(found)} as a key", "expected a name", "put text with brackets in quotes")
            return mark, f"at {mark}"
        self.enter(event)
        if event.style in ("'", '"'):
            mark = mark.moved(1)
        try:
            check_key(event.value, not event.style)
        except LanguageError as error:
            self.refuse(mark, error.found, error.expected, error.advice)
        return mark, event.value

    def enter(self, event: Any) -> None:
        """Count a node, and refuse what may stand in front of it."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self.refuse(
                self.mark(event), f"more than {MOST_NODES} keys and values", "expected a smaller file", "split it"
            )
            raise ProblemsFound(self.problems)
        if event.anchor is None and getattr(event, "tag", None) is None:
            return
        sign = "alias '*" if isinstance(event, yaml.AliasEvent) else "anchor '&"
        for kind, name in ((sign, event.anchor), ("tag '", getattr(event, "tag", None))):
            if name is not None:
                advice = "delete it, or put the text in quotes"
                self.refuse(self.mark(event), f"the {kind}{name[:60]}'", "expected plain keys and values", advice)

    def mark(self, event: Any) -> Mark:
        return Mark(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def refuse(self, mark: Mark, found: str, expected: str, advice: str = "") -> None:
        self.problems.append(Problem(mark, found, expected, advice))
        if len(self.problems) >= MOST_PROBLEMS:
            raise ProblemsFound(self.problems)


def describe(node: Node) -> str:
    """Return what stands at a node, for messages."""
    if isinstance(node, MappingNode):
        return "a mapping"
    if isinstance(node, SequenceNode):
        return "a list"
    if node.value is None or isinstance(node.value, bool):
        return str(node.value).lower().replace("none", "nothing")
    if not isinstance(node.value, str):
        return f"the number {node.text}"
    line = " ".join(node.text[:300].split())
    return f"'{line[:57]}...'" if len(line) > 60 else f"'{line}'"


def to_plain(node: Node) -> Any:
    """Return the tree as dicts, lists and scalars."""
    if isinstance(node, MappingNode):
        return {key: to_plain(value) for key, (_, value) in node.entries.items()}
    return [to_plain(item) for item in node.items] if isinstance(node, SequenceNode) else node.value


def follow(node: Node, path: Path) -> Iterator[tuple[bool, Mark, Node]]:
    """Walk a path: for each piece, whether the tree has it, the last key's place, and the node reached so far."""
    key = node.mark
    for piece in path:
        known = True
        if isinstance(node, MappingNode) and isinstance(piece, str) and piece in node.entries:
            key, node = node.entries[piece]
        elif isinstance(node, SequenceNode) and isinstance(piece, int) and 0 <= piece < len(node.items):
            node = node.items[piece]
            key = node.mark
        else:
            known = False
        yield known, key, node


def find(node: Node, path: Path) -> tuple[Mark, Mark]:
    """Return the places of the value and of the key at a path; pieces that the tree does not have are skipped."""
    *_, (_, key, value) = [(True, node.mark, node), *follow(node, path)]
    return value.mark, key


def merge_trees(trees: list[MappingNode]) -> MappingNode:
    """Join the files of a scenario by top-level key: entries and lists are put together in the order of the files.

    An empty section adds nothing. Needs at least one tree.

    Raises
    ------
    ProblemsFound
        Where two files give the same entry of a mapping, or the same key with a value that cannot be joined.
    """
    problems: list[Problem] = []
    merged: dict[str, tuple[Mark, Node]] = {}
    for tree in trees:
        for name, entry in tree.entries.items():
            merged[name] = _joined(name, merged[name], entry, problems) if name in merged else entry
    if problems:
        raise ProblemsFound(problems[:MOST_PROBLEMS])
    return MappingNode(trees[0].mark, merged)


def _joined(
    name: str, first: tuple[Mark, Node], second: tuple[Mark, Node], problems: list[Problem]
) -> tuple[Mark, Node]:
    (mark, one), (_, two) = first, second
    if isinstance(one, MappingNode) and isinstance(two, MappingNode):
        twice = [key for key in two.entries if key in one.entries]
        problems += [_twice(f"{name}.{key}", one.entries[key][0], two.entries[key][0]) for key in twice]
        return mark, MappingNode(one.mark, one.entries | two.entries)
    if isinstance(one, SequenceNode) and isinstance(two, SequenceNode):
        return mark, SequenceNode(one.mark, one.items + two.items)
    if _is_null(one) or _is_null(two):
        return second if _is_null(one) else first
    problems.append(_twice(name, mark, second[0]))
    return first


def _twice(name: str, first: Mark, second: Mark) -> Problem:
    expected = f"expected it in one file; it stands at {first} already"
    return Problem(second, f"'{name}' a second time", expected, "delete one; two scenarios need a folder each")


def _is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.value is None


def overlay(base: MappingNode, change: MappingNode) -> MappingNode:
    """Return a tree with changes: mappings are merged, scalars and lists replaced, and a `null` deletes an entry.

    Entries keep their order; new ones come last. An empty value is refused: only a written `null` deletes.

    Raises
    ------
    ProblemsFound
        Where a change deletes what is not there, or has no value.
    """
    problems: list[Problem] = []
    changed = _overlaid(base, change, "", problems)
    if problems:
        raise ProblemsFound(problems)
    return changed


def _overlaid(base: MappingNode, change: MappingNode, path: str, problems: list[Problem]) -> MappingNode:
    entries = dict(base.entries)
    for name, (mark, new) in change.entries.items():
        old_mark, old = entries.get(name, (mark, new))
        if isinstance(new, MappingNode):
            under = old if name in entries and isinstance(old, MappingNode) else MappingNode(new.mark, {})
            entries[name] = old_mark, _overlaid(under, new, f"{path}{name}.", problems)
        elif not _is_null(new):
            entries[name] = mark, new
        elif isinstance(new, ScalarNode) and not new.text:
            advice = "write null to delete the entry"
            problems.append(Problem(mark, f"{path}{name}: nothing", "expected a value", advice))
        elif entries.pop(name, None) is None and len(problems) < MOST_PROBLEMS:
            advice = did_you_mean(name, islice(base.entries, 2000)) or "delete this line"
            expected = f"expected an entry of {path[:-1] or 'the scenario'}"
            problems.append(Problem(mark, f"{path}{name}: nothing to delete", expected, advice))
    return MappingNode(base.mark, entries)
