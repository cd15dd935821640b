"""What the numbers of an ensemble mean, and which scenario, program and version they come from.

Labels hold names and texts only, so that a saved ensemble can be read without its scenario.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from juncture import __version__
from juncture.program.program import Program
from juncture.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Labels:
    """Names by which the arrays of an `Ensemble` are read.

    Attributes
    ----------
    scenario, title
        The scenario's short name and its title.
    scenario_digest, program_digest
        First 16 hexadecimal digits of the SHA-256 of what the scenario says and of what it compiled to.
    version, language
        Of Juncture, and of the language in which the scenario is written.
    calendar
        As `Calendar.parse` reads it.
    begin, end
        Absolute seconds of the begin (`juncture.calendar`); seconds from the begin to the end of all courses.
    begins
        The begin as shown: `10 Oct (23 Oct) 1917 00:00`.
    outcomes, outcome_titles : (outcomes,)
    acts, act_titles : (acts,)
    results : (acts,)
        For each act, the names of what each of its events tells, in order.
    rules, rules_say : (rules,)
        In the order of their bits.
    numbers : (numbers,)
        The uncertain numbers, which each pair of twins draws once.
    """

    scenario: str
    title: str
    scenario_digest: str
    program_digest: str
    version: str
    language: int
    calendar: str
    begin: int
    end: int
    begins: str
    outcomes: tuple[str, ...]
    outcome_titles: tuple[str, ...]
    acts: tuple[str, ...]
    act_titles: tuple[str, ...]
    results: tuple[tuple[str, ...], ...]
    rules: tuple[str, ...]
    rules_say: tuple[str, ...]
    numbers: tuple[str, ...]

    @classmethod
    def of(cls, scenario: Scenario, program: Program) -> Labels:
        """Take the labels of a scenario and of the program compiled from it."""
        form, model = scenario.form, program.model
        outcomes = tuple(name for name, _ in model.outcomes)
        acts = tuple(act.name for act in model.acts)
        return cls(
            scenario=scenario.id,
            title=form.title,
            scenario_digest=scenario.digest,
            program_digest=program.digest,
            version=__version__,
            language=form.juncture,
            calendar=str(scenario.calendar),
            begin=scenario.begin,
            end=model.end,
            begins=scenario.shown(0),
            outcomes=outcomes,
            outcome_titles=tuple(form.outcomes[name].title for name in outcomes),
            acts=acts,
            act_titles=tuple(form.acts[name].title for name in acts),
            results=tuple(tuple(slot.names[1] for slot in act.results) for act in model.acts),
            rules=program.rules,
            rules_say=tuple(form.rules[name].says for name in program.rules),
            numbers=tuple(number.name for number in model.numbers if number.slot is not None),
        )

    def plain(self) -> dict[str, Any]:
        """Return the labels as plain data, for JSON."""
        return asdict(self)

    @classmethod
    def read(cls, plain: dict[str, Any]) -> Labels:
        """Read what `plain` gave, after a passage through JSON."""
        return cls(**{name: _tuples(value) for name, value in plain.items()})


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
