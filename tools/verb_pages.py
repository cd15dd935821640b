"""Write one page for each verb into `docs/verbs/`, from its docstring, its fields and what it writes.

    python tools/verb_pages.py            write all pages
    python tools/verb_pages.py --check    only say whether they are up to date

Each page has an example act. It is made from the types of the fields, and belongs to the small scenario `FRAME`, so
that it can be compiled; the tables of results, draws and changes are read from what the verb writes about it.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from juncture.language import Expression, Number
from juncture.program.resolve import holders_of_posts, members_of_bodies
from juncture.scenario.load import from_tree, unknown_names
from juncture.scenario.names import MemberName, Refers
from juncture.scenario.scenario import Scenario
from juncture.scenario.tree import MappingNode, read_tree
from juncture.scenario.validation import validate
from juncture.verbs.registry import VERBS
from juncture.verbs.statements import LAWS, Change, Draw
from juncture.verbs.verb import Verb, Writing

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "verbs"

#: The scenario in which every example stands. Its names are explained once, on the index page.
FRAME = """\
juncture: 1
id: examples
title: The scenario of the examples
begin: 2024-03-01
end: 2024-04-01
factions:
  reds: {title: Reds}
  blues: {title: Blues}
persons:
  ann: {title: Ann, faction: reds}
  bob: {title: Bob, faction: blues}
publics:
  town: {title: The town, support: {reds: 0.5, blues: 0.5}}
places:
  hall: {title: The hall}
units:
  guard: {title: The guard, strength: 200, at: hall, loyalty: {reds: 0.9, blues: 0.4}}
bodies:
  council: {title: The council, seats: {reds: 60, blues: 40}, present: {reds: 50, blues: 40}, quorum: 51}
  committee: {title: The committee, members: [ann, bob]}
posts:
  chair: {title: The chair, body: committee, holder: ann}
gauges:
  alarm: {title: fear of coming out, start: 0.1}
"""
_OUTCOMES = "outcomes:\n  otherwise: {title: Nothing more, when: 1}\n"

_NAMES = {
    "factions": ("reds", "blues"),
    "persons": ("ann", "bob"),
    "publics": ("town",),
    "places": ("hall",),
    "units": ("guard",),
    "bodies": ("council",),
    "posts": ("chair",),
    "acts": ("example",),
    "gauges": ("alarm",),
}
#: Numbers that are easier to read than one half.
_NUMBERS = {
    "seats": "100",
    "pool": "20000",
    "posts": "3",
    "quorum": "66",
    "spread": "0.1 .. 0.2",
    "share": "0.2 .. 0.4",
    "force": "force(hall, reds)",
    "needed": "200 .. 300",
}
#: Fields that an author need not give but would, and those that the types alone would fill with nonsense.
_GIVEN = {
    "appoint": {"posts": "{chair: bob}", "instead": "true"},
    "arrest": {"persons": "{bob: 0.3 .. 0.6}"},
    "demonstrate": {"scatter": "0.2 .. 0.4"},
    "elect": {"districts": "20", "lists": "{blues: 8}"},
    "join": {"posts": "3"},
    "close_press": {"of": "{blues: 0.5 .. 1}"},
    "leave": {"faction": "blues"},
    "occupy": {"defender": "blues"},
}
_SINGULAR = {"bodies": "body"}


def pages() -> dict[str, str]:
    """Return all pages by file name, `README.md` (the index) first."""
    return {"README.md": _index(), **{f"{name}.md": _page(name, kind) for name, kind in VERBS.items()}}


def example(name: str) -> str:
    """Return a whole scenario, as YAML, whose one act has this verb."""
    return f"{FRAME}acts:\n{_example_act(name, VERBS[name])}{_OUTCOMES}"


# -- pages -----------------------------------------------------------------------------------------------------------


def _page(name: str, kind: type[Verb]) -> str:
    about = _Docstring.of(kind)
    writing = _written(name)
    pieces = [
        f"# {name}",
        f"<!-- Written by tools/verb_pages.py from src/juncture/verbs/{name}.py: change that file, not this page. -->",
        about.title,
        *_section("Claim", about.sections.get("Claim", "")),
        *_section("Formula", about.sections.get("Formula", ""), as_written=True),
        "## Fields",
        _fields(kind),
        "## Example",
        f"```yaml\nacts:\n{_example_act(name, kind)}```",
        "The names in it are those of [the scenario of the examples](README.md#the-scenario-of-the-examples).",
        *_section("Results", about.sections.get("Results", "")),
        *_results(writing),
        *_changes(writing),
        *_section("References", about.sections.get("Reference", "")),
        *_section("Limits", about.sections.get("Limits", "")),
    ]
    return "\n\n".join(piece.rstrip() for piece in pieces) + "\n"


def _index() -> str:
    rows = [f"| [{name}]({name}.md) | {_Docstring.of(kind).title} |" for name, kind in VERBS.items()]
    return (
        "\n\n".join(
            [
                "# Verbs",
                "<!-- Written by tools/verb_pages.py. -->",
                "A verb is one political mechanism: what an act of this kind requires, draws and changes. An author names it in "
                "an act (`verb: vote`) and fills in its fields, beside the fields that every act has\n"
                "([the language](../language.md#acts)). How to add one: [docs/developer/verbs.md](../developer/verbs.md).",
                "\n".join(["| verb | what happens |", "|---|---|", *rows]),
                "## The laws of draws",
                "\n".join(["| law | meaning |", "|---|---|", *(f"| {law} | {words} |" for law, words in LAWS.items())]),
                "## The scenario of the examples",
                "Every page has an example that compiles when it stands in this scenario.",
                f"```yaml\n{FRAME}{_OUTCOMES}```",
            ]
        )
        + "\n"
    )


def _section(title: str, text: str, *, as_written: bool = False) -> Iterator[str]:
    if text:
        yield f"## {title}"
        yield f"```text\n{text}\n```" if as_written else text


def _fields(kind: type[Verb]) -> str:
    hints = get_type_hints(kind, include_extras=True)
    rows = [
        (f"`{name}`", _in_words(hints[name]), _default_in_words(field.default, field.is_required()), field.description)
        for name, field in kind.model_fields.items()
    ]
    if not rows:
        return "None of its own."
    lines = ["| field | what to write | if left out |", "|---|---|---|"]
    if any(description for *_, description in rows):
        lines = ["| field | what to write | if left out | meaning |", "|---|---|---|---|"]
        return "\n".join([*lines, *(f"| {a} | {b} | {c} | {d or ''} |" for a, b, c, d in rows)])
    return "\n".join([*lines, *(f"| {a} | {b} | {c} |" for a, b, c, _ in rows)])


def _results(writing: Writing) -> Iterator[str]:
    results = list(dict.fromkeys(slot.names[1] for slot in writing.results))
    if not results:
        return
    drawn = {s.slot.names[1]: s.law for s in writing.draws if isinstance(s, Draw)}
    yield "In the example. Expressions read a result as `result(example, NAME)`:"
    lines = ["| result | where it comes from | what a record may say of it |", "|---|---|---|"]
    for result in results:
        law = drawn.get(result)
        told = "its value" if law else "whether it was reached, 1 or 0" if result in writing.observed_by else "nothing"
        lines.append(f"| `{result}` | {f'a draw: {law}' if law else 'follows from the others'} | {told} |")
    yield "\n".join(lines)


def _changes(writing: Writing) -> Iterator[str]:
    slots = list(dict.fromkeys(str(s.slot) for s in writing.changes if isinstance(s, Change)))
    yield "## What it changes"
    yield f"In the example: {', '.join(f'`{slot}`' for slot in slots)}." if slots else "Only what its effects say."


@dataclass(frozen=True)
class _Docstring:
    title: str
    sections: dict[str, str]

    @classmethod
    def of(cls, kind: type[Verb]) -> _Docstring:
        """Read `Title.`, then sections: a word on its own line, and indented text below it."""
        lines = (inspect.getdoc(kind) or "").splitlines()
        sections: dict[str, list[str]] = {}
        current: list[str] = []
        for line in lines[1:]:
            if line and not line.startswith(" "):
                current = sections.setdefault(line.strip(), [])
            else:
                current.append(line)
        return cls(lines[0], {name: inspect.cleandoc("\n".join(["", *text])) for name, text in sections.items()})


# -- types in words --------------------------------------------------------------------------------------------------


def _in_words(hint: Any) -> str:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _in_words(next(argument for argument in arguments if argument is not type(None)))
    if origin is Annotated:
        refers = _refers(hint)
        if refers is not None:
            return "the name of a " + " or ".join(_SINGULAR.get(kind, kind[:-1]) for kind in refers.kinds)
        return "a number or expression" if arguments[0] is Expression else _in_words(arguments[0])
    if origin is Literal:
        return "one of " + ", ".join(f"`{argument}`" for argument in arguments)
    if origin is dict:
        return f"a mapping; key: {_in_words(arguments[0])}, value: {_in_words(arguments[1])}"
    if origin is tuple:
        return f"a list; each: {_in_words(arguments[0])}"
    return {bool: "true or false", str: "text", int: "a whole number", float: "a number"}[hint]


def _refers(hint: Any) -> Refers | None:
    return next((mark for mark in get_args(hint)[1:] if isinstance(mark, Refers)), None)


def _default_in_words(default: Any, required: bool) -> str:
    if required:
        return "must be given"
    if isinstance(default, Number):
        return f"{default.value:g}"
    return {None: "none", True: "true", False: "false"}[default] if isinstance(default, bool | None) else "none"


# -- the example -----------------------------------------------------------------------------------------------------


def _example_act(name: str, kind: type[Verb]) -> str:
    hints = get_type_hints(kind, include_extras=True)
    given = _GIVEN.get(name, {})
    required = [field for field, info in kind.model_fields.items() if info.is_required() and field not in given]
    # Persons sit in the committee, factions in the council.
    by_persons = any(_mentions(hints[field], "persons") for field in required if hints[field] is not MemberName)
    by_persons = by_persons and not any(_mentions(hints[field], "factions") for field in required)
    used: dict[str, int] = {}
    lines = [f"  example:\n    title: What happens, in words\n    verb: {name}\n    by: reds\n    pace: 4 days ± 50%\n"]
    for field in (field for field in kind.model_fields if field in given or field in required):
        value = given.get(field) or _example_value(field, hints[field], used, by_persons)
        lines.append(f"    {field}: {value}\n")
    lines.append("    because: why you believe the numbers above\n")
    return "".join(lines)


def _mentions(hint: Any, kind: str) -> bool:
    refers = _refers(hint) if get_origin(hint) is Annotated else None
    return kind in refers.kinds if refers else any(_mentions(argument, kind) for argument in get_args(hint))


def _example_value(field: str, hint: Any, used: dict[str, int], by_persons: bool) -> str:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _example_value(field, arguments[0], used, by_persons)
    if origin is Annotated:
        refers = _refers(hint)
        if refers is None:
            return _NUMBERS.get(field, "0.3 .. 0.6")
        if refers.kinds == ("bodies",) and by_persons:
            return "committee"
        kind = next((kind for kind in refers.kinds if kind == "factions"), refers.kinds[0])
        count = used[kind] = used.get(kind, -1) + 1
        return _NAMES[kind][count % len(_NAMES[kind])]
    if origin is dict:
        fresh: dict[str, int] = {}
        first, second = (_example_value(field, arguments[0], fresh, by_persons) for _ in range(2))
        keys = [first] if second == first or (_mentions(arguments[0], "persons") and by_persons) else [first, second]
        return "{" + ", ".join(f"{key}: {_example_value(field, arguments[1], {}, by_persons)}" for key in keys) + "}"
    if origin is tuple:
        return f"[{_example_value(field, arguments[0], used, by_persons)}]"
    if origin is Literal:
        return str(arguments[0])
    return {bool: "true", str: "the motion" if field == "motion" else "text", int: "1", float: "1"}[hint]


def _written(name: str) -> Writing:
    """Let a verb write about its example."""
    tree = read_tree(example(name), f"the example of {name}")
    scenario: Scenario = from_tree(tree)
    act = scenario.form.acts["example"]
    entries = scenario.tree.entries["acts"][1].entries["example"][1].entries  # type: ignore[union-attr]
    fields = MappingNode(tree.mark, {key: entry for key, entry in entries.items() if key in act.fields})
    verb = validate(VERBS[name], fields)
    wrong = list(unknown_names(scenario, VERBS[name], verb, ("acts", "example")))
    if wrong:
        raise ValueError(f"the example of {name} is wrong: {wrong[0]}")
    known = members_of_bodies(scenario), holders_of_posts(scenario)
    writing = Writing("example", act.by, scenario.form, {}, *known)
    verb.write(writing)
    return writing


def main() -> int:
    """Write the pages, or with `--check` name those that are not up to date."""
    expected = pages()
    stale = [name for name, text in expected.items() if not _same(FOLDER / name, text)]
    stale += [file.name for file in sorted(FOLDER.glob("*.md")) if file.name not in expected]
    if "--check" in sys.argv[1:]:
        for name in stale:
            print(f"docs/verbs/{name} is not up to date; run 'python tools/verb_pages.py'")
        return 1 if stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in stale:
        if name in expected:
            (FOLDER / name).write_text(expected[name], encoding="utf-8")
        else:
            (FOLDER / name).unlink()
        print(f"docs/verbs/{name}")
    return 0


def _same(file: Path, text: str) -> bool:
    return file.is_file() and file.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main())
