"""`juncture play` on the command line: choices come from a pipe, mistakes cost nothing, and the end stands beside history."""

from __future__ import annotations

import io

import pytest

from juncture.cli import main


@pytest.fixture
def play(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Play with some lines as input; returns what is printed."""
    from juncture.report.terminal import console

    def played(lines: str, *words: str, code: int = 0, width: int = 80) -> str:
        monkeypatch.setattr(console, "_width", width)
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        with pytest.raises(SystemExit) as stopped:
            main(["play", *(words or ("club-quorum", "--as", "ann", "--seed", "3"))])
        assert (stopped.value.code or 0) == code
        captured = capsys.readouterr()
        return captured.err if code == 2 else captured.out

    return played


def plain(text: str) -> str:
    return " ".join(text.split())


def test_a_game_ends_beside_history_and_beside_the_ensemble(play):
    out = plain(play("wait\n1\nend\n"))
    assert "6 Mar 14:11 The rival asks members to stay away." in out
    assert "How it ends: The club merges" in out and "yours history" in out
    assert "6 Mar The chair calls a meeting three days sooner" in out
    assert "The chances moved most at 'The chair calls a meeting': 'No meeting was held' by -" in out
    assert "With this course's assumptions the chance of your outcome was" in out


def test_a_choice_that_moved_nothing_is_not_called_a_turn(play):
    """Once no meeting can be called any more, a boycott is heard by nobody."""
    out = plain(play("next\nnext\nboycott\nend\n", "club-quorum", "--as", "bob", "--as", "ann", "--seed", "3"))
    assert "11 Mar The rival asks members to stay away six days sooner 0 % ± 0" in out
    assert "No choice of yours moved the chances by more than the error of simulation." in out


def test_who_never_acts_is_told_what_the_side_left_undone(play):
    out = plain(play("end\n"))
    assert "How it ends: No meeting was held" in out
    assert "What your side did in the record and you did not (1): 3 Mar The chair calls a meeting" in out


def test_same_seed_and_same_choices_print_the_same(play):
    assert play("d\nw\n1\ne\n") == play("day\nwait\ncall\nend\n").replace("> day", "> d").replace(
        "> wait", "> w"
    ).replace("> call", "> 1").replace("> end", "> e")


def test_questions_change_nothing(play):
    asked = play("others\nlater\nchances\n?\n1\nothers\nend\n")
    assert "possible" not in plain(asked).split("How it ends")[0]
    assert plain(play("1\nend\n")).split("How it ends")[1] == plain(asked).split("How it ends")[1]
    assert "six days The rival asks members to stay away (Bob)" in plain(asked)
    assert "No meeting was held 8 %" in plain(asked) or "No meeting was held 7 %" in plain(asked)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("2", "'2' cannot be done now; expected a number from 1 to 1, or one of the words"),
        ("boycott", "'boycott' cannot be done now"),
        ("wiat", "'wiat' is not understood; did you mean 'wait'?"),
        ("[bold]", "'[bold]' is not understood; ? explains"),
    ],
)
def test_a_line_that_says_nothing_is_answered_and_costs_nothing(play, line, told):
    out = plain(play(f"{line}\n\n# a comment\nquit\n"))
    assert told in out
    assert out.endswith("Stopped. The same seed and choices lead here again: --seed 3.")


def test_the_end_of_the_input_stops_the_game(play):
    assert plain(play("day")).endswith("--seed 3.")
    assert plain(play("")).endswith("--seed 3.")


def test_choices_are_saved_as_lines_that_can_be_played_again(play, tmp_path):
    file = tmp_path / "choices.txt"
    words = ("club-quorum", "--as", "ann", "--seed", "3")
    first = play("w\n1\nlater\n7\ne\n", *words, "--save", str(file))
    assert file.read_text() == "# juncture play club-quorum --as ann --seed 3\nwait\ncall\nend\n"
    again = play(file.read_text(), *words)
    assert again.split("How it ends")[1] == first.split("How it ends")[1].split("Your choices: ")[0]


def test_ctrl_c_keeps_the_choices(play, tmp_path, monkeypatch):
    class Interrupted(io.StringIO):
        def readline(self, size: int = -1) -> str:
            return super().readline() or self.interrupt()

        def interrupt(self) -> str:
            raise KeyboardInterrupt

    monkeypatch.setattr(io, "StringIO", Interrupted)
    play("day\n", "club-quorum", "--as", "ann", "--seed", "3", "--save", str(tmp_path / "c"), code=130)
    assert (tmp_path / "c").read_text().endswith("\nday\n")


def test_whom_one_cannot_play_is_told_without_a_traceback(play):
    err = play("", "club-quorum", "--as", "anne", code=2)
    assert err.startswith("--as: unknown actor 'anne'") and "did you mean 'ann'?" in err
    assert "nobody to play" in play("", "club-quorum", code=2)


def test_without_a_seed_each_game_has_luck_of_its_own(play):
    seeds = {plain(play("", "club-quorum", "--as", "bob")).split("--seed ")[-1] for _ in range(6)}
    assert len(seeds) > 1


def test_petrograd_is_played_within_a_narrow_screen(play):
    lines = "1\nw\n1\nw\nothers\nlater\nchances\n?\n1\nend\n"
    words = ("petrograd-1917", "--as", "cc", "--as", "bolsheviks", "--as", "lenin", "--seed", "7")
    out = play(lines, *words, width=60)
    assert max(map(len, out.splitlines())) <= 60
    assert "How it ends" in out and "against the rule 'Nobody may call out men against" in plain(out)
