"""Whether the record agrees with the claims that it cites, and these with each other.

Sources may contradict each other: that is listed, never mended. A record that keeps to none of its sources is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from juncture.scenario.scenario import Scenario
from juncture.scenario.schema import Claim, RecordEntry
from juncture.sources.numbers import equal
from juncture.sources.stated import Finding, Kind


def check_record(scenario: Scenario) -> list[Finding]:
    """Compare each recorded event with the claims that it cites, and the claims of one event with each other."""
    findings: list[Finding] = []
    claims = scenario.form.claims
    for entry in scenario.form.record:
        own = {name: claims[name] for name in entry.cite}
        cited = {name: claims[name] for name in dict.fromkeys((*entry.cite, *scenario.form.acts[entry.act].cite))}
        apart = _apart(scenario, entry, own)
        findings += [
            *_dates(entry, own, apart),
            *_results(entry, cited),
            *_disagreements(scenario, entry, cited, apart),
        ]
    return list(dict.fromkeys(findings))


def _apart(scenario: Scenario, entry: RecordEntry, cited: dict[str, Claim]) -> list[str]:
    """Claims of events whose dates do not meet the recorded one."""
    recorded = scenario.instants(entry.on)
    return [
        name for name, claim in cited.items() if _tells(claim) and not recorded.meets(scenario.instants(claim.date))
    ]


def _dates(entry: RecordEntry, cited: dict[str, Claim], apart: list[str]) -> Iterator[Finding]:
    if apart:
        others = [name for name, claim in cited.items() if _tells(claim) and name not in apart]
        said = ", ".join(f"{name} says {cited[name].date}" for name in apart)
        agreed = f"; {', '.join(others)} {'agrees' if len(others) == 1 else 'agree'} with the record" if others else ""
        kind = Kind.DISAGREEMENT if others else Kind.RECORD
        yield Finding(kind, entry.act, f"recorded on {entry.on}, but {said}{agreed}")


def _results(entry: RecordEntry, cited: dict[str, Claim]) -> Iterator[Finding]:
    """Recorded results, 0 and 1 apart, against the numbers of the claims that have any."""
    numbered = {name: claim for name, claim in cited.items() if claim.numbers}
    if not numbered:
        return
    known = {number for claim in numbered.values() for number in claim.numbers.values()}
    for name, value in entry.result.items():
        if value not in (0, 1) and not any(equal(value, number) for number in known):
            found = f"records {name}: {value:g}, which is no number of {', '.join(numbered)}"
            yield Finding(Kind.RECORD, entry.act, found)


def _disagreements(
    scenario: Scenario, entry: RecordEntry, cited: dict[str, Claim], apart: list[str]
) -> Iterator[Finding]:
    """Claims of one event, two by two: dates that do not meet, or numbers of one name that differ at one date.

    Dates are compared where the recorded event itself cites both: what its act cites may tell of other days.
    """
    tells = [(name, scenario.instants(claim.date), claim.numbers) for name, claim in cited.items() if _tells(claim)]
    for (one, a, of_one), (two, b, of_two) in combinations(sorted(tells, key=lambda told: told[0]), 2):
        where = f"{one} and {two} ({entry.act})"
        if a.meets(b):
            for name in sorted(of_one.keys() & of_two.keys()):
                if not equal(of_one[name], of_two[name]):
                    yield Finding(Kind.DISAGREEMENT, where, f"{name} {of_one[name]:g} against {of_two[name]:g}")
        elif {one, two} <= set(entry.cite) and not {one, two} & set(apart):
            yield Finding(Kind.DISAGREEMENT, where, f"{cited[one].date} against {cited[two].date}")


def _tells(claim: Claim) -> bool:
    return bool(claim.date) and claim.kind in ("event", "figure")
