"""What a run found as files for other programs: tables as CSV and Parquet, figures as SVG and PDF, and a codebook.

CSV is UTF-8 with a byte order mark, without which Excel reads Cyrillic wrongly; in R, `readr::read_csv` reads it, and
`read.csv(..., fileEncoding = "UTF-8-BOM")`. Dates are `1917-11-07 21:40:00`, Gregorian whatever the calendar of the
scenario, since ISO 8601 knows no other; `shown` has them as historians write them. Both forms hold the same rows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.csv as pc
import pyarrow.parquet as pq

from juncture import __version__
from juncture.analysis.coverage import Coverage
from juncture.analysis.hypotheses import Hypotheses
from juncture.analysis.outcomes import Outcomes
from juncture.analysis.ranks import OutcomeRanks
from juncture.analysis.replay import Replayed
from juncture.courses.ensemble import Ensemble
from juncture.courses.files import write_whole
from juncture.report import answers, tables
from juncture.report.figures import as_pdf, outcomes_figure, standalone
from juncture.report.timeline import timeline
from juncture.scenario.scenario import Scenario
from juncture.sources import bibliography

_EXCELS_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Exported:
    """All that is written: what was loaded and what was found."""

    scenario: Scenario
    ensemble: Ensemble
    outcomes: Outcomes
    ranks: OutcomeRanks | None
    replayed: Replayed
    documents: Coverage
    hypotheses: Hypotheses
    overlays: tuple[str, ...] = ()


Write = Callable[[Path], object]


def write_all(folder: Path, found: Exported) -> Iterator[Path]:
    """Write every file, each whole or not at all, and yield its path.

    `about.json` comes last and holds the digest of each, so that an export that was broken off can be told from one
    that is complete.
    """
    digests: dict[str, str] = {}
    for name, write in _files(found):
        write_whole(folder / name, write)
        with (folder / name).open("rb") as file:
            digests[name] = hashlib.file_digest(file, "sha256").hexdigest()
        yield folder / name
    about = json.dumps({**_about(found), "sha256": digests}, indent=2, ensure_ascii=False)
    write_whole(folder / "about.json", _text(f"{about}\n"))
    yield folder / "about.json"


def _files(found: Exported) -> Iterator[tuple[str, Write]]:
    """The name of each file, and what fills it."""
    scenario, ensemble = found.scenario, found.ensemble
    columns = {
        "events": (tables.EVENTS, lambda: tables.events(scenario, ensemble)),
        "courses": (tables.COURSES, lambda: tables.courses(ensemble)),
        "outcomes": (tables.OUTCOMES, lambda: tables.outcomes(found.outcomes, found.ranks)),
        "replay": (tables.REPLAY, lambda: tables.replay(scenario, found.replayed)),
        "claims": (tables.CLAIMS, lambda: tables.claims(scenario, found.documents)),
        "sources": (tables.SOURCES, lambda: tables.sources(scenario)),
        "hypotheses": (answers.HYPOTHESES, lambda: answers.hypotheses(found.hypotheses)),
    }
    for name, (those, values) in columns.items():
        told = values()
        yield f"{name}.csv", _csv(those, told)
        yield f"{name}.parquet", _parquet(those, told)
    yield "codebook.csv", _csv(tables.CODEBOOK, tables.codebook({name: those for name, (those, _) in columns.items()}))
    cited = bibliography(scenario.form)
    if cited:
        yield "sources.bib", _text(cited)
    drawn = {"outcomes": outcomes_figure(scenario, found.outcomes), "timeline": timeline(scenario, found.replayed)}
    for name, svg in drawn.items():
        if svg:
            whole = standalone(svg)
            yield f"{name}.svg", _text(whole)
            yield f"{name}.pdf", lambda partial, whole=whole: partial.write_bytes(as_pdf(whole))


def _text(text: str) -> Write:
    return lambda partial: partial.write_text(text, encoding="utf-8", newline="\n")


def _csv(columns: tables.Columns, values: tables.Values) -> Write:
    def write(partial: Path) -> None:
        with partial.open("wb") as file:
            file.write(_EXCELS_MARK)
            with pc.CSVWriter(file, tables.schema_of(columns)) as writer:
                for batch in tables.batches(columns, values):
                    writer.write_batch(batch)

    return write


def _parquet(columns: tables.Columns, values: tables.Values) -> Write:
    def write(partial: Path) -> None:
        with pq.ParquetWriter(partial, tables.schema_of(columns)) as writer:
            for batch in tables.batches(columns, values):
                writer.write_batch(batch)

    return write


def _about(found: Exported) -> dict[str, object]:
    """What the files come from, as far as another machine needs it to make the same."""
    labels = found.ensemble.labels
    return {
        "scenario": labels.scenario,
        "title": labels.title,
        "scenario_digest": labels.scenario_digest,
        "overlays": found.overlays,
        "juncture": __version__,
        "seed": found.ensemble.seed,
        "courses": found.ensemble.count,
        "replayed_courses": found.replayed.courses,
        "rank_draws": found.ranks.draws if found.ranks else 0,
        "rank_siblings": found.ranks.siblings if found.ranks else 0,
    }
