"""`juncture whatif` on the command line: what is printed, JSON, and what it says to a wrong change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch):
    from juncture.report.terminal import console

    monkeypatch.setattr(console, "_width", 80)


def test_both_ways_of_luck_stand_side_by_side_in_80_columns(juncture):
    out = juncture("whatif", "club-quorum", "prevent boycott", "--courses", "400").out
    assert all(len(line) <= 80 for line in out.splitlines())
    words = " ".join(out.split())
    assert "luck of history fresh luck" in words
    assert "The meeting is held: with another result" in words
    assert "the necessity of what was prevented" in words
    assert "not what would have happened" in words


def test_words_of_a_command_line_need_no_quotes(juncture):
    quoted = juncture("whatif", "club-quorum", "prevent boycott", "--courses", "50")
    assert quoted == juncture("whatif", "club-quorum", "prevent", "boycott", "--courses", "50") and quoted.code == 0


def test_json_has_all_that_is_printed_and_the_same_seed_gives_the_same(juncture):
    words = (
        "club-quorum",
        "delay call by 2 days",
        "do decision with result ann=0, bob=0, cat=0",
        "--courses",
        "100",
        "--json",
    )
    first = juncture("whatif", *words)
    assert first == juncture("whatif", *words) and first.code == 0
    found = json.loads(first.out)["found"]
    assert found["courses"] == 100 and found["changes"][0] == "delay call by 2 days"
    assert {one["name"] for one in found["same"]["outcomes"]} == {"merged", "refused", "no_quorum", "otherwise"}
    refused = next(one for one in found["same"]["outcomes"] if one["name"] == "refused")
    assert refused["without"] == 0 and refused["changed"] == 1


def test_overlays_are_compared_with_the_scenario_or_with_each_other(juncture, tmp_path: Path):
    for name, wait in (("slow", 40), ("quick", 1)):
        (tmp_path / f"{name}.yml").write_text(f"acts: {{call: {{pace: {{value: {wait} days, fitted: a test}}}}}}\n")
    slow, quick = str(tmp_path / "slow.yml"), str(tmp_path / "quick.yml")
    alone = json.loads(juncture("whatif", "club-quorum", "--overlay", slow, "--courses", "300", "--json").out)["found"]
    both = juncture("whatif", "club-quorum", "--overlay", slow, "--against", quick, "--courses", "300", "--json")
    of = {one["name"]: one["difference"]["value"] for one in alone["fresh"]["outcomes"]}
    of_both = {one["name"]: one["difference"]["value"] for one in json.loads(both.out)["found"]["fresh"]["outcomes"]}
    assert 0.4 < of["otherwise"] < of_both["otherwise"] and alone["same"] is None


def test_weighing_says_how_many_draws_count(juncture):
    out = juncture("whatif", "petrograd-1917", "prevent lock_out", "--weigh", "--courses", "20").words
    assert "effective sample size" in out and "WARNING: the weights have collapsed" in out
    assert "no sentence can be made of these numbers" in out


def test_what_was_expected_stands_beside_what_was_found(juncture, tmp_path: Path):
    file = tmp_path / "q.yml"
    file.write_text(
        "scenario: club-quorum\nquestion: What if nobody had stayed away?\nchanges: [prevent boycott]\n"
        "expected:\n  - {of: no_quorum, sign: less, because: more come}\n  - {of: merged, sign: less, because: a wrong guess}\n"
    )
    out = juncture("whatif", "club-quorum", "--file", str(file), "--courses", "2000").words
    assert "What if nobody had stayed away?" in out
    assert "luck of history: no difference; fresh luck: as expected" in out
    assert "luck of history: no difference; fresh luck: the other way" in out


#: What was typed, and the one line that answers it.
MISTAKES = {
    "prevent boycot": "prevent boycot:9: unknown act 'boycot'; expected the name of an act; did you mean 'boycott'?",
    "prevent quorum_of_five": "prevent quorum_of_five:9: unknown act 'quorum_of_five'; expected the name of an act; "
    "juncture show SCENARIO acts lists them",
    "prevent boycott do boycott": "do boycott: do and prevent of boycott; expected one of both; "
    "write 'delay boycott by 3 days' to move it",
    "prevent boycott prevent boycott": "prevent boycott: a second change 'prevent' of boycott; expected one",
    "prevnt boycott": "prevnt boycott: 'prevnt boycott'; expected 'prevent ACT', 'do ACT with result NAME=NUMBER, ...', "
    "'set SLOT = NUMBER', 'delay ACT by 3 days'; did you mean 'prevent'?",
    "delay boycott": "delay boycott: 'delay boycott'; expected 'delay ACT by 3 days'",
    "delay boycott by 1 .. 3 days": "delay boycott by 1 .. 3 days:18: '1 .. 3 days'; expected one time above 0; write '3 days'",
    "delay boycott by 99 days": "delay boycott by 99 days:18: a delay to 12 Jun 2024; expected one that ends by 20 Mar 2024, "
    "when courses end",
    "do decision with result dan=1": "do decision with result dan=1:13: unknown result 'dan' of decision; expected one that "
    "a record can give: ann, bob, cat; did you mean 'ann'?",
    "do decision with result ayes=2": "do decision with result ayes=2:13: 'ayes' of decision follows from its draws; "
    "expected a result that is drawn: ann, bob, cat",
    "do decision with result ann": "do decision with result ann:25: 'ann'; expected NAME=NUMBER",
    "do decision with result ann=1, ann=0": "do decision with result ann=1, ann=0:32: 'ann' a second time; expected each "
    "result once",
    "set present(club, member) = 3 --at 2024-03-02": "set present(club, member) = 3:5: set present(club, member); expected a "
    "slot that acts may change, and that something reads; did you mean 'present(club, members)'?",
    "set sitting(club) = 2 --at 2024-03-02": "set sitting(club) = 2:21: 2 for sitting(club); expected a number from 0 to 1",
    "set done(call) = 1 --at 2024-03-02": "set done(call) = 1:5: set done(call); expected a slot that acts may change, and "
    "that something reads; write prevent or do",
    "set sitting(club) = 1": "set sitting(club) = 1: 'set sitting(club) = 1' without a date; expected a date, as the "
    "record does not have these acts; add --at DATE",
    "prevent boycott --at 2025-01-01": "--at: 2025-01-01, outside of the record; expected a date from 1 Mar 2024 to "
    "20 Mar 2024, the end of the record",
    "prevent boycott --at 2024-03-08": "prevent boycott:9: prevent of boycott, which had happened by then; expected a date "
    "up to 5 Mar 2024",
    "delay boycott by 3 days --at 2024-03-08": "delay boycott by 3 days:7: delay of boycott, which the record does not have from "
    "that date on; expected a recorded act, and a date before it; write 'do' for an act that did not happen",
    "prevent boycott --file q.yaml": "juncture whatif: changes and --file; expected changes such as 'prevent ACT', or --file, "
    "or --overlay alone (with --against if you like)",
}  # fmt: skip


@pytest.mark.parametrize("typed", list(MISTAKES))
def test_a_wrong_change_is_answered_with_its_place_and_what_to_do(typed: str, juncture):
    before, _, after = typed.partition(" --")
    words = [before, *f"--{after}".split(" ", 1)] if after else [before]
    told = juncture("whatif", "club-quorum", *words)
    assert told.code == 2 and told.err.splitlines()[0] == MISTAKES[typed]
    assert len(told.err.splitlines()) == 2
