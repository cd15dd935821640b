"""Hemicycles and fan charts: exact counts, seats apart, and nothing of an author's that becomes markup."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from juncture.analysis.gauges import gauges
from juncture.analysis.sittings import Range, Sitting, sittings
from juncture.program.trace import trace
from juncture.report.fans import fan
from juncture.report.hemicycle import hemicycle, places
from juncture.scenario.scenario import Scenario
from scenarios_for_tests import loaded

THINGS = """
factions:
  reds: {title: "Reds <script>alert(1)</script>"}
  blues: {title: Blues & Co}
bodies:
  assembly: {title: "The \\"Assembly\\"", seats: {reds: 60, blues: 41}, present: {reds: 50, blues: 30}, quorum: 70}
gauges:
  threat: {title: "Threat <b>", start: 0.2 .. 0.4}
"""
ACTS = """
ballot:
  title: They vote
  verb: vote
  by: assembly
  body: assembly
  motion: m
  aye: {reds: 0.9, blues: 0.1}
  pace: 3 days
  effects: [threat = 0.5]
"""


@pytest.fixture
def scenario(tmp_path: Path) -> Scenario:
    return loaded(tmp_path, things=THINGS, acts=ACTS, record="- {act: ballot, on: 2000-01-05, result: {ayes: 48}}")


@pytest.fixture
def sitting(scenario: Scenario) -> Sitting:
    (found,) = sittings(scenario, trace(scenario), 50)
    return found


@pytest.mark.parametrize("seats", [1, 2, 3, 7, 24, 101, 400, 808, 1137])
def test_every_seat_has_its_own_place_and_none_touches_another(seats: int):
    found, size = places(seats)
    assert len(found) == seats
    points = [(radius * math.cos(angle), radius * math.sin(angle)) for angle, radius in found]
    nearest = min((math.dist(a, b) for i, a in enumerate(points) for b in points[:i]), default=2.0)
    assert nearest >= 1.9 * size
    assert [angle for angle, _ in found] == sorted((angle for angle, _ in found), reverse=True)


@pytest.mark.parametrize(("seats", "rows"), [(9, 1), (16, 1), (20, 2), (24, 2), (30, 2), (40, 3), (101, 5), (707, 12)])
def test_small_bodies_sit_in_few_arcs_that_are_full(seats: int, rows: int):
    """On an arc seats are as far apart as the arcs are, by a third more or less; the hall in the middle stays free."""
    found, _ = places(seats)
    arcs = {arc: [angle for angle, radius in found if radius == arc] for _, arc in found}
    assert len(arcs) == rows and min(arcs) >= 0.5
    if rows > 1:
        apart = (1 - min(arcs)) / (rows - 1)
        gaps = [arc * math.pi / (len(angles) - 1) for arc, angles in arcs.items()]
        assert all(2 / 3 < gap / apart < 4 / 3 for gap in gaps)


def test_the_majority_line_passes_between_seats(scenario: Scenario, sitting: Sitting):
    drawn = ElementTree.fromstring(hemicycle(scenario, sitting))
    (line,) = [path.get("d", "") for path in drawn.iter("path") if path.get("class") == "hemicycles-line"]
    points = [tuple(map(float, point.split())) for point in line.removeprefix("M").split("L")]
    dots = [
        tuple(map(float, dot.split()))
        for path in drawn.iter("path")
        if path.get("class") == "hemicycles-seat"
        for dot in re.findall(r"M([0-9.]+ [0-9.]+)h0", path.get("d", ""))
    ]
    nearest = min(math.dist(a, b) for i, a in enumerate(dots) for b in dots[:i])
    assert all(math.dist(point, dot) > 0.4 * nearest for point in points for dot in dots)


def test_a_quorum_of_more_than_the_seats_stands_beyond_their_bar(scenario: Scenario, sitting: Sitting):
    drawn = ElementTree.fromstring(hemicycle(scenario, replace(sitting, quorum=Range(202.0, 202.0, 202.0))))
    (room,) = [bar for bar in drawn.iter("rect") if bar.get("class") == "hemicycles-room"]
    assert float(room.get("width", 0)) == pytest.approx(380 / 2, abs=0.1)
    assert any(
        float(path.get("d", "").split()[0].removeprefix("M")) == 420
        for path in drawn.iter("path")
        if path.get("class") == "hemicycles-tick"
    )


def test_seats_drawn_are_seats_held_and_hollow_ones_are_absentees(scenario: Scenario, sitting: Sitting):
    drawn = ElementTree.fromstring(hemicycle(scenario, sitting))
    dots = {
        kind: sum(path.get("d", "").count("h0") for path in drawn.iter("path") if path.get("class") == kind)
        for kind in ("hemicycles-seat", "hemicycles-away")
    }
    assert dots == {"hemicycles-seat": 101, "hemicycles-away": 21}


def test_quorum_majority_and_votes_are_marked(scenario: Scenario, sitting: Sitting):
    told = "".join(ElementTree.fromstring(hemicycle(scenario, sitting)).itertext())
    assert "quorum 70" in told and "majority 41" in told
    assert "48 ayes" in told and "32 nays" in told


def test_the_picture_says_what_it_shows_to_those_who_cannot_see_it(scenario: Scenario, sitting: Sitting):
    label = ElementTree.fromstring(hemicycle(scenario, sitting)).get("aria-label")
    assert label is not None
    assert label.startswith('The "Assembly", 5 Jan 2000: 80 of 101 seats are taken; the quorum of 70 is there in 100 %')


def test_colours_stand_in_classes_so_that_light_dark_and_print_can_set_them(scenario: Scenario, sitting: Sitting):
    found = gauges(scenario, trace(scenario), 100, 20)
    assert found is not None
    for drawn in (hemicycle(scenario, sitting), fan(scenario, found, found.followed[0])):
        assert not re.search(r"#[0-9a-f]{3}|rgb\(|(fill|stroke)=", drawn)
        assert "<script" not in drawn and "<b>" not in drawn
        ElementTree.fromstring(drawn)


def test_a_fan_names_the_gauge_and_stays_within_its_frame(scenario: Scenario):
    found = gauges(scenario, trace(scenario), 100, 20)
    assert found is not None
    drawn = ElementTree.fromstring(fan(scenario, found, found.followed[0]))
    assert "Threat <b>: replayed, it begins at 0.3" in (drawn.get("aria-label") or "")
    numbers = [pair.split(",") for shape in drawn for pair in (shape.get("points") or "").split()]
    assert all(44 <= float(x) <= 450 and 12 <= float(y) <= 164 for x, y in numbers)
