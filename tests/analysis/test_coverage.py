"""Which element carries which claim: each test on a scenario that one can take in at a glance."""

import random
from collections import Counter

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from juncture.analysis.coverage import BEFORE, BEYOND, INSIDE, NARRATIVE, PLACES, coverage
from juncture.analysis.elements import Element
from juncture.analysis.matching import CARRIERS, MOST, assign
from juncture.analysis.numbers import number_statuses
from juncture.program.trace import trace
from juncture.scenario.load import load
from scenarios_for_tests import THINGS, text_of
from scenarios_for_tests import written as written_into

ACTS = """
strike:
  title: Strike
  pace: 5 days
  by: [reds]
  effects: ['threat += 0.1 .. 0.2', 'loyalty(guard, cabinet) -= 0.1 .. 0.2']
ballot: {title: Ballot, pace: 5 days, verb: vote, body: assembly, motion: The motion, aye: {reds: 0.9, blues: 0.5, greens: 0.5}}
panic: {title: Panic, pace: 5 days, cite: P1, requires: threat > 0.5}
"""
RECORD = """
- {act: strike, on: 2000-01-10, cite: C}
- {act: ballot, on: 2000-02-01, result: {ayes: 51, nays: 40}, cite: N}
"""
THING = THINGS.replace("threat: {title: Threat,", "threat: {title: Threat, cite: T,")
THING = THING.replace("guard: {title: Guard,", "guard: {title: Guard, cite: [G, G2],")
THING = THING.replace("reds: {title: Reds, discipline", "reds: {title: Reds, cite: [R, R2], discipline")


def found(tmp_path, claims, sentences="", **sections):
    """The coverage of one source, with its claims by name."""
    every = {"C": "", "N": "", "T": "", "G": "", "G2": "", "R": "", "R2": "", "P1": "", **claims}
    lines = [f"{name}: {{source: book, gloss: something said, {text}}}" for name, text in every.items() if text]
    lines += [f"{name}: {{source: book, kind: figure, gloss: a figure}}" for name, text in every.items() if not text]
    text = text_of(
        things=THING,
        sources=f"book: {{title: Book{sentences}}}",
        claims="\n".join(lines),
        **{"acts": ACTS, "record": RECORD, **sections},
    )
    scenario = load(written_into(tmp_path, text))
    (source,) = coverage(scenario, trace(scenario))
    return source


def claim(tmp_path, name, text, **sections):
    (one,) = [claim for claim in found(tmp_path, {name: text}, **sections).claims if claim.name == name]
    return one


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("kind: event, date: 2000-01-10, actors: [reds]", ""),
        ("kind: event, date: 2000-01-08 .. 2000-01-10, actors: [blues, reds]", ""),
        ("kind: event, date: 2000-01-10 18:00, actors: [guard]", ""),
        ("kind: event, date: 2000-01-10, actors: [ann]", ""),
        ("kind: event, date: 2000-01-10", ""),
        (
            "kind: event, date: 2000-01-11, actors: [reds]",
            "record strike: the dates do not meet: the claim's 2000-01-11, the record's 10 Jan 2000",
        ),
        (
            "kind: event, date: 2000-01-10, actors: [blues, martians]",
            "record strike: the actors do not meet: the claim's blues, martians, "
            "the element's cabinet, guard, reds; no names of the scenario: martians",
        ),
        (
            "kind: state, date: 2000-01-10, actors: [reds]",
            "record strike: a record carries events, and the claim is a state",
        ),
    ],
)
def test_a_record_carries_an_event_whose_dates_and_actors_meet(tmp_path, text, reason):
    one = claim(tmp_path, "C", text)
    assert one.reason == reason
    assert (one.element is None) == bool(reason)
    assert one.cited_by == ("record strike",)


@pytest.mark.parametrize("kind", ["event", "state", "mechanism"])
def test_a_recorded_result_carries_a_claim_that_states_its_number(tmp_path, kind):
    one = claim(tmp_path, "N", f"kind: {kind}, date: 2000-03-01, numbers: {{against: 40}}")
    assert one.element is not None
    assert one.element.name == "ballot"
    other = claim(tmp_path, "N", f"kind: {kind}, date: 2000-03-01, numbers: {{against: 41}}")
    assert other.element is None


def test_a_number_carries_a_claim_that_states_it_only_if_it_cites_it(tmp_path):
    acts = ACTS.replace("requires: threat > 0.5", "requires: 'present(assembly) < 40 [Q]'")
    one = claim(tmp_path, "Q", "kind: mechanism, date: 2000-01-10, numbers: {quorum: 40}", acts=acts)
    assert one.element is not None
    assert one.element.kind == "number"
    other = claim(tmp_path, "Q", "kind: mechanism, date: 2000-01-10, numbers: {quorum: 41}", acts=acts)
    assert other.element is None
    assert "is none of the claim's numbers (41)" in other.reason


@pytest.mark.parametrize(
    ("written", "claimed", "stands"),
    [("45%", 45, True), ("45%", 0.45, True), ("0.45", 0.45, True), ("0.45", 45, False), ("45", 0.45, False)],
)
def test_only_a_number_written_as_a_percentage_stands_in_a_claim_of_a_percentage(tmp_path, written, claimed, stands):
    text = text_of(
        acts=f"panic: {{title: Panic, pace: 5 days, requires: 'threat > {written} [Q]'}}",
        sources="book: {title: Book}",
        claims=f"Q: {{source: book, kind: state, gloss: a share, numbers: {{share: {claimed}}}}}",
    )
    scenario = load(written_into(tmp_path, text))
    model = trace(scenario)
    (source,) = coverage(scenario, model)
    assert len(source.carried) == stands
    assert len(number_statuses(scenario, model).not_in_claim) == (not stands)


@pytest.mark.parametrize(
    ("name", "text", "carrier"),
    [
        ("T", "kind: state, date: 2000-01-01", "threat"),
        ("T", "kind: event, date: 1999-12-01", "threat"),
        ("T", "kind: state, date: 2000-02-01", ""),  # the strike changes it
        ("T", "kind: event, date: 2000-02-01", ""),
        ("R", "kind: state, date: 2000-02-01, actors: [reds]", "discipline(reds)"),  # nothing changes it
        ("R", "kind: state, date: 2000-02-01, actors: [ann]", "discipline(reds)"),
        ("R", "kind: state, date: 2000-02-01, actors: [blues]", ""),
        ("G", "kind: state, date: 2000-02-01, actors: [guard]", "strength(guard)"),
    ],
)
def test_a_start_value_carries_what_held_at_the_begin_and_later_only_if_nothing_changes_it(
    tmp_path, name, text, carrier
):
    one = claim(tmp_path, name, text)
    assert (one.element.name if one.element else "") == carrier


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("kind: state, date: 2000-02-01", True),
        ("kind: state, date: 2000-02-02", False),
        ("kind: event, date: 2000-02-01", False),
        ("kind: event, date: 2000-05-01", False),
    ],
)
def test_a_fact_carries_a_state_of_its_date(tmp_path, text, carried):
    facts = "- {at: 2000-02-01, that: threat >= 0, cite: F}"
    assert (claim(tmp_path, "F", text, facts=facts).element is not None) == carried


def test_a_fact_of_the_last_day_and_an_outcome_carry_what_lies_beyond_the_end(tmp_path):
    text = "kind: event, date: 2001-01-01"
    one = claim(tmp_path, "F", text, facts="- {at: 2000-03-31 12:00, that: threat >= 0, cite: F}")
    assert (one.element.kind, one.place) == ("fact", BEYOND)
    outcomes = "otherwise: {title: Anything, when: 1, cite: O}"
    for date, carried in (("2001-01-01", True), ("2000-03-01 .. 2000-05-01", True), ("2000-03-01", False)):
        one = claim(tmp_path, "O", f"kind: mechanism, date: {date}", outcomes=outcomes)
        assert (one.element is not None) == carried, date


@pytest.mark.parametrize(
    ("cut", "of", "carried"),
    [("strike", "panic", True), ("threat", "panic", True), ("ballot", "panic", False), ("panic", "strike", False)],
)
def test_a_hypothesis_carries_a_mechanism_if_the_program_joins_its_cause_and_its_effect(tmp_path, cut, of, carried):
    hypotheses = f"h: {{says: it did, cut: {cut}, of: {of}, cite: M}}"
    one = claim(tmp_path, "M", "kind: mechanism, date: 2000-02-01", hypotheses=hypotheses)
    assert (one.element is not None) == carried
    if carried:
        assert (one.element.path[0], one.element.path[-1]) == (cut, of)
    else:
        assert one.reason == "hypothesis h: the program has no path from its cause to its effect"
    event = claim(tmp_path, "M", "kind: event, date: 2000-02-01", hypotheses=hypotheses)
    assert event.element is None


def test_what_nobody_cites_and_what_an_unrecorded_act_cites_is_told_so(tmp_path):
    assert claim(tmp_path, "Z", "kind: event, date: 2000-02-01").reason == "nobody cites it"
    assert claim(tmp_path, "P1", "kind: event, date: 2000-02-01").reason == "act panic: is not in the record"


def test_sentences_are_counted_by_where_they_belong(tmp_path):
    sentences = ", sentences: {s1: [0, 9], s2: [9, 20], s3: [20, 30], s4: [30, 40], s5: [40, 50]}"
    source = found(
        tmp_path,
        {
            "C": "kind: event, date: 2000-01-10, sentence: s1",
            "Z": "kind: event, date: 2001-01-10, sentence: s1",
            "T": "kind: state, date: 1999-12-01, sentence: s2",
            "Y": "kind: event, date: 2001-02-01, sentence: s3",
            "W": "kind: event, date: 2000-02-02, sentence: s5",
        },
        sentences,
    )
    assert [sentence.place for sentence in source.sentences] == [INSIDE, BEFORE, BEYOND, NARRATIVE, INSIDE]
    assert source.count(INSIDE) == (2, 1, 3, 1)
    assert source.count(BEFORE) == (1, 1, 1, 1)
    assert source.count(BEYOND) == (1, 0, 1, 0)
    assert source.count(NARRATIVE) == (1, 0, 0, 0)


def test_sentences_that_no_source_lists_are_those_that_its_claims_name(tmp_path):
    source = found(tmp_path, {"C": "kind: event, date: 2000-01-10, sentence: '3'", "T": "kind: state, sentence: '1'"})
    assert [sentence.name for sentence in source.sentences] == ["3", "1"]
    assert not source.listed


def elements_of(count, kind="record"):
    return [Element(kind, f"e{at}", "", ()) for at in range(count)]


def test_an_element_carries_three_claims_and_no_more():
    (one,) = elements_of(1)
    assert len(assign({f"C{at}": [one] for at in range(MOST + 2)})) == MOST == 3


def test_a_claim_gives_way_where_another_has_no_choice():
    """First come, first served would leave the last claim with nothing."""
    a, b = elements_of(2)
    matched = assign({"C1": [a, b], "C2": [a, b], "C3": [a, b], "C4": [a], "C5": [a], "C6": [a]})
    assert len(matched) == 6
    assert [matched[name].name for name in ("C4", "C5", "C6")] == ["e0"] * 3


def test_of_two_elements_the_more_telling_one_is_taken():
    number, record = Element("number", "n", "", ()), Element("record", "r", "", ())
    assert assign({"C": [number, record]})["C"] is record


@pytest.mark.parametrize("seed", range(40))
def test_as_many_claims_are_carried_as_an_independent_matching_carries(seed):
    """SciPy's Hopcroft-Karp, with each element three times, as the witness."""
    luck = random.Random(seed)
    every = [Element(luck.choice(CARRIERS), f"e{at}", "", ()) for at in range(luck.randint(1, 40))]
    possible = {f"C{at}": luck.sample(every, min(luck.randint(0, 4), len(every))) for at in range(100)}
    matched = assign(possible)
    graph = np.zeros((len(possible), MOST * len(every)), dtype=int)
    for row, found in enumerate(possible.values()):
        for element in found:
            graph[row, MOST * every.index(element) : MOST * (every.index(element) + 1)] = 1
    assert len(matched) == (maximum_bipartite_matching(csr_array(graph), perm_type="column") >= 0).sum()
    assert all(element in possible[name] for name, element in matched.items())
    assert max(Counter(map(id, matched.values())).values()) <= MOST


def test_no_claims_are_no_failure():
    assert assign({}) == {}
    assert assign({"C": []}) == {}


def test_the_flagship_lists_all_sentences_and_every_match_is_cited():
    """No quota is held here: what the sources say is counted as it comes."""
    scenario = load("petrograd-1917")
    sources = coverage(scenario, trace(scenario))
    assert [len(source.sentences) for source in sources] == [37, 36, 20]
    assert [len(source.claims) for source in sources] == [62, 57, 45]
    for source in sources:
        assert sum(source.count(place)[0] for place in PLACES) == len(source.sentences)
        assert all(claim.element and claim.name in claim.element.cites for claim in source.carried)
        assert all(claim.reason and not claim.element for claim in source.open)
