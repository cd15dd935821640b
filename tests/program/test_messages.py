"""What tracing says about names that do not exist: place, what was found, what is expected, the nearest valid one."""

from __future__ import annotations

from pathlib import Path

import pytest

from juncture.language import ProblemsFound
from juncture.program.trace import trace
from scenarios_for_tests import HEAD, THINGS, loaded, problems, traced

LINE = HEAD.count("\n") + THINGS.count("\n") + 2  # the line of the first entry after the skeleton


def only_problem(tmp_path: Path, act: str, **sections: str) -> str:
    """The one message about an act `a` that is written on one line, `^` in it marking the place of the mistake."""
    place = act.index("^") + 3  # two spaces before the entry, and columns count from 1
    (message,) = problems(tmp_path, acts=act.replace("^", ""), **sections)
    line, column, words = message.split(":", 2)
    assert (int(line), int(column)) == (LINE, place), message
    return words.strip()


REQUIRES = "a: {title: A, pace: 3 days, requires: '%s'}"
A_GAUGE = "expected a gauge or 'day'"
DECLARE = "declare it under 'gauges', with a title and a start"
A_SLOT = "expected a slot that acts may change; counts and sums follow from others: change what they are made of"


@pytest.mark.parametrize(
    ("requires", "message"),
    [
        ("^suport(reds, town) > 0", "unknown family 'suport'; expected a family of slots; did you mean 'support'?"),
        ("1 + ^xyz(reds)", "unknown family 'xyz'; expected a family of slots"),
        (
            "^support(reds, twon) > 0",
            "unknown name 'twon' in support(reds, twon); expected the name of a public; did you mean 'town'?",
        ),
        ("^seats(senate)", "unknown name 'senate' in seats(senate); expected the name of a body"),
        ("^present(cabinet, guard)", "unknown name 'guard' in present(cabinet, guard); expected the name of a faction or person"),
        ("^support(reds)", "support with 1 name; expected support(faction, public)"),
        ("^seats(assembly, reds, ann)", "seats with 3 names; expected seats(body, faction)"),
        ("threat < ^thread", f"unknown gauge 'thread'; {A_GAUGE}; did you mean 'threat'?"),
        ("^support > 0", f"unknown gauge 'support'; {A_GAUGE}; write support(...) with its names"),
        ("threat > 0 and ^hunger > 0", f"unknown gauge 'hunger'; {A_GAUGE}; {DECLARE}"),
        ("^result(b, won) > 0", "unknown name 'b' in result(b, won); expected the name of an act"),
        ("^result(a, won) > 0", "unknown result 'won' of a; expected one of its results: none"),
        (
            "^support(greens, town) > 0",
            "support(greens, town) is read but has no start value; expected publics.town.support.greens; state it there",
        ),
        (
            "threat > 0 and ^loyalty(guard, reds)",
            "loyalty(guard, reds) is read but has no start value; expected units.guard.loyalty.reds; state it there",
        ),
        ("threat > ^2 [M1]", "unknown claim 'M1'; expected the name of a claim; add it under 'claims', or write the name of another"),
    ],
)  # fmt: skip
def test_an_unknown_slot_is_shown_where_it_stands(tmp_path: Path, requires: str, message: str):
    """A guard of six lines with one typing error must not be a search."""
    assert only_problem(tmp_path, REQUIRES % requires) == message


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (
            "a: {title: A, pace: 3 days, verb: ^stom}",
            "unknown verb 'stom'; expected a verb; did you mean 'storm'?",
        ),
        (
            "a: {title: A, pace: 3 days, drivers: {'^thraet from 0.5': 1}}",
            f"unknown gauge 'thraet'; {A_GAUGE}; did you mean 'threat'?",
        ),
        (
            "a: {title: A, pace: 3 days, drivers: {threat from ^thread: 1}}",
            f"unknown gauge 'thread'; {A_GAUGE}; did you mean 'threat'?",
        ),
        (
            "a: {title: A, pace: 3 days, drivers: {threat from 0.5: 1 + ^thread}}",
            f"unknown gauge 'thread'; {A_GAUGE}; did you mean 'threat'?",
        ),
        (
            "a: {title: A, pace: {value: 2 + ^thread, because: x}}",
            f"unknown gauge 'thread'; {A_GAUGE}; did you mean 'threat'?",
        ),
        (
            "a: {title: A, pace: 3 days, effects: [threat = 1, bread = ^bred]}",
            f"unknown gauge 'bred'; {A_GAUGE}; did you mean 'bread'?",
        ),
        (
            "a: {title: A, pace: 3 days, effects: [{do: threat = ^bred, because: x}]}",
            f"unknown gauge 'bred'; {A_GAUGE}; did you mean 'bread'?",
        ),
        ("a: {title: A, pace: 3 days, effects: [^done(a) = 1]}", f"an effect on done(a); {A_SLOT}"),
        ("a: {title: A, pace: 3 days, effects: [^day = 1]}", f"an effect on day; {A_SLOT}"),
        ("a: {title: A, pace: 3 days, effects: [^seats(assembly) = 1]}", f"an effect on seats(assembly); {A_SLOT}"),
        ("a: {title: A, pace: ^0 days}", "a pace of 0 days; expected a mean wait longer than 0; write 'at once'"),
        ("a: {title: A, pace: ^-1 .. 3 days}", "a pace of -1 .. 3 days; expected a mean wait longer than 0; write 'at once'"),
        ("a: {title: A, pace: 3 days, opens: 3 ^dayz after a}", "'dayz'; expected an operator or the end; did you mean 'day'?"),
        (
            "a: {title: A, pace: 3 days, verb: storm, ^plaice: palace, attacker: cabinet, defender: assembly}",
            "acts.a: unknown key 'plaice'; expected a key of an act; did you mean 'place'?",
        ),
        (
            "a: {title: A, pace: 3 days, verb: outlaw, faction: reds, ^xyz: 1}",
            "acts.a: unknown key 'xyz'; expected a key of an act or of 'outlaw': faction",
        ),
        (
            "a: {title: A, pace: 3 days, verb: outlaw, faction: ^pinks}",
            "acts.a.faction: unknown name 'pinks'; expected the name of a faction; "
            "write one of reds, blues, greens, or add it under 'factions'",
        ),
        (
            "a: {title: A, pace: 3 days, verb: recall, body: assembly, loser: ^read, winner: blues, share: 0.1}",
            "acts.a.loser: unknown name 'read'; expected the name of a faction; did you mean 'reds'?",
        ),
        (
            "a: {title: A, pace: 3 days, verb: recall, body: assembly, loser: reds, winner: blues, share: ^half}",
            f"unknown gauge 'half'; {A_GAUGE}; {DECLARE}",
        ),
        (
            "a: {title: A, pace: 3 days, verb: elect, body: assembly, seats: 9, strength: {reds: 1, ^bleus: 2}}",
            "acts.a.strength.bleus: unknown name 'bleus'; expected the name of a faction; did you mean 'blues'?",
        ),
    ],
)  # fmt: skip
def test_every_mistake_in_an_act_has_its_place_and_its_words(tmp_path: Path, act: str, message: str):
    """Verb, fields, drivers, effects and windows, each on one line of an act."""
    assert only_problem(tmp_path, act) == message


def test_a_missing_field_of_a_verb_is_named(tmp_path: Path):
    """The place is the act, as the field has none."""
    (message,) = problems(tmp_path, acts="a: {title: A, pace: 3 days, verb: outlaw}")
    assert message == f"{LINE}:3: acts.a: missing 'faction'; expected this key and its value; add 'faction: ...'"


def test_a_misspelt_result_is_answered_with_the_results_of_the_act(tmp_path: Path):
    """Only the verb knows what its results are called."""
    act = "a: {title: A, pace: 3 days, verb: recall, body: assembly, loser: reds, winner: blues, share: 0.1"
    words = only_problem(tmp_path, act + ", requires: '^result(a, recaled) > 0'}")
    assert words == "unknown result 'recaled' of a; expected one of its results: recalled; did you mean 'recalled'?"


def test_all_mistakes_are_reported_at_once_and_in_the_order_of_the_file(tmp_path: Path):
    """An author mends a file in one go."""
    found = problems(
        tmp_path,
        acts="a: {title: A, pace: 3 days, requires: thread > 1, effects: [threat = bred]}\nb: {title: B, pace: 3 days, verb: stom}",
        outcomes="z: {title: Z, when: dun(a)}",
    )  # fmt: skip
    assert [message.split("; ")[0].split(": ", 1)[1] for message in found] == [
        "unknown gauge 'thread'",
        "unknown gauge 'bred'",
        "unknown verb 'stom'",
        "outcomes that may all fail",
        "unknown family 'dun'",
    ]


def test_outcomes_need_a_last_one_that_always_holds(tmp_path: Path):
    """Every course must end in some outcome, or probabilities would not add up to 1."""
    (message,) = problems(tmp_path, acts="a: {title: A, pace: 3 days}", outcomes="x: {title: X, when: done(a)}")
    assert message.endswith(
        "outcomes that may all fail; expected a last one with 'when: 1'; add 'otherwise: {title: ..., when: 1}'"
    )


def test_a_start_value_cannot_read_the_world(tmp_path: Path):
    """At the beginning there is no world yet; numbers may depend only on numbers."""
    things = THINGS.replace("threat: {title: Threat, start: 0.5}", "threat: {title: Threat, start: bread / 20}")
    found = problems(tmp_path, things=things, acts="a: {title: A, pace: 3 days}")
    assert [message.split(": ", 1)[1] for message in found] == [
        "a start value that reads a slot; expected numbers only"
    ]


def test_a_rule_forbids_verbs_that_exist(tmp_path: Path):
    """A rule with a misspelt aim would never be broken, and nobody would notice."""
    (message,) = problems(
        tmp_path, acts="a: {title: A, pace: 3 days}", rules="r: {says: x, who: cabinet, may_not: [decre]}"
    )
    assert message.endswith("unknown verb 'decre'; expected a verb; did you mean 'decree'?")


def test_a_rule_whose_force_depends_on_itself_is_refused(tmp_path: Path):
    """Otherwise reading it would never end."""
    rules = """
    r: {says: x, who: cabinet, may_not: [decree], in_force: in_force(s)}
    s: {says: x, who: cabinet, may_not: [decree], in_force: not in_force(r)}
    """
    found = problems(tmp_path, acts="a: {title: A, pace: 3 days, verb: decree, by: cabinet}", rules=rules)
    assert [message.split(": ", 1)[1] for message in found] == [
        "in_force(r) inside itself; expected a rule that does not lead back; name the acts instead"
    ]


def test_rules_that_double_with_every_step_are_refused_at_once(tmp_path: Path):
    """Forty short lines must not be a program of 2^40 operations."""
    rules = ["r0: {says: x, who: cabinet, may_not: [decree], in_force: threat > 0.1}"]
    rules += [
        f"r{i}: {{says: x, who: cabinet, may_not: [decree], in_force: in_force(r{i - 1}) or in_force(r{i - 1})}}"
        for i in range(1, 40)
    ]
    found = problems(tmp_path, acts="a: {title: A, pace: 3 days, verb: decree, by: cabinet}", rules="\n".join(rules))
    assert all("more than 2000 operations, once other rules are written out" in message for message in found)


RECORD = """
- {act: a, on: 2000-01-05, result: {recaled: 3}}
- {act: plain, on: 2000-01-06, result: {won: 1}}
- {act: hidden, on: 2000-01-07}
"""


def test_a_record_gives_only_what_the_verb_can_tell(tmp_path: Path):
    """A result under a wrong name would be silently dropped from the likelihood."""
    acts = """
    a: {title: A, pace: 3 days, verb: recall, body: assembly, loser: reds, winner: blues, share: 0.1}
    plain: {title: P, pace: 3 days}
    hidden: {title: H, pace: 3 days, recorded: never}
    """
    found = problems(tmp_path, acts=acts, record=RECORD)
    assert [message.split(": ", 1)[1] for message in found] == [
        "unknown result 'recaled' of a; expected one that a record can give: recalled; did you mean 'recalled'?",
        "unknown result 'won' of plain; expected one that a record can give: none",
        "hidden is marked 'recorded: never'; expected an act that the record tells of; delete one of both",
    ]


def test_derived_slots_may_be_read_anywhere(tmp_path: Path):
    """Sums and conditions that read like slots: seats, members in the hall, force at a place, a rule in force."""
    guard = "seats(assembly) + present(committee) + force(palace, cabinet) + in_force(r) > 0"
    model = traced(
        tmp_path,
        acts=f"a: {{title: A, pace: 3 days, requires: '{guard}'}}",
        rules="r: {says: x, who: cabinet, may_not: [decree]}",
    )
    families = {slot.family for slot in model.slots}
    assert {"seats", "present", "at", "strength", "ready", "loyalty"} <= families
    assert "force" not in families


def test_nothing_but_problems_is_raised_for_a_scenario_of_many_mistakes(tmp_path: Path):
    """One mistake must not make another part of the tracer stumble."""
    scenario = loaded(
        tmp_path,
        acts="\n".join(f"a{i}: {{title: A, pace: 3 days, verb: v{i}, requires: x{i}(y) > z}}" for i in range(50)),
    )
    with pytest.raises(ProblemsFound) as caught:
        trace(scenario)
    assert len(caught.value.problems) >= 50
