"""The hand that types into a workbook: cells by sheet, key and column, as `edits` describes."""

from __future__ import annotations

import io
from copy import copy
from datetime import date, timedelta
from typing import TYPE_CHECKING

import edits
from edits import KEYS, Place
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.packaging.relationship import Relationship
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.external_link.external import (
    ExternalBook,
    ExternalLink,
    ExternalSheetNames,
)
from openpyxl.worksheet.table import TableColumn
from package import saved

from crm_workbook.schema import sheets

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

EPOCH = date(1899, 12, 30)
DAY = "dd/mm/yyyy"


class Hand:
    """A workbook of ours in Hebrew, open for typing."""

    def __init__(self, data: bytes) -> None:
        """Open the workbook in these bytes."""
        self.book = load_workbook(io.BytesIO(data))
        self._titles = {sheet.id: sheet.he for sheet in sheets().values()}
        self._columns = {
            sheet.id: {column.he: column.id for column in sheet.columns}
            for sheet in sheets().values()
        }
        self._numbers = {sheet_id: self._headings(sheet_id) for sheet_id in KEYS}
        self._rows = {sheet_id: self._keys(sheet_id) for sheet_id in KEYS}
        self._results = _results(data)

    def sheet(self, sheet_id: str) -> Worksheet:
        """Return the worksheet of a sheet."""
        return self.book[self._titles[sheet_id]]

    def title(self, sheet_id: str) -> str:
        """Return the name of a sheet's tab; of what is no sheet, what it is called."""
        return self._titles.get(sheet_id, sheet_id)

    def cell(self, place: Place | tuple[str, str, str]) -> str:
        """Return the name of a cell, empty for a whole sheet."""
        return self._at(*place).coordinate if place[2] else ""

    def do(self, edit: edits.Edit) -> None:
        """Carry out an edit."""
        getattr(self, f"_{type(edit).__name__.lower()}")(edit)

    def add_column(self, sheet_id: str, heading: str) -> None:
        """Give a sheet's table one more column, with the looks of the one before."""
        worksheet = self.sheet(sheet_id)
        number = worksheet.max_column + 1
        for row in range(1, worksheet.max_row + 1):
            cell = worksheet.cell(row, number)
            _dress(cell, worksheet.cell(row, number - 1))
            if row > 1:
                cell.number_format = "#,##0.##"
        worksheet.cell(1, number, heading)
        worksheet.column_dimensions[get_column_letter(number)].width = 16
        (table,) = worksheet.tables.values()
        table.tableColumns.append(TableColumn(id=number, name=heading))
        self._numbers[sheet_id][heading] = number
        self._fit_table(worksheet)

    def saved(self) -> bytes:
        """Return the workbook as a file, the same bytes for the same edits."""
        return saved(self.book, self._results)

    def _headings(self, sheet_id: str) -> dict[str, int]:
        names = self._columns[sheet_id]
        worksheet = self.sheet(sheet_id)
        headings = (str(cell.value) for cell in worksheet[1])
        return {names.get(heading, heading): number for number, heading in enumerate(headings, 1)}

    def _keys(self, sheet_id: str) -> dict[str, int]:
        number = self._numbers[sheet_id][KEYS[sheet_id]]
        worksheet = self.sheet(sheet_id)
        found = {}
        for row in range(2, worksheet.max_row + 1):
            key = worksheet.cell(row, number).value
            if key is not None:
                found[str(key)] = row
        return found

    def _at(self, sheet_id: str, key: str, column: str) -> Cell | MergedCell:
        row = self._rows[sheet_id][key] if key else 1
        return self.sheet(sheet_id).cell(row, self._numbers[sheet_id][column])

    def _set(self, edit: edits.Set) -> None:
        _type(self._at(*edit[:3]), edit.value)

    def _add(self, edit: edits.Add) -> None:
        worksheet = self.sheet(edit.sheet)
        row = worksheet.max_row + 1
        for number in range(1, worksheet.max_column + 1):
            _dress(worksheet.cell(row, number), worksheet.cell(row - 1, number))
        for column, value in edit.values.items():
            _type(worksheet.cell(row, self._numbers[edit.sheet][column]), value)
        key = edit.name or str(edit.values[KEYS[edit.sheet]])
        self._rows[edit.sheet][key] = row
        self._fit_table(worksheet)

    def _formula(self, edit: edits.Formula) -> None:
        cell = self._at(*edit[:3])
        row = self._rows[edit.sheet][edit.key]
        cell.value = f"={edit.source.format(row=row, above=row - 1)}"
        place = (self.title(edit.sheet), cell.coordinate)
        self._results.pop(place, None)
        if edit.result is not None:
            self._results[place] = edit.result

    def _note(self, edit: edits.Note) -> None:
        self._at(*edit[:3]).comment = Comment(edit.text, "שני")

    def _hide(self, edit: edits.Hide) -> None:
        row = self._rows[edit.sheet][edit.key]
        self.sheet(edit.sheet).row_dimensions[row].hidden = True

    def _rename(self, edit: edits.Rename) -> None:
        worksheet = self.sheet(edit.sheet)
        number = self._numbers[edit.sheet][edit.column]
        worksheet.cell(1, number).value = edit.heading
        (table,) = worksheet.tables.values()
        table.tableColumns[number - 1].name = edit.heading

    def _shorten(self, edit: edits.Shorten) -> None:
        cell = self._at(*edit[:3])
        for rule in self.sheet(edit.sheet).data_validations.dataValidation:
            if cell.coordinate in rule.sqref:
                (area,) = rule.sqref.ranges
                area.max_row = cell.row

    def _name(self, edit: edits.Name) -> None:
        self.book.defined_names[edit.name] = DefinedName(edit.name, attr_text=edit.target)

    def _hiddentab(self, edit: edits.HiddenTab) -> None:
        worksheet = self.book.create_sheet(edit.title)
        worksheet.sheet_state = "hidden"
        worksheet.sheet_view.rightToLeft = True
        for row in edit.rows:
            worksheet.append(row)

    def _link(self, edit: edits.Link) -> None:
        names = ExternalSheetNames(sheetName=(edit.tab,))
        link = ExternalLink(externalBook=ExternalBook(sheetNames=names, id="rId1"))
        link.file_link = Relationship(
            type="externalLinkPath", Target=edit.file, TargetMode="External", Id="rId1"
        )
        self.book._external_links.append(link)  # type: ignore[attr-defined]  # noqa: SLF001 - openpyxl has no public way

    def _fit_table(self, worksheet: Worksheet) -> None:
        (table,) = worksheet.tables.values()
        table.ref = f"A1:{get_column_letter(worksheet.max_column)}{worksheet.max_row}"
        if table.autoFilter is not None:
            table.autoFilter.ref = table.ref


def _dress(cell: Cell | MergedCell, like: Cell | MergedCell) -> None:
    """Give a cell the looks of another; openpyxl's public face has no way to do it at once."""
    cell._style = copy(like._style)  # type: ignore[union-attr]  # noqa: SLF001


def _type(cell: Cell | MergedCell, value: object) -> None:
    """Type a value; a number in a column of dates is one only where no date format hides it."""
    if isinstance(value, float) and is_date_format(cell.number_format):
        cell.number_format = "General"
    cell.value = value  # type: ignore[assignment]
    if isinstance(value, str) and not value.startswith("#"):
        cell.data_type = "s"
    if isinstance(value, date) and cell.number_format in {"General", "@"}:
        cell.number_format = DAY


def _results(data: bytes) -> dict[tuple[str, str], float]:
    """Return what the formulas of a workbook came to, by tab and cell."""
    formulas, values = (
        load_workbook(io.BytesIO(data), data_only=values) for values in (False, True)
    )
    return {
        (sheet.title, cell.coordinate): values[sheet.title][cell.coordinate].value
        for sheet in formulas.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and values[sheet.title][cell.coordinate].value is not None
    }


def serial(day: date) -> float:
    """Return a day as Excel counts it."""
    return float((day - EPOCH) / timedelta(days=1))
