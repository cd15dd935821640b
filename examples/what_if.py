"""What if the quorum had never been decreed? With the luck that history revealed, and with fresh luck."""

import sys

from juncture import Scenario

courses = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
found = Scenario.load("petrograd-1917").whatif("prevent quorum_decree", courses=courses)
for row in found.to_arrow().to_pylist():
    if row["kind"] == "outcome" and row["difference"]:
        low, high = 100 * row["low"], 100 * row["high"]
        print(f"luck of history, {row['title']}:" if row["luck"] == "history" else f"fresh luck, {row['title']}:")
        print(f"    {100 * row['difference']:+.1f} points ({low:+.1f} to {high:+.1f})")
