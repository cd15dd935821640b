"""Hypotheses under test: on screen, by source, and each in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.padding import Padding
from rich.table import Table

from juncture.analysis.hypotheses import VERDICTS, Hypotheses, HypothesisTested, Verdict
from juncture.analysis.sizes import Size
from juncture.courses.words import listed
from juncture.report.terminal import console, heading, percent, said
from juncture.scenario.scenario import Scenario
from juncture.sources import Text

STYLES: dict[Verdict, str] = {
    "supported": "good",
    "contradicted": "bad",
    "indifferent": "bold",
    "undecided": "odd",
    "built in": "faint",
    "not tested": "odd",
    "not joined": "odd",
}
MEANINGS: dict[Verdict, str] = {
    "supported": "the effect goes as claimed, by at least the smallest size that matters; or not at all, where that is the claim",
    "contradicted": "it goes the other way, or there is one where none was claimed",
    "indifferent": "the cause makes no difference that matters",
    "undecided": "the interval reaches across the smallest size that matters; more courses may decide it",
    "built in": "the program reads the effect directly from the cause: an assumption, which counts for nothing here",
    "not tested": "the cut takes nothing away, or the cause is hardly ever there; say in 'held_at' what its absence is",
    "not joined": "no path leads from cause to effect in the program, so the model cannot show it",
}


def print_hypotheses(
    scenario: Scenario, found: Hypotheses, texts: Mapping[str, Text] | None = None, *, words: bool = False
) -> None:
    """Print all hypotheses, source by source; with texts, the passages that claim them stand beside them."""
    for source in dict.fromkeys(one.source for one in found.tested):
        mine = [one for one in found.tested if one.source == source]
        heading(f"{source}: {scenario.form.sources[source].title}" if source else "Without a source")
        if words:
            for one in mine:
                console.print(f"[bold]{one.name}[/bold]: {said(in_words(scenario, one))}\n")
        else:
            _print_claims(scenario, mine, texts or {})
    heading("Verdicts")
    console.print(said(summary(found)))
    counts = found.counts()
    table = Table.grid(padding=(0, 1, 0, 0))
    for verdict, count in counts.items():
        if count:
            table.add_row(f"{count:>3}", f"[{STYLES[verdict]}]{verdict}[/]", f"[faint]{MEANINGS[verdict]}[/faint]")
    console.print(table)
    console.print(f"[faint]{legend(found)}[/faint]")


def summary(found: Hypotheses) -> str:
    """The headline: what is borne out, of what could be."""
    counts = found.counts()
    told = {verdict: counts[verdict] for verdict in VERDICTS[:4]}
    parts = [f"{number} {verdict}" for verdict, number in told.items() if number]
    count = sum(told.values())
    head = f"{len(found.tested)} causal claim{'s' * (len(found.tested) != 1)}"
    return (
        f"{head}; of the {count} that {'is' if count == 1 else 'are'} tested and not built in: {listed(parts)}."
        if parts
        else f"{head}."
    )


def legend(found: Hypotheses) -> str:
    """How the sizes came about, and how to read them."""
    return (
        f"{found.courses:,} courses with each cause and without it, with common luck. with, without: the chance of the "
        "effect in a hundred, its mean day (d), or its mean value. difference: what the cause adds, with the 95 % interval "
        "of simulation alone; of days, how many earlier. It matters from "
        f"{100 * found.matters.chance:g} points of a chance, or {found.matters.spread:g} standard deviations between "
        "courses. Where the cause is an act, only courses in which it happens are compared."
        + (f" {found.stopped} courses were stopped and are left out with their twins." if found.stopped else "")
    )


def _print_claims(scenario: Scenario, tested: list[HypothesisTested], texts: Mapping[str, Text]) -> None:
    _print_row("verdict", "claim", "with", "without", "difference")
    for one in tested:
        size = one.size
        with_cause, without = (mean(size, value) for value in (size.with_cause, size.without))
        _print_row(f"[{STYLES[one.verdict]}]{one.verdict}[/]", said(one.says), with_cause, without, difference(size))
        joined = f"[name]{said(one.cut)}[/name] -> [name]{said(one.of)}[/name]"
        lines = [f"{joined}[faint]{said(''.join(f'; {note}' for note in _notes(one)))}[/faint]"]
        lines += [f"[faint]{name}: “{said(text)}”[/faint]" for name, text in passages(scenario, one, texts)]
        console.print(Padding("\n".join(lines), (0, 0, 0, 13)))


def _print_row(verdict: str, claim: str, *numbers: str) -> None:
    row = Table.grid(padding=(0, 1, 0, 0), expand=True)
    row.add_column(width=12, no_wrap=True)
    row.add_column(ratio=1)
    for width in (7, 7, 13):
        row.add_column(width=width, justify="right", no_wrap=True)
    row.add_row(verdict, claim, *numbers)
    console.print(row)


def passages(scenario: Scenario, one: HypothesisTested, texts: Mapping[str, Text]) -> Iterator[tuple[str, str]]:
    """The spans of the claims that a hypothesis cites, where their texts are at hand."""
    for name in one.cite:
        claim = scenario.form.claims[name]
        text = texts.get(claim.source)
        if text is not None and text.text is not None and claim.span is not None:
            yield name, " ".join(text.text[slice(*claim.span)].split())


def _notes(one: HypothesisTested) -> Iterator[str]:
    if one.expects != "more":
        yield {"less": "claimed: less of it", "nothing": "claimed: no difference"}[one.expects]
    if one.held_at is not None:
        yield f"held at {one.held_at:g}"
    if one.cause == one.cause:
        yield f"cause there in {percent(one.cause)} of courses"
    if one.differs == one.differs:
        yield f"effect differs in {percent(one.differs)}"
    if one.agree == one.agree:
        yield f"as claimed in {percent(one.agree)} of pairs that differ"
    if one.also is not None and one.also.what == "days":
        yield f"{difference(one.also).lstrip('+-')} days {'earlier' if one.also.difference >= 0 else 'later'}"
    if one.also is not None and one.also.what == "chance":
        yield f"its chance {difference(one.also)}"
    if one.verdict == "built in":
        yield f"its size says: {one.measured}"


def mean(size: Size, value: float) -> str:
    """A mean of what a size is of: a chance in a hundred, days, or a value."""
    if value != value:
        return "-"
    if size.what == "chance":
        return percent(value, 1).removesuffix(" %")
    return f"{value:.1f} d" if size.what == "days" else f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"


def difference(size: Size) -> str:
    """A difference with the half of its interval: `+12.0 ±1.3`."""
    if not size.courses:
        return "-"
    scale = 100 if size.what == "chance" else 1
    value, half = scale * size.difference, scale * max(size.high - size.difference, size.difference - size.low)
    largest = max(abs(value), half)
    digits = 1 if size.what != "value" else 0 if largest >= 1000 else 1 if largest >= 10 else 3
    return f"{value + 0.0:+,.{digits}f} ±{half:,.{digits}f}"


def in_words(scenario: Scenario, one: HypothesisTested) -> str:
    """One hypothesis, its size and its verdict as sentences."""
    said_by = f" ({', '.join(one.cite)})" if one.cite else ""
    return f"Claimed{said_by}: {one.says.rstrip('.')}. {_size_in_words(scenario, one)} {_verdict_in_words(one)}"


def _size_in_words(scenario: Scenario, one: HypothesisTested) -> str:
    size = one.size
    if not size.courses:
        return "There is no course in which it could be compared."
    cause, effect = _title(scenario, one.cut), _title(scenario, one.of)
    if one.cause == one.cause:
        where = f"In the {percent(one.cause)} of courses in which '{cause}' happens"
        lacking = "had it never happened"
    else:
        where = "Over all courses"
        held = "its start value" if one.held_at is None else f"{one.held_at:g}"
        lacking = f"with the strength of {cause} at 0" if ".drivers." in one.cut else f"with {cause} held at {held}"
    until = f" by {one.at}" if one.at else ""
    low, high = size.low, size.high
    if size.what == "chance":
        told = (
            f"the chance of '{effect}'{until} is {percent(size.with_cause, 1)}; {lacking}, {percent(size.without, 1)}: "
            f"{100 * size.difference:+.1f} points (95 % interval {100 * low:+.1f} to {100 * high:+.1f})"
        )
    elif size.what == "days":
        told = (
            f"'{effect}' comes after {size.with_cause:.1f} days on average where it comes both ways; {lacking}, after "
            f"{size.without:.1f}: {size.difference:+.1f} days earlier ({low:+.1f} to {high:+.1f})"
        )
    else:
        told = (
            f"{effect} is {mean(size, size.with_cause)} on average{f' on {one.at}' if one.at else ' at the end'}; "
            f"{lacking}, {mean(size, size.without)}: {size.difference:+.3g} ({low:+.3g} to {high:+.3g})"
        )
    return f"{where}, {told}. It differs in {percent(one.differs)} of them."


def _verdict_in_words(one: HypothesisTested) -> str:
    if one.verdict != "built in":
        return f"Verdict: {one.verdict}; {MEANINGS[one.verdict]}."
    return f"Verdict: built in; the program reads the one from the other, so it counts as an assumption (the size says: {one.measured})."


def _title(scenario: Scenario, name: str) -> str:
    if name in scenario.form.outcomes and name not in scenario.form.acts:
        return scenario.form.outcomes[name].title
    return scenario.title_of(name)
