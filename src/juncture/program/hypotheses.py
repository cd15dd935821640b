"""Hypotheses: what the claimed cause and the claimed effect name in the program.

A cause is a slot (or a sum of slots), an act, or a driver, written `ACT.drivers.WHAT`; an effect is a slot, an act or
an outcome. A name that is both an act's and an outcome's means the act.
"""

from __future__ import annotations

from collections.abc import Iterator

from juncture.language import LanguageError, Problem, did_you_mean, parse_expression
from juncture.language.expression import Slot, slots_of
from juncture.program.model import Term, TracedHypothesis
from juncture.program.resolve import Resolver
from juncture.scenario.names import DERIVED, FAMILIES
from juncture.scenario.scenario import Location

_CUT = "expected a slot, an act or a driver as ACT.drivers.WHAT"
_OF = "expected a slot, an act or an outcome"


def traced_hypotheses(resolver: Resolver) -> Iterator[TracedHypothesis]:
    """Every hypothesis whose two ends are names of the model; of the others, the problem is noted."""
    for name, hypothesis in resolver.form.hypotheses.items():
        ends: list[Term] = []
        for key, text in (("cut", hypothesis.cut), ("of", hypothesis.of)):
            try:
                found = term(resolver, text, ("hypotheses", name, key))
                ends += [] if found is None else [found]
            except LanguageError as error:
                at = ("hypotheses", name, key)
                found, advice = f"hypotheses.{name}.{key}: {error.found}", error.advice
                resolver.problems.append(resolver.scenario.problem(at, found, error.expected, advice, error.offset))
        if len(ends) == 2 and not _misplaced(resolver, name, ends[0], ends[1]):
            instant = resolver.scenario.instants(hypothesis.at).noon if hypothesis.at else None
            yield TracedHypothesis(name, ends[0], ends[1], hypothesis.held_at, instant)


def _misplaced(resolver: Resolver, name: str, cut: Term, of: Term) -> bool:
    """Note where a value is given for what has none, or a date for what is told only by the end."""
    hypothesis, before = resolver.form.hypotheses[name], len(resolver.problems)
    if hypothesis.held_at is not None and (cut.kind != "slot" or len(cut.slots) > 1):
        what = f"the sum {cut.name}" if cut.kind == "slot" else "an act" if cut.kind == "act" else "a driver"
        found, expected = f"hypotheses.{name}: 'held_at' where {what} is cut", "expected it only with a single slot"
        mark = resolver.scenario.key_mark(("hypotheses", name, "held_at"))
        resolver.problems.append(Problem(mark, found, expected, "delete it, or cut one slot"))
    if hypothesis.at and of.kind == "outcome":
        found, expected = f"hypotheses.{name}: 'at' of an outcome", "expected it only of an act or a slot"
        mark = resolver.scenario.key_mark(("hypotheses", name, "at"))
        resolver.problems.append(Problem(mark, found, expected, "outcomes are told at the end"))
    return len(resolver.problems) > before


def term(resolver: Resolver, text: str, location: Location) -> Term | None:
    """Read one end of a hypothesis; None where its slot has a problem, which the resolver has noted.

    Raises
    ------
    LanguageError
        Where it names nothing.
    """
    form, effect = resolver.form, location[-1] == "of"
    text = text.strip()
    if text in form.acts:
        return Term("act", text)
    if effect and text in form.outcomes:
        return Term("outcome", text)
    if not effect and ".drivers." in text:
        return _driver(resolver, text)
    if text in form.outcomes:
        raise LanguageError(0, f"'{text}', an outcome", _CUT, "an outcome can only be claimed as an effect, in 'of'")
    names = [*form.acts, *form.gauges, *(form.outcomes if effect else ())]
    written = parse_expression(text)
    if not isinstance(written, Slot):
        raise LanguageError(0, f"'{text}', which is no single slot", _OF if effect else _CUT, "write one slot of it")
    if not written.names and text not in form.gauges and (text != "day" or not effect):
        advice = f"write {text}(...) with its names" if text in _families() else did_you_mean(text, names)
        advice = advice or "write the name of a gauge or an act, or a slot with its names: support(A, B)"
        raise LanguageError(0, f"unknown name '{text}'", _OF if effect else _CUT, advice)
    before = len(resolver.problems)
    resolved = resolver.slot(written, location)
    if len(resolver.problems) > before:
        return None
    slots = tuple(sorted(slots_of(resolved), key=str))
    if not slots:
        raise LanguageError(0, f"{written}, which is a sum of nothing", _OF if effect else _CUT)
    return Term("slot", str(written), slots)


def _driver(resolver: Resolver, text: str) -> Term:
    act, what = text.split(".drivers.", 1)
    if act not in resolver.form.acts:
        raise LanguageError(0, f"unknown act '{act}'", _CUT, did_you_mean(act, resolver.form.acts))
    drivers = [driver.rsplit(" from ", 1)[0].strip() for driver in resolver.form.acts[act].drivers]
    if what not in drivers:
        has = (
            f"one of the drivers of {act}: {', '.join(drivers)}" if drivers else f"an act with drivers; {act} has none"
        )
        found, advice = f"unknown driver '{what}' of {act}", did_you_mean(what, drivers)
        raise LanguageError(len(act) + len(".drivers."), found, f"expected {has}", advice)
    return Term("driver", act, driver=drivers.index(what))


def _families() -> set[str]:
    return {*FAMILIES, *(name for name, _ in DERIVED)}
