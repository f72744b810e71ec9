"""What another rule tells of already, so that one cause is one finding.

A slip has consequences: with a wrong price the amount does not fit, an ID that nobody has gave no
consent either. Told is the slip; the rules about its consequences ask here and leave it at that.
"""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.model import key_text
from crm_workbook.schema.columns import keys_in
from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from datetime import date

    from crm_workbook.model import Book, Cell


def rows_told(book: Book, as_of: date, sheet: str, codes: tuple[str, ...]) -> frozenset[int]:
    """Return the rows of a sheet, by their numbers, in which these rules find something."""
    return book.once(
        ("rows told", as_of, sheet, codes), lambda: _rows_told(book, as_of, sheet, codes)
    )


def _rows_told(book: Book, as_of: date, sheet: str, codes: tuple[str, ...]) -> frozenset[int]:
    from crm_workbook.rules.run import found_by

    found = (each.ref for code in codes for each in found_by(code, book, as_of))
    digits = ("".join(filter(str.isdigit, ref.cell)) for ref in found if ref.sheet == sheet)
    return frozenset(int(row) for row in digits if row)


def is_stranger(book: Book, customer: Cell) -> bool:
    """Return whether an ID names nobody: it is empty, or the customers of the book lack it."""
    known = book.once("customer ids", lambda: _customers(book))
    return customer in {None, ""} or (known is not None and key_text(customer) not in known)


def _customers(book: Book) -> frozenset[str] | None:
    """Return the IDs of the customers, None where nobody keeps a list of them."""
    table = typed(book, "customers")
    if table is None or "customer_id" not in table:
        return None
    return frozenset(keys_in(table, "customer_id"))
