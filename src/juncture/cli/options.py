"""Options that several commands share, each with its words in one place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

ScenarioName = Annotated[str, Parameter(help="A folder of YAML files, or a shipped scenario such as petrograd-1917.")]
Overlays = Annotated[
    tuple[Path, ...], Parameter(help="Change the scenario: a YAML file, or the name of an overlay that ships with it.")
]
Json = Annotated[bool, Parameter(help="Print the finding as JSON.", negative="")]
Seed = Annotated[int, Parameter(help="Same seed, same courses.", validator=Number(gte=0, lt=1 << 63))]
Courses = Annotated[int, Parameter(help="How many courses.", validator=Number(gte=1, lte=100_000_000))]
Threads = Annotated[
    int | None,
    Parameter(help="Threads; all cores if not given. Results are the same.", validator=Number(gte=1, lte=1024)),
]
