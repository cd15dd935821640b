"""What to do about a value that does not have the form that belongs to its place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from juncture.language import did_you_mean
from juncture.scenario.naming import plain
from juncture.scenario.scalars import ScalarNode
from juncture.scenario.tree import MappingNode, Node, Path, SequenceNode

#: A longer text is not repeated in an advice.
_SHORT = 60
#: What people call a key that has another name here.
_SYNONYMS = {
    "condition": ("requires", "when"),
    "date": ("on", "at", "begin"),
    "description": ("title", "says", "gloss"),
    "if": ("requires", "when"),
    "name": ("title",),
    "probability": ("pace",),
    "reason": ("because",),
    "source": ("cite",),
    "start": ("begin", "opens"),
    "text": ("gloss", "says", "title"),
    "type": ("kind", "verb"),
    "when": ("on", "at", "requires"),
    "who": ("by",),
}
_LEAST = re.compile(r"of at least (\S+)$")


def advice_on(expected: str, node: Node, path: Path, keys: object = ()) -> str:
    """Return what to do where `expected` (in words) belongs and `node` stands.

    Parameters
    ----------
    expected
        What belongs there, as messages say it.
    node
        What stands there.
    path
        The keys that lead to it.
    keys
        The keys that a mapping at that place may have.
    """
    text = node.text if isinstance(node, ScalarNode) and len(node.text) <= _SHORT else ""
    nothing = isinstance(node, ScalarNode) and not node.text
    if nothing and path and re.fullmatch(r"[0-9]+\D?", str(path[-1])):
        return "write decimals with a point, such as 0.5: a comma ends an entry"
    if expected == "text":
        return "write it after the ':'" if nothing else f"write it in quotes{': ' if text else ''}{_quoted(text)}"
    if expected == "a list":
        if isinstance(node, MappingNode):
            return "begin each entry with '- '; put an entry that contains ': ' in quotes"
        ends = re.findall(r"\d+(?:\.\d+)?", text) if text[:1].isdigit() else []
        text = f"{ends[0]}, {ends[1]}" if len(ends) == 2 else text
        return f"write [{text}]" if text else "write its entries on the next lines, each with '- ', or [] for none"
    if expected == "a mapping":
        return _mapping(node, text, keys)
    if expected in ("a whole number", "a number"):
        return "write digits alone, such as 324"
    if "number or an expression" in expected:
        return "write it after the ':'" if nothing else "write 0.5, or {value: 0.5, because: ...}"
    if least := _LEAST.search(expected):
        return f"write {least[1]} or more"
    if " or " in expected or "', '" in expected:
        return "write one of these"
    return f"write {expected}" if expected.startswith(("a number", "text of")) else "put that in its place"


def nearest(key: str, valid: Iterable[str]) -> str:
    """Return what to write for an unknown key, or an empty text where no valid one is near."""
    valid = list(valid)
    if any(key.startswith(f"{word}:") for word in valid):
        return "put a space after the ':'"
    meant = next((word for word in _SYNONYMS.get(key, ()) if word in valid), "")
    return did_you_mean(key, valid) or (f"did you mean '{meant}'?" if meant else "")


def _quoted(text: str) -> str:
    return f"'{text}'" if text else ""


def _mapping(node: Node, text: str, keys: object) -> str:
    known = keys if isinstance(keys, dict) else {}
    entry = "title: ..." if "title" in known else "name: value"
    if "when" in known:
        return "write {title: ..., when: ...}"
    if isinstance(node, SequenceNode):
        return "write each entry as 'name: ...', without '- ' and brackets"
    if text and "start" in known and re.fullmatch(r"[-+.\d]+", text):
        return f"write {{title: ..., start: {text}}}"
    if text:
        return f"write {{{entry.replace('...', text)}}}" if "title" in entry else f"write {{{entry}}}"
    return f"write {{{entry}}}, or indent below it what belongs to it"


def renamed(text: str, join: str = "_") -> str:
    """Return the advice to call something as names must be written."""
    name = plain(text)
    return f"write {name.replace('_', join)}" if name else "write it with letters from a to z"
