"""Amounts whose currency stands in a column of its own: dollars are not taken for shekels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crm_workbook.fields.money import CURRENCIES, unit_fault
from crm_workbook.fields.normal import heading_key, plain
from crm_workbook.importers import said

if TYPE_CHECKING:
    from crm_workbook.importers.mapping import Vocabulary
    from crm_workbook.importers.records import Records
    from crm_workbook.model import Book, Cell, Finding

HEADINGS: Final = frozenset(
    map(
        heading_key,
        ("currency", "currency code", "currency symbol", "order currency", "invoice currency",
         "transaction currency", "payment currency", "sale currency", "document currency",
         "amount currency", "ccy", "curr", "מטבע", "קוד מטבע", "סוג מטבע", "סימן מטבע",
         "מטבע עסקה", "מטבע העסקה", "מטבע חשבונית", "מטבע החשבונית", "מטבע מסמך", "מטבע המסמך",
         "מטבע הזמנה", "מטבע ההזמנה", "מטבע תשלום", "מטבע התשלום"),
    )
)  # fmt: skip
"""Keys of the headings under which the currency of the amounts stands."""
_PARTS: Final = re.compile(r"[()/|,;-]")


def column_of(records: Records, words: Vocabulary) -> int:
    """Return which column says in what currency the amounts are, or -1.

    The user can have it ignored: `--map "Currency="`.
    """
    if records.kind != "purchases":
        return -1
    ignored = {key for key, to in {**words.remembered, **words.given}.items() if to is None}
    keys = map(heading_key, records.headings)
    return next((p for p, key in enumerate(keys) if key in HEADINGS and key not in ignored), -1)


def in_another(records: Records, place: int, book: Book) -> dict[int, Finding]:
    """Return the rows whose amount is not in the workbook's currency, each with what to say.

    An empty cell says nothing, and what is no known currency is not the workbook's either.

    Args:
        records: The source.
        place: The column of its currencies.
        book: The workbook.
    """
    cells = records.columns[place] if place >= 0 else []
    currency = str(book.settings.get("currency") or "ILS").upper()
    fits = {cell: cell is None or _fits(cell, currency) for cell in set(cells)}
    return {
        row: said.OTHER_CURRENCY.at(records.ref(row, place), value=cell, currency=currency)
        for row, cell in enumerate(cells)
        if not fits[cell]
    }


def _fits(cell: Cell, currency: str) -> bool:
    """Return whether a cell names a currency, if need be in two ways: `NIS (₪)`."""
    if not isinstance(cell, str):
        return False
    text = plain(cell)
    if not text or not unit_fault(text, currency):
        return True
    parts = [part.strip() for part in _PARTS.split(text)]
    fit = [not unit_fault(part, currency) for part in parts]
    return any(fit) and not any(
        part in CURRENCIES and not well for part, well in zip(parts, fit, strict=True)
    )
