"""How could it have ended? Courses are simulated, saved, and counted in a way that no command offers."""

import sys
import tempfile
from pathlib import Path

from juncture import Scenario

courses = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
found = Scenario.load("petrograd-1917").simulate(courses, seed=1)
print(found)

# One row an event of any course. How long do courses take from the first event to the last?
events = found.to_arrow("events").select(["course", "instant"])
spans = events.group_by("course").aggregate([("instant", "min"), ("instant", "max")]).to_pylist()
days = sorted((row["instant_max"] - row["instant_min"]).days for row in spans)
print(f"Half of the courses are over {days[len(days) // 2]} days after their first event.")

with tempfile.TemporaryDirectory() as folder:
    found.save(Path(folder) / "courses.parquet")  # sealed: opened again, every byte is checked
