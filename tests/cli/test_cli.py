"""The command line as a newcomer meets it: what is printed, and with which exit code it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from juncture.cli import main


def juncture(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Run one command; return its exit code and what it printed."""
    with pytest.raises(SystemExit) as stopped:
        main(words)
    captured = capsys.readouterr()
    return int(stopped.value.code or 0), captured.out, captured.err


def test_run_prints_documents_record_outcomes_and_writes_a_report(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = juncture(capsys, "run", "petrograd-1917", "--courses", "400")
    assert code == 0 and not err
    for words in ("What the sources say", "The record, replayed", "29 Oct (11 Nov)", "How it could"):
        assert words in out
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<svg" in page and "Roads not taken" in page
    assert "http" not in page.replace("http-equiv", "")  # nothing is fetched from anywhere
    assert not list(tmp_path.glob(".*.tmp"))


@pytest.mark.parametrize("command", ["check", "replay", "simulate", "course", "show", "run"])
def test_every_finding_is_json_on_request(capsys, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    few = ["--courses", "50"] if command in ("replay", "simulate", "run") else []
    code, out, _ = juncture(capsys, command, "club-quorum", "--json", *few)
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
def test_a_newcomers_mistake_gets_a_clear_answer_and_exit_code_2(capsys, words, message):
    code, out, err = juncture(capsys, *words)
    assert code == 2
    assert message in out + err
    assert "Traceback" not in out + err


def test_new_writes_a_scenario_that_checks_and_replays(capsys, tmp_path):
    folder = tmp_path / "My Crisis"
    assert juncture(capsys, "new", str(folder))[0] == 0
    assert "id: my-crisis" in (folder / "my-crisis.yaml").read_text(encoding="utf-8")
    assert juncture(capsys, "check", str(folder))[0] == 0
    assert juncture(capsys, "replay", str(folder), "--courses", "50")[0] == 0
    code, _, err = juncture(capsys, "new", str(folder))
    assert code == 2 and "not empty" in err


def test_a_broken_scenario_prints_every_problem_with_its_place(capsys, tmp_path):
    folder = tmp_path / "broken"
    juncture(capsys, "new", str(folder))
    file = folder / "broken.yaml"
    file.write_text(file.read_text().replace("pace: 4 days", "pase: 4 days").replace("by: bob", "by: bobb"))
    code, _, err = juncture(capsys, "check", str(folder))
    assert code == 2
    assert "did you mean 'pace'?" in err or "'pace'" in err
    assert f"{file.name}:" in err
    assert "Nothing was run." in err


def test_replay_says_by_its_exit_code_that_a_recorded_event_is_impossible(capsys, tmp_path):
    folder = tmp_path / "late"
    juncture(capsys, "new", str(folder))
    file = folder / "late.yaml"
    file.write_text(file.read_text().replace("{act: call, on: 2024-03-03", "{act: call, on: 2024-03-12"))
    code, out, _ = juncture(capsys, "replay", str(folder), "--courses", "50")
    assert code == 1
    assert "0 %" in out


def test_an_overlay_changes_the_scenario_and_leaves_the_file_alone(capsys, tmp_path):
    overlay = tmp_path / "no_boycott.yaml"
    overlay.write_text("acts: {boycott: {requires: 0}}\n")
    code, out, _ = juncture(capsys, "simulate", "club-quorum", "--courses", "500", "--json", "--overlay", str(overlay))
    assert code == 0
    assert json.loads(out)["acts"]["boycott"] == 0


def test_show_prints_each_part(capsys):
    for part, words in (
        ("acts", "Ann"),
        ("numbers", "cited"),
        ("slots", "done(call)"),
        ("program", "each midnight"),
        ("claims", "boycott"),
    ):
        code, out, _ = juncture(capsys, "show", "club-quorum", part)
        assert code == 0 and words in out, part


def test_the_schema_knows_the_fields_of_every_verb(capsys):
    code, out, _ = juncture(capsys, "schema")
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


def test_the_report_names_no_path_of_this_machine(capsys, tmp_path):
    report = tmp_path / "r.html"
    assert juncture(capsys, "run", "club-quorum", "--courses", "100", "--report", str(report))[0] == 0
    assert str(Path.home()) not in report.read_text(encoding="utf-8")
