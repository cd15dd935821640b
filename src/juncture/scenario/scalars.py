"""What stands between a file and its tree: characters, single values, and the parser's complaints in plain words.

Only the words of YAML 1.2's core schema have a meaning: null, true, false, whole numbers and decimals. All
else is text. So the answer NO, the key `on`, the hour 12:30 and the day 1917-11-26 stay what the author wrote;
YAML 1.1 (and PyYAML's constructors) would make them false, true, 750 and a Gregorian date.

References
----------
YAML 1.2.2, section 10.3 (core schema), https://yaml.org/spec/1.2.2/#103-core-schema
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import islice

import yaml

from juncture.language import LanguageError, Mark, Problem, ProblemsFound

Scalar = str | int | float | bool | None

#: Bytes of one file. A scenario of 20,000 lines has about 1 MB.
LARGEST_FILE = 16 * 2**20
#: Characters of one number. A float64 needs 24; the time of int() grows with the square of the length.
LONGEST_NUMBER = 30
LONGEST_KEY = 200

_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_WHOLE = re.compile(r"[-+]?[0-9]+")
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0x[0-9a-fA-F]+|0o[0-7]+")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")

#: Characters that cannot be seen. Tab, LF and CR are allowed. U+0085, U+2028 and U+2029 are not: libyaml counts
#: them as line breaks, editors do not, and every place after them would be wrong.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
#: `%TAG` lines have no use here, and libyaml's time grows with the square of their number.
_DIRECTIVE = re.compile(r"(?<![^\r\n])%")
_INDENTATION = re.compile(r"[ \t]*")
_ESCAPED = {"'": re.compile(r"''|."), '"': re.compile(r"\\(?:x..|u.{4}|U.{8}|.)|.")}


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """One value. `mark` is its first character, after the opening quote if there is one.

    `plain` means unquoted: then `value` is what `text` means, else the text itself. `written` is the scalar as it
    stands in the file, quotes included, where that is not the text letter for letter.
    """

    mark: Mark
    value: Scalar
    text: str
    plain: bool
    written: str = ""

    def mark_at(self, offset: int) -> Mark:
        """Return the place of a character of the text; where that has several lines, the place of the first."""
        if not self.written:
            return self.mark.moved(offset)
        escaped = _ESCAPED.get(self.written[0])
        if escaped is None or "\n" in self.written or "\r" in self.written:
            return self.mark
        inside = self.written[1:-1]
        piece = next(islice(escaped.finditer(inside), offset, None), None)
        return self.mark.moved(piece.start() if piece else len(inside))


def make_scalar(text: str, style: str, written: str, mark: Mark) -> ScalarNode:
    """Return the node of a scalar that begins at `mark`; `style` is its quote, `|`, `>`, or empty."""
    if not style:
        return ScalarNode(mark, read_scalar(text), text, True, "" if text == written else written)
    if style not in _ESCAPED:
        return ScalarNode(mark, text, text, False, written)
    if bad := _CONTROL.search(text):
        raise LanguageError(
            0, f"the control character {_named(bad.group())}", "expected visible characters", "delete it"
        )
    return ScalarNode(mark.moved(1), text, text, False, "" if text == written[1:-1] else written)


def read_scalar(text: str) -> Scalar:
    """Return the value of a plain scalar; refuse infinity, 'not a number', and numbers that are too large or long."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    if _NOT_FINITE.fullmatch(text):
        raise LanguageError(0, f"'{text}'", "expected a finite number", "put it in quotes if it is text")
    if not _NUMBER.fullmatch(text):
        return text
    if len(text) > LONGEST_NUMBER:
        found, expected = f"a number of {len(text)} characters", f"expected at most {LONGEST_NUMBER}"
        raise LanguageError(0, found, expected, "put it in quotes if it is text")
    if _WHOLE.fullmatch(text):
        return int(text)
    if text[:2] in ("0x", "0o"):
        return int(text, 0)
    if not math.isfinite(value := float(text)):
        raise LanguageError(0, f"the number {text}", "expected one below 1.8e308", "write a smaller one")
    return value


def check_key(key: str, plain: bool) -> None:
    """Refuse what cannot be the name of an entry."""
    if key == "<<" and plain:
        raise LanguageError(0, "the merge key '<<'", "expected a name", "write the merged keys out")
    if not key:
        raise LanguageError(0, "an empty key", "expected a name before ':'", "write one, or delete the line")
    if len(key) > LONGEST_KEY:
        raise LanguageError(0, f"a key of {len(key)} characters", f"expected at most {LONGEST_KEY}", "shorten it")
    if bad := next((c for c in key if not c.isprintable()), ""):
        found = f"a key with the invisible character {_named(bad)}"
        raise LanguageError(key.index(bad), found, "expected a name on one line", "write it anew, with plain spaces")


def read_text(raw: bytes | str, file: str) -> str:
    """Return the characters of a file, without a byte order mark.

    Raises
    ------
    ProblemsFound
        For a file that is too large, is not UTF-8 or holds control characters.
    """
    if len(raw) > LARGEST_FILE:
        found, expected = f"a file of {len(raw) / 2**20:.1f} MB", f"expected at most {LARGEST_FILE // 2**20} MB"
        raise ProblemsFound([Problem(Mark(file, 1, 1), found, expected, "split it into several files")])
    text = (raw if isinstance(raw, str) else _decoded(raw, file)).removeprefix("\ufeff")
    problems: list[Problem] = []
    for match in islice(_CONTROL.finditer(text), 10):
        place, found = _place(text[: match.start()], file), f"the control character {_named(match.group())}"
        problems.append(Problem(place, found, "expected visible characters", "delete it"))
    if match := _DIRECTIVE.search(text):
        advice = "put text that begins with '%' in quotes, or indent it"
        place = _place(text[: match.start()], file)
        problems.append(Problem(place, "a '%' that begins a line", "expected 'key: value'", advice))
    if problems:
        raise ProblemsFound(problems)
    return text


def _decoded(raw: bytes, file: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place(raw[: error.start].decode("utf-8").removeprefix("\ufeff"), file)
        found = f"the byte 0x{raw[error.start]:02X}"
        advice = "save the file as UTF-8; it may be in UTF-16, Windows-1251 or Latin-1"
        raise ProblemsFound([Problem(place, found, "expected UTF-8 text", advice)]) from None


def _named(character: str) -> str:
    return "NUL" if character == "\0" else f"U+{ord(character):04X}"


def _place(before: str, file: str) -> Mark:
    lines = before.count("\n") + before.count("\r") - before.count("\r\n")
    return Mark(file, lines + 1, len(before) - max(before.rfind("\n"), before.rfind("\r")))


def _begin_of(mark: yaml.Mark, text: str) -> int:
    return min(mark.index, len(text))


def _inside(stopped: yaml.Mark, text: str, file: str) -> Mark:
    """A parser's place; libyaml's lines go on after the end of the file, ours stop after its last word."""
    if stopped.index < len(text):
        return Mark(file, stopped.line + 1, stopped.column + 1)
    return _place(text.rstrip(), file)


#: Two lines each: words of libyaml's or PyYAML's complaint (a pattern), then ours: found; expected; advice.
#: {start} is where the unfinished thing began; after '<' that is the place of the problem.
_PLAIN_WORDS = r"""
mapping values are not allowed
a ':' where no key can be; expected one 'key: value' on a line; put text that contains ': ' in quotes, or check the indentation
mapping keys are not allowed
a '?' where no key can be; expected 'key: value'; put text that begins with '? ' in quotes
unexpected ':'
a ':' inside a text in brackets; expected text without it; put the text in quotes
sequence entries are not allowed
a '-' on the line of its key; expected each '- ' on a line of its own; put text that begins with '- ' in quotes
could not find expected ':'
< a line without ':'; expected 'key: value'; put text of several lines in quotes
expected '-' indicator|while parsing a block collection
something that is not an entry; expected '- ' in line with the one at {start}; check the indentation
expected key|expected <block end>
neither a key nor the end; expected a key in line with the one at {start}; check the indentation, the dashes and the quotes
expected ',' or '\]'
a list without its end; expected ',' or ']' for the '[' at {start}; close it, or put text with brackets in quotes
expected ',' or '\}'
a mapping without its end; expected ',' or '}}' for the '{{' at {start}; close it, or put text with braces in quotes
unexpected end of stream
< a quote without its end; expected the same quote after the text; write ' within '...' twice: 'the men''s strike'
unexpected document (indicator|separator)
< a quote without its end; expected the same quote before '---' or '...'; close it
alphabetic or numeric
a '&' or '*' that begins a text; expected no anchors and aliases; put the text in quotes
escape|hexa?decimal
a '\' before an unknown character; expected \n, \t, \" or \\; use single quotes, where '\' is an ordinary character
document start
text after the end of the document; expected nothing more; check the indentation
comment or (a )?line break|indentation indicator
text on the line of '|' or '>'; expected it to begin on the next line
node content
a sign or bracket where a value should be; expected a value; put text that contains it in quotes
tag
a '!' that begins a text; expected no tags; put the text in quotes
""".strip().splitlines()


def explain(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """Return the parser's complaint as a problem that an author can mend."""
    complaint = f"{getattr(error, 'context', '')}; {getattr(error, 'problem', error)}"
    stopped = getattr(error, "problem_mark", None)
    if stopped is None:
        return Problem(
            Mark(file, 1, 1), "something that is not YAML", f"expected YAML ({complaint})", "look at its signs"
        )
    begun = getattr(error, "context_mark", None) or stopped
    mark, start = (_inside(m, text, file) for m in (stopped, begun))
    line = max(text.rfind("\n", 0, stopped.index), text.rfind("\r", 0, stopped.index)) + 1
    indentation = _INDENTATION.match(text, line)
    if indentation and "\t" in indentation.group():
        tab = Mark(file, mark.line, indentation.group().index("\t") + 1)
        return Problem(tab, "a tab at the beginning of a line", "expected spaces", "indent with spaces only")
    line_text = text[line:].split("\n", 1)[0]
    if hidden := re.search("[\u00a0\u2000-\u200f\u202f\u3000]", line_text):
        found = f"the invisible character {_named(hidden.group())}"
        place = Mark(file, mark.line, hidden.start() + 1)
        return Problem(place, found, "expected plain spaces", "delete it, and write a space with the space bar")
    if quote := re.search(":[ ]+([“”„«‘])", line_text):
        place = Mark(file, mark.line, quote.start(1) + 1)
        return Problem(place, f"the quote '{quote[1]}'", "expected straight quotes", "write ' or \" in its place")
    if "find expected ':'" in complaint and (
        sticks := re.match(r"\s*(?:- )?\w+:(?=\S)", text[_begin_of(begun, text) :])
    ):
        place = start.moved(sticks.end() - 1)
        return Problem(place, "a ':' without a space after it", "expected 'key: value'", "put a space after the ':'")
    if "cannot start any token" in complaint:
        character = text[stopped.index : stopped.index + 1].replace("\t", "tab")
        return Problem(
            mark, f"'{character}' at the beginning of a text", "expected a letter, digit or quote", "put it in quotes"
        )
    for pattern, words in zip(_PLAIN_WORDS[::2], _PLAIN_WORDS[1::2], strict=True):
        if re.search(pattern, complaint):
            place = start if words.startswith("< ") else mark
            return Problem(place, *words.removeprefix("< ").format(start=start).split("; "))
    advice = "put text with special signs in quotes, or look at the lines before"
    return Problem(mark, "something that is not YAML", f"expected YAML ({complaint})", advice)
