"""Juncture: political crises as cited data, replayed, simulated and asked what-if.

    from juncture import Scenario

    scenario = Scenario.load("petrograd-1917")
    scenario.replay()

To import it costs nothing: what a question needs is imported when it is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from juncture.api import Answer, Scenario
    from juncture.language import ProblemsFound

__version__ = "0.1.0"
__all__ = ["Answer", "ProblemsFound", "Scenario", "__version__"]


def __getattr__(name: str) -> Any:
    """Import the public names when they are first asked for."""
    from importlib import import_module

    places = {"Answer": "juncture.api", "Scenario": "juncture.api", "ProblemsFound": "juncture.language"}
    if name not in places:
        raise AttributeError(f"module 'juncture' has no attribute '{name}'")
    return getattr(import_module(places[name]), name)


def __dir__() -> list[str]:
    return __all__
