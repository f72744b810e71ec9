"""References in formulas that follow: rows inserted, sheets and tables renamed or deleted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError

from crm_workbook.engines import structured
from crm_workbook.engines.addresses import Area, letters, parse_a1, quote_sheet, split_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crm_workbook.engines.memory.book import Book
    from crm_workbook.engines.memory.sheet import Sheet
    from crm_workbook.engines.shifts import Shift

_BROKEN = "#REF!"
_CORNER = re.compile(r"(\$?)([A-Za-z]{0,3})(\$?)(\d*)")


def shift(book: Book, sheet: Sheet, moved: Shift) -> None:
    """Let every reference to a sheet follow cells that were inserted or deleted there."""

    def follow(operand: str, home: str) -> str:
        title, address = split_sheet(operand)
        if (title or home).lower() != sheet.name.lower():
            return operand
        new = _shifted(address, moved)
        return operand[: len(operand) - len(address)] + new

    _rewrite(book, follow)


def rename_sheet(book: Book, old: str, new: str) -> None:
    """Let every reference to a sheet follow its new name."""

    def follow(operand: str, _home: str) -> str:
        title, address = split_sheet(operand)
        if title is None or title.lower() != old.lower():
            return operand
        return f"{quote_sheet(new)}!{address}"

    _rewrite(book, follow)


def drop_sheet(book: Book, sheet: Sheet) -> None:
    """Break every reference to a sheet, or to a table on it."""
    for table in sheet.tables:
        drop_table(book, table.name)

    def follow(operand: str, _home: str) -> str:
        title, _ = split_sheet(operand)
        return _BROKEN if title is not None and title.lower() == sheet.name.lower() else operand

    _rewrite(book, follow)


def drop_table(book: Book, name: str) -> None:
    """Break every structured reference to a table."""
    pattern = _naming(name)

    def follow(operand: str, _home: str) -> str:
        return _BROKEN if pattern.match(operand) else operand

    _rewrite(book, follow)


def rename_table(book: Book, old: str, new: str, only: Sheet | None = None) -> None:
    """Let every structured reference follow a table's new name."""
    pattern = _naming(old)

    def follow(operand: str, _home: str) -> str:
        match = pattern.match(operand)
        return new + operand[match.end() :] if match else operand

    _rewrite(book, follow, only)


def rename_column(book: Book, table: str, old: str, new: str) -> None:
    """Let every structured reference follow a column's new heading."""
    pattern = re.compile(re.escape(table) + r"\[", re.IGNORECASE)
    before, after = structured.escape(old), structured.escape(new)

    def follow(operand: str, _home: str) -> str:
        if not pattern.match(operand):
            return operand
        return operand.replace(f"[{before}]", f"[{after}]").replace(f"[@{before}]", f"[@{after}]")

    _rewrite(book, follow)


def _naming(table: str) -> re.Pattern[str]:
    """Return what the beginning of every structured reference to a table matches."""
    return re.compile(re.escape(table) + r"(?=\[|$)", re.IGNORECASE)


def _shifted(address: str, moved: Shift) -> str:
    area = parse_a1(address)
    if area is None:
        return address
    new = moved.moved(area)
    if new is None:
        return _BROKEN
    if new == area:
        return address
    first, mark, last = address.partition(":")
    corners = [_corner(first, new.row, new.column)]
    if mark:
        corners.append(_corner(last, new.last_row, new.last_column))
    return mark.join(corners)


def _corner(text: str, row: int, column: int) -> str:
    """Return a corner at a new place, with the dollar signs of the old one."""
    match = _CORNER.fullmatch(text)
    if not match:
        return text
    if not match[2]:  # whole rows
        return f"{match[1]}{row}"
    if not match[4]:  # whole columns
        return f"{match[1]}{letters(column)}"
    return f"{match[1]}{letters(column)}{match[3]}{row}"


def _formula(text: str, home: str, rewrite: Callable[[str, str], str]) -> str:
    try:
        tokens = Tokenizer(text)
    except TokenizerError:
        return text  # not to be understood, so not to be touched
    for token in tokens.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            token.value = rewrite(token.value, home)
    return "=" + "".join(token.value for token in tokens.items)


def _rewrite(book: Book, rewrite: Callable[[str, str], str], only: Sheet | None = None) -> None:
    """Rewrite the operands of every formula, of a book or of one sheet."""
    for sheet in book.pages if only is None else [only]:
        home = sheet.name
        for cell in sheet.grid.cells.values():
            if cell.data_type == "f":
                _cell(cell, home, rewrite)
        for holder, attribute in _holders(sheet):
            text = getattr(holder, attribute)
            if text:
                setattr(holder, attribute, _bare(text, home, rewrite))
        for rule in _rules(sheet):
            rule.formula = [_bare(text, home, rewrite) for text in rule.formula]
    if only is None:
        for name in book.opened.workbook.defined_names.values():
            name.attr_text = _bare(name.attr_text, "", rewrite)


def _holders(sheet: Sheet) -> Iterator[tuple[Any, str]]:
    """Go through what else keeps a formula: validations, the sheet's names, tables, charts."""
    for check in sheet.page.data_validations.dataValidation:
        yield check, "formula1"
        yield check, "formula2"
    for name in sheet.page.defined_names.values():
        yield name, "attr_text"
    for table in sheet.tables:
        for column in table.record.tableColumns:
            for part in (column.calculatedColumnFormula, column.totalsRowFormula):
                if part is not None:
                    yield part, "attr_text"
    for chart in sheet.page._charts:  # noqa: SLF001 - openpyxl has no other list
        for drawn in chart._charts:  # noqa: SLF001 - the charts combined in one frame
            for series in drawn.ser:
                yield from ((reference, "f") for reference in _drawn_from(series))


def _drawn_from(series: Any) -> Iterator[Any]:  # noqa: ANN401 - openpyxl's series
    """Go through the references of a chart's series: its title, its categories, its values."""
    for source in ("tx", "cat", "val", "xVal", "yVal", "bubbleSize"):
        for kind in ("strRef", "numRef", "multiLvlStrRef"):
            reference = getattr(getattr(series, source, None), kind, None)
            if reference is not None:
                yield reference


def _cell(cell: Any, home: str, rewrite: Callable[[str, str], str]) -> None:  # noqa: ANN401 - openpyxl's cell
    if isinstance(cell.value, str):
        cell._value = _formula(cell.value, home, rewrite)  # noqa: SLF001 - no text to be looked at anew
    elif getattr(cell.value, "text", None):  # an array formula
        cell.value.text = _formula(cell.value.text, home, rewrite)
        area = parse_a1(cell.value.ref)
        own = Area(cell.row, cell.column)
        if area:
            cell.value.ref = own._replace(rows=area.rows, columns=area.columns).ref


def _bare(text: str, home: str, rewrite: Callable[[str, str], str]) -> str:
    """Rewrite a formula that is kept without its equal sign."""
    if text.startswith("="):
        return _formula(text, home, rewrite)
    return _formula("=" + text, home, rewrite)[1:]


def _rules(sheet: Sheet) -> list[Any]:
    return [
        rule
        for ranges in sheet.page.conditional_formatting
        for rule in ranges.rules
        if rule.formula
    ]
