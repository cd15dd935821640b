"""`juncture coverage` and the sources' part of `juncture check`, as a scholar meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scenarios_for_tests import HEAD, text_of, written

TEXT = "On 3 March the guard lost 12 men. By others it was 15 men. Later came the war."
HERE = HEAD.replace("2000-01-01", "1917-01-01").replace("2000-03-31", "1917-12-31")
CLAIMS = """
L1: {source: letter, sentence: one, span: [0, 33], digest: "%s", gloss: losses of the guard, date: 1917-03-03, dated: stated,
  actors: [guard], numbers: {lost: 12}}
L2: {source: letter, sentence: two, span: [34, 58], digest: "%s", gloss: losses by others, date: 1917-03-03, actors: [guard],
  numbers: {lost: 15}}
L3: {source: letter, sentence: three, span: [59, 78], digest: "%s", gloss: what came then, date: 1918-02-01}
"""


@pytest.fixture
def archive(tmp_path: Path) -> tuple[str, str]:
    """A scenario with one source, and the folder of its text."""
    from juncture.sources import digest

    text = text_of(
        head=HERE,
        things="units: {guard: {title: Guard, strength: {value: 500 .. 700, because: a guess}}}\n",
        sources="letter: {title: Letter, language: en, file: letter.txt, calendar: gregorian, "
        "sentences: {one: [0, 33], two: [34, 58], three: [59, 78]}}",
        claims=CLAIMS % (digest(TEXT[0:33]), digest(TEXT[34:58]), digest(TEXT[59:78])),
        acts="loss: {title: Loss, pace: {value: 5 .. 9 days, because: a guess}, by: guard, cite: L2}",
        record="- {act: loss, on: 1917-03-03, cite: L1}",
        outcomes="otherwise: {title: War, when: 1, cite: L3}",
    )
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "letter.txt").write_text(TEXT, encoding="utf-8")
    return str(written(tmp_path / "scenario", text)), str(tmp_path / "texts")


def test_coverage_counts_sentences_and_ends_well_where_all_is_carried(juncture, archive):
    told = juncture("coverage", archive[0])
    assert told.code == 0
    assert "letter inside 2 2 2 2" in told.words
    assert "letter beyond end 1 1 1 1" in told.words
    assert "letter before begin 0 0 0 0" in told.words
    assert "letter narrative 0 0 0 0" in told.words
    assert "3 of 3 claims are carried" in told.words
    assert (
        "3 sentences: inside 2, before begin 0, beyond end 1, narrative 0; 3 with a claim that is carried."
        in told.words
    )


def test_sentences_are_not_counted_where_no_source_lists_them(juncture):
    """The club's minutes are pages without a text: six claims, and nobody knows how many sentences."""
    for command, expected in (("coverage", "6 of 6 claims are carried"), ("check", "6 of 6 claims carried")):
        told = juncture(command, "club-quorum")
        assert told.code == 0
        assert expected in told.words
        assert " sentences:" not in told.words and " sentence." not in told.words and " sentences." not in told.words


def test_check_counts_the_sentences_of_a_source_that_lists_them(juncture, archive):
    assert (
        "letter: 3 of 3 claims carried by the model (100 %), from 3 of 3 sentences."
        in juncture("check", archive[0]).words
    )


def test_coverage_says_why_a_claim_is_carried_by_nothing(juncture, archive):
    file = Path(archive[0]) / "scenario.yaml"
    file.write_text(file.read_text().replace("on: 1917-03-03", "on: 1917-03-05"))
    told = juncture("coverage", archive[0])
    assert told.code == 0  # there is no quota
    assert "record loss: the dates do not meet: the claim's 1917-03-03, the record's 5 Mar 1917" in told.words


def test_the_audit_shows_passages_only_where_the_texts_are_at_hand(juncture, archive):
    scenario, texts = archive
    without = juncture("coverage", scenario, "--audit", "3").words
    beside = juncture("coverage", scenario, "--audit", "3", "--sources", texts).words
    assert "3 of 3 pairs" in without
    assert "Later came the war." in beside
    assert "Later came the war." not in without
    one = juncture("coverage", scenario, "--audit", "1", "--seed", "4").words
    assert one == juncture("coverage", scenario, "--audit", "1", "--seed", "4").words


def test_coverage_is_json_on_request(juncture, archive):
    told = juncture("coverage", archive[0], "--json")
    (source,) = json.loads(told.out)
    assert told.code == 0
    assert [sentence["claims"][0]["element"]["kind"] for sentence in source["sentences"]] == [
        "record",
        "record",
        "outcome",
    ]


def test_check_compares_claims_with_their_texts_and_with_each_other(juncture, archive):
    scenario, texts = archive
    told = juncture("check", scenario, "--sources", texts)
    assert told.code == 0
    assert "Digests: 3 the text stands as it was quoted." in told.words
    assert "Compared with what their spans state: 1 date and 2 numbers of claims." in told.words
    assert "Not compared: 2 dates that follow from context." in told.words
    assert "L1 and L2 (loss): lost 12 against 15" in told.words
    assert "L1 and L2" in juncture("check", scenario).words


def test_check_reports_one_changed_letter_at_its_claim(juncture, archive):
    scenario, texts = archive
    (Path(texts) / "letter.txt").write_text(TEXT.replace("guard", "gaard"), encoding="utf-8")
    told = juncture("check", scenario, "--sources", texts)
    assert told.code == 1
    assert "L1: the text of the span is not the one that was quoted" in told.words
    assert "L2:" not in told.words


def test_check_reports_a_claim_that_its_span_does_not_state(juncture, archive):
    scenario, texts = archive
    file = Path(scenario) / "scenario.yaml"
    file.write_text(file.read_text().replace("date: 1917-03-03, dated", "date: 1917-03-04, dated"))
    told = juncture("check", scenario, "--sources", texts)
    assert told.code == 1
    assert "L1: says 4 Mar 1917, and its span states '3 March'" in told.words
    told = juncture("check", scenario, "--sources", texts, "--json")
    assert told.code == 1
    assert json.loads(told.out)["said"]["findings"][0]["kind"] == "dates that their spans do not state"


def test_a_folder_of_texts_that_is_not_there_is_said(juncture, archive):
    for command in ("check", "coverage"):
        told = juncture(command, archive[0], "--sources", archive[1] + "/none")
        assert told.code == 2
