"""`juncture test-claims`, as a scholar meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scenarios_for_tests import HEAD, text_of, written

TEXT = "The boycott emptied the hall. It was a cold winter."
SCENARIO = text_of(
    head=HEAD,
    things="gauges: {anger: {title: Anger, start: 0}, cold: {title: Cold, start: 1}}\n",
    sources="letter: {title: A letter, language: en, file: letter.txt, calendar: gregorian}",
    claims="L1: {source: letter, span: [0, 29], digest: '%s', gloss: the boycott emptied the hall, kind: mechanism}",
    acts="""
    boycott: {title: The boycott, pace: 5 days, effects: [anger = 1]}
    riot: {title: The riot, requires: anger > 0, pace: 5 days}
    thaw: {title: The thaw, pace: 20 days}
    """,
    hypotheses="""
    emptied: {says: the boycott emptied the hall, cut: boycott, of: riot, cite: L1}
    angry: {says: anger brought the riot, cut: anger, of: riot, cite: L1}
    frozen: {says: cold brought the riot, cut: cold, of: riot}
    calmed: {says: the boycott calmed people, cut: boycott, of: quiet}
    """,
    outcomes="""
    quiet: {title: All is quiet, when: not done(riot)}
    otherwise: {title: Anything, when: 1}
    """,
)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[str, str]:
    """A scenario, and the folder with the text of its source."""
    from juncture.sources import digest

    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "letter.txt").write_text(TEXT, encoding="utf-8")
    return str(written(tmp_path / "scenario", SCENARIO % digest(TEXT[:29]))), str(tmp_path / "texts")


def test_claims_are_told_by_source_with_their_verdicts(juncture, folders, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    code, out, _ = juncture("test-claims", folders[0], "--courses", "600")
    assert code == 0
    shown = " ".join(out.split())
    assert "letter: A letter" in shown
    assert shown.index("letter: A letter") < shown.index("Without a source")
    for verdict in (
        "supported the boycott emptied",
        "built in anger brought",
        "not joined cold",
        "contradicted the boycott",
    ):
        assert verdict in shown
    assert "of the 2 that are tested and not built in: 1 supported and 1 contradicted" in shown
    assert max(map(len, out.splitlines())) <= 80


def test_one_claim_can_be_told_in_sentences(juncture, folders):
    _, out, _ = juncture("test-claims", folders[0], "--courses", "600", "--only", "emptied", "--words")
    shown = " ".join(out.split())
    assert "Claimed (L1): the boycott emptied the hall. In the" in shown
    assert "the chance of 'The riot' is" in shown
    assert "had it never happened, 0.0 %" in shown
    assert "Verdict: supported;" in shown
    assert "anger" not in shown


def test_passages_are_shown_only_where_the_texts_are_at_hand(juncture, folders):
    """On screen only: a finding that is passed on holds no sentence of a source."""
    scenario, texts = folders
    words = ("test-claims", scenario, "--courses", "100")
    assert "emptied the hall.”" not in juncture(*words)[1]
    assert "“The boycott emptied the hall.”" in " ".join(juncture(*words, "--sources", texts)[1].split())
    assert TEXT[:29] not in juncture(*words, "--sources", texts, "--json")[1]


def test_claims_are_json_on_request(juncture, folders):
    _, out, _ = juncture("test-claims", folders[0], "--courses", "600", "--json", "--points", "10")
    found = json.loads(out)
    assert found["courses"] == 600
    assert found["matters"] == {"chance": 0.1, "spread": 0.2}
    emptied = found["tested"][0]
    assert (emptied["name"], emptied["verdict"], emptied["path"]) == (
        "emptied",
        "supported",
        ["boycott", "anger", "riot"],
    )
    assert emptied["size"]["without"] == 0
    assert found["tested"][1]["verdict"] == "built in"


def test_a_name_that_no_hypothesis_has_is_answered(juncture, folders):
    code, _, err = juncture("test-claims", folders[0], "--only", "empty")
    assert code == 2
    assert "unknown name 'empty'" in err
    assert "emptied" in err


def test_a_scenario_without_hypotheses_says_so(juncture, tmp_path):
    _, out, _ = juncture("test-claims", str(written(tmp_path, text_of(acts="a: {title: A, pace: 1 days}"))))
    assert "no hypotheses" in out
