"""Errors are a public interface: the words and the place of every mistake in an expression."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from juncture.language import (
    LanguageError,
    Mark,
    Problem,
    ProblemsFound,
    did_you_mean,
    parse_driver,
    parse_effect,
    parse_expression,
    parse_quantity,
)

A_NUMBER = "expected a number, a slot or '('"
END = "expected an operator or the end"
TEXT_END = "the end of the text"
HOW = "write '6 days', '0.4 .. 0.8' or '1.2 ± 0.4'"
CITED = "expected each alternative cited; write 324 [A] | 374 [B]"
TOKEN = "expected a number, a name or an operator"
SIGNS = "expected one of =, +=, -=, *= after the slot"
FROM = "expected 'from' and the reference; write 'threat from 0.5'"

EXPRESSIONS = [
    # (text, characters before the mistake, message)
    ("", 0, f"{TEXT_END}; {A_NUMBER}; write one such as 0.5"),
    ("1 +", 3, f"{TEXT_END}; {A_NUMBER}; write one after '+'"),
    ("a and", 5, f"{TEXT_END}; {A_NUMBER}; write one after 'and'"),
    ("a < < b", 4, f"'<'; {A_NUMBER}; write one after '<'"),
    ("or a", 0, f"'or'; {A_NUMBER}; write one before 'or'"),
    ("if", 0, f"'if'; {A_NUMBER}; write one before 'if'"),
    ("[A]", 0, f"'[A]'; {A_NUMBER}; write one before '[A]'"),
    ("()", 1, f"')'; {A_NUMBER}; write one after '('"),
    ("a b", 2, f"'b'; {END}; put an operator such as '+' or 'and' before it, or delete it"),
    ("a)", 1, f"')'; {END}; delete it, or open a '(' before"),
    ("a = b", 2, f"'='; {END}; write '==' to compare"),
    ("a | b", 2, f"'|'; {END}; write 'or'; of disputed numbers, cite each: 324 [A] | 374 [B]"),
    ("3 dayz", 2, f"'dayz'; {END}; did you mean 'day'?"),
    ("3 houers", 2, f"'houers'; {END}; did you mean 'hours'?"),
    ("a ** 2", 2, "'**'; expected another operator; write exp(b * log(a)) for a power"),
    ("(a + b", 6, f"{TEXT_END}; expected ')'; close each '(' with a ')'"),
    ("min(a, b", 8, f"{TEXT_END}; expected ')'; close the '(' of min"),
    ("a if b", 6, f"{TEXT_END}; expected 'else': both values are needed; write 'x if a > 0 else y'"),
    ("min(a)", 0, "min() with 1 value; expected 2; write min(x, y)"),
    ("1 + clip(a, b)", 4, "clip() with 2 values; expected 3; write clip(x, y, z)"),
    ("exp(a, b)", 0, "exp() with 2 values; expected 1; write exp(x)"),
    ("support(reds, 1)", 14, "'1'; expected a name inside support(...); functions are min, max, exp, log, clip, odds, floor"),
    ("support()", 8, "')'; expected a name inside support(...); write names with commas between them"),
    ("support(reds town)", 13, "'town'; expected ',' or ')' inside support(...); put ',' between the names"),
    ("support(not)", 8, "'not'; expected a name inside support(...); write names with commas between them"),
    ("support(reds", 12, f"{TEXT_END}; expected ',' or ')' inside support(...); put a text with commas in quotes"),
    ("a & b", 2, f"'&'; {TOKEN}; write 'and'"),
    ("!a", 0, f"'!'; {TOKEN}; write 'not'"),
    ("a ^ 2", 2, f"'^'; {TOKEN}; write a product, or exp and log"),
    ("a ? b : c", 2, f"'?'; {TOKEN}; write 'a if c else b'"),
    ("{a}", 0, f"'{{'; {TOKEN}; write parentheses"),
    (".5", 0, f"'.'; {TOKEN}; write 0.5 for .5, and parentheses around names: support(reds, town)"),
    ("threat > ½", 9, f"'½'; {TOKEN}; write 0.5"),
    ("угроза", 0, f"'у'; {TOKEN}; write names with the letters a to z, digits and '_'"),
    ("a +\x07 b", 3, f"'<U+0007>'; {TOKEN}; delete it"),
    ("(" * 50 + "1", 40, "more than 40 levels of nesting; expected a shallower text; make a gauge of a part of it"),
    ("1 +" * 300 + "1", 600, "more than 400 words and signs; expected a shorter text; make a gauge of a part of it"),
    ("x" * 3000, 0, "an expression of 3000 characters; expected at most 2000; make a gauge of a part of it"),
    ("1 + 1e999", 4, "the number 1e999; expected one below 1.8e308; write a smaller one"),
]  # fmt: skip
QUANTITIES = [
    ("", 0, f"{TEXT_END}; expected a number; {HOW}"),
    ("six", 0, f"'six'; expected a number; {HOW}"),
    ("6 .. ", 5, f"{TEXT_END}; expected a number; {HOW}"),
    ("6 ± x", 4, f"'x'; expected a number; {HOW}"),
    ("8 .. 4", 0, "a range from 8 down to 4; expected the smaller end first; write 4 .. 8"),
    ("3 days .. 4 weeks", 0, "a range from days to weeks; expected one unit for both ends; write it after both"),
    (
        "5 days ± 12 hours",
        0,
        "a number in days with a spread in hours; expected one unit for both; write the spread in days",
    ),
    ("3 ± -1", 4, "a spread of -1; expected a spread that is not negative; write ± 1"),
    ("-3 ± 50%", 0, "-3 with a spread in per cent; expected a number above 0; write the spread as a number: 0 ± 0.1"),
    (
        "0 days ± 50%",
        0,
        "0 with a spread in per cent; expected a number above 0; write the spread as a number: 0 ± 0.1",
    ),
    ("1 | 2", 2, f"disputed values without a citation; {CITED}"),
    ("1 [A] | 2", 9, f"a disputed value without a citation; {CITED}"),
    ("1 [A] |", 7, f"{TEXT_END}; expected a number; {HOW}"),
    ("3 + 4", 2, f"'+'; {END}; put an operator such as '+' or 'and' before it, or delete it"),
    ("1 [A", 2, f"'['; {TOKEN}; write parentheses, or close the citation with ']'"),
]
EFFECTS = [
    ("", 0, f"{TEXT_END}; {A_NUMBER}; write one such as 0.5"),
    (
        "1 = 2",
        0,
        "an effect that does not begin with a slot; expected 'slot = value' or 'slot += value'; write 'threat += 0.1'",
    ),
    (
        "min(a, b) = 3",
        0,
        "an effect that does not begin with a slot; expected 'slot = value' or 'slot += value'; write 'threat += 0.1'",
    ),
    ("a", 1, f"{TEXT_END}; {SIGNS}; write 'a += ...' or 'a = ...'"),
    ("a == 1", 2, f"'=='; {SIGNS}; write '=' to set it"),
    ("a + b = 1", 2, f"'+'; {SIGNS}; write 'a += ...' or 'a = ...'"),
    ("a = ", 4, f"{TEXT_END}; {A_NUMBER}; write one after '='"),
    ("a += 1 2", 7, f"'2'; {END}; put an operator such as '+' or 'and' before it, or delete it"),
]
DRIVERS = [
    ("threat", 6, f"{TEXT_END}; {FROM}"),
    ("threat of 0.5", 7, f"'of'; {FROM}"),
    ("threat from", 11, f"{TEXT_END}; {A_NUMBER}; write one after 'from'"),
    ("a from b from c", 9, f"'from'; {END}; put an operator such as '+' or 'and' before it, or delete it"),
]
ALL = [
    pytest.param(parse, *case, id=f"{parse.__name__}-{case[0][:20]!a}")
    for parse, cases in (
        (parse_expression, EXPRESSIONS),
        (parse_quantity, QUANTITIES),
        (parse_effect, EFFECTS),
        (parse_driver, DRIVERS),
    )
    for case in cases
]


@pytest.mark.parametrize(("parse", "text", "offset", "message"), ALL)
def test_every_mistake_has_its_place_and_its_words(
    parse: Callable[[str], object], text: str, offset: int, message: str
):
    """What was found, what was expected and, where we know, what to do: changing them is a change of the interface."""
    with pytest.raises(LanguageError) as caught:
        parse(text)
    assert str(caught.value) == message
    assert caught.value.offset == offset
    assert (caught.value.found, caught.value.expected) == tuple(message.split("; ")[:2])


def test_the_nearest_valid_name_is_offered_and_nothing_where_none_is_near():
    """A far-fetched suggestion is worse than none."""
    assert did_you_mean("bolshevik", ["mensheviks", "bolsheviks", "kadets"]) == "did you mean 'bolsheviks'?"
    assert did_you_mean("threat", ["kadets", "quorum"]) == ""
    assert did_you_mean("x", []) == ""


def test_an_unknown_name_shows_some_valid_ones_where_none_is_near():
    """Who does not know the words yet must be shown some."""
    error = LanguageError.unknown(3, "verb", "dance", [f"verb_{i}" for i in range(20)])
    assert str(error) == (
        "unknown verb 'dance'; expected a verb: verb_0, verb_1, verb_10, verb_11, verb_12, verb_13, verb_14, verb_15, ..."
    )
    near = LanguageError.unknown(3, "act", "strik", ["strike"])
    assert str(near) == "unknown act 'strik'; expected an act; did you mean 'strike'?"


def test_problems_are_shown_once_and_in_the_order_of_the_files():
    """An author mends a file from top to bottom."""
    late = Problem(Mark("b.yaml", 2, 9), "x", "expected y")
    early = Problem(Mark("b.yaml", 2, 3), "x", "expected y", "do z")
    other = Problem(Mark("a.yaml", 7, 1), "x", "expected y")
    found = ProblemsFound([late, early, other, late])
    assert str(found).splitlines() == [
        "a.yaml:7:1: x; expected y",
        "b.yaml:2:3: x; expected y; do z",
        "b.yaml:2:9: x; expected y",
    ]


def test_lines_and_columns_sort_as_numbers():
    """Line 9 comes before line 10."""
    marks = [Mark("a", 10, 1), Mark("a", 9, 11), Mark("a", 9, 2)]
    assert [str(mark) for mark in sorted(marks)] == ["a:9:2", "a:9:11", "a:10:1"]
