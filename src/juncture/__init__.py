"""Juncture: political crises as cited data, replayed, simulated and asked what-if."""

__version__ = "0.1.0"
