"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from juncture.courses.errors import CourseFileError


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Let `write` fill a file beside `path`, bring it to the disk, and only then put it in place by one renaming.

    At every instant `path` is the old file or the new one.

    Raises
    ------
    CourseFileError
        Where it could not be written. The old file is untouched, and nothing is left behind.
    """
    partial = path.parent / f".{path.name}.{secrets.token_hex(4)}.partial"
    try:
        try:
            write(partial)
            _bring_to_disk(partial, os.O_RDWR)
            os.replace(partial, path)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise _refused(path, error.strerror or str(error)) from error
    with suppress(OSError):  # the file is in place; not every system can bring a folder to the disk
        _bring_to_disk(path.parent, os.O_RDONLY)


def check_place(path: Path) -> None:
    """Raise `CourseFileError` where a file can surely not be written, before any work is done for it."""
    if path.is_dir():
        raise _refused(path, "it is a folder")
    if not path.parent.is_dir():
        raise _refused(path, "there is no such folder")
    if not os.access(path.parent, os.W_OK):
        raise _refused(path, "the folder may not be written to")


def make_folder(path: Path) -> None:
    """Make a folder if it is not there; raise `CourseFileError` where files can surely not be written into it."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(path, error.strerror or str(error)) from error
    if not os.access(path, os.W_OK):
        raise _refused(path, "the folder may not be written to")


def _refused(path: Path, reason: str) -> CourseFileError:
    return CourseFileError(
        f"{path} could not be written ({reason})",
        "expected a folder that exists, may be written to and has room",
        "the file that was there before, if any, is as it was",
    )


def _bring_to_disk(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
