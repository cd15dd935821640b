"""Two small scenarios, compiled, and one ensemble of the town's courses that many tests look at."""

from pathlib import Path
from types import SimpleNamespace

import pytest

import juncture
from juncture.courses.ensemble import simulate
from juncture.program.lower import lower
from juncture.program.trace import trace
from juncture.scenario.load import load

SEED = 3


def compiled(folder):
    scenario = load(folder)
    return SimpleNamespace(scenario=scenario, program=lower(trace(scenario)))


@pytest.fixture(scope="session")
def town():
    return compiled(Path(__file__).parent / "town")


@pytest.fixture(scope="session")
def club():
    return compiled(Path(juncture.__file__).parent / "scenarios" / "club_quorum")


@pytest.fixture(scope="session")
def ensemble(town):
    """Courses 7 to 306: an odd first one, so that a pair is cut in two at the beginning and at the end."""
    return simulate(town.scenario, town.program, 300, SEED, first=7)
