"""A body as a hemicycle, drawn by hand in SVG: factions from left to right, absentees hollow, quorum and majority marked.

Seats stand in arcs, as far from each other along an arc as the arcs are apart. They are sorted by their angle and dealt
to the factions, in the order in which the scenario lists them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from html import escape
from itertools import accumulate

from markupsafe import Markup

from juncture.analysis.sittings import Bench, Sitting
from juncture.report.terminal import percent
from juncture.scenario.scenario import Scenario

WIDTH, MIDDLE, FLOOR, RADIUS = 460, 230, 220, 186
LEFT, RIGHT = 40, 420
#: The innermost arc, as a share of the outermost, where seats are many; and how far apart seats are then too near.
INNER, NEAR = 0.5, 0.2
#: The greatest radius of a seat, as a share of that of the outermost arc.
LARGEST = 0.1
#: Factions with a colour of their own; further ones are grey, and told apart by their numbers.
COLOURS = 8
#: Least angle between the numbers of two factions, so that they can be read.
LEAST_APART = 0.075

Place = tuple[float, float]


def drawn_seats(bench: Bench) -> int:
    """Seats drawn of a faction: as many as it has, or as came where that is more."""
    return max(bench.seats.whole, bench.present.whole)


def number_of(scenario: Scenario, faction: str) -> int:
    """A faction's number in all pictures of a scenario, from 1; persons of none come last."""
    names = list(scenario.form.factions)
    return names.index(faction) + 1 if faction in names else len(names) + 1


def named(scenario: Scenario, faction: str) -> str:
    """A faction's title, or what persons of none are called."""
    return scenario.title_of(faction) if faction else "no faction"


def colour_of(scenario: Scenario, faction: str) -> str:
    """The class of a faction's colour."""
    number = number_of(scenario, faction)
    return f"hemicycles-{number if number <= COLOURS else 'more'}"


def places(seats: int) -> tuple[list[Place], float]:
    """Where so many seats stand in a hemicycle of radius 1, from left to right as (angle, radius); and a seat's radius."""
    rows = 1
    while _apart(seats, rows) < NEAR and rows * _apart(seats, rows + 1) <= 1 - INNER:
        rows += 1
    apart = _apart(seats, rows)
    radii = [1 - row * apart for row in range(rows)]
    exact = [1 + (seats - rows) * radius / sum(radii) for radius in radii]
    counts = [math.floor(share) for share in exact]
    for row in sorted(range(rows), key=lambda row: counts[row] - exact[row])[: seats - sum(counts)]:
        counts[row] += 1
    found = [
        (math.pi * (1 - (i / (count - 1) if count > 1 else 0.5)), radius)
        for count, radius in zip(counts, radii, strict=True)
        for i in range(count)
    ]
    return sorted(found, key=lambda place: (-place[0], place[1])), min(0.42 * apart, LARGEST)


def _apart(seats: int, rows: int) -> float:
    """How far arcs, and seats along them, are apart: the lengths of all arcs, pi times their radii, hold all gaps."""
    gaps = max(seats - rows, 1)
    return math.pi * rows / (gaps + math.pi * rows * (rows - 1) / 2)


def hemicycle(scenario: Scenario, sitting: Sitting) -> Markup:
    """Return an SVG of a body at an instant, with a bar of attendance and, after a vote, one of votes below it."""
    counts = [drawn_seats(bench) for bench in sitting.benches]
    seats, here = sum(counts), sum(bench.present.whole for bench in sitting.benches)
    stand, size = places(seats)
    room = max(seats, sitting.quorum.whole)  # what the bars are as long as: a quorum may be more than there are seats
    parts: list[str] = []
    taken: list[Place] = []
    beside = math.pi + LEAST_APART
    for bench, last in zip(sitting.benches, accumulate(counts), strict=True):
        mine = stand[last - drawn_seats(bench) : last]
        taken += mine[: bench.present.whole]
        parts.append(_bench(scenario, bench, mine, size))
        beside = min(mine[len(mine) // 2][0], beside - LEAST_APART)
        x, y = _at((beside, 1.0), RADIUS * size + 10)
        parts.append(f'<text x="{x:.0f}" y="{y + 4:.0f}" class="middle">{number_of(scenario, bench.faction)}</text>')
    if 0 < sitting.needed.whole < len(taken):
        parts.append(_majority_line(stand, stand.index(taken[sitting.needed.whole - 1]) + 1, RADIUS * size + 4))
    parts.append(f'<text x="{MIDDLE}" y="{FLOOR - 22}" class="middle hemicycles-count">{here}</text>')
    said = f"of {seats} seats" if sitting.attendance else "seats; who came is not known"
    parts.append(f'<text x="{MIDDLE}" y="{FLOOR - 4}" class="middle date">{said}</text>')
    parts += _attendance(sitting, seats, here, room)
    height = 292
    if sitting.votes:
        parts += _votes(sitting, room)
        height = 330
    label = escape(in_words(scenario, sitting))
    return Markup(
        f'<svg viewBox="0 0 {WIDTH} {height}" class="hemicycles" role="img" aria-label="{label}">{"".join(parts)}</svg>'
    )


def in_words(scenario: Scenario, sitting: Sitting) -> str:
    """What the picture shows, in a sentence."""
    seats, here = sum(map(drawn_seats, sitting.benches)), sum(bench.present.whole for bench in sitting.benches)
    came = f"{here} of {seats} seats are taken" if sitting.attendance else f"{seats} seats"
    told = [f"{scenario.title_of(sitting.body)}, {scenario.shown(sitting.instant, time=False)}: {came}"]
    if sitting.quorum.whole:
        told.append(f"the quorum of {sitting.quorum.whole} is there in {percent(sitting.met)} of replays")
    if sitting.votes:
        told.append(f"{_counted(sitting.votes.ayes.whole, 'aye')}, {_counted(sitting.votes.nays.whole, 'nay')}")
    return "; ".join(told)


def _at(place: Place, further: float = 0.0) -> Place:
    angle, radius = place
    return MIDDLE + (RADIUS * radius + further) * math.cos(angle), FLOOR - (RADIUS * radius + further) * math.sin(angle)


def _bench(scenario: Scenario, bench: Bench, mine: list[Place], size: float) -> str:
    """The seats of a faction: dots are lines of no length with round ends, one path for all."""
    told = escape(f"{named(scenario, bench.faction)}: {bench.present.whole} of {len(mine)}")
    colour = colour_of(scenario, bench.faction)
    radius = RADIUS * size
    drawn = f'<path class="hemicycles-seat" style="stroke-width:{2 * radius:.1f}" d="{_dots(mine)}"/>'
    if away := mine[bench.present.whole :]:
        drawn += f'<path class="hemicycles-away" style="stroke-width:{1.3 * radius:.1f}" d="{_dots(away)}"/>'
    return f'<g class="{colour}"><title>{told}</title>{drawn}</g>'


def _dots(some: list[Place]) -> str:
    return "".join(f"M{x:.1f} {y:.1f}h0" for x, y in map(_at, some))


def _majority_line(stand: list[Place], left: int, beyond: float) -> str:
    """A line behind so many seats from the left, from arc to arc between two seats, and a little beyond both ends."""
    angles: dict[float, float] = {}
    for arc in sorted({radius for _, radius in stand}):
        before = [angle for angle, radius in stand[:left] if radius == arc]
        after = [angle for angle, radius in stand[left:] if radius == arc]
        angles[arc] = ((before or [math.pi + NEAR])[-1] + (after or [-NEAR])[0]) / 2
    inner, outer = min(angles), max(angles)
    points = [
        _at((angles[inner], inner), -beyond),
        *(_at((angles[arc], arc)) for arc in angles),
        _at((angles[outer], outer), beyond),
    ]
    return f'<path class="hemicycles-line" d="M{"L".join(f"{x:.1f} {y:.1f}" for x, y in points)}"/>'


def _attendance(sitting: Sitting, seats: int, here: int, room: int) -> Iterator[str]:
    top = FLOOR + 36
    yield _bar(top, 0, seats, room, "hemicycles-room")
    yield _bar(top, 0, here, room, "hemicycles-here")
    if here:
        yield _tick(top, sitting.needed.whole, room, f"majority {sitting.needed.whole}", below=True)
    if sitting.quorum.whole:
        yield _tick(top, sitting.quorum.whole, room, f"quorum {sitting.quorum.whole}", below=False)


def _votes(sitting: Sitting, room: int) -> Iterator[str]:
    assert sitting.votes
    ayes, nays = sitting.votes.ayes.whole, sitting.votes.nays.whole
    top = FLOOR + 76
    yield _bar(top, 0, ayes, room, "hemicycles-ayes")
    yield _bar(top, ayes, nays, room, "hemicycles-nays")
    # The words stand at both ends of the bar, where they never meet however few votes there are.
    yield f'<text x="{LEFT}" y="{top + 26}">{_counted(ayes, "aye")}</text>'
    yield f'<text x="{RIGHT}" y="{top + 26}" class="right">{_counted(nays, "nay")}</text>'


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _across(count: float, room: int) -> float:
    return LEFT + (RIGHT - LEFT) * min(1.0, count / max(1, room))


def _bar(top: int, first: int, count: int, room: int, kind: str) -> str:
    start = _across(first, room)
    return f'<rect x="{start:.1f}" y="{top}" width="{_across(first + count, room) - start:.1f}" height="10" class="{kind}"/>'


def _tick(top: int, count: int, room: int, said: str, *, below: bool) -> str:
    x = _across(count, room)
    line = f"M{x:.1f} {top - 3}V{top + 13}"
    at = min(max(x, LEFT + 30), RIGHT - 30)
    y = top + 26 if below else top - 7
    return f'<path class="hemicycles-tick" d="{line}"/><text x="{at:.1f}" y="{y}" class="middle">{said}</text>'
