"""Opening a file of courses: first every byte is checked against the seal, then the content against its digest."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from juncture.courses.ensemble import Ensemble, Events, offsets_of
from juncture.courses.errors import CourseFileError
from juncture.courses.labels import Labels
from juncture.courses.save import FORMAT, KEY, content_digest
from juncture.courses.seal import what_is_wrong
from juncture.kernel.run import Intervention, Plan

_DAMAGED = "save the ensemble again, or take a copy that is whole; its courses can be simulated anew from their seed"


def open_ensemble(path: str | Path) -> Ensemble:
    """Return the ensemble that `save` wrote.

    Raises
    ------
    CourseFileError
        Where the file is missing, damaged, cut off, changed, or of another kind or format: one sentence says what.
    """
    path = Path(path)
    expected = "expected the sealed bytes that Juncture wrote"
    try:
        wrong = what_is_wrong(path)
    except OSError as error:
        raise CourseFileError(
            f"{path} cannot be read ({error.strerror or error})",
            "expected a file of courses",
            "check the name and the right to read it",
        ) from None
    if wrong:
        raise CourseFileError(f"{path} is not a whole file of courses: {wrong}", expected, _DAMAGED)
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            told = json.loads(file.metadata.metadata[KEY.encode()])
            if told["format"] != FORMAT:
                raise CourseFileError(
                    f"{path} has format {told['format']} of Juncture {told['labels']['version']}",
                    f"expected format {FORMAT}",
                    "open it with that version, or simulate its courses anew",
                )
            ensemble = _read(file, told)
    except (pa.ArrowException, OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise CourseFileError(f"{path} cannot be understood ({error})", expected, _DAMAGED) from error
    if content_digest(ensemble) != told["content"]:
        raise CourseFileError(f"{path} says other things than its digest of the content", expected, _DAMAGED)
    return ensemble


def _read(file: pq.ParquetFile, told: dict[str, Any]) -> Ensemble:
    labels = Labels.read(told["labels"])
    statuses, first = tuple(told["statuses"]), told["first"]
    pieces: defaultdict[str, list[np.ndarray]] = defaultdict(list)
    for group in range(file.num_row_groups):
        for name, array in _columns(file.read_row_group(group), labels, statuses, first):
            pieces[name].append(array)
    whole = {name: np.concatenate(pieces.pop(name)) for name in list(pieces)}
    counts = whole.pop("counts", None)
    sizes = np.array([len(names) for names in labels.results], np.int64)
    events = None
    if counts is not None:
        of_events = ("acts", "instants", "possible", "broken", "values")
        events = Events(offsets_of(counts), **{name: whole.pop(name) for name in of_events}, sizes=sizes)
    plan = Plan(told["replay_until"], tuple(Intervention(*change) for change in told["changes"]))
    return Ensemble(labels, told["seed"], first, plan, told["same_luck"], statuses, **whole, events=events)


def _columns(rows: pa.Table, labels: Labels, statuses: Sequence[str], first: int) -> Iterator[tuple[str, np.ndarray]]:
    """The arrays of one row group, each with its name."""
    columns = {name: rows[name].combine_chunks() for name in rows.column_names}
    yield "outcomes", _numbers(columns["outcome"], labels.outcomes, np.int16)
    yield "status", _numbers(columns["status"], statuses, np.int16)
    for name in ("clips", "stubborn_events", "stubborn_draws", "likelihood"):
        yield name, columns[name].to_numpy()
    course = columns["course"].to_numpy()
    begins_pair = (course % 2 == 0) | (course == first)
    drawn = [column.to_numpy()[begins_pair] for column in columns["assumptions"].flatten()] if labels.numbers else []
    yield "assumptions", np.stack(drawn, axis=1) if drawn else np.empty((int(begins_pair.sum()), 0))
    if "events" in columns:
        yield from _of_events(columns["events"], labels)


def _of_events(lists: pa.ListArray, labels: Labels) -> Iterator[tuple[str, np.ndarray]]:
    yield "counts", _lengths(lists)
    act, instant, possible, rules, results = lists.flatten().flatten()
    yield "acts", _numbers(act, labels.acts, np.int16)
    yield "instants", instant.to_numpy()
    yield "possible", possible.to_numpy(zero_copy_only=False)
    broken = np.zeros(len(rules), np.int64)
    bits = np.int64(1) << _numbers(rules.flatten(), labels.rules, np.int64)
    np.add.at(broken, np.repeat(np.arange(len(rules)), _lengths(rules)), bits)
    yield "broken", broken
    yield "values", results.items.to_numpy()


def _lengths(lists: pa.ListArray) -> np.ndarray:
    return np.diff(lists.offsets.to_numpy())


def _numbers(names: pa.Array, known: Sequence[str], dtype: Any) -> np.ndarray:
    """Names as their numbers in a list; -1 where there is none. Each distinct name is looked up once."""
    coded = names if pa.types.is_dictionary(names.type) else names.dictionary_encode()
    places = {name: place for place, name in enumerate(known)}
    numbers = np.array([*(places[name] for name in coded.dictionary.to_pylist()), -1], dtype)
    return numbers[coded.indices.fill_null(-1).to_numpy()]
