"""Which of the stated numbers move the outcomes, by how much, and which way?"""

import sys

from juncture import Scenario

courses = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000

scenario = Scenario.load("petrograd-1917")
ledger = scenario.ledger(max(courses, 1000))  # with fewer, hardly a number can be told from luck
print(ledger)

reasons = {number.name: number.reason for number in scenario.model.numbers}
print("\nWorth another week in the archive:")
for number in [number for number in ledger.numbers if number.status == "assumption"][:3]:
    print(f"  {number.name}, assumed because {reasons[number.name]}")
