"""`juncture new --from`: a spreadsheet of dated events, and seconds later a scenario that runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "berlin-1989.csv"


def test_a_chronicle_becomes_a_scenario_that_checks_replays_and_runs(juncture, tmp_path):
    folder = tmp_path / "Berlin 1989"
    assert juncture("new", str(folder), "--from", str(EXAMPLE))[0] == 0
    assert sorted(file.name for file in folder.iterdir()) == [
        "acts.yaml",
        "berlin-1989.yaml",
        "record.yaml",
        "schema.json",
    ]
    code, out, _ = juncture("check", str(folder))
    assert code == 0 and "12 recorded events" in " ".join(out.split()) and "bare" not in out
    code, out, _ = juncture("replay", str(folder), "--courses", "100", "--json")
    found = json.loads(out)
    assert code == 0 and [entry["possible"] for entry in found["entries"]] == [1.0] * 12
    report = tmp_path / "report.html"
    code, out, err = juncture("run", str(folder), "--courses", "200", "--report", str(report))
    assert code == 0 and not err and "As recorded: The Wall opens" in " ".join(out.split())
    assert "Berlin 1989" in report.read_text(encoding="utf-8")


def test_a_chronicle_with_mistakes_leaves_nothing_behind(juncture, tmp_path):
    rows = tmp_path / "rows.csv"
    rows.write_text("date,event\n1789-07-14,x\n1789-06-31,y\n1789-07-32,z\n", encoding="utf-8")
    code, out, err = juncture("new", str(tmp_path / "mine"), "--from", str(rows))
    assert code == 2 and not out
    assert f"{rows}:3:1: date: 1789-06-31: June 1789 has 30 days" in err and f"{rows}:4:1:" in err
    assert "2 problems found" in err and not (tmp_path / "mine").exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [(["--from", "nowhere.csv"], "nowhere.csv"), (["--from", str(EXAMPLE), "--calendar", "maya"], "not a calendar")],
)
def test_a_chronicle_or_calendar_that_is_not_there_is_said(juncture, tmp_path, more, words):
    code, _, err = juncture("new", str(tmp_path / "mine"), *more)
    assert code == 2 and words in err and "Traceback" not in err and not (tmp_path / "mine").exists()


def test_nothing_is_overwritten(juncture, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    code, _, err = juncture("new", str(tmp_path), "--from", str(EXAMPLE))
    assert code == 2 and "not empty" in err and [file.name for file in tmp_path.iterdir()] == ["notes.txt"]
