"""Political mechanisms, one verb a file. `verb.py` is the contract, `registry.py` the list."""
