"""From findings to the lines of the checks sheet that silence them, for `--add-ignore`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.errors import CrmError, Problem
from crm_workbook.model import AddSheet, AppendRows
from crm_workbook.rules.setting_aside.silenced import OWN, SHEET
from crm_workbook.schema import sheet
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from crm_workbook.model import Book, Cell, Edit, Finding

NO_REASON: Final = Problem(
    "no-reason",
    Text("להשתקה צריכה להיות סיבה.", "A suppression needs a reason."),
    Text('למשל: --add-ignore "תבוא לעדכן בחנות"', 'Such as: --add-ignore "will tell us in May"'),
)
NO_COLUMN: Final = Problem(
    "column-missing",
    Text(
        "בגיליון '{sheet}' חסרה העמודה '{column}'. דבר לא נכתב.",
        "The sheet '{sheet}' has no column '{column}'. Nothing was written.",
    ),
    Text("יש להוסיף אותה, בכותרת הזאת.", "Add it, with that heading."),
)
_COLUMNS: Final = ("code", "sheet", "row_key", "column", "reason", "until")
_NEEDED: Final = frozenset(_COLUMNS) - {"until"}


class Ignoring(NamedTuple):
    """What would silence findings."""

    edits: tuple[Edit, ...]
    lines: int
    left: tuple[Finding, ...]
    """The findings that no line can be about: their row has no key to name it by."""


def ignoring(book: Book, found: Iterable[Finding], reason: str, until: date | None) -> Ignoring:
    """Return the lines that silence findings, each its own rule, row and column.

    Args:
        book: The workbook.
        found: What is to be reported no more.
        reason: Why.
        until: The last day on which that is so; None for good.

    Raises:
        CrmError: The reason is empty, or the checks sheet lacks a column.
    """
    if not reason.strip():
        raise CrmError(NO_REASON)
    columns = _columns(book, until)
    left: list[Finding] = []
    lines: dict[tuple[Cell, ...], None] = {}
    for finding in found:
        if finding.code.startswith(OWN) or not (finding.ref.key or _is_about_all(book, finding)):
            left.append(finding)
            continue
        ref = finding.ref
        line = dict(zip(_COLUMNS, (finding.code, _title(book, ref.sheet), ref.key or None,
                                   _heading(book, finding), reason.strip(), until),
                        strict=True))  # fmt: skip
        lines[tuple(line[name] for name in columns)] = None
    rows = tuple(lines)
    if not rows:
        return Ignoring((), 0, tuple(left))
    edit: Edit = (
        AppendRows(SHEET, columns, rows)
        if SHEET in book.tables
        else AddSheet(SHEET, book.lang, columns, rows)
    )
    return Ignoring((edit,), len(rows), tuple(left))


def _columns(book: Book, until: date | None) -> tuple[str, ...]:
    table = book.tables.get(SHEET)
    if table is None:
        return _COLUMNS
    for name in _COLUMNS:
        if name not in table.numbers and (name in _NEEDED or until is not None):
            column = sheet(SHEET).column(name)
            heading = column.heading if column is not None else name
            raise CrmError(NO_COLUMN, sheet=table.layout.title, column=heading)
    return tuple(name for name in _COLUMNS if name in table.numbers)


def _is_about_all(book: Book, finding: Finding) -> bool:
    """Return whether a finding without a key is about a whole sheet or column, and no row."""
    table = book.tables.get(finding.ref.sheet)
    digits = finding.ref.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return table is None or not digits.isdecimal() or int(digits) not in set(table.rows)


def _title(book: Book, sheet_id: str) -> str:
    """Return the name of a finding's sheet that stays when the tab is renamed."""
    table = book.tables.get(sheet_id)
    return table.sheet.title.say(book.lang) if table is not None else sheet_id


def _heading(book: Book, finding: Finding) -> str | None:
    """Return the heading of a finding's column as the owner knows it."""
    table = book.tables.get(finding.ref.sheet)
    for placed in table.placed if table is not None else ():
        if placed.column.id == finding.ref.column:
            return placed.heading.strip()
    return finding.ref.column or None
