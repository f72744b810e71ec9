"""An amount of money in the workbook's currency. Meaning: a float.

| fault | meaning | safe cell |
|---|---|---|
| `text-money` | an amount kept as text: `₪1,234.50`, `120 ש"ח`, `12-`, `(12)` | yes |
| `ambiguous-money` | `12.345` or `0,345`: the separator may be either | no |
| `other-currency` | an amount in a currency that is not the workbook's | no |
| `date-cell` | Excel has turned it into a date | no |
| `time-cell` | a time of day or a length of time | no |
| `not-money` | anything else | no |
| `error-cell` | an error value such as `#REF!` | no |
"""

from __future__ import annotations

from crm_workbook.fields import Field, Parsed
from crm_workbook.fields.number import amount, native_number, write
from crm_workbook.fields.pattern import pattern
from crm_workbook.fields.reading import EMPTY, bare
from crm_workbook.lean import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

    from crm_workbook.fields import Context
    from crm_workbook.model import Cell

_NAMES: Final = {
    "ILS": ("₪", 'ש"ח', "שח", "שקל", "שקלים", "שקלים חדשים", 'ש"ח.', "nis", "ils"),
    "USD": ("$", "us$", "usd", "דולר", "דולרים", "dollar", "dollars"),
    "EUR": ("€", "eur", "אירו", "יורו", "euro", "euros"),
    "GBP": ("£", "gbp", 'ליש"ט', "pound", "pounds"),
    "JOD": ("jod", "דינר"),
    "RUB": ("₽", "rub", "руб", "руб.", "рубль", "рублей"),
    "TRY": ("₺", "try"),
    "JPY": ("¥", "jpy"),
    "INR": ("₹", "inr"),
    **{code: (code.lower(),) for code in ("AUD", "CAD", "CHF", "CNY", "EGP", "PLN", "THB", "UAH")},
}
CURRENCIES: Final = {name: code for code, names in _NAMES.items() for name in names}
"""How a currency is written, already `plain`, to its ISO 4217 code."""

_DOLLARS: Final = frozenset({"AUD", "CAD", "HKD", "NZD", "SGD", "USD"})
_UNIT: Final = r"us\$|[$€£₪₽₺¥₹]|[^\W\d_][^\d$€£₪₽₺¥₹()+,\-]*"


def reader(context: Context, _values: Iterable[Cell]) -> Callable[[Cell], Parsed]:
    """Return the function that reads a cell in this currency; see the module's table of faults."""
    currency = context.currency.upper()

    def read(cell: Cell) -> Parsed:
        if not isinstance(cell, str):
            return native_number(cell, "not-money")
        text = bare(cell)
        if not text:
            return EMPTY
        unit = pattern(_UNIT).search(text)
        if unit is not None:
            fault = unit_fault(unit[0].strip(), currency)
            if fault:
                return Parsed(None, fault)
            text = _joined(text[: unit.start()].strip(), text[unit.end() :].strip())
        found = amount(text)
        if isinstance(found, float):
            return Parsed(found, "text-money", found)
        return Parsed(None, "ambiguous-money" if found == "ambiguous" else "not-money")

    return read


def unit_fault(unit: str, currency: str) -> str:
    """Return what is wrong with a way to write a currency, already `plain`; empty if it fits.

    Args:
        unit: A sign, code or name, such as `₪` or `usd`.
        currency: The currency it should be, an ISO 4217 code in capitals.
    """
    if unit.upper() == currency or (unit == "$" and currency in _DOLLARS):
        return ""
    code = CURRENCIES.get(unit)
    if code == currency:
        return ""
    return "not-money" if code is None else "other-currency"


def _joined(before: str, after: str) -> str:
    """Return what stood around a currency, a sign before it touching the number behind it."""
    return f"{before} {after}" if before[-1:].isdigit() and after[:1].isdigit() else before + after


def _sample(random: Random) -> Cell:
    return random.randrange(200, 40_000) / 20


FIELD: Final = Field(
    "money", frozenset({float, int}), reader, write, _sample, "#,##0.00", width=13
)
