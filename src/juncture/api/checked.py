"""Everything that `check` looks at, in one finding."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from juncture.analysis.coverage import Coverage, coverage
from juncture.analysis.numbers import NumberStatuses, number_statuses
from juncture.program.model import Model
from juncture.scenario.scenario import Scenario
from juncture.sources import Findings, SpanFindings, check_record, check_spans, check_stated, read_archive


@dataclass(frozen=True, slots=True)
class Checked:
    """A scenario checked.

    Attributes
    ----------
    numbers
        Where its numbers come from.
    documents
        What carries each claim.
    spans
        The claims' spans against their digests; None without texts.
    said
        What of the claims wants mending or is contradicted: with the record, with each other, with the texts.
    """

    numbers: NumberStatuses
    documents: Coverage
    spans: SpanFindings | None
    said: Findings

    @property
    def sound(self) -> bool:
        """Whether nothing must be mended."""
        return not (self.numbers.bare or self.said.wrong or (self.spans is not None and self.spans.wrong))


def checked(scenario: Scenario, model: Model, sources: Path | None = None) -> Checked:
    """Check a scenario that could be read; with `sources`, also against the texts in that folder."""
    texts = read_archive(scenario.form.sources, sources)
    stated = check_stated(scenario, texts)
    return Checked(
        number_statuses(scenario, model),
        coverage(scenario, model),
        check_spans(scenario.form.claims, texts) if sources else None,
        replace(stated, findings=(*stated.findings, *check_record(scenario))),
    )
