"""Whose figures a target means: everybody's, or those of one customer, segment, product..."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.fields.normal import heading_key
from crm_workbook.model import key_text
from crm_workbook.schema.lists import names_of
from crm_workbook.schema.names import known_as
from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from crm_workbook.model import Book, Cell

_LISTS: Final = {
    "segment": ("segment",),
    "owner": ("staff",),
    "channel": ("sales_channel", "channel"),
}
"""The lists that name the values of a level."""

_SHEETS: Final = {
    "customer": ("customers", "customer_id", "display_name"),
    "product": ("products", "product_id", "name"),
}
"""The sheets whose rows are the values of a level, with their columns of ids and names."""


class Scope(NamedTuple):
    """Whose figures: everybody's when both are empty."""

    level: str = ""
    value: str = ""
    """The id of a customer, segment, product, channel or member of staff."""


def scope(book: Book, level: Cell, value: Cell, kind: Cell) -> Scope | None:
    """Return whose figures a target means, by id or by name.

    Args:
        book: The workbook.
        level: The id of a value of the list `target_level`; None means everybody.
        value: What stands in the target's row.
        kind: `action` or `result`: a result goes by sales channels, an action by contact channels.

    Returns:
        None when the workbook knows nobody and nothing of that name.
    """
    if level is None or level == "general":
        return Scope()
    text = "" if value is None else key_text(value)
    found = None
    if level in _LISTS and text:
        lists = _LISTS[str(level)]
        found = _choice(book, lists[::-1] if kind == "action" else lists, text)
    elif level in _SHEETS and text:
        found = _row(book, *_SHEETS[str(level)], text)
        if found is None and level == "product":
            found = _sold(book, text)
    return None if found is None else Scope(str(level), found)


def _choice(book: Book, lists: tuple[str, ...], text: str) -> str | None:
    wanted = heading_key(text)
    return next(
        (
            choice.id
            for list_id in lists
            for choice in book.lists.get(list_id, ())
            if wanted in map(heading_key, names_of(choice))
        ),
        None,
    )


def _row(book: Book, sheet: str, ids: str, names: str, text: str) -> str | None:
    """Return the id of a row by its id, or by its name if only one row bears it."""
    table = typed(book, sheet)
    if table is None:
        return text
    keys = [None if key is None else key_text(key) for key in table.values(ids)]
    if text in keys:
        return text
    wanted = heading_key(text)
    known = known_as(table) if sheet == "customers" else table.values(names)
    named = [
        key
        for key, name in zip(keys, known, strict=True)
        if key and name is not None and heading_key(str(name)) == wanted
    ]
    return named[0] if len(named) == 1 else None


def _sold(book: Book, text: str) -> str | None:
    """Return a product that was sold though no products sheet lists it."""
    table = typed(book, "purchases")
    sold = table is not None and any(
        p is not None and key_text(p) == text for p in table.values("product_id")
    )
    return text if sold else None
