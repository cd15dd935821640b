import numpy as np
import pytest

from juncture.courses.chronicle import chronicle
from juncture.courses.story import MANY, Chronicle, ToldEvent
from juncture.kernel.run import Intervention, Plan, run_same_luck
from juncture.language.expression import Slot

SEED = 3
PREVENT, DO, SET = 0, 1, 2


def tell(compiled, number, plan=None, **options):
    return chronicle(compiled.scenario, compiled.program, SEED, number, plan, **options)


def test_a_course_told_alone_is_the_course_in_the_ensemble(town, ensemble):
    labels = ensemble.labels
    for number in range(7, 307):
        told, events = tell(town, number), ensemble.events.between(number - 7, number - 6)
        assert [event.act for event in told.events] == [labels.acts[act] for act in events.acts]
        assert [event.instant for event in told.events] == events.instants.tolist()
        assert [event.possible for event in told.events] == events.possible.tolist()
        assert [value for event in told.events for value in event.results.values()] == events.values.tolist()
        assert [event.broken for event in told.events] == [
            tuple(says for bit, says in enumerate(labels.rules_say) if broken >> bit & 1) for broken in events.broken
        ]
        outcome = ensemble.outcomes[number - 7]
        assert told.outcome == (labels.outcomes[outcome] if outcome >= 0 else None)


def test_the_record_reads_as_it_was_written(club):
    """A replay of the club leaves nothing to luck, so the whole story is known beforehand."""
    assert tell(club, 0, Plan(club.program.model.record_until)).lines() == [
        "The chess club's quorum",
        f"Course 0 of seed {SEED}, from 1 Mar 2024 00:00 on.",
        "",
        "3 Mar 2024",
        "  12:00  The chair calls a meeting (Ann). As the record has it.",
        "5 Mar 2024",
        "  12:00  The rival asks members to stay away (Bob). As the record has it.",
        "6 Mar 2024",
        "  12:00  The meeting is held (Ann): opened with 6 present. As the record has it.",
        "7 Mar 2024",
        "  12:00  The committee votes on the merger (the committee of three): "
        "carried by 2 to 1 (Ann and Cat for; Bob against). As the record has it.",
        "  Twelve days without an event.",
        "",
        "How it ends, on 20 Mar 2024: The club merges.",
    ]


def test_a_story_has_days_results_and_how_far_it_is_from_the_record(club):
    """The meeting, moved two days later, is told as late; nothing of a short course is left out."""
    call = next(number for number, act in enumerate(club.program.model.acts) if act.name == "call")
    plan = Plan(4 * 86400 + 43200, (Intervention(0, PREVENT, call), Intervention(4 * 86400 + 43200 - 1, DO, call)))
    days = dict(tell(club, 0, plan).story())
    assert days["5 Mar"].startswith("The chair calls a meeting (two days late).")
    assert days["8 Mar"].startswith("The meeting is held: opened with ") and days["8 Mar"].endswith("(two days late).")


def event(act, broken=(), told=()):
    return ToldEvent(
        0, "1 May 1917", "1 May", "00:00", act, act.title(), (), {}, told, True, broken, "silent", "", 0, 0
    )


def test_a_rule_is_quoted_in_full_once_and_named_again_after_another():
    arms, long = (
        "Nobody may bring arms into the hall of the council of this town while it sits",
        "Nobody may rule alone.",
    )
    course = Chronicle(
        "It",
        1,
        0,
        "",
        "",
        tuple(event(x, (y,)) for x, y in zip("abcd", [arms, arms, long, arms], strict=True)),
        (),
        "o",
        "Over",
        0,
    )
    assert course.story() == [
        (
            "1 May",
            f"A, against the rule '{arms}'. B, against the same rule. C, against the rule 'Nobody may rule alone'. "
            "D, against the rule 'Nobody may bring arms into the hall of the council of ...'.",
        )
    ]


def test_of_many_events_those_that_only_pass_by_are_left_out():
    events = [event(f"act{n}", told=("won",) if n % 10 == 0 else ()) for n in range(MANY + 1)]
    course = Chronicle("It", 1, 0, "", "", tuple(events), (), "o", "Over", 0)
    assert course.story() == [("1 May", "Act0: won. Act10: won. Act20: won. Act30: won.")]


@pytest.fixture(scope="module")
def told(town):
    """All events of 200 courses, and the courses."""
    courses = [tell(town, number) for number in range(200)]
    return courses, [event for course in courses for event in course.events]


def test_dates_are_shown_in_both_calendars(town, told):
    for event in told[1][:300]:
        assert f"{event.date} {event.time}" == town.scenario.shown(event.instant)[: len(event.date) + 6]
        assert "(" in event.date


def test_each_event_stands_beside_the_record(told):
    _, events = told
    by_act = {}
    for event in events:
        by_act.setdefault(event.act, set()).add(event.beside)
    assert by_act["talk"] == {"silent"}
    assert by_act["bench_vote"] == {"recorded"}
    assert by_act["motion"] == {"recorded", "road not taken", "silent"}
    assert by_act["attack"] == {"road not taken", "silent"}
    for event in events:
        assert (event.compared == "The record has ended by then.") == (event.beside == "silent" and event.act != "talk")
    compared = {event.compared for event in events}
    assert "A road not taken: the record does not have it again." in compared
    assert "A road not taken." in compared
    assert "A road not taken, in place of 'The bench votes on calling in the guard'." in compared


def test_the_distance_to_the_record_is_counted_in_days(town, told):
    day = 86400
    first, last = 8, 10  # the record has the vote of the bench on 28 to 30 October, the begin is the 20th
    dates = "28 Oct (10 Nov) – 30 Oct (12 Nov) 1917"
    for event in told[1]:
        if event.act == "bench_vote":
            happened = event.instant // day
            assert event.days_late == max(0, happened - last) - max(0, first - happened)
            if happened < first:
                days, when = first - happened, "later"
            else:
                days, when = happened - last, "earlier"
            if first <= happened <= last:
                assert event.compared == "As the record has it."
            elif days == 1:
                assert event.compared == f"The record has it one day {when}: {dates}."
            else:
                assert event.compared.endswith(f" days {when}: {dates}.")


def test_another_result_than_the_records_is_said(told):
    firsts = [event for course in told[0] for event in course.events if event.act == "motion"]
    for event in firsts:
        if event.beside == "recorded":
            same = (event.results["ayes"], event.results["nays"]) == (33, 27)
            assert ("but with another result (there " in event.compared) == (not same)


def test_what_the_course_lacks_of_the_record_is_listed(told):
    lacking = [course for course in told[0] if course.outcome and course.missed]
    assert lacking
    for course in lacking:
        acts = {event.act for event in course.events}
        assert all(missed.act not in acts for missed in course.missed)
        assert course.lines()[-len(course.missed) - 1] == "What the record has and this course does not:"
    lines = lacking[0].lines()
    assert "  28 Oct (10 Nov) – 30 Oct (12 Nov) 1917: The bench votes on calling in the guard." in lines


def test_quiet_days_are_the_days_without_an_event(told):
    for course in told[0]:
        days = [event.instant // 86400 for event in course.events]
        quiet = [max(0, b - a - 1) for a, b in zip([0, *days], days, strict=False)]
        assert [event.quiet_days for event in course.events] == quiet
        if course.outcome:
            assert sum(quiet) + course.quiet_days + len(set(days) | {0, 46}) == 47


def test_broken_rules_are_quoted(told):
    attack = next(event for event in told[1] if event.act == "attack")
    assert attack.broken == ("Nobody may bring arms into the hall.",)
    assert attack.line().endswith(" It breaks a rule: Nobody may bring arms into the hall.")


def test_a_stopped_course_says_why_it_stopped(told):
    stopped = next(course for course in told[0] if course.outcome is None)
    assert stopped.lines()[-1] == "The course was stopped: the speed of 'flight' was negative or not a number."
    assert stopped.missed == ()


def test_what_a_replay_forces_is_marked(town):
    """The record has the council vote although nobody is in the hall."""
    hall = [town.program.index(Slot("present", ("council", faction))) for faction in ("reds", "blues")]
    empty = tuple(Intervention(0, SET, place, 0.0) for place in hall)
    motion = next(event for event in tell(town, 0, Plan(20 * 86400, empty)).events if event.act == "motion")
    assert not motion.possible
    assert "By this course's assumptions it could not have happened then." in motion.line()


def test_history_s_own_luck_can_be_told_too(town):
    plan = Plan(6 * 86400)
    told = tell(town, 4, plan, same_luck=True)
    batch = run_same_luck(town.program, SEED, 4, 1, plan)
    assert [event.instant for event in told.events] == batch.whole[:, 2].tolist()
    assert np.all(np.diff(batch.whole[:, 2]) >= 0)
