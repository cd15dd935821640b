"""Damage texts at random: what a slip of the hand, another program, a bad disk or a hostile author makes of a file.

A mutation takes a text, luck, and the texts of the scenario, and returns another text. `fuzz.py` uses them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

#: What is put in the place of words and values: the language's own, and what other languages and keyboards have.
WORDS = (
    "null", "~", "true", "no", "0", "1", "-1", "1e308", "1e309", "-1e-320", "9" * 25, "9" * 400, "0x7fffffffffffffff",
    ".inf", ".nan", "0,5", "50%", "± 50%", "1 ± 0", "5 ± -1", "0 .. 0", "3 .. 1", "1 [A] | 2", "1 | 2", "[]", "{}", "''",
    '"', "'", ":", "- ", "? ", "&a", "*a", "!!python/object:os.system", "<<", "%YAML 1.1", "---", "...", "|", ">", "#",
    "\t", "\r\n", "\u2028", "\ufeff", "\0", "\u0416\u0438\u0442\u043e", "\U0001f600", "e\u0301", "\u202e", "\u201cquoted\u201d", "\u00a0",
    "1917-11-26", "1917-02-30", "26.11.1917", "9999-12-31", "0001-01-01", "1917-11-26 NS", "about 1917-11-26 .. 1917-11-20",
    "after adjournment", "3 days after decision", "9e9 days after decision", "-5 days after decision", "at once", "never",
    "1 / 0", "0 / 0", "log(-1)", "exp(exp(exp(9)))", "odds(1)", "a if b else c", "not not not 1", "1 < 2 < 3", "2 ** 9",
    "done(decision)", "result(decision, ayes)", "day", "seats(committee, committee)", "in_force(quorum)", "broken(quorum)",
    "verb", "by", "body", "pace", "requires", "effects", "drivers", "value", "because", "cite", "acts", "record", "rules",
    "outcomes", "vote", "convene", "elect", "decree", "disperse", "negotiate", "mobilise", "__class__", "lambda: 0",
)  # fmt: skip
_WORD = re.compile(rb"[\w.%\x80-\xff-]+")


def flip_bits(text: bytes, luck: random.Random, others: list[bytes]) -> bytes:
    """Change a few bits anywhere."""
    damaged = bytearray(text)
    for _ in range(luck.randint(1, 6)):
        if damaged:
            damaged[luck.randrange(len(damaged))] ^= 1 << luck.randrange(8)
    return bytes(damaged)


def delete_lines(text: bytes, luck: random.Random, others: list[bytes]) -> bytes:
    """Leave out some neighbouring lines."""
    lines = text.splitlines(keepends=True)
    at = luck.randrange(len(lines) + 1)
    return b"".join(lines[:at] + lines[at + luck.randint(1, 8) :])


def repeat_lines(text: bytes, luck: random.Random, others: list[bytes]) -> bytes:
    """Write some lines twice, or many times."""
    lines = text.splitlines(keepends=True)
    at = luck.randrange(len(lines) + 1)
    end = at + luck.randint(1, 6)
    return b"".join(lines[:end] + lines[at:end] * luck.choice([1, 1, 1, 2, 100]) + lines[end:])


def swap_lines(text: bytes, luck: random.Random, others: list[bytes]) -> bytes:
    """Exchange two lines."""
    lines = text.splitlines(keepends=True)
    if len(lines) > 1:
        a, b = luck.randrange(len(lines)), luck.randrange(len(lines))
        lines[a], lines[b] = lines[b], lines[a]
    return b"".join(lines)


def indent_line(text: bytes, luck: random.Random, others: list[bytes]) -> bytes:
    """Move the beginning of a line."""
    lines = text.splitlines(keepends=True)
    at = luck.randrange(len(lines) + 1)
    for i in range(at, min(at + luck.choice([1, 1, 4]), len(lines))):
        lines[i] = luck.choice([b"", b" ", b"   ", b"    ", b"\t", b"- "]) + lines[i].lstrip(
            luck.choice([b"", b" ", b" -"])
        )
    return b"".join(lines)


def replace_word(text: bytes, luck: random.Random, others: list[bytes]) -> bytes:
    """Put a word of `WORDS`, or one that stands elsewhere in the file, in the place of one."""
    words = list(_WORD.finditer(text))
    if not words:
        return text
    old = luck.choice(words)
    new = luck.choice(WORDS).encode() if luck.random() < 0.6 else luck.choice(words).group()
    return text[: old.start()] + new + text[old.end() :]


def replace_value(text: bytes, luck: random.Random, others: list[bytes]) -> bytes:
    """Put one or several words of `WORDS` in the place of all that follows a colon."""
    lines = text.splitlines(keepends=True)
    at = [i for i, line in enumerate(lines) if b": " in line]
    if at:
        i = luck.choice(at)
        new = luck.choice([" ", ", ", ": ", " + ", ""]).join(luck.choices(WORDS, k=luck.randint(1, 3)))
        lines[i] = lines[i].split(b": ")[0] + b": " + new.encode() + b"\n"
    return b"".join(lines)


def nest(text: bytes, luck: random.Random, others: list[bytes]) -> bytes:
    """Put a word inside many brackets, signs or operations."""
    words = list(_WORD.finditer(text))
    if not words:
        return text
    old, deep = luck.choice(words), luck.choice([3, 30, 70, 300, 3000])
    opening, closing = luck.choice(
        [("(", ")"), ("[", "]"), ("{a: ", "}"), ("exp(", ")"), ("odds(", ")"), ("not ", ""), ("-", ""), ("1 + ", "")]
    )
    inside = old.group() if luck.random() < 0.8 else b""
    return text[: old.start()] + opening.encode() * deep + inside + closing.encode() * deep + text[old.end() :]


def insert_characters(text: bytes, luck: random.Random, others: list[bytes]) -> bytes:
    """Put characters of any script, or bytes of none, anywhere."""
    at = luck.randrange(len(text) + 1)
    if luck.random() < 0.3:
        new = luck.randbytes(luck.randint(1, 20))
    else:
        last = luck.choice([0x7F, 0x24F, 0x4FF, 0xFFFF, 0x10FFFF])
        new = "".join(map(chr, luck.choices(range(last + 1), k=luck.randint(1, 12)))).encode("utf-8", "surrogatepass")
    return text[:at] + new + text[at:]


def splice(text: bytes, luck: random.Random, others: list[bytes]) -> bytes:
    """Put lines of another file into this one, or go on with the other from somewhere."""
    mine, theirs = text.splitlines(keepends=True), luck.choice(others).splitlines(keepends=True)
    at, begin = luck.randrange(len(mine) + 1), luck.randrange(len(theirs) + 1)
    end = begin + luck.randint(1, 30)
    return b"".join(mine[:at] + theirs[begin:end] + (mine[at:] if luck.random() < 0.8 else theirs[end:]))


def truncate(text: bytes, luck: random.Random, others: list[bytes]) -> bytes:
    """Lose the rest of the file."""
    return text[: luck.randrange(len(text) + 1)]


def grow(text: bytes, luck: random.Random, others: list[bytes]) -> bytes:
    """Repeat one entry of the second level under many names: what takes time must not take too much."""
    lines = text.splitlines(keepends=True)
    heads = [i for i, line in enumerate(lines) if re.match(rb"  [a-z]\w*:", line)]
    if not heads:
        return text
    at = luck.choice(heads)
    end = next((i for i in range(at + 1, len(lines)) if not lines[i].startswith(b"   ")), len(lines))
    name, rest = lines[at].split(b":", 1)
    copies = [name + b"_%d:" % i + rest + b"".join(lines[at + 1 : end]) for i in range(luck.choice([3, 30, 200]))]
    return b"".join([*lines[:end], *copies, *lines[end:]])


def recode(text: bytes, luck: random.Random, others: list[bytes]) -> bytes:
    """Save it as another program would."""
    coding = luck.choice(["latin-1", "cp1251", "utf-16", "utf-8-sig", "cp1252"])
    read = text.decode("utf-8", "replace")
    if luck.random() < 0.5:
        return read.replace("\n", luck.choice(["\r\n", "\r", "\n\n", "\x85"])).encode()
    return read.encode(coding, "replace")


Mutation = Callable[[bytes, random.Random, list[bytes]], bytes]
#: The rarer ones are those after which little of a file can be read.
MUTATIONS: dict[Mutation, int] = {
    replace_word: 24, replace_value: 24, delete_lines: 12, splice: 12, repeat_lines: 6, swap_lines: 8, indent_line: 6,
    nest: 6, flip_bits: 8, insert_characters: 5, grow: 3, truncate: 2, recode: 1,
}  # fmt: skip


def damaged(texts: list[bytes], seed: int, number: int) -> tuple[int, bytes, bool]:
    """Return file `number` of a seed: the file it came from, what it holds now, and whether it is an overlay."""
    luck = random.Random(f"{seed}:{number}")
    of = luck.randrange(len(texts))
    text = texts[of]
    for mutation in luck.choices(list(MUTATIONS), list(MUTATIONS.values()), k=luck.choice([1, 1, 2, 3, 6])):
        text = mutation(text, luck, texts)
    return of, text, luck.random() < 0.1
