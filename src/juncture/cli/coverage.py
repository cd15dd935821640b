"""`juncture coverage`: what of each source does the model carry, sentence by sentence?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from juncture.cli.options import Json, Overlays, ScenarioName, Seed

Audit = Annotated[
    int | None, Parameter(help="Print so many random pairs side by side, to be judged by eye.", validator=Number(gte=1))
]


def coverage(
    scenario: ScenarioName,
    *,
    overlay: Overlays = (),
    sources: Annotated[Path | None, Parameter(help="Folder with the texts of the sources.")] = None,
    audit: Audit = None,
    seed: Seed = 1,
    json: Json = False,
) -> None:
    """Match every claim of the documents with the one element of the model that carries it, by mechanical tests.

    Sentences inside the scenario, before its begin, beyond its end and without a claim are counted apart. For each
    claim that nothing carries, the reason is told. With --audit, random pairs are printed side by side; the passages
    of the sources stand beside them with --sources, on screen only. There is no quota: whatever is found, the exit
    code is 0.
    """
    from juncture.analysis.coverage import coverage as covered
    from juncture.program.compile import read_scenario
    from juncture.report.coverage import print_audit, print_coverage
    from juncture.report.terminal import print_json
    from juncture.sources import read_archive

    loaded, model = read_scenario(scenario, overlay)
    texts = read_archive(loaded.form.sources, sources)
    found = covered(loaded, model)
    if json:
        print_json(found)
    elif audit is not None:
        print_audit(loaded, found, texts, audit, seed)
    else:
        print_coverage(found)
