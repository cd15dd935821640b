"""The axis of dates: what stands on it, and that its labels can be read."""

from __future__ import annotations

import itertools
from xml.etree import ElementTree

import pytest

from juncture.report.axis import LETTER, WIDTH, axis, labels, ticks
from juncture.scenario.load import load
from scenarios_for_tests import HEAD, THINGS, written

DAY = 86400
REST = "acts: {strike: {title: Strike, pace: 3 days}}\noutcomes: {otherwise: {title: Else, when: 1}}\n"


def scenario_from(folder, calendar: str, begin: str, end: str):
    head = HEAD.replace("begin: 2000-01-01", f"calendar: {calendar}\nbegin: {begin}").replace("2000-03-31", end)
    return load(written(folder, head + THINGS + REST))


def test_months_begin_as_people_wrote_them_and_show_the_other_calendar_below(tmp_path):
    """Old Style 1 November 1917 was 14 November; after 31 January 1918 there is one calendar and no 1 February."""
    scenario = scenario_from(tmp_path, "julian until 1918-01-31", "1917-10-10", "1918-03-16")
    shown = [(tick.shown, tick.other) for tick in ticks(scenario, 0, scenario.end - 1)]
    assert shown == [
        ("15 Oct", "28 Oct"), ("1 Nov", "14 Nov"), ("15 Nov", "28 Nov"), ("1 Dec", "14 Dec"), ("15 Dec", "28 Dec"),
        ("1 Jan", "14 Jan"), ("15 Jan", "28 Jan"), ("15 Feb", ""), ("1 Mar", ""), ("15 Mar", ""),
    ]  # fmt: skip


def test_two_days_are_told_by_hours_and_the_day_where_it_begins(tmp_path):
    scenario = scenario_from(tmp_path, "gregorian", "1799-11-09", "1799-11-10")
    shown = [tick.shown for tick in ticks(scenario, 0, scenario.end - 1)]
    assert shown == ["9 Nov", "06:00", "12:00", "18:00", "10 Nov", "06:00", "12:00", "18:00"]


@pytest.mark.parametrize("days", [1, 3, 9, 20, 60, 80, 400, 2000])
def test_no_span_has_so_many_dates_that_they_touch_nor_so_few_that_they_say_nothing(tmp_path, days):
    scenario = scenario_from(tmp_path, "gregorian", "1848-02-22", "1860-01-01")
    instants = [tick.instant for tick in ticks(scenario, 0, days * DAY)]
    assert 3 <= len(instants) <= 13 and instants == sorted(set(instants))
    assert all(0 <= instant <= days * DAY for instant in instants)


def test_labels_have_rows_of_their_own_stay_inside_and_are_crossed_by_no_line_where_that_can_be():
    texts = [(40.0, "An early event with a long title"), (300.0, "A second one"), (890.0, "The last, near the end")]
    made = labels(texts, 20, 940)
    assert sorted(label.row for label in made) == [0, 1, 2]
    ends = [
        (label.x - LETTER * len(label.text), label.x)
        if label.leftwards
        else (label.x, label.x + LETTER * len(label.text))
        for label in made
    ]
    assert all(low >= 20 and high <= 940 for low, high in ends)
    for one, (other, (low, high)) in itertools.product(made, zip(made, ends, strict=True)):
        assert not (one.row < other.row and low < one.x < high)


def test_a_label_that_has_room_on_neither_side_is_cut_short_on_the_roomier_one():
    (label,) = labels([(560.0, "1 " + "A title that goes on and on " * 6)], 52, 948)
    assert label.leftwards and label.text.endswith("…") and label.x - LETTER * len(label.text) >= 52


def test_the_first_and_the_last_date_are_not_cut_by_the_edge(tmp_path):
    scenario = scenario_from(tmp_path, "'gregorian, shown with french_republican'", "1799-11-01", "1799-11-21")
    drawn = "".join(axis(scenario, 0, scenario.end - 1, lambda instant: 24 + 912 * instant / scenario.end, 40))
    for text in ElementTree.fromstring(f"<svg>{drawn}</svg>").iter("text"):
        half = LETTER * len(text.text or "") / 2
        assert half <= float(text.get("x", 0)) <= WIDTH - half


def test_nothing_to_name_gives_no_labels():
    assert labels([], 0, 100) == []
