"""What is left of a scenario without its broken parts, so that mistakes in the rest are told in the same reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from juncture.language import Mark, Problem
from juncture.scenario.tree import MappingNode, Node, ScalarNode, SequenceNode

#: A top-level key, and the name or the index of one thing below it.
Entry = tuple[str, str | int]


def without_broken(
    tree: MappingNode, problems: Iterable[Problem], named_by: Mapping[str | int, set[Entry]]
) -> tuple[MappingNode, set[str]] | None:
    """Return the tree without the entries that problems stand in, and without those that cannot do without these.

    An entry is one thing below a top-level key, or one item of a top-level list. With the tree come the names of what
    was left out. None where a problem stands in no entry.

    Parameters
    ----------
    tree
        The scenario.
    problems
        What is wrong with it.
    named_by
        For each name, the entries that speak of it.
    """
    broken = {(problem.mark.file, problem.mark.line) for problem in problems}
    told: set[tuple[str, int]] = set()
    out: set[Entry] = set()
    for entry, mark, item in _entries(tree):
        if hit := broken & {*_lines(item), (mark.file, mark.line)}:
            told |= hit
            out.add(entry)
    if told != broken:
        return None
    waiting = list(out)
    while waiting:
        more = named_by.get(waiting.pop()[1], set()) - out
        out |= more
        waiting += more
    entries = {key: (mark, _kept(key, node, out)) for key, (mark, node) in tree.entries.items()}
    return MappingNode(tree.mark, entries), {name for _, name in out if isinstance(name, str)}


def _entries(tree: MappingNode) -> Iterator[tuple[Entry, Mark, Node]]:
    for key, (_, node) in tree.entries.items():
        if isinstance(node, MappingNode):
            yield from (((key, name), mark, item) for name, (mark, item) in node.entries.items())
        elif isinstance(node, SequenceNode):
            yield from (((key, i), item.mark, item) for i, item in enumerate(node.items))


def _kept(key: str, node: Node, out: set[Entry]) -> Node:
    if isinstance(node, MappingNode):
        return MappingNode(node.mark, {name: item for name, item in node.entries.items() if (key, name) not in out})
    if isinstance(node, SequenceNode):
        return SequenceNode(node.mark, tuple(item for i, item in enumerate(node.items) if (key, i) not in out))
    return node


def news(problems: Iterable[Problem], dropped: set[str]) -> list[Problem]:
    """Problems that are not mere consequences of the dropped names."""
    return [problem for problem in problems if not any(f"{name}" in problem.found.split("'") for name in dropped)]


def _lines(node: Node) -> Iterator[tuple[str, int]]:
    yield node.mark.file, node.mark.line
    if isinstance(node, ScalarNode):
        return
    if isinstance(node, SequenceNode):
        for item in node.items:
            yield from _lines(item)
        return
    for mark, item in node.entries.values():
        yield mark.file, mark.line
        yield from _lines(item)
