"""A workbook that is open: in Excel, or in any program that xlwings has an engine for.

Each sheet is read once, in one block of values and one of formulas; each table is written in as
few blocks as its changes allow. The workbook is never saved from here: that is for whoever has it
open. What was done stands in the same journal as the file store's, and is taken back cell by cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError
from crm_workbook.model import Receipt, Unread
from crm_workbook.schema.recognise import named_sheet
from crm_workbook.store.journal import Journal
from crm_workbook.store.live.applying import Applying, fingerprint_of
from crm_workbook.store.live.connection import Connection
from crm_workbook.store.live.facts import LiveFacts
from crm_workbook.store.live.grid import Grid, read_grid
from crm_workbook.store.live.place import workbook_path
from crm_workbook.store.live.refusals import NO_MACROS
from crm_workbook.store.reading.gather import Gathering, is_settings
from crm_workbook.store.replace import CHANGED
from crm_workbook.text import Text

if TYPE_CHECKING:
    import xlwings

    from crm_workbook.model import Book, Plan

FROZEN: Final = Text(
    "בחוברת פתוחה לא נבדק אם שורת הכותרות מוקפאת.",
    "Whether its headings are frozen is not looked at in an open workbook.",
)


class ExcelStore:
    """An open workbook, changed in place and left unsaved."""

    def __init__(self, book: xlwings.Book) -> None:
        """Belong to `book`, in the program that has it open."""
        self.book = book
        self._connection = Connection(book)

    @property
    def name(self) -> str:
        """The workbook's name."""
        return self._connection.name

    @property
    def journal(self) -> Journal:
        """The journal of the workbook."""
        return self._journal("")

    def _journal(self, seen: str) -> Journal:
        with self._connection.answering():
            return Journal(workbook_path(self.book), seen)

    def read(self) -> Book:
        """Return what the workbook holds now.

        Raises:
            CrmError: The program does not answer, or a sheet is too large to be read.
        """
        connection = self._connection
        gathering = Gathering()
        grids: dict[str, Grid] = {}
        with connection.answering():
            sheets = {str(sheet.name): sheet for sheet in self.book.sheets}
            for title in sorted(sheets, key=lambda title: not is_settings(title)):
                if _is_page(sheets[title], title):
                    continue  # such as the dashboard: it holds no table, so it is not fetched
                grids[title] = grid = read_grid(connection, sheets[title])
                gathering.take(title, grid.rows, grid.tables)
        titles = tuple(sheets)
        held: dict[str, Grid] = {}
        book = gathering.book(
            name=self.name,
            titles=titles,
            facts=LiveFacts(connection, titles, grids),
            fingerprint=lambda: fingerprint_of(held),
            journal=lambda: self._journal(fingerprint_of(held)),
        )
        layouts = [table.layout for table in book.tables.values()]
        held |= {layout.title: grids[layout.title] for layout in layouts}
        loose = [layout.title for layout in layouts if layout.loose]
        book.unread += tuple(Unread(title, FROZEN) for title in loose)
        return book

    def apply(self, plan: Plan, book: Book) -> Receipt:
        """Carry out `plan`, which was made from `book`, entirely or not at all.

        The workbook is not saved. A plan that undoes an entry goes cell by cell and leaves what
        the user changed.

        Raises:
            CrmError: The workbook is not in the state that was read, cannot be written to, or an
                edit cannot be done without the risk of losing something. The workbook is as it
                was, unless the sentence says otherwise.
        """
        if plan.macros is not None:
            raise CrmError(NO_MACROS, name=self.name)
        if not plan.edits and not plan.undoes:
            return Receipt("", 0)
        connection = self._connection
        connection.guard_writable()
        with connection.answering():
            grids = self._again(book)
            if fingerprint_of(grids) != book.fingerprint:
                raise CrmError(CHANGED, name=self.name)
            journal = self._journal(book.fingerprint)
            return Applying(connection, journal, grids).apply(plan, book)

    def _again(self, book: Book) -> dict[str, Grid]:
        """Read every sheet again that the plan may rest on: those with tables."""
        sheets = {str(sheet.name): sheet for sheet in self.book.sheets}
        titles = [table.layout.title for table in book.tables.values()]
        if not sheets.keys() >= set(titles):
            raise CrmError(CHANGED, name=self.name)
        return {title: read_grid(self._connection, sheets[title]) for title in titles}

    def tidy(self) -> None:
        """Do nothing: no file is being replaced, so a killed command leaves none behind."""


def _is_page(sheet: xlwings.Sheet, title: str) -> bool:
    """Tell whether a sheet is one of the schema's that hold no table, and has none."""
    known = named_sheet(title)
    return known is not None and not known.columns and not len(sheet.tables)
