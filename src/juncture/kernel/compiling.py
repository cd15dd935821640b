"""How the kernel is compiled, and where the machine code is kept.

numba keys its disk cache on the file of a function, not on what the function inlines from other files. So the cache
stands in a folder named after a digest of all kernel sources: an edited kernel can never meet stale machine code, and
every copy of Juncture on a machine with the same kernel shares one compilation.

Division is that of IEEE 754. And as the kernel makes no arrays, it does without numba's counting of references: that is
atomic, stands around every call that takes arrays, even one that is inlined, and took a fifth of all time.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
import platformdirs
from numba.core import config

from juncture.program import program

F = TypeVar("F", bound=Callable[..., Any])
_ALWAYS: dict[str, Any] = {"error_model": "numpy", "_nrt": False}


def cache_folder() -> Path:
    """The folder that holds this kernel's machine code; a temporary one where the user's cache cannot be written."""
    digest = hashlib.sha256(numba.__version__.encode())
    # Numbers of operations, columns and laws are part of the machine code, and come from the program.
    for file in (*sorted(Path(__file__).parent.glob("*.py")), Path(program.__file__)):
        digest.update(file.read_bytes())
    folder = Path(os.environ.get("JUNCTURE_CACHE") or platformdirs.user_cache_dir("juncture")) / digest.hexdigest()[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = Path(tempfile.gettempdir()) / f"juncture-{os.getuid() if hasattr(os, 'getuid') else 0}" / folder.name
        folder.mkdir(parents=True, exist_ok=True)
    return folder


CACHE_FOLDER = cache_folder()


def compiled(function: F) -> F:
    """Compile a function that Python calls: cached on disk, without the interpreter's lock, with IEEE division."""
    before: Any = getattr(config, "CACHE_DIR")  # noqa: B009 - numba's settings are made at import
    setattr(config, "CACHE_DIR", str(CACHE_FOLDER))  # noqa: B010
    try:
        return cast("F", numba.njit(cache=True, nogil=True, **_ALWAYS)(function))
    finally:
        setattr(config, "CACHE_DIR", before)  # noqa: B010


def inlined(function: F) -> F:
    """Compile a function into its caller: a call that is not inlined and takes arrays costs more than most of ours do."""
    return cast("F", numba.njit(forceinline=True, **_ALWAYS)(function))


def scalar(function: F) -> F:
    """Compile a function of plain numbers; LLVM decides whether to inline it."""
    return cast("F", numba.njit(**_ALWAYS)(function))
