"""The sources of a scenario as a BibTeX file, for the reference managers and papers of its users."""

from __future__ import annotations

from juncture.scenario.schema import ScenarioForm, Source

#: By kind of source: the type of its entry. BibTeX has no type of its own for web pages and data sets.
_TYPES = {"book": "book", "article": "article", "page": "misc", "dataset": "misc", "document": "misc"}
#: Characters that mean something to LaTeX, and how they are printed as they are.
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}  # fmt: skip


def works(form: ScenarioForm) -> dict[str, Source]:
    """All works that a claim rests on, by key, in the scenario's order.

    A source's key is its `bibtex` where it has one, else its name. Sources that share a key are copies of one work,
    and stand once.
    """
    used = {claim.source for claim in form.claims.values()}
    found: dict[str, Source] = {}
    for name, source in form.sources.items():
        if name in used:
            found.setdefault(source.bibtex or name, source)
    return found


def bibliography(form: ScenarioForm) -> str:
    """Return the BibTeX text of all works that a claim rests on."""
    entries = [_entry(key, source) for key, source in works(form).items()]
    return "\n\n".join(entries) + ("\n" if entries else "")


def _entry(key: str, source: Source) -> str:
    fields = {
        "author": escaped(source.author),
        "title": f"{{{escaped(source.title)}}}",
        "year": str(source.year or ""),
        "language": source.language,
        "url": source.address.replace("{", "%7B").replace("}", "%7D"),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{_TYPES[source.kind]}{{{key},\n" + ",\n".join(lines) + "\n}"


def escaped(text: str) -> str:
    """Text as BibTeX prints it: no character of it means anything to LaTeX."""
    return "".join(_LATEX.get(character, character) for character in " ".join(text.split()))
