"""`juncture power`: what power has each faction in each body?"""

from __future__ import annotations

from functools import partial
from typing import Annotated

from cyclopts import Parameter

from juncture.cli.options import Courses, Json, Overlays, ScenarioName, Seed


def power(
    scenario: ScenarioName,
    *,
    body: Annotated[tuple[str, ...], Parameter(help="Only these bodies.")] = (),
    at: Annotated[str | None, Parameter(help="At this date; else on each body's own key dates.")] = None,
    replays: Courses = 400,
    seed: Seed = 1,
    overlay: Overlays = (),
    json: Json = False,
) -> None:
    """What power has each faction in each body, with those in the hall and the majority that the body demands?

    The record is replayed up to the date. Power counts how often a faction would be decisive if its members in the hall
    all voted alike; it says nothing of who agrees with whom. Where the quorum is not there, nobody has any.
    """
    from juncture.analysis.asked import check_names
    from juncture.program.compile import read_scenario
    from juncture.report.power import print_power
    from juncture.report.terminal import heading, print_json, working

    loaded, model = read_scenario(scenario, overlay)
    check_names("--body", body, loaded.form.bodies, "expected the name of a body")
    instant = None
    if at:
        from juncture.analysis.branches import last_date
        from juncture.analysis.stretch import date_in_record
        from juncture.language import Mark

        instant = min(max(0, date_in_record(loaded, at, Mark.typed("--at")).noon), last_date(model))
    with working("replaying the record"):
        from juncture.analysis.sittings import sittings, sittings_at

        read = partial(sittings_at, instant=instant) if instant is not None else sittings
        every = read(loaded, model, replays=replays, seed=seed)
    found = tuple(sitting for sitting in every if not body or sitting.body in body)
    if json:
        print_json(found)
        return
    heading(f"{loaded.id}: what power has each faction?")
    print_power(loaded, found)
