from types import SimpleNamespace

from juncture.sources import Element, by_document, carried_by


def claim(source, span=None, sentence=""):
    return SimpleNamespace(source=source, kind="event", sentence=sentence, span=span, digest="", gloss="a gloss")


SOURCES = {name: SimpleNamespace(title=name.upper(), file=None) for name in ("d0", "d1", "silent", "counts")}
CLAIMS = {
    "Q16": claim("counts"),
    "Q9": claim("counts"),
    "E2": claim("d0", (40, 80), "2"),
    "E1": claim("d0", (0, 40), "1"),
    "M1": claim("d0", (40, 80), "2"),
    "X1": claim("d1", (0, 10)),
    "L1": claim("unlisted"),
}
ELEMENTS = [
    ("act", "quorum_decree", "the decree on the quorum", ("E1", "M1", "E1")),
    ("record", "quorum_decree", "the decree on the quorum", ["E1"]),
    Element("fact", "fact 1", "size of the march", ("Q9", "no_such_claim")),
]
CARRIED = carried_by(CLAIMS, ELEMENTS)


def names(found):
    return [claim.name for claim in found]


def test_every_claim_tells_which_elements_carry_it():
    assert {name: [element.kind for element in found] for name, found in CARRIED.items()} == {
        "Q16": [],
        "Q9": ["fact"],
        "E2": [],
        "E1": ["act", "record"],
        "M1": ["act"],
        "X1": [],
        "L1": [],
    }


def test_documents_come_in_the_scenarios_order_and_silent_ones_not_at_all():
    assert [document.source for document in by_document(SOURCES, CLAIMS, CARRIED)] == ["d0", "d1", "counts", "unlisted"]


def test_claims_come_in_the_order_of_the_text_and_figures_by_name():
    first, _, counts, _ = by_document(SOURCES, CLAIMS, CARRIED)
    assert names(first) == ["E1", "E2", "M1"]
    assert names(counts) == ["Q9", "Q16"]
    assert names(first.unused) == ["E2"]


def test_the_counts_say_how_much_of_a_document_is_used():
    findings = by_document(SOURCES, CLAIMS, CARRIED)
    first = findings.documents[0].counts
    assert (first.claims, first.carried, first.sentences, first.sentences_carried) == (3, 2, 2, 2)
    assert first.by_kind == {"act": 2, "record": 1}
    assert first.share == 2 / 3


def test_the_counts_of_all_documents_add_up():
    """A sentence '1' of one document is not the sentence '1' of another."""
    findings = by_document(SOURCES, CLAIMS, CARRIED)
    every = findings.counts
    assert every.claims == len(CLAIMS) == sum(document.counts.claims for document in findings)
    assert every.carried == 3
    assert every.sentences == 3
    assert every.by_kind == {"act": 2, "record": 1, "fact": 1}


def test_no_claims_at_all_are_no_failure():
    findings = by_document(SOURCES, {}, carried_by({}, ELEMENTS))
    assert len(findings) == 0
    assert findings.counts.share == 1.0
