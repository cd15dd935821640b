"""Playing: what is at hand, what stays as it was, and what a choice turns. The club's chances have exact answers."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

import juncture
from juncture.analysis.play import DAY, Game, Move
from juncture.analysis.played import beside, chances, recorded
from juncture.kernel import columns as c
from juncture.kernel.run import Intervention, Plan, run_courses
from juncture.language import ProblemsFound
from juncture.program.lower import lower
from juncture.program.trace import trace
from juncture.scenario.load import load

CLUB = Path(juncture.__file__).parent / "scenarios" / "club_quorum"
TOWN = Path(__file__).parent.parent / "courses" / "town"
CALL_CLOSES, PACE = 10, 4  # days


def scenario(folder):
    loaded = load(folder)
    return loaded, trace(loaded)


@pytest.fixture(scope="module")
def club():
    return scenario(CLUB)


@pytest.fixture(scope="module")
def town():
    return scenario(TOWN)


def log(batch):
    return batch.whole[:, 1:].tolist(), batch.results.tolist()


def played(game, turns):
    """A game in which the first choice is taken after each so many days, with what was seen before each choice."""
    moves, now, pasts = [], 1, []
    for days in turns:
        now += days * DAY
        choices = game.choices(moves, now)
        pasts.append((now, [event for event in game.told(moves).events if event.instant < now]))
        if choices:
            moves.append(Move(choices[0].act, now))
            now += 1
    return moves, pasts


def test_what_was_shown_never_changes_by_later_choices(town):
    for seed in range(8):
        game = Game(*town, ["council", "mills", "bench"], seed)
        moves, pasts = played(game, (2, 3, 1, 5, 4))
        assert len(moves) >= 2
        whole = game.told(moves).events
        for now, past in pasts:
            then = [event for event in whole if event.instant < now]
            assert [(x.act, x.instant, x.results, x.broken) for x in then] == [
                (x.act, x.instant, x.results, x.broken) for x in past
            ]


def test_same_seed_and_same_choices_give_the_same_course(town):
    games = [Game(*town, ["council"], 4) for _ in range(2)]
    moves, _ = played(games[0], (2, 5))
    assert log(games[0].course(moves)) == log(games[1].course(moves))


def test_never_acting_is_preventing_all_own_acts(town):
    loaded, model = town
    numbers = {act.name: number for number, act in enumerate(model.acts)}
    for seed in range(20):
        game = Game(loaded, model, ["council", "mills"], seed)
        prevented = tuple(Intervention(0, c.PREVENT, numbers[name]) for name in game.own)
        assert log(game.course(())) == log(run_courses(lower(model), seed, 0, 1, Plan(changes=prevented)))


def test_an_act_of_several_is_the_player_s_if_one_of_them_is(town):
    assert Game(*town, ["ada"], 1).own == ("bench_vote",) == Game(*town, ["bench"], 1).own


def test_the_record_s_acts_at_the_record_s_instants_give_a_course_that_has_them(club):
    game = Game(*club, ["ann", "bob"], 3)
    record = [Move(entry.act, entry.instant) for entry in game.model.record if entry.act in game.own]
    assert [move.act for move in record] == ["call", "boycott"]
    events = {event.act: event for event in game.told(record).events}
    for move in record:
        assert events[move.act].instant == move.instant
        assert events[move.act].possible and events[move.act].compared == "As the record has it."
    assert events["meeting"].compared.startswith("As the record has it")  # three days after the call, at once


def test_an_act_is_at_hand_while_its_window_is_open_and_it_has_not_happened(club):
    game = Game(*club, ["ann"], 3)
    assert [(choice.act, choice.speed) for choice in game.choices((), 1)] == [("call", pytest.approx(1 / PACE))]
    assert [choice.act for choice in game.choices((), CALL_CLOSES * DAY - 1)] == ["call"]
    assert game.choices((), CALL_CLOSES * DAY) == ()
    assert game.choices([Move("call", 5)], 6) == ()


def test_what_others_could_do_is_told_with_the_speed_of_their_clocks(club):
    (other,) = Game(*club, ["ann"], 3).others([Move("call", 5)], 6)
    assert (other.act, other.speed) == ("boycott", pytest.approx(1 / 6))


def test_an_act_against_a_rule_says_so_before_it_is_done(town):
    game = Game(*town, ["mills"], 1)
    until = game.after_a_change([], 1)
    assert [(x.act, x.broken) for x in game.choices([], until)] == [
        ("attack", ("Nobody may bring arms into the hall.",))
    ]


def test_waiting_ends_on_the_last_day_of_a_choice_and_when_choices_change(club):
    game = Game(*club, ["ann"], 3)
    quiet = [Move("call", 1)]
    assert game.after_a_change([], 1) == (CALL_CLOSES - 1) * DAY + 1
    assert game.after_a_change([], (CALL_CLOSES - 1) * DAY + 1) == CALL_CLOSES * DAY + 1
    assert game.after_a_day([], 1) == DAY + 1
    assert game.after_a_change(quiet, 2) == game.model.end
    events = [event.instant for event in game.told(quiet).events]
    assert game.after_an_event(quiet, 2) == next(t for t in events if t >= 2) + 1


def test_a_played_course_as_a_record_is_replayed_to_the_same_log(town):
    for seed in range(12):
        game = Game(*town, ["council", "mills"], seed)
        moves, _ = played(game, (2, 3, 2, 2))
        batch = game.course(moves)
        if batch.summary[0, c.STATUS] != c.RAN:
            continue
        program = lower(recorded(game, batch, game.model.end))
        again = run_courses(program, seed, 0, 1, Plan(game.model.end - 1))
        assert log(again) == log(batch)
        assert again.summary[0, c.STUBBORN_EVENTS] == again.summary[0, c.STUBBORN_DRAWS] == 0


def test_chances_are_those_of_waiting(club):
    """Without a call in d days none comes in the days left with exp(-(10 - d) / 4)."""
    game = Game(*club, ["ann"], 3)
    for days in (0, 4):
        chance, low, high = chances(game, [], days * DAY + 1, 4000).of["otherwise"]
        assert low < math.exp(-(CALL_CLOSES - days) / PACE) < high
        assert chance == pytest.approx((low + high) / 2, abs=0.01)
    assert chances(game, [Move("call", 1)], 2).of["otherwise"][0] == 0


def test_a_call_turns_what_waiting_on_would_have_lost(club):
    day = 6
    found = beside(Game(*club, ["ann"], 3), [Move("call", day * DAY)], 4000, 4000)
    lost = found.turns[0].change["otherwise"]
    assert lost.low < -math.exp(-(CALL_CLOSES - day) / PACE) < lost.high
    assert found.turns[0].size.value >= abs(lost.value)
    whole = found.ensemble["otherwise"]
    assert whole.low < math.exp(-CALL_CLOSES / PACE) < whole.high
    assert found.replays == {"merged": 1.0, "refused": 0.0, "no_quorum": 0.0, "otherwise": 0.0}


def test_a_course_that_was_stopped_is_over(town):
    game, seed = None, 0
    while game is None or game.course(()).summary[0, c.STATUS] == c.RAN:
        seed += 1
        game = Game(*town, ["council"], seed)
    last = int(game.course(()).whole[-1, 2])
    assert not game.is_over((), 1)
    assert game.is_over((), last + DAY) and game.choices((), last + DAY) == () and game.seen((), last + DAY) == {}


@pytest.mark.parametrize(
    ("players", "words"),
    [
        (
            ["anne"],
            "unknown actor 'anne'; expected one of those who have acts to choose: ann, bob; did you mean 'ann'?",
        ),
        (["cat"], "cat has no act to choose; expected one of those who have acts to choose: ann, bob"),
        (["ann", "committee"], "committee has no act to choose"),
        ([], "nobody to play; expected one of those who have acts to choose: ann, bob; write --as NAME"),
    ],
)
def test_whom_one_cannot_play_is_told_with_those_whom_one_can(club, players, words):
    with pytest.raises(ProblemsFound) as caught:
        Game(*club, players, 1)
    assert words in str(caught.value)
