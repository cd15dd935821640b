"""The kinds of text that fields hold: values with their sources, effects, drivers. Each is parsed when it is read."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, PlainValidator, StringConstraints, WithJsonSchema

from juncture.language import (
    Effect,
    Expression,
    LanguageError,
    Note,
    Number,
    Quantity,
    parse_driver,
    parse_effect,
    parse_expression,
)
from juncture.language.expression import Operation, rewrite
from juncture.scenario.advice import nearest

_NOTE_KEYS = ("because", "fitted", "cite")
#: Words of YAML 1.1 and of people; here they would be names of gauges.
_YES_OR_NO: dict[str, str] = {"yes": "1 or true", "on": "1 or true", "no": "0 or false", "off": "0 or false"}
#: What people call a pace of nothing.
_AT_ONCE = ("at_once", "immediate", "immediately", "instantly", "now")

Parsed = TypeVar("Parsed")


def annotate(expression: Expression, note: Note) -> Expression:
    """Give every number of an expression that has no source of its own this one."""

    def noted(leaf: Expression) -> Expression:
        if isinstance(leaf, Quantity) and leaf.note == Note():
            # What it cites itself it does not cite twice.
            return dataclasses.replace(leaf, note=dataclasses.replace(note, cites=() if leaf.cites else note.cites))
        return leaf

    return rewrite(expression, noted)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        if value.lower() in _YES_OR_NO:
            advice = _YES_OR_NO[value.lower()]
            raise LanguageError(0, f"'{value}'", "expected a number or an expression", f"write {advice}")
        return value
    raise LanguageError(0, f"{_kind(value)}", "expected a number or an expression")


def _kind(value: Any) -> str:
    return {dict: "a mapping", list: "a list", type(None): "nothing"}.get(type(value), "something else")


def _names(value: Any) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else (str(value),) if value else ()


def _parsed(parse: Callable[[str], Parsed], form: dict[str, Any], key: str) -> tuple[str, Parsed, Note]:
    """Parse one entry of a mapping that may also say where its numbers come from."""
    for found in form:
        if found not in (key, *_NOTE_KEYS):
            valid = (key, *_NOTE_KEYS)
            advice = nearest(found, valid) or "write one of these"
            raise LanguageError(0, f"unknown key '{found}'", f"expected {', '.join(valid)}", advice).below(
                found, "[key]"
            )
    if key not in form:
        raise LanguageError(0, f"a mapping without '{key}'", f"expected '{key}' and 'because', 'fitted' or 'cite'")
    try:
        text = _text(form[key])
        parsed = parse(text)
    except LanguageError as error:
        raise error.below(key) from None
    return text, parsed, Note(str(form.get("because") or ""), str(form.get("fitted") or ""), _names(form.get("cite")))


def _read_value(value: Any) -> Expression:
    if isinstance(value, Expression):
        return value
    if not isinstance(value, dict):
        return _no_dash(parse_expression(_text(value)))
    _, expression, note = _parsed(lambda text: _no_dash(parse_expression(text)), value, "value")
    return annotate(expression, note)


def _no_dash(expression: Expression) -> Expression:
    """Refuse `40 - 50`, a number below 0 that was meant as a range."""
    if isinstance(expression, Operation) and expression.name == "subtract":
        ends = [end.alternatives[0].a for end in expression.operands if isinstance(end, Quantity) and end.is_fixed]
        if len(ends) == 2 and 0 <= ends[0] < ends[1]:
            found = f"{ends[0]:g} - {ends[1]:g}, which is {ends[0] - ends[1]:g}"
            raise LanguageError(0, found, "expected a number or a range", f"write {ends[0]:g} .. {ends[1]:g}")
    return expression


def _within(low: float, high: float, words: str) -> Callable[[Any], Expression]:
    """Return a reader of values that refuses what is stated outside of bounds; what is computed is clipped later."""

    def read(value: Any) -> Expression:
        expression = _read_value(value)
        if isinstance(expression, Quantity):
            for spread in expression.alternatives:
                ends = (spread.a, spread.b) if spread.law == "uniform" else (spread.a,)
                for end in ends:
                    if not low <= end <= high:
                        advice = f"write {end:g}%" if 1 < end <= 100 and not spread.unit else f"write {words}"
                        raise _placed(LanguageError(0, expression.text, f"expected {words}", advice), value)
        return expression

    return read


def _read_pace(value: Any) -> Expression | str:
    """Read a mean wait; `at once` stays as it is."""
    if value == "at once":
        return value
    if isinstance(value, str) and value.lower() in _AT_ONCE:
        raise LanguageError(0, f"'{value}'", "expected a mean wait", "write 'at once'")
    expression = _read_value(value)
    if isinstance(expression, Quantity) and expression.unit == "%":
        error = LanguageError(0, expression.text, "expected a mean wait", "write '5 days' or '6 days ± 50%'")
        raise _placed(error, value)
    return expression


def _placed(error: LanguageError, value: Any) -> LanguageError:
    return error.below("value") if isinstance(value, dict) else error


@dataclass(frozen=True, slots=True)
class Driver:
    """What an act's clock reads, and the reference at which it neither hastens nor slows."""

    measured: Expression
    reference: Expression

    @classmethod
    def read(cls, text: Any) -> Driver:
        """Read `threat from 0.5`."""
        return text if isinstance(text, Driver) else cls(*parse_driver(_text(text)))


@dataclass(frozen=True, slots=True)
class StatedEffect:
    """An effect, as it was written: its text names the uncertain numbers in it."""

    text: str
    effect: Effect


def _read_effect(value: Any) -> StatedEffect:
    if isinstance(value, StatedEffect):
        return value
    if not isinstance(value, dict):
        return StatedEffect(_text(value), parse_effect(_text(value)))
    text, effect, note = _parsed(parse_effect, value, "do")
    return StatedEffect(text, dataclasses.replace(effect, value=annotate(effect.value, note)))


_NUMBER_SCHEMA = {
    "anyOf": [
        {"type": ["string", "number", "boolean"]},
        {
            "type": "object",
            "additionalProperties": False,
            "required": ["value"],
            "properties": {
                "value": {"type": ["string", "number"]},
                "because": {"type": "string"},
                "fitted": {"type": "string"},
                "cite": {"type": ["string", "array"], "items": {"type": "string"}},
            },
        },
    ]
}
_EFFECT_SCHEMA = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "additionalProperties": False,
            "required": ["do"],
            "properties": {key: {"type": "string"} for key in ("do", "because", "fitted", "cite")},
        },
    ]
}


def _in_order(bounds: tuple[float, float]) -> tuple[float, float]:
    low, high = bounds
    if low >= high:
        advice = f"write [{high:g}, {low:g}]" if low > high else "write two numbers"
        raise LanguageError(0, f"bounds from {low:g} to {high:g}", "expected the smaller one first", advice)
    return bounds


def _written(value: Any) -> Any:
    """A date that is a number (`1917`) as its text, so that the calendar tells what is wrong with it."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
ClaimName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$")]
Text = Annotated[str, StringConstraints(max_length=4000)]
DateText = Annotated[str, BeforeValidator(_written), StringConstraints(max_length=80)]
Bounds = Annotated[tuple[float, float], AfterValidator(_in_order)]
#: A number or expression, alone or as `{value: ..., because: ...}`.
Value = Annotated[Expression, PlainValidator(_read_value), WithJsonSchema(_NUMBER_SCHEMA)]
#: A share, 0 to 1.
Share = Annotated[Expression, PlainValidator(_within(0, 1, "a share from 0 to 1")), WithJsonSchema(_NUMBER_SCHEMA)]
#: A number of seats, members or men.
Count = Annotated[
    Expression, PlainValidator(_within(0, math.inf, "a number of at least 0")), WithJsonSchema(_NUMBER_SCHEMA)
]
#: A mean wait, or `at once`.
Pace = Annotated[Expression | str, PlainValidator(_read_pace), WithJsonSchema(_NUMBER_SCHEMA)]
#: `slot += expression`, alone or as `{do: ..., because: ...}`.
EffectText = Annotated[StatedEffect, PlainValidator(_read_effect), WithJsonSchema(_EFFECT_SCHEMA)]
#: `expression from reference`, the key of a driver.
DriverText = Annotated[Driver, PlainValidator(Driver.read), WithJsonSchema({"type": "string"})]
ZERO = Number(0.0)
ONE = Number(1.0)
