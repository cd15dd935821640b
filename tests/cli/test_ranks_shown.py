"""Beside every ranking stands in which share of the assumptions it holds: on screen and in the report."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest

from juncture.cli import main


def test_run_says_whether_its_rankings_hold(juncture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    import_module("juncture.report.ended")  # whose words are bound before the change
    monkeypatch.setattr("juncture.analysis.ranks.FEWEST", 400)
    report = tmp_path / "report.html"
    out = juncture("run", "petrograd-1917", "--courses", "400", "--quick", "--report", str(report)).words
    page = " ".join(report.read_text(encoding="utf-8").split())
    for words in ("is the likeliest outcome in", "most surprising events", "rank", "stays in"):
        assert words in out and words in page, words
    assert "From 28 draws with 14 courses each" in out


def test_replay_says_which_events_stay_the_most_surprising(capsys):
    with pytest.raises(SystemExit):
        main(["replay", "petrograd-1917", "--courses", "60", "--json"])
    entries = json.loads(capsys.readouterr().out)["entries"]
    assert sum(entry["stays"] is not None for entry in entries) == 5
    assert all(0 <= entry["stays"] <= 1 for entry in entries if entry["stays"] is not None)


def test_without_uncertain_numbers_there_is_nothing_to_disagree_about(juncture, tmp_path: Path):
    out = juncture("run", "club-quorum", "--courses", "20000", "--report", str(tmp_path / "r.html")).words
    assert "No number of this scenario is uncertain" in out


def test_few_courses_leave_too_much_luck_to_speak_of_ranks(juncture, tmp_path: Path):
    report = tmp_path / "r.html"
    out = juncture("run", "club-quorum", "--courses", "500", "--report", str(report)).words
    words = "is asked from 20,000 courses on"
    assert words in out and words in report.read_text(encoding="utf-8") and "likeliest outcome in" not in out
