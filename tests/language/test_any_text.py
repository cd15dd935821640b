"""Any text whatever: nothing but a LanguageError, and never a long wait; and the common subset means what Python means."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import reference
from juncture.language import (
    Expression,
    LanguageError,
    Number,
    Quantity,
    Slot,
    parse_driver,
    parse_effect,
    parse_expression,
    parse_quantity,
)
from juncture.language.expression import rewrite, walk

PIECES = [
    *"abc()+-*/<>=,|%.&^!?{}[] \n\t±",
    *("and", "or", "not", "if", "else", "from", "min(", "max(", "odds(", "clip(", "floor(", "support("),
    *("==", "!=", "<=", ">=", "..", "+=", "**", "0.5", "12", "1e9", "1e999", "days", "week", "[A]", "[A, B]", "é", "\0", "٣"),
]  # fmt: skip
texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join),
)


@given(texts)
@settings(max_examples=1500, deadline=500)
@example("(" * 2000)
@example("not " * 500 + "a")
@example("-" * 1999 + "a")
@example("a" + " if a else a" * 130)
@example("odds(" * 39 + "a" + ")" * 39)
@example("1 < (" * 39 + "a" + ") < 2" * 39)
@example("a < " * 199 + "a")
@example("9" * 2000)
@example("1e" + "9" * 100)
@example("[" * 2000)
def test_any_text_is_read_or_refused_and_never_crashes(text: str):
    """An editor calls the parser at every keystroke, and a stranger's file may hold anything."""
    for parse in (parse_expression, parse_quantity, parse_effect, parse_driver):
        began = time.perf_counter()
        parsed, error = attempt(parse, text)
        assert time.perf_counter() - began < 0.5
        if error is not None:
            assert 0 <= error.offset <= len(text)
            assert error.found
            assert error.expected.startswith("expected")
            assert str(error).isprintable()
        else:
            for tree in parsed if isinstance(parsed, tuple) else [getattr(parsed, "value", parsed)]:
                assert sum(1 for _ in walk(tree)) <= 2000


def attempt(parse: Callable[[str], Any], text: str) -> tuple[Any, LanguageError | None]:
    """What was read, or why not. Any other exception is a failure of the test."""
    try:
        return parse(text), None
    except LanguageError as error:
        return None, error


# The common subset with Python


def expressions(numbers: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Texts that both Juncture and Python read; truth values only where Python's are 0 or 1 too."""
    leaves = st.one_of(numbers, st.sampled_from(["a", "b", "c"]))
    values = st.deferred(lambda: leaves | sums | choices | functions)
    sums = st.builds("{} {} {}".format, values, st.sampled_from("+-*/"), values) | st.builds("({})".format, values)
    negated = st.builds("-{}".format, st.sampled_from(["a", "b", "(a + b)"]))
    signs = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
    plain = leaves | st.builds("({})".format, values) | negated
    compared = st.builds("{} {} {}".format, plain, signs, plain)
    chained = st.builds("{} {} {}".format, compared, signs, plain)
    truths = st.deferred(
        lambda: (
            compared
            | chained
            | st.builds("({} {} {})".format, truths, st.sampled_from(["and", "or"]), truths)
            | st.builds("(not {})".format, truths)
        )
    )
    choices = st.builds("({} if {} else {})".format, values, truths, values)
    functions = st.builds("{}({}, {})".format, st.sampled_from(["min", "max"]), values, values)
    return values | truths | negated


WORLDS = st.fixed_dictionaries({name: st.integers(-8, 8).map(lambda n: n / 4) for name in "abc"})


def worth(text: str, world: dict[str, float]) -> float:
    """What an expression's text is worth, by the executable specification."""

    def fixed(leaf: Expression) -> Expression:
        return Number(leaf.alternatives[0].a) if isinstance(leaf, Quantity) else leaf

    tree = rewrite(parse_expression(text), fixed)
    return reference.value(tree, {Slot(name): value for name, value in world.items()})


@given(expressions(st.integers(0, 9).map(str) | st.sampled_from(["0.5", "1.25", "1e1"])), WORLDS)
@settings(max_examples=400, deadline=None)
def test_the_common_subset_is_worth_what_python_says(text: str, world: dict[str, float]):
    """Python's own `eval` is the independent authority for precedence, chains and choices."""
    assume(len(text) < 1500)
    try:
        expected = eval(text, {"__builtins__": {}, "min": min, "max": max}, dict(world))
    except ZeroDivisionError:
        assume(False)
    try:
        found = worth(text, world)
    except LanguageError as error:
        assume("more than" not in str(error))
        raise
    assert found == expected


@given(WORLDS)
@settings(deadline=None)
def test_functions_are_those_of_mathematics(world: dict[str, float]):
    """Checked against Python's math module."""
    a, b = world["a"], world["b"]
    assert worth("exp(a)", world) == math.exp(a)
    assert worth("log(exp(a))", world) == math.log(math.exp(a))
    assert worth("floor(a)", world) == math.floor(a)
    assert worth("clip(a, -1, 1)", world) == min(max(a, -1), 1)
    assume(b != 1)
    assert worth("odds(b)", world) == b / (1 - b)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 / 0", math.inf),
        ("-1 / 0", -math.inf),
        ("0 / 0", math.nan),
        ("log(0)", -math.inf),
        ("log(-1)", math.nan),
        ("exp(1000)", math.inf),
        ("odds(1)", math.inf),
        ("exp(-1000)", 0.0),
    ],
)
def test_every_operation_has_a_result_for_every_number(text: str, value: float):
    """Nothing raises inside a course: infinite and not-a-number are numbers, and end a course with a status."""
    assert repr(worth(text, {})) == repr(value)


def test_truth_is_above_zero():
    """A count, a share and a comparison can all be conditions; 0 and below are false, and so is what is no number."""
    cases = {"2": 1.0, "0.1": 1.0, "0": 0.0, "-3": 0.0, "0 / 0": 0.0}
    for text, truth in cases.items():
        assert worth(f"{text} and 1", {}) == truth
        assert worth(f"not ({text})", {}) == 1 - truth
        assert worth(f"5 if {text} else 7", {}) == (5 if truth else 7)
