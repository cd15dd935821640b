"""The seal of a file of courses: a SHA-256 over every byte of it.

A Parquet file ends with a footer, the footer's length and a magic word, and readers find everything else from there.
So 48 bytes in front of the footer disturb no reader: a mark, and the digest of all other bytes. Page checksums do not
cover the footer; the seal does, and tells a damaged file before any part of it is interpreted.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import BinaryIO

MAGIC = b"PAR1"
MARK = b"juncture.sealed\n"
_SEAL = len(MARK) + 32
_TAIL = 4 + len(MAGIC)
_CHUNK = 1 << 20


def seal(path: Path) -> None:
    """Put the seal into a complete Parquet file."""
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        begin = size - _TAIL - _footer_length(file, size)
        file.seek(begin)
        footer = file.read()
        whole = _digest_of(file, 0, begin)
        whole.update(footer)
        file.seek(begin)
        file.write(MARK + whole.digest() + footer)


def what_is_wrong(path: Path) -> str:
    """Return what is wrong with a sealed file, or an empty text.

    Raises
    ------
    OSError
        Where it cannot be read at all.
    """
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        if size == 0:
            return "the file is empty"
        file.seek(0)
        if file.read(len(MAGIC)) != MAGIC:
            return "it does not begin as a Parquet file does"
        file.seek(max(0, size - len(MAGIC)))
        if file.read() != MAGIC:
            return "its end is missing or damaged"
        begin = size - _TAIL - _footer_length(file, size)
        at = begin - _SEAL
        if at < len(MAGIC):
            return "its end is missing or damaged"
        file.seek(at)
        if file.read(len(MARK)) != MARK:
            return "it has no seal of Juncture where one should be"
        sealed = file.read(32)
        whole = _digest_of(file, 0, at)
        file.seek(begin)
        whole.update(file.read())
    return "" if whole.digest() == sealed else "some of its bytes are not the ones that were written"


def _footer_length(file: BinaryIO, size: int) -> int:
    file.seek(max(0, size - _TAIL))
    return int.from_bytes(file.read(4), "little")


def _digest_of(file: BinaryIO, start: int, stop: int) -> hashlib._Hash:
    """The digest, so far, of the bytes start .. stop - 1."""
    whole = hashlib.sha256()
    file.seek(start)
    while start < stop:
        chunk = file.read(min(_CHUNK, stop - start))
        if not chunk:
            break
        whole.update(chunk)
        start += len(chunk)
    return whole
