"""A game on screen: what happened, what can be done, and what came of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rich.padding import Padding
from rich.table import Table

from juncture.analysis.play import Choice, Game
from juncture.analysis.played import Chances
from juncture.courses.story import ToldEvent
from juncture.courses.words import count, listed, short
from juncture.language import Slot, did_you_mean
from juncture.report.story import print_days
from juncture.report.terminal import console, heading, interval, percent, said

BAR = 12
#: How many bars, acts of others and outcomes are shown.
MOST_BARS, MOST_OTHERS, MOST_OUTCOMES = 6, 12, 6

#: What a player may say besides an act's number or name: word and meaning, in the order of the menu.
WORDS = {
    "day": "wait a day",
    "wait": "wait until something happens",
    "next": "wait until your choices change",
    "others": "what others could do",
    "later": "what you cannot do yet",
    "chances": "how it could end from here",
    "end": "wait to the end",
    "quit": "stop here",
}


def print_opening(game: Game) -> None:
    """Print whose acts are in the player's hand."""
    form = game.scenario.form
    heading(form.title)
    players = listed(f"[name]{said(game.scenario.title_of(name))}[/name]" for name in game.players)
    console.print(f"You play {players}: {count(len(game.own), 'act')} of {len(game.model.acts)} in your hand.")
    console.print(
        f"[faint]All others act by their clocks. What you can do you may do now, later or never. Same seed and same "
        f"choices, same course: --seed {game.seed}.[/faint]"
    )


@dataclass(frozen=True, slots=True)
class Scene:
    """What the player sees at one instant.

    Attributes
    ----------
    events
        Those that the player has not seen yet.
    seen
        The world, by slot.
    quoted
        Rules that the player has seen quoted.
    """

    instant: int
    events: Sequence[ToldEvent]
    choices: Sequence[Choice]
    seen: Mapping[Slot, float]
    quoted: Sequence[str]


def print_scene(game: Game, scene: Scene, before: Scene | None) -> None:
    """Print the date, what happened since the scene before, what has changed, and what can be done."""
    heading(_moment(game, scene.instant))
    quoted = list(scene.quoted)
    days: list[tuple[str, str]] = []
    for event in scene.events:
        days.append((f"{event.day} {event.time}", f"{event.happening(quoted)}."))
        quoted += event.broken
    print_days(days)
    known: Mapping[Slot, float] = before.seen if before else {}
    _print_bars(game, scene.seen, known)
    for sentence in _standing(game, scene.seen, known):
        console.print(said(sentence))
    console.print()
    print_choices(game, scene.choices, {choice.act for choice in before.choices} if before else set())
    if not scene.choices:
        console.print("There is nothing that you could do now.")


def print_choices(game: Game, choices: Sequence[Choice], known: Collection[str] = ()) -> None:
    """Print a numbered menu of acts, with what is to be known of those that are new."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(justify="right", min_width=3)
    table.add_column()
    for number, choice in enumerate(choices, 1):
        about = "" if choice.act in known else f"\n[faint]{said('; '.join(_about(game, choice)))}[/faint]"
        table.add_row(str(number), f"[bold]{said(game.scenario.form.acts[choice.act].title)}[/bold]{about}")
    if choices:
        console.print(table)


def print_menu() -> None:
    """Print what a player may say besides a number."""
    words = (f"[name]{word[0]}[/name]{word[1:]}" for word in WORDS)
    console.print(f"[faint]A number, or:[/faint] {', '.join(words)}  [faint](? explains)[/faint]")


def print_help(game: Game, choices: Sequence[Choice]) -> None:
    """Print what each act of the menu is about, and what each word means."""
    print_choices(game, choices)
    for word, meaning in WORDS.items():
        console.print(f"  [name]{word[0]}[/name]{word[1:]:<9} {meaning}")
    console.print("  A number or an act's name: do it now.")


def print_not_understood(game: Game, line: str, choices: Sequence[Choice]) -> None:
    """Say what was expected instead of a line."""
    acts = game.scenario.form.acts
    if line in acts or line.isdecimal():
        numbers = f"a number from 1 to {len(choices)}" if choices else "no number, as there is nothing to do"
        told = f"'{line}' cannot be done now; expected {numbers}, or one of the words"
    else:
        advice = did_you_mean(line, [*WORDS, *(choice.act for choice in choices)])
        told = f"'{line[:40]}' is not understood{f'; {advice}' if advice else '; ? explains'}"
    console.print(f"[bad]{said(told)}[/bad]")


def print_others(game: Game, choices: Sequence[Choice]) -> None:
    """Print what others could do now, the soonest first, each with its chance within a day."""
    if not choices:
        console.print("Nobody else can do anything now that would take time to decide.")
        return
    table = Table(box=None, padding=(0, 1, 0, 0))
    table.add_column("by itself\nwithin", justify="right", no_wrap=True)
    table.add_column("what others could do now")
    for choice in choices[:MOST_OTHERS]:
        by = ", ".join(short(game.scenario.title_of(name)) for name in game.scenario.form.acts[choice.act].by)
        doers = f" [faint]({said(by)})[/faint]" if by else ""
        table.add_row(wait_in_words(choice.speed), said(game.scenario.form.acts[choice.act].title) + doers)
    console.print(table)
    if len(choices) > MOST_OTHERS:
        console.print(f"[faint]and {count(len(choices) - MOST_OTHERS, 'act')} more, slower than these.[/faint]")


def print_later(game: Game, choices: Sequence[Choice], done: Mapping[str, int]) -> None:
    """Print the player's acts that are not possible now, with what they need as the scenario says it."""
    acts, able = game.scenario.form.acts, {choice.act for choice in choices}
    for name in game.own:
        form = acts[name]
        if name in able or done.get(name, 0) >= form.times:
            continue
        needs = [_edge(game, word, text) for word, text in (("opens", form.opens), ("closes", form.closes)) if text]
        requires = game.scenario.written(("acts", name, "requires"))
        needs += [f"needs {requires}"] if requires else []
        told = "; ".join(needs) or f"possible when its verb says so: {form.verb}"
        console.print(Padding(said(form.title), (0, 0, 0, 2)))
        console.print(Padding(f"[faint]{said(told)}[/faint]", (0, 0, 0, 4)))
    past = [acts[name].title for name in game.own if done.get(name, 0) >= acts[name].times]
    if past:
        console.print(said(f"Done: {'; '.join(past)}."))
    if len(past) + len(able) == len(game.own):
        console.print("Of the acts of your side none is out of reach.")


def print_chances(game: Game, chances: Chances) -> None:
    """Print how the course could end from here."""
    table = Table(box=None, padding=(0, 1, 0, 0))
    table.add_column("from here it would end so", no_wrap=False)
    table.add_column("chance", justify="right", no_wrap=True)
    table.add_column("95 % interval", justify="right", no_wrap=True)
    likely = sorted(chances.of.items(), key=lambda item: -item[1][0])
    for name, (chance, low, high) in likely[:MOST_OUTCOMES]:
        if chance > 0:
            title = said(game.scenario.form.outcomes[name].title)
            table.add_row(title, percent(chance), interval(low, high))
    console.print(table)
    console.print(
        f"[faint]{chances.courses} courses that go on from here with fresh luck, this course's assumptions, and your side "
        "at its own pace too.[/faint]"
    )


def wait_in_words(speed: float) -> str:
    """The mean wait of an act whose clock has this speed (per day)."""
    days = 1 / speed
    length, unit = next((length, unit) for below, length, unit in _UNITS if days < below)
    return count(max(round(days / length), 1), unit)


#: Waits below so many days are told in a unit of so many days.
_UNITS = ((2, 1 / 24, "hour"), (28, 1, "day"), (365, 7, "week"), (float("inf"), 365, "year"))


def _about(game: Game, choice: Choice) -> list[str]:
    """What to know of an act that can be done: its own pace, its window, the rules against it."""
    form = game.scenario.form.acts[choice.act]
    with_whom = [short(game.scenario.title_of(name)) for name in form.by if name not in game.players]
    told = [f"with {listed(with_whom)}"] if with_whom else []
    told.append(f"at its own pace in about {wait_in_words(choice.speed)}")
    told += [_edge(game, "closes", form.closes)] if form.closes else []
    return told + [f"against the rule '{says.rstrip('.')}'" for says in choice.broken]


def _edge(game: Game, word: str, text: str) -> str:
    """One end of a window in words: 'closes 10 Mar 2024', 'opens three days after ...'."""
    edge = game.scenario.edge(text)
    if edge.date is not None:
        final = edge.date.last - 1 if edge.date.by_day else edge.date.last
        return f"{word} {game.scenario.shown(final, time=not edge.date.by_day)}"
    delay = f"{edge.delay.split(' [')[0]} " if edge.delay else ""
    return f"{word} {delay}after '{game.scenario.title_of(edge.after or '')}'"


def _moment(game: Game, now: int) -> str:
    """The date, and the hour unless the day has just begun."""
    day = game.scenario.shown(now, time=False)
    hour = game.scenario.shown(now - now % 60).removeprefix(day).strip()
    return day if hour == "00:00" else f"{day}, {hour}"


def _print_bars(game: Game, seen: Mapping[Slot, float], before: Mapping[Slot, float]) -> None:
    """Print the first bars, or those that have changed."""
    bars = [slot for slot in game.bars if slot not in before or abs(seen[slot] - before[slot]) >= 0.005]
    table = Table.grid(padding=(0, 1, 0, 0))
    for slot in bars[:MOST_BARS]:
        low, high = game.scenario.form.gauges[slot.family].between if not slot.names else (0.0, 1.0)
        filled = round(BAR * (seen[slot] - low) / (high - low)) if 0 < high - low < float("inf") else 0
        bar = f"[name]{'█' * filled}[/name][faint]{'·' * (BAR - filled)}[/faint]"
        was = f"[faint]was {before[slot]:.2f}[/faint]" if slot in before else ""
        table.add_row(bar, f"{seen[slot]:.2f}", said(_called(game, slot)), was)
    if bars:
        console.print()
        console.print(table)


def _called(game: Game, slot: Slot) -> str:
    titles = [short(game.scenario.title_of(name)).split(";")[0] for name in slot.names or (slot.family,)]
    kind = {"support": "backing of {0} among {1}", "legitimacy": "legitimacy of {0} among {1}"}.get(slot.family, "{0}")
    return kind.format(*titles)


_STANDING = {
    "power": ("{0} commands the state's offices", "{0} does not command the state's offices any more"),
    "sitting": ("{0} sits", "{0} does not sit any more"),
    "controls": ("{0} controls {1}", "{0} does not control {1} any more"),
    "holds": ("{0} has the post: {1}", "{0} has the post no more: {1}"),
    "free": ("{0} is at liberty", "{0} is not at liberty"),
    "outlawed": ("{0} is outlawed", "{0} is not outlawed any more"),
}


def _standing(game: Game, seen: Mapping[Slot, float], before: Mapping[Slot, float]) -> list[str]:
    """What the player holds, where that is new."""
    sentences: list[str] = []
    for slot in game.marks:
        holds, held = seen[slot] > 0, before.get(slot, float(slot.family == "free")) > 0
        if holds != held:
            titles = [short(game.scenario.title_of(name)) for name in slot.names]
            sentences.append(f"{_STANDING[slot.family][0 if holds else 1].format(*titles)}.")
    return sentences
