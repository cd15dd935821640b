"""A faction enters a government."""

from pathlib import Path

import pytest
from apportionment.methods import compute

from juncture.language import ProblemsFound
from verbs_for_tests import Trial, replaced


@pytest.mark.parametrize(("posts", "whole"), [("3", 3), ("2.5", 3), ("2.4", 2), ("-1", 0)])
def test_a_faction_enters_with_whole_posts(tmp_path: Path, posts: str, whole: float):
    """Nobody holds half a portfolio."""
    trial = Trial(tmp_path, f"verb: join, body: cabinet, faction: blues, posts: {posts}")
    assert trial.result("posts") == whole
    assert trial.world()["seats(cabinet, blues)"] == whole
    assert trial.world()["seats(cabinet, reds)"] == 10


def test_who_is_inside_does_not_enter(tmp_path: Path):
    """Joining is for those outside."""
    assert Trial(tmp_path, "verb: join, body: cabinet, faction: reds, posts: 3").happenings() == 0


# Gamson

PARTNERS = ("blues", "greens", "reds")


def posts(tmp_path: Path, cabinet: int, weights: dict[str, float]) -> list[float]:
    """What each partner would get, each in a trial of its own."""
    world = replaced(
        ("cabinet: {title: Cabinet, kind: cabinet, seats: {reds: 10}", "cabinet: {title: Cabinet, kind: cabinet")
    )
    stated = ", ".join(f"{name}: {weight}" for name, weight in weights.items())
    found = []
    for name in weights:
        fields = f"verb: join, body: cabinet, faction: {name}, weights: {{{stated}}}, cabinet: {cabinet}"
        trial = Trial(tmp_path / f"{cabinet}-{name}-{hash(stated)}", fields, world=world)
        found.append(trial.world()[f"seats(cabinet, {name})"])
        assert trial.result("posts") == found[-1]
    return found


@pytest.mark.parametrize(
    ("cabinet", "weights"),
    [
        (15, [7, 3, 5]),
        (10, [1, 1, 1]),
        (18, [175, 40, 17]),
        (7, [47, 16, 15.8]),
        (5, [0.1, 0.1, 0.8]),
        (0, [1, 2, 3]),
        (12, [1, 0, 0]),
    ],
)
def test_posts_go_with_weights_by_largest_remainders(tmp_path: Path, cabinet: int, weights: list[float]):
    """An independent library gives the same whole posts; of equal remainders the one named first wins."""
    found = posts(tmp_path, cabinet, dict(zip(PARTNERS, weights, strict=True)))
    assert sum(found) == cabinet
    if cabinet and len(set(weights)) == 3:
        assert found == compute("largest_remainder", weights, cabinet, verbose=False)
    if weights == [1, 1, 1]:
        assert found == [4, 3, 3]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ("posts: 3, weights: {blues: 1}, cabinet: 9", "posts and weights"),
        ("weights: {blues: 1}", "neither posts nor weights with a cabinet"),
        ("cabinet: 9", "neither posts nor weights with a cabinet"),
        ("weights: {reds: 1}, cabinet: 9", "no weight of blues"),
    ],
)
def test_what_was_left_out_is_asked_for(tmp_path: Path, fields: str, says: str):
    """An author's omission gives a message, not a Python error."""
    with pytest.raises(ProblemsFound) as found:
        Trial(tmp_path, f"verb: join, body: cabinet, faction: blues, {fields}")
    assert says in str(found.value)
