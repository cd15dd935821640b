"""`juncture schema`: the scenario language for editors."""

from __future__ import annotations

import sys


def schema() -> None:
    """Print the JSON Schema of the scenario language.

    Save it and name it in the first line of a scenario's files: `# yaml-language-server: $schema=./schema.json`.
    Editors that know JSON Schema then complete keys and mark mistakes while you type.
    """
    import json

    from juncture.verbs.json_schema import json_schema

    sys.stdout.write(json.dumps(json_schema(), indent=2) + "\n")
