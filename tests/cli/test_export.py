"""`juncture export`: what other programs read back is what the ensemble holds."""

from __future__ import annotations

import csv
import hashlib
import json
import math
import re
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pyarrow.parquet as pq
import pytest

from juncture.cli import main
from juncture.courses.ensemble import simulate
from juncture.program.compile import compile_scenario
from juncture.scenario.load import load
from scenarios_for_tests import text_of, written

TABLES = ("events", "courses", "outcomes", "replay", "claims", "sources", "hypotheses")


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("export") / "new" / "out"
    with pytest.raises(SystemExit) as stopped:
        main(["export", "petrograd-1917", "--out", str(made), "--courses", "100", "--seed", "3"])
    assert not stopped.value.code
    return made


def test_both_forms_of_a_table_hold_the_same_rows(folder):
    for name in TABLES:
        table, rows = pq.read_table(folder / f"{name}.parquet"), rows_of(folder / f"{name}.csv")
        assert table.num_rows == len(rows) > 0
        assert table.column_names == list(rows[0])
        for column in table.column_names:
            for value, text in zip(table[column].to_pylist(), (row[column] for row in rows), strict=True):
                if isinstance(value, bool):
                    assert text == str(value).lower()
                elif isinstance(value, int | float):
                    assert float(text) == value and "," not in text
                elif isinstance(value, datetime):
                    assert datetime.fromisoformat(text) == value
                else:
                    assert text == (value or "")


def test_the_events_are_those_of_the_same_ensemble(folder):
    scenario = load("petrograd-1917")
    ensemble = simulate(scenario, compile_scenario(scenario), 100, 3)
    table = pq.read_table(folder / "events.parquet")
    labels, events = ensemble.labels, ensemble.events
    assert table["act"].to_pylist() == [labels.acts[act] for act in events.acts]
    assert table["course"].to_pylist() == events.courses.tolist()
    courses = pq.read_table(folder / "courses.parquet")
    assert courses["events"].to_pylist() == np.diff(events.offsets).tolist()
    assert [labels.outcomes.index(name) for name in courses["outcome"].to_pylist()] == ensemble.outcomes.tolist()


def test_an_old_style_date_is_told_in_both_calendars_and_as_iso_in_the_gregorian_one(tmp_path, juncture):
    """The Winter Palace was stormed on 25 October 1917, which the rest of Europe called 7 November."""
    head = "juncture: 1\nid: tiny\ntitle: Tiny\ncalendar: julian until 1918-01-31\nbegin: 1917-10-20\nend: 1917-11-20\n"
    text = text_of(
        head=head,
        acts="storm: {title: 'Взятие, \"Зимний\"', pace: 3 days ± 50%, by: [reds, blues], because: a guess}",
    )
    written(tmp_path / "tiny", text + "record: [{act: storm, on: 1917-10-25 21:40}]\n")
    assert juncture("export", str(tmp_path / "tiny"), "--out", str(tmp_path / "out"), "--courses", "10")[0] == 0
    (entry,) = rows_of(tmp_path / "out" / "replay.csv")
    assert entry["instant"] == "1917-11-07 21:40:00"
    assert entry["shown"] == "25 Oct (7 Nov) 1917 21:40" and entry["recorded"] == "1917-10-25 21:40"
    assert entry["title"] == 'Взятие, "Зимний"' and entry["which"] == "1" and entry["bits"] == "0"
    assert (tmp_path / "out" / "replay.csv").read_bytes().startswith(b"\xef\xbb\xbf")  # or Excel takes it for Latin
    assert rows_of(tmp_path / "out" / "events.csv")[0]["by"] == "reds; blues"


def test_outcomes_are_those_that_simulate_prints(folder, juncture):
    _, out, _ = juncture("simulate", "petrograd-1917", "--courses", "100", "--seed", "3", "--json")
    for row, outcome in zip(rows_of(folder / "outcomes.csv"), json.loads(out)["outcomes"], strict=True):
        p = outcome["probability"]
        assert (row["outcome"], float(row["chance"])) == (outcome["name"], p["value"])
        assert math.isclose(float(row["low"]), p["low"]) and math.isclose(float(row["high"]), p["high"])


def test_every_recorded_event_has_the_row_of_its_own_date(folder):
    scenario = load("petrograd-1917")
    rows = rows_of(folder / "replay.csv")
    assert sorted((row["act"], row["recorded"]) for row in rows) == sorted((e.act, e.on) for e in scenario.form.record)


def test_the_bibliography_has_every_source_that_a_claim_rests_on(folder):
    scenario = load("petrograd-1917")
    keys = {scenario.form.sources[claim.source].bibtex or claim.source for claim in scenario.form.claims.values()}
    found = re.findall(r"^@[a-z]+[{]([^,]+),$", (folder / "sources.bib").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(found) == keys and len(found) == len(keys)


def test_figures_are_complete_in_themselves(folder):
    for name in ("outcomes", "timeline"):
        svg = (folder / f"{name}.svg").read_text(encoding="utf-8")
        root = ElementTree.fromstring(svg)
        assert root.tag == "{http://www.w3.org/2000/svg}svg" and float(root.attrib["width"]) == 960
        assert "var(--" not in svg and "<style>" in svg
        pdf = (folder / f"{name}.pdf").read_bytes()
        assert pdf.startswith(b"%PDF-") and b"/FontFile" in pdf  # fonts inside: it prints alike everywhere
    assert "(8 Nov)" in (folder / "timeline.svg").read_text(encoding="utf-8")


def test_what_the_files_are_stands_beside_them(folder):
    about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    assert about["seed"] == 3 and about["courses"] == 100 and about["scenario"] == "petrograd-1917"
    files = {file.name for file in folder.iterdir()} - {"about.json"}
    assert set(about["sha256"]) == files  # and nothing half-written
    for name, digest in about["sha256"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    explained = {(row["table"], row["column"]) for row in rows_of(folder / "codebook.csv") if row["meaning"]}
    assert explained == {
        (name, column) for name in TABLES for column in pq.read_table(folder / f"{name}.parquet").column_names
    }


def test_hypotheses_stand_there_as_test_claims_tells_them(folder, juncture):
    rows = pq.read_table(folder / "hypotheses.parquet").to_pylist()
    assert [row["hypothesis"] for row in rows] == list(load("petrograd-1917").form.hypotheses)
    last, few = rows[-1], ("--courses", "100", "--seed", "3", "--json")
    (tested,) = json.loads(juncture("test-claims", "petrograd-1917", "--only", last["hypothesis"], *few).out)["tested"]
    assert (tested["verdict"], tested["size"]["difference"]) == (last["verdict"], last["difference"])


def test_a_second_export_gives_the_same_files(folder, tmp_path, juncture):
    """Of a scenario with fewer claims to test than that of the other tests, but with every kind of file."""
    once, again = tmp_path / "once", tmp_path / "again"
    for place, threads in ((once, "1"), (again, "3")):
        told = juncture(
            "export", "brumaire-1799", "--out", str(place), "--courses", "100", "--seed", "3", "--threads", threads
        )
        assert told.code == 0
    assert {file.name for file in once.iterdir()} == {file.name for file in folder.iterdir()}
    for file in once.iterdir():
        assert file.read_bytes() == (again / file.name).read_bytes(), file.name


def test_a_place_that_cannot_hold_files_is_refused_before_any_work(juncture, tmp_path):
    (tmp_path / "taken").write_text("a file")
    for place in ("taken", "taken/x", "x" * 300):
        code, _, err = juncture("export", "club-quorum", "--out", str(tmp_path / place))
        assert code == 2 and "could not be written" in err and "Traceback" not in err
    code, _, err = juncture("export", "no-such-scenario", "--out", str(tmp_path / "new"))
    assert code == 2 and not (tmp_path / "new").exists()
