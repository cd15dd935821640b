"""Which keys belong at a place of a scenario: the fields of the models that pydantic would read there."""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from juncture.scenario.tree import Node, Path, follow


def fields_at(form: type[BaseModel], tree: Node, loc: Path) -> dict[str, FieldInfo]:
    """Return the fields by the names that authors write, of the models that may stand at pydantic's path."""
    return {name: field for leaf in _forms_at(form, tree, loc) for name, field in _fields(leaf).items()}


def keeps_unknown_keys(form: type[BaseModel], tree: Node, loc: Path) -> bool:
    """True where pydantic lets unknown keys pass, so that no other error tells of them."""
    forms = [leaf for leaf in _forms_at(form, tree, loc) if _fields(leaf)]
    return bool(forms) and all(leaf.model_config.get("extra") == "allow" for leaf in forms)


def _forms_at(form: type[BaseModel], tree: Node, loc: Path) -> list[Any]:
    here: list[Any] = [form]
    for piece, (there, _, _) in zip(loc, follow(tree, loc), strict=True):
        if there:
            here = _leaves([inner for leaf in here for inner in _inside(leaf, piece)])
        else:
            here = [leaf for leaf in here if _is_arm(leaf, piece)] or here
    return here


def _leaves(annotations: list[Any]) -> list[Any]:
    """Take unions and annotations apart."""
    leaves: list[Any] = []
    for annotation in annotations:
        origin = get_origin(annotation)
        if origin is Annotated:
            leaves += _leaves([get_args(annotation)[0]])
        elif origin in (Union, UnionType):
            leaves += _leaves(list(get_args(annotation)))
        else:
            leaves.append(annotation)
    return leaves


def _fields(leaf: Any) -> dict[str, FieldInfo]:
    if not (isinstance(leaf, type) and issubclass(leaf, BaseModel)):
        return {}
    return {field.alias or name: field for name, field in leaf.model_fields.items()}


def _inside(leaf: Any, piece: str | int) -> list[Any]:
    fields = _fields(leaf)
    return [fields[piece].annotation] if piece in fields else list(get_args(leaf))


def _is_arm(leaf: Any, label: str | int) -> bool:
    """Whether pydantic calls this arm so: by its class, or by the word that tells it apart."""
    words = [word for field in _fields(leaf).values() for word in get_args(field.annotation)]
    return label == getattr(leaf, "__name__", None) or label in words
