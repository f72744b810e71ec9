"""What our code takes for granted of Excel, as a list that any xlwings engine can be held to.

Each entry does something on an empty sheet and says what Excel's documentation promises for it.
They use xlwings' own objects only.
"""

# ruff: noqa: DTZ001 - cells know no zone

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    import xlwings as xw


class Behaviour(NamedTuple):
    """One thing that is done, and what has to come of it."""

    id: str
    run: Callable[[xw.Sheet], object]
    expected: object
    calculates: bool = False
    """Whether only an engine that calculates can show it."""


def _entered(value: object, form: str = "", read: str = "value") -> Callable[[xw.Sheet], object]:
    """Return what puts a value into A1, under a number format if one is given, and reads it."""

    def run(sheet: xw.Sheet) -> object:
        cell = sheet["A1"]
        if form:
            cell.number_format = form
        cell.value = value
        return getattr(cell, read)

    return run


def _kinds(sheet: xw.Sheet) -> object:
    sheet["A1"].value = [["דנה", 12.5, True, None]]
    return sheet["A1:D1"].value


def _amount(sheet: xw.Sheet) -> object:
    sheet["A1"].number_format = "[$₪-40D] #,##0.00"
    sheet["A1"].value = 12.5
    return float(sheet["A1"].value)  # Windows hands an amount on as a Decimal


def _emptied(sheet: xw.Sheet) -> object:
    sheet["A1"].value = "something"
    sheet["A1"].value = None
    return sheet["A1"].value


def _day(sheet: xw.Sheet) -> object:
    sheet["A1"].value = dt.date(2024, 2, 29)
    return sheet["A1"].options(dates=dt.date).value


def _serial(sheet: xw.Sheet) -> object:
    sheet["A1"].value = dt.date(2011, 7, 5)
    sheet["A1"].number_format = "General"
    return sheet["A1"].value


def _text_too_late(sheet: xw.Sheet) -> object:
    sheet["A1"].value = "0501234567"
    sheet["A1"].number_format = "@"
    return sheet["A1"].value


def _each_by_its_format(sheet: xw.Sheet) -> object:
    sheet["B1"].number_format = "@"
    sheet["A1"].value = [["0501", "0501"]]
    return sheet["A1:B1"].value


def _block(sheet: xw.Sheet) -> object:
    sheet["B2"].value = [["שם", "סכום"], ["דנה", 1.0], ["יוסי", 2.0]]
    return sheet["B2"].expand().value


def _row(sheet: xw.Sheet) -> object:
    sheet["A1"].value = [1, 2, 3]
    return [sheet["A1:C1"].value, sheet["A2"].value]


def _two_dimensions(sheet: xw.Sheet) -> object:
    sheet["A1"].value = 1
    return sheet["A1"].options(ndim=2).value


def _error(sheet: xw.Sheet) -> object:
    sheet["A1"].formula = "=NA()"
    return [sheet["A1"].value, sheet["A1"].options(err_to_str=True).value]


def _table(sheet: xw.Sheet, name: str) -> Any:  # noqa: ANN401 - xlwings types its tables loosely
    sheet["A1"].value = [["id", "amount"], ["a", 1.0], ["b", 2.0]]
    return sheet.tables.add(sheet["A1:B3"], name=name)


def _table_read(sheet: xw.Sheet) -> object:
    table = _table(sheet, "CrmTried1")
    return [table.range.address, table.data_body_range.value]


def _table_under(sheet: xw.Sheet) -> object:
    table = _table(sheet, "CrmTried2")
    sheet["A4"].value = [["c", 3.0]]
    return table.range.address


def _table_resized(sheet: xw.Sheet) -> object:
    table = _table(sheet, "CrmTried3")
    sheet["A4"].value = [["c", 3.0]]
    table.resize(sheet["A1:B4"])
    return [table.range.address, table.data_body_range.value[-1]]


def _structured(sheet: xw.Sheet) -> object:
    _table(sheet, "CrmTried4")
    sheet["D1"].formula = "=SUM(CrmTried4[amount])"
    return sheet["D1"].value


def _hidden_row(sheet: xw.Sheet) -> object:
    sheet["A1"].value = [["a"], ["b"], ["c"]]
    sheet["2:2"].row_height = 0
    return sheet["A1:A3"].value


def _named(sheet: xw.Sheet) -> object:
    sheet["A1"].value = 7
    sheet.book.names.add("crm_tried", f"='{sheet.name}'!$A$1")
    found = sheet.book.names["crm_tried"].refers_to_range.value
    sheet.book.names["crm_tried"].delete()
    return found


def _renamed(sheet: xw.Sheet) -> object:
    sheet.name = "לקוחות 'א' 2"
    return sheet.name


def _used(sheet: xw.Sheet) -> object:
    sheet["B2"].value = [[1, 2], [3, 4]]
    return sheet.used_range.address


def _inserted(sheet: xw.Sheet) -> object:
    sheet["A1"].value = [["a"], ["b"]]
    sheet["2:2"].insert(shift="down")
    return sheet["A1:A3"].value


def _calculation_kept(sheet: xw.Sheet) -> object:
    app = sheet.book.app
    before = app.calculation
    app.calculation = "manual"
    during = app.calculation
    app.calculation = before
    return [during, app.calculation == before]


def _status(sheet: xw.Sheet) -> object:
    app = sheet.book.app
    app.status_bar = "crm"
    shown = app.status_bar
    app.status_bar = False
    return shown


BEHAVIOURS: Final = (
    Behaviour("kinds-of-values", _kinds, ["דנה", 12.5, True, None]),
    Behaviour("whole-number-is-float", _entered(3), 3.0),
    Behaviour("emptied-cell", _emptied, None),
    Behaviour("empty-text-is-no-value", _entered(""), None),
    Behaviour("long-text", _entered("x" * 32_767), "x" * 32_767),
    Behaviour("text-beyond-the-basic-plane", _entered("דנה 👩‍👧"), "דנה 👩‍👧"),
    Behaviour("line-break-in-text", _entered("a\nb"), "a\nb"),
    Behaviour("date-and-back", _day, dt.date(2024, 2, 29)),
    Behaviour("time-to-the-second", _entered(dt.datetime(2024, 2, 29, 13, 45, 59)),
              dt.datetime(2024, 2, 29, 13, 45, 59)),
    Behaviour("date-is-a-number", _serial, 40729.0),
    Behaviour("number-in-date-format", _entered(39448, "dd/mm/yyyy"), dt.datetime(2008, 1, 1)),
    Behaviour("leading-zero-lost", _entered("0501234567"), 501234567.0),
    Behaviour("leading-zero-kept-as-text", _entered("0501234567", "@"), "0501234567"),
    Behaviour("plus-lost", _entered("+972501234567"), 972501234567.0),
    Behaviour("digits-after-fifteen-lost", _entered("1234567890123456"), 1234567890123450.0),
    Behaviour("text-format-comes-too-late", _text_too_late, 501234567.0),
    Behaviour("number-in-text-cell", _entered(501234567, "@"), "501234567"),
    Behaviour("each-cell-by-its-own-format", _each_by_its_format, [501.0, "0501"]),
    Behaviour("iso-date-becomes-date", _entered("2024-01-05"), dt.datetime(2024, 1, 5)),
    Behaviour("american-order-of-dates", _entered("1/2/2024"), dt.datetime(2024, 1, 2)),
    Behaviour("date-text-kept-as-text", _entered("2024-01-05", "@"), "2024-01-05"),
    Behaviour("word-for-truth", _entered("TRUE"), expected=True),
    Behaviour("apostrophe-keeps-text", _entered("'=1+1"), "=1+1"),
    Behaviour("formula-sign-in-text-cell", _entered("=1+1", "@"), "=1+1"),
    Behaviour("formula-sign-makes-formula", _entered("=1+1", read="formula"), "=1+1"),
    Behaviour("hyphened-phone-stays-text", _entered("050-1234567"), "050-1234567"),
    Behaviour("shekel-format-kept", _amount, 12.5),
    Behaviour("list-fills-a-row", _row, [[1.0, 2.0, 3.0], None]),
    Behaviour("block-and-expand", _block, [["שם", "סכום"], ["דנה", 1.0], ["יוסי", 2.0]]),
    Behaviour("two-dimensions", _two_dimensions, [[1.0]]),
    Behaviour("used-range", _used, "$B$2:$C$3"),
    Behaviour("inserted-row", _inserted, ["a", None, "b"]),
    Behaviour("hidden-row-is-read", _hidden_row, ["a", "b", "c"]),
    Behaviour("table-read", _table_read, ["$A$1:$B$3", [["a", 1.0], ["b", 2.0]]]),
    Behaviour("table-does-not-grow-by-itself", _table_under, "$A$1:$B$3"),
    Behaviour("table-resized", _table_resized, ["$A$1:$B$4", ["c", 3.0]]),
    Behaviour("defined-name", _named, 7.0),
    Behaviour("sheet-name-with-quotes", _renamed, "לקוחות 'א' 2"),
    Behaviour("calculation-mode-restored", _calculation_kept, ["manual", True]),
    Behaviour("status-bar", _status, "crm"),
    Behaviour("formula-calculated", _entered("=1+1"), 2.0, calculates=True),
    Behaviour("structured-reference", _structured, 3.0, calculates=True),
    Behaviour("error-value", _error, [None, "#N/A"], calculates=True),
    Behaviour("text-join-and-sumifs", _entered('=TEXTJOIN(",",TRUE,"א","ב")'), "א,ב",
              calculates=True),
)  # fmt: skip
