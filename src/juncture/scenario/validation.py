"""From a tree to a pydantic model, and from pydantic's errors to problems in a scholar's words.

Pydantic says which field of which model failed, in its own terms, once for each arm of a union. An author needs
one line for each mistake: where it is in the file, what stands there, what belongs there, the nearest valid word.

A validator may raise `LanguageError`, or any ValueError with `found`, `expected`, `advice` and `offset` (characters
from the beginning of the scalar). Where only an entry below the validated value is wrong, set the error's `path` to
say which: `("value",)`, or `("becuase", "[key]")` for the key itself.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from juncture.language import Mark, Problem, ProblemsFound, did_you_mean
from juncture.scenario.advice import advice_on, nearest, renamed
from juncture.scenario.fields import fields_at, keeps_unknown_keys
from juncture.scenario.scalars import ScalarNode
from juncture.scenario.tree import MOST_PROBLEMS, MappingNode, Node, Path, describe, follow, to_plain

Model = TypeVar("Model", bound=BaseModel)
_Error = dict[str, Any]

#: A longer list of valid words is shown only where none of them is near.
_FEW = 12
_KEY = "[key]"  # pydantic's sign for an error in a key

_SHAPES = {
    **dict.fromkeys(("string_type", "string_sub_type"), "text"),
    **dict.fromkeys(("int_type", "int_parsing", "int_parsing_size", "int_from_float"), "a whole number"),
    **dict.fromkeys(("float_type", "float_parsing", "finite_number"), "a number"),
    **dict.fromkeys(("bool_type", "bool_parsing"), "true or false"),
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type", "mapping_type"), "a mapping"),
    **dict.fromkeys(("list_type", "tuple_type", "set_type", "frozen_set_type", "iterable_type"), "a list"),
    "none_required": "nothing",
}
_WORDS = {
    "greater_than": "a number above {gt:g}",
    "greater_than_equal": "a number of at least {ge:g}",
    "less_than": "a number below {lt:g}",
    "less_than_equal": "a number of at most {le:g}",
    "string_too_short": "text of at least {min_length} characters",
    "string_too_long": "text of at most {max_length} characters",
    "too_short": "{min_length} or more entries",
    "too_long": "{max_length} entries or fewer",
    "literal_error": "{expected}",
    "enum": "{expected}",
    "union_tag_invalid": "{expected_tags}",
}
_CHOICES = ("literal_error", "enum", "union_tag_invalid")
_NAME_PATTERN = re.compile(r"\^\[([^]]+)\]\[([^]]+)\]\{0,(\d+)\}\$")


def validate(form: type[Model], node: Node, *, context: Any = None, path: Path = ()) -> Model:
    """Return the model that a tree fills in.

    Parameters
    ----------
    form
        The model.
    node
        The tree.
    context
        Handed to the model's validators.
    path
        Where the tree stands in its scenario; messages begin with it.

    Raises
    ------
    ProblemsFound
        With one problem for each mistake, at most `MOST_PROBLEMS`.
    """
    try:
        return form.model_validate(to_plain(node), context=context)
    except ValidationError as error:
        errors = [dict(e) for e in error.errors(include_url=False, include_input=False)[: 10 * MOST_PROBLEMS]]
    mistakes = _without_arms([e | {"full": e["loc"]} for e in errors], node)
    raise ProblemsFound(_problem(form, node, path, e) for e in _told_once(mistakes, node)[:MOST_PROBLEMS])


def dotted(path: Path) -> str:
    """Return a path for messages; entries of a list count from 1: `record#4.cite`."""
    return "".join(f"#{piece + 1}" if isinstance(piece, int) else f".{piece}" for piece in path).removeprefix(".")


def _reached(tree: Node, loc: Path) -> tuple[Path, Mark, Node]:
    """Follow a path as far as the tree has it: the pieces it has, the last key's place, the last node."""
    steps = list(follow(tree, loc))
    path = tuple(piece for piece, (there, _, _) in zip(loc, steps, strict=True) if there)
    _, key, node = steps[-1] if steps else (True, tree.mark, tree)
    return path, key, node


# One problem for one mistake


def _told_once(errors: list[_Error], tree: Node) -> list[_Error]:
    """Leave out what follows from an unknown key: the key that is missing for it, the pieces of a text with commas."""
    unknown = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]

    def follows(error: _Error) -> bool:
        *above, name = error["loc"] or ("",)
        if error["type"] == "missing":
            return any(nearest(str(key), [str(name)]) for *beside, key in unknown if beside == above)
        is_piece = error["type"] == "extra_forbidden" and any(sign in str(name) for sign in ")]”\"'")
        return is_piece and any(
            other["type"] == "value_error" and other["loc"][:-1] == tuple(above) for other in errors
        )

    return [error for error in errors if not follows(error)]


def _problem(form: type[BaseModel], tree: Node, path: Path, error: _Error) -> Problem:
    kind, context = error["type"], error.get("ctx", {})
    raised = context.get("error")
    below = getattr(raised, "path", ())
    if kind.startswith("union_tag"):
        below = (context["discriminator"].strip("'"),)
    loc: Path = error["loc"] + below
    known, key, node = _reached(tree, loc)
    if kind in ("missing", "union_tag_not_found"):
        return _missing(form, tree, error | {"full": error["full"] + below}, path + known, node.mark)
    if kind == "extra_forbidden":
        return _unknown_key(form, tree, error, path + known, key)
    in_key = loc[-1:] == (_KEY,)
    where = dotted(path + (known[:-1] if in_key else known))
    where = f"{where}: " if where else ""
    if raised is not None and hasattr(raised, "found"):
        mark = _moved(key if in_key else node, getattr(raised, "offset", 0))
        advice = getattr(raised, "advice", "") or advice_on(raised.expected.removeprefix("expected "), node, known)
        return Problem(mark, f"{where}{raised.found}", raised.expected, advice)
    if isinstance(raised, ValueError):
        return Problem(node.mark, f"{where}{describe(node)}", str(raised), "write another value")
    found = f"the key '{known[-1]}'" if in_key else describe(node)
    text = str(known[-1]) if in_key else node.text if isinstance(node, ScalarNode) else ""
    near = _nearest(error, text)
    words = "another word" if near and len(_choices(error)) > _FEW else _expected(error)
    if error["type"] == "string_pattern_mismatch":
        near = renamed(text, "-" if "9-]" in context["pattern"] else "_")
    near = near or advice_on(words, node, known, fields_at(form, tree, error["full"]))
    return Problem(key if in_key else node.mark, f"{where}{found}", f"expected {words}", near)


def _moved(place: Mark | Node, offset: int) -> Mark:
    if isinstance(place, Mark):
        return place.moved(offset)
    return place.mark_at(offset) if isinstance(place, ScalarNode) else place.mark


def _missing(form: type[BaseModel], tree: Node, error: _Error, path: Path, mark: Mark) -> Problem:
    where, name = dotted(path), error["full"][-1]
    where = f"{where}: " if where else ""
    if isinstance(name, int):
        return Problem(mark, f"{where}a list of length {name}", "expected a longer one", "add what is missing")
    fields = fields_at(form, tree, error["full"][:-1])
    description = fields[name].description if name in fields else ""
    expected = f"expected {description or 'this key and its value'}"
    node = _reached(tree, error["loc"][:-1])[2]
    if isinstance(node, MappingNode) and keeps_unknown_keys(form, tree, error["full"][:-1]):
        others = [key for key in node.entries if key not in fields]
        if near := get_close_matches(str(name), others, n=1, cutoff=0.6):
            mark = node.entries[near[0]][0]
            return Problem(mark, f"{where}unknown key '{near[0]}'", expected, f"did you mean '{name}'?")
    only = get_args(fields[name].annotation) if name in fields else ()
    value = only[0] if len(only) == 1 and not isinstance(only[0], type) else "..."
    return Problem(mark, f"{where}missing '{name}'", expected, f"add '{name}: {value}'")


def _unknown_key(form: type[BaseModel], tree: Node, error: _Error, path: Path, mark: Mark) -> Problem:
    *above, name = path
    where = dotted(tuple(above))
    valid = list(fields_at(form, tree, error["full"][:-1]))
    near = nearest(str(name), valid)
    few = f"expected one of {', '.join(valid)}" if len(valid) <= _FEW or not near else "expected a known key"
    advice = near or "delete it, or write one of these"
    return Problem(mark, f"{where}: unknown key '{name}'".removeprefix(": "), few, advice)


def _expected(error: _Error) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind in _SHAPES:
        return _SHAPES[kind]
    if kind in _WORDS:
        return _WORDS[kind].format(**context)
    if kind == "string_pattern_mismatch":
        return _pattern_in_words(context["pattern"])
    return re.sub(r"^(Input|Value|String) should (be )?", "", error["msg"])


def _pattern_in_words(pattern: str) -> str:
    match = _NAME_PATTERN.fullmatch(pattern)
    if match is None:
        return f"text of the form {pattern}"
    ranges = {"a-z": "small letters", "A-Z": "capital letters", "0-9": "digits"}
    first, rest = (
        " or ".join(ranges.get(part, f"'{part}'") for part in re.findall(r".-[^]]|.", characters))
        for characters in match.groups()[:2]
    )
    return f"a name of {rest} that begins with {first}, at most {int(match[3]) + 1} characters"


def _choices(error: _Error) -> list[str]:
    return re.findall(r"'([^']*)'", _expected(error)) if error["type"] in _CHOICES else []


def _nearest(error: _Error, text: str) -> str:
    return did_you_mean(text[:80], _choices(error))


# Unions: of the arms of each, the one that the author most likely meant


def _without_arms(errors: list[_Error], tree: Node) -> list[_Error]:
    """Pydantic's paths name the arms of a union, which the tree does not have: keep one arm, and drop its name."""
    kept: list[_Error] = []
    unions: dict[Path, dict[str | int, list[_Error]]] = {}
    for error in errors:
        loc: Path = error["loc"]
        nameless = error["type"] == "missing" or loc[-1:] == (_KEY,)
        steps = follow(tree, loc[:-1] if nameless else loc)
        at = next((i for i, (there, _, _) in enumerate(steps) if not there), None)
        if at is None:
            kept.append(error)
        else:
            arms = unions.setdefault(loc[:at], {})
            arms.setdefault(loc[at], []).append(error | {"loc": loc[:at] + loc[at + 1 :]})
    for place, arms in unions.items():
        kept += _likeliest([_without_arms(arm, tree) for arm in arms.values()], place, tree)
    return kept


def _likeliest(arms: list[list[_Error]], place: Path, tree: Node) -> list[_Error]:
    """Return the errors of the best arm, or one error for all where the same value or word suits none of them."""
    _, _, node = _reached(tree, place)
    text = node.text if isinstance(node, ScalarNode) else ""

    def vagueness(error: _Error) -> int:
        if len(error["loc"]) > len(place):
            return 0  # the value has this arm's shape, and something inside is wrong
        if error["type"] in _CHOICES:
            return 1 if _nearest(error, text) else 4
        return 4 if error["type"] in _SHAPES else 2 if error["type"] == "value_error" else 3

    def rank(arm: list[_Error]) -> tuple[int, int]:
        # A wrong word that tells the arms apart weighs more than a missing or unknown key.
        return max(map(vagueness, arm)), sum(10 if error["type"] in _CHOICES else 1 for error in arm)

    best = min(arms, key=rank)
    wrong = [[error for error in arm if error["type"] in _CHOICES] for arm in arms]
    if rank(best)[0] == 4:
        wrong = [[error for error in arm if vagueness(error) == 4] for arm in arms]
    elif not all(wrong) or len({errors[0]["loc"] for errors in wrong}) > 1:
        return best
    expected = " or ".join(dict.fromkeys(_expected(errors[0]) for errors in wrong))
    return [wrong[0][0] | {"type": "literal_error", "ctx": {"expected": expected}}]
