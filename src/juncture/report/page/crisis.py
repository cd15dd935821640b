"""What the model says in plain words, and how far to trust it: the findings of the other sections in one place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from juncture.analysis.intervals import Estimate, Probability
from juncture.analysis.outcomes import OutcomeFound
from juncture.courses.words import listed
from juncture.report.hypotheses import summary
from juncture.report.ledger import in_words as moves
from juncture.report.openness import in_words
from juncture.report.page.section import Findings, Section, rendered
from juncture.report.terminal import percent

#: A recorded event that fewer draws of the assumptions allow is named as one that the model hardly allows.
HARDLY = 0.5
#: From this share on, what comes of the whole record is told as the end of history, and a first rank needs no doubt.
SETTLED = 0.95
#: A record that leaves less than this share of the scenario's time after its last event is told to end late.
LATE = 0.05


@dataclass(frozen=True, slots=True)
class _Line:
    """One finding: what is asked, the answer, and the section that says more."""

    asked: str
    answer: str
    anchor: str


def section(findings: Findings) -> Section:
    """Return the section."""
    return Section(
        "answer",
        "What the model says, and how far to trust it",
        rendered(
            "crisis.html.j2",
            findings,
            likeliest=likeliest(findings),
            history=history(findings),
            lines=list(_lines(findings)),
            doubts=[*_doubts_of_numbers(findings), *_doubts_of_ends(findings), *_doubts_of_findings(findings)],
            chance=chance,
        ),
    )


def chance(found: Probability) -> str:
    """A chance with the interval of the simulation: `20.5 %, 19.9 to 21.1`."""
    return f"{percent(found.value, 1)}, {100 * found.low:.1f} to {100 * found.high:.1f}"


def likeliest(findings: Findings) -> list[OutcomeFound]:
    """The two likeliest outcomes."""
    return sorted(findings.outcomes.outcomes, key=lambda outcome: -outcome.probability.value)[:2]


def history(findings: Findings) -> OutcomeFound | None:
    """The outcome with which the record itself ends, where that is settled."""
    if findings.opened is None:
        return None
    last = findings.opened.openness.dates[-1]
    if last.outcomes[last.leading].value < SETTLED:
        return None
    return next((one for one in findings.outcomes.outcomes if one.name == last.leading), None)


def _lines(findings: Findings) -> Iterator[_Line]:
    if findings.opened:
        yield _Line("When was it open?", _open_in_words(findings), "openness")
        marked = (
            [turn for turn in findings.opened.turns.greatest[:3] if turn.size.low > 0] if findings.opened.turns else []
        )
        if marked:
            acts = findings.scenario.form.acts
            told = [f"{acts[turn.acts[0]].title} ({_points(turn.size)})" for turn in marked]
            yield _Line(
                "What turned it most?",
                f"{listed(told)}: of a hundred courses, so many moved to another outcome.",
                "openness",
            )
    yield _Line("Does the record replay?", _replay_in_words(findings), "record")
    yield _Line("Luck, or what we do not know?", _luck_in_words(findings), "outcomes")
    yield _Line("Where do its numbers come from?", _numbers_in_words(findings), "assumptions")
    if findings.answers:
        yield _Line("Does it answer as was expected?", expectations_in_words(findings), "what-ifs")
    if findings.claims:
        yield _Line("Are the sources' causal claims borne out?", summary(findings.claims), "claims")


def _open_in_words(findings: Findings) -> str:
    """The window, and how well the openness of one date is known."""
    assert findings.opened is not None
    dates = findings.opened.openness.dates
    error = max(date.openness.high - date.openness.low for date in dates) / 2
    window = list(in_words(findings.scenario, findings.opened))[1]
    return f"{window} The openness of one date is known to ±{100 * error:.0f} points or better."


def _points(size: Estimate) -> str:
    return f"{100 * size.value:.0f}, {100 * size.low:.0f} to {100 * size.high:.0f}"


def _replay_in_words(findings: Findings) -> str:
    entries = findings.replayed.entries
    if not entries:
        return "The scenario has no record."
    always = sum(entry.possible == 1 for entry in entries)
    unlawful = sum(entry.lawful < 1 for entry in entries)
    never = sum(entry.possible == 0 for entry in entries)
    told = f"{always} of {len(entries)} recorded events are possible whatever the assumptions"
    told += f", {never} under none" if never else ""
    return f"{told}; {unlawful} broke a rule in force." if unlawful else f"{told}."


def _luck_in_words(findings: Findings) -> str:
    if findings.ledger:
        return next(moves(findings.scenario, findings.ledger))
    (first, *_) = likeliest(findings)
    share = first.probability.from_assumptions
    if share != share:
        return "All courses end alike."
    return (
        f"Of what makes one course end with '{first.title}' and another not, {percent(share)} is what the sources leave "
        f"uncertain; the rest is luck."
    )


def _numbers_in_words(findings: Findings) -> str:
    counts = findings.numbers.counts
    told = {
        "cited": "{} stand in a source",
        "disputed": "{} are disputed between sources",
        "fitted": "{} are fitted to the record's own dates",
        "assumption": "{} are assumptions, each with a spread and a reason",
        "bare": "{} have no source yet",
    }
    parts = [told[status].format(count) for status, count in counts.items() if count]
    return (
        f"Of {sum(counts.values())} numbers {listed(parts)}." if parts else "It states no number that needs a source."
    )


def expectations_in_words(findings: Findings) -> str:
    """How many expectations, written beside the questions, the model meets: with each kind of luck, and with both."""
    judged = [one for answer in findings.answers for one in answer.expected]
    same, fresh = ([getattr(one, luck) for one in judged] for luck in ("same", "fresh"))
    met = [[verdict == "as expected" for verdict in verdicts] for verdicts in (same, fresh)]
    both = sum(map(all, zip(*met, strict=True)))
    against = sum("the other way" in verdicts for verdicts in zip(same, fresh, strict=True))
    return (
        f"Of {len(judged)} expectations stated beside the questions, {sum(met[0])} are met with the luck of history, "
        f"{sum(met[1])} with fresh luck and {both} with both; {against or 'none'} go the other way with either."
    )


def _doubts_of_numbers(findings: Findings) -> Iterator[str]:
    """What a critic would say first of where the numbers come from, and of what they are allowed to mean."""
    counts = findings.numbers.counts
    if counts["assumption"] + counts["bare"]:
        share = findings.numbers.share("assumption") + findings.numbers.share("bare")
        yield (
            f"{percent(share)} of its numbers are its author's: what follows from them holds as far as they do, and an "
            "interval knows nothing of an act that nobody thought of."
        )
    if counts["fitted"]:
        yield (
            f"{counts['fitted']} numbers are fitted to the record's own dates. So the dates of the record are no surprise to "
            "the model, and its courses are drawn towards what happened: that history's own end is likely here is in part "
            "how it was made."
        )
    if counts["fitted"] + counts["assumption"] + counts["disputed"] + counts["bare"]:
        yield (
            "Whether numbers or acts were changed after somebody had seen how courses end, this page cannot know; the "
            "scenario's own notes have to say."
        )
        yield (
            "'Luck' is all that the stated numbers leave undecided, also what its author could not know. Acts wait by clocks "
            "without memory, which are uneven; so its large share is a property of the model as much as of the crisis."
        )


def _doubts_of_ends(findings: Findings) -> Iterator[str]:
    """What hangs on the list of outcomes, on the last day, and on the ranking."""
    scenario, outcomes = findings.scenario, findings.outcomes.outcomes
    if len(outcomes) > 2:
        yield (
            f"The {len(outcomes)} outcomes are its author's list. What it tells apart finely looks open, unlikely and turned "
            "by small things; what it lumps looks settled. Other lists of the same crisis give other turns."
        )
    last = max((entry.instant for entry in findings.replayed.entries), default=0)
    left = scenario.end - last
    if last and left < LATE * scenario.end:
        yield (
            f"The record's last event falls on {scenario.shown(last, time=False)}, {left / 86400:.1f} days before the end "
            f"of a scenario of {scenario.end / 86400:.0f}. A course that is merely slower ends otherwise, so that a what-if "
            "which delays everything by a little looks decisive. A later end ('end:' in an overlay) tells the two apart."
        )
    (first, *_) = likeliest(findings)
    if first.probability.value < HARDLY:
        yield f"No outcome is likelier than all others together: the likeliest has {chance(first.probability)}."
    if findings.ranks and findings.ranks.draws > 1:
        held = findings.ranks.leads[findings.ranks.order[0]]
        if held.low < SETTLED:
            yield (
                f"The likeliest outcome is the likeliest in {percent(held.share)} of the draws of the assumptions "
                f"({100 * held.low:.0f} to {100 * held.high:.0f}): with one set of numbers in mind a reader may well rank "
                "otherwise."
            )


def _doubts_of_findings(findings: Findings) -> Iterator[str]:
    """What the model assumes and cannot find, and where record or expectation are against it."""
    if findings.claims and (built := findings.claims.counts()["built in"]):
        yield f"{built} of {len(findings.claims.tested)} causal claims are built in: the model assumes them and cannot test them."
    for entry in findings.replayed.entries:
        if entry.possible < HARDLY:
            yield f"'{entry.title}' happened, and only {percent(entry.possible)} of the draws of the assumptions allow it then."
    if findings.replayed.stubborn > 0:
        yield (
            f"In {percent(findings.replayed.stubborn)} of the draws of the assumptions some recorded event or result is "
            "impossible (a stubborn event: it is kept, and counted)."
        )
    missed = [(answer, one) for answer in findings.answers for one in answer.expected if one.same == "the other way"]
    for answer, one in missed:
        yield f"{answer.question.question} '{one.title}' was expected {EXPECTED[one.sign]}; the model says the opposite."


#: What is expected, in words.
EXPECTED = {"more": "more often", "less": "less often", "same": "about as often"}
