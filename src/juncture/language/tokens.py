"""From text to tokens, with positions. Only ASCII letters and digits make names and numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from juncture.language.instead import FOREIGN
from juncture.language.problem import did_you_mean

#: Longer expressions are refused: nobody can read them, and hostile ones cost time and stack.
LONGEST = 2000
MOST_TOKENS = 400

_TOKEN = re.compile(
    r"(?P<space>[ \t\n\u00a0]+)"
    r"|(?P<number>\d{1,20}(?:\.(?!\.)\d{0,20})?(?:[eE][+-]?\d{1,3})?)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<cite>\[[A-Za-z0-9_, .:/-]{1,120}\])"
    r"|(?P<sign>\.\.|\+=|-=|\*=|<=|>=|==|!=|±|\+-|[-+*/()<>,|%=])",
    re.ASCII,
)

#: Foreign signs that begin like one of ours.
_NOT_THESE = ("+/-", "...")


class LanguageError(ValueError):
    """A mistake in one expression, effect or quantity; `offset` counts characters from its start."""

    def __init__(self, offset: int, found: str, expected: str, advice: str = ""):
        super().__init__(f"{found}; {expected}" + (f"; {advice}" if advice else ""))
        self.offset, self.found, self.expected, self.advice = offset, found, expected, advice
        #: Where the mistake stands below the value that is read, as keys of a mapping.
        self.path: tuple[str, ...] = ()

    def below(self, *path: str) -> LanguageError:
        """Return the error, said of an entry below the value that is read."""
        self.path = path
        return self

    @classmethod
    def unknown(cls, offset: int, kind: str, name: str, valid: list[str]) -> LanguageError:
        """An unknown name, with the nearest valid one, or a few valid ones where none is near."""
        advice = did_you_mean(name, valid)
        shown = ", ".join(sorted(valid)[:8]) + (", ..." if len(valid) > 8 else "")
        return cls(
            offset,
            f"unknown {kind} '{name}'",
            f"expected {_article(kind)} {kind}" + ("" if advice else f": {shown}"),
            advice,
        )


def _article(kind: str) -> str:
    return "an" if kind[:1] in "aeiou" else "a"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text: `kind` is number, name, cite, sign or end."""

    kind: str
    text: str
    offset: int


def tokens_of(text: str) -> list[Token]:
    """Split a text; the last token has kind `end`."""
    if len(text) > LONGEST:
        found = f"an expression of {len(text)} characters"
        raise LanguageError(0, found, f"expected at most {LONGEST}", "make a gauge of a part of it")
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        match = None if text.startswith(_NOT_THESE, position) else _TOKEN.match(text, position)
        if match is None:
            found = next((sign for sign in FOREIGN if text.startswith(sign, position)), text[position])
            other = "write names with the letters a to z, digits and '_'" if found.isalpha() else "delete it"
            advice = FOREIGN.get(found, other)
            found = found if found.isprintable() else f"<U+{ord(found):04X}>"
            raise LanguageError(position, f"'{found}'", "expected a number, a name or an operator", advice)
        kind = match.lastgroup or ""
        if kind != "space":
            tokens.append(Token(kind, match.group(), position))
        if len(tokens) > MOST_TOKENS:
            advice = "make a gauge of a part of it"
            raise LanguageError(position, f"more than {MOST_TOKENS} words and signs", "expected a shorter text", advice)
        position = match.end()
    tokens.append(Token("end", "", len(text)))
    return tokens
