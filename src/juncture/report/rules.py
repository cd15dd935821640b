"""Rules in words, the same on screen and in the page: what each demands, who broke it, and what it measured when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from juncture.analysis.replay import EntryReplayed, Replayed
from juncture.analysis.watch import Moment, Reading, RuleWatched
from juncture.language.expression import slots_of
from juncture.report.terminal import percent
from juncture.scenario.scenario import Scenario

_DEONTICS = {"may": "allowed only while", "may_not": "forbidden while", "must": "demanded if at the deadline"}
_SIGNS = {"<": "below", "<=": "at most", ">": "above", ">=": "at least", "==": "exactly"}
#: From this share of courses on a condition is said to hold.
HALF = 0.5


@dataclass(frozen=True, slots=True)
class MomentTold:
    """One line about a rule: the date, the event, what was measured, how often the condition held, what follows.

    `measured` has a cell for each of `columns_of` the rule.
    """

    date: str
    event: str
    measured: tuple[str, ...]
    holds: str
    in_force: str
    note: str


def rule_in_words(scenario: Scenario, rule: str) -> str:
    """Return `quorum_of_five (M2): ...`, the sanction included."""
    form = scenario.form.rules[rule]
    cites = f" ({', '.join(form.cite)})" if form.cite else ""
    or_else = f" Or else: {form.or_else.rstrip('.')}." if form.or_else else ""
    return f"{rule}{cites}: {form.says.rstrip('.')}.{or_else}"


def remarks(entry: EntryReplayed) -> Iterator[str]:
    """The rules that a recorded event broke, and recorded results that come out otherwise; in how many courses."""
    for rule, share in entry.broken.items():
        yield f"against {rule.replace('_', ' ')}" + (f" in {percent(share)} of courses" if share < 1 else "")
    for name, result in entry.told.items():
        if result.holds < 0.99:
            came = f"{name}: {result.bound:,.4g} recorded, {_figure(result)} in replay"
            yield f"{came}; they differ in {percent(1 - result.holds)} of courses"


def by_rule(scenario: Scenario, found: Replayed) -> list[tuple[str, str]]:
    """For each rule that recorded events can break, its name and the events that did, with the share of courses."""
    told: list[tuple[str, str]] = []
    for name, rule in scenario.form.rules.items():
        if not rule.must:
            broke = [f"{e.title} ({percent(e.broken[name])})" for e in found.entries if name in e.broken]
            told.append((name, "; ".join(broke) or "broken by no recorded event"))
    return told


def duties_in_words(scenario: Scenario, found: Replayed) -> Iterator[tuple[str, float]]:
    """What became of the rules that say `must`, and the share of courses in which each was broken."""
    for duty in found.duties:
        rule = scenario.form.rules[duty.rule]
        when = f", at {scenario.shown(duty.instant)}" if duty.instant is not None else ""
        due = f"{' or '.join(rule.aim)} by {rule.by}"
        yield (
            f"{rule_in_words(scenario, duty.rule)} ({due}) Broken in {percent(duty.broken)} of courses{when}.",
            duty.broken,
        )


def measured_in_words(scenario: Scenario, watched: RuleWatched) -> str:
    """Return `convene forbidden while present(club) < 5`, the condition as its author wrote it."""
    rule = scenario.form.rules[watched.rule]
    condition = scenario.written(("rules", watched.rule, "when"))
    return f"{' and '.join(rule.aim)} {_DEONTICS[rule.deontic]} {condition}"


def columns_of(watched: RuleWatched) -> list[str]:
    """The heads of what a rule measures: each measure, and its bound where that is no plain number."""
    return [head for m in watched.measures for head in ((m.measured, m.bound) if m.moves else (m.measured,))]


def moments_told(scenario: Scenario, found: Replayed, watched: RuleWatched) -> list[MomentTold]:
    """The recorded events that bear on a rule, change what it measures or happen in the same body, line by line."""
    told: list[MomentTold] = []
    before: Moment | None = None
    for moment in watched.moments:
        entry = found.entries[moment.entry]
        notes = [*_judged(watched, moment, entry), *_voted(watched, moment), *_turned(watched, before, moment)]
        told.append(
            MomentTold(
                date=scenario.shown(moment.instant, time=entry.to_the_minute, year=False),
                event=entry.title,
                measured=tuple(_cells(watched, moment)),
                holds=percent(moment.when),
                in_force=percent(moment.in_force),
                note="; ".join(notes),
            )
        )
        before = moment
    return told


def attested(scenario: Scenario, found: Replayed, watched: RuleWatched) -> Iterator[str]:
    """The facts that read what a rule measures, with the numbers of their claims and how often replay agrees."""
    for place in watched.attested:
        fact, replayed = scenario.facts_in_order[place], found.facts[place]
        families = {slot.family for slot in slots_of(fact.that)}
        claims = [
            name
            + "".join(
                f": {value:g} {key}" for key, value in scenario.form.claims[name].numbers.items() if key in families
            )
            for name in fact.cite
        ]
        cites = f" ({'; '.join(claims)})" if claims else ""
        yield f"{scenario.shown(replayed.instant)}: {replayed.title}{cites}; so in {percent(replayed.holds)} of courses"


def _judged(watched: RuleWatched, moment: Moment, entry: EntryReplayed) -> Iterator[str]:
    """Whether the event itself broke the rule, which is judged just before it."""
    if moment.bears:
        broken = entry.broken.get(watched.rule, 0.0)
        yield "the rule is about this event: " + ("kept" if broken == 0 else f"broken in {percent(broken)} of courses")


def _voted(watched: RuleWatched, moment: Moment) -> Iterator[str]:
    """Votes cast beside the bound: those present are at least as many, and may be more."""
    for measure, reading in zip(watched.measures, moment.readings, strict=True):
        if moment.votes is None or not measure.measured.startswith("present("):
            continue
        votes, bound = f"{moment.votes:g} voted", f"{reading.bound:g}"
        if moment.votes >= reading.bound:
            yield f"{votes}, so at least {bound} were in the hall"
        elif reading.low >= reading.bound:
            yield f"{votes}, fewer than {bound}: that alone shows no breach; in replay {_figure(reading)} are in the hall"
        else:
            yield f"{votes}, fewer than {bound}; in replay {_figure(reading)} are in the hall"


def _turned(watched: RuleWatched, before: Moment | None, moment: Moment) -> Iterator[str]:
    """Where a rule comes into force, and where a comparison begins or ceases to hold while it is."""
    if before is None or moment.in_force < HALF:
        return
    if before.in_force < HALF:
        yield "in force from here"
    for i, measure in enumerate(watched.measures):
        was, now = before.readings[i].holds, moment.readings[i].holds
        if (was < HALF) != (now < HALF):
            value = f" ({moment.readings[i].bound:,.4g})" if measure.moves else ""
            compared = f"{_SIGNS[measure.sign]} {measure.bound}{value}"
            turn = f"{compared} from here" if now >= HALF else f"no longer {compared}"
            yield f"{measure.measured} {turn}, in {percent(max(now, 1 - now))} of courses"


def _cells(watched: RuleWatched, moment: Moment) -> Iterator[str]:
    for measure, reading in zip(watched.measures, moment.readings, strict=True):
        yield _figure(reading)
        if measure.moves:
            yield f"{reading.bound:,.4g}"


def _figure(reading: Reading) -> str:
    """Return the median, and the range of nine courses in ten where there is one."""
    if reading.low == reading.high:
        return f"{reading.median:,.4g}"
    return f"{_number(reading.median)} ({_number(reading.low)} to {_number(reading.high)})"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:.3g}"
