"""`juncture play`: one side's acts by hand, the rest by clocks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from juncture.cli.options import Overlays, ScenarioName

if TYPE_CHECKING:
    from juncture.analysis.play import Choice, Game, Move
    from juncture.report.play import Scene

Players = Annotated[
    tuple[str, ...],
    Parameter(name="--as", help="Whom you play: a faction, person, body, unit or public that acts. May be repeated."),
]


def play(
    scenario: ScenarioName,
    *,
    players: Players = (),
    seed: Annotated[
        int | None,
        Parameter(help="The luck of all others; new each time if not given.", validator=Number(gte=0, lt=1 << 63)),
    ] = None,
    overlay: Overlays = (),
    save: Annotated[
        Path | None, Parameter(help="Write your choices, one a line, to play them again with < FILE.")
    ] = None,
) -> None:
    """Choose when the acts of one side happen, day by day; all others act by their clocks.

    At the end: your course beside history and beside the ensemble, and which of your choices moved the chances most.
    Choices are read from standard input, a line each, so that a file of them can be played too.
    """
    from secrets import randbelow

    from juncture.courses.files import check_place, write_whole
    from juncture.program.compile import read_scenario
    from juncture.report.terminal import console, said, working

    if save is not None:
        check_place(save)
    loaded, model = read_scenario(scenario, overlay)
    with working("getting the kernel ready"):
        from juncture.analysis.play import Game

        game = Game(loaded, model, players, randbelow(100_000) if seed is None else seed)
        game.course(())
    table = _Table(game)
    try:
        is_over = table.play()
        if is_over:
            _show_end(game, table.moves)
        else:
            console.print(f"Stopped. The same seed and choices lead here again: --seed {game.seed}.")
    finally:
        if save is not None:
            names = " ".join(f"--as {name}" for name in players)
            text = "\n".join([f"# juncture play {scenario} {names} --seed {game.seed}", *table.said, ""])
            write_whole(save, lambda path: path.write_text(text, encoding="utf-8"))
            console.print(f"Your choices: [name]{said(save)}[/name]", soft_wrap=True)


class _Table:
    """A game on the table: where it stands, and what the player has said."""

    def __init__(self, game: Game):
        self.game = game
        self.moves: list[Move] = []
        self.now = 1  # the begin, with the acts at once of that instant
        self.scene: Scene | None = None
        self.said: list[str] = []

    def play(self) -> bool:
        """Play until the end of the course (true) or of the choices (false)."""
        from juncture.report.play import print_opening, print_scene

        print_opening(self.game)
        while not self.game.is_over(self.moves, self.now):
            before, self.scene = self.scene, self._scene()
            print_scene(self.game, self.scene, before)
            if not self._chosen(tuple(self.scene.choices)):
                return False
        return True

    def _scene(self) -> Scene:
        from juncture.report.play import Scene

        begin = self.scene.instant if self.scene else 0
        past = [event for event in self.game.told(self.moves).events if event.instant < self.now]
        return Scene(
            instant=self.now,
            events=[event for event in past if event.instant >= begin],
            choices=self.game.choices(self.moves, self.now),
            seen=self.game.seen(self.moves, self.now),
            quoted=[rule for event in past if event.instant < begin for rule in event.broken],
        )

    def _chosen(self, choices: tuple[Choice, ...]) -> bool:
        """Ask until the player has acted or waited; false where the player stops."""
        from juncture.analysis.play import Move
        from juncture.report.play import print_menu

        print_menu()
        while True:
            line = _line()
            if line is None:
                return False
            chosen = _act(choices, line)
            if chosen:
                self.said.append(chosen)
                self.moves.append(Move(chosen, self.now))
                self.now += 1
                return True
            word = _word(line)
            match word:
                case "quit":
                    return False
                case "day" | "wait" | "next" | "end":
                    self.said.append(word)
                    self._wait(word)
                    return True
                case _:
                    self._answer(word, line, choices)

    def _wait(self, word: str) -> None:
        game = self.game
        until = {"day": game.after_a_day, "wait": game.after_an_event, "next": game.after_a_change}
        self.now = until[word](self.moves, self.now) if word in until else game.model.end

    def _answer(self, word: str | None, line: str, choices: tuple[Choice, ...]) -> None:
        """Answer a question, or say what was expected."""
        from collections import Counter

        from juncture.analysis.played import chances
        from juncture.report import play as report
        from juncture.report.terminal import working

        game = self.game
        match word:
            case "others":
                report.print_others(game, game.others(self.moves, self.now))
            case "later":
                report.print_later(game, choices, Counter(move.act for move in self.moves))
            case "chances":
                with working("asking the chances"):
                    found = chances(game, self.moves, self.now)
                report.print_chances(game, found)
            case "help":
                report.print_help(game, choices)
            case _:
                report.print_not_understood(game, line, choices)


def _line() -> str | None:
    """The next line that says something; None at the end of the input. Echoed where nobody types."""
    import sys

    from juncture.report.terminal import console, said

    while True:
        console.print("> ", end="")
        line = sys.stdin.readline()
        text = line.strip()
        if not sys.stdin.isatty():
            console.print(said(text))
        if not line:
            console.print()
            return None
        if text and not text.startswith("#"):
            return text


def _act(choices: tuple[Choice, ...], line: str) -> str | None:
    """The act that a number or a name means."""
    if line.isdecimal() and 1 <= int(line) <= len(choices):
        return choices[int(line) - 1].act
    return next((choice.act for choice in choices if choice.act == line), None)


def _word(line: str) -> str | None:
    """The word of the menu that a line means: the whole of it or its beginning."""
    from juncture.report.play import WORDS

    if line == "?":
        return "help"
    return next((word for word in (*WORDS, "help") if word.startswith(line.lower())), None)


def _show_end(game: Game, moves: list[Move]) -> None:
    from juncture.analysis.played import beside
    from juncture.report.played import print_played
    from juncture.report.terminal import counting

    with counting("holding your course beside others", 1) as progress:
        found = beside(game, moves, progress=progress)
    print_played(game, game.told(moves), found)
