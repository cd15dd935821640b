"""`juncture check`: is a scenario sound, and where do its numbers come from?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from juncture.cli.options import Json, Overlays, ScenarioName


def check(
    scenario: ScenarioName,
    *,
    overlay: Overlays = (),
    sources: Annotated[Path | None, Parameter(help="Folder with the texts of the sources.")] = None,
    json: Json = False,
) -> int:
    """Check a scenario: form, names, dates, windows, the record, and the source of every number.

    With the texts at hand, every quoted span is compared with its digest. Nothing is simulated, so the answer comes
    within a second or two. Exit code 1 if a span has changed or a number has neither source nor spread.
    """
    from juncture.analysis.carried import carried
    from juncture.analysis.numbers import number_statuses
    from juncture.language import Mark, Problem, ProblemsFound
    from juncture.program.compile import read_scenario
    from juncture.report.checked import print_check
    from juncture.report.terminal import print_json
    from juncture.sources import check_spans, read_texts

    if sources is not None and not sources.is_dir():
        problem = Problem(Mark(str(sources), 1, 1), "no such folder", "expected a folder with the texts of the sources")
        raise ProblemsFound([problem])
    loaded, model = read_scenario(scenario, overlay)
    numbers = number_statuses(loaded, model)
    documents = carried(loaded)
    spans = check_spans(loaded.form.claims, read_texts(loaded.form.sources, sources)) if sources else None
    if json:
        print_json({"numbers": numbers, "documents": documents, "spans": spans})
    else:
        print_check(loaded, model, numbers, documents, spans)
    return int(bool(numbers.bare) or bool(spans is not None and spans.wrong))
