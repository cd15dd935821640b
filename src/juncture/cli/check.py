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
    watch: Annotated[bool, Parameter(help="Check again after each save, until Ctrl-C.", negative="")] = False,
) -> int:
    """Check a scenario: form, names, dates, windows, the record, and the source of every number.

    The record is compared with the claims that it cites, and these with each other. With the texts at hand, every
    span is compared with its digest, and the dates and numbers of each claim with those that its span states.
    Nothing is simulated. Exit code 1 if something must be mended; what sources misprint or contradict is only told.
    """
    if watch:
        from juncture.cli.watching import again
        from juncture.scenario.load import folder_of

        again(folder_of(scenario), overlay, lambda: _checked(scenario, overlay, sources, json))
    return _checked(scenario, overlay, sources, json)


def _checked(scenario: str, overlay: tuple[Path, ...], sources: Path | None, json: bool) -> int:
    """Check once; what cannot be used is raised as problems."""
    from juncture.api.checked import checked
    from juncture.program.compile import read_scenario
    from juncture.report.checked import print_check
    from juncture.report.terminal import print_json

    loaded, model = read_scenario(scenario, overlay)
    found = checked(loaded, model, sources)
    if json:
        print_json(found)
    else:
        print_check(loaded, model, found.numbers, found.documents, found.spans, found.said)
    return int(not found.sound)
