"""Expressions, effects and quantities: from an author's text to nodes, with positions for errors.

Start with `parser.py`. The public names are below; nothing here knows what a slot means.
"""

from juncture.language.expression import Expression, Note, Number, Operation, Quantity, Slot, Spread
from juncture.language.parser import Effect, parse_driver, parse_effect, parse_expression, parse_quantity
from juncture.language.problem import Mark, Problem, ProblemsFound, did_you_mean
from juncture.language.tokens import LanguageError

__all__ = [
    "Effect",
    "Expression",
    "LanguageError",
    "Mark",
    "Note",
    "Number",
    "Operation",
    "Problem",
    "ProblemsFound",
    "Quantity",
    "Slot",
    "Spread",
    "did_you_mean",
    "parse_driver",
    "parse_effect",
    "parse_expression",
    "parse_quantity",
]
