"""The texts behind the claims: reading them from the author's archive, and comparing them without their typography.

Texts are never shipped. They lie in a folder of the author's (`--sources DIR`), and a scenario that a stranger wrote
must not be able to name a file outside of it.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Protocol

from juncture.language import Mark, Problem, ProblemsFound

#: Hex digits of a digest: 64 bits, plenty to notice a change, short enough to read aloud.
DIGEST_LENGTH = 16
#: No source of a historian is longer than this many bytes; a text beyond it is not read.
LARGEST_TEXT = 50_000_000

_SAME = str.maketrans({**dict.fromkeys("„“”«»", '"'), **dict.fromkeys("–—‒", "-")})


class SourceLike(Protocol):
    """What this folder asks of a source."""

    @property
    def title(self) -> str:
        """What it is, in words that stand alone."""
        ...

    @property
    def file(self) -> str | None:
        """Its name in the author's archive; None where it has no text."""
        ...


@dataclass(frozen=True, slots=True)
class Text:
    """What became of one source's text.

    Attributes
    ----------
    source
        The source's name in the scenario.
    file
        The file as the scenario names it.
    text
        The text, or None where it could not be had.
    reason
        Why it could not be had, as a sentence; empty where it could.
    """

    source: str
    file: str
    text: str | None
    reason: str = ""


def normalise(text: str) -> tuple[str, list[int]]:
    """Take the typography out of a text: what remains is what its digest is made of.

    The text is brought to Unicode's NFC; every run of white space (the no-break space too) becomes one space;
    typographic quotation marks become `"` and dashes `-`; white space at both ends goes.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    normalised
        The text without its typography. Normalising it again changes nothing.
    offsets
        One more number than `normalised` has characters, never falling: where in `text` each character came from, and
        at last where the last one ended. So `normalised[i:j]` came from `text[offsets[i]:offsets[j]]`, except where
        one character of the text became several.
    """
    characters: list[str] = []
    offsets: list[int] = []
    end = 0
    for start, stop in _units(text):
        unit = text[start:stop]
        for character in unicodedata.normalize("NFC", unit).translate(_SAME):
            if not character.isspace():
                end = stop
            elif not characters or characters[-1] == " ":
                continue
            else:
                character = " "
            characters.append(character)
            offsets.append(start)
    if characters and characters[-1] == " ":
        characters.pop()
        offsets.pop()
    return "".join(characters), [*offsets, end]


def _units(text: str) -> Iterator[tuple[int, int]]:
    """Cut a text into the smallest pieces that NFC treats each by itself."""
    if unicodedata.is_normalized("NFC", text):
        yield from ((at, at + 1) for at in range(len(text)))
        return
    start = 0
    for at in range(1, len(text)):
        if unicodedata.combining(text[at]) == 0 and not _compose(text[start:at], text[at]):
            yield start, at
            start = at
    yield start, len(text)


def _compose(before: str, character: str) -> bool:
    """Tell whether NFC joins a character to what stands before it (Hangul vowels are no combining marks, but join)."""
    parts = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", character)
    return unicodedata.normalize("NFC", before + character) != parts


def digest(text: str) -> str:
    """Return the first 16 hex digits of the SHA-256 of a text, normalised, in UTF-8."""
    return digest_of_normalised(normalise(text)[0])


def digest_of_normalised(normalised: str) -> str:
    """Return the digest of a text that `normalise` has been through already."""
    return hashlib.sha256(normalised.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_LENGTH]


def read_texts(sources: Mapping[str, SourceLike], folder: str | Path | None) -> dict[str, Text]:
    """Read the texts of all sources that name a file. Nothing is raised: what cannot be read is told.

    Parameters
    ----------
    sources
        By name.
    folder
        The author's archive; None where the reader has none.

    Returns
    -------
    dict
        By the source's name, in the scenario's order. Line ends of any kind count as one character.
    """
    return {name: _read(name, source.file, folder) for name, source in sources.items() if source.file}


def _read(source: str, file: str, folder: str | Path | None) -> Text:
    if folder is None:
        return Text(source, file, None, "no folder of texts was given; say where they are with --sources DIR")
    path = _inside(Path(folder), file)
    if path is None:
        return Text(source, file, None, f"the file '{file}' would lie outside of the folder of texts and is not opened")
    try:
        if not path.is_file():
            return Text(source, file, None, f"there is no file '{file}' in {folder}")
        if path.stat().st_size > LARGEST_TEXT:
            return Text(source, file, None, f"the file '{file}' is longer than {LARGEST_TEXT:,} bytes and is not read")
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Text(source, file, None, f"the file '{file}' is not UTF-8: byte {error.start} cannot be read")
    except OSError as error:
        return Text(source, file, None, f"the file '{file}' cannot be read: {error.strerror or error}")
    return Text(source, file, text.replace("\r\n", "\n").replace("\r", "\n"))


def _inside(folder: Path, file: str) -> Path | None:
    """Return the path of a file, or None where its name or a link leads out of the folder."""
    names = (PurePosixPath(file), PureWindowsPath(file))
    if any(name.is_absolute() or name.drive or name.root or ".." in name.parts for name in names):
        return None
    try:
        home = folder.resolve()
        path = (home / file).resolve()
    except (OSError, ValueError, RuntimeError):  # a null character, a loop of links
        return None
    return path if path.is_relative_to(home) else None


def read_archive(sources: Mapping[str, SourceLike], folder: Path | None) -> dict[str, Text]:
    """Read the texts of all sources from a folder that a reader named.

    Raises
    ------
    ProblemsFound
        Where there is no such folder.
    """
    if folder is not None and not folder.is_dir():
        problem = Problem(Mark.typed(str(folder)), "no such folder", "expected a folder with the texts of the sources")
        raise ProblemsFound([problem])
    return read_texts(sources, folder)
