"""What came of a game: the chances at any instant of it, what each choice turned, and how often courses end so.

chances at an instant
    Those of the outcomes among courses that share with the played one everything up to the instant, assumptions
    included, and go on with fresh luck. From there on all clocks run, the player's too: each side at its own pace.
turn of a choice
    The chances just after it less those just before, with luck of the same names on both sides; its size is half the
    sum of the absolute changes. The turns of the choices and what moved the chances in between (acts of others, and
    waiting, which is a choice too) add up to the way from the chances at the begin to the end that was reached.

How: the played course becomes a record, with every draw as observed, and is replayed up to the instant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from juncture.analysis.branches import Progress, outcomes_of
from juncture.analysis.intervals import Estimate, Probability, mean_over_draws, twin_probability, wilson, with_twins
from juncture.analysis.play import Game, Move
from juncture.kernel.run import Batch, Plan
from juncture.language.expression import Slot
from juncture.program.lower import lower
from juncture.program.model import Model, Observation, TracedEntry
from juncture.program.program import Program
from juncture.verbs.statements import Draw


@dataclass(frozen=True, slots=True)
class Turned:
    """A choice and how it moved the chances: by outcome, and half the sum of the absolute changes."""

    move: Move
    change: dict[str, Estimate]
    size: Estimate


@dataclass(frozen=True, slots=True)
class Chances:
    """The chance of each outcome at an instant of a course, with its 95 % interval (low, high)."""

    courses: int
    of: dict[str, tuple[float, float, float]]


@dataclass(frozen=True, slots=True)
class Beside:
    """A played course beside history and beside the ensemble.

    Attributes
    ----------
    outcome
        Of the played course; None where it was stopped.
    ensemble
        The chance of each outcome in simulated courses, in which all sides act at their own pace.
    replays
        How replays of the record end: share by outcome.
    begin
        Those of this course's assumptions, before anything happened.
    turns
        Of the player's choices, in their order.
    """

    outcome: str | None
    courses: int
    ensemble: dict[str, Probability]
    replays: dict[str, float]
    begin: Chances
    turns: tuple[Turned, ...]


def chances(game: Game, moves: Sequence[Move], instant: int, courses: int = 400) -> Chances:
    """The chances at an instant of a game, everything before it having happened."""
    program = lower(recorded(game, game.course(moves), instant))
    return _chances(game, _ends(game, program, [instant - 1], courses)[0])


def beside(
    game: Game, moves: Sequence[Move], simulated: int = 4000, courses: int = 400, progress: Progress | None = None
) -> Beside:
    """Hold a game that was played to its end beside the record and beside the ensemble."""
    batch = game.course(moves)
    names = [name for name, _ in game.model.outcomes]
    played, history = lower(recorded(game, batch, game.model.end)), lower(game.model)
    instants = [0, *(at for move in moves for at in (move.instant - 1, move.instant))]
    total = len(instants) * (courses + 1) + simulated
    ends = _ends(game, played, instants, courses, _from(0, total, progress))
    free = outcomes_of([(history, Plan())], simulated, game.seed, None, _from(total - simulated, total, progress))[0]
    free = free[with_twins(free >= 0)]
    replays = outcomes_of([(history, Plan(game.model.record_until))], courses, game.seed)[0]
    outcome = int(batch.summary[0, 0])
    return Beside(
        outcome=names[outcome] if outcome >= 0 else None,
        courses=simulated,
        ensemble={name: twin_probability(free == number) for number, name in enumerate(names)},
        replays={name: float((replays == number).mean()) for number, name in enumerate(names)},
        begin=_chances(game, ends[0]),
        turns=tuple(_turned(names, move, ends[2 * i + 1], ends[2 * i + 2]) for i, move in enumerate(moves)),
    )


def recorded(game: Game, batch: Batch, before: int) -> Model:
    """The scenario with the events of a course before an instant as its record; every draw is as it was."""
    first, sizes = batch.result_places(game.program)
    entries: list[TracedEntry] = []
    for row, (_, number, instant, *_rest) in enumerate(batch.whole.tolist()):
        if instant >= before:
            break
        act = game.model.acts[number]
        values: dict[Slot, float] = dict(
            zip(act.results, batch.results[first[row] : first[row] + sizes[row]].tolist(), strict=True)
        )
        drawn = (statement.slot for statement in act.statements if isinstance(statement, Draw))
        observed = {slot: Observation("value", values[slot]) for slot in drawn if slot in values}
        entries.append(TracedEntry(act.name, instant, instant, instant, observed))
    acts = tuple(replace(act, recorded=True) for act in game.model.acts)
    return replace(
        game.model, acts=acts, record=tuple(entries), record_until=game.model.end - 1, facts=(), hypotheses=()
    )


def _ends(
    game: Game, program: Program, instants: Sequence[int], courses: int, progress: Progress | None = None
) -> NDArray[np.int16]:
    """(instants, courses): how courses end that share the played one's assumptions and its events up to an instant.

    All courses are siblings of the played one, which is itself left out: its luck is known.
    """
    plans = [(program, Plan(instant, siblings=courses + 1)) for instant in instants]
    return outcomes_of(plans, courses + 1, game.seed, None, progress)[:, 1:]


def _chances(game: Game, ends: NDArray[np.int16]) -> Chances:
    ran = ends[ends >= 0]
    shares = {name: float((ran == number).mean()) for number, (name, _) in enumerate(game.model.outcomes)}
    return Chances(len(ran), {name: (share, *wilson(share, len(ran))) for name, share in shares.items()})


def _turned(names: Sequence[str], move: Move, before: NDArray[np.int16], after: NDArray[np.int16]) -> Turned:
    ran = (before >= 0) & (after >= 0)
    change: dict[str, Estimate] = {}
    moved = np.zeros(int(ran.sum()))
    for number, name in enumerate(names):
        difference = (after[ran] == number).astype(float) - (before[ran] == number)
        change[name] = mean_over_draws(difference)
        moved += np.sign(change[name].value) * difference / 2
    return Turned(move, change, mean_over_draws(moved, least=0.0))


def _from(done: int, total: int, progress: Progress | None) -> Progress | None:
    """Progress of a part of the whole."""
    return (lambda more, _total: progress(done + more, total)) if progress else None
