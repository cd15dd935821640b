"""The shipped teaching scenario against pencil and paper: every probability has a closed form.

Time is in days since 1 March 2024, 00:00.

- The chair calls at T ~ Exp with mean 4, if T < 10: `closes: 2024-03-10` means the end of that day.
- The rival calls for a boycott at B ~ Exp with mean 6, if B < T + 3, when the meeting is held.
- Of nine members each comes with chance 0.5 after a boycott, else 0.8; five make the quorum.
- The committee carries the merger if two of ann (0.9), bob (0.6) and cat (0.3) vote aye.

P(call) = 1 - exp(-10/4).  P(call, no boycott) = int_0^10 exp(-t/4)/4 * exp(-(t+3)/6) dt
        = 0.6 exp(-1/2) (1 - exp(-25/6)).
"""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from scipy import integrate, stats

from juncture.kernel.run import Batch, Plan, run_courses
from juncture.program.lower import lower
from juncture.program.program import Program
from juncture.program.trace import trace
from juncture.scenario.load import load
from models_for_tests import DAY, act_numbers, events_of, instants_of, shares, standard_error

N = 200_000
CALL = 1 - math.exp(-10 / 4)
QUIET = 0.6 * math.exp(-0.5) * (1 - math.exp(-25 / 6))  # called, and no boycott before the meeting
FIVE_OF_NINE = {p: float(stats.binom.sf(4, 9, p)) for p in (0.5, 0.8)}
QUORUM = QUIET * FIVE_OF_NINE[0.8] + (CALL - QUIET) * FIVE_OF_NINE[0.5]
A, B, C = 0.9, 0.6, 0.3
CARRIED = A * B * (1 - C) + A * (1 - B) * C + (1 - A) * B * C + A * B * C
EXPECTED = {
    "merged": QUORUM * CARRIED,
    "refused": QUORUM * (1 - CARRIED),
    "no_quorum": CALL - QUORUM,
    "otherwise": 1 - CALL,
}


@cache
def club() -> Program:
    return lower(trace(load("club-quorum")))


@cache
def simulated() -> Batch:
    return run_courses(club(), 2024, 0, N)


@cache
def replayed() -> Batch:
    return run_courses(club(), 2024, 0, 4, Plan(club().model.record_until))


def test_the_closed_forms_agree_with_numerical_integration():
    """The pencil is checked too: the integral above by quadrature, the vote by all eight ballots."""
    quadrature, _ = integrate.quad(lambda t: math.exp(-t / 4) / 4 * math.exp(-(t + 3) / 6), 0, 10)
    assert pytest.approx(quadrature) == QUIET
    ballots = [(i, j, k) for i in (0, 1) for j in (0, 1) for k in (0, 1)]
    chance = sum(
        math.prod(p if v else 1 - p for p, v in zip((A, B, C), votes, strict=True))
        for votes in ballots
        if sum(votes) >= 2
    )
    assert chance == pytest.approx(CARRIED)
    assert sum(EXPECTED.values()) == pytest.approx(1)


@pytest.mark.parametrize("outcome", list(EXPECTED))
def test_every_outcome_has_its_exact_probability(outcome: str):
    """200,000 courses must lie within four standard errors; an error in any clock, window or draw shows here."""
    found, expected = shares(club(), simulated())[outcome], EXPECTED[outcome]
    assert abs(found - expected) < 4 * standard_error(expected, N)


def test_the_whole_distribution_of_outcomes_passes_a_chi_squared_test():
    """All four outcomes together, as each alone might hide a shift."""
    counts = np.bincount(simulated().summary[:, 0], minlength=4)
    assert stats.chisquare(counts, np.array(list(EXPECTED.values())) * N).pvalue > 0.001


def test_the_call_is_a_truncated_exponential_and_the_meeting_is_three_days_later():
    """The deadline is the end of the tenth day, not its beginning or its noon."""
    calls = instants_of(club(), simulated(), "call")
    assert 9.9 < calls.max() < 10
    assert abs(len(calls) / N - CALL) < 4 * standard_error(CALL, N)
    assert stats.kstest(calls[:20_000], "truncexpon", args=(10 / 4, 0, 4)).pvalue > 0.001
    meetings = instants_of(club(), simulated(), "meeting")
    np.testing.assert_allclose(meetings, calls + 3, atol=1e-9)
    decisions = instants_of(club(), simulated(), "decision")
    assert set(np.round(decisions * DAY).astype(int)) <= set(np.round((meetings + 1) * DAY).astype(int))


def test_members_come_by_the_binomial_law_of_what_the_rival_did():
    """How many come, after a boycott and without one, against the binomial distribution."""
    program, batch = club(), run_courses(club(), 77, 0, 30_000)
    number = act_numbers(program)
    came: dict[bool, list[float]] = {True: [], False: []}
    for events in events_of(program, batch).values():
        names = [event.act for event in events]
        if "meeting" in names:
            place = names.index("meeting")
            slots = [slot.names[1] for slot in program.model.acts[number["meeting"]].results]
            came["boycott" in names[:place]].append(events[place].results[slots.index("came_members")])
    for boycotted, share in ((True, 0.5), (False, 0.8)):
        counts = np.bincount(np.array(came[boycotted], int), minlength=10)
        expected = stats.binom.pmf(range(10), 9, share) * len(came[boycotted])
        few = expected < 5
        merged = [np.append(c[~few], c[few].sum()) if few.any() else c for c in (counts, expected)]
        assert stats.chisquare(*merged).pvalue > 0.001


def test_the_record_has_the_likelihood_that_pencil_and_paper_give_it():
    """A day without an hour means noon: the call on 3 March is at 2.5 days, the boycott at 4.5, the meeting at 5.5.

    call      log(1/4) - 2.5/4            boycott   log(1/6) - 4.5/6
    meeting   log C(9,6) 0.5^9            decision  log 0.9 * 0.4 * 0.3
    The meeting and the decision are at once: they have no luck in time, and nothing else was at risk afterwards.
    """
    expected = math.log(1 / 4) - 2.5 / 4 + math.log(1 / 6) - 4.5 / 6
    expected += math.log(math.comb(9, 6) * 0.5**9) + math.log(0.9 * 0.4 * 0.3)
    np.testing.assert_allclose(replayed().likelihood, expected, rtol=1e-12)


def test_history_is_possible_and_happens_as_recorded():
    """Acts at once are not forced: that they happen on the recorded days is the scenario's doing."""
    for events in events_of(club(), replayed()).values():
        assert [event.act for event in events] == ["call", "boycott", "meeting", "decision"]
        assert [event.instant / DAY for event in events] == [2.5, 4.5, 5.5, 6.5]
        assert all(event.possible for event in events)
        assert [event.run_off for event in events[:2]] == pytest.approx([2.5 / 4, 4.5 / 6])
    assert (replayed().summary[:, 4:6] == 0).all(), "stubborn events and draws"
    assert (replayed().summary[:, 0] == 0).all(), "history ends in the merger"
    assert (replayed().facts == 1).all(), "the quorum was there on 8 March"


def test_no_rule_is_broken_where_the_meeting_opens_only_with_its_quorum():
    """Six came, the rule asks for five: the decision is lawful, in history and in every course that has one."""
    assert (replayed().whole[:, 4] == 0).all()
    assert (simulated().whole[:, 4] == 0).all()


def test_a_decision_without_quorum_breaks_the_rule_and_only_that(tmp_path: Path):
    """Possible and lawful are different things: let the meeting open with anybody, and the rule bind the committee.

    Then a decision breaks the rule exactly where fewer than five came: P = P(1..4 of nine).
    """
    overlay = tmp_path / "overlay.yaml"
    overlay.write_text("acts: {meeting: {needs_quorum: false}}\nrules: {quorum_of_five: {who: committee}}\n")
    program = lower(trace(load("club-quorum", [overlay])))
    n = 20_000
    unlawful = 0
    for events in events_of(program, run_courses(program, 3, 0, n)).values():
        came = next((event.results[0] for event in events if event.act == "meeting"), None)
        for event in events:
            expected = ("quorum_of_five",) if event.act == "decision" and came is not None and came < 5 else ()
            assert event.broken == expected
            unlawful += event.broken != ()
    few = {p: float(stats.binom.cdf(4, 9, p) - stats.binom.pmf(0, 9, p)) for p in (0.5, 0.8)}
    p = QUIET * few[0.8] + (CALL - QUIET) * few[0.5]
    assert abs(unlawful / n - p) < 4 * standard_error(p, n)


def test_every_number_of_the_club_is_cited():
    """The scenario is a template: who copies it should begin with numbers that rest upon claims."""
    stated = {number.name: number.status for number in club().model.numbers}
    assert {stated[name] for name in ("call.pace", "boycott.pace", "boycott.closes")} <= {"cited"}
    assert set(stated.values()) <= {"cited", "plain"}
