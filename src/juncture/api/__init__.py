"""Juncture from Python: load a scenario, ask it questions, take the answers as tables.

`from juncture import Scenario` is all that most people need.
"""

from juncture.api.answer import Answer
from juncture.api.scenario import Asked, Scenario, Simulated

__all__ = ["Answer", "Asked", "Scenario", "Simulated"]
