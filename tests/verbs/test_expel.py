"""Expulsion from a body."""

from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from juncture.kernel.run import Plan, run_courses
from verbs_for_tests import WORLD, Trial

N = 20_000
NAMES = [f"p{i:02}" for i in range(25)]


def roll(members: int) -> str:
    """The world with a committee of so many members, all there."""
    persons = "".join(f"  {name}: {{title: {name}}}\n" for name in NAMES)
    world = WORLD.replace("publics:\n", f"{persons}publics:\n", 1)
    return world.replace("members: [ann, bob, cat], present: {cat: 0}", f"members: [{', '.join(NAMES[:members])}]")


def share(folder: Path, members: int, chance: float, more: str = "") -> float:
    """How often p00 is expelled."""
    fields = f"verb: expel, body: committee, persons: {{p00: {chance}}}{more}"
    return float(Trial(folder, fields, world=roll(members)).results(N)["p00"].mean())


@pytest.mark.parametrize("chance", [0.3, 0.5, 0.65, 0.8, 0.9])
@pytest.mark.parametrize(("members", "near"), [(3, 0.075), (8, 0.02), (25, 0.006)])
def test_a_majority_of_the_others_expels(tmp_path: Path, chance: float, members: int, near: float):
    """Against the binomial law of their ayes; the normal law that stands for it is close from a few voters on."""
    judges = members - 1
    exact = stats.binom.sf(judges // 2, judges, chance)
    assert share(tmp_path, members, chance) == pytest.approx(exact, abs=near + 4 * 0.5 / np.sqrt(N))


def test_the_more_judge_the_more_surely_the_larger_camp_prevails(tmp_path: Path):
    """Three in five for expulsion: the share expelled rises with the room, and falls with it at two in five.

    A chance that is added up per hand would not know how many hands there are.
    """
    for camp, sign in ((0.6, 1), (0.4, -1)):
        found = [share(tmp_path / f"{camp}-{n}", n, camp) for n in (4, 10, 24)]  # odd numbers of judges
        assert (np.diff(sign * np.array(found)) > 0.03).all()


def test_more_than_the_share_needed(tmp_path: Path):
    """Two thirds of six judges are four: they do not suffice, five do."""
    exact = stats.binom.sf(4, 6, 0.7)
    assert share(tmp_path, 7, 0.7, ", needed: 2 / 3") == pytest.approx(exact, abs=0.03)


def test_all_hands_or_none_leave_no_luck(tmp_path: Path):
    """At 1 he goes, at 0 he stays; at full agreement even unanimity less one is passed."""
    assert share(tmp_path / "a", 9, 1, ", needed: 0.9") == 1
    assert share(tmp_path / "b", 9, 0) == 0


def test_who_is_expelled_loses_membership_presence_and_posts_of_that_body(tmp_path: Path):
    """A post elsewhere stays his."""
    posts = "chair: {title: Chair, body: cabinet, holder: ann}"
    world = WORLD.replace(posts, posts.replace("body: cabinet", "body: committee"))
    trial = Trial(tmp_path, "verb: expel, body: committee, persons: {ann: 0.5, bob: 0.5}", world=world)
    seen: set[float] = set()
    for course in range(30):
        end = trial.world(course)
        for person in ("ann", "bob"):
            stays = 1 - trial.result(person, course)
            seen.add(stays)
            assert end[f"member(committee, {person})"] == end[f"present(committee, {person})"] == stays
        assert end["holds(ann, chair)"] == 1 - trial.result("ann", course)
        assert end["holds(bob, clerk)"] == 1, "the clerk's post is the cabinet's"
        assert trial.result("expelled", course) == trial.result("ann", course) + trial.result("bob", course)
        assert end["member(committee, cat)"] == 1
    assert seen == {0, 1}


def test_who_is_out_is_not_judged_again(tmp_path: Path):
    """And nobody expels himself: without others in the room there is no majority."""
    out = Trial(tmp_path / "a", "verb: expel, body: committee, persons: {ann: 1}, times: 4")
    assert out.happenings() == 1
    alone = WORLD.replace("present: {cat: 0}", "present: {bob: 0, cat: 0}")
    trial = Trial(tmp_path / "b", "verb: expel, body: committee, persons: {ann: 1}", world=alone)
    assert (trial.result("ann"), trial.world()["member(committee, ann)"]) == (0, 1)


@pytest.mark.parametrize("out", [0, 1])
def test_a_record_says_who_was_expelled(tmp_path: Path, out: float):
    """Without the number of hands; the two answers' probabilities add up to 1."""
    log = []
    for answer in (out, 1 - out):
        trial = Trial(
            tmp_path / str(answer),
            "verb: expel, body: committee, persons: {p00: 0.6}",
            world=roll(12),
            record=f"- {{act: a, on: 2000-01-01, result: {{p00: {answer}}}}}",
        )
        batch = run_courses(trial.program, 1, 0, 1, Plan(trial.model.record_until))
        assert batch.summary[0, 5] == 0
        assert batch.results[-len(trial.names) :][trial.names.index("p00")] == answer
        log.append(float(batch.likelihood[0]))
    assert np.exp(log).sum() == pytest.approx(1)
