"""One small world in which every verb can act, and the two ways of looking at what it does there.

trial = Trial(tmp_path, "verb: storm, place: palace, attacker: cabinet, defender: senate")
trial.results(1000)["won"]        # from the kernel: one value for each event
trial.world(3)[slot]              # from the reference: the world after course 3
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import reference
from juncture.kernel.run import Batch, run_courses
from juncture.language.expression import Slot
from models_for_tests import events_of
from scenarios_for_tests import act_of, compiled

WORLD = """\
factions:
  reds: {title: Reds, discipline: 0.9}
  blues: {title: Blues, discipline: 0.8}
  greens: {title: Greens}
persons:
  ann: {title: Ann, faction: reds}
  bob: {title: Bob, faction: blues}
  cat: {title: Cat, faction: greens}
  dan: {title: Dan, faction: reds}
publics:
  town: {title: Town, support: {reds: 0.5, blues: 0.3}, legitimacy: {cabinet: 0.6}}
units:
  guard: {title: Guard, strength: 600, loyalty: {cabinet: 0.5, senate: 0.25}, at: palace}
  fleet: {title: Fleet, strength: 900, loyalty: {cabinet: 1}, ready: 0, at: harbour}
places:
  palace: {title: Palace}
  harbour: {title: Harbour}
bodies:
  senate:
    title: A sitting assembly
    kind: assembly
    size: 100
    seats: {reds: 40, blues: 35, greens: 25}
    present: {reds: 30, blues: 30, greens: 20}
    quorum: 50
    sitting: 1
  congress: {title: An assembly not yet met, kind: assembly, seats: {reds: 60, blues: 40}, quorum: 45}
  cabinet: {title: Cabinet, kind: cabinet, seats: {reds: 10}, sitting: 1, power: 1}
  committee: {title: Committee, members: [ann, bob, cat], present: {cat: 0}, sitting: 1}
posts:
  chair: {title: Chair, body: cabinet, holder: ann}
  clerk: {title: Clerk, body: cabinet, holder: bob}
gauges:
  threat: {title: Threat, start: 0.5}
  bread: {title: Bread, start: 10, between: [0, 20]}
"""

#: An example of every verb that can happen at once in this world.
EXAMPLES = {
    "act": "",
    "appoint": "body: cabinet, posts: {chair: bob, clerk: cat}, instead: true",
    "arrest": "ruler: cabinet, persons: {ann: 0.5, bob: 0.7}, body: senate, backlash: 0.2, publics: [town], faction: reds",
    "attend": "body: committee, persons: [cat, dan]",
    "close_press": "ruler: cabinet, of: {reds: 0.8, blues: 0.5}, capacity: 0.5, protest: 0.2, publics: [town]",
    "convene": "body: congress, turnout: {reds: 0.7, blues: 0.6}, needs_quorum: true",
    "decree": "capacity: 0.7",
    "defect": "unit: guard, leaves: cabinet, to: senate, odds: 0.5, spread: 0.3, rumour: 1",
    "delegate": "body: congress, place: harbour",
    "demonstrate": "pool: 1000, instigators: 0.1, threshold: 0.3, spread: 0.1, deterrence: 0.05, weather: 0.5, scatter: 0.2",
    "disperse": "body: senate, place: palace, attacker: cabinet, defender: senate, support: 50, decisiveness: 1.5",
    "dissolve": "body: senate",
    "elect": "body: congress, seats: 101, strength: {reds: 50, blues: 30, greens: 21}, swing: 0.3, districts: 12",
    "expel": "body: committee, persons: {ann: 0.6, bob: 0.3}",
    "join": "body: cabinet, faction: blues, posts: 3",
    "leave": "body: cabinet, faction: reds",
    "lock_out": "body: congress, place: palace, holder: cabinet",
    "mobilise": "unit: fleet, ready: 0.8, to: palace",
    "negotiate": "parties: {reds: 0.4, blues: 0.3}",
    "occupy": "attacker: senate, defender: cabinet, places: [palace, harbour], attack: {harbour: 50}, momentum: 1",
    "outlaw": "faction: greens",
    "recall": "body: senate, loser: reds, winner: blues, share: 0.2",
    "resign": "posts: {chair: ann, clerk: bob}, chance: {ann: 0.5, bob: 0.3}",
    "set_rule": "body: senate, quorum: 60",
    "storm": "place: palace, attacker: cabinet, defender: senate",
    "take_over": "body: committee, taker: cabinet",
    "ultimatum": "body: committee, targets: {ann: 0.8, bob: 0.4}, signatures: 0.6, pressure: 2",
    "vote": "body: senate, motion: peace, aye: {reds: 0.9, blues: 0.2, greens: 0.5}, nay: {greens: 0.2}",
    "walk_out": "body: senate, faction: reds, discipline: 0.9",
    "warn": "public: town, threat: 0.8, force: 300, needed: 400, credibility: 0.9, fear: threat",
}


def replaced(*changes: tuple[str, str]) -> str:
    """The world with some of its words replaced; each must be there."""
    world = WORLD
    for old, new in changes:
        assert old in world, old
        world = world.replace(old, new)
    return world


class Trial:
    """An act `a` at once, of some verb, in the small world."""

    def __init__(self, folder: Path, fields: str, *, world: str = WORLD, more: str = "", **sections: str):
        acts = f"a: {{title: A, pace: at once, {fields}}}\n{more}"
        self.program = compiled(folder, things=world, acts=acts, **sections)
        self.model = self.program.model
        self.names = [slot.names[1] for slot in act_of(self.model, "a").results]

    def batch(self, n: int, seed: int = 1) -> Batch:
        """Courses of the kernel."""
        return run_courses(self.program, seed, 0, n)

    def results(self, n: int, seed: int = 1) -> dict[str, NDArray[np.float64]]:
        """The results of all happenings of `a` in n courses, by name."""
        events = events_of(self.program, self.batch(n, seed))
        rows = [event.results for course in events.values() for event in course if event.act == "a"]
        columns = np.array(rows).reshape(len(rows), len(self.names)).T
        return dict(zip(self.names, columns, strict=True))

    def happenings(self, course: int = 0, seed: int = 1) -> int:
        """How often `a` happened."""
        return sum(event.act == "a" for event in reference.run(self.model, seed, course).events)

    def world(self, course: int = 0, seed: int = 1) -> dict[str, float]:
        """The world at the end of a course, by the slots' texts: `seats(senate, reds)`."""
        return {str(slot): value for slot, value in reference.run(self.model, seed, course).slots.items()}

    def result(self, name: str, course: int = 0, seed: int = 1) -> float:
        """A result of the last happening of `a`."""
        return reference.run(self.model, seed, course).slots[Slot("result", ("a", name))]


def example(folder: Path, verb: str, more_fields: str = "", **rest: str) -> Trial:
    """The example of a verb."""
    fields = ", ".join(text for text in (f"verb: {verb}", EXAMPLES[verb], more_fields) if text)
    return Trial(folder, fields, **rest)
