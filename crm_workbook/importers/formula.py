"""What the formula of a calculated column gives for one row, where that is easily told.

Shops multiply a quantity by a price, take off a discount, add VAT, join two names. Such formulas
are computed here as Excel computes them; of any other it is only said that it is not known.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.model import key_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_workbook.model import Cell

Value = str | float | bool | None


class UnknownError(Exception):
    """The result cannot be told."""


class _Token(NamedTuple):
    kind: str
    text: str


_LONGEST: Final = 2_000
_DEEPEST: Final = 40
_TOKENS: Final = re.compile(
    r"""(?P<blank>\s+)
    |(?P<number>[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+)
    |(?P<text>"(?:[^"]|"")*")
    |(?P<field>[\w.\\]*\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])
    |(?P<name>[A-Za-z][A-Za-z.]*(?=\())
    |(?P<word>TRUE|FALSE)\b
    |(?P<sign><>|<=|>=|[-+*/&=<>(),%])""",
    re.VERBOSE,
)
_THIS_ROW: Final = re.compile(
    r"""[\w.\\]*\[(?:
      @(?P<bare>(?:[^\[\]']|'.)+)
    | @\[(?P<quoted>(?:[^\[\]']|'.)+)\]
    | \[\#This\ Row\]\s*,\s*(?:\[(?P<long>(?:[^\[\]']|'.)+)\]|(?P<loose>(?:[^\[\]']|'.)+))
    )\]""",
    re.VERBOSE | re.IGNORECASE,
)
_ESCAPED: Final = re.compile(r"'(.)")


def compute(formula: str, field: Callable[[str], Cell]) -> Value:
    """Return what a formula gives.

    Args:
        formula: Its text, without the leading equals sign.
        field: Returns the cell of the formula's row under a heading.

    Raises:
        UnknownError: It uses something that is not known here, or ends in an error.
    """
    try:
        return _Reader(_tokens(formula), field).whole()
    except (ArithmeticError, ValueError):  # Excel shows an error value
        raise UnknownError from None


@lru_cache(maxsize=64)
def _tokens(formula: str) -> tuple[_Token, ...]:
    if len(formula) > _LONGEST:
        raise UnknownError
    tokens = []
    at = 0
    while at < len(formula):
        found = _TOKENS.match(formula, at)
        if found is None or found.lastgroup is None:
            raise UnknownError
        if found.lastgroup != "blank":
            tokens.append(_Token(found.lastgroup, found[0]))
        at = found.end()
    return tuple(tokens)


def spoken(formula: str) -> str:
    """Return a formula as Excel shows it, with the equals sign: `=[@Quantity]*[@Price]`."""
    return "=" + _THIS_ROW.sub(lambda found: f"[@{_heading(found)}]", formula)


def _heading(found: re.Match[str]) -> str:
    return _ESCAPED.sub(r"\1", next(filter(None, found.groups())))


class _Reader:
    """A formula being computed from left to right, by Excel's precedence of signs."""

    def __init__(self, tokens: tuple[_Token, ...], field: Callable[[str], Cell]) -> None:
        self._tokens = tokens
        self._field = field
        self._at = 0
        self._depth = 0

    def whole(self) -> Value:
        value = self._compared()
        if self._at < len(self._tokens):
            raise UnknownError
        return value

    def _take(self, *signs: str) -> str:
        """Step over the next token if it is one of these signs, and return it."""
        if self._at < len(self._tokens):
            kind, text = self._tokens[self._at]
            if kind == "sign" and text in signs:
                self._at += 1
                return text
        return ""

    def _compared(self) -> Value:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnknownError
        left = self._joined()
        while sign := self._take("=", "<>", "<", ">", "<=", ">="):
            left = _compare(left, sign, self._joined())
        self._depth -= 1
        return left

    def _joined(self) -> Value:
        left = self._sum()
        while self._take("&"):
            left = _text(left) + _text(self._sum())
        return left

    def _sum(self) -> Value:
        left = self._product()
        while sign := self._take("+", "-"):
            right = _number(self._product())
            left = _number(left) + (right if sign == "+" else -right)
        return left

    def _product(self) -> Value:
        left = self._signed()
        while sign := self._take("*", "/"):
            right = _number(self._signed())
            left = _number(left) * right if sign == "*" else _number(left) / right
        return left

    def _signed(self) -> Value:
        sign = self._take("-", "+")
        if sign:
            self._depth += 1
            if self._depth > _DEEPEST:
                raise UnknownError
            value = self._signed()
            self._depth -= 1
            return -_number(value) if sign == "-" else value
        value = self._atom()
        while self._take("%"):
            value = _number(value) / 100
        return value

    def _atom(self) -> Value:
        if self._take("("):
            value = self._compared()
            self._expect(")")
            return value
        if self._at >= len(self._tokens):
            raise UnknownError
        kind, text = self._tokens[self._at]
        self._at += 1
        if kind == "number":
            return float(text)
        if kind == "text":
            return text[1:-1].replace('""', '"')
        if kind == "word":
            return text == "TRUE"
        if kind == "field":
            return self._cell(text)
        if kind == "name":
            return self._called(text.upper())
        raise UnknownError

    def _expect(self, sign: str) -> None:
        if not self._take(sign):
            raise UnknownError

    def _cell(self, text: str) -> Value:
        found = _THIS_ROW.fullmatch(text)
        if found is None:
            raise UnknownError
        value = self._field(_heading(found))
        if value is None or isinstance(value, (str, float, bool)):
            return value
        raise UnknownError

    def _called(self, name: str) -> Value:
        self._expect("(")
        given = [] if self._take(")") else [self._compared()]
        while given and self._take(","):
            given.append(self._compared())
        if given:
            self._expect(")")
        made = _FUNCTIONS.get(name)
        if made is None:
            raise UnknownError
        return made(given)


def _number(value: Value) -> float:
    if isinstance(value, str):
        raise UnknownError  # whether Excel reads it as a number depends on its language
    return float(value or 0)


def _text(value: Value) -> str:
    if isinstance(value, bool) or (isinstance(value, float) and not value.is_integer()):
        raise UnknownError  # shown in the language of the program
    return "" if value is None else value if isinstance(value, str) else key_text(value)


def _compare(left: Value, sign: str, right: Value) -> bool:
    if left is None:
        left = "" if isinstance(right, str) else 0.0
    if right is None:
        right = "" if isinstance(left, str) else 0.0
    if isinstance(left, str) is not isinstance(right, str):
        equal, less = False, isinstance(right, str)  # numbers come before texts
    elif isinstance(left, str) and isinstance(right, str):
        equal, less = left.casefold() == right.casefold(), left.casefold() < right.casefold()
    else:
        equal, less = left == right, _number(left) < _number(right)
    return {
        "=": equal, "<>": not equal, "<": less, ">=": not less,
        "<=": less or equal, ">": not (less or equal),
    }[sign]  # fmt: skip


def _rounded(given: list[Value]) -> Value:
    if len(given) != 2:  # noqa: PLR2004 - the number and its places
        raise UnknownError
    number, places = _number(given[0]), int(_number(given[1]))
    step = Decimal(1).scaleb(-places)
    return float(Decimal(repr(number)).quantize(step, ROUND_HALF_UP))


def _chosen(given: list[Value]) -> Value:
    if len(given) not in {2, 3}:
        raise UnknownError
    if _number(given[0]):
        return given[1]
    return given[2] if len(given) == 3 else False  # noqa: PLR2004 - the third is for otherwise


def _only(given: list[Value]) -> Value:
    if len(given) != 1:
        raise UnknownError
    return given[0]


def _product_of(given: list[Value]) -> Value:
    found = 1.0
    for value in given:
        if value is not None:
            found *= _number(value)
    return found if any(value is not None for value in given) else 0.0


_FUNCTIONS: Final[dict[str, Callable[[list[Value]], Value]]] = {
    "ROUND": _rounded,
    "IF": _chosen,
    "SUM": lambda given: sum(map(_number, given), 0.0),
    "PRODUCT": _product_of,
    "ABS": lambda given: abs(_number(_only(given))),
    "CONCATENATE": lambda given: "".join(map(_text, given)),
    "CONCAT": lambda given: "".join(map(_text, given)),
    "TRIM": lambda given: " ".join(_text(_only(given)).split()),
}
