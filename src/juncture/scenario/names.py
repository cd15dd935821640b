"""Names: which kind of thing a field may name, and the families of slots that expressions may read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Union, cast, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, WithJsonSchema


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a field whose text must be the name of a thing of one of these kinds (top-level keys of a scenario)."""

    kinds: tuple[str, ...]


ACTORS = ("factions", "persons", "publics", "units", "bodies")

ActorName = Annotated[str, Refers(ACTORS)]
FactionName = Annotated[str, Refers(("factions",))]
PersonName = Annotated[str, Refers(("persons",))]
MemberName = Annotated[str, Refers(("factions", "persons"))]
PublicName = Annotated[str, Refers(("publics",))]
UnitName = Annotated[str, Refers(("units",))]
PlaceName = Annotated[str, Refers(("places",))]
BodyName = Annotated[str, Refers(("bodies",))]
RulerName = Annotated[str, Refers(("bodies", "factions"))]
PostName = Annotated[str, Refers(("posts",))]
GaugeName = Annotated[str, Refers(("gauges",))]
ActName = Annotated[str, Refers(("acts",))]
SourceName = Annotated[str, Refers(("sources",))]
Cited = Annotated[str, Refers(("claims",))]


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


_ONE_OR_MORE = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
Cites = Annotated[tuple[Cited, ...], BeforeValidator(_listed), WithJsonSchema(_ONE_OR_MORE)]
Actors = Annotated[tuple[ActorName, ...], BeforeValidator(_listed), WithJsonSchema(_ONE_OR_MORE)]
Acts = Annotated[tuple[ActName, ...], BeforeValidator(_listed), WithJsonSchema(_ONE_OR_MORE)]


@dataclass(frozen=True, slots=True)
class Family:
    """A family of slots: the kinds of its names, what it means, its unit or range, and its bounds.

    `default` is the start value of a member that the scenario does not state; None where it must be stated. A `truth` says
    whether something is so, and measures nothing.
    """

    kinds: tuple[tuple[str, ...], ...]
    title: str
    low: float | None = None
    high: float | None = None
    default: float | None = 0.0
    truth: bool = False


_BODY, _FACTION, _PERSON, _ACT = ("bodies",), ("factions",), ("persons",), ("acts",)
_SHARE: dict[str, Any] = {"low": 0.0, "high": 1.0}
_TRUTH = {**_SHARE, "truth": True}

#: Every family that a scenario may read. A name alone is a gauge, or `day`.
FAMILIES: dict[str, Family] = {
    "support": Family((_FACTION, ("publics",)), "share of a public that backs a faction", **_SHARE, default=None),
    "legitimacy": Family(
        (("bodies", "factions"), ("publics",)),
        "share of a public that grants it the right to rule",
        **_SHARE,
        default=None,
    ),
    "discipline": Family((_FACTION,), "chance that a member follows the faction's line", **_SHARE, default=None),
    "reach": Family((_FACTION,), "share of its public that a faction's press reaches", **_SHARE, default=1.0),
    "seats": Family((_BODY, _FACTION), "seats of a faction in a body", low=0.0),
    "present": Family((_BODY, ("factions", "persons")), "members in the hall, by faction or person", low=0.0),
    "member": Family((_BODY, _PERSON), "1 while the person belongs to the body", **_TRUTH),
    "size": Family((_BODY,), "seats that the body's law provides", low=0.0),
    "quorum": Family((_BODY,), "members who must be present", low=0.0),
    "sitting": Family((_BODY,), "1 while the body sits", **_TRUTH),
    "power": Family((_BODY,), "1 while the body commands the state's offices", **_TRUTH),
    "holds": Family((_PERSON, ("posts",)), "1 while the person holds the post", **_TRUTH),
    "free": Family((_PERSON,), "1 while the person is at liberty", **_TRUTH, default=1.0),
    "strength": Family((("units",),), "men", low=0.0, default=None),
    "loyalty": Family((("units",), ("bodies", "factions")), "share of a unit that would obey", **_SHARE, default=None),
    "ready": Family((("units",),), "share of a unit that is armed and on call", **_SHARE, default=1.0),
    "at": Family((("units",), ("places",)), "1 while the unit stands there", **_TRUTH),
    "controls": Family(
        (("bodies", "factions"), ("bodies", "places")), "1 while it commands a place or another body's work", **_TRUTH
    ),
    "outlawed": Family((("factions", "bodies"),), "1 once declared outside the law", **_TRUTH),
    "done": Family((_ACT,), "how often the act has happened", low=0.0, truth=True),
    "result": Family((_ACT, ("results",)), "what the act's last happening gave, by the name of the result"),
}

#: Sums and conditions that may be read like slots: `seats(body)`, `present(body)`, `force(place, body)`, `in_force(rule)`,
#: `broken(rule)`.
DERIVED: dict[tuple[str, int], tuple[tuple[tuple[str, ...], ...], str]] = {
    ("seats", 1): ((_BODY,), "all seats of a body"),
    ("present", 1): ((_BODY,), "all members in the hall"),
    ("force", 2): ((("places",), ("bodies", "factions")), "men at a place who are ready and would obey"),
    ("in_force", 1): ((("rules",),), "1 while the rule is in force"),
    ("broken", 1): ((("rules",),), "1 once the deadline of a rule that says `must` has passed in vain"),
}


def texts_in(value: Any) -> Iterator[str]:
    """All texts anywhere in what an author wrote, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in cast("dict[Any, Any]", value).items():
            yield str(key)
            yield from texts_in(item)
    elif isinstance(value, Iterable):
        for item in cast("Iterable[Any]", value):
            yield from texts_in(item)


def referring(
    annotation: Any, value: Any, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str, Refers]]:
    """All (place, name, kinds) that a value of an annotated type refers to, through forms, mappings and lists."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        marks = [mark for mark in arguments[1:] if isinstance(mark, Refers)]
        if marks and isinstance(value, str):
            yield path, value, marks[0]
            return
        yield from referring(arguments[0], value, path)
    elif isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            inner = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
            yield from referring(inner, getattr(value, name), (*path, name))
    elif isinstance(value, dict) and len(arguments) == 2:
        for key, item in value.items():
            yield from referring(arguments[0], key, (*path, key))
            yield from referring(arguments[1], item, (*path, key))
    elif isinstance(value, tuple | list) and arguments:
        for index, item in enumerate(value):
            yield from referring(arguments[0], item, (*path, index))
    elif origin in (Union, UnionType):
        for argument in arguments:
            if argument is not type(None):
                yield from referring(argument, value, path)
