"""One broken folder for each mistake, and hostile files: every one gets a clear answer, soon.

`broken/NAME/` holds a scenario with one mistake and, in `expected.txt`, all that Juncture says of it: file, line,
column, what was found, what was expected, what to do. After a message was improved on purpose, read the difference and
write it with `python tests/test_broken.py`.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from juncture.cli import main
from juncture.language import Problem, ProblemsFound
from juncture.program.compile import read_scenario
from juncture.program.lower import lower
from juncture.program.trace import trace
from juncture.report.problems import print_problems
from juncture.scenario.load import load

FOLDER = Path(__file__).parent / "broken"
NAMES = sorted(path.name for path in FOLDER.iterdir() if (path / "scenario.yaml").exists())


def problems_of(folder: Path) -> list[Problem]:
    """All that is wrong with a scenario."""
    try:
        trace(load(folder))
    except ProblemsFound as found:
        return found.problems
    return []


def said_of(name: str) -> str:
    """The same as text, with files named as in their folder."""
    lines = [str(problem) for problem in problems_of(FOLDER / name)]
    return (
        "".join(f"{line}\n" for line in lines)
        .replace(f"{os.path.relpath(FOLDER / name)}{os.sep}", "")
        .replace(f"{FOLDER / name}{os.sep}", "")
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_mistake_is_answered_with_its_place_and_in_plain_words(name: str):
    """Errors are a public interface: a change of their words shows here."""
    assert said_of(name) == (FOLDER / name / "expected.txt").read_text()


def test_a_mistake_is_told_once():
    """One mistake, one line: what follows from a mistake is not told as another."""
    for name in NAMES:
        count = len(said_of(name).splitlines())
        assert count == {"no_mistake": 0, "alias": 2}.get(name, 1), name


#: The top of the ladder in docs/developer/messages.md: file:line:column: found; expected; what to do.
GREAT = re.compile(
    r"(?P<file>[\w.]+):(?P<line>\d+):(?P<column>\d+): (?P<found>[^;]+); expected (?P<expected>.+?); (?P<do>.+)"
)
#: Messages that still stop one step below the top: they do not say what to do.
NEARLY: set[str] = set()


def test_every_message_stands_at_the_top_of_the_ladder():
    """Place, what was found, what was expected, what to do: on one line that can be read, and in the file."""
    for name in NAMES:
        for said in said_of(name).splitlines():
            match = GREAT.fullmatch(said if name not in NEARLY else f"{said}; mend it")
            assert match, said
            assert said.isprintable()
            lines = (FOLDER / name / match["file"]).read_bytes().split(b"\n")
            assert 1 <= int(match["line"]) <= len(lines)
            assert 1 <= int(match["column"]) <= len(lines[int(match["line"]) - 1]) + 1


def test_what_is_nearly_at_the_top_is_no_more_than_that():
    """A message that has come to say what to do is taken off the list."""
    assert {name for name in NAMES if any(not problem.advice for problem in problems_of(FOLDER / name))} == NEARLY


#: A scenario that is not where it was looked for, or that is not read: what is there, what is given, and the answer.
NOWHERE = {
    "an empty folder": ((), "crisis", "crisis: a folder without *.yaml files; expected a scenario; begin one with"),
    "a slip in the path": (("crisis/a.yaml",), "crisi", "did you mean 'crisis'?"),
    "a file": (("crisis/a.yaml",), "crisis/a.yaml", "a file; expected a folder of YAML files or a shipped scenario; give"),
    "one folder too high": (("crisis/a/a.yaml",), "crisis", "did you mean 'crisis/a'?"),
    "another ending": (("crisis/a.yml",), "crisis", "a.yml:1:1: a file that ends in '.yml'; expected '.yaml', or it is not read"),
    "a slip in a shipped name": ((), "club-qorum", "did you mean 'club-quorum'?"),
}  # fmt: skip


@pytest.mark.parametrize("name", list(NOWHERE))
def test_a_scenario_that_is_not_there_is_answered_with_where_it_may_be(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The first command of a newcomer is the likeliest to name the wrong place."""
    files, given, said = NOWHERE[name]
    monkeypatch.chdir(tmp_path)
    Path("crisis").mkdir()
    for file in files:
        Path(file).parent.mkdir(exist_ok=True)
        Path(file).write_text("title: A")
    with pytest.raises(ProblemsFound) as caught:
        load(given)
    assert said in str(caught.value)


def test_windows_line_endings_and_a_byte_order_mark_are_no_mistake(tmp_path: Path):
    """Editors put them in unasked, and nobody sees them."""
    sound = (FOLDER / "no_mistake" / "scenario.yaml").read_bytes().replace(b"\n", b"\r\n")
    (tmp_path / "scenario.yaml").write_bytes(b"\xef\xbb\xbf" + sound)
    assert problems_of(tmp_path) == []


# Hostile files


def bomb(levels: int) -> bytes:
    """The billion laughs, in YAML: each alias doubles the one before."""
    lines = ["a0: &a0 [lol, lol]"] + [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, levels)]
    return "\n".join(lines).encode()


#: `scenario/tree.py` promises 2; the machine that tests may be slow and busy.
SECONDS = 5.0
PYTHON = "the tag 'tag:yaml.org,2002:python/object"
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "alias bomb": (lambda: bomb(60), "the anchor '&a0'"),
    "100,000 levels of lists": (lambda: b"acts: " + b"[" * 100_000, "more than 64 levels"),
    "100,000 levels of mappings": (lambda: b"{a: " * 100_000, "more than 64 levels"),
    "100,000 indentations": (lambda: b"".join(b" " * i + b"- \n" for i in range(1200)), "more than 64 levels"),
    "python object": (lambda: b"title: !!python/object/apply:os.system ['touch HACKED']", PYTHON),
    "python object as a key": (lambda: b"? !!python/object/apply:os.system ['touch HACKED']\n: 1", PYTHON),
    "NUL": (lambda: b"title: a\0b", "the control character NUL"),
    "invalid UTF-8": (lambda: b"title: \xff\xfe", "the byte 0xFF"),
    "UTF-16": (lambda: "title: угроза".encode("utf-16"), "the byte 0xFF"),
    "a line of 10 MB": (lambda: b"title: " + b"x" * 10_000_000, ""),
    "a key of 10 MB": (lambda: b"x" * 10_000_000 + b": 1", ""),
    "an expression of 10 MB": (lambda: b"gauges: {g: {title: G, start: '" + b"1 + " * 2_500_000 + b"1'}}", ""),
    "a file of 10 MB of keys": (lambda: b"".join(b"k%d: 1\n" % i for i in range(900_000)), "more than 200000 keys and values"),
    "a file of 20 MB": (lambda: b"# comment\n" * 2_000_000, "a file of 19.1 MB"),
    "one key a million times": (lambda: b"a: 1\n" * 1_000_000, "the key 'a' a second time"),
    "a number of a million digits": (lambda: b"juncture: " + b"9" * 1_000_000, "a number of 1000000 characters"),
    "nothing": (lambda: b"", "an empty file"),
    "many brackets": (lambda: b"gauges: {g: {title: G, start: '" + b"(" * 300 + b"'}}", "more than 40 levels of nesting"),
    "odds of odds": (
        lambda: b"gauges: {g: {title: G, start: {value: '" + b"odds(" * 35 + b"0.5" + b")" * 35 + b"', because: x}}}",
        "more than 2000 operations",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", list(HOSTILE))
def test_a_hostile_file_is_refused_clearly_and_soon(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Opening a stranger's scenario runs no code, does not hang, and says what is wrong with it."""
    make, words = HOSTILE[name]
    (tmp_path / "scenario.yaml").write_bytes(make())
    monkeypatch.chdir(tmp_path)
    began = time.process_time()
    with pytest.raises(ProblemsFound) as caught:
        load(tmp_path)
    assert time.process_time() - began < SECONDS
    assert words in str(caught.value)
    assert len(str(caught.value)) < 60_000
    assert not (tmp_path / "HACKED").exists()


def test_a_body_of_a_thousand_factions_is_read(tmp_path: Path):
    """A sum over members is a tree; Python's stack is bounded, and its overflow would be a crash without a place."""
    base = (FOLDER / "no_mistake" / "scenario.yaml").read_text()
    names = [f"f{i}" for i in range(1000)]
    base = base.replace("factions:\n", "factions:\n" + "".join(f"  {name}: {{title: F}}\n" for name in names))
    base = base.replace("seats: {reds: 30,", "seats: {" + "".join(f"{name}: 1, " for name in names) + "reds: 30,")
    base = base.replace("support(reds, town) > 0.5", "seats(council) > 100")
    (tmp_path / "scenario.yaml").write_text(base)
    began = time.perf_counter()
    assert problems_of(tmp_path) == []
    lower(trace(load(tmp_path)))
    assert time.perf_counter() - began < 5


def chained(count: int, first: str) -> str:
    """A scenario whose acts each wait for the one before, as in a draft; `first` is the key of the first one's title."""
    acts = [f"  a0: {{{first}: A, pace: 1 day}}"]
    acts += [f"  a{i}: {{title: A, opens: after a{i - 1}, pace: 1 day}}" for i in range(1, count)]
    head = "juncture: 1\nid: chain\ntitle: Chain\nbegin: 1917-12-01\nend: 1918-02-28\nacts:\n"
    end = "outcomes:\n  late: {title: Late, when: threat > 1}\n  otherwise: {title: Otherwise, when: 1}\n"
    return head + "\n".join(acts) + "\n" + end


def test_what_hangs_on_a_broken_entry_is_left_out_at_once_and_the_rest_is_told(tmp_path: Path):
    """Two mistakes give two messages, soon, though three hundred acts follow from the first."""
    (tmp_path / "scenario.yaml").write_text(chained(300, "titel"))
    began = time.process_time()
    with pytest.raises(ProblemsFound) as caught:
        read_scenario(tmp_path)
    assert time.process_time() - began < SECONDS
    assert [problem.found for problem in caught.value.problems] == [
        "acts.a0: unknown key 'titel'",
        "unknown gauge 'threat'",
    ]
    assert not caught.value.more


def test_it_is_said_where_more_mistakes_may_show(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """A file that is not YAML hides all the others; nobody should think that one message is all."""
    (tmp_path / "scenario.yaml").write_text(chained(2, "title: ["))
    with pytest.raises(ProblemsFound) as caught:
        read_scenario(tmp_path)
    print_problems(caught.value)
    assert "1 problem found. Nothing was run. More may show once mended." in capsys.readouterr().err


def test_a_window_of_a_single_day_is_no_mistake(tmp_path: Path):
    """It opens with the day's first second and closes with its last."""
    sound = (FOLDER / "no_mistake" / "scenario.yaml").read_text()
    (tmp_path / "scenario.yaml").write_text(sound.replace("opens: 2 days after strike", "opens: 1918-01-20"))
    assert problems_of(tmp_path) == []


def test_reading_a_broken_scenario_needs_no_compiled_kernel():
    """An author who mends a file waits for nothing: the messages come without numba."""
    script = (
        "import sys\nfrom juncture.language import ProblemsFound\nfrom juncture.scenario.load import load\n"
        f"try: load({str(FOLDER / 'unknown_key_at_the_top')!r})\nexcept ProblemsFound: pass\n"
        "assert 'numba' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


#: What newcomers type, and what they must be told.
COMMAND_LINES = {
    "chekc club-quorum": 'Unknown command "chekc". Did you mean "check"?',
    "simulate club-quorum --coursse 10": "Unknown option: --coursse. Did you mean --courses? All options: juncture simulate",
    "check": 'Command "check": SCENARIO is missing. All options: juncture check --help',
    "check nowhere": "no such folder; expected a folder of YAML files or a shipped scenario; begin one with",
    "simulate club-quorum --courses many": 'found "many", expected a whole number such as 10000.',
    "simulate club-quorum --courses -5": 'Invalid value "-5" for --courses. Must be >= 1.',
    "check README.md": "a file; expected a folder of YAML files or a shipped scenario; give the folder in which it stands",
    "whatif club-quorum --at 8.3.2024 'prevent meeting'": "'8.3.2024' is not a date; expected a date such as",
}


@pytest.mark.parametrize("typed", list(COMMAND_LINES))
def test_a_mistake_on_the_command_line_is_answered_without_a_traceback(
    typed: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    """Exit code 2: the input cannot be used."""
    monkeypatch.chdir(FOLDER.parent.parent)
    with pytest.raises(SystemExit) as ended:
        main(shlex.split(typed))
    said = " ".join(capsys.readouterr().err.split())
    assert ended.value.code == 2
    assert COMMAND_LINES[typed] in said
    assert "Traceback" not in said


if __name__ == "__main__":
    for folder_name in NAMES:
        (FOLDER / folder_name / "expected.txt").write_text(said_of(folder_name))
