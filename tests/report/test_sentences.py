"""The sources' sentences: beside their claims where the reader has the texts, and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from findings_for_tests import findings_of
from juncture.analysis.coverage import coverage
from juncture.program.compile import read_scenario
from juncture.report.page import sentences as page
from juncture.report.sentences import sentences
from juncture.sources import digest, read_archive
from scenarios_for_tests import HEAD, text_of, written

#: Ours, and of no book.
TEXT = "On 3 March the guard <b>lost</b> 12 men.  By others it was 15 men. The snow lay deep. Later came the war."
SPANS = {"one": (0, 40), "two": (42, 66), "three": (67, 85), "four": (86, 105)}
BESIDE_THE_REPOSITORY = Path(__file__).parents[3] / "shared" / "sources"


@pytest.fixture
def archive(tmp_path: Path) -> tuple[Path, Path]:
    """A scenario with one source of four sentences, the third without a claim, and the folder of its text."""
    cut = {name: digest(TEXT[slice(*span)]) for name, span in SPANS.items()}
    claim = "{{source: letter, sentence: {0}, span: {1}, digest: {2!r}, gloss: {3}, date: {4}}}"
    told = [("L1", "one", "losses of the guard", "1917-03-03"), ("L2", "two", "losses by others", "1917-03-03")]
    told.append(("L4", "four", "what came then", "1918-02-01"))
    text = text_of(
        head=HEAD.replace("2000-01-01", "1917-01-01").replace("2000-03-31", "1917-12-31"),
        things="",
        sources=f"letter: {{title: Letter of a guard, language: en, file: letter.txt, sentences: "
        f"{ {name: list(span) for name, span in SPANS.items()} }}}",
        claims="\n".join(
            f"{name}: {claim.format(sentence, list(SPANS[sentence]), cut[sentence], gloss, date)}"
            for name, sentence, gloss, date in told
        ),
        acts="fight: {title: The guard fights, pace: 3 days}",
        record="- {act: fight, on: 1917-03-03, cite: [L1]}",
    )
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "letter.txt").write_text(TEXT, encoding="utf-8")
    return written(tmp_path / "letters", text), tmp_path / "texts"


def shown(folder: Path, texts: Path | None) -> str:
    made = page.section(findings_of(folder, 20, texts))
    assert made is not None
    return str(made.body)


def test_with_the_texts_each_sentence_stands_beside_what_carries_it(archive):
    found = findings_of(archive[0], 20, archive[1])
    (source,) = sentences(found.scenario, found.documents, found.texts)
    assert [one.words for one in source.sentences] == [
        "On 3 March the guard <b>lost</b> 12 men.", "By others it was 15 men.", "The snow lay deep.", "Later came the war.",
    ]  # fmt: skip
    first = source.sentences[0]
    assert first.where == "one, characters 0-40"
    assert (first.claims[0].carried_by, first.claims[0].trouble) == ("The guard fights", "")
    assert source.sentences[2].claims == ()
    text = shown(*archive)
    assert '<q lang="en">On 3 March the guard &lt;b&gt;lost&lt;/b&gt; 12 men.</q>' in text
    assert "in this\nreport only" in text


def test_without_the_texts_no_word_of_them_is_told_but_how_to_get_them(archive):
    text = shown(archive[0], None)
    assert "snow" not in text and "<q" not in text
    assert "losses of the guard" in text and "characters 0-40" in text
    assert "--sources FOLDER" in text and "letter.txt" in text


def test_a_text_that_has_changed_is_not_quoted_and_is_told(archive):
    """What stands there now is not what was quoted; nor can a sentence without a claim be trusted then."""
    folder, texts = archive
    (texts / "letter.txt").write_text(TEXT.replace("15 men", "16 men"), encoding="utf-8")
    found = findings_of(folder, 20, texts)
    (source,) = sentences(found.scenario, found.documents, found.texts)
    assert [bool(one.words) for one in source.sentences] == [True, False, False, True]
    assert "not the one that was quoted" in source.sentences[1].claims[0].trouble
    assert "not the one that was quoted" in shown(folder, texts)


def test_a_folder_that_lacks_a_text_says_which(archive, tmp_path: Path):
    empty = tmp_path / "empty"
    empty.mkdir()
    found = findings_of(archive[0], 20, empty)
    (source,) = sentences(found.scenario, found.documents, found.texts)
    assert not source.at_hand
    assert source.reason.startswith("there is no file 'letter.txt'")


def test_every_claim_of_petrograd_has_its_sentence_where_the_texts_are_at_hand():
    folder = Path(os.environ.get("JUNCTURE_SOURCES", BESIDE_THE_REPOSITORY))
    if not folder.is_dir():
        pytest.skip("the source texts are not shipped; name their folder in JUNCTURE_SOURCES")
    scenario, model = read_scenario("petrograd-1917")
    documents, texts = coverage(scenario, model), read_archive(scenario.form.sources, folder)
    for source in sentences(scenario, documents, texts):
        whole = texts[source.found.source].text
        assert whole is not None
        for sentence in source.sentences:
            assert sentence.words
            for one in sentence.claims:
                assert one.trouble == ""
                span = scenario.form.claims[one.claim.name].span
                assert " ".join(whole[slice(*span)].split()) in sentence.words
    without = sentences(scenario, documents, read_archive(scenario.form.sources, None))
    assert not any(sentence.words for source in without for sentence in source.sentences)
