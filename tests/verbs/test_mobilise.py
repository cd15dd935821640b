"""Calling up, alerting or moving a unit."""

from pathlib import Path

from verbs_for_tests import Trial


def test_a_unit_is_made_ready_and_stands_in_one_place_only(tmp_path: Path):
    """Units are neither lost nor doubled."""
    world = Trial(tmp_path, "verb: mobilise, unit: fleet, ready: 0.8, to: palace").world()
    assert world["ready(fleet)"] == 0.8
    assert (world["at(fleet, palace)"], world["at(fleet, harbour)"]) == (1, 0)
    assert world["at(guard, palace)"] == 1


def test_without_a_destination_it_stays_where_it_is(tmp_path: Path):
    """An alert is not a march."""
    world = Trial(tmp_path, "verb: mobilise, unit: fleet").world()
    assert (world["ready(fleet)"], world["at(fleet, harbour)"]) == (1, 1)


def test_force_counts_where_it_stands_and_only_as_far_as_it_is_ready(tmp_path: Path):
    """force = at * strength * ready * loyalty: 600 * 0.5 at the palace, and 900 * 0.8 once the fleet has come."""
    act = "b: {title: B, pace: at once, opens: after a, effects: ['bread = force(palace, cabinet) / 100']}"
    world = Trial(tmp_path, "verb: mobilise, unit: fleet, ready: 0.8, to: palace", more=act).world()
    assert world["bread"] == (600 * 0.5 + 900 * 0.8) / 100
