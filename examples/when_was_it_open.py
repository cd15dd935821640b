"""When was the outcome still open?"""

import sys

from juncture import Scenario

courses = int(sys.argv[1]) if len(sys.argv) > 1 else 400
found = Scenario.load("petrograd-1917").openness(courses, dates=20, turns=False, near_misses=False)
for row in found.to_arrow("openness").to_pylist():
    print(f"{row['shown']:32} {'#' * round(40 * row['openness']):40} {100 * row['openness']:.0f} %  {row['likeliest']}")
