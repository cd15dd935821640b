from types import SimpleNamespace

import pytest

from juncture.sources import SpanState, Text, check_spans, digest

PROSE = "The first sentence stands here. «The second»\u00a0was quoted. A third one closes — quietly."
SPAN = (32, 56)


def claim(span=SPAN, signed: str | None = PROSE[slice(*SPAN)], source="d"):
    found = digest(signed) if signed else ""
    return SimpleNamespace(source=source, kind="event", sentence="2", span=span, digest=found, gloss="a gloss")


def check(text: str | None, **kwargs):
    (finding,) = check_spans({"E1": claim(**kwargs)}, {"d": Text("d", "d.txt", text, "" if text else "no such file")})
    return finding


def test_a_span_that_stands_as_quoted_is_ok():
    assert check(PROSE).state is SpanState.OK


def test_a_new_edition_with_other_quotation_marks_is_still_ok():
    assert check(PROSE.replace("«", '"').replace("»", '"').replace("\u00a0", " ")).state is SpanState.OK


def test_a_changed_letter_is_found_at_its_claim():
    finding = check(PROSE.replace("second", "sekond"))
    assert finding.state is SpanState.CHANGED
    assert finding.moved_to is None
    assert finding.found == digest("«The sekond»\u00a0was quoted.")


@pytest.mark.parametrize("inserted", ["A new opening. ", "x", "a line more\n" * 100])
def test_a_passage_that_moved_is_found_where_it_stands_now(inserted):
    """A mended misprint early in a text must not cost the author a hundred spans."""
    finding = check(inserted + PROSE)
    assert finding.state is SpanState.CHANGED
    assert finding.moved_to == (SPAN[0] + len(inserted), SPAN[1] + len(inserted))
    assert f"[{finding.moved_to[0]}, {finding.moved_to[1]}]" in str(finding)


def test_a_passage_that_moved_back_is_found_too():
    finding = check(PROSE[10:])
    assert finding.moved_to == (SPAN[0] - 10, SPAN[1] - 10)


@pytest.mark.parametrize("span", [(80, 400), (-5, 10), (50, 50), (50, 40)])
def test_a_span_outside_of_the_text_is_told_with_its_length(span):
    finding = check(PROSE, span=span)
    assert finding.state is SpanState.OUTSIDE
    assert str(len(PROSE)) in finding.reason


def test_an_absent_text_is_told_with_the_reason():
    finding = check(None)
    assert finding.state is SpanState.ABSENT
    assert finding.reason == "no such file"


def test_a_span_of_a_source_without_a_file_is_told():
    finding = check(PROSE, source="radkey")
    assert finding.state is SpanState.ABSENT
    assert "radkey" in finding.reason


def test_a_span_without_a_digest_is_told_the_digest_to_write():
    finding = check(PROSE, signed=None)
    assert finding.state is SpanState.UNSIGNED
    assert digest(PROSE[slice(*SPAN)]) in finding.reason


def test_a_claim_without_a_span_is_passed_over():
    assert len(check_spans({"A1": claim(span=None)}, {})) == 0


def test_the_counts_name_every_state_and_only_mistakes_are_wrong():
    claims = {"ok": claim(), "off": claim(span=(0, 999)), "gone": claim(source="elsewhere")}
    findings = check_spans(claims, {"d": Text("d", "d.txt", PROSE)})
    assert findings.counts == {
        SpanState.OK: 1,
        SpanState.CHANGED: 0,
        SpanState.OUTSIDE: 1,
        SpanState.ABSENT: 1,
        SpanState.UNSIGNED: 0,
    }
    assert [finding.claim for finding in findings.wrong] == ["off"]
