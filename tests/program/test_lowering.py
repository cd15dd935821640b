"""From expressions to arrays: whatever a tree is worth, its code is worth, to the last bit."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reference
from juncture.kernel.run import Plan, run_courses
from juncture.language.expression import OPERATIONS, Expression, Number, Operation, Slot, exp, select, total
from juncture.program.lower import digest_of, lower
from juncture.program.program import ITSELF, LAST_BIT, NEVER, ActColumn, Op, Program, Scalar
from juncture.verbs.statements import Change
from models_for_tests import act, after, at, done, entry, gauge, program_of, put
from random_models import random_model
from scenarios_for_tests import compiled

GAUGES = [gauge(name) for name in "abc"]
AWKWARD = [0.0, -0.0, 1.0, -1.0, 0.5, 2.0, 1e-300, 1e300, math.inf, -math.inf, math.nan, 709.0, 710.0, 0.1, 1 / 3]

values = st.sampled_from(AWKWARD) | st.floats(-20, 20)
leaves = st.one_of(st.sampled_from(GAUGES), values.map(Number))


def operation(children: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """One operation of the language on smaller trees."""
    return st.sampled_from(sorted(OPERATIONS)).flatmap(
        lambda name: st.tuples(*[children] * OPERATIONS[name]).map(lambda operands: Operation(name, operands))
    )


trees = st.recursive(leaves, operation, max_leaves=25)


def kept(program: Program, *slots: Slot) -> list[float]:
    """What slots hold after the beginning of a course."""
    plan = Plan(keep=tuple(program.index(slot) for slot in slots))
    return run_courses(program, 1, 0, 1, plan).kept[0].tolist()


@given(st.lists(trees, min_size=1, max_size=6), st.tuples(values, values, values))
@settings(max_examples=400, deadline=None)
def test_code_is_worth_what_its_tree_is_worth(expressions: list[Expression], world: tuple[float, float, float]):
    """The kernel computes with the code, the reference with the tree: infinities, nan and -0.0 included."""
    start = [put(slot, value) for slot, value in zip(GAUGES, world, strict=True)]
    answers = [gauge(f"answer_{i}") for i in range(len(expressions))]
    program = program_of(begin=[*start, *(put(slot, e) for slot, e in zip(answers, expressions, strict=True))])
    slots = dict(zip(GAUGES, world, strict=True))
    assert repr(kept(program, *answers)) == repr([reference.value(e, slots) for e in expressions])


@given(st.lists(st.tuples(st.sampled_from(GAUGES), trees), min_size=1, max_size=5), st.tuples(values, values, values))
@settings(max_examples=200, deadline=None)
def test_a_statement_reads_what_stood_there_before_it_wrote(
    statements: list[tuple[Slot, Expression]], world: tuple[float, float, float]
):
    """The last row of an expression writes the slot itself, which the rows before it, and either way of an if, read."""
    slots = dict(zip(GAUGES, world, strict=True))
    program = program_of(begin=[*(put(*start) for start in slots.items()), *(put(*change) for change in statements)])
    for slot, expression in statements:
        slots[slot] = reference.value(expression, slots)
    assert repr(kept(program, *GAUGES)) == repr([slots[slot] for slot in GAUGES])


@given(values, st.sampled_from([None, -1.0, 0.0, 2.0]), st.sampled_from([None, 2.0, 5.0, math.inf]))
@settings(deadline=None)
def test_a_change_keeps_its_slot_between_its_bounds(value: float, low: float | None, high: float | None):
    """What lies beyond a bound is brought back and counted; nan is left as it is, to be seen."""
    a = GAUGES[0]
    program = program_of(begin=[Change(a, Number(value), low, high)])
    expected, clips = value, 0
    if low is not None and value < low:
        expected, clips = low, 1
    elif high is not None and value > high:
        expected, clips = high, 1
    assert repr(kept(program, a)) == repr([expected])
    assert run_courses(program, 1, 0, 1).summary[0, 6] == clips


def test_equal_parts_of_one_statement_are_computed_once():
    """`exp(x) / (1 + exp(x))` needs one exponential."""
    x = GAUGES[0]
    program = program_of(begin=[put(GAUGES[1], exp(x) / (1 + exp(x)))])
    assert (program.code[:, 0] == Op.EXP).sum() == 1


def test_equal_parts_of_several_statements_are_computed_once_until_what_they_read_changes():
    """The second exponential of x is known; after x was written, it is another."""
    x, a, b = GAUGES
    program = program_of(begin=[put(a, exp(x) + 1), put(b, exp(x) + 2), put(x, 3), put(a, exp(x))])
    assert (program.code[:, 0] == Op.EXP).sum() == 2
    assert kept(program, a, b) == [math.exp(3), math.exp(0) + 2]


def test_what_an_if_need_not_know_is_not_computed():
    """Rows that are jumped over cost nothing; the infinity that they would have given is not met."""
    x, a, b = GAUGES
    chosen = select(x > 0, exp(exp(x)), exp(exp(-x)))
    program = program_of(begin=[put(x, 1), put(a, chosen), put(b, (x > 2) & (exp(x) > 1) & ((x > 0) | (exp(-x) > 1)))])
    assert set(program.code[:, 0]) >= {Op.WHERE, Op.UNLESS}
    assert kept(program, a, b) == [math.exp(math.exp(1)), 0]


def test_one_row_does_what_one_row_can():
    """What is above 0 holds, x - 0 is x, and a sum or a product takes another operation with it."""
    x, a, b = GAUGES
    program = program_of(begin=[put(a, select(x - 0 > 0, b * 2 * x, (b - x) * (x + a + b)))])
    first, last = program.scalars[[Scalar.BEGIN_FROM, Scalar.BEGIN_TO]]
    expected = [Op.UNLESS, Op.MULTIPLY_MULTIPLY, Op.UNLESS, Op.ADD_ADD, Op.SUBTRACT_MULTIPLY]
    assert program.code[first:last, 0].tolist() == expected


def test_temporaries_are_used_anew_by_each_block():
    """The vector must not grow with the number of acts."""
    one = act("a", exp(exp(GAUGES[0])), statements=[put(GAUGES[1], (GAUGES[0] + 1) * 2)])
    few, many = program_of(one), program_of(one, *(replace(one, name=f"a{i}") for i in range(20)))
    assert few.temporaries == many.temporaries


def test_an_event_looks_again_only_at_acts_that_read_what_it_wrote():
    """A hundred acts that do not touch each other must not be re-evaluated at every event."""
    a, b = GAUGES[:2]
    program = program_of(
        act("writes_a", 1.0, statements=[put(a, 1)]),
        act("reads_a_in_guard", 1.0, guard=a > 0),
        act("reads_a_in_speed", exp(a)),
        act("reads_b", exp(b)),
        act("reads_the_count", 1.0, guard=done("writes_a")),
        act("reads_the_day", 1.0, guard=Slot("day") > 3),
        tick=[put(b, 1)],
    )
    row = program.acts[0]
    touched = program.touch[row[ActColumn.TOUCH_FROM] : row[ActColumn.TOUCH_TO]].tolist()
    count, a_itself = 1, 2  # bits of what the event writes, in its order
    assert touched == [[0, ITSELF, ITSELF], [1, a_itself, 0], [2, 0, a_itself], [4, count, 0]]
    ticked = program.touch[program.scalars[Scalar.TICK_TOUCH_FROM] : program.scalars[Scalar.TICK_TOUCH_TO]].tolist()
    assert ticked == [[3, 0, 2], [5, 1, 0]]


def test_of_very_many_slots_that_an_event_writes_the_last_share_a_bit():
    """A mask has 62 bits; an act that reads the hundredth slot must be looked at all the same."""
    many = [gauge(f"g{i}") for i in range(100)]
    program = program_of(
        act("writes", 1.0, statements=[put(slot, 1) for slot in many]),
        act("reads_all", 1.0, guard=total(many) > 99),
        act("reads_one", 1.0, guard=many[99] > 0),
    )
    first = program.acts[0, ActColumn.TOUCH_FROM]
    assert program.touch[first + 2].tolist() == [2, 1 << LAST_BIT, 0]
    batch = run_courses(program, 1, 0, 100)
    assert (np.bincount(batch.whole[:, 1]) == [100, 100, 100]).all()


def test_zero_and_minus_zero_are_different_to_who_divides_by_them():
    """An act whose guard sees a sign of zero change is looked at again."""
    a = GAUGES[0]
    program = program_of(
        act("turns", 10.0, statements=[put(a, -0.0)]),
        act("sees", 10.0, guard=1 / a < 0),
        begin=[put(a, 0.0)],
    )
    batch = run_courses(program, 1, 0, 50)
    assert (np.bincount(batch.whole[:, 1]) == [50, 50]).all()


def test_the_record_keeps_its_order_and_each_entry_its_place_among_its_act_s():
    """The k-th entry of an act reveals the luck of its k-th happening."""
    program = program_of(
        act("a", 1.0, times=3),
        act("b", 1.0),
        record=[entry("a", 10), entry("b", 20), entry("a", 30)],
    )
    assert program.record[:, [0, 1, 4]].tolist() == [[0, 10, 0], [1, 20, 0], [0, 30, 1]]
    assert program.own_record.tolist() == [0, 2, 1]


def test_windows_become_instants_acts_and_delays():
    """What the kernel reads of `opens` and `closes`."""
    program = program_of(
        act("always", 1.0),
        act("dated", 1.0, opens=at(2), closes=at(-5)),
        act("after_it", 1.0, opens=after("dated"), closes=after("dated", 3.5)),
    )
    columns = slice(ActColumn.OPENS_AT, ActColumn.CLOSES_DELAY + 1)
    always, dated, after_it = program.acts[:, columns].tolist()
    assert always == [-1, -1, -1, NEVER, -1, -1]
    assert dated == [2 * 86400, -1, -1, 0, -1, -1], "an edge before the begin happens at the begin"
    assert after_it[:5] == [NEVER, 1, -1, NEVER, 1]
    assert program.start[after_it[5]] == 3.5


def test_luck_is_keyed_by_a_digest_of_the_name():
    """BLAKE2b-64, as the reference computes it: the number never depends on what else is in the scenario."""
    assert digest_of("quorum_decree.pace") == reference.digest("quorum_decree.pace")
    program = lower(random_model(4))
    names = [a.name for a in program.model.acts]
    assert program.digests[: len(names)].tolist() == [digest_of(name) for name in names]


def test_the_digest_of_a_program_is_the_same_for_the_same_scenario_and_no_other(tmp_path: Path):
    """Results name the program that made them."""
    acts = "a: {title: A, pace: 3 days}"
    one, again = (compiled(tmp_path / name, acts=acts) for name in ("one", "again"))
    other = compiled(tmp_path / "other", acts="a: {title: A, pace: 4 days}")
    assert one.digest == again.digest != other.digest
    for left, right in zip(one.arrays, again.arrays, strict=True):
        np.testing.assert_array_equal(left, right)


def test_a_program_is_plain_arrays():
    """It can be saved, hashed and sent to a worker."""
    for array in lower(random_model(1)).arrays:
        assert isinstance(array, np.ndarray)
        assert array.dtype in (np.float64, np.int64, np.uint32, np.uint64)


@pytest.mark.parametrize("seed", range(0, 200, 10))
def test_every_slot_of_the_code_lies_in_the_vector(seed: int):
    """The kernel checks no bounds: a wrong index would read or write somebody else's memory."""
    program = lower(random_model(seed))
    size = len(program.start)
    named = len(program.slots)
    for row, (op, d, a, b, c) in enumerate(program.code.tolist()):
        assert 0 <= d < size
        assert 0 <= a < size
        assert 0 <= b < size
        if op in (Op.WHERE, Op.UNLESS):
            assert row < c <= len(program.code), "jumps lead forward, so that every block ends"
        else:
            assert 0 <= c < (len(program.draws) if op == Op.DRAW else size)
        if op in (Op.CLIP, Op.DRAW):
            assert d < named, "statements write slots"
    constants = named + len({*program.start[named:].tolist()})
    assert named < constants <= size


def test_the_program_is_the_same_whatever_the_order_of_sets():
    """Python orders sets anew in each process; saved files name the program's digest and must stay equal."""
    code = (
        "from juncture.program.compile import compile_scenario\nfrom juncture.scenario.load import load\n"
        "print(compile_scenario(load('petrograd-1917')).digest)"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(digests) == 1
