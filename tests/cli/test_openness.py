"""`juncture openness`: what is printed fits a terminal, is true to the numbers, and comes as JSON."""

from __future__ import annotations

import json

import pytest

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
