"""When acts can happen, and when recorded ones did: dates and `after ACT` become instants, results become observations."""

from __future__ import annotations

from pathlib import Path

import pytest

from juncture.calendar import Calendar, read_date
from juncture.language.expression import Number, Slot
from juncture.program.model import Edge, Model, Observation
from juncture.verbs.statements import Change
from scenarios_for_tests import HEAD, act_of, loaded, problems, traced

DAY = 86400
HOUR = 3600


def edges(tmp_path: Path, opens: str | None, closes: str | None) -> tuple[Edge | None, Edge | None]:
    window = "".join(f", {key}: {text}" for key, text in (("opens", opens), ("closes", closes)) if text)
    model = traced(tmp_path, acts=f"b: {{title: B, pace: 3 days}}\na: {{title: A, pace: 3 days{window}}}")
    act = act_of(model, "a")
    return act.opens, act.closes


@pytest.mark.parametrize(
    ("opens", "closes", "first", "last"),
    [
        ("2000-01-03", "2000-01-03", 2 * DAY, 3 * DAY),
        ("2000-01-03 06:30", "2000-01-03 06:30", 2 * DAY + 6.5 * HOUR, 2 * DAY + 6.5 * HOUR),
        ("2000-01-03 .. 2000-01-05", "2000-01-03 .. 2000-01-05", 2 * DAY, 5 * DAY),
        ("1999-12-30", "2000-12-30", -2 * DAY, 365 * DAY),
    ],
)
def test_a_day_opens_at_its_beginning_and_closes_at_its_end(
    tmp_path: Path, opens: str, closes: str, first: float, last: float
):
    """`closes: 2024-03-10` lets the tenth day count in full."""
    assert edges(tmp_path, opens, closes) == (Edge(instant=int(first)), Edge(instant=int(last)))


def test_an_edge_may_be_so_long_after_an_act(tmp_path: Path):
    """Terms of notice, ultimatums and deadlines."""
    opens, closes = edges(tmp_path, "after b", "36 hours after b")
    assert opens == Edge(after="b")
    assert closes == Edge(after="b", delay=Number(1.5))


def test_an_uncertain_delay_is_drawn_once_for_each_course(tmp_path: Path):
    """It is an assumption like any other, with a name and a place in the ledger."""
    _, closes = edges(tmp_path, None, "3 .. 5 days after b")
    assert closes == Edge(after="b", delay=Slot("number", ("a.closes",)))


def test_an_act_without_a_window_is_open_from_the_beginning(tmp_path: Path):
    """Its guard alone says when it can happen."""
    assert edges(tmp_path, None, None) == (None, None)


def test_midnights_are_those_of_the_calendar_and_not_of_the_begin(tmp_path: Path):
    """A scenario that begins in the evening has its first tick some hours later."""
    head = HEAD.replace("begin: 2000-01-01", "begin: 2000-01-01 21:40")
    model = traced(tmp_path, head=head, acts="a: {title: A, pace: 3 days, opens: 2000-01-02}")
    assert model.first_tick == 2 * HOUR + 20 * 60
    assert act_of(model, "a").opens == Edge(instant=model.first_tick)


def test_instants_count_from_the_begin_in_the_scenario_s_calendar(tmp_path: Path):
    """Old Style until 31 January 1918, then New Style: 13 days are missing, and no instant is."""
    head = HEAD.replace(
        "begin: 2000-01-01\nend: 2000-03-31", "calendar: julian until 1918-01-31\nbegin: 1918-01-31\nend: 1918-02-20"
    )
    model = traced(tmp_path, head=head, acts="a: {title: A, pace: 3 days, opens: 1918-02-14}")
    assert act_of(model, "a").opens == Edge(instant=DAY)
    assert model.end == 8 * DAY
    assert (
        read_date(Calendar.parse("gregorian"), "1918-02-14").first
        == read_date(Calendar.parse("julian until 1918-01-31"), "1918-02-01 OS").first
    )


# The record


ACTS = """
a: {title: A, pace: 3 days, times: 5}
sets_free: {title: S, pace: 3 days, verb: recall, body: assembly, loser: reds, winner: blues, share: 0.1}
motion: {title: V, pace: 3 days, verb: vote, body: assembly, motion: peace, aye: {reds: 0.9, blues: 0.2}}
roll: {title: R, pace: 3 days, verb: vote, body: committee, motion: peace, aye: {ann: 0.9, bob: 0.2, cat: 0.5}}
"""


def recorded(tmp_path: Path, *entries: str) -> Model:
    return traced(tmp_path, acts=ACTS, record="\n".join(f"- {{{entry}}}" for entry in entries))


def test_a_recorded_day_means_noon_and_an_hour_means_itself(tmp_path: Path):
    """A range means its middle; all three keep the range in which the event must lie."""
    model = recorded(
        tmp_path, "act: a, on: 2000-01-02", "act: a, on: 2000-01-03 23:30", "act: a, on: about 2000-01-05 .. 2000-01-08"
    )
    assert [entry.instant for entry in model.record] == [1.5 * DAY, 2 * DAY + 23.5 * HOUR, 6 * DAY]
    assert [(entry.first, entry.last) for entry in model.record][2] == (4 * DAY, 8 * DAY)


def test_entries_at_one_instant_keep_the_record_s_order_a_second_apart(tmp_path: Path):
    """Two decisions of one night were taken one after the other, and their order may be all that is known."""
    model = recorded(
        tmp_path,
        "act: sets_free, on: 2000-01-02",
        "act: a, on: 2000-01-02",
        "act: motion, on: 2000-01-01",
        "act: a, on: 2000-01-02",
    )
    noon = 1.5 * DAY
    assert [(e.act, e.instant) for e in model.record] == [
        ("motion", noon - DAY), ("sets_free", noon), ("a", noon + 1), ("a", noon + 2),
    ]  # fmt: skip


def observed(model: Model) -> dict[str, Observation]:
    (entry,) = model.record
    return {slot.names[1]: seen for slot, seen in entry.observed.items()}


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("act: sets_free, on: 2000-01-02, result: {recalled: 7}", {"recalled": Observation("value", 7.0)}),
        (
            "act: motion, on: 2000-01-02, result: {ayes: 237, nays: 138}",
            {"ayes": Observation("value", 237.0)},  # where all vote the nays follow
        ),
        ("act: motion, on: 2000-01-02, result: {carried: true}", {"ayes": Observation("reached")}),
        ("act: motion, on: 2000-01-02, result: {carried: 0}", {"ayes": Observation("missed")}),
        ("act: motion, on: 2000-01-02, result: {carried: 1, ayes: 30}", {"ayes": Observation("value", 30.0)}),
        ("act: motion, on: 2000-01-02, result: {ayes: 30, carried: 1}", {"ayes": Observation("value", 30.0)}),
        (
            "act: roll, on: 2000-01-02, result: {ann: 1, bob: 0}",
            {"ann": Observation("value", 1.0), "bob": Observation("value", 0.0)},
        ),
        ("act: a, on: 2000-01-02", {}),
    ],
)
def test_a_result_is_an_observation_of_a_draw(tmp_path: Path, entry: str, expected: dict[str, Observation]):
    """Totals are values; 'carried' says only that a threshold was reached, and a total says more."""
    assert observed(recorded(tmp_path, entry)) == expected


def test_a_roll_call_tells_persons_and_no_totals(tmp_path: Path):
    """The votes of persons are the draws; their sum follows from them."""
    (message,) = problems(tmp_path, acts=ACTS, record="- {act: roll, on: 2000-01-02, result: {ayes: 2}}")
    assert message.endswith("'ayes' of roll follows from its draws; expected a result that is drawn: ann, bob, cat")


def test_the_record_is_complete_to_the_end_of_its_last_day(tmp_path: Path):
    """The clocks of what did not happen run off until then."""
    until = loaded(tmp_path / "a", head=HEAD + "record_until: 2000-01-10\n", acts=ACTS).record_until
    assert until == 10 * DAY - 1
    assert loaded(tmp_path / "b", acts=ACTS).record_until == loaded(tmp_path / "b", acts=ACTS).end - 1


# Start values


def starts(model: Model) -> dict[str, float]:
    return {str(s.slot): s.value.value for s in model.begin if isinstance(s, Change) and isinstance(s.value, Number)}


def test_every_stated_start_value_is_set_at_the_beginning(tmp_path: Path):
    """One slot of each family."""
    stated = starts(traced(tmp_path, acts=ACTS))
    assert stated["threat"] == 0.5
    assert stated["support(reds, town)"] == 0.5
    assert stated["seats(assembly, reds)"] == 40
    assert stated["at(guard, palace)"] == 1
    assert stated["ready(fleet)"] == 0
    assert stated["member(committee, ann)"] == stated["present(committee, ann)"] == 1
    assert stated["holds(ann, chair)"] == 1
    assert stated["power(cabinet)"] == 1


def test_a_member_may_be_absent_at_the_beginning(tmp_path: Path):
    """Membership and presence are two things: votes count who is there."""
    things = "persons: {ann: {title: Ann}, bob: {title: Bob}}\nbodies: {cc: {title: C, members: [ann, bob], present: {bob: 0}}}\n"
    stated = starts(traced(tmp_path, things=things, acts="a: {title: A, pace: 3 days}"))
    assert (stated["present(cc, ann)"], stated["present(cc, bob)"], stated["member(cc, bob)"]) == (1, 0, 1)


def test_a_gauge_that_starts_beyond_its_bounds_is_clipped_and_counted(tmp_path: Path):
    """The scenario contradicts itself, and the count of clips tells."""
    from juncture.kernel.run import run_courses
    from juncture.program.lower import lower

    things = "gauges: {threat: {title: T, start: 3, between: [0, 1]}}\n"
    program = lower(traced(tmp_path, things=things, acts="a: {title: A, pace: 3 days}"))
    assert run_courses(program, 1, 0, 1).summary[0, 6] == 1
