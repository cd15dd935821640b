"""The JSON Schema of a whole scenario: the form, with the fields of each verb added to the acts that use it."""

from __future__ import annotations

from typing import Any

from juncture.scenario.schema import ScenarioForm
from juncture.verbs.registry import VERBS


def json_schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12 keywords that draft 7 readers understand too).

    An act is one of the verbs; one without `verb` is a plain `act`. A folder's files each hold some of the top-level
    keys, so none of them is required.
    """
    schema = ScenarioForm.model_json_schema()
    schema.pop("required", None)
    act = schema["$defs"]["Act"]
    branches: list[dict[str, Any]] = []
    known = set(act["properties"])
    for name, verb in VERBS.items():
        fields = verb.model_json_schema()
        schema["$defs"].update(fields.pop("$defs", {}))
        for key, field in fields.get("properties", {}).items():
            act["properties"].setdefault(key, field if key not in act["properties"] else {})
            known.add(key)
        branches.append(
            {
                "if": {"properties": {"verb": {"const": name}}, "required": ["verb"]},
                "then": {"required": fields.get("required", []), "properties": fields.get("properties", {})},
            }
        )
    act["properties"]["verb"] = {"enum": list(VERBS), "default": "act", "description": "the kind of act"}
    # A field of several verbs keeps the first one's form at the top; the branches say what each verb wants.
    seen: dict[str, int] = {}
    for verb in VERBS.values():
        for key in verb.model_fields:
            seen[key] = seen.get(key, 0) + 1
    for key, count in seen.items():
        if count > 1:
            act["properties"][key] = {}
    act["allOf"] = branches
    act["additionalProperties"] = False
    schema["title"] = "Juncture scenario"
    return schema
