"""From text to tokens, with positions. Only ASCII letters and digits make names and numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

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

#: What people type from other languages, and what it is called here.
_FOREIGN = {
    "&": "'and'",
    "^": "a product, or exp and log",
    "!": "'not'",
    "?": "'a if c else b'",
    "{": "parentheses",
    ".": "0.5 for .5",
}


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
        raise LanguageError(0, f"an expression of {len(text)} characters", f"expected at most {LONGEST}")
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            character = text[position]
            instead = _FOREIGN.get(character)
            raise LanguageError(
                position,
                f"'{character}'" if character.isprintable() else f"character number {ord(character)}",
                "expected a number, a name or an operator",
                f"write {instead}" if instead else "",
            )
        kind = match.lastgroup or ""
        if kind != "space":
            tokens.append(Token(kind, match.group(), position))
        if len(tokens) > MOST_TOKENS:
            raise LanguageError(position, f"more than {MOST_TOKENS} words and signs", "expected a shorter text")
        position = match.end()
    tokens.append(Token("end", "", len(text)))
    return tokens
