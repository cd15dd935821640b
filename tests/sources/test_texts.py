import os
import unicodedata
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juncture.sources import digest, normalise, read_texts

AWKWARD = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            ' \t\n\r\u00a0\u2003\u2028„“”«»—–‒-"aйеи́e\u0301\u0306\u0308q\u0323\u0307가\u1100\u1161\u11a8각Å\u2126'
        ),
        st.characters(codec="utf-8"),
    )
)


def document(file: str | None):
    return SimpleNamespace(title="a document", file=file)


def read_one(file: str | None, folder):
    return read_texts({"d": document(file)}, folder)["d"]


@given(AWKWARD)
def test_normalising_twice_changes_nothing(text):
    once, _ = normalise(text)
    assert normalise(once)[0] == once


@given(AWKWARD)
def test_the_offsets_never_fall_and_stay_within_the_text(text):
    normalised, offsets = normalise(text)
    assert len(offsets) == len(normalised) + 1
    assert offsets == sorted(offsets)
    assert all(0 <= offset <= len(text) for offset in offsets)


@given(AWKWARD, st.data())
def test_the_offsets_lead_back_to_what_was_normalised(text, data):
    """So that a number found in the normalised text can be shown in the author's."""
    normalised, offsets = normalise(text)
    first = data.draw(st.integers(0, len(normalised)))
    last = data.draw(st.integers(first, len(normalised)))
    edges = (offsets[first], offsets[last])
    if (last < len(normalised) and offsets.count(edges[1]) > 1) or offsets.count(edges[0]) > 1:
        return  # one character of the text became several: only their sum leads back
    assert normalise(text[edges[0] : edges[1]])[0] == normalised[first:last].strip()


@given(AWKWARD)
def test_what_is_normalised_has_no_typography_left(text):
    normalised, _ = normalise(text)
    assert unicodedata.is_normalized("NFC", normalised)
    assert normalised == normalised.strip()
    assert not set(normalised) & set("„“”«»–—‒\u00a0\n\t")
    assert "  " not in normalised


@given(AWKWARD, AWKWARD)
def test_texts_have_one_digest_where_they_differ_by_typography_only(first, second):
    assert (digest(first) == digest(second)) == (normalise(first)[0] == normalise(second)[0])


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("«караул устал»", '"караул устал"'),
        ("28\u00a0ноября", "28 ноября"),
        ("  Komitet Wojskowo –\n Rewolucyjny ", "Komitet Wojskowo - Rewolucyjny"),
        ("серье\u0308зный", "серьёзный"),
    ],
)
def test_typography_does_not_count(written, printed):
    assert normalise(written)[0] == printed
    assert digest(written) == digest(printed)


def test_a_digest_is_the_first_sixteen_hex_digits_of_the_sha_256():
    """Known answer: the standard's own 'abc', whose SHA-256 begins ba7816bf 8f01cfea (FIPS 180-2, appendix B.1)."""
    assert digest(" abc\n") == "ba7816bf8f01cfea"


def test_a_changed_letter_changes_the_digest():
    assert digest("237 голосами против 138") != digest("237 голосами против 136")


def test_a_text_is_read_with_line_ends_of_any_kind_as_one_character(tmp_path):
    (tmp_path / "a.txt").write_bytes("\ufeffодин\r\nдва\rтри\n".encode())
    assert read_one("a.txt", tmp_path).text == "один\nдва\nтри\n"


def test_a_source_without_a_file_has_no_text(tmp_path):
    assert read_texts({"radkey": document(None)}, tmp_path) == {}


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("absent.txt", "there is no file 'absent.txt'"),
        (".", "there is no file '.'"),
        ("../outside.txt", "outside of the folder"),
        ("within/../../outside.txt", "outside of the folder"),
        ("..\\outside.txt", "outside of the folder"),
        ("C:\\outside.txt", "outside of the folder"),
        ("C:outside.txt", "outside of the folder"),
        ("/etc/passwd", "outside of the folder"),
        ("nul\x00character", "outside of the folder"),
        ("latin.txt", "is not UTF-8: byte 3"),
        ("x" * 5000, "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_told_and_not_raised(tmp_path, file, said):
    """A scenario is a stranger's: the names in it must not open files of the reader's."""
    (tmp_path / "outside.txt").write_text("secret")
    folder = tmp_path / "archive"
    (folder / "within").mkdir(parents=True)
    (folder / "latin.txt").write_bytes(b"caf\xe9")
    text = read_one(file, folder)
    assert text.text is None
    assert said in text.reason


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "outside.txt").write_text("secret")
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    assert "outside of the folder" in read_one("link.txt", folder).reason
    assert read_one("loop.txt", folder).text is None


@pytest.mark.parametrize("folder", [None, Path("no/such/folder")])
def test_an_absent_folder_is_told(folder):
    text = read_one("a.txt", folder)
    assert text.text is None
    assert text.reason
