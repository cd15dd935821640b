"""The kinds of text that fields hold: values with their sources, effects, drivers. Each is parsed when it is read."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import PlainValidator, WithJsonSchema

from juncture.language import (
    Effect,
    Expression,
    LanguageError,
    Note,
    Number,
    Quantity,
    did_you_mean,
    parse_driver,
    parse_effect,
    parse_expression,
)
from juncture.language.expression import rewrite

_NOTE_KEYS = ("because", "fitted", "cite")

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
            advice = did_you_mean(found, valid)
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
        return parse_expression(_text(value))
    _, expression, note = _parsed(parse_expression, value, "value")
    return annotate(expression, note)


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

#: A number or expression, alone or as `{value: ..., because: ...}`.
Value = Annotated[Expression, PlainValidator(_read_value), WithJsonSchema(_NUMBER_SCHEMA)]
#: `slot += expression`, alone or as `{do: ..., because: ...}`.
EffectText = Annotated[StatedEffect, PlainValidator(_read_effect), WithJsonSchema(_EFFECT_SCHEMA)]
#: `expression from reference`, the key of a driver.
DriverText = Annotated[Driver, PlainValidator(Driver.read), WithJsonSchema({"type": "string"})]
ZERO = Number(0.0)
ONE = Number(1.0)
