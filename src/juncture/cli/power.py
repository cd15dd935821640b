"""`juncture power`: what power has each faction in each body?"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from juncture.cli.options import Courses, Json, Overlays, ScenarioName, Seed

if TYPE_CHECKING:
    from juncture.scenario.scenario import Scenario


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
    instant = _instant(loaded, model.record_until, at) if at else None
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


def _instant(scenario: Scenario, record_until: int, at: str) -> int:
    from juncture.calendar import CalendarError
    from juncture.language import Mark, Problem, ProblemsFound
    from juncture.scenario.scenario import date_problem

    mark = Mark("--at", 1, 1)
    try:
        instant = scenario.instants(at).noon
    except CalendarError as error:
        raise ProblemsFound([date_problem(mark, error)]) from None
    if not 0 <= instant <= record_until:
        within = f"{scenario.shown(0, time=False)} to {scenario.shown(record_until, time=False)}"
        raise ProblemsFound([Problem(mark, f"{at}, outside of the record", f"expected a date from {within}")])
    return instant
