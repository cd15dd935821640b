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

TEXT, WHOLE, SHARE, TRUTH, INSTANT = pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.timestamp("s")
_JULIAN_DAY_OF_1970 = 2_440_588


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its name, its type and what it means."""

    name: str
    type: pa.DataType
    meaning: str


Columns = tuple[Column, ...]
WHEN = (
    Column("instant", INSTANT, "date and time, Gregorian (ISO 8601)"),
    Column("shown", TEXT, "the same in the calendars of the scenario"),
)
EVENTS: Columns = (
    Column("course", WHOLE, "number of the course; 2i and 2i+1 are twins: same assumptions, different luck"),
    Column("event", WHOLE, "place of the event in its course, from 1"),
    Column("act", TEXT, "name of the act"),
    Column("title", TEXT, "title of the act"),
    *WHEN,
    Column("verb", TEXT, "kind of act"),
    Column("by", TEXT, "names of those who do it, '; ' between them"),
    Column("possible", TRUTH, "false where something made it happen although the model held it impossible"),
    Column("lawful", TRUTH, "whether it broke no rule in force"),
    Column("rules_broken", TEXT, "names of the rules that it broke, '; ' between them"),
    Column("results", TEXT, "what the event gave: 'ayes = 237; nays = 138'"),
)
COURSES: Columns = (
    Column("course", WHOLE, "number of the course"),
    Column("pair", WHOLE, "number of its pair of twins"),
    Column("outcome", TEXT, "name of the outcome; empty where the course was stopped"),
    Column("status", TEXT, "how it ended, as a sentence"),
    Column("events", WHOLE, "how many events it has"),
)
OUTCOMES: Columns = (
    Column("outcome", TEXT, "name of the outcome"),
    Column("title", TEXT, "title of the outcome"),
    Column("chance", SHARE, "share of courses that ended so, 0 to 1"),
    Column("low", SHARE, "lower end of the 95 % interval of simulation"),
    Column("high", SHARE, "upper end"),
    Column("from_assumptions", SHARE, "share of the differences between courses that the assumptions explain"),
    Column(
        "rank_holds", SHARE, "share of draws of the assumptions in which it has its rank, largely corrected for luck"
    ),
    Column("likeliest", SHARE, "share of draws of the assumptions in which it is the likeliest, corrected likewise"),
    Column("likeliest_low", SHARE, "lower end of its 95 % interval, of the number of draws alone"),
    Column("likeliest_high", SHARE, "upper end"),
)
REPLAY: Columns = (
    Column("act", TEXT, "name of the recorded act"),
    Column("title", TEXT, "title of the act"),
    *WHEN,
    Column("recorded", TEXT, "the date as the record has it"),
    Column("at_once", TRUTH, "whether it has no luck in time; then which, bits and later are empty"),
    Column("possible", SHARE, "share of draws of the assumptions in which it could happen then"),
    Column("lawful", SHARE, "share in which it broke no rule in force"),
    Column("rules_broken", TEXT, "rules that it broke, with the share of draws: 'quorum_400 = 0.98'"),
    Column("which", SHARE, "the chance that, of all acts that could come next, this one did"),
    Column("bits", SHARE, "surprise: -log2 of which"),
    Column("later", SHARE, "the chance that it would have come later still"),
    Column("stays", SHARE, "share of draws in which it stays among the five most surprising; empty if it is not one"),
    Column("as_told", SHARE, "share of draws in which recorded results that follow from others come out so"),
)
CLAIMS: Columns = (
    Column("claim", TEXT, "name of the claim"),
    Column("source", TEXT, "name of the source"),
    Column("kind", TEXT, "event, state, mechanism or figure"),
    Column("sentence", TEXT, "number of the sentence, or empty"),
    Column("page", TEXT, "page, or empty"),
    Column("date", TEXT, "the date that it states, as it stands in the scenario"),
    Column("gloss", TEXT, "what the source says, in the scenario author's words"),
    Column("carried", TRUTH, "whether an element of the model carries it, by the tests of `juncture coverage`"),
    Column("carried_by", TEXT, "what does: 'record quorum_decree'"),
    Column("cited_by", TEXT, "what cites it: 'record quorum_decree; rule quorum_400'"),
)
SOURCES: Columns = (
    Column("source", TEXT, "name of the source"),
    Column("title", TEXT, "its title"),
    Column("kind", TEXT, "document, book, page, article or dataset"),
    Column("author", TEXT, "its author"),
    Column("year", WHOLE, "its year"),
    Column("address", TEXT, "where it can be found"),
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
        "instant": gregorian(scenario, instants)[places],
        "shown": _named(shown, places),
        "verb": _named([act.verb for act in acts], events.acts),
        "by": _named([_listed(act.by) for act in acts], events.acts),
        "possible": events.possible,
        "lawful": events.broken == 0,
        "rules_broken": _named(broken, which),
        "results": results,
    }


def gregorian(scenario: Scenario, instants: Iterable[int] | np.ndarray) -> np.ndarray:
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


def outcomes(found: Outcomes, ranks: OutcomeRanks | None) -> Values:
    """One row an outcome, in the order of the scenario; ranks may not have been asked for."""
    names, chances = [one.name for one in found.outcomes], [one.probability for one in found.outcomes]
    none = [None] * len(names)
    return {
        "outcome": names,
        "title": [outcome.title for outcome in found.outcomes],
        "chance": finite(p.value for p in chances),
        "low": finite(p.low for p in chances),
        "high": finite(p.high for p in chances),
        "from_assumptions": finite(p.from_assumptions for p in chances),
        "rank_holds": finite(ranks.keeps[name].share for name in names) if ranks else none,
        "likeliest": finite(ranks.leads[name].share for name in names) if ranks else none,
        "likeliest_low": finite(ranks.leads[name].low for name in names) if ranks else none,
        "likeliest_high": finite(ranks.leads[name].high for name in names) if ranks else none,
    }


def replay(scenario: Scenario, found: Replayed) -> Values:
    """One row a recorded event, in the order of the record."""
    entries = found.entries
    return {
        "act": [entry.act for entry in entries],
        "title": [entry.title for entry in entries],
        "instant": gregorian(scenario, [entry.instant for entry in entries]),
        "shown": [scenario.shown(entry.instant, time=entry.to_the_minute) for entry in entries],
        "recorded": [entry.on for entry in scenario.record_in_order],
        "at_once": [entry.at_once for entry in entries],
        "possible": finite(entry.possible for entry in entries),
        "lawful": finite(entry.lawful for entry in entries),
        "rules_broken": [_listed(f"{rule} = {share:.4g}" for rule, share in entry.broken.items()) for entry in entries],
        "which": finite(entry.which for entry in entries),
        "bits": finite(entry.bits for entry in entries),
        "later": finite(entry.when for entry in entries),
        "stays": finite(entry.stays for entry in entries),
        "as_told": finite(entry.as_told for entry in entries),
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


CODEBOOK: Columns = tuple(Column(name, TEXT, "") for name in ("table", "column", "type", "meaning"))


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
    return pa.DictionaryArray.from_arrays(pa.array(numbers.astype(np.int32)), pa.array(texts, TEXT))


def _listed(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def finite(values: Iterable[float]) -> list[float | None]:
    """What is not a number becomes an empty cell, and -0 becomes 0."""
    return [value + 0.0 if math.isfinite(value) else None for value in values]
