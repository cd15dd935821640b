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


def test_a_draft_of_acts_that_come_once_is_surprised_by_nothing(juncture, tmp_path):
    """It knows nothing else that could have come. What is not asked takes no number among the sections."""
    rows, report = tmp_path / "rows.csv", tmp_path / "report.html"
    rows.write_text(
        "date,event\n1789-06-17,They meet\n1789-06-20,They swear\n1789-07-14,They storm\n", encoding="utf-8"
    )
    juncture("new", str(tmp_path / "mine"), "--from", str(rows))
    code, out, _ = juncture("run", str(tmp_path / "mine"), "--courses", "200", "--report", str(report))
    nothing = "Nothing in the record surprises this model."
    assert code == 0 and nothing in " ".join(out.split()) and nothing in report.read_text(encoding="utf-8")
    sections = [int(line[0]) for line in out.splitlines() if line[1:3] == ". "]
    assert sections == list(range(1, len(sections) + 1)) and len(sections) >= 3


def test_a_chronicle_with_mistakes_leaves_nothing_behind(juncture, tmp_path):
    rows = tmp_path / "rows.csv"
    rows.write_text("date,event\n1789-07-14,x\n1789-06-31,y\n1789-07-32,z\n", encoding="utf-8")
    code, out, err = juncture("new", str(tmp_path / "mine"), "--from", str(rows))
    assert code == 2 and not out
    assert f"{rows}:3:1: date: 1789-06-31: June 1789 has 30 days" in err and f"{rows}:4:1:" in err
    assert "2 problems found" in err and not (tmp_path / "mine").exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--from", "club-quorum"], "expected a spreadsheet (CSV)"),
        (["--from", str(EXAMPLE), "--calendar", "maya"], "not a calendar"),
    ],
)
def test_a_chronicle_or_calendar_that_is_not_there_is_said(juncture, tmp_path, more, words):
    code, _, err = juncture("new", str(tmp_path / "mine"), *more)
    assert code == 2 and words in err and "Traceback" not in err and not (tmp_path / "mine").exists()


@pytest.mark.parametrize("more", [[], ["--from", str(EXAMPLE)]])
def test_a_folder_never_hides_a_shipped_scenario(juncture, tmp_path, more):
    """`juncture run two-clocks` would run the folder, and nobody would see that."""
    code, _, err = juncture("new", str(tmp_path / "two_clocks"), *more)
    assert code == 2 and "'two-clocks' ships with Juncture" in err and "choose another name" in err
    assert not (tmp_path / "two_clocks").exists()


def test_nothing_is_overwritten(juncture, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    code, _, err = juncture("new", str(tmp_path), "--from", str(EXAMPLE))
    assert code == 2 and "not empty" in err and [file.name for file in tmp_path.iterdir()] == ["notes.txt"]
