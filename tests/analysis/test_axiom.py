"""The axiom on which every what-if rests, on what ships and on scenarios that look for trouble."""

from __future__ import annotations

import subprocess
import sys

import pytest

import juncture.analysis.axiom as script
from juncture.analysis.axiom import axiom, dates_of
from juncture.kernel.run import run_courses
from juncture.program.compile import compile_scenario
from juncture.program.lower import lower
from juncture.scenario.load import load, shipped
from random_models import random_model

MODELS, CHUNK = 500, 50


@pytest.mark.parametrize("first", range(0, MODELS, CHUNK))
def test_history_comes_again_on_random_scenarios_with_adversarial_records(first: int):
    """Windows that reopen, acts at once in the same second, impossible entries: no change changes nothing, to the second."""
    prevented = 0
    for seed in range(first, first + CHUNK):
        found = axiom(lower(random_model(seed)), 4, 6, seed, one_by_one=True, threads=1)
        assert found.holds, (seed, [tried.example for tried in found.dates if tried.example])
        assert all(tried.unchanged == 4 - found.stopped for tried in found.dates)
        prevented += sum(tried.prevented for tried in found.dates)
    assert prevented > 10 * CHUNK


@pytest.mark.parametrize("name", shipped())
def test_history_comes_again_on_what_ships(name: str):
    found = axiom(compile_scenario(load(name)), 60, 4)
    assert found.holds and found.stopped == 0 and len(found.dates) == 4


def test_every_second_date_is_just_before_a_recorded_event():
    """Where a clock rings in the very second in which the course goes on, the axiom is hardest."""
    program = compile_scenario(load("best-of-seven"))
    recorded = {entry.instant for entry in program.model.record}
    found = dates_of(program, 8)
    assert len(found) == 8 and found[0] == 0 and found[-1] in recorded | {program.model.record_until}
    assert sum(instant in recorded for instant in found) >= 3
    assert dates_of(compile_scenario(load("two-clocks")), 3)[1] == pytest.approx(2 * 86400, abs=1)


def test_a_program_that_forgets_the_luck_of_history_is_found_out(monkeypatch: pytest.MonkeyPatch, capsys):
    """With fresh luck in its place other things happen: the script says in which course, and that history did not come."""
    monkeypatch.setattr(script, "run_same_luck", run_courses)
    found = axiom(compile_scenario(load("club-quorum")), 200, 3, one_by_one=True)
    assert not found.holds and found.dates[0].differ > 100
    assert "course" in found.dates[0].example
    assert script.main("club-quorum", courses=50, dates=2) == 1
    said = capsys.readouterr().out
    assert "History does not come again." in said and "course " in said


def test_anyone_can_run_it(capsys):
    words = [sys.executable, "-m", "juncture.analysis.axiom", "two-clocks", "--courses", "100", "--dates", "3"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and not done.stderr
    assert "History comes again." in done.stdout and "2 Jan 2024" in done.stdout
    assert script.main("two-clock") == 2
    assert "did you mean 'two-clocks'?" in capsys.readouterr().err
    assert script.main("two-clocks", dates=0) == 2
    assert "at least one course and one date" in capsys.readouterr().err
