"""`juncture power`, as a scholar meets it."""

from __future__ import annotations

import json


def test_power_shows_each_body_on_its_key_dates(juncture, monkeypatch):
    """Six of nine came, one faction: it has all power. The committee votes by roll call, and has none shown."""
    monkeypatch.setenv("COLUMNS", "80")
    code, out, _ = juncture("power", "club-quorum", "--replays", "50")
    assert code == 0
    shown = " ".join(out.split())
    assert "The club's general meeting, 6 Mar 2024: The meeting is held" in shown
    assert "Members of the club 9 6 100 % 100 % 100 %" in shown
    assert "quorum 5, there in 100 % of replays" in shown
    assert "votes by roll call, so power is not measured" in shown


def test_power_at_a_date_reads_the_bodies_there(juncture):
    code, out, _ = juncture("power", "club-quorum", "--replays", "50", "--at", "2024-03-04", "--body", "club", "--json")
    (sitting,) = json.loads(out)
    assert code == 0
    assert (sitting["body"], sitting["present"]["typical"], sitting["seats"]["typical"]) == ("club", 0, 9)


def test_an_unknown_body_is_told_with_the_nearest(juncture):
    code, _, err = juncture("power", "club-quorum", "--body", "clubb")
    assert code == 2
    assert "unknown name 'clubb'" in err and "did you mean 'club'" in err


def test_a_date_outside_of_the_record_is_told_with_its_ends(juncture):
    code, _, err = juncture("power", "club-quorum", "--at", "2025-01-01")
    assert code == 2
    assert "outside of the record" in err and "1 Mar 2024 to 20 Mar 2024" in err
