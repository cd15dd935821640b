"""An ensemble as an Arrow table, one row a course; what pandas, polars, DuckDB and R read.

==================  ======================================================================================
course              number of the course
pair                number of its pair of twins, which share their assumptions
outcome             name of the outcome; null where the course was stopped
status              how it ended, as a sentence
clips               changes kept within their bounds
stubborn_events     recorded events that a replay made happen although its course held them impossible
stubborn_draws      recorded results that it held impossible
likelihood          log-likelihood of the record in a replay
assumptions         struct: what the pair drew of each uncertain number; absent where nothing is uncertain
events              list of its events in order; absent where they were not kept
==================  ======================================================================================

An event is a struct: `act` (name), `instant` (seconds since the scenario's begin), `possible`, `rules_broken` (list
of names, empty where it was lawful), `results` (map from name to number). In DuckDB, for example::

    SELECT outcome, count(*) FROM 'courses.parquet' GROUP BY ALL;
    SELECT course, e.instant / 86400 AS day, e.results['ayes'] AS ayes
    FROM (SELECT course, unnest(events) AS e FROM 'courses.parquet') WHERE e.act = 'decision';
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from juncture.courses.ensemble import Ensemble, Events, offsets_of
from juncture.courses.labels import Labels
from juncture.program.program import Ints

#: Courses in one batch of rows, and in one row group of a file.
ROWS = 16_384


def table(ensemble: Ensemble) -> pa.Table:
    """Return the whole ensemble as a table. It is built from numpy arrays; no event is touched by Python."""
    return pa.Table.from_batches(list(batches(ensemble)))


def batches(ensemble: Ensemble) -> Iterator[pa.RecordBatch]:
    """Yield the table in parts of `ROWS` courses, so that a writer needs memory for one part."""
    for start in range(0, ensemble.count, ROWS):
        yield _batch(ensemble, start, min(start + ROWS, ensemble.count))


def _batch(ensemble: Ensemble, start: int, stop: int) -> pa.RecordBatch:
    labels, each = ensemble.labels, slice(start, stop)
    numbers = np.arange(ensemble.first + start, ensemble.first + stop)
    outcomes = ensemble.outcomes[each]
    columns: dict[str, pa.Array] = {
        "course": pa.array(numbers),
        "pair": pa.array(numbers // 2),
        "outcome": _named(outcomes, labels.outcomes, outcomes < 0),
        "status": _named(ensemble.status[each], ensemble.statuses),
        "clips": pa.array(ensemble.clips[each]),
        "stubborn_events": pa.array(ensemble.stubborn_events[each]),
        "stubborn_draws": pa.array(ensemble.stubborn_draws[each]),
        "likelihood": pa.array(ensemble.likelihood[each]),
    }
    if ensemble.assumptions.shape[1]:
        drawn = ensemble.assumptions[ensemble.pairs[each]]
        columns["assumptions"] = pa.StructArray.from_arrays(
            [pa.array(np.ascontiguousarray(column)) for column in drawn.T], list(labels.numbers)
        )
    if ensemble.events is not None:
        columns["events"] = _events(ensemble.events.between(start, stop), labels)
    return pa.RecordBatch.from_pydict(columns)


def _events(events: Events, labels: Labels) -> pa.ListArray:
    """One list a course, of one struct an event."""
    structs = pa.StructArray.from_arrays(
        [
            _named(events.acts, labels.acts),
            pa.array(events.instants),
            pa.array(events.possible),
            _rules_broken(events.broken, labels.rules),
            _results(events, labels),
        ],
        ["act", "instant", "possible", "rules_broken", "results"],
    )
    return pa.ListArray.from_arrays(_offsets(events.offsets), structs)


def _rules_broken(broken: Ints, rules: Sequence[str]) -> pa.ListArray:
    """One list an event, of the names of the rules whose bits are set."""
    unlawful = np.flatnonzero(broken)
    bits = (broken[unlawful, None] >> np.arange(len(rules))) & 1
    counts = np.zeros(len(broken), np.int64)
    counts[unlawful] = bits.sum(axis=1)
    return pa.ListArray.from_arrays(_offsets(offsets_of(counts)), _named(np.nonzero(bits)[1].astype(np.int16), rules))


def _results(events: Events, labels: Labels) -> pa.MapArray:
    """One map an event, from the names of its act's results to their values."""
    names = list(dict.fromkeys(name for results in labels.results for name in results))
    numbers = np.array([names.index(name) for results in labels.results for name in results], np.int16)
    firsts = offsets_of(events.sizes)[:-1]
    offsets = events.value_offsets
    # The n-th value of an event has the n-th name of its act.
    shifts = np.repeat(firsts[events.acts] - offsets[:-1], events.sizes[events.acts])
    keys = numbers[shifts + np.arange(len(events.values))]
    return pa.MapArray.from_arrays(_offsets(offsets), _named(keys, names), pa.array(events.values))


def _named(numbers: np.ndarray, names: Sequence[str], missing: np.ndarray | None = None) -> pa.DictionaryArray:
    """Numbers of names as the names themselves."""
    return pa.DictionaryArray.from_arrays(pa.array(numbers, mask=missing), pa.array(names, pa.string()))


def _offsets(offsets: Ints) -> pa.Array:
    return pa.array(offsets.astype(np.int32))
