"""The JSON Schema in the server that editors use: shipped files are sound in it, mistakes are marked, keys are offered.

Needs node and the npm package `yaml-language-server`; `npm install --no-save yaml-language-server` in the repository, or
anywhere with `YAML_LANGUAGE_SERVER` naming its program. Without them these tests are skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from juncture.scenario.load import SHIPPED
from juncture.verbs.json_schema import json_schema

ROOT = Path(__file__).parent.parent
ERROR = 1  # of the protocol's severities
FILES = sorted(SHIPPED.glob("*/*.yaml"))


def server_command() -> list[str]:
    """Where the server is, if it is anywhere."""
    named = os.environ.get("YAML_LANGUAGE_SERVER")
    beside = ROOT / "node_modules" / ".bin" / "yaml-language-server"
    found = named or (str(beside) if beside.exists() else shutil.which("yaml-language-server"))
    if not found or not shutil.which("node"):
        pytest.skip("needs node and yaml-language-server (npm install --no-save yaml-language-server)")
    return [found, "--stdio"]


class Server:
    """The language server protocol, as far as these tests speak it."""

    def __init__(self, schema: Path):
        self.process = subprocess.Popen(server_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.numbers = count(1)
        self.settings = {"schemas": {schema.as_uri(): "*.yaml"}, "validate": True, "completion": True, "hover": True}
        self.ask("initialize", {"processId": None, "rootUri": schema.parent.as_uri(), "capabilities": {}})
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": {"yaml": self.settings}})

    def tell(self, method: str, params: Any) -> None:
        self._write({"method": method, "params": params})

    def ask(self, method: str, params: Any) -> Any:
        number = next(self.numbers)
        self._write({"id": number, "method": method, "params": params})
        return next(said["result"] for said in self._said() if said.get("id") == number and "method" not in said)

    def open(self, uri: str, text: str) -> list[dict[str, Any]]:
        """Open a file and wait for what the server says of it."""
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return next(
            said["params"]["diagnostics"]
            for said in self._said()
            if said.get("method") == "textDocument/publishDiagnostics" and said["params"]["uri"] == uri
        )

    def offered(self, uri: str, line: int, character: int) -> set[str]:
        """What is offered at a place; both count from 0."""
        place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
        return {item["label"] for item in self.ask("textDocument/completion", place)["items"]}

    def _write(self, message: dict[str, Any]) -> None:
        assert self.process.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _said(self) -> Iterator[dict[str, Any]]:
        """What the server says, message by message; its own questions are answered."""
        assert self.process.stdout
        while header := self.process.stdout.readline():
            self.process.stdout.readline()
            said = json.loads(self.process.stdout.read(int(header.split(b":")[1])))
            if "id" in said and "method" in said:
                items = said["params"].get("items", []) if isinstance(said.get("params"), dict) else []
                result = [self.settings if item.get("section") == "yaml" else {} for item in items] or None
                self._write({"id": said["id"], "result": result})
            yield said
        raise AssertionError("the language server has ended")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    schema = tmp_path_factory.mktemp("schema") / "schema.json"
    schema.write_text(json.dumps(json_schema()))
    running = Server(schema)
    yield running
    running.process.kill()
    running.process.communicate()


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_shipped_file_has_no_mistake_in_the_editor(server: Server, file: Path):
    """Who opens a scenario to learn from it sees no red line."""
    found = server.open(file.as_uri(), file.read_text())
    assert [said["message"] for said in found if said.get("severity", ERROR) == ERROR] == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("    requires:", "    requiers:"), ("    title: The club", "    titel: The club"), ("verb: vote", "verb: voet")],
)
def test_a_mistake_is_marked_on_its_line(server: Server, right: str, wrong: str):
    """Before anything is run: at the place where the author is typing."""
    text = (SHIPPED / "club_quorum" / "club.yaml").read_text()
    assert right in text
    line = text[: text.index(right)].count("\n")
    found = server.open(f"file:///mistake/{wrong.strip(' {:')}.yaml", text.replace(right, wrong, 1))
    marked = {said["range"]["start"]["line"] for said in found}
    assert marked
    assert min(abs(at - line) for at in marked) <= 1


def test_keys_and_verbs_are_offered_inside_an_act(server: Server):
    """The language need not be known by heart."""
    text = (SHIPPED / "club_quorum" / "club.yaml").read_text()
    lines = text.split("\n")
    at = lines.index("acts:") + 1
    edited = "\n".join([*lines[:at], "  petition:", "    title: A petition", "    ", *lines[at:]])
    server.open("file:///offered/keys.yaml", edited)
    offered = server.offered("file:///offered/keys.yaml", at + 2, 4)
    assert {"pace", "requires", "verb", "drivers", "effects"} <= offered
    edited = "\n".join([*lines, "", "units: {}"]).replace("verb: vote", "verb: ", 1)
    line = edited[: edited.index("verb: \n")].count("\n")
    server.open("file:///offered/verbs.yaml", edited)
    assert {"vote", "disperse", "decree"} <= server.offered("file:///offered/verbs.yaml", line, 10)
