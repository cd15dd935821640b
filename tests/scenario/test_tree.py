"""Reading YAML into a tree: values, places, refusals, hostile files; merging files and overlays."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from juncture.language import Mark, Problem, ProblemsFound
from juncture.scenario import tree as tree_module
from juncture.scenario.tree import (
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    find,
    merge_trees,
    overlay,
    read_tree,
    to_plain,
)

SAMPLE = """\
juncture: 1
id: petrograd-1917
begin: 1917-10-10
bodies:
  constituent_assembly: {kind: assembly, size: 808, seats: {sr: 284 .. 324, bolsheviks: "183 [EL6-A]"}}
acts:
  quorum_decree:
    title: 'Sovnarkom sets the Assembly''s quorum'
    requires: >
      holds_power(sovnarkom)
      and not sitting(constituent_assembly)
    pace: {value: 6 days ± 50%, because: from the first returns}
    effects:
      - quorum(constituent_assembly) = 400
      - legitimacy(sovnarkom, townspeople) -= 0.03 .. 0.08   # a comment
record:
  - {act: quorum_decree, on: 1917-11-26, cite: D0-E04}
"""


def messages(raw: bytes | str) -> list[str]:
    """What reading says about a bad file."""
    with pytest.raises(ProblemsFound) as caught:
        read_tree(raw, "f.yaml")
    return [str(problem) for problem in caught.value.problems]


def value_of(text: str) -> object:
    return to_plain(read_tree(f"a: {text}\n", "f.yaml"))["a"]


@pytest.fixture(params=["libyaml", "pure Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both parsers that PyYAML may come with."""
    monkeypatch.setattr(tree_module, "_LOADER", yaml.CSafeLoader if request.param == "libyaml" else yaml.SafeLoader)
    return request.param


# What a scalar means


CHANGED = "NO no on Yes off y 12:30 190:20:30 1917-11-26 1_000 -0x1F + . -. e5 nan inf 0b1 0o8 1e"


@pytest.mark.parametrize("text", [*CHANGED.split(), "6 days", "2 Jan"])
def test_words_that_yaml_1_1_would_change_stay_text(text: str):
    assert value_of(text) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None),
        ("true", True), ("True", True), ("FALSE", False),
        ("1917", 1917), ("-3", -3), ("+3", 3), ("014", 14), ("0x1F", 31), ("0o17", 15),
        ("0.5", 0.5), (".5", 0.5), ("5.", 5.0), ("-1.5e-3", -0.0015), ("1e3", 1000.0),
    ],
)  # fmt: skip
def test_core_words_have_their_yaml_1_2_value(text: str, value: object):
    assert value_of(text) == value
    assert type(value_of(text)) is type(value)


def test_quoted_and_block_scalars_are_always_text():
    tree = read_tree("a: '1'\nb: \"true\"\nc: |\n  2\nd: >\n  null\n", "f.yaml")
    assert to_plain(tree) == {"a": "1", "b": "true", "c": "2\n", "d": "null\n"}


def test_a_scalar_keeps_its_text_beside_its_value():
    node = read_tree("a: 014", "f.yaml").entries["a"][1]
    assert node == ScalarNode(Mark("f.yaml", 1, 4), 14, "014", plain=True)


def test_keys_are_taken_as_their_text():
    assert to_plain(read_tree("{on: 1, 1917: 2, ~: 3, 'a b': 4, no: 5, .inf: 6}", "f")) == {
        "on": 1, "1917": 2, "~": 3, "a b": 4, "no": 5, ".inf": 6,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (".inf", "'.inf'; expected a finite number; put it in quotes if it is text"),
        ("-.INF", "'-.INF'; expected a finite number; put it in quotes if it is text"),
        (".nan", "'.nan'; expected a finite number; put it in quotes if it is text"),
        ("1e999", "the number 1e999; expected one below 1.8e308; write a smaller one"),
        ("9" * 31, "a number of 31 characters; expected at most 30; put it in quotes if it is text"),
        ("0x" + "f" * 29, "a number of 31 characters; expected at most 30; put it in quotes if it is text"),
        ("0." + "1" * 29, "a number of 31 characters; expected at most 30; put it in quotes if it is text"),
    ],
)
def test_numbers_that_are_no_use_are_refused(text: str, said: str):
    assert messages(f"a: {text}") == [f"f.yaml:1:4: {said}"]


# Places


def test_every_node_and_key_knows_its_place(parser: str):
    tree = read_tree(SAMPLE, "p.yaml")
    assert find(tree, ("acts",)) == (Mark("p.yaml", 7, 3), Mark("p.yaml", 6, 1))
    assert find(tree, ("acts", "quorum_decree", "effects", 1)) == (Mark("p.yaml", 15, 9), Mark("p.yaml", 15, 9))
    assert find(tree, ("record", 0, "on")) == (Mark("p.yaml", 17, 30), Mark("p.yaml", 17, 26))


def test_find_skips_pieces_that_the_tree_does_not_have():
    tree = read_tree(SAMPLE, "p.yaml")
    place = find(tree, ("acts", "quorum_decree", "pace", "value"))
    assert find(tree, ("acts", "function-after[f(), Act]", "quorum_decree", "pace", "Sourced", "value", "str")) == place
    assert find(tree, ("acts", "quorum_decree", "missing")) == find(tree, ("acts", "quorum_decree"))
    assert find(tree, ("record", 7)) == find(tree, ("record",))
    assert find(tree, ()) == (Mark("p.yaml", 1, 1), Mark("p.yaml", 1, 1))


@pytest.mark.parametrize(
    "text", ["day > 3", "'day > 3'", '"day > 3"', "'it''s > 3'", '"\\u0436\\t\\x41>\\""', '"ж > 3"']
)
def test_the_place_of_a_character_counts_quotes_and_escapes(text: str, parser: str):
    line = f"a: {text}"
    node = read_tree(line, "f.yaml").entries["a"][1]
    assert isinstance(node, ScalarNode)
    at = node.text.index(">")
    assert node.mark_at(at) == Mark("f.yaml", 1, line.index(">") + 1)
    assert node.mark_at(len(node.text)) == Mark("f.yaml", 1, len(line) + 1 - (line[-1] in "'\""))


@pytest.mark.parametrize("text", ["|\n  a\n  b", ">\n  a\n  b", "a\n  b", "'a\n  b'", '"a\n  b"', "[a\nb]"])
def test_in_a_scalar_of_several_lines_every_character_is_at_the_first_one(text: str, parser: str):
    node = read_tree(f"k: {text}\n", "f.yaml").entries["k"][1]
    node = node.items[0] if isinstance(node, SequenceNode) else node
    assert isinstance(node, ScalarNode)
    assert node.mark_at(2) == node.mark == Mark("f.yaml", 1, 5 if text[0] in "'\"[" else 4)


def test_an_empty_value_stands_after_its_colon(parser: str):
    assert find(read_tree("a:\nb: 1\n", "f.yaml"), ("a",))[0] == Mark("f.yaml", 1, 3)


def test_a_byte_order_mark_is_accepted_and_moves_nothing():
    assert find(read_tree(b"\xef\xbb\xbfa: 1", "f.yaml"), ("a",)) == (Mark("f.yaml", 1, 4), Mark("f.yaml", 1, 1))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_count_as_one_line(end: str, parser: str):
    assert find(read_tree(f"a: 1{end}b: 2{end}", "f.yaml"), ("b",))[0] == Mark("f.yaml", 2, 4)


def test_both_parsers_give_the_same_tree(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tree_module, "_LOADER", yaml.CSafeLoader)
    fast = read_tree(SAMPLE, "f.yaml")
    monkeypatch.setattr(tree_module, "_LOADER", yaml.SafeLoader)
    assert read_tree(SAMPLE, "f.yaml") == fast


# Refusals

PLAIN = "expected plain keys and values; delete it, or put the text in quotes"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &x 1", f"1:4: the anchor '&x'; {PLAIN}"),
        ("a: *x", f"1:4: the alias '*x'; {PLAIN}"),
        ("*x : 1", f"1:1: the alias '*x'; {PLAIN}"),
        ("&k a: 1", f"1:1: the anchor '&k'; {PLAIN}"),
        ("a: &x {b: 1}", f"1:4: the anchor '&x'; {PLAIN}"),
        ("a: !!python/object:os.system x", f"1:4: the tag 'tag:yaml.org,2002:python/object:os.system'; {PLAIN}"),
        ("a: !foo [b]", f"1:4: the tag '!foo'; {PLAIN}"),
        ("a: ! b", f"1:4: the tag '!'; {PLAIN}"),
        ("a: !!str 1", f"1:4: the tag 'tag:yaml.org,2002:str'; {PLAIN}"),
        ("<<: {a: 1}", "1:1: the merge key '<<'; expected a name; write the merged keys out"),
        (
            "a: 1\nb: 2\na: 3",
            "3:1: the key 'a' a second time; expected it once; it stands at f.yaml:1:1 already; "
            "delete one, put both into one, or give one another name",
        ),
        ("{[a]: 1}", "1:2: a list as a key; expected a name; put text with brackets in quotes"),
        ("? {a: 1}\n: 2", "1:3: a mapping as a key; expected a name; put text with brackets in quotes"),
        ("'': 1", "1:2: an empty key; expected a name before ':'; write one, or delete the line"),
        ("? " + "k" * 201, "1:3: a key of 201 characters; expected at most 200; shorten it"),
        (
            "a\u00a0b: 1",
            "1:1: a key with the invisible character U+00A0; expected a name on one line; write it anew, with plain spaces",
        ),
        ("a: 1\n---\nb: 2", "2:1: a second document ('---'); expected one in a file; use two files"),
        (
            "- a",
            "1:1: a list at the top level; expected a mapping, such as 'title: Petrograd'; begin each line with a key and ':'",
        ),
        (
            "word",
            "1:1: 'word' at the top level; expected a mapping, such as 'title: Petrograd'; begin each line with a key and ':'",
        ),
        (
            "---\n",
            "2:1: nothing at the top level; expected a mapping, such as 'title: Petrograd'; begin each line with a key and ':'",
        ),
        ("", "1:1: an empty file; expected a mapping, such as 'title: Petrograd'; write in it, or delete it"),
        ("# nothing", "1:1: an empty file; expected a mapping, such as 'title: Petrograd'; write in it, or delete it"),
        ("a: 1\nb: x\0y", "2:5: the control character NUL; expected visible characters; delete it"),
        ("a: \x1b[31m", "1:4: the control character U+001B; expected visible characters; delete it"),
        ("a: x\u2028y", "1:5: the control character U+2028; expected visible characters; delete it"),
        ("a: \ud800", "1:4: the control character U+D800; expected visible characters; delete it"),
        ('a: "\\0"', "1:4: the control character NUL; expected visible characters; delete it"),
        (
            "%TAG ! x\n---\na: 1",
            "1:1: a '%' that begins a line; expected 'key: value'; put text that begins with '%' in quotes, or indent it",
        ),
    ],
)
def test_what_is_dangerous_or_hard_to_read_is_refused(text: str, said: str, parser: str):
    assert messages(text) == [f"f.yaml:{said}"]


def test_text_that_only_looks_dangerous_is_read():
    assert to_plain(read_tree("a: '<<'\n'<<': '&x *y !z'\nb: 5 % 3\n", "f")) == {
        "a": "<<",
        "<<": "&x *y !z",
        "b": "5 % 3",
    }


def test_a_byte_that_is_not_utf_8_is_named_with_its_place():
    raw = b"a: 1\nb: " + "жа".encode() + b"\xcf\xf0"
    advice = "save the file as UTF-8; it may be in UTF-16, Windows-1251 or Latin-1"
    assert messages(raw) == [f"f.yaml:2:6: the byte 0xCF; expected UTF-8 text; {advice}"]
    assert messages("a: 1".encode("utf-16")) == [f"f.yaml:1:1: the byte 0xFF; expected UTF-8 text; {advice}"]


def test_64_levels_are_read_and_65_are_refused(parser: str):
    deep = lambda levels: "a: " + "[" * (levels - 1) + "]" * (levels - 1)  # noqa: E731
    read_tree(deep(64), "f.yaml")
    assert messages(deep(65)) == ["f.yaml:1:67: more than 64 levels; expected a flatter file; close brackets"]


def test_a_file_over_16_mb_is_refused():
    raw = b"a: " + b"x" * (16 * 2**20)
    assert messages(raw) == ["f.yaml:1:1: a file of 16.0 MB; expected at most 16 MB; split it into several files"]


def test_a_file_of_too_many_nodes_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tree_module, "MOST_NODES", 10)
    assert messages("a: [1, 2, 3, 4, 5, 6, 7, 8]") == [
        "f.yaml:1:26: more than 10 keys and values; expected a smaller file; split it"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a:\n\t- b", "2:1: a tab at the beginning of a line; expected spaces; indent with spaces only"),
        ("a:\n  b: 1\n \tc: 2", "3:2: a tab at the beginning of a line; expected spaces; indent with spaces only"),
        (
            "says: The decree: now",
            "1:17: a ':' where no key can be; "
            "expected one 'key: value' on a line; put text that contains ': ' in quotes, or check the indentation",
        ),
        ("a: ? b", "1:4: a '?' where no key can be; expected 'key: value'; put text that begins with '? ' in quotes"),
        ("a: [b:[c]]", "1:6: a ':' inside a text in brackets; expected text without it; put the text in quotes"),
        ("a: - b", "1:4: a '-' on the line of its key; expected each '- ' on a line of its own; "
        "put text that begins with '- ' in quotes"),
        ("a: 1\nb\nc: 2", "2:1: a line without ':'; expected 'key: value'; put text of several lines in quotes"),
        (
            "a:\n  b: 1\n c: 2",
            "3:2: neither a key nor the end; "
            "expected a key in line with the one at f.yaml:1:1; check the indentation, the dashes and the quotes",
        ),
        (
            "a: 'b' c",
            "1:8: neither a key nor the end; "
            "expected a key in line with the one at f.yaml:1:1; check the indentation, the dashes and the quotes",
        ),
        ("a:\n- b\n - c\n- d: e\n  f", None),
        (
            "a:\n  - b\n  c: 1",
            "3:3: something that is not an entry; "
            "expected '- ' in line with the one at f.yaml:2:3; check the indentation",
        ),
        ("a: [1, 2\nb: 3\n", "2:2: a list without its end; expected ',' or ']' for the '[' at f.yaml:1:4; "
        "close it, or put text with brackets in quotes"),
        ("a: {b: 1\nc: 2\n", "2:2: a mapping without its end; expected ',' or '}' for the '{' at f.yaml:1:4; "
        "close it, or put text with braces in quotes"),
        ("a: 'x", "1:4: a quote without its end; expected the same quote after the text; "
        "write ' within '...' twice: 'the men''s strike'"),
        ("a: 'x\n---\n", "1:4: a quote without its end; expected the same quote before '---' or '...'; close it"),
        ("a: *", "1:5: a '&' or '*' that begins a text; expected no anchors and aliases; put the text in quotes"),
        ("a: @x", "1:4: '@' at the beginning of a text; expected a letter, digit or quote; put it in quotes"),
        ("a: \tb: c", None),
        (
            'a: "\\q"',
            "1:5: a '\\' before an unknown character; "
            "expected \\n, \\t, \\\" or \\\\; use single quotes, where '\\' is an ordinary character",
        ),
        ("a: !x!y z", "1:4: a '!' that begins a text; expected no tags; put the text in quotes"),
        ("a: | x\n  y", "1:6: text on the line of '|' or '>'; expected it to begin on the next line"),
        ("a: }", "1:4: a sign or bracket where a value should be; expected a value; put text that contains it in quotes"),
        ("a: 1\n...\nb: 2", "3:1: text after the end of the document; expected nothing more; check the indentation"),
    ],
)  # fmt: skip
def test_a_syntax_error_is_told_in_plain_words(text: str, said: str | None):
    found = messages(text)
    assert said is None or found == [f"f.yaml:{said}"]
    assert "YAML" not in found[0]


BROKEN = [
    "a:\n\t- b", "a: b: c", "a: - b", "a: [1, 2\nb: 3", "a: {b: 1\nc: 2", "a: 'x", "a: 'x\n---\n", "a: *", "a: @x",
    'a: "\\q"', 'a: "\\xq"', "a: !x!y z", "a: | x", "a: }", "a: 1\n...\nb: 2", "a:\n  b: 1\n c: 2", "a:\n  - b\n  c: 1",
    "a: 1\nb\nc: 2",
]  # fmt: skip


@pytest.mark.parametrize("text", BROKEN)
def test_the_pure_parser_says_the_same(text: str, monkeypatch: pytest.MonkeyPatch):
    words = [message.split(": ", 1)[1].split("; expected")[0] for message in messages(text)]
    monkeypatch.setattr(tree_module, "_LOADER", yaml.SafeLoader)
    assert [message.split(": ", 1)[1].split("; expected")[0] for message in messages(text)] == words


def test_all_problems_of_a_file_are_told_at_once():
    found = messages("a: &x 1\nb: *x\na: 2\nc: .inf\n<<: 3\nd: [e\n")
    assert [message.split(";")[0] for message in found] == [
        "f.yaml:1:4: the anchor '&x'",
        "f.yaml:2:4: the alias '*x'",
        "f.yaml:3:1: the key 'a' a second time",
        "f.yaml:4:4: '.inf'",
        "f.yaml:5:1: the merge key '<<'",
        "f.yaml:6:6: a list without its end",
    ]


def test_reading_stops_after_a_hundred_problems():
    assert len(messages("a: 1\n" * 1000)) == 100


# Hostile files

HOSTILE: dict[str, Callable[[], str]] = {
    "alias bomb": lambda: "a: &a [x,x]\n" + "".join(f"b{i}: &b{i} [*a,*a,*a]\n" for i in range(1000)),
    "100,000 flow levels": lambda: "a: " + "[" * 100_000,
    "100,000 mappings": lambda: "a: " + "{a: " * 100_000,
    "100,000 block levels": lambda: "a:\n  " + "- " * 100_000,
    "100,000 complex keys": lambda: "? " * 100_000,
    "4,000 indented levels": lambda: "".join(" " * i + "a:\n" for i in range(4000)),
    "10 MB line": lambda: "a: " + "x" * 10_000_000,
    "10 MB of words": lambda: "a: " + "x " * 5_000_000,
    "10 MB of escapes": lambda: 'a: "' + "\\x41" * 2_500_000 + '"',
    "10 MB key": lambda: "? " + "1" * 10_000_000,
    "10 MB number": lambda: "a: " + "1" * 10_000_000,
    "nearly a number": lambda: "a: " + "1" * 10_000_000 + "x",
    "10 MB of 'a: '": lambda: "a: " * 3_400_000,
    "10 MB of 'a: ' lines": lambda: "a: \n" * 2_500_000,
    "a million keys": lambda: "".join(f"a{i}: \n" for i in range(1_000_000)),
    "nested quotes": lambda: "a: " + "\"'" * 5_000_000,
    "quotes in brackets": lambda: "a: " + '["' * 5_000_000,
    "10 MB of line ends": lambda: 'a: "' + "\n" * 10_000_000 + '"',
    "10 MB block": lambda: "a: |\n" + " x\n" * 3_000_000,
    "10 MB of spaces": lambda: "a:" + " " * 10_000_000 + "b",
    "10 MB comment": lambda: "#" * 10_000_000,
    "5 million items": lambda: "a: [" + "x," * 5_000_000 + "]",
    "3 million lists": lambda: "a: [" + "[]," * 3_000_000 + "]",
    "10 MB tag": lambda: "a: !" + "x" * 10_000_000,
    "10 MB anchor": lambda: "a: &" + "x" * 10_000_000,
    "directives": lambda: "".join(f"%TAG !a{i}! b\n" for i in range(500_000)),
    "documents": lambda: "---\n" * 2_500_000,
    "10 MB of NUL": lambda: "\0" * 10_000_000,
    "tabs": lambda: "a:\n" + "\t" * 10_000_000,
    "cyrillic": lambda: "a: " + "ж" * 8_000_000,
}


def outcome(raw: bytes) -> tuple[MappingNode | None, list[Problem]]:
    """The tree or the problems; any other exception is a failure."""
    try:
        return read_tree(raw, "f.yaml"), []
    except ProblemsFound as found:
        return None, found.problems


def cost(text: str) -> float:
    """Processor seconds of reading."""
    raw = text.encode()
    begun = time.process_time()
    assert len(outcome(raw)[1]) <= 100
    return time.process_time() - begun


def test_no_file_takes_two_seconds_or_500_mb():
    """Property 7 of the design: no YAML, however hostile, hangs or eats memory. Measured in a process of its own."""
    if not Path("/proc/self/status").exists():
        pytest.skip("the peak of memory is read from /proc, which this system does not have")
    done = subprocess.run([sys.executable, __file__], capture_output=True, text=True, timeout=300, check=True)
    measured = json.loads(done.stdout)
    assert measured.pop("megabytes") < 500
    assert {name: seconds for name, seconds in measured.items() if seconds > 2} == {}
    assert measured.keys() == HOSTILE.keys()


NASTY = [
    b"&a ", b"*a", b"!!x ", b"<<: ", b"\t", b"---\n", b"...\n", b"\0", b"\xff", b"[", b"}", b"'", b'"', b"? ", b": ", b"- ", b"|", b">",
    b"%", b"@", b"#", b"\\", b"\r", b"\xc2\x85", b"\xef\xbb\xbf", b"9" * 40, b".inf", b"{{{", b"\n",
]  # fmt: skip


def mutated(random: random.Random) -> bytes:
    """The sample with a few accidents."""
    raw = bytearray(SAMPLE.encode())
    for _ in range(random.randint(1, 6)):
        at, upto = sorted(random.randrange(len(raw) + 1) for _ in range(2))
        match random.randrange(5):
            case 0:
                raw[at:at] = random.choice(NASTY)
            case 1:
                raw[at : at + 1] = bytes([random.randrange(256)])
            case 2:
                del raw[at : min(upto, at + 20)]
            case 3:
                raw[at:at] = raw[at : min(upto, at + 40)]
            case _:
                raw[at : at + 1] = random.choice(NASTY)
    return bytes(raw)


@pytest.mark.parametrize(("loader", "files"), [("CSafeLoader", 4000), ("SafeLoader", 400)])
def test_nothing_but_problems_comes_out_of_damaged_files(loader: str, files: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tree_module, "_LOADER", getattr(yaml, loader))
    luck, read = random.Random(1917), 0
    for _ in range(files):
        raw = mutated(luck)
        tree, problems = outcome(raw)
        assert bool(tree) != bool(problems)
        assert all(p.mark.line >= 1 and p.mark.column >= 1 and p.found and p.expected for p in problems)
        if tree is None:
            continue
        read += 1
        text = raw.decode().removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        check_places(tree, text.split("\n"))
    assert read > files / 100


def check_places(node: Node, lines: list[str]) -> None:
    """Every character of a scalar on one line stands in the file where the node says."""
    if isinstance(node, MappingNode):
        for _, value in node.entries.values():
            check_places(value, lines)
    elif isinstance(node, SequenceNode):
        for item in node.items:
            check_places(item, lines)
    elif not node.written:
        for at, character in enumerate(node.text):
            place = node.mark_at(at)
            assert lines[place.line - 1][place.column - 1] == character


# Merging the files of a folder


def trees(*texts: str) -> list[MappingNode]:
    return [read_tree(text, f"{i}.yaml") for i, text in enumerate(texts, 1)]


def test_files_are_joined_by_top_level_key_in_their_order():
    merged = merge_trees(trees("id: x\nacts: {a: 1}\nrecord: [1]", "acts: {b: 2}\nrecord: [2, 3]\nbodies: {c: 1}"))
    assert to_plain(merged) == {"id": "x", "acts": {"a": 1, "b": 2}, "record": [1, 2, 3], "bodies": {"c": 1}}
    assert find(merged, ("acts", "b")) == (Mark("2.yaml", 1, 11), Mark("2.yaml", 1, 8))


def test_an_empty_section_adds_nothing():
    assert to_plain(merge_trees(trees("acts:\nrecord: [1]", "acts: {a: 1}\nrecord:"))) == {
        "acts": {"a": 1},
        "record": [1],
    }


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [
        (
            "acts: {a: 1}", "acts: {b: 1, a: 2}",
            "2.yaml:1:14: 'acts.a' a second time; "
            "expected it in one file; it stands at 1.yaml:1:8 already; delete one; two scenarios need a folder each",
        ),
        ("id: x", "id: x", "2.yaml:1:1: 'id' a second time; expected it in one file; it stands at 1.yaml:1:1 already; delete one; "
        "two scenarios need a folder each"),
        ("acts: [a]", "acts: {a: 1}", "2.yaml:1:1: 'acts' a second time; expected it in one file; it stands at 1.yaml:1:1 already; "
        "delete one; two scenarios need a folder each"),
    ],
)  # fmt: skip
def test_the_same_entry_in_two_files_names_both_places(one: str, two: str, said: str):
    with pytest.raises(ProblemsFound, match="a second time") as caught:
        merge_trees(trees(one, two))
    assert str(caught.value) == said


# Overlays


def overlaid(base: str, change: str) -> MappingNode:
    return overlay(read_tree(base, "base.yaml"), read_tree(change, "change.yaml"))


def test_an_overlay_merges_mappings_and_replaces_scalars_and_lists():
    tree = overlaid(
        "acts: {a: {pace: 1, effects: [x, y]}, b: 2}\nid: p", "acts: {a: {pace: 3, effects: [z]}, c: {d: 4}}"
    )
    assert to_plain(tree) == {"acts": {"a": {"pace": 3, "effects": ["z"]}, "b": 2, "c": {"d": 4}}, "id": "p"}
    assert find(tree, ("acts", "a", "pace"))[0].file == "change.yaml"
    assert find(tree, ("acts", "b"))[0].file == "base.yaml"


def test_an_overlay_leaves_its_base_as_it_was():
    base = read_tree("a: {b: 1}", "base.yaml")
    overlay(base, read_tree("a: {b: 2, c: 3}", "change.yaml"))
    assert to_plain(base) == {"a": {"b": 1}}


def test_a_written_null_deletes_an_entry():
    assert to_plain(overlaid("acts: {a: 1, b: 2}", "acts: {a: null}")) == {"acts": {"b": 2}}
    assert to_plain(overlaid("acts: {a: 1, b: 2}", "acts: ~")) == {}


def test_a_mapping_takes_the_place_of_a_scalar():
    assert to_plain(overlaid("a: {pace: 6 days}", "a: {pace: {value: 3 days, because: x}}")) == {
        "a": {"pace": {"value": "3 days", "because": "x"}}
    }


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            "acts: {dispersall: null}",
            "change.yaml:1:8: acts.dispersall: nothing to delete; "
            "expected an entry of acts; did you mean 'dispersal'?",
        ),
        ("act: null", "change.yaml:1:1: act: nothing to delete; expected an entry of the scenario; did you mean 'acts'?"),
        ("new: {x: null}", "change.yaml:1:7: new.x: nothing to delete; expected an entry of new; delete this line"),
        ("acts:", "change.yaml:1:1: acts: nothing; expected a value; write null to delete the entry"),
    ],
)  # fmt: skip
def test_an_overlay_says_what_it_cannot_do(change: str, said: str):
    with pytest.raises(ProblemsFound) as caught:
        overlaid("acts: {dispersal: 1}", change)
    assert str(caught.value) == said


if __name__ == "__main__":
    costs = {name: cost(text()) for name, text in HOSTILE.items()}
    # Once more where another program may have disturbed the measurement.
    costs = {name: seconds if seconds < 1.5 else min(seconds, cost(HOSTILE[name]())) for name, seconds in costs.items()}
    # Not getrusage: on Linux a child inherits the peak of the process that started it.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    costs["megabytes"] = int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024
    print(json.dumps(costs))
