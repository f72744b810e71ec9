"""The columns without which a sheet cannot be worked with.

A heading that was lost or renamed leaves its column empty in the eyes of the program: customers
without ids, purchases without dates. What is computed from that looks right and is not, so
whatever relies on such a sheet stops and names the column. Sheets of the user's own design may
lack any other column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_workbook.model import Book

NO_COLUMN: Final = Problem(
    "column-missing",
    Text(
        "בגיליון '{sheet}' חסרה העמודה '{column}', ובלעדיה התוצאה תהיה שגויה. דבר לא נכתב.",
        "The sheet '{sheet}' has no column '{column}', and without it the result would be wrong. "
        "Nothing was written.",
    ),
    Text(
        "יש להחזיר את הכותרת, לתקן את הכותרת של העמודה הקיימת או להוסיף עמודה בכותרת הזאת.",
        "Put the heading back, correct the heading of the column that is there, or add a column "
        "with that heading.",
    ),
)
NO_KEY: Final = Problem(
    "key-column-missing",
    Text(
        "בגיליון '{sheet}' חסרה העמודה '{column}', שמזהה את השורות. דבר לא נכתב.",
        "The sheet '{sheet}' has lost its column '{column}', which names its rows. "
        "Nothing was written.",
    ),
    Text(
        "יש להחזיר את הכותרת, או למחוק את הגיליון כדי שייבנה מחדש.",
        "Put the heading back, or delete the sheet to have it built again.",
    ),
)

NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "customers": ("customer_id",),
    "purchases": ("customer_id", "date", "amount"),
    "consents": ("customer_id",),
    "metrics": ("customer_id",),
    "history": ("history_id", "month"),
    "settings": ("key", "value"),
    "outreach": ("outreach_id", "customer_id", "text", "status"),
}
"""Columns by sheet. A workbook need not have the sheet; if it does, these are in it."""


def need(book: Book, *sheets: str) -> None:
    """Make sure that sheets, where the workbook has them, have the columns they need.

    Args:
        book: The workbook.
        sheets: Ids of the sheets that are relied on.

    Raises:
        CrmError: One of them lacks such a column.
    """
    for sheet_id in sheets:
        table = book.tables.get(sheet_id)
        if table is None:
            continue
        for column in table.sheet.columns:
            if column.id in NEEDED[sheet_id] and column.id not in table.numbers:
                problem = NO_KEY if table.sheet.role == "computed" else NO_COLUMN
                raise CrmError(problem, sheet=table.layout.title, column=column.heading)
