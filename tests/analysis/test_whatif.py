"""What-ifs against closed forms: two competing clocks with a deadline, and histories that nothing can change."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from juncture.analysis.asking import Written, divided, read_changes
from juncture.analysis.changes import changed
from juncture.analysis.pairs import GONE, LATER, NEW, NOTHING, OTHER_RESULT, SOONER, Log, differences
from juncture.analysis.questions import read_question
from juncture.analysis.weights import FEWEST, conditional, difference, share, weigh
from juncture.analysis.whatif import compare, what_if
from juncture.kernel.run import Plan, run_courses
from juncture.language import Mark, ProblemsFound
from juncture.program.lower import lower
from juncture.program.trace import trace
from juncture.scenario.beside import QUESTIONS, names_beside
from juncture.scenario.load import folder_of, load
from scenarios_for_tests import THINGS, loaded

HEAD = "juncture: 1\nid: race\ntitle: Race\nbegin: 2000-01-01\nend: 2000-01-20\nrecord_until: 2000-01-20\n"
#: The riot is on record 2 days after the begin, at a pace of 4 days; 18 days are left; the strike's pace is 10 days.
ALPHA, BETA, LEFT = 1 / 4, 1 / 10, 18.0


@pytest.fixture
def race(tmp_path: Path):
    """Whoever comes first wins; the other one then never comes."""
    scenario = loaded(
        tmp_path,
        head=HEAD,
        acts="""
        riot: {title: Riot, pace: 4 days, requires: not done(strike), instead_of: [strike]}
        strike: {title: Strike, pace: 10 days, requires: not done(riot), instead_of: [riot]}
        parade: {title: Parade, pace: 3 days, opens: after strike}
        """,
        record="- {act: riot, on: 2000-01-03 00:00}",
        outcomes="""
        riot: {title: A riot, when: done(riot)}
        strike: {title: A strike, when: done(strike)}
        quiet: {title: Neither, when: 1}
        """,
    )
    return scenario, trace(scenario)


def asked(scenario_and_model, *words: str, at: str | None = None, courses: int = 4000, seed: int = 1, **more):
    scenario, model = scenario_and_model
    date = Written(at, Mark("--at", 1, 1)) if at else None
    changes = read_changes(scenario, model, divided(words), date)
    return what_if(scenario, model, changes, courses, seed, **more)


def outcome(side, name):
    return next(one for one in side.outcomes if one.name == name)


def act(side, name):
    return next(one for one in side.acts if one.name == name)


def test_preventing_the_winner_of_a_race_gives_the_loser_its_time(race):
    """Same luck: the strike had waited 2 days in vain, and has 18 days left: it comes with chance 1 - exp(-18/10)."""
    found = asked(race, "prevent riot", courses=20_000)
    comes = 1 - math.exp(-BETA * LEFT)
    same = outcome(found.same, "strike")
    assert (same.without, outcome(found.same, "riot").changed) == (0, 0)
    assert same.difference.low < comes < same.difference.high
    assert outcome(found.same, "quiet").changed == pytest.approx(1 - comes, abs=0.015)
    assert found.prevented_only and found.same.fails.value == 1  # the necessity of the riot for a riot
    assert found.substitutes == ("strike",)
    assert found.same.first[0].act == "strike" and found.same.first[0].how == "new"


def test_fresh_luck_gives_the_closed_form_of_two_competing_clocks(race):
    found = asked(race, "prevent riot", courses=20_000)
    rate = ALPHA + BETA
    ended = 1 - math.exp(-rate * LEFT)
    without = {"riot": ALPHA / rate * ended, "strike": BETA / rate * ended, "quiet": 1 - ended}
    comes = 1 - math.exp(-BETA * LEFT)
    changed_to = {"riot": 0.0, "strike": comes, "quiet": 1 - comes}
    for name in without:
        one = outcome(found.fresh, name)
        assert one.without == pytest.approx(without[name], abs=0.012)  # 3.5 standard errors
        assert one.difference.low < changed_to[name] - without[name] < one.difference.high


def test_necessity_is_the_share_in_which_nothing_else_would_have_done_it(tmp_path: Path, race):
    """'Unrest' holds by riot or strike: without the riot it fails where the strike does not come in 18 days."""
    text = (tmp_path / "scenario.yaml").read_text().replace("when: done(riot)}", "when: done(riot) or done(strike)}")
    (tmp_path / "scenario.yaml").write_text(text)
    scenario = load(tmp_path)
    found = asked((scenario, trace(scenario)), "prevent riot", courses=20_000)
    assert found.same.modal == "riot"
    assert found.same.fails.low < math.exp(-BETA * LEFT) < found.same.fails.high


def test_preventing_what_never_happened_is_history_itself(race):
    found = asked(race, "prevent strike", at="2000-01-01")
    for one in (*found.same.outcomes, *found.same.acts):
        assert one.without == one.changed and one.difference.value == 0
    assert found.same.untouched == 1 and found.same.first == () and found.same.answers == {}
    assert found.same.fails.value == 0


def test_the_interval_of_the_difference_covers(race):
    """In about 95 of 100 trials; with 40 trials fewer than 33 come once in 5,000 if that is so."""
    rate = ALPHA + BETA
    true = (1 - math.exp(-BETA * LEFT)) - BETA / rate * (1 - math.exp(-rate * LEFT))
    covered = 0
    for seed in range(40):
        found = outcome(asked(race, "prevent riot", courses=300, seed=seed).fresh, "strike").difference
        covered += found.low < true < found.high
    assert covered >= 33


def test_a_delayed_act_happens_so_much_later(race):
    """Until then the strike may win: same luck, 1 - exp(-5/10) in the 5 days between."""
    found = asked(race, "delay riot by 5 days", courses=20_000)
    assert found.instant == 2 * 86400
    assert act(found.same, "riot").changed == 1  # done by hand, also where the strike had come
    strike = act(found.same, "strike").difference
    assert strike.low < 1 - math.exp(-BETA * 5) < strike.high


def test_the_same_seed_gives_the_same_answer_whatever_the_threads(race):
    one, other = (asked(race, "prevent riot", courses=4100, seed=3, threads=n) for n in (1, 3))
    assert one == other
    assert one != asked(race, "prevent riot", courses=4100, seed=4)


def test_a_slot_that_is_set_holds_until_acts_change_it(tmp_path: Path):
    scenario = loaded(
        tmp_path,
        head=HEAD,
        acts="""
        rise: {title: Rise, requires: threat > 0.8, pace: at once}
        """,
        outcomes="""
        risen: {title: Risen, when: done(rise)}
        calm: {title: Calm, when: 1}
        """,
    )
    found = asked((scenario, trace(scenario)), "set threat = 0.9", at="2000-01-05", courses=50)
    assert outcome(found.fresh, "risen").without == 0 and outcome(found.fresh, "risen").changed == 1
    assert found.same.first[0].act == "rise" and found.same.first[0].instant == 4 * 86400


def test_a_result_told_by_hand_is_what_the_draw_gives(tmp_path: Path):
    """A chance of 0.2 becomes certain by hand and only there; the luck of the second happening is untouched."""
    scenario = loaded(
        tmp_path,
        head=HEAD,
        acts="""
        attack:
          title: Attack
          verb: storm
          place: harbour
          attacker: cabinet
          defender: assembly
          attack: 20
          defence: 80
          times: 2
          pace: 4 days
        """,
        record="- {act: attack, on: 2000-01-03 00:00, result: {won: 0}}",
    )
    model = trace(scenario)
    changes = read_changes(scenario, model, divided(["do attack with result won=1"]))
    ready = changed(scenario, model, changes)
    since = ready.instant
    with_it = run_courses(ready.program, 1, 0, 200, Plan(since - 1, ready.interventions))
    log = Log.of(ready.program, with_it, ["attack"])
    first = log.ordinal == 0
    assert (log.instant[first] == since).all() and first.sum() == 200
    assert (log.values[log.first[first]] == 1).all()
    later = log.values[log.first[~first]]
    assert 0.05 < later.mean() < 0.4  # of about 190 second attacks a fifth is won
    plain = run_courses(lower(model), 1, 0, 200, Plan(since - 1))
    same = run_courses(ready.program, 1, 0, 200, Plan(since - 1))
    assert (plain.whole == same.whole).all() and (plain.results == same.results).all()


def test_a_vote_carried_by_hand_has_the_drawn_votes_or_just_enough():
    scenario = load("petrograd-1917")
    model = trace(scenario)
    for carried in (1, 0):
        changes = read_changes(scenario, model, divided([f"do declaration_vote with result carried={carried}"]))
        ready = changed(scenario, model, changes)
        batch = run_courses(ready.program, 1, 0, 40, Plan(ready.instant - 1, ready.interventions))
        names = [one.name for one in model.acts]
        log = Log.of(ready.program, batch, names)
        mine = (log.act == names.index("declaration_vote")) & (log.instant == ready.instant)
        slots = [slot.names[1] for slot in next(a for a in model.acts if a.name == "declaration_vote").results]
        ayes, nays, told = (log.values[log.first[mine] + slots.index(name)] for name in ("ayes", "nays", "carried"))
        assert mine.sum() == 40 and (told == carried).all() and ((ayes > nays) == bool(carried)).all()


def test_a_scenario_compared_with_itself_shows_nothing(race):
    scenario, model = race
    found = compare((scenario, lower(model)), (scenario, lower(model)), 200)
    assert found.same is None and found.fresh.untouched == 1
    assert all(one.difference.value == 0 for one in (*found.fresh.outcomes, *found.fresh.acts))


def test_first_differences_are_those_that_reading_the_logs_gives():
    """Course by course, in plain Python."""
    scenario = load("club-quorum")
    program = lower(trace(scenario))
    names = [one.name for one in program.model.acts]
    plan, other_plan = Plan(), Plan(2 * 86400)
    batches = [run_courses(program, 5, 0, 400, each) for each in (plan, other_plan)]
    logs = [Log.of(program, batch, names) for batch in batches]
    kinds = set()
    for one, other in (logs, logs[::-1]):
        found = differences(one, other, len(names), 400)
        for course in range(400):
            events = [[event for event in _events(log) if event[0] == course] for log in (one, other)]
            act_, kind = _first_difference(*events)
            assert (found.act[course], found.kind[course]) == (act_, kind)
            kinds.add(kind)
    assert kinds >= {NOTHING, LATER, GONE, SOONER, NEW}


def _events(log: Log):
    for i in range(len(log.act)):
        results = tuple(log.values[log.first[i] : log.first[i] + log.size[i]])
        yield int(log.course[i]), int(log.act[i]), int(log.instant[i]), int(log.ordinal[i]), results


def _first_difference(one, other):
    for k in range(max(len(one), len(other))):
        a, b = one[k] if k < len(one) else None, other[k] if k < len(other) else None
        if a == b:
            continue
        if a and b and a[1:3] == b[1:3]:
            return a[1], OTHER_RESULT
        if b is None or (a and a[2] <= b[2]):
            return a[1], LATER if any(x[1] == a[1] and x[3] == a[3] for x in other) else GONE
        return b[1], SOONER if any(x[1] == b[1] and x[3] == b[3] for x in one) else NEW
    return -1, NOTHING


# Weights -------------------------------------------------------------------------------------------------------------


def test_equal_weights_weigh_nothing():
    dice = np.random.default_rng(1)
    before, after = dice.random((2, 1000)) < [[0.3], [0.5]]
    weights, w = weigh(np.full(1000, -7.0), np.zeros(1000, bool))
    assert (weights.effective, weights.collapsed, weights.impossible) == (500, False, 0)
    assert share(after, w) == pytest.approx(after.mean())
    plain, weighted = difference(before, after), difference(before, after, w)
    assert weighted.value == pytest.approx(plain.value)
    assert weighted.high - weighted.low == pytest.approx(plain.high - plain.low, rel=0.01)
    assert conditional(after, before).value == pytest.approx(after[before].mean())


def test_weights_that_collapse_say_so_and_impossible_courses_have_none():
    likelihood, stubborn = np.zeros(2000), np.zeros(2000, bool)
    likelihood[6:8] = 800.0
    stubborn[:4] = True
    weights, w = weigh(likelihood, stubborn)
    assert weights.effective == pytest.approx(1) and weights.collapsed and weights.largest == pytest.approx(1)
    assert weights.impossible == 0.002 and (w[:4] == 0).all()
    assert weigh(likelihood, np.ones(2000, bool))[0].collapsed
    assert FEWEST > 1


def test_weighing_moves_the_assumptions_towards_the_record(tmp_path: Path):
    """A chance p, uniform, is observed as 1: weights p. Then P(p > 1/2) is 3/4, and the effective share (E p)^2 / E p^2 too."""
    things = THINGS.replace("start: 0.5}", "start: {value: 0 .. 1, because: unknown}}")
    scenario = loaded(
        tmp_path,
        head=HEAD,
        things=things,
        acts="""
        attack:
          {title: Attack, verb: storm, place: harbour, attacker: cabinet, defender: assembly, pace: 1 days,
           attack: threat, defence: 1 - threat}
        """,
        record="- {act: attack, on: 2000-01-02, result: {won: 1}}",
        outcomes="""
        high: {title: High, when: threat > 0.5}
        low: {title: Low, when: 1}
        """,
    )
    pair = scenario, trace(scenario)
    plain, weighed = (asked(pair, "prevent attack", courses=8000, weighed=each) for each in (False, True))
    assert weighed.weights.effective / weighed.weights.pairs == pytest.approx(0.75, abs=0.02)
    assert outcome(plain.same, "high").without == pytest.approx(0.5, abs=0.03)
    for side in (weighed.same, weighed.fresh):
        assert outcome(side, "high").without == pytest.approx(0.75, abs=0.03)


# Files ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", names_beside(folder_of("petrograd-1917"), QUESTIONS))
def test_every_question_that_ships_can_be_read_by_its_name(name: str):
    scenario = _petrograd()
    question = read_question(name, scenario[0])
    assert question.form.expected and all(expected.because for expected in question.form.expected)
    changes = read_changes(*scenario, question.changes, question.at)
    assert changes and all(change.instant > 0 for change in changes)


def _petrograd(known: list = []):  # noqa: B006
    if not known:
        scenario = load("petrograd-1917")
        known.append((scenario, trace(scenario)))
    return known[0]


def test_mistakes_in_a_file_are_told_with_their_places(tmp_path: Path, race):
    file = tmp_path / "question.yml"
    file.write_text("question: What?\nchanges:\n  - prevent riott\n  - do strike with won=1\nexpected: []\n")
    question = read_question(file, race[0])
    with pytest.raises(ProblemsFound) as caught:
        read_changes(*race, question.changes, question.at)
    assert str(caught.value) == (f"{file}:3:13: unknown act 'riott'; expected the name of an act; did you mean 'riot'?")
    file.write_text("question: What?\nchanges: [prevent riot]\nexpected: [{of: riots, sign: more}]\n")
    with pytest.raises(ProblemsFound, match=r"question.yml:3:17: expected#1.of: unknown name 'riots'"):
        read_question(file, race[0])
