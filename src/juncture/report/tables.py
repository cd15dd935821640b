"""What a run found as plain tables: their columns with their meaning, and their values.

Every table is one thing a row: an event, a course, an outcome, a recorded event, a claim, a source. Names stand where
they can be joined (`course`, `act`, `outcome`, `source`); lists inside a cell have '; ' between their parts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from juncture.analysis.coverage import Coverage
from juncture.analysis.outcomes import Outcomes
from juncture.analysis.ranks import OutcomeRanks
from juncture.analysis.replay import Replayed
from juncture.courses.ensemble import Ensemble
from juncture.scenario.scenario import Scenario

_TEXT, _WHOLE, _SHARE, _TRUTH, _INSTANT = pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.timestamp("s")
_JULIAN_DAY_OF_1970 = 2_440_588


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its name, its type and what it means."""

    name: str
    type: pa.DataType
    meaning: str


Columns = tuple[Column, ...]
_WHEN = (
    Column("instant", _INSTANT, "date and time, Gregorian (ISO 8601)"),
    Column("shown", _TEXT, "the same in the calendars of the scenario"),
)
EVENTS: Columns = (
    Column("course", _WHOLE, "number of the course; 2i and 2i+1 are twins: same assumptions, different luck"),
    Column("event", _WHOLE, "place of the event in its course, from 1"),
    Column("act", _TEXT, "name of the act"),
    Column("title", _TEXT, "title of the act"),
    *_WHEN,
    Column("verb", _TEXT, "kind of act"),
    Column("by", _TEXT, "names of those who do it, '; ' between them"),
    Column("possible", _TRUTH, "false where something made it happen although the model held it impossible"),
    Column("lawful", _TRUTH, "whether it broke no rule in force"),
    Column("rules_broken", _TEXT, "names of the rules that it broke, '; ' between them"),
    Column("results", _TEXT, "what the event gave: 'ayes = 237; nays = 138'"),
)
COURSES: Columns = (
    Column("course", _WHOLE, "number of the course"),
    Column("pair", _WHOLE, "number of its pair of twins"),
    Column("outcome", _TEXT, "name of the outcome; empty where the course was stopped"),
    Column("status", _TEXT, "how it ended, as a sentence"),
    Column("events", _WHOLE, "how many events it has"),
)
OUTCOMES: Columns = (
    Column("outcome", _TEXT, "name of the outcome"),
    Column("title", _TEXT, "title of the outcome"),
    Column("chance", _SHARE, "share of courses that ended so, 0 to 1"),
    Column("low", _SHARE, "lower end of the 95 % interval of simulation"),
    Column("high", _SHARE, "upper end"),
    Column("from_assumptions", _SHARE, "share of the differences between courses that the assumptions explain"),
    Column("rank_holds", _SHARE, "share of draws of the assumptions in which it has the same rank, corrected for luck"),
    Column("likeliest", _SHARE, "share of draws of the assumptions in which it is the likeliest, corrected for luck"),
)
REPLAY: Columns = (
    Column("act", _TEXT, "name of the recorded act"),
    Column("title", _TEXT, "title of the act"),
    *_WHEN,
    Column("recorded", _TEXT, "the date as the record has it"),
    Column("at_once", _TRUTH, "whether it has no luck in time; then which, bits and later are empty"),
    Column("possible", _SHARE, "share of draws of the assumptions in which it could happen then"),
    Column("lawful", _SHARE, "share in which it broke no rule in force"),
    Column("rules_broken", _TEXT, "rules that it broke, with the share of draws: 'quorum_400 = 0.98'"),
    Column("which", _SHARE, "the chance that, of all acts that could come next, this one did"),
    Column("bits", _SHARE, "surprise: -log2 of which"),
    Column("later", _SHARE, "the chance that it would have come later still"),
    Column("stays", _SHARE, "share of draws in which it stays among the five most surprising; empty if it is not one"),
    Column("as_told", _SHARE, "share of draws in which recorded results that follow from others come out so"),
)
CLAIMS: Columns = (
    Column("claim", _TEXT, "name of the claim"),
    Column("source", _TEXT, "name of the source"),
    Column("kind", _TEXT, "event, state, mechanism or figure"),
    Column("sentence", _TEXT, "number of the sentence, or empty"),
    Column("page", _TEXT, "page, or empty"),
    Column("date", _TEXT, "the date that it states, as it stands in the scenario"),
    Column("gloss", _TEXT, "what the source says, in the scenario author's words"),
    Column("carried", _TRUTH, "whether an element of the model carries it, by the tests of `juncture coverage`"),
    Column("carried_by", _TEXT, "what does: 'record quorum_decree'"),
    Column("cited_by", _TEXT, "what cites it: 'record quorum_decree; rule quorum_400'"),
)
SOURCES: Columns = (
    Column("source", _TEXT, "name of the source"),
    Column("title", _TEXT, "its title"),
    Column("kind", _TEXT, "document, book, page, article or dataset"),
    Column("author", _TEXT, "its author"),
    Column("year", _WHOLE, "its year"),
    Column("address", _TEXT, "where it can be found"),
)

Values = Mapping[str, Sequence[Any] | np.ndarray | pa.Array]

#: Rows that are written at a time.
ROWS = 65_536


def schema_of(columns: Columns) -> pa.Schema:
    """Return names and types of the columns."""
    return pa.schema([(column.name, column.type) for column in columns])


def batches(columns: Columns, values: Values) -> Iterator[pa.RecordBatch]:
    """Yield the rows in parts; texts that come as numbers of texts are written out only there, or memory would fill.

    Built from arrays, since making a table from a mapping would import pandas where it is installed.
    """
    found = [values[column.name] for column in columns]
    arrays = [
        value if isinstance(value, pa.Array) else pa.array(value, column.type)
        for column, value in zip(columns, found, strict=True)
    ]
    table = pa.Table.from_arrays(arrays, [column.name for column in columns])
    for start in range(0, max(table.num_rows, 1), ROWS):
        yield from table.slice(start, ROWS).cast(schema_of(columns)).combine_chunks().to_batches()


def events(scenario: Scenario, ensemble: Ensemble) -> Values:
    """One row an event, course after course."""
    labels, events = ensemble.labels, ensemble.events
    if events is None:
        raise ValueError("an ensemble without its events; expected one collected with keep_events=True")
    acts = [scenario.form.acts[name] for name in labels.acts]
    instants, places = np.unique(events.instants, return_inverse=True)
    shown = [scenario.shown(instant) for instant in instants.tolist()]
    bits, which = np.unique(events.broken, return_inverse=True)
    broken = ["; ".join(rule for i, rule in enumerate(labels.rules) if bit >> i & 1) for bit in bits.tolist()]
    values, at = events.values.tolist(), events.value_offsets.tolist()
    results = [
        "; ".join(
            f"{name} = {value:g}" for name, value in zip(labels.results[act], values[at[i] : at[i + 1]], strict=True)
        )
        for i, act in enumerate(events.acts.tolist())
    ]
    return {
        "course": events.courses + ensemble.first,
        "event": np.arange(len(events.acts)) - events.offsets[events.courses] + 1,
        "act": _named(labels.acts, events.acts),
        "title": _named(labels.act_titles, events.acts),
        "instant": _instants(scenario, instants)[places],
        "shown": _named(shown, places),
        "verb": _named([act.verb for act in acts], events.acts),
        "by": _named([_listed(act.by) for act in acts], events.acts),
        "possible": events.possible,
        "lawful": events.broken == 0,
        "rules_broken": _named(broken, which),
        "results": results,
    }


def _instants(scenario: Scenario, instants: Iterable[int] | np.ndarray) -> np.ndarray:
    """Seconds since the begin as Gregorian dates; every day has one number, whatever people called it."""
    seconds = np.asarray(list(instants), np.int64) + scenario.begin - _JULIAN_DAY_OF_1970 * 86400
    return seconds.astype("datetime64[s]")


def courses(ensemble: Ensemble) -> Values:
    """One row a course."""
    assert ensemble.events is not None
    numbers = np.arange(ensemble.first, ensemble.first + ensemble.count)
    names = (*ensemble.labels.outcomes, None)
    return {
        "course": numbers,
        "pair": numbers // 2,
        "outcome": [names[number] for number in ensemble.outcomes.tolist()],
        "status": [ensemble.statuses[number] for number in ensemble.status.tolist()],
        "events": np.diff(ensemble.events.offsets),
    }


def outcomes(found: Outcomes, ranks: OutcomeRanks) -> Values:
    """One row an outcome, in the order of the scenario."""
    chances = [outcome.probability for outcome in found.outcomes]
    return {
        "outcome": [outcome.name for outcome in found.outcomes],
        "title": [outcome.title for outcome in found.outcomes],
        "chance": _finite(p.value for p in chances),
        "low": _finite(p.low for p in chances),
        "high": _finite(p.high for p in chances),
        "from_assumptions": _finite(p.from_assumptions for p in chances),
        "rank_holds": _finite(ranks.keeps[outcome.name].share for outcome in found.outcomes),
        "likeliest": _finite(ranks.leads[outcome.name].share for outcome in found.outcomes),
    }


def replay(scenario: Scenario, found: Replayed) -> Values:
    """One row a recorded event, in the order of the record."""
    entries = found.entries
    recorded = sorted(scenario.form.record, key=lambda entry: scenario.instants(entry.on).noon)
    return {
        "act": [entry.act for entry in entries],
        "title": [entry.title for entry in entries],
        "instant": _instants(scenario, [entry.instant for entry in entries]),
        "shown": [scenario.shown(entry.instant, time=entry.to_the_minute) for entry in entries],
        "recorded": [entry.on for entry in recorded],
        "at_once": [entry.at_once for entry in entries],
        "possible": _finite(entry.possible for entry in entries),
        "lawful": _finite(entry.lawful for entry in entries),
        "rules_broken": [_listed(f"{rule} = {share:.4g}" for rule, share in entry.broken.items()) for entry in entries],
        "which": _finite(entry.which for entry in entries),
        "bits": _finite(entry.bits for entry in entries),
        "later": _finite(entry.when for entry in entries),
        "stays": _finite(entry.stays for entry in entries),
        "as_told": _finite(entry.as_told for entry in entries),
    }


def claims(scenario: Scenario, documents: Coverage) -> Values:
    """One row a claim, source after source."""
    found = [(document.source, claim) for document in documents for claim in document.claims]
    forms = [scenario.form.claims[claim.name] for _, claim in found]
    return {
        "claim": [claim.name for _, claim in found],
        "source": [source for source, _ in found],
        "kind": [form.kind for form in forms],
        "sentence": [form.sentence for form in forms],
        "page": [form.page for form in forms],
        "date": [form.date for form in forms],
        "gloss": [form.gloss for form in forms],
        "carried": [claim.element is not None for _, claim in found],
        "carried_by": [f"{claim.element.kind} {claim.element.name}" if claim.element else "" for _, claim in found],
        "cited_by": [_listed(claim.cited_by) for _, claim in found],
    }


def sources(scenario: Scenario) -> Values:
    """One row a source, in the order of the scenario."""
    forms = scenario.form.sources
    return {
        "source": list(forms),
        **{
            name: [getattr(form, name) for form in forms.values()]
            for name in ("title", "kind", "author", "year", "address")
        },
    }


CODEBOOK: Columns = tuple(Column(name, _TEXT, "") for name in ("table", "column", "type", "meaning"))


def codebook(tables: Mapping[str, Columns]) -> Values:
    """One row a column: every column of every table with its type and meaning."""
    rows = [(name, column) for name, columns in tables.items() for column in columns]
    return {
        "table": [name for name, _ in rows],
        "column": [column.name for _, column in rows],
        "type": [str(column.type) for _, column in rows],
        "meaning": [column.meaning for _, column in rows],
    }


def _named(texts: Sequence[str], numbers: np.ndarray) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(numbers.astype(np.int32)), pa.array(texts, _TEXT))


def _listed(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def _finite(values: Iterable[float]) -> list[float | None]:
    """What is not a number becomes an empty cell, and -0 becomes 0."""
    return [value + 0.0 if math.isfinite(value) else None for value in values]
