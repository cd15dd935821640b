"""Does the record replay: which recorded events surprise the model most, and which were against the law?"""

import sys

from juncture import Scenario

courses = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
scenario = Scenario.load("petrograd-1917")
found = scenario.replay(courses)

print("The most surprising events:")
for entry in found.most_surprising:
    print(f"  {entry.bits:5.1f} bits  {scenario.loaded.shown(entry.instant, time=False)}  {entry.title}")
print("Hardly ever lawful:")
for entry in found.entries:
    if entry.lawful < 0.5:
        print(f"  {', '.join(entry.broken)}: {entry.title}")
