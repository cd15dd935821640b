"""`juncture openness`: what is printed fits a terminal, is true to the numbers, and comes as JSON."""

from __future__ import annotations

import json

import pytest

from juncture.analysis.intervals import Estimate
from juncture.report.openness import moved
from juncture.scenario.load import load

FEW = ("--courses", "200", "--dates", "12")


def test_the_club_is_told_in_a_table_a_list_and_words(juncture):
    told = juncture("openness", "club-quorum", *FEW)
    assert (told.code, told.err) == (0, "")
    assert max(len(line) for line in told.out.splitlines()) <= 80
    words = told.words
    for sentence in (
        "it was open from 1 Mar 2024 to 6 Mar 2024",
        "No event moved the outcomes more than 'The rival asks members to stay away' on 5 Mar 2024",
        "The one that closed it most was 'The committee votes on the merger' on 7 Mar 2024",
        "Where the chances went",
    ):
        assert sentence in words, sentence


def test_json_has_every_date_and_event(juncture):
    found = json.loads(juncture("openness", "club-quorum", *FEW, "--json").out)
    curve = found["openness"]
    assert curve["courses"] == 200 and len(curve["dates"]) == 12 + 8
    assert [date["instant"] for date in curve["dates"]] == sorted(date["instant"] for date in curve["dates"])
    for date in curve["dates"]:
        assert date["openness"]["low"] <= date["openness"]["value"] <= date["openness"]["high"]
        assert sum(outcome["value"] for outcome in date["outcomes"].values()) == pytest.approx(1.0)
    assert [turn["acts"] for turn in found["turns"]["turns"]] == [["call"], ["boycott"], ["meeting"], ["decision"]]
    assert {stake["act"] for stake in found["stakes"]} == {"call", "boycott"}
    assert found["near_misses"] == []  # the record has every act that could come


def test_one_outcome_may_be_asked_of_alone(juncture):
    """The chances of an outcome do not depend on how the others are told apart."""
    whole = json.loads(juncture("openness", "club-quorum", *FEW, "--json", "--no-turns").out)["openness"]["dates"]
    one = json.loads(juncture("openness", "club-quorum", *FEW, "--json", "--no-turns", "--of", "no_quorum").out)[
        "openness"
    ]["dates"]
    for date, other in zip(whole, one, strict=True):
        assert list(other["outcomes"]) == ["no_quorum", "another"]
        assert other["outcomes"]["no_quorum"] == date["outcomes"]["no_quorum"]
    both = json.loads(
        juncture("openness", "club-quorum", *FEW, "--json", "--no-turns", "--of", "merged", "--of", "refused").out
    )
    for date, other in zip(whole, both["openness"]["dates"], strict=True):
        parts = date["outcomes"]["merged"]["value"] + date["outcomes"]["refused"]["value"]
        assert other["outcomes"]["these"]["value"] == pytest.approx(parts)


def test_an_unknown_outcome_is_told_with_the_nearest_one(juncture):
    told = juncture("openness", "club-quorum", "--of", "mergd")
    assert told.code == 2
    assert "'mergd'; expected outcomes: merged, refused, no_quorum, otherwise; did you mean 'merged'?" in told.err


def test_two_dates_leave_only_what_lies_between_them(juncture):
    """The boycott of 5 March and the meeting of 6 March; the call was before, the vote came after."""
    found = json.loads(
        juncture("openness", "club-quorum", "--from", "2024-03-04", "--until", "2024-03-06", *FEW, "--json").out
    )
    day = 86400
    instants = [date["instant"] for date in found["openness"]["dates"]]
    assert instants[0] == 3 * day and instants[-1] == 6 * day - 1 and len(instants) == 12 + 4
    assert [turn["acts"] for turn in found["turns"]["turns"]] == [["boycott"], ["meeting"]]
    assert found["stretch"] == {"first": 3 * day, "last": 6 * day - 1}


def test_a_stretch_has_the_chances_that_the_whole_record_has_at_its_dates(juncture):
    """The same courses branch: a date is what it is, whichever others are asked of."""
    whole, part = (
        {
            date["instant"]: date
            for date in json.loads(juncture("openness", "club-quorum", *words).out)["openness"]["dates"]
        }
        for words in (("--json", "--courses", "200"), ("--json", "--courses", "200", "--from", "2024-03-04"))
    )
    events = {4.5, 5.5, 6.5}  # noon of 5, 6 and 7 March, in days since the begin
    assert all(whole[int(86400 * noon)] == part[int(86400 * noon)] for noon in events)


def test_rows_of_one_day_show_the_hour_and_words_of_a_short_stretch_too(juncture):
    told = juncture("openness", "club-quorum", "--from", "2024-03-05", "--until", "2024-03-06", *FEW)
    assert "Only from 5 Mar 2024 00:00 to 6 Mar 2024 23:59" in told.words
    rows = [line[:12].strip() for line in told.out.splitlines() if line.startswith(("5 Mar", "6 Mar"))]
    assert rows[0] == "5 Mar 00:00" and "5 Mar 12:00" in rows and "5 Mar 11:59" in rows and rows[-1] == "6 Mar 23:59"
    assert "it was open from 5 Mar 2024 00:00 to" in told.words
    assert "'The rival asks members to stay away' on 5 Mar 2024:" in told.words  # no source gives its hour
    assert max(len(line) for line in told.out.splitlines()) <= 80


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("--from", "2024-02-01"),
            "--from: 2024-02-01, outside of the record; expected a date from 1 Mar 2024 to 20 Mar",
        ),
        (
            ("--until", "2024-04-01"),
            "--until: 2024-04-01, outside of the record; expected a date from 1 Mar 2024 to",
        ),
        (("--from", "2024-03-09", "--until", "2024-03-05"), "--until: no time from 9 Mar 2024 00:00 to 5 Mar 2024"),
        (("--from", "5 March"), "--from: '5 March' is not a date"),
    ],
)
def test_a_stretch_that_is_none_is_told(juncture, words: tuple[str, ...], message: str):
    told = juncture("openness", "club-quorum", *words)
    assert told.code == 2 and message in " ".join(told.err.split())


def test_dates_of_two_calendars_bound_the_two_days_of_brumaire(juncture):
    words = (
        "--from",
        "18 Brumaire VIII",
        "--until",
        "1799-11-10",
        "--no-near-misses",
        "--courses",
        "20",
        "--dates",
        "5",
    )
    told = juncture("openness", "brumaire-1799", *words)
    assert (
        told.code == 0
        and "Only from 9 Nov 1799 (18 Brumaire VIII) 00:00 to 10 Nov 1799 (19 Brumaire VIII)" in told.words
    )
    assert "11 Nov" not in told.out and "\n8 Nov" not in told.out


def test_the_same_seed_gives_the_same_finding(juncture):
    once, again = (juncture("openness", "club-quorum", *FEW, "--json", "--threads", n).out for n in ("1", "3"))
    assert once == again


def test_a_scenario_without_a_record_has_a_curve_and_no_turns(juncture, tmp_path):
    from scenarios_for_tests import text_of, written

    text = text_of(acts="strike: {title: Strike, pace: 30 days}", outcomes="""
        struck: {title: They strike, when: done(strike)}
        otherwise: {title: They do not, when: 1}
    """)  # fmt: skip
    words = juncture("openness", str(written(tmp_path, text)), *FEW).words
    assert "Strike" in words and "would have come in" in words and "moved" in words


def test_the_curve_is_a_figure_that_every_program_can_draw(juncture, tmp_path):
    from xml.etree import ElementTree

    file = tmp_path / "curve.svg"
    juncture("openness", "club-quorum", *FEW, "--figure", str(file))
    drawing = ElementTree.parse(file).getroot()
    name = "{http://www.w3.org/2000/svg}"
    (line,) = drawing.iter(f"{name}polyline")
    points = [tuple(map(float, point.split(","))) for point in line.attrib["points"].split()]
    assert len(points) == 12 + 8 and points == sorted(points, key=lambda point: point[0])
    texts = [" ".join("".join(text.itertext()).split()) for text in drawing.iter(f"{name}text")]
    assert "1 5 Mar 2024: The rival asks members to stay away" in texts
    lost = tmp_path / "nowhere" / "curve.svg"
    told = juncture("openness", "club-quorum", "--figure", str(lost))
    assert told.code == 2 and "there is no such folder" in told.err


def test_every_name_of_an_outcome_on_screen_is_told_with_its_title(juncture):
    told = juncture("openness", "club-quorum", *FEW)
    moved = {name for name in ("merged", "refused", "no_quorum", "otherwise") if f" {name}" in told.out}
    titles = {name: outcome.title for name, outcome in load("club-quorum").form.outcomes.items() if name in moved}
    assert len(titles) > 1
    for name, title in titles.items():
        assert f"{name} {title}" in told.words


def test_what_moved_is_told_by_names_or_by_titles():
    change = {"merged": Estimate(0.3, 0.2, 0.4), "refused": Estimate(-0.3, -0.4, -0.2), "no_quorum": Estimate(0, -1, 1)}
    assert moved(change) == "+30 merged, -30 refused"
    assert moved(change, {"merged": "They merge"}) == "+30 They merge; -30 refused"
