"""A chronicle becomes a scenario that loads, replays and says where its numbers come from."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juncture.analysis.numbers import number_statuses
from juncture.calendar import Calendar
from juncture.program.trace import trace
from juncture.scenario.draft import draft
from juncture.scenario.load import from_tree
from juncture.scenario.naming import Names, kind_of_actor, plain, short_name, written
from juncture.scenario.spreadsheet import read_rows
from juncture.scenario.tree import merge_trees, read_tree, to_plain

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def drafted(text: str, calendar: str = "gregorian"):
    dates = Calendar.parse(calendar)
    files = draft("test", "Test", dates, read_rows(text.encode(), "c.csv", dates).rows)
    return from_tree(merge_trees([read_tree(file, name) for name, file in files.items()]))


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.csv")), ids=lambda file: file.stem)
def test_every_example_becomes_a_scenario_without_a_bare_number(file):
    scenario = drafted(file.read_text(encoding="utf-8"))
    numbers = number_statuses(scenario, trace(scenario))
    assert not numbers.bare and not numbers.not_in_claim and set(numbers.counts) >= {"fitted"}
    assert numbers.counts["fitted"] == sum(numbers.counts.values())
    assert all(entry.cite for entry in scenario.form.record)


def test_acts_wait_as_long_as_the_record_did_and_repeat_as_often():
    form = drafted(
        "date,event,who\n1789-07-12,A,x\n1789-07-14,B,x; y\n1789-07-20,a,y\n1789-07-20,C,\n1789-07-20 16:00,D,\n"
    ).form
    assert list(form.acts) == ["a", "b", "c", "d"]
    a, b, c, d = form.acts.values()
    assert a.times == 2 and a.by == ("x", "y") and a.opens is None
    assert a.pace.text == "3.25 days ± 50%"  # half a day since midnight of the begin, and six days since B
    assert (b.pace.text, c.pace.text, d.pace.text) == ("2 days ± 50%", "8 hours ± 50%", "4 hours ± 50%")
    assert [act.opens for act in (b, c, d)] == ["after a", "after a", "after c"]
    assert [entry.act for entry in form.record] == ["a", "b", "a", "c", "d"]
    assert list(form.outcomes) == ["as_recorded", "otherwise"]


def test_a_changing_calendar_is_kept():
    scenario = drafted("date,event\n1917-10-25 21:40,x\n1918-02-14,y\n", "julian until 1918-01-31")
    assert scenario.form.begin == "1917-10-25"
    assert scenario.shown(scenario.instants(scenario.form.record[0].on).first) == "25 Oct (7 Nov) 1917 21:40"


def test_an_outcome_that_needs_several_happenings_has_no_bare_number():
    scenario = drafted("date,event\n1789-07-12,A\n1789-07-14,A\n1789-07-15,A\n")
    assert number_statuses(scenario, trace(scenario)).bare == ()


def test_names_are_plain_and_belong_to_one_thing():
    names = Names()
    assert [names.new(text) for text in ("The Third Estate", "third estate", "Third-Estate!", "the third estate")] == [
        "third_estate", "third_estate_2", "third_estate_3", "third_estate",
    ]  # fmt: skip
    assert names.new("day") == "day_2" and names.new("Élysée") == "elysee" and names.new("1789") == "n1789"
    assert plain("Взятие Зимнего дворца") == "vziatie_zimnego_dvortsa" and plain("事件") == "unnamed"
    assert len(plain("word " * 50)) <= 40
    assert short_name("My Crisis", "x") == "my-crisis" and short_name("1917", "x") == "crisis-1917"


def test_an_event_a_place_and_an_actor_may_be_called_the_same():
    scenario = drafted("date,event,who,place\n1789-07-14,Bastille,Bastille,Bastille\n").form
    assert [*scenario.factions, *scenario.places, *scenario.acts] == ["bastille", "bastille_2", "bastille_3"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("National Assembly", "bodies"), ("Council of Ministers", "bodies"), ("King Louis", "persons"),
        ("Louis XVI", "persons"), ("V. I. Lenin", "persons"), ("Third Estate", "factions"), ("Citizens of Leipzig", "factions"),
    ],
)  # fmt: skip
def test_an_actor_is_a_faction_unless_its_name_says_otherwise(title, kind):
    assert kind_of_actor(title)[0] == kind


@given(
    st.text(
        st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\u2028\u2029\ufeff\ufffe\uffff"),
        max_size=30,
    )
)
def test_any_text_comes_back_from_the_file_as_it_was(text):
    for flow, form in ((False, "title: {}\n"), (True, "title: {{a: {}, b: 1}}\n")):
        read = to_plain(read_tree(form.format(written(text, flow=flow)), "f"))["title"]
        assert (read["a"] if flow else read) == text


words = st.text(
    st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"], blacklist_characters='"\ufeff\ufffe\uffff'),
    max_size=20,
)
days = st.dates(date(1000, 1, 1), date(2100, 1, 1)).map(lambda day: day.isoformat())


@given(st.lists(st.tuples(days, words, words, words, words), min_size=1, max_size=6))
def test_any_chronicle_without_mistakes_becomes_a_scenario(rows):
    """Whatever stands in the cells, the draft can be loaded and traced."""
    cells = [f'"{day}","e{what}","{who}","{source}","{note}"' for day, what, who, source, note in rows]
    trace(drafted("date,event,who,source,note\n" + "\n".join(cells)))
