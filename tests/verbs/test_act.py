"""The plain act: only what the author's own effects say."""

from pathlib import Path

import pytest

from verbs_for_tests import Trial


def test_an_act_without_a_verb_does_what_its_effects_say_and_nothing_else(tmp_path: Path):
    """Whatever else changed would be a mechanism that nobody stated."""
    trial = Trial(tmp_path, "effects: [threat += 0.2, bread *= 0.5, 'support(reds, town) -= 0.1']")
    before, after = Trial(tmp_path / "none", "requires: 0").world(), trial.world()
    changed = {slot: after[slot] for slot in after if after[slot] != before.get(slot, 0.0)}
    assert changed == pytest.approx({"threat": 0.7, "bread": 5, "support(reds, town)": 0.4, "done(a)": 1})
    assert trial.names == []


def test_effects_are_done_in_order_and_each_sees_what_the_one_before_did(tmp_path: Path):
    """They read from top to bottom, as they were written."""
    world = Trial(tmp_path, "effects: [threat = 0.9, bread = 10 * threat, threat = 0.1]").world()
    assert (world["threat"], world["bread"]) == (0.1, 9)


def test_effects_beyond_the_bounds_are_clipped_and_counted(tmp_path: Path):
    """A share above 1 is a mistake in the scenario; it must show, and must not spoil the course."""
    trial = Trial(tmp_path, "effects: [threat += 5, bread = -3, bread = 21, threat = 1]")
    assert (trial.world()["threat"], trial.world()["bread"]) == (1, 20)
    assert trial.batch(1).summary[0, 6] == 3
