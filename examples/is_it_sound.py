"""Is the scenario sound, and where do its numbers come from?"""

from juncture import Scenario

scenario = Scenario.load("petrograd-1917")
found = scenario.check()
print(scenario)
print("Sound." if found.sound else "Something must be mended:")
for number in found.numbers.bare:
    print("  no source and no reason:", number)

# Every answer has its tables: here how many numbers are cited, disputed, fitted or assumed.
for row in found.to_arrow("numbers").to_pylist():
    print(f"{row['numbers']:>6}  {row['status']}")
