"""Sheets whose markup is not as programs usually write it, read by a real parser.

Slower than patterns by an order of magnitude, and never wrong about what is a tag: prefixes,
single quotes, cells without addresses, columns beyond ZZ, rows out of order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.model import column_number, letters
from crm_workbook.store.reading.marks import Mark
from crm_workbook.store.reading.parts import BROKEN_XML, feed, guarded
from crm_workbook.store.reading.sheet_scan import (
    COMMENTED,
    GIANT_MERGE,
    MAX_MERGED,
    STRAY_CELLS,
    Extent,
    Scan,
    check_borders,
    merged_cells,
)
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

DUPLICATE_ROW: Final = Problem(
    "duplicate-row",
    Text(
        'בגיליון "{title}" השורה {row} מופיעה פעמיים, ותוכנות שונות בוחרות שורה אחרת.',
        "In the sheet “{title}” row {row} stands twice, and programs differ on which one counts.",
    ),
    BROKEN_XML.do,
)

_REF: Final = re.compile(r"([A-Za-z]{1,7})([0-9]{1,10})\Z")
_MAX_NUMBER: Final = 10


class SheetParser:
    """One pass of expat over a sheet; the results are in its attributes."""

    def __init__(self, title: str, *, marks: bool = False) -> None:
        """Get ready.

        Args:
            title: The tab's name, for refusals.
            marks: Whether to collect the cells with formulas and error values.
        """
        self._title = title
        self._collect = marks
        self._numbers: set[int] = set()
        self._row = self._column = self._merged = 0
        self._reach = [0, 0]
        self._filled = [0, 0]
        self._cells = 0
        self._ordered = True
        self._cell = ""
        self._kind = ""
        self._value: str | None = None
        self._formula: str | None = None
        self._text: list[str] | None = None
        self._errors = self._formulas = self._opened = self._within = False
        self.marks: list[Mark] = []

    def parse(self, pieces: Iterable[bytes]) -> SheetParser:
        """Read a sheet.

        Raises:
            CrmError: It is refused.
        """
        parser = guarded(self._title)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CommentHandler = self._comment
        if self._collect:
            parser.CharacterDataHandler = self._characters
        feed(parser, self._title, pieces)
        check_borders(self._title, *self._reach)
        return self

    @property
    def scan(self) -> Scan:
        """What a pass by patterns would have found."""
        return Scan(
            rows=len(self._numbers),
            last_row=self._reach[0],
            last_column=self._reach[1],
            errors=self._errors,
            formulas=self._formulas,
            regular=False,
            ordered=self._ordered,
        )

    @property
    def extent(self) -> Extent:
        """How far the filled cells reach."""
        return Extent(self._filled[0], self._filled[1], self._cells)

    def _comment(self, _: str) -> None:
        if self._row:
            raise CrmError(COMMENTED, title=self._title)

    def _start(self, name: str, said: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            self._start_cell(said)
        elif local == "row":
            if self._within:  # an anchor has one too
                self._start_row(said)
        elif local == "sheetData":
            if self._opened:
                raise CrmError(STRAY_CELLS, title=self._title)
            self._opened = self._within = True
        elif local == "f" and self._cell:
            self._formulas = True
            self._text = []
        elif local in {"v", "is"} and self._cell:
            self._value = ""
            self._text = []
        elif local == "mergeCell":
            self._merged += merged_cells(said.get("ref", ""))
            if self._merged > MAX_MERGED:
                raise CrmError(GIANT_MERGE, title=self._title)

    def _start_row(self, said: dict[str, str]) -> None:
        number = said.get("r", "").strip()
        if not number:
            row = self._row + 1
        elif number.isdecimal() and len(number) < _MAX_NUMBER:
            row = int(number)
        else:
            raise CrmError(BROKEN_XML, part=self._title)
        if row in self._numbers:
            raise CrmError(DUPLICATE_ROW, title=self._title, row=row)
        check_borders(self._title, row, 0)
        self._numbers.add(row)
        self._ordered = self._ordered and row > self._row
        self._row, self._column = row, 0

    def _start_cell(self, said: dict[str, str]) -> None:
        if not self._within:
            raise CrmError(STRAY_CELLS, title=self._title)
        row, column = self._row, self._column + 1
        if ref := said.get("r", ""):
            place = _REF.match(ref)
            if place is None:
                raise CrmError(BROKEN_XML, part=self._title)
            row, column = int(place[2]), column_number(place[1].upper())
        if not row:
            raise CrmError(BROKEN_XML, part=self._title)
        check_borders(self._title, row, column)
        self._column = column
        self._reach = [max(self._reach[0], row), max(self._reach[1], column)]
        self._cell = f"{letters(column)}{row}"
        self._here = (row, column)
        self._kind = said.get("t", "")
        self._errors = self._errors or self._kind == "e"
        self._value = self._formula = None

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == "f" and self._text is not None:
            self._formula, self._text = "".join(self._text), None
        elif local in {"v", "is"} and self._text is not None:
            self._value, self._text = "".join(self._text), None
        elif local == "c" and self._cell:
            self._end_cell()
        elif local == "sheetData":
            self._within = False

    def _end_cell(self) -> None:
        if self._value is not None:
            row, column = self._here
            self._filled = [max(self._filled[0], row), max(self._filled[1], column)]
            self._cells += 1
        error = (self._value or "") if self._kind == "e" else ""
        if self._collect and (error or self._formula is not None):
            stored = bool(self._value) or (self._kind == "str" and self._value is not None)
            self.marks.append(Mark(self._cell, error, self._formula, stored))
        self._cell = ""
