"""The kinds of text that fields hold: values with their sources, effects, drivers. Each is parsed when it is read."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Annotated, Any

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

_NOTE_KEYS = ("value", "because", "fitted", "cite")


def annotate(expression: Expression, note: Note) -> Expression:
    """Give every number of an expression that has no source of its own this one."""

    def noted(leaf: Expression) -> Expression:
        if isinstance(leaf, Quantity) and leaf.note == Note():
            return dataclasses.replace(leaf, note=note)
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


def _read_value(value: Any) -> Expression:
    if isinstance(value, Expression):
        return value
    if not isinstance(value, dict):
        return parse_expression(_text(value))
    for key in value:
        if key not in _NOTE_KEYS:
            raise LanguageError(
                0, f"unknown key '{key}'", f"expected {', '.join(_NOTE_KEYS)}", did_you_mean(key, _NOTE_KEYS)
            )
    if "value" not in value:
        raise LanguageError(0, "a number without 'value'", "expected 'value' and 'because', 'fitted' or 'cite'")
    note = Note(str(value.get("because") or ""), str(value.get("fitted") or ""), _names(value.get("cite")))
    return annotate(parse_expression(_text(value["value"])), note)


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
    unknown = [key for key in value if key not in ("do", "because", "cite", "fitted")]
    if unknown or "do" not in value:
        raise LanguageError(
            0,
            f"unknown key '{unknown[0]}'" if unknown else "an effect without 'do'",
            "expected 'do' and 'because' or 'cite'",
        )
    text = _text(value["do"])
    effect = parse_effect(text)
    note = Note(str(value.get("because") or ""), str(value.get("fitted") or ""), _names(value.get("cite")))
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
