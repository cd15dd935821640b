"""Until when each end could still be had, and the bands that show it."""

import re

import pytest

from juncture.analysis.intervals import Estimate, Probability
from juncture.analysis.openness import OpenAt, Openness
from juncture.report.bands import FLOOR, TOP, bands_figure, by_date, finding, until_in_words
from juncture.scenario.load import load

DAY = 86400
CHANCES = {  # of the club: fades on the third day, grows to certainty, never had
    "merged": (0.30, 0.06, 0.01, 0.0),
    "refused": (0.68, 0.92, 0.98, 1.0),
    "no_quorum": (0.02, 0.02, 0.01, 0.0),
}


@pytest.fixture(scope="module")
def found() -> Openness:
    nothing = Estimate(0.0, 0.0, 0.0)
    dates = tuple(
        OpenAt(
            day * DAY, 0, nothing, nothing, {n: Probability(c[day], c[day], c[day], 0.0) for n, c in CHANCES.items()}
        )
        for day in range(4)
    )
    return Openness(courses=100, seed=1, dates=dates, above=0.5, window=(), stopped=0.0)


def test_an_end_is_to_be_had_until_the_last_date_at_which_it_has_five_chances_in_a_hundred(found):
    club = load("club-quorum")
    merged, refused, no_quorum = by_date(club, found)
    assert (merged.until, refused.until, no_quorum.until) == (DAY, 3 * DAY, None)
    assert merged.first == 0.30 and merged.most.instant == 0 and refused.most.instant == 3 * DAY
    assert until_in_words(club, merged) == "until 2 Mar 2024"
    assert [until_in_words(club, end) for end in (refused, no_quorum)] == ["to the end", "never"]
    assert "Too few came" not in finding(club, [merged, refused, no_quorum])


def test_bands_stand_upon_each_other_and_fill_the_figure(found):
    club = load("club-quorum")
    drawn = bands_figure(club, found, by_date(club, found))
    points = [
        [float(point.split(",")[1]) for point in line.split()]
        for line in re.findall(r'polygon points="([^"]*)"', drawn)
    ]
    assert len(points) == 3  # the last outcome of the list lies lowest
    lowest, _, highest = points
    assert lowest[4:] == [FLOOR] * 4 and highest[:4] == [TOP] * 4
    assert points[0][:4] == points[1][4:][::-1] and points[1][:4] == points[2][4:][::-1]
