"""The fast kernel against the executable specification, event for event and bit for bit.

The two were written apart: the kernel reads arrays, the reference reads expressions. On 500 random models that go
looking for trouble, and on every shipped scenario, they must leave the same log.
"""

from __future__ import annotations

import os
from functools import cache
from random import Random

import pytest

import reference
from juncture.kernel import columns as kernel
from juncture.kernel.run import Batch, Intervention, Plan, run_courses, run_same_luck
from juncture.language import ProblemsFound
from juncture.program.lower import lower
from juncture.program.program import Program
from juncture.program.trace import trace
from juncture.scenario.load import load, shipped
from models_for_tests import DAY, events_of
from random_models import random_changes, random_model

SEEDS, CHUNK = 500, 10
COURSES = 2  # a pair of twins; a third of another pair where it costs little
KINDS = {"prevent": kernel.PREVENT, "do": kernel.DO, "set": kernel.SET}


def status(program: Program, batch: Batch, i: int) -> str:
    """How a course ended, in the reference's words."""
    number, culprit = batch.summary[i, kernel.STATUS], batch.summary[i, kernel.CULPRIT]
    return {
        kernel.RAN: "ran to the end",
        kernel.NOT_A_SPEED: f"not a speed: {program.model.acts[culprit].name}",
        kernel.TOO_MANY: "too many events",
    }[number]


def assert_same(program: Program, batch: Batch, expected: dict[int, reference.Course], what: str) -> None:
    """Every course of a batch is what the reference says. `repr` tells -0.0 from 0.0, and nan equals nan."""
    logs = events_of(program, batch)
    for number, course in expected.items():
        i = number - batch.first
        where = f"{what}, course {number}"
        for k, (ours, theirs) in enumerate(zip(logs[number], course.events, strict=False)):
            assert repr(ours) == repr(theirs), f"{where}, event {k}"
        assert len(logs[number]) == len(course.events), where
        assert status(program, batch, i) == course.status, where
        summary = batch.summary[i]
        assert summary[kernel.EVENTS] == len(course.events), where
        assert summary[kernel.OUTCOME] == course.outcome, where
        if course.status != "ran to the end":
            continue
        assert repr(float(batch.likelihood[i])) == repr(float(course.log_likelihood)), where
        stubborn = (int(summary[kernel.STUBBORN_EVENTS]), int(summary[kernel.STUBBORN_DRAWS]))
        assert stubborn == (course.stubborn_events, course.stubborn_draws), where
        assert summary[kernel.CLIPS] == course.clips, where
        assert batch.facts[i].tolist() == [int(bool(held)) for held in course.facts], where


def interventions(program: Program, changes: list[tuple]) -> tuple[Intervention, ...]:
    """The reference's changes in the kernel's terms."""
    names = [act.name for act in program.model.acts]
    return tuple(
        Intervention(t, KINDS[kind], program.index(what) if kind == "set" else names.index(what), float(value))
        for t, kind, what, value in changes
    )


def one_change(program: Program, kind: str, instant: int, dice: Random) -> list[tuple]:
    """A change of one kind, at or after an instant."""
    model = program.model
    when = instant + dice.choice([0, dice.randrange(5 * DAY)])
    gauges = [slot for slot in model.slots if slot.family == "gauge"]
    target = dice.choice(gauges) if kind == "set" else dice.choice(model.acts).name
    return [(when, kind, target, round(dice.gauss(0, 2), 1))]


@pytest.mark.parametrize("first", range(0, SEEDS, CHUNK))
def test_simulated_replayed_and_branched_courses_are_the_reference_s_bit_for_bit(first: int):
    """The kernel's speed is worth nothing if it is not the specified semantics, in the last bit and the last second."""
    for seed in range(first, first + CHUNK):
        program = lower(random_model(seed))
        until = program.model.record_until
        for mode, replay_until in (("simulated", None), ("replayed", until), ("branched", until // 2)):
            batch = run_courses(program, seed, 0, COURSES + 1, Plan(replay_until))
            expected = {
                number: reference.run(program.model, seed, number, replay_until=replay_until)
                for number in range(COURSES + 1)
            }
            assert_same(program, batch, expected, f"random_model({seed}) {mode}")


@pytest.mark.parametrize("siblings", [1, 3, 4])
def test_families_of_any_size_are_the_reference_s(siblings: int):
    """Ranks within a draw of the assumptions need more courses of it than two; a batch may begin within a family."""
    for seed in range(40):
        program = lower(random_model(seed))
        batch = run_courses(program, seed, 2, 5, Plan(siblings=siblings))
        expected = {n: reference.run(program.model, seed, n, siblings=siblings) for n in range(2, 7)}
        assert_same(program, batch, expected, f"random_model({seed}), {siblings} siblings")


@pytest.mark.parametrize("first", range(0, SEEDS, CHUNK))
def test_what_ifs_with_the_luck_of_history_are_the_reference_s_bit_for_bit(first: int):
    """Same luck is where two implementations most easily part: two passes, revealed clocks, revealed draws."""
    for seed in range(first, first + CHUNK):
        program = lower(random_model(seed))
        model, dice = program.model, Random(seed)
        instant = dice.randrange(max(1, model.record_until))
        histories = [reference.run(model, seed, n, replay_until=model.record_until) for n in range(COURSES)]
        for kind in ("nothing", "prevent", "do", "set", "several"):
            changes: list[tuple] = []
            if kind == "several":
                changes = random_changes(model, seed, instant)
            elif kind != "nothing":
                changes = one_change(program, kind, instant, dice)
            # As `reference.what_if` does. A course that cannot be replayed to its end has no history to keep.
            expected = {
                number: reference.run(model, seed, number, instant, changes, history.revealed)
                for number, history in enumerate(histories)
                if history.status == "ran to the end"
            }
            batch = run_same_luck(program, seed, 0, COURSES, Plan(instant, interventions(program, changes)))
            assert_same(program, batch, expected, f"random_model({seed}) what if {changes}")


# The shipped scenarios


@cache
def shipped_program(name: str) -> Program:
    """A shipped scenario, compiled once in each process; skips while its author has not finished it."""
    try:
        return lower(trace(load(name)))
    except ProblemsFound as found:
        problems = str(found).splitlines()
    pytest.skip(f"{name} cannot be loaded yet: {problems[0]} (and {len(problems) - 1} more)")


#: The reference takes a third of a second for a course of Petrograd. Before a release: JUNCTURE_REFERENCE_COURSES=250.
OF_EACH = int(os.environ.get("JUNCTURE_REFERENCE_COURSES", "50"))


@pytest.mark.parametrize("replayed", [False, True], ids=["simulated", "replayed"])
@pytest.mark.parametrize("first", range(0, OF_EACH, 25))
@pytest.mark.parametrize("name", shipped())
def test_courses_of_a_shipped_scenario_are_the_reference_s(name: str, first: int, replayed: bool):
    """What people run must be what is specified: simulated courses and as many replayed ones."""
    program = shipped_program(name)
    until = program.model.record_until if replayed else None
    batch = run_courses(program, 1917, first, 25, Plan(until))
    expected = {
        number: reference.run(program.model, 1917, number, replay_until=until) for number in range(first, first + 25)
    }
    assert_same(program, batch, expected, name)


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_scenario_keeps_its_luck_as_the_reference_does(name: str):
    """The what-ifs that people read most: an act prevented, with the luck of history."""
    program = shipped_program(name)
    model = program.model
    prevented = model.record[0].act if model.record else model.acts[0].name
    changes = [(0, "prevent", prevented, 0.0)]
    batch = run_same_luck(program, 5, 0, 6, Plan(0, interventions(program, changes)))
    expected = {number: reference.what_if(model, 5, number, 0, changes) for number in range(6)}
    assert_same(program, batch, expected, f"{name} without {prevented}")


@pytest.mark.parametrize("name", shipped())
def test_going_on_with_the_luck_of_history_and_no_change_is_history_itself(name: str):
    """The axiom on which every what-if rests: whatever the date, no change changes nothing, to the last bit."""
    program = shipped_program(name)
    until = program.model.record_until
    history = run_courses(program, 3, 0, 200, Plan(until))
    for share in (0.0, 0.1, 0.5, 0.9, 1.0):
        again = run_same_luck(program, 3, 0, 200, Plan(int(share * until)))
        for found in ("whole", "real", "results", "facts"):
            assert getattr(again, found).tobytes() == getattr(history, found).tobytes(), (found, share)
        assert again.summary[:, kernel.OUTCOME].tolist() == history.summary[:, kernel.OUTCOME].tolist(), share
