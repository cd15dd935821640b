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


def bibliography(form: ScenarioForm) -> str:
    """Return the BibTeX text of all sources that a claim rests on, in the scenario's order.

    A source's key is its `bibtex` where it has one, else its name. Sources that share a key are copies of one work,
    and stand once.
    """
    used = {claim.source for claim in form.claims.values()}
    entries: dict[str, str] = {}
    for name, source in form.sources.items():
        if name in used:
            key = source.bibtex or name
            entries.setdefault(key, _entry(key, source))
    return "\n\n".join(entries.values()) + ("\n" if entries else "")


def _entry(key: str, source: Source) -> str:
    fields = {
        "author": _escaped(source.author),
        "title": f"{{{_escaped(source.title)}}}",
        "year": str(source.year or ""),
        "language": source.language,
        "url": source.address.replace("{", "%7B").replace("}", "%7D"),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{_TYPES[source.kind]}{{{key},\n" + ",\n".join(lines) + "\n}"


def _escaped(text: str) -> str:
    return "".join(_LATEX.get(character, character) for character in " ".join(text.split()))
