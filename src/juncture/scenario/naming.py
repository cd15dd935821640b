"""Names for things from what people call them, guesses at what an actor is, and text as YAML writes it."""

from __future__ import annotations

import json
import re
import unicodedata

from juncture.scenario.scalars import read_scalar

LONGEST = 40
#: Words that expressions and drivers read otherwise than as the name of a thing.
RESERVED = ("day", "and", "or", "not", "if", "else", "from")

#: Letters that have no accent to drop, as libraries write them in Latin.
_ROMAN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "ie", "ж": "zh", "з": "z",
        "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "у": "u", "ф": "f", "ѳ": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
        "ъ": "", "ы": "y", "ь": "", "ѣ": "e", "э": "e", "ю": "iu", "я": "ia", "ѵ": "i",
        "ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "þ": "th", "ð": "d", "ı": "i",
    }
)  # fmt: skip

#: Words of an actor's name that tell what it is, in the order in which they are tried.
_BODIES = (
    ("congress", {"congress", "convention", "conference"}),
    ("assembly", {"assembly", "parliament", "diet", "duma", "reichstag", "bundestag", "senate", "chamber", "house",
                  "cortes", "rada", "sejm", "soviet", "estates"}),
    ("cabinet", {"cabinet", "government", "ministry", "ministers", "directory", "junta"}),
    ("staff", {"staff", "stavka"}),
    ("committee", {"committee", "council", "commission", "politburo", "bureau", "court", "tribunal", "commune",
                   "secretariat", "presidium", "praesidium"}),
)  # fmt: skip
_PERSONS = frozenset(
    ("king", "queen", "emperor", "empress", "tsar", "tsarina", "czar", "prince", "princess", "duke", "count", "baron",
     "marquis", "lord", "lady", "sir", "general", "marshal", "admiral", "captain", "colonel", "major", "lieutenant",
     "president", "chancellor", "minister", "premier", "chairman", "secretary", "bishop", "pope", "father", "dr", "mr",
     "mrs", "ms")
)  # fmt: skip
_INITIALS = re.compile(r"(?:\w\. ?)+\w{2,}")
_NUMERAL = re.compile(r"\w+ [IVX]+")


class Names:
    """Gives each thing a name of its own: small letters, digits and '_', beginning with a letter."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, str], str] = {}
        self._taken = {*RESERVED, "true", "false", "null"}  # the last three are no text in YAML

    def new(self, text: str, kind: str = "") -> str:
        """Return a name for a text: the same for the same text of one kind, ignoring capitals; else one of its own."""
        key = (kind, text.casefold())
        if key not in self._given:
            base = name = plain(text)
            number = 1
            while name in self._taken:
                number += 1
                name = f"{base}_{number}"
            self._taken.add(name)
            self._given[key] = name
        return self._given[key]


def plain(text: str) -> str:
    """Return a text in small Latin letters, digits and '_', cut at the end of a word."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_ROMAN))
    ascii_only = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    words = [word for word in re.split(r"[^a-z0-9]+", ascii_only.replace("'", "").replace("’", "")) if word]
    words = words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words
    name = ""
    for word in words:
        if name and len(name) + len(word) >= LONGEST:
            break
        name = f"{name}_{word}".strip("_")[:LONGEST]
    name = name or "unnamed"
    return name if name[0].isalpha() else f"n{name}"


def short_name(text: str, otherwise: str) -> str:
    """Return a scenario's short name from any text: small letters, digits and '-'."""
    name = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].strip("-") or otherwise
    return name if name[0].isalpha() else f"crisis-{name}"[:60]


def kind_of_actor(title: str) -> tuple[str, str]:
    """Guess what an actor is: the section of a scenario for it, and what else to write of it there."""
    words = re.findall(r"\w+", title.lower())
    if (words and words[0] in _PERSONS) or _INITIALS.fullmatch(title) or _NUMERAL.fullmatch(title):
        return "persons", ""
    for kind, known in _BODIES:
        if known & set(words):
            return "bodies", f", kind: {kind}"
    return "factions", ""


def written(text: str, *, flow: bool = False) -> str:
    """Return a text as YAML reads it back letter for letter; `flow` where it stands inside brackets."""
    special = r"[\w .()'/+%–-]" if flow else r"[\w .,()'/+%;!?–-]"
    bare = re.fullmatch(rf"[^\W_](?:{special}*[\w.)%])?", text) and isinstance(read_scalar(text), str)
    return text if bare else json.dumps(text, ensure_ascii=False)
