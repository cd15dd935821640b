"""The contract that every verb keeps: a page of its own, finite numbers, nothing lost or doubled, its own luck."""

from __future__ import annotations

import importlib
import inspect
import math
import re
from pathlib import Path

import numpy as np
import pytest

import juncture.verbs
import reference
from juncture.kernel.run import run_courses
from juncture.language.expression import Slot
from juncture.scenario.names import FAMILIES
from juncture.scenario.schema import Act, Form
from juncture.verbs.registry import VERBS
from juncture.verbs.statements import LAWS, Change, Draw
from juncture.verbs.verb import Verb
from models_for_tests import events_of
from scenarios_for_tests import act_of
from verbs_for_tests import EXAMPLES, Trial, example

FOLDER = Path(juncture.verbs.__file__).parent
PATTERN = "skeleton"  # to be copied
verbs = pytest.mark.parametrize("verb", sorted(VERBS))


def test_every_verb_has_an_example_here():
    """A new verb adds itself to `verbs_for_tests.EXAMPLES`, and all tests below hold for it."""
    assert set(EXAMPLES) == set(VERBS)


def test_every_file_is_a_verb_and_every_verb_has_a_file_and_a_test():
    """One mechanism, one file, one test file: where to look is never a question."""
    files = {file.stem for file in FOLDER.glob("*.py") if "(Verb):" in file.read_text()} - {PATTERN}
    assert files == set(VERBS)
    assert list(VERBS) == sorted(VERBS)
    tests = {file.stem.removeprefix("test_") for file in Path(__file__).parent.glob("test_*.py")}
    assert set(VERBS) <= tests


# The page


@verbs
def test_a_verb_is_a_documented_form_in_the_file_of_its_name(verb: str):
    """Where to look for a mechanism is never a question, and it is short."""
    kind = VERBS[verb]
    module = importlib.import_module(f"juncture.verbs.{verb}")
    assert getattr(module, kind.__name__) is kind
    assert module.__doc__
    assert kind.__name__.lower() == verb.replace("_", "")
    assert issubclass(kind, Verb)
    assert issubclass(kind, Form)
    assert len(inspect.getsource(module).splitlines()) <= 120


@verbs
def test_the_docstring_says_what_is_claimed_who_says_so_and_what_is_left_out(verb: str):
    """A political scientist must be able to say whether the rule is right, from the docstring alone."""
    doc = inspect.getdoc(VERBS[verb]) or ""
    sections = re.findall(r"^([A-Z][a-z]+)$", doc, re.MULTILINE)
    expected = ["Claim", "Limits"] if verb == "act" else ["Claim", "Formula", "Reference", "Limits"]
    assert [name for name in sections if name != "Results"] == expected
    if verb != "act":
        reference_text = doc.split("Reference\n", 1)[1].split("Limits\n")[0]
        assert re.search(r"\b1[89]\d\d\b|\b20\d\d\b", reference_text), "a year"


@verbs
def test_every_result_is_named_in_the_docstring(tmp_path: Path, verb: str):
    """Authors read results as `result(ACT, name)`; the docstring is where they find the names."""
    doc = inspect.getdoc(VERBS[verb]) or ""
    documented = doc.split("Results\n", 1)[1].split("Reference\n")[0] if "Results\n" in doc else doc
    for name in example(tmp_path, verb).names:
        by_name = {"ann", "bob", "cat", "dan", "palace", "harbour"} & {name}
        general = re.sub(r"_(reds|blues|greens|ann|bob)$", "_", name)
        assert by_name or f"`{name}`" in documented or f"`{general}F`" in documented or f"`{general}NAME`" in documented


# What it does


@verbs
def test_an_example_happens_and_leaves_finite_numbers(tmp_path: Path, verb: str):
    """The least that can be asked of a mechanism."""
    trial = example(tmp_path, verb)
    batch = trial.batch(300)
    assert (batch.summary[:, 1] == 0).all(), "every course ran to the end"
    assert len(batch.whole) == 300
    assert batch.whole[:, 3].all(), "possible"
    assert np.isfinite(batch.results).all()
    for course in range(10):
        assert all(math.isfinite(value) for value in trial.world(course).values())


@verbs
def test_the_kernel_does_what_the_reference_does(tmp_path: Path, verb: str):
    """Each verb in both, event for event."""
    trial = example(tmp_path, verb)
    logs = events_of(trial.program, run_courses(trial.program, 9, 0, 20))
    for course in range(20):
        assert repr(logs[course]) == repr(reference.run(trial.model, 9, course).events)


@verbs
def test_every_slot_stays_within_the_bounds_of_its_family(tmp_path: Path, verb: str):
    """Shares stay shares, and no body has a negative number of members."""
    trial = example(tmp_path, verb)
    for course in range(25):
        for slot, value in reference.run(trial.model, 2, course).slots.items():
            family = FAMILIES.get(slot.family)
            if family is not None:
                assert (family.low is None or value >= family.low) and (family.high is None or value <= family.high), (
                    slot
                )
                if slot.family in ("seats", "present"):
                    assert value == math.floor(value), f"{slot}: half a member"


CONSERVED = {
    "seats(senate)": [f"seats(senate, {f})" for f in ("reds", "blues", "greens")],
    "the fleet": ["at(fleet, palace)", "at(fleet, harbour)"],
    "the guard": ["at(guard, palace)", "at(guard, harbour)"],
}


@verbs
def test_seats_and_units_are_neither_lost_nor_doubled(tmp_path: Path, verb: str):
    """Conservation: no verb of the example touches the senate's 100 seats but by moving them, or splits a unit."""
    trial = example(tmp_path, verb)
    for course in range(25):
        world = trial.world(course)
        for what, expected in (("seats(senate)", 100), ("the fleet", 1), ("the guard", 1)):
            stated = [slot for slot in CONSERVED[what] if slot in world]
            if stated and (what != "seats(senate)" or len(stated) == 3):
                assert sum(world[slot] for slot in stated) == expected, what


@verbs
def test_nobody_is_in_the_hall_who_has_no_seat_or_membership(tmp_path: Path, verb: str):
    """Members present are members: factions up to their seats, persons only where they belong."""
    trial = example(tmp_path, verb)
    for course in range(25):
        world = trial.world(course)
        for body, member in re.findall(r"present\((\w+), (\w+)\)", " ".join(world)):
            has = world.get(f"seats({body}, {member})", world.get(f"member({body}, {member})"))
            if has is not None:
                assert world[f"present({body}, {member})"] <= has


@verbs
def test_draws_come_before_changes_and_have_known_laws(tmp_path: Path, verb: str):
    """An event draws, then changes the world: what was drawn must not depend on what the event did."""
    kinds = []
    for statement in act_of(example(tmp_path, verb).model, "a").statements:
        if isinstance(statement, Draw):
            assert statement.law in LAWS
            assert statement.luck == f"a.{statement.slot.names[1]}"
        kinds.append(isinstance(statement, Change) and statement.slot.family != "result")
    assert kinds == sorted(kinds)


@verbs
def test_no_draw_shares_its_luck_with_a_number_of_the_act(tmp_path: Path, verb: str):
    """Luck is keyed by name: a draw called like a field would share the luck of that field's uncertain number."""
    act = act_of(example(tmp_path, verb).model, "a")
    draws = {statement.slot.names[1] for statement in act.statements if isinstance(statement, Draw)}
    fields = {*VERBS[verb].model_fields, *Act.model_fields}
    assert not draws & fields


@verbs
def test_a_verb_s_results_do_not_depend_on_other_acts(tmp_path: Path, verb: str):
    """Another act before it in the file leaves every draw as it was."""
    alone = example(tmp_path / "alone", verb)
    other = example(tmp_path / "other", verb, more="z: {title: Z, pace: 5 days}")
    for name, values in alone.results(50).items():
        np.testing.assert_array_equal(values, other.results(50)[name])


@verbs
def test_a_verb_says_which_body_it_acts_upon(tmp_path: Path, verb: str):
    """Rules that name the body bear on the act, whoever does it."""
    bodies = re.findall(r"\bbody: (\w+)", EXAMPLES[verb])
    bound = f"{verb}, outlaw" if bodies else "outlaw"  # every rule must bear on some act
    rules = f"r: {{says: x, who: {(bodies or ['cabinet'])[0]}, may_not: [{bound}]}}"
    other = "z: {title: Z, verb: outlaw, by: cabinet, faction: blues, pace: 9000 days}"
    trial = example(tmp_path, verb, rules=rules, more=other)
    assert [rule for rule, _ in act_of(trial.model, "a").broken] == ["r"] * len(bodies)
    assert ((trial.batch(5).whole[:, 4] > 0) == bool(bodies)).all()


@pytest.mark.parametrize(
    "verb",
    ["appoint", "attend", "convene", "delegate", "dissolve", "join", "leave", "outlaw", "take_over"],
)
def test_what_is_done_cannot_be_done_again(tmp_path: Path, verb: str):
    """A guard of the verb: who sits is not convened, who is outlawed is not outlawed again."""
    fields = EXAMPLES[verb].replace(
        "turnout: {reds: 0.7, blues: 0.6}, needs_quorum: true", "turnout: {reds: 1, blues: 1}"
    )
    trial = Trial(tmp_path, f"verb: {verb}, times: 3, {fields}")
    assert trial.happenings() == 1


def test_verbs_see_no_numbers(tmp_path: Path):
    """A verb receives expressions: an uncertain number in a field is drawn once for the course, not for the act."""
    trial = Trial(tmp_path, "verb: decree, capacity: 0.2 .. 0.8, times: 3")
    for course in range(5):
        rows = [event.results[0] for event in reference.run(trial.model, 1, course).events]
        assert len(set(rows)) == 1
        assert rows[0] == trial.world(course)[str(Slot("number", ("a.capacity",)))]
