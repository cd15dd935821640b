"""One question per file: what carries each claim, does the record replay, how do courses end."""
