"""Write the overlay `flat` of a scenario: the same scenario with flat priors. `--check` tells whether it is up to date.

    python tools/flat_overlay.py                   # petrograd-1917
    python tools/flat_overlay.py --check my-crisis

Paces and driver strengths are the numbers that an author chooses with the record in view. The overlay gives each of
them a wide prior without a favourite, so that `--overlay flat` shows what of a finding rests on those choices:

- a pace is log-uniform from a third of its central value to threefold; a pace that is a formula is multiplied by a
  factor that is log-uniform from 1/3 to 3, and keeps the numbers inside;
- the strength of a driver is uniform within half of its central value; a formula is multiplied by 0.5 .. 1.5;
- everything else is as it was, acts at once included.

The central value is the median: the value itself, the middle of a normal or lognormal, the middle of a range (for a
pace its geometric mean); of disputed values it is the mean (for a pace the geometric mean).
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path

from juncture.language.expression import Expression, Number, Quantity, Spread
from juncture.language.quantity import UNITS
from juncture.scenario.beside import OVERLAYS
from juncture.scenario.load import folder_of, load
from juncture.scenario.scenario import Scenario
from juncture.scenario.schema import Act
from juncture.scenario.tree import MappingNode, ScalarNode, follow

REASON = "flat prior: what the author chose with the record in view is left open"
HEAD = """\
# {title}: flat priors.
# Each pace is log-uniform from a third of its central value to threefold, the strength of each driver uniform within
# half of its own; all else is as it was. Written by tools/flat_overlay.py from the scenario: after a change of a pace
# or a driver, run it again. Use it with `--overlay flat`.
"""


def flat(scenario: Scenario) -> str:
    """Return the overlay as YAML."""
    lines = [HEAD.format(title=scenario.form.title), "acts:"]
    for name, act in scenario.form.acts.items():
        found = list(_act(scenario, name, act))
        lines += [f"  {name}:", *found] if found else []
    return "\n".join([*lines, ""])


def _act(scenario: Scenario, name: str, act: Act) -> Iterator[str]:
    if isinstance(act.pace, Expression):
        yield f"    pace: {_flat(scenario, ('acts', name, 'pace'), act.pace, 3.0, in_logs=True)}"
    if act.drivers:
        yield "    drivers:"
    for text, strength in act.drivers.items():
        new = _flat(scenario, ("acts", name, "drivers", text), strength, 0.5, in_logs=False)
        yield f"      {json.dumps(text, ensure_ascii=False)}: {new}"


def _flat(scenario: Scenario, path: tuple[str, ...], value: Expression, width: float, *, in_logs: bool) -> str:
    """One number as a mapping; notes that stand in the scenario are deleted, or they would be merged into it."""
    written, notes = _written(scenario, path)
    if isinstance(value, Quantity | Number):
        text = _range(value, width, in_logs=in_logs)
    else:
        text = f"({written}) * ({1 / width:.4g} .. {width:.4g})" if in_logs else f"({written}) * (0.5 .. 1.5)"
    gone = "".join(f", {note}: null" for note in notes if note != "because")
    return f"{{value: {json.dumps(text, ensure_ascii=False)}, because: {json.dumps(REASON)}{gone}}}"


def _range(value: Quantity | Number, width: float, *, in_logs: bool) -> str:
    spreads = value.alternatives if isinstance(value, Quantity) else (Spread("fixed", value.value),)
    unit = (value.unit if isinstance(value, Quantity) else "") or ("days" if in_logs else "")
    scale = 0.01 if unit == "%" else UNITS.get(unit, 1.0)
    middles = [_middle(spread, in_logs=in_logs) for spread in spreads]
    middle = math.exp(sum(map(math.log, middles)) / len(middles)) if in_logs else sum(middles) / len(middles)
    ends = (middle / width, middle * width) if in_logs else sorted((middle * (1 - width), middle * (1 + width)))
    low, high = (f"{end / scale:.4g}" for end in ends)
    return f"{low} .. {high} {unit}".strip()


def _middle(spread: Spread, *, in_logs: bool) -> float:
    if spread.law != "uniform":
        return spread.a
    return math.sqrt(spread.a * spread.b) if in_logs else (spread.a + spread.b) / 2


def _written(scenario: Scenario, path: tuple[str, ...]) -> tuple[str, list[str]]:
    """The text of a number as it stands in the files, and the notes that stand beside it."""
    *_, (_, _, node) = follow(scenario.tree, path)
    if isinstance(node, MappingNode):
        value = node.entries["value"][1]
        assert isinstance(value, ScalarNode)
        return value.text, [key for key in node.entries if key != "value"]
    assert isinstance(node, ScalarNode)
    return node.text, []


def main() -> None:
    """Write the overlay of a scenario, or check it."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("scenario", nargs="?", default="petrograd-1917")
    arguments.add_argument("--check", action="store_true", help="exit with 1 where the file is not up to date")
    given = arguments.parse_args()
    file = folder_of(given.scenario) / OVERLAYS / "flat.yaml"
    text = flat(load(given.scenario))
    if given.check:
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            sys.exit(f"{file} is not up to date: run tools/flat_overlay.py {given.scenario}")
        return
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    print(f"Wrote {Path(file)}")


if __name__ == "__main__":
    main()
