"""From text to expressions: a small, safe subset of Python's expression syntax, plus quantities.

    threat > 0.5 and present(constituent_assembly) >= 400
    0.1 .. 0.3                   uniform          6 days ± 50%     lognormal, median 6, sigma log 1.5
    1.2 ± 0.4                    normal           324 [A] | 374 [B]   disputed, each cited

Precedence, loosest first: `a if c else b`, `or`, `and`, `not`, comparison, `+ -`, `* /`, unary `-`, `**`. Nothing is
executed, nothing is imported; text that is too long or too deep is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from juncture.language import expression as e
from juncture.language.expression import Expression, Quantity, Slot
from juncture.language.instead import AFTER
from juncture.language.problem import did_you_mean
from juncture.language.quantity import UNITS, read_quantity
from juncture.language.tokens import LanguageError, Token, tokens_of

DEEPEST = 40
LARGEST = 2000

FUNCTIONS: dict[str, tuple[int, Callable[..., Expression]]] = {
    "min": (2, e.minimum),
    "max": (2, e.maximum),
    "exp": (1, e.exp),
    "log": (1, e.log),
    "clip": (3, e.clip),
    "odds": (1, e.odds),
    "floor": (1, e.floor),
}

_COMPARISONS: dict[str, Callable[[Expression, Expression], Expression]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": e.equal,
    "!=": lambda a, b: ~e.equal(a, b),
}

_RESERVED = {"and", "or", "not", "if", "else"}


@dataclass(frozen=True, slots=True)
class Effect:
    """One assignment: what is changed, how (`=`, `+=`, `-=`, `*=`), and by which expression."""

    slot: Slot
    sign: str
    value: Expression

    @property
    def result(self) -> Expression:
        """The new value of the slot as one expression."""
        match self.sign:
            case "+=":
                return self.slot + self.value
            case "-=":
                return self.slot - self.value
            case "*=":
                return self.slot * self.value
            case _:
                return self.value


def parse_expression(text: str) -> Expression:
    """Read a whole text as one expression, or raise `LanguageError` with the place of the mistake."""
    parser = _Parser(text)
    result = parser.choice()
    parser.finish()
    return result


def parse_quantity(text: str) -> Quantity:
    """Read a whole text as one quantity: `6 days ± 50%`."""
    parser = _Parser(text)
    quantity = read_quantity(parser)
    parser.finish()
    return quantity


def parse_effect(text: str) -> Effect:
    """Read one effect: `slot = | += | -= | *= expression`."""
    parser = _Parser(text)
    target = parser.power()
    if not isinstance(target, Slot):
        raise LanguageError(
            0,
            "an effect that does not begin with a slot",
            "expected 'slot = value' or 'slot += value'",
            "write 'threat += 0.1'",
        )
    sign = parser.take()
    if sign.text not in {"=", "+=", "-=", "*="}:
        advice = "write '=' to set it" if sign.text == "==" else f"write '{target} += ...' or '{target} = ...'"
        raise LanguageError(sign.offset, _shown(sign), "expected one of =, +=, -=, *= after the slot", advice)
    if sign.text == "=" and parser.next.text in ("+", "*"):
        right = f"'{parser.next.text}='"
        raise LanguageError(sign.offset, f"'={parser.next.text}'", "expected one of =, +=, -=, *=", f"write {right}")
    value = parser.choice()
    parser.finish()
    return Effect(target, sign.text, value)


def parse_driver(text: str) -> tuple[Expression, Expression]:
    """Read the name of a driver, `expression from reference`: what it reads, and where it neither hastens nor slows."""
    parser = _Parser(text)
    measured = parser.choice()
    token = parser.take()
    if token.text != "from":
        raise LanguageError(token.offset, _shown(token), "expected 'from' and the reference", "write 'threat from 0.5'")
    reference = parser.choice()
    parser.finish()
    return measured, reference


def _shown(token: Token) -> str:
    return "the end of the text" if token.kind == "end" else f"'{token.text}'"


def _instead_of(token: Token, before: Token) -> str:
    """What to do about a word or sign after an expression that could end there."""
    if token.kind == "cite" and before.kind == "name":
        return f"write {before.text}({token.text[1:-1]}) for the slot of these names"
    if token.text in AFTER:
        return AFTER[token.text]
    if token.text.lower() in _RESERVED:
        return f"write '{token.text.lower()}'"
    if token.kind == "name" and before.kind == "number":
        return did_you_mean(token.text, UNITS) or "write a unit of time (minutes, hours, days or weeks) or an operator"
    if before.text.lower() in ("about", "around", "approximately", "circa", "ca", "c"):
        return f"write '{token.text} ± 20%' for what is about {token.text}"
    return "put an operator such as '+' or 'and' before it, or delete it"


class _Parser:
    """Recursive descent; one method for each level of precedence."""

    def __init__(self, text: str):
        self.text = text
        self.tokens = tokens_of(text)
        self.position = 0
        self.depth = 0

    # -- tokens ------------------------------------------------------------------------------------------------

    @property
    def next(self) -> Token:
        return self.tokens[self.position]

    def take(self) -> Token:
        token = self.next
        self.position += token.kind != "end"
        return token

    def accept(self, *texts: str) -> Token | None:
        return self.take() if self.next.text in texts and self.next.kind != "end" else None

    def expect(self, text: str, expected: str, advice: str = "") -> None:
        if self.accept(text) is None:
            raise LanguageError(self.next.offset, _shown(self.next), f"expected {expected}", advice)

    def finish(self) -> None:
        token = self.next
        if token.kind == "end":
            return
        before = self.tokens[self.position - 1] if self.position else token
        raise LanguageError(token.offset, _shown(token), "expected an operator or the end", _instead_of(token, before))

    # -- levels ------------------------------------------------------------------------------------------------

    def choice(self) -> Expression:
        self.depth += 1
        if self.depth > DEEPEST:
            found, advice = f"more than {DEEPEST} levels of nesting", "make a gauge of a part of it"
            raise LanguageError(self.next.offset, found, "expected a shallower text", advice)
        result = self.either()
        if self.accept("if"):
            condition = self.either()
            self.expect("else", "'else': both values are needed", "write 'x if a > 0 else y'")
            result = e.select(condition, result, self.choice())
        self.depth -= 1
        if self.depth == 0 and e.written_out(result) > LARGEST:
            found = f"more than {LARGEST} operations, once odds() and chained comparisons are written out"
            raise LanguageError(0, found, "expected a shorter text", "make a gauge of a part of it")
        return result

    def either(self) -> Expression:
        result = self.both()
        while self.accept("or"):
            result = result | self.both()
        return result

    def both(self) -> Expression:
        result = self.negation()
        while self.accept("and"):
            result = result & self.negation()
        return result

    def negation(self) -> Expression:
        count = 0
        while self.accept("not"):
            count += 1
        result = self.comparison()
        for _ in range(2 - count % 2 if count else 0):  # 'not not not x' is 'not x', and a shallower tree
            result = ~result
        return result

    def comparison(self) -> Expression:
        left = self.sum()
        links: list[Expression] = []
        while sign := self.accept(*_COMPARISONS):
            right = self.sum()
            links.append(_COMPARISONS[sign.text](left, right))
            left = right
        return e.all_of(links) if links else left

    def sum(self) -> Expression:
        result = self.product()
        while sign := self.accept("+", "-"):
            result = result + self.product() if sign.text == "+" else result - self.product()
        return result

    def product(self) -> Expression:
        result = self.sign()
        while sign := self.accept("*", "/"):
            result = result * self.sign() if sign.text == "*" else result / self.sign()
        return result

    def sign(self) -> Expression:
        if self.next.text == "-" and self.tokens[self.position + 1].kind == "number":
            return read_quantity(self)
        negative = False
        while self.accept("-"):
            negative = not negative
        result = self.power()
        return -result if negative else result

    def power(self) -> Expression:
        base = self.primary()
        if self.next.text == "*" and self.tokens[self.position + 1].text == "*":
            raise LanguageError(
                self.next.offset, "'**'", "expected another operator", "write exp(b * log(a)) for a power"
            )
        return base

    def primary(self) -> Expression:
        token = self.next
        if token.kind == "number":
            return read_quantity(self)
        if self.accept("("):
            inside = self.choice()
            self.expect(")", "')'", "close each '(' with a ')'")
            return inside
        if token.kind == "name" and token.text not in _RESERVED:
            return self.named(self.take())
        place = "such as 0.5" if token.kind == "end" else f"before {_shown(token)}"
        if self.position:
            place = f"after '{self.tokens[self.position - 1].text}'"
        raise LanguageError(token.offset, _shown(token), "expected a number, a slot or '('", f"write one {place}")

    def named(self, name: Token) -> Expression:
        if self.accept("(") is None:
            return Slot(name.text, (), name.offset)
        if name.text in FUNCTIONS:
            return self.function(name)
        names: list[str] = []
        while True:
            argument = self.take()
            if argument.kind != "name" or argument.text in _RESERVED:
                functions = f"functions are {', '.join(FUNCTIONS)}"
                advice = functions if argument.kind == "number" else "write names with commas between them"
                expected = f"expected a name inside {name.text}(...)"
                raise LanguageError(argument.offset, _shown(argument), expected, advice)
            names.append(argument.text)
            if self.accept(")"):
                return Slot(name.text, tuple(names), name.offset)
            cut = "put ',' between the names" if self.next.kind == "name" else "put ')' after the names"
            if self.next.kind == "end":  # YAML's { } end it there
                cut = "put a text with commas in quotes"
            self.expect(",", f"',' or ')' inside {name.text}(...)", cut)

    def function(self, name: Token) -> Expression:
        count, build = FUNCTIONS[name.text]
        arguments = [self.choice()]
        while self.accept(","):
            arguments.append(self.choice())
        self.expect(")", "')'", f"close the '(' of {name.text}")
        if len(arguments) != count:
            given = f"{name.text}() with {len(arguments)} value{'s' * (len(arguments) != 1)}"
            values = f"{name.text}({', '.join('xyz'[:count])})"
            raise LanguageError(name.offset, given, f"expected {count}", f"write {values}")
        return build(*arguments)
