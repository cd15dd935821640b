"""What is left of a scenario without its broken parts, so that mistakes in the rest are told in the same reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from juncture.language import Mark, Problem
from juncture.scenario.tree import MappingNode, Node, ScalarNode, SequenceNode


def without_broken(tree: MappingNode, problems: Iterable[Problem]) -> tuple[MappingNode, set[str]] | None:
    """Return the tree without the entries that problems stand in, and the names of these.

    An entry is one thing below a top-level key, or one item of a top-level list. None where a problem stands in none.
    """
    broken = {(problem.mark.file, problem.mark.line) for problem in problems}
    told: set[tuple[str, int]] = set()
    dropped: set[str] = set()
    entries: dict[str, tuple[Mark, Node]] = {}
    for key, (mark, node) in tree.entries.items():
        if isinstance(node, MappingNode):
            kept: dict[str, tuple[Mark, Node]] = {}
            for name, (name_mark, item) in node.entries.items():
                hit = broken & {*_lines(item), (name_mark.file, name_mark.line)}
                told |= hit
                if hit:
                    dropped.add(name)
                else:
                    kept[name] = (name_mark, item)
            node = MappingNode(node.mark, kept)
        elif isinstance(node, SequenceNode):
            hits = [broken & set(_lines(item)) for item in node.items]
            told |= {line for hit in hits for line in hit}
            node = SequenceNode(node.mark, tuple(i for i, hit in zip(node.items, hits, strict=True) if not hit))
        entries[key] = (mark, node)
    return (MappingNode(tree.mark, entries), dropped) if told == broken else None


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
