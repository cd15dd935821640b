"""Expressions, effects and drivers: what an author's text means."""

from __future__ import annotations

import pytest

from juncture.language import (
    Effect,
    Expression,
    LanguageError,
    Operation,
    Quantity,
    Slot,
    Spread,
    parse_driver,
    parse_effect,
    parse_expression,
)
from juncture.language.expression import (
    clip,
    equal,
    exp,
    floor,
    log,
    maximum,
    minimum,
    odds,
    rewrite,
    select,
    slots_of,
    walk,
    written_out,
)

A, B, C, D = (Slot(name) for name in "abcd")


def q(value: float) -> Quantity:
    """A plain number, as the parser leaves it."""
    return Quantity((Spread("fixed", float(value)),))


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("a + b * c", A + B * C),
        ("(a + b) * c", (A + B) * C),
        ("a - b - c", (A - B) - C),
        ("a / b / c", (A / B) / C),
        ("a / b * c", (A / B) * C),
        ("-a * b", (-A) * B),
        ("a * -b", A * (-B)),
        ("a - -b", A - (-B)),
        ("--a", A),
        ("---a", -A),
        ("a + b < c * d", (A + B) < (C * D)),
        ("a < b and c < d", (A < B) & (C < D)),
        ("a and b or c", (A & B) | C),
        ("a or b and c", A | (B & C)),
        ("not a and b", (~A) & B),
        ("not a < b", ~(A < B)),
        ("not not a", ~~A),
        ("not (a or b)", ~(A | B)),
        ("a if b else c", select(B, A, C)),
        ("a if b else c if d else a", select(B, A, select(D, C, A))),
        ("a or b if c and d else a", select(C & D, A | B, A)),
        ("(a if b else c) + d", select(B, A, C) + D),
    ],
)
def test_operators_bind_as_they_do_in_python(text: str, meaning: Expression):
    """A scholar who knows any programming language must not be surprised."""
    assert parse_expression(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("a < b", A < B),
        ("a <= b", A <= B),
        ("a > b", B < A),
        ("a >= b", B <= A),
        ("a == b", equal(A, B)),
        ("a != b", ~equal(A, B)),
        ("a < b < c", (A < B) & (B < C)),
        ("a < b <= c == d", ((A < B) & (B <= C)) & equal(C, D)),
        ("a > b > c", (B < A) & (C < B)),
    ],
)
def test_comparisons_chain_as_they_do_in_python(text: str, meaning: Expression):
    """`200 < seats(body) < 400` means both."""
    assert parse_expression(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("min(a, b)", minimum(A, B)),
        ("max(a, b + c)", maximum(A, B + C)),
        ("exp(a)", exp(A)),
        ("log(a)", log(A)),
        ("floor(a)", floor(A)),
        ("clip(a, b, c)", clip(A, B, C)),
        ("odds(a)", odds(A)),
        ("min(max(a, b), c if d else a)", minimum(maximum(A, B), select(D, C, A))),
        ("threat", Slot("threat")),
        ("support(reds, town)", Slot("support", ("reds", "town"))),
        ("done( strike )", Slot("done", ("strike",))),
        ("min", Slot("min")),
        ("a\n  and b", A & B),
        ("a\xa0+\tb", A + B),
    ],
)
def test_functions_and_slots(text: str, meaning: Expression):
    """All that may stand in an expression besides operators."""
    assert parse_expression(text) == meaning


def test_numbers_stand_wherever_slots_do():
    """A minus before a number belongs to it, or is an operator, as the eye reads it."""
    assert parse_expression("2 * a - 3") == q(2) * A - q(3)
    assert parse_expression("-2 * a") == q(-2) * A
    assert parse_expression("a -2") == A - q(2)
    assert parse_expression("a - -2") == A - q(-2)
    assert parse_expression("1e3 + 2.5e-1") == q(1000) + q(0.25)


def test_a_quantity_stands_wherever_a_number_does():
    """`(0.1 .. 0.3) * threat`: uncertainty is part of the expression, with or without brackets."""
    uniform = Quantity((Spread("uniform", 0.1, 0.3),))
    assert parse_expression("0.1 .. 0.3 * a") == uniform * A
    assert parse_expression("a * 0.1 .. 0.3") == A * uniform
    assert parse_expression("1 - 0.1 .. 0.3") == q(1) - uniform
    assert parse_expression("(0.1 .. 0.3) * a") == uniform * A


@pytest.mark.parametrize(
    ("sign", "result"), [("=", B + C), ("+=", A + (B + C)), ("-=", A - (B + C)), ("*=", A * (B + C))]
)
def test_effects_are_the_four_assignments(sign: str, result: Expression):
    """`x -= a + b` takes away both."""
    effect = parse_effect(f"a {sign} b + c")
    assert effect == Effect(A, sign, B + C)
    assert effect.result == result


def test_an_effect_names_a_slot_of_a_family():
    """The commonest effect of all, with its uncertainty."""
    effect = parse_effect("legitimacy(cabinet, town) -= 0.03 .. 0.08")
    assert effect.slot == Slot("legitimacy", ("cabinet", "town"))
    assert effect.value == Quantity((Spread("uniform", 0.03, 0.08),))


def test_a_driver_names_what_it_reads_and_its_reference():
    """Both may be expressions."""
    assert parse_driver("threat from 0.5") == (Slot("threat"), q(0.5))
    assert parse_driver("a / b from c - 1") == (A / B, C - q(1))


# Positions


@pytest.mark.parametrize("text", ["a + bcd * support(e, f)", "  a+ bcd*(support( e , f))"])
def test_every_slot_knows_where_it_stands_in_the_text(text: str):
    """Each later message about a name points at that name."""
    for slot in slots_of(parse_expression(text)):
        assert text[slot.offset :].startswith(slot.family)


def test_a_quantity_knows_its_own_text_and_place():
    """The ledger shows numbers as they were written."""
    text = "a + 6 days ± 50% * b"
    found = [leaf for leaf in walk(parse_expression(text)) if isinstance(leaf, Quantity)]
    assert [(leaf.text, leaf.offset) for leaf in found] == [("6 days ± 50%", 4)]


def test_places_are_not_part_of_what_an_expression_means():
    """Equal expressions are computed once, wherever they were written."""
    assert parse_expression("a+b") == parse_expression("a  +  b")
    assert hash(parse_expression("a+b")) == hash(parse_expression("a  +  b"))


# Trees


def test_rewriting_changes_leaves_and_keeps_what_did_not_change():
    """Resolving a large scenario must not copy every tree in it."""
    tree = parse_expression("a + b * a")
    assert rewrite(tree, lambda leaf: C if leaf == A else leaf) == C + B * C
    assert rewrite(tree, lambda leaf: leaf) is tree


def test_the_size_of_a_tree_counts_shared_parts_in_each_place():
    """`odds(p)` reads p twice, so forty of them would be a tree of 2^40 nodes: the size is known without walking it."""
    assert written_out(parse_expression("a + b * c")) == 5
    assert written_out(odds(A)) == 5
    nested: Expression = A
    for _ in range(100):
        nested = odds(nested)
    assert written_out(nested) > 2**100


@pytest.mark.parametrize(
    "text",
    ["odds(" * 20 + "a" + ")" * 20, "1 < (" * 20 + "a" + ") < 2" * 20],
    ids=["odds of odds", "chains in chains"],
)
def test_text_that_doubles_in_size_with_every_level_is_refused(text: str):
    """A hundred characters must not cost hours or the memory of the machine."""
    with pytest.raises(LanguageError, match="more than 2000 operations, once odds"):
        parse_expression(text)


def test_operations_print_nothing_and_run_nothing():
    """Plain data: a stranger's scenario cannot call Python."""
    assert parse_expression("__import__(os)") == Slot("__import__", ("os",))
    assert isinstance(parse_expression("exp(log(a))"), Operation)
