"""The section of the hemicycles: each body on its key dates, and what power its seats gave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from juncture.analysis.sittings import Bench, Sitting
from juncture.report.hemicycle import colour_of, hemicycle, named, number_of
from juncture.report.page.section import Findings, Section, rendered
from juncture.scenario.scenario import Scenario


def section(findings: Findings) -> Section | None:
    """Draw every body on its key dates."""
    if not findings.sittings:
        return None
    scenario = findings.scenario
    return Section(
        "hemicycles",
        "Who sat where",
        rendered(
            "hemicycles.html.j2",
            findings,
            bodies=list(_bodies(scenario, findings.sittings)),
            replays=findings.sittings[0].replays,
            drawn=lambda sitting: hemicycle(scenario, sitting),
            colour=lambda faction: colour_of(scenario, faction),
            number=lambda faction: number_of(scenario, faction),
            named=lambda faction: named(scenario, faction),
            decisive=_decisive,
        ),
    )


def _bodies(scenario: Scenario, sittings: Sequence[Sitting]) -> Iterator[dict[str, Any]]:
    for body, some in groupby(sittings, key=lambda sitting: sitting.body):
        mine = list(some)
        factions = {bench.faction for sitting in mine for bench in sitting.benches}
        in_order = sorted(factions, key=lambda faction: number_of(scenario, faction))
        yield {"title": scenario.title_of(body), "factions": in_order, "sittings": mine}


def _decisive(sitting: Sitting) -> Bench | None:
    """The faction with the most power; None where it is alone, or power was not measured, or nobody has any."""
    if len(sitting.benches) < 2:
        return None
    strongest = max(sitting.benches, key=lambda bench: bench.power.shapley_shubik if bench.power else 0.0)
    return strongest if strongest.power and strongest.power.shapley_shubik > 0 else None
