"""What to write instead: signs and words of other languages, keyboards and word processors, and ours for them."""

from __future__ import annotations

#: What people type from other languages, keyboards and word processors, and what to write here; the longest first.
FOREIGN = {
    "+/-": "write '±' or '+-'",
    "...": "write '..' for a range",
    "&": "write 'and'",
    "^": "write a product, or exp and log",
    "!": "write 'not'",
    "?": "write 'a if c else b'",
    "{": "write parentheses",
    "[": "write parentheses, or close the citation with ']'",
    ".": "write 0.5 for .5, and parentheses around names: support(reds, town)",
    "~": "write '30 ± 10%' for what is about 30",
    "≈": "write '30 ± 10%' for what is about 30",
    "×": "write '*'",
    "·": "write '*'",
    "÷": "write '/'",
    "≥": "write '>='",
    "≤": "write '<='",
    "≠": "write '!='",
    "−": "write '-', the sign of the keyboard",
    "–": "write '..' for a range, '-' for a difference",
    "—": "write '..' for a range, '-' for a difference",
    "…": "write '..' for a range",
    "½": "write 0.5",
    **dict.fromkeys("“”„«»‘’‚`\"'", "leave the quotes out, or put straight ones around the whole value"),
}

#: What follows an expression that could end, and what to write instead.
AFTER = {
    "=": "write '==' to compare",
    "|": "write 'or'; of disputed numbers, cite each: 324 [A] | 374 [B]",
    ",": "write decimals with a point, such as 0.5",
    "to": "write '..' for a range, such as 0.4 .. 0.8",
    "percent": "write '%'",
    ")": "delete it, or open a '(' before",
    **dict.fromkeys(("month", "months"), "write it in days: a month has about 30.4 days"),
    **dict.fromkeys(("year", "years"), "write it in days: a year has about 365 days"),
}
