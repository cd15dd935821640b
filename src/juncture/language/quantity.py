"""Quantities: numbers with their uncertainty, in the short notation that authors write.

    6 days              fixed                          324 [EL5-A]            fixed, and a claim contains it
    0.4 .. 0.8          uniform (log-uniform for a pace)
    1.2 ± 0.4           normal, standard deviation 0.4
    6 days ± 50%        lognormal, median 6 days, sigma = log(1.5)
    324 [A] | 374 [B]   disputed: one of the alternatives, with equal chances

Units of time (`seconds` ... `weeks`) are turned into days, `%` into a share.
"""

from __future__ import annotations

import math
from typing import Protocol

from juncture.language.expression import Quantity, Spread
from juncture.language.tokens import LanguageError, Token

_ONE = {"second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0}
#: Units of time in days.
UNITS = _ONE | {f"{unit}s": days for unit, days in _ONE.items()}


class Reader(Protocol):
    """What this module needs of the parser."""

    text: str

    @property
    def next(self) -> Token:
        """The token where the parser stands."""
        ...

    def take(self) -> Token:
        """Take it and go on."""
        ...

    def accept(self, *texts: str) -> Token | None:
        """Take it if it is one of these."""
        ...


def read_quantity(reader: Reader) -> Quantity:
    """Read one quantity where the parser stands."""
    start = reader.next.offset
    alternatives = [_spread(reader)]
    while reader.next.text == "|":
        bar = reader.take()
        if not alternatives[-1].cites:
            raise LanguageError(
                bar.offset,
                "disputed values without a citation",
                "expected each alternative cited",
                "write 324 [A] | 374 [B]",
            )
        alternatives.append(_spread(reader))
    if len(alternatives) > 1 and not alternatives[-1].cites:
        raise LanguageError(
            reader.next.offset,
            "a disputed value without a citation",
            "expected each alternative cited",
            "write 324 [A] | 374 [B]",
        )
    return Quantity(tuple(alternatives), reader.text[start : reader.next.offset].strip(), offset=start)


def _spread(reader: Reader) -> Spread:
    start = reader.next.offset
    first, unit = _number(reader)
    law, a, b = "fixed", first, 0.0
    if reader.accept(".."):
        last, last_unit = _number(reader)
        if unit and last_unit and unit != last_unit:
            raise LanguageError(
                start, f"a range from {unit} to {last_unit}", "expected one unit for both ends", "write it after both"
            )
        unit = unit or last_unit
        law, b = "uniform", last
        if b < a:
            found, advice = f"a range from {a:g} down to {b:g}", f"write {b:g} .. {a:g}"
            raise LanguageError(start, found, "expected the smaller end first", advice)
    elif reader.accept("±", "+-"):
        at = reader.next.offset
        b, spread_unit = _number(reader)
        if b < 0:
            found = f"a spread of {b:g}"
            raise LanguageError(at, found, "expected a spread that is not negative", f"write ± {-b:g}")
        if spread_unit == "%" and unit != "%":
            if a <= 0:
                found, advice = f"{a:g} with a spread in per cent", "write the spread as a number: 0 ± 0.1"
                raise LanguageError(start, found, "expected a number above 0", advice)
            law, b = "lognormal", math.log(1 + b / 100)
        else:
            if unit and spread_unit and unit != spread_unit:
                found = f"a number in {unit} with a spread in {spread_unit}"
                raise LanguageError(start, found, "expected one unit for both", f"write the spread in {unit}")
            law, unit = "normal", unit or spread_unit
    scale = 0.01 if unit == "%" else UNITS.get(unit, 1.0)
    cites = _cites(reader)
    return Spread(law, a * scale, b if law == "lognormal" else b * scale, unit, cites)


def _number(reader: Reader) -> tuple[float, str]:
    negative = reader.accept("-") is not None
    token = reader.take()
    if token.kind != "number":
        shown = "the end of the text" if token.kind == "end" else f"'{token.text}'"
        raise LanguageError(token.offset, shown, "expected a number", "write '6 days', '0.4 .. 0.8' or '1.2 ± 0.4'")
    value = float(token.text)
    if not math.isfinite(value):
        raise LanguageError(
            token.offset, f"the number {token.text}", "expected one below 1.8e308", "write a smaller one"
        )
    unit = ""
    if reader.next.kind == "name" and reader.next.text in UNITS:
        unit = reader.take().text.rstrip("s") + "s"
    elif reader.accept("%"):
        unit = "%"
    return (-value if negative else value), unit


def _cites(reader: Reader) -> tuple[str, ...]:
    if reader.next.kind != "cite":
        return ()
    return tuple(part.strip() for part in reader.take().text[1:-1].split(",") if part.strip())
