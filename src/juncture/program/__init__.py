"""From a scenario to plain arrays. Start with `compile.py`; `model.py` and `program.py` say what the two stages hold."""
