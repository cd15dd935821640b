"""The flagship's claims: complete, verified against the texts, and in nobody's words but ours."""

import re
from collections import Counter
from types import SimpleNamespace

import pytest

from juncture.calendar import Calendar, read_date
from juncture.sources import SpanState, Text, check_spans


def test_every_digest_verifies(claims, texts):
    findings = check_spans(claims, texts)
    assert [str(finding) for finding in findings if finding.state is not SpanState.OK] == []
    assert len(findings) == 164


def test_a_changed_letter_is_found_at_the_claims_of_its_sentence_only(claims, texts):
    text = texts["d0"]
    at = text.text.index("237")
    changed = texts | {"d0": Text("d0", text.file, text.text[:at] + "9" + text.text[at + 1 :])}
    assert [finding.claim for finding in check_spans(claims, changed).wrong] == ["D0-E29", "D0-S06"]


def test_a_letter_more_moves_all_later_passages_and_each_is_found(claims, texts):
    text = texts["d2"]
    changed = texts | {"d2": Text("d2", text.file, " " + text.text)}
    wrong = check_spans(claims, changed).wrong
    assert all(finding.moved_to == (finding.span[0] + 1, finding.span[1] + 1) for finding in wrong)
    assert len(wrong) == 45


def test_the_claims_are_those_of_the_three_documents_and_the_published_figures(claims):
    kinds = Counter(claim.kind for claim in claims.values())
    assert (kinds["event"], kinds["state"], kinds["mechanism"]) == (94, 20, 50)
    assert kinds["figure"] == len(claims) - 164


def test_every_claim_names_a_listed_source_and_every_source_is_named(claims, sources):
    assert {claim.source for claim in claims.values()} == set(sources)


def test_only_figures_have_no_span_and_only_documents_have_a_file(claims, sources):
    for name, claim in claims.items():
        assert (claim.span is None) == (claim.kind == "figure"), name
        assert (sources[claim.source].file is None) == (claim.kind == "figure"), name


def test_a_mechanism_and_nothing_else_has_a_cause_and_an_effect(written_claims):
    for name, claim in written_claims.items():
        causal = {"cause", "effect"} & set(claim)
        assert len(causal) == (2 if claim["kind"] == "mechanism" else 0), name


def test_a_gloss_is_short(claims):
    assert [name for name, claim in claims.items() if not 3 <= len(claim.gloss.split()) <= 14] == []


def test_every_date_can_be_read_in_the_scenarios_calendar(written_claims, sources):
    russia = Calendar.parse("julian until 1918-01-31")
    for claim in written_claims.values():
        if "date" in claim:
            assert read_date(russia, claim["date"])
    assert [Calendar.parse(source.calendar) for source in sources.values() if source.file]


def test_numbers_are_numbers_with_names(written_claims):
    for name, claim in written_claims.items():
        for key, number in claim.get("numbers", {}).items():
            assert re.fullmatch("[a-z][a-z0-9_]*", key), name
            assert float(number) >= 0, name


def test_actors_are_written_as_the_scenario_writes_names(written_claims):
    for name, claim in written_claims.items():
        assert all(re.fullmatch("[a-z][a-z0-9_]*", actor) for actor in claim.get("actors", [])), name


def test_no_three_words_of_a_document_stand_in_the_project(written_claims, texts):
    """The texts stay in the author's archive: copyrighted sources can be cited, not shipped."""

    def runs(prose: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", prose.lower())
        return set(zip(words, words[1:], words[2:], strict=False))

    quoted = set().union(*(runs(text.text) for text in texts.values()))
    for name, claim in written_claims.items():
        prose = ". ".join(claim.get(key, "") for key in ("gloss", "cause", "effect", "note"))
        assert not runs(prose) & quoted, name


@pytest.mark.parametrize("name", ["D0-E04", "D0-E29", "A1", "A5", "F13-A", "F13-B", "EL6-B", "C10"])
def test_the_claims_that_others_build_upon_are_there(claims, name):
    assert isinstance(claims[name], SimpleNamespace)
