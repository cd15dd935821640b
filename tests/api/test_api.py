"""Juncture from Python: the same findings as on the command line, as tables, and nothing imported too soon."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from dataclasses import is_dataclass
from pathlib import Path

import pyarrow as pa
import pytest

import juncture
from juncture import Answer, ProblemsFound, Scenario
from juncture.cli import main

CLUB = "club-quorum"


@pytest.fixture(scope="module")
def club() -> Scenario:
    return Scenario.load(CLUB)


def asked(club: Scenario) -> dict[str, Answer]:
    """One answer to each question."""
    return {
        "check": club.check(),
        "replay": club.replay(50),
        "simulate": club.simulate(200),
        "whatif": club.whatif("prevent boycott", courses=200),
        "openness": club.openness(100, dates=4, near_misses=False),
        "test_claims": club.test_claims(courses=400),
    }


def test_every_answer_is_a_finding_with_tables(club: Scenario):
    for name, answer in asked(club).items():
        assert is_dataclass(answer.finding), name
        for table in answer.tables:
            made = answer.to_arrow(table)
            assert isinstance(made, pa.Table)
            assert made.num_rows > 0, (name, table)
            assert all(field.metadata[b"meaning"] for field in made.schema), (name, table)
        assert answer.to_arrow().equals(answer.to_arrow(answer.tables[0]))
        json.loads(answer.to_json())


def test_an_answer_shows_itself_in_a_terminal_and_in_a_notebook(club: Scenario):
    for name, answer in asked(club).items():
        assert len(repr(answer).splitlines()) > 2, name
        assert "\x1b" not in repr(answer)
        html = answer._repr_html_()
        assert html.startswith("<table>")
        assert html.count("<tr>") == min(answer.to_arrow().num_rows, 50) + 1
    assert "The chess club" in repr(club)
    assert club.digest in club._repr_html_()


def test_what_a_finding_holds_can_be_read_from_the_answer(club: Scenario):
    found = club.replay(20)
    assert found.entries is found.finding.entries
    assert "entries" in dir(found)
    with pytest.raises(AttributeError):
        found.nothing_of_the_kind  # noqa: B018
    assert copy.copy(found).entries is found.entries


@pytest.mark.parametrize(
    ("words", "question"),
    [
        (["replay", CLUB, "--courses", "50"], lambda club: club.replay(50)),
        (["simulate", CLUB, "--courses", "200"], lambda club: club.simulate(200)),
        (["test-claims", CLUB, "--courses", "200"], lambda club: club.test_claims(courses=200)),
        (["check", CLUB], lambda club: club.check()),
        (
            ["openness", CLUB, "--courses", "60", "--dates", "3", "--no-near-misses"],
            lambda club: club.openness(60, dates=3, near_misses=False),
        ),
    ],
)
def test_python_and_the_command_line_find_the_same(capsys, club: Scenario, words: list[str], question):
    with pytest.raises(SystemExit):
        main([*words, "--json"])
    assert json.loads(capsys.readouterr().out) == json.loads(question(club).to_json())


def test_a_simulation_can_be_saved_and_opened_again(club: Scenario, tmp_path: Path):
    from juncture.courses.load import open_ensemble

    found = club.simulate(100, seed=5)
    found.save(tmp_path / "courses.parquet")
    assert (open_ensemble(tmp_path / "courses.parquet").outcomes == found.ensemble.outcomes).all()
    assert found.to_arrow("courses").num_rows == 100
    assert found.to_arrow("events").column_names[:3] == ["course", "event", "act"]


def test_overlays_and_mistakes_are_those_of_the_command_line(tmp_path: Path):
    overlay = tmp_path / "no_boycott.yaml"
    overlay.write_text("acts: {boycott: {closes: 2024-03-01}}", encoding="utf-8")
    assert Scenario.load(CLUB, [overlay]).digest != Scenario.load(CLUB).digest
    with pytest.raises(ProblemsFound, match="no such folder"):
        Scenario.load("no-such-scenario")
    with pytest.raises(ProblemsFound, match="boycot"):
        Scenario.load(CLUB).whatif("prevent boycot", courses=10)


def test_a_question_in_a_file_is_asked_with_what_is_expected(club: Scenario, tmp_path: Path):
    """As on the command line: a file of one's own, or the name of one that ships."""
    file = tmp_path / "boycott.yaml"
    file.write_text(
        "question: What if nobody had stayed away?\nchanges: [prevent boycott]\n"
        "expected: [{of: no_quorum, sign: less, because: more would have come}]\n",
        encoding="utf-8",
    )
    asked = club.whatif(file=file, courses=400)
    assert asked.finding == club.whatif("prevent boycott", courses=400).finding
    (expected,) = asked.expected
    assert (expected.of, expected.sign, expected.fresh) == ("no_quorum", "less", "as expected")
    assert "as expected" in " ".join(repr(asked).split())
    with pytest.raises(ProblemsFound, match="no such question"):
        club.whatif(file="boycot")
    for changes, more in (((), {}), (("prevent boycott",), {"file": file})):
        with pytest.raises(ProblemsFound, match="expected changes such as 'prevent ACT', or a file"):
            club.whatif(*changes, **more)


def test_petrograds_questions_are_found_by_name():
    asked = Scenario.load("petrograd-1917").whatif(file="quorum", courses=20)
    assert asked.acts == ("quorum_decree",)
    assert [expected.of for expected in asked.expected] == ["november_opening", "assembly_governs"]


def test_an_unknown_table_is_answered_with_those_there_are(club: Scenario):
    with pytest.raises(ValueError, match="unknown table 'event'; expected one of outcomes, courses, events"):
        club.simulate(10).to_arrow("event")


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_other_tables_are_made_if_their_library_is_there(club: Scenario, library: str, monkeypatch):
    """If not, the message says what to install and what works without."""
    answer = club.simulate(10)
    make = getattr(answer, f"to_{library}")
    try:
        __import__(library)
    except ImportError:
        pass
    else:
        assert len(make()) == answer.to_arrow().num_rows
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ImportError, match=rf"{library} is not installed; .*pip install {library}.*to_arrow"):
        make()


def test_to_import_juncture_costs_nothing():
    """What a question needs is imported when it is asked; to read a scenario needs neither compiler nor tables."""
    script = (
        "import sys, juncture\n"
        "print('pydantic' in sys.modules, 'numpy' in sys.modules)\n"
        "juncture.Scenario.load('club-quorum')\n"
        "print('numba' in sys.modules, 'pyarrow' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["False"] * 4, done.stderr


def test_the_public_names_are_those_that_it_tells():
    assert {"Answer", "ProblemsFound", "Scenario"} <= set(dir(juncture))
    with pytest.raises(AttributeError, match="no attribute 'Senario'"):
        juncture.Senario  # noqa: B018
