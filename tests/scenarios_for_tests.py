"""Tiny scenarios for tests: a few lines of YAML become a folder, a scenario, a model and a program.

`SKELETON` has one of each kind of thing, so that a test adds only what it is about:

    program = compiled(tmp_path, acts='''
      strike: {title: Strike, pace: 3 days}
    ''')
"""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from juncture.language import ProblemsFound
from juncture.program.lower import lower
from juncture.program.model import Model, TracedAct
from juncture.program.program import Program
from juncture.program.trace import trace
from juncture.scenario.load import load
from juncture.scenario.scenario import Scenario

HEAD = """\
juncture: 1
id: tiny
title: Tiny
begin: 2000-01-01
end: 2000-03-31
"""

THINGS = """\
factions:
  reds: {title: Reds, discipline: 0.9}
  blues: {title: Blues, discipline: 0.8}
  greens: {title: Greens}
persons:
  ann: {title: Ann, faction: reds}
  bob: {title: Bob, faction: blues}
  cat: {title: Cat, faction: greens}
publics:
  town: {title: Town, support: {reds: 0.5, blues: 0.3}, legitimacy: {cabinet: 0.6}}
units:
  guard: {title: Guard, strength: 600, loyalty: {cabinet: 0.5, assembly: 0.25}, at: palace}
  fleet: {title: Fleet, strength: 900, loyalty: {cabinet: 1}, ready: 0}
places:
  palace: {title: Palace}
  harbour: {title: Harbour}
bodies:
  assembly: {title: Assembly, kind: assembly, size: 100, seats: {reds: 40, blues: 35, greens: 25}}
  cabinet: {title: Cabinet, kind: cabinet, sitting: 1, power: 1}
  committee: {title: Committee, members: [ann, bob, cat], sitting: 1}
posts:
  chair: {title: Chair, body: cabinet, holder: ann}
  clerk: {title: Clerk, body: cabinet, holder: bob}
gauges:
  threat: {title: Threat, start: 0.5}
  bread: {title: Bread, start: 10, between: [0, 20]}
"""

OUTCOMES = "outcomes: {otherwise: {title: Anything, when: 1}}\n"


def section(name: str, text: str) -> str:
    """A top-level key with its entries, indented as YAML wants them."""
    return f"{name}:\n{textwrap.indent(textwrap.dedent(text).strip(), '  ')}\n" if text else ""


def text_of(**sections: str) -> str:
    """The text of a tiny scenario: the skeleton, with sections added; `head`, `things`, `outcomes` replace its parts."""
    parts = [sections.pop("head", HEAD), sections.pop("things", THINGS)]
    outcomes = sections.pop("outcomes", "")
    parts += [section(name, text) for name, text in sections.items()]
    return "".join([*parts, section("outcomes", outcomes) or OUTCOMES])


def written(folder: Path, text: str | bytes, name: str = "scenario.yaml") -> Path:
    """Write one file of a scenario and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def loaded(folder: Path, **sections: str) -> Scenario:
    """A tiny scenario, read."""
    return load(written(folder, text_of(**sections)))


def traced(folder: Path, **sections: str) -> Model:
    """A tiny scenario as expressions."""
    return trace(loaded(folder, **sections))


def compiled(folder: Path, **sections: str) -> Program:
    """A tiny scenario as arrays."""
    return lower(traced(folder, **sections))


def act_of(model: Model, name: str) -> TracedAct:
    """The act of a name."""
    return next(act for act in model.acts if act.name == name)


def problems(folder: Path, **sections: str) -> list[str]:
    """What loading and tracing a wrong scenario says, each line from its line number on."""
    with pytest.raises(ProblemsFound) as caught:
        traced(folder, **sections)
    return [str(problem).split("scenario.yaml:", 1)[1] for problem in caught.value.problems]
