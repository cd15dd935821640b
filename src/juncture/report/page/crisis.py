"""What the model says in plain words, and how far to trust it: the findings of the other sections in one place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from juncture.analysis.outcomes import OutcomeFound
from juncture.courses.words import listed
from juncture.report.hypotheses import summary
from juncture.report.ledger import in_words as moves
from juncture.report.openness import in_words
from juncture.report.page.section import Findings, Section, rendered
from juncture.report.terminal import percent

#: A recorded event that fewer draws of the assumptions allow is named as one that the model hardly allows.
HARDLY = 0.5
#: From this chance on, what comes of the whole record is told as the end of history.
SETTLED = 0.95


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
            doubts=list(_doubts(findings)),
        ),
    )


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
        yield _Line("When was it open?", list(in_words(findings.scenario, findings.opened))[1], "openness")
        marked = (
            [turn for turn in findings.opened.turns.greatest[:3] if turn.size.low > 0] if findings.opened.turns else []
        )
        if marked:
            acts = findings.scenario.form.acts
            told = [f"{acts[turn.acts[0]].title} ({100 * turn.size.value:.0f} points)" for turn in marked]
            yield _Line("What turned it most?", f"{listed(told)}.", "openness")
    yield _Line("Does the record replay?", _replay_in_words(findings), "record")
    yield _Line("Luck, or what we do not know?", _luck_in_words(findings), "outcomes")
    yield _Line("Where do its numbers come from?", _numbers_in_words(findings), "assumptions")
    if findings.answers:
        yield _Line("Does it answer as historians expect?", expectations_in_words(findings), "what-ifs")
    if findings.claims:
        yield _Line("Are the sources' causal claims borne out?", summary(findings.claims), "claims")


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
    """How many expectations, written beside the questions, the model meets with the luck of history."""
    verdicts = [judged.same for answer in findings.answers for judged in answer.expected]
    met, against = (verdicts.count(verdict) for verdict in ("as expected", "the other way"))
    rest = len(verdicts) - met - against
    return (
        f"Of {len(verdicts)} expectations stated beside the questions, {met or 'none'} are met with the luck of history, "
        f"{against or 'none'} go the other way, and {rest or 'none'} show another difference, none, or are not clear."
    )


def _doubts(findings: Findings) -> Iterator[str]:
    """What a critic would say first."""
    counts = findings.numbers.counts
    if counts["assumption"] + counts["bare"]:
        share = findings.numbers.share("assumption") + findings.numbers.share("bare")
        yield (
            f"{percent(share)} of its numbers are its author's: what follows from them holds as far as they do, and an "
            "interval knows nothing of an act that nobody thought of."
        )
    if counts["fitted"]:
        yield (
            f"{counts['fitted']} numbers are fitted to the record's own dates, so that the record can happen in the model "
            "is in part how it was made."
        )
    if findings.claims and (built := findings.claims.counts()["built in"]):
        yield f"{built} of {len(findings.claims.tested)} causal claims are built in: the model assumes them and cannot test them."
    hardly = [entry for entry in findings.replayed.entries if entry.possible < HARDLY]
    for entry in hardly:
        yield f"'{entry.title}' happened, and only {percent(entry.possible)} of the draws of the assumptions allow it then."
    if findings.replayed.stubborn > 0:
        yield (
            f"In {percent(findings.replayed.stubborn)} of the draws of the assumptions some recorded event or result is "
            "impossible (a stubborn event: it is kept, and counted)."
        )
    (first, *_) = likeliest(findings)
    if first.probability.value < HARDLY:
        yield f"No outcome is likelier than all others together: the likeliest has {percent(first.probability.value)}."
    if findings.ranks and findings.ranks.draws > 1:
        held = findings.ranks.leads[findings.ranks.order[0]]
        yield (
            f"The likeliest outcome is the likeliest in {percent(held.share)} of the draws of the assumptions "
            f"({100 * held.low:.0f} - {100 * held.high:.0f} %): with one set of numbers in mind a reader may well rank otherwise."
        )
    missed = [(answer, one) for answer in findings.answers for one in answer.expected if one.same == "the other way"]
    for answer, one in missed:
        yield f"{answer.question.question} '{one.title}' was expected {EXPECTED[one.sign]}; the model says the opposite."


#: What is expected, in words.
EXPECTED = {"more": "more often", "less": "less often", "same": "about as often"}
