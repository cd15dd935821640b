"""What came of a game, on screen: the end beside history and the ensemble, and what each choice turned."""

from __future__ import annotations

from rich.table import Table

from juncture.analysis.play import Game
from juncture.analysis.played import Beside, Turned
from juncture.courses.story import Chronicle, ToldEvent
from juncture.courses.words import count
from juncture.report.story import print_days
from juncture.report.terminal import console, heading, interval, percent, said

#: Outcomes with a smaller chance are not shown, unless they are yours or history's.
LEAST = 0.01


def print_played(game: Game, told: Chronicle, found: Beside) -> None:
    """Print the end of a game."""
    if told.outcome is None:
        heading("Your course")
        console.print(f"[bad]Your course was {said(told.ending)}.[/bad]")
        return
    heading("Your course")
    print_days(told.story())
    console.print(f"[faint]Late and early: beside the record. {_lacking(told)}[/faint]")
    heading(f"How it ends: {told.ending}")
    _print_ends(game, told.outcome, found)
    heading("Your choices")
    _print_choices(game, told, found)
    _print_sum(game, told.outcome, found)


def _print_ends(game: Game, outcome: str, found: Beside) -> None:
    """Print the outcomes: how often the ensemble ends so, and which is yours and which history's."""
    recorded = max(found.replays, key=lambda name: found.replays[name])
    table = Table(box=None, padding=(0, 1, 0, 0))
    table.add_column("outcome")
    table.add_column("ensemble", justify="right", no_wrap=True)
    table.add_column("95 % interval", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for name, chance in sorted(found.ensemble.items(), key=lambda item: -item[1].value):
        marks = ["[name]yours[/name]"] * (name == outcome) + ["[good]history[/good]"] * (name == recorded)
        if marks or chance.value >= LEAST:
            title = said(game.scenario.form.outcomes[name].title)
            table.add_row(title, percent(chance.value, 1), interval(chance.low, chance.high, 1), " ".join(marks))
    console.print(table)
    share = percent(found.replays[recorded])
    console.print(
        f"[faint]ensemble: {found.courses:,} simulated courses, every side at its own pace. history: so {share} of the "
        "replays of the record end.[/faint]"
    )


def _print_choices(game: Game, told: Chronicle, found: Beside) -> None:
    """Print the player's acts beside the record, each with what it turned."""
    if not found.turns:
        console.print("You did nothing, and so much may have been decided: see what your side left undone.")
    else:
        table = Table(box=None, padding=(0, 2, 0, 0))
        table.add_column("your act")
        table.add_column("in the record", no_wrap=True)
        table.add_column("moved", justify="right", no_wrap=True)
        for turned in found.turns:
            event = next(x for x in told.events if (x.act, x.instant) == (turned.move.act, turned.move.instant))
            act = f"[name]{said(event.day)}[/name]  {said(event.title)}"
            table.add_row(act, _in_the_record(event), _moved(turned))
        console.print(table)
        console.print(
            "[faint]moved: the share of courses that the act moved from some outcomes to others, all else as it was; "
            "± is the error of simulation.[/faint]"
        )
    undone = [missed for missed in told.missed if missed.act in game.own]
    if undone:
        console.print(f"\nWhat your side did in the record and you did not ({len(undone)}):")
        print_days([(missed.day, missed.title) for missed in undone])


def _in_the_record(event: ToldEvent) -> str:
    if event.beside == "recorded":
        days = event.days_late
        return "the same day" if not days else f"{count(abs(days), 'day')} {'sooner' if days > 0 else 'later'}"
    return "not there" if event.beside == "road not taken" else "silent"


def _moved(turned: Turned) -> str:
    half = (turned.size.high - turned.size.low) / 2
    return f"{percent(turned.size.value)} ± {100 * half:.0f}"


def _print_sum(game: Game, outcome: str, found: Beside) -> None:
    """Print the greatest choice in words, and how the chance of the outcome came to be certain."""
    begin, low, high = found.begin.of[outcome]
    mine = sum(turned.change[outcome].value for turned in found.turns)
    if found.turns:
        console.print(f"\n{said(_greatest(game, max(found.turns, key=lambda turned: turned.size.value)))}")
    acts = f"Your acts moved it by {100 * mine:+.0f} in 100; waiting, and what" if found.turns else "Waiting, and what"
    console.print(
        said(
            f"\nWith this course's assumptions the chance of your outcome was {percent(begin)} at the begin "
            f"({interval(low, high)}). {acts} others did, moved it by {100 * (1 - begin - mine):+.0f} "
            "in 100."
        )
    )


def _greatest(game: Game, turned: Turned) -> str:
    if turned.size.low <= 0:
        return "No choice of yours moved the chances by more than the error of simulation."
    name = max(turned.change, key=lambda name: abs(turned.change[name].value))
    change, act = turned.change[name], game.scenario.form.acts[turned.move.act].title
    return (
        f"The chances moved most at '{act}': '{game.scenario.form.outcomes[name].title}' by {100 * change.value:+.0f} "
        f"in 100 ({100 * change.low:+.0f} to {100 * change.high:+.0f})."
    )


def _lacking(told: Chronicle) -> str:
    return f"Of what the record has, this course lacks {count(len(told.missed), 'event')}."
