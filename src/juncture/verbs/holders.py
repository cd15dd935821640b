"""Who holds a post, or ever may."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from juncture.scenario.schema import ScenarioForm


def holders(form: ScenarioForm, post: str) -> list[str]:
    """The persons who hold a post or may come to: named by it, by an act on it or by an effect; in scenario order."""
    found = {form.posts[post].holder}
    for act in form.acts.values():
        texts = set(_texts(act.fields))
        if post in texts:
            found |= texts
        for effect in act.effects:
            if effect.effect.slot.family == "holds" and effect.effect.slot.names[1:] == (post,):
                found.add(effect.effect.slot.names[0])
    return [person for person in form.persons if person in found]


def _texts(value: Any) -> Iterator[str]:
    """All texts in a verb's fields as written, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in cast("dict[str, Any]", value).items():
            yield from (key, *_texts(item))
    elif isinstance(value, list):
        for item in cast("list[Any]", value):
            yield from _texts(item)
