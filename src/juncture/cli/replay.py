"""`juncture replay`: does the record replay?"""

from __future__ import annotations

from juncture.cli.options import Courses, Json, Overlays, ScenarioName, Seed


def replay(
    scenario: ScenarioName, *, courses: Courses = 1000, seed: Seed = 1, overlay: Overlays = (), json: Json = False
) -> int:
    """Replay the record: was each event possible and lawful, how surprising was it, and how likely is the whole?

    Every course draws the assumptions anew. Exit code 1 if a recorded event is possible in less than 99 % of them.
    """
    from juncture.program.compile import read_scenario
    from juncture.program.lower import lower
    from juncture.report.replayed import print_replay
    from juncture.report.terminal import heading, print_json, working

    loaded, model = read_scenario(scenario, overlay)
    program = lower(model)
    with working("replaying"):
        from juncture.analysis.replay import replay as replayed

        found = replayed(loaded, program, courses, seed)
    if json:
        print_json(found)
    else:
        heading(f"{loaded.form.title}: the record replayed")
        print_replay(loaded, found)
    return int(found.least_possible < 0.99)
