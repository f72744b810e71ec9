"""Who belongs to whom: customers and the households or businesses above them."""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from crm_workbook.model import Book, Cell


def parents(book: Book) -> dict[Cell, Cell]:
    """Return the parent of every customer who has one."""
    table = typed(book, "customers")
    if table is None or not {"customer_id", "parent_id"} <= table.table.columns.keys():
        return {}
    pairs = zip(table.values("customer_id"), table.values("parent_id"), strict=True)
    return {own: above for own, above in pairs if own is not None and above is not None}


def circular(book: Book) -> list[int]:
    """Return the rows of the customers who stand in their own chain of parents."""
    above = parents(book)
    table = typed(book, "customers")
    if table is None or not above:
        return []
    around: set[Cell] = set()
    done: set[Cell] = set()
    for start in above:
        chain: list[Cell] = []
        at: Cell = start
        while at in above and at not in done:
            done.add(at)
            chain.append(at)
            at = above[at]
        if at in chain:
            around |= set(chain[chain.index(at) :])
    return [row for row, key in enumerate(table.values("customer_id")) if key in around]
