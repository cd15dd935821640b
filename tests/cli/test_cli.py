"""The command line as a newcomer meets it: what is printed, and with which exit code it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


def test_run_prints_documents_record_outcomes_and_writes_a_report(juncture, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = juncture("run", "petrograd-1917", "--courses", "400", "--quick")
    assert code == 0 and not err
    for words in ("What the sources say", "The record, replayed", "facts that the sources state", "How it could"):
        assert words in out
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<svg" in page and "Roads not taken" in page
    assert "default-src 'none'" in page  # nothing is fetched from anywhere
    assert not list(tmp_path.glob(".*.tmp"))


def test_run_goes_on_to_ask_when_it_was_open_and_whether_the_claims_hold(juncture, tmp_path):
    report = tmp_path / "r.html"
    out = juncture("run", "club-quorum", "--courses", "200", "--report", str(report)).words
    assert "When was it open? " in out and "The outcome was most open on" in out
    assert "causal claims borne out? " in out and str(report) in out.replace(" ", "")
    quick = juncture("run", "club-quorum", "--courses", "200", "--quick", "--report", str(report)).words
    assert "How it could have ended" in quick and "When was it open?" not in quick


@pytest.mark.parametrize("command", ["check", "replay", "simulate", "course", "show", "run"])
def test_every_finding_is_json_on_request(juncture, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    few = ["--courses", "50"] if command in ("replay", "simulate", "run") else []
    code, out, _ = juncture(command, "club-quorum", "--json", *few)
    assert code == 0
    assert json.loads(out)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["run", "petrogad-1917"], "did you mean 'petrograd-1917'?"),
        (["ruun", "club-quorum"], 'Did you mean "run"?'),
        (["simulate", "club-quorum", "--coursse", "10"], "--courses"),
        (["simulate", "club-quorum", "--courses", "none"], "--courses"),
        (["simulate", "club-quorum", "--courses", "0"], "--courses"),
        (["course", "club-quorum", "--number", "-1"], "--number"),
        (["check", "club-quorum", "--overlay", "nowhere.yaml"], "nowhere.yaml"),
    ],
)
def test_a_newcomers_mistake_gets_a_clear_answer_and_exit_code_2(juncture, words, message):
    code, out, err = juncture(*words)
    assert code == 2
    assert message in out + err
    assert "Traceback" not in out + err


def test_new_writes_a_scenario_that_checks_and_replays(juncture, tmp_path):
    folder = tmp_path / "My Crisis"
    assert juncture("new", str(folder))[0] == 0
    assert "id: my-crisis" in (folder / "my-crisis.yaml").read_text(encoding="utf-8")
    assert juncture("check", str(folder))[0] == 0
    assert juncture("replay", str(folder), "--courses", "50")[0] == 0
    code, _, err = juncture("new", str(folder))
    assert code == 2 and "not empty" in err


def test_a_broken_scenario_prints_every_problem_with_its_place(juncture, tmp_path):
    folder = tmp_path / "broken"
    juncture("new", str(folder))
    file = folder / "broken.yaml"
    file.write_text(file.read_text().replace("pace: 4 days", "pase: 4 days").replace("by: bob", "by: bobb"))
    code, _, err = juncture("check", str(folder))
    assert code == 2
    assert "did you mean 'pace'?" in err or "'pace'" in err
    assert f"{file.name}:" in err
    assert "Nothing was run." in err


def test_replay_says_by_its_exit_code_that_a_recorded_event_is_impossible(juncture, tmp_path):
    folder = tmp_path / "late"
    juncture("new", str(folder))
    file = folder / "late.yaml"
    file.write_text(file.read_text().replace("{act: call, on: 2024-03-03", "{act: call, on: 2024-03-12"))
    code, out, _ = juncture("replay", str(folder), "--courses", "50")
    assert code == 1
    assert "0 %" in out


def test_an_overlay_changes_the_scenario_and_leaves_the_file_alone(juncture, tmp_path):
    overlay = tmp_path / "no_boycott.yaml"
    overlay.write_text("acts: {boycott: {requires: 0}}\n")
    code, out, _ = juncture("simulate", "club-quorum", "--courses", "500", "--json", "--overlay", str(overlay))
    assert code == 0
    assert json.loads(out)["acts"]["boycott"] == 0


def test_show_prints_each_part(juncture):
    for part, words in (
        ("acts", "Ann"),
        ("numbers", "cited"),
        ("slots", "done(call)"),
        ("program", "each midnight"),
        ("claims", "boycott"),
    ):
        code, out, _ = juncture("show", "club-quorum", part)
        assert code == 0 and words in out, part


def test_the_schema_knows_the_fields_of_every_verb(juncture):
    code, out, _ = juncture("schema")
    schema = json.loads(out)
    assert code == 0
    act = schema["$defs"]["Act"]
    assert {"pace", "motion", "turnout", "attacker"} <= set(act["properties"])
    assert "vote" in act["properties"]["verb"]["enum"]


def test_help_needs_neither_numba_nor_pyarrow_nor_pydantic():
    """A command that does not simulate must not pay for what simulates."""
    code = (
        "import sys\nfrom juncture.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print('heavy:', [m for m in ('numba', 'numpy', 'pyarrow', 'pydantic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "heavy: []" in done.stdout


def test_check_needs_neither_numba_nor_pyarrow():
    code = (
        "import sys\nfrom juncture.cli import main\n"
        "try:\n    main(['check', 'club-quorum'])\nexcept SystemExit:\n    pass\n"
        "print('heavy:', [m for m in ('numba', 'pyarrow') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "heavy: []" in done.stdout


def test_the_report_names_no_path_of_this_machine(juncture, tmp_path):
    report = tmp_path / "r.html"
    assert juncture("run", "club-quorum", "--courses", "100", "--report", str(report))[0] == 0
    assert str(Path.home()) not in report.read_text(encoding="utf-8")
