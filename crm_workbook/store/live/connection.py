"""An open workbook, and the few questions to its program that xlwings has no word for.

On Windows such a question goes through `api` to Excel's own objects, on a Mac to the names of its
AppleScript dictionary. What a program does not know it is not asked twice about: the answer is
then the cautious one given here.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, TypeVar

from crm_workbook.errors import CrmError
from crm_workbook.store.live.refusals import (
    BUSY,
    CLOSED,
    PROTECTED_VIEW,
    READ_ONLY,
    answering,
    problem_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import xlwings

    T = TypeVar("T")

ATTEMPTS: Final = 500
"""How often xlwings asks again when Excel for Windows rejects a call; by default without end."""
ALLOWED: Final = (
    "AllowFormattingCells", "AllowFormattingColumns", "AllowFormattingRows",
    "AllowInsertingColumns", "AllowInsertingRows", "AllowInsertingHyperlinks",
    "AllowDeletingColumns", "AllowDeletingRows", "AllowSorting", "AllowFiltering",
    "AllowUsingPivotTables",
)  # fmt: skip
"""What the protection of a sheet may leave permitted, in the words of Excel's object model."""
_QUERY: Final = frozenset({0, 2, 3})
"""What a table may be fed by: `XlListObjectSourceType` external, XML, query."""


def asked(kind: type[T], default: T, *questions: Callable[[], object]) -> T:
    """Return the first answer of the right kind, or the default.

    Raises:
        Exception: The program does not answer at all.
    """
    for question in questions:
        try:
            answer = question()
        except Exception as error:
            if problem_of(error) in {BUSY, CLOSED}:
                raise
            continue
        if isinstance(answer, kind):
            return answer
    return default


def said(kind: type[T], default: T, owner: object, name: str) -> T:
    """Return a property of one of the program's own objects, by its name in Excel's object model.

    On a Mac the same property has the name that AppleScript spells out.
    """
    words = _spaced(name)
    return asked(
        kind, default, lambda: getattr(owner, name), lambda: getattr(owner, words).get()
    )  # fmt: skip


class Connection:
    """An open workbook."""

    def __init__(self, book: xlwings.Book) -> None:
        """Belong to `book`."""
        self.book = book
        self._last_name = ""

    @property
    def name(self) -> str:
        """The workbook's name, without its folder."""
        with self.answering():
            self._last_name = str(self.book.name)
            return self._last_name

    @property
    def program(self) -> str:
        """The program that has it open."""
        engine = asked(str, "", lambda: self.book.app.engine.name)
        return "LibreOffice" if engine.lower().startswith("libre") else "Excel"

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Turn refusals of the program into sentences, and never wait for it without end.

        Raises:
            CrmError: The program did not answer or refused.
        """
        windows: Any = sys.modules.get("xlwings._xlwindows")
        before = getattr(windows, "N_COM_ATTEMPTS", None)
        if before == 0:
            windows.N_COM_ATTEMPTS = ATTEMPTS
        try:
            with answering(self._known_name(), "Excel" if windows else self._known_program()):
                yield
        finally:
            if before == 0:
                windows.N_COM_ATTEMPTS = before

    def _known_name(self) -> str:
        """Return the name as it was last known; it is there when nobody answers any more."""
        if not self._last_name:
            with suppress(Exception):
                self._last_name = str(self.book.name)
        return self._last_name

    def _known_program(self) -> str:
        with suppress(Exception):
            return self.program
        return "Excel"

    # ------------------------------------------------------------------ the workbook

    def guard_writable(self) -> None:
        """Refuse a workbook that cannot be changed or could not be saved.

        Raises:
            CrmError: It is closed, in Protected View, or open read-only.
        """
        book = self.book
        with self.answering():
            name = str(book.name)
            if name not in {other.name for other in book.app.books}:
                # Only Protected View keeps an open workbook off the list of open ones.
                raise CrmError(PROTECTED_VIEW, name=name)
            if said(bool, False, book.api, "ReadOnly"):  # noqa: FBT003 - when it does not say
                raise CrmError(READ_ONLY, name=name)

    def structure_locked(self) -> bool:
        """Return whether sheets may be neither added nor removed."""
        return said(bool, False, self.book.api, "ProtectStructure")  # noqa: FBT003 - as above

    def counts_from_1904(self) -> bool:
        """Return whether its days count from 1904."""
        return said(bool, False, self.book.api, "Date1904")  # noqa: FBT003 - as above

    # ------------------------------------------------------------------ a sheet

    def state(self, sheet: xlwings.Sheet) -> str:
        """Return how far a sheet is hidden, in the words of `model.Tab`."""
        visible: object = sheet.visible
        if visible is True or visible == -1:
            return "visible"
        very = asked(int, 0, lambda: sheet.api.Visible) if visible is False else visible
        return "veryHidden" if very == 2 else "hidden"  # noqa: PLR2004 - xlSheetVeryHidden

    def protection(self, sheet: xlwings.Sheet) -> Mapping[str, bool] | None:
        """Return what the protection of a sheet leaves permitted, None when there is none."""
        api = sheet.api
        if not said(bool, False, api, "ProtectContents"):  # noqa: FBT003 - as above
            return None
        options = asked(object, None, lambda: api.Protection)
        found = {name: said(object, None, options, name) for name in ALLOWED}
        # Drawings and scenarios are protected by the same call, and would be freed by it.
        found["DrawingObjects"] = said(object, None, api, "ProtectDrawingObjects")
        found["Scenarios"] = said(object, None, api, "ProtectScenarios")
        return {name: value for name, value in found.items() if isinstance(value, bool)}

    def unprotect(self, sheet: xlwings.Sheet) -> bool:
        """Lift the protection of a sheet; return whether that needed no password."""
        api = sheet.api
        calls: tuple[Callable[[], object], ...] = (
            lambda: api.Unprotect(Password=""),
            lambda: api.unprotect(password=""),
        )
        for call in calls:
            try:
                call()
            except Exception as error:
                if problem_of(error) in {BUSY, CLOSED}:
                    raise
                continue
            break
        return self.protection(sheet) is None

    def protect(self, sheet: xlwings.Sheet, options: Mapping[str, bool]) -> None:
        """Protect a sheet without a password, with the options that `protection` gave."""
        api = sheet.api
        if sys.platform == "darwin" and not hasattr(api, "Protect"):
            words = {_spaced(name): value for name, value in options.items()}
            api.protect_worksheet(worksheet_contents=True, **words)
            return
        api.Protect(**options)

    def query_fed(self, table: xlwings.main.Table) -> bool:
        """Return whether a query fills a table, so that what is written there would be lost."""
        return asked(int, 1, lambda: table.api.SourceType) in _QUERY


def _spaced(name: str) -> str:
    """Return a word of Excel's as AppleScript has it: `AllowSorting` is `allow_sorting`."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")
