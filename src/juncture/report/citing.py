"""How to cite the software, the scenario, its courses and its sources: as sentences, and as BibTeX."""

from __future__ import annotations

from dataclasses import dataclass

from juncture import __version__
from juncture.courses.labels import Labels
from juncture.scenario.scenario import Scenario
from juncture.scenario.schema import Source
from juncture.sources.bibliography import escaped

#: As in CITATION.cff, which stands beside the code and does not travel with it; a test compares them.
TITLE, AUTHOR, LICENCE = "Juncture: political crises as cited models that run", "The Juncture developers", "Apache-2.0"


@dataclass(frozen=True, slots=True)
class Citation:
    """How one thing is cited: what it is, a sentence, and its entry for reference managers."""

    what: str
    sentence: str
    bibtex: str


def citations(scenario: Scenario, labels: Labels, courses: int, seed: int) -> tuple[Citation, ...]:
    """Cite the software, the scenario, and the courses that a report tells of."""
    title, digest = scenario.form.title, scenario.digest
    of_scenario = f"Scenario {scenario.id} for Juncture, digest {digest}"
    of_courses = (
        f"{courses:,} courses of the scenario {scenario.id} (digest {digest}, program {labels.program_digest}), "
        f"simulated with Juncture {__version__}, seed {seed}"
    )
    return (
        Citation(
            "the software",
            f"{AUTHOR}. {TITLE}. Version {__version__}, {LICENCE}.",
            _entry("juncture", TITLE, f"Version {__version__}, {LICENCE}", AUTHOR),
        ),
        Citation("the scenario", f"{title}. {of_scenario}.", _entry(scenario.id, title, of_scenario)),
        Citation(
            "these courses",
            f"{title}: {of_courses}.",
            _entry(f"{scenario.id}-courses", f"{title}: simulated courses", of_courses),
        ),
    )


def reference(source: Source) -> str:
    """A source as a line of a bibliography."""
    parts = (source.author, source.title, str(source.year or ""))
    return ". ".join(part.strip().rstrip(".") for part in parts if part) + "."


def _entry(key: str, title: str, note: str, author: str = "") -> str:
    lines = [f"  author = {{{{{escaped(author)}}}}}"] if author else []
    lines += [f"  title = {{{{{escaped(title)}}}}}", f"  note = {{{escaped(note)}}}"]
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}"
