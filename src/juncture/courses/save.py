"""Saving an ensemble: one Parquet file, whole or not at all, with the same bytes wherever it is made.

The file tells its scenario, program, version, seed and plan in the metadata key `juncture` (JSON), holds the table of
`tables.py`, and is sealed (`seal.py`). It has no time stamp and nothing of the machine, so that equal courses give
equal files, whatever the threads and blocks they ran in. Other versions of pyarrow may write other bytes; the digest
of the content stays the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from juncture.courses.ensemble import Ensemble
from juncture.courses.files import write_whole
from juncture.courses.seal import seal
from juncture.courses.tables import ROWS, batches

#: Of this layout of table and metadata; `open_ensemble` refuses others.
FORMAT = 1
KEY = "juncture"

_EVENT = "events.list.element."
#: Columns of few distinct values; others are random numbers, for which a dictionary is wasted work.
_FEW_VALUES = [
    "outcome",
    "status",
    f"{_EVENT}act",
    f"{_EVENT}rules_broken.list.element",
    f"{_EVENT}results.key_value.key",
    f"{_EVENT}results.key_value.value",
]
_RISING = ("course", "pair", f"{_EVENT}instant")
_HOW: dict[str, Any] = {
    "compression": "zstd",
    "use_dictionary": _FEW_VALUES,
    "column_encoding": dict.fromkeys(_RISING, "DELTA_BINARY_PACKED"),
    "write_page_checksum": True,
}


def save(ensemble: Ensemble, path: str | Path) -> None:
    """Save an ensemble, in place of whatever was there.

    It is written beside `path` under another name, brought to the disk, and only then put in place by one renaming:
    at every instant `path` is the old file or the new one.

    Raises
    ------
    CourseFileError
        Where it could not be written. The old file is untouched, and nothing is left behind.
    """

    def write(partial: Path) -> None:
        _write(ensemble, partial)
        seal(partial)

    write_whole(Path(path), write)


def content_digest(ensemble: Ensemble) -> str:
    """SHA-256 of what an ensemble says, in hexadecimal: its labels and, in a fixed order, its arrays."""
    whole = hashlib.sha256(_json(_told(ensemble)))
    for name, array in _arrays(ensemble):
        portable = np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
        whole.update(f"{name} {portable.dtype.str} {portable.shape}".encode())
        whole.update(portable.data)
    return whole.hexdigest()


def _told(ensemble: Ensemble) -> dict[str, Any]:
    """Everything but the arrays."""
    return {
        "labels": ensemble.labels.plain(),
        "seed": ensemble.seed,
        "first": ensemble.first,
        "count": ensemble.count,
        "replay_until": ensemble.plan.replay_until,
        "changes": [[c.instant, c.kind, c.target, c.value] for c in ensemble.plan.changes],
        "same_luck": ensemble.same_luck,
        "statuses": ensemble.statuses,
    }


def _arrays(ensemble: Ensemble) -> Iterator[tuple[str, np.ndarray]]:
    for part in (ensemble, ensemble.events):
        if part is not None:
            for field in fields(part):
                value = getattr(part, field.name)
                if isinstance(value, np.ndarray):
                    yield field.name, value


def _json(plain: Any) -> bytes:
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _write(ensemble: Ensemble, path: Path) -> None:
    told = {"format": FORMAT, "content": content_digest(ensemble), **_told(ensemble)}
    parts = batches(ensemble)
    first = next(parts)
    with pq.ParquetWriter(path, first.schema, **_HOW) as writer:
        writer.add_key_value_metadata({KEY: _json(told).decode()})
        writer.write_batch(first, ROWS)
        for part in parts:
            writer.write_batch(part, ROWS)
