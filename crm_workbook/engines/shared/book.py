"""A workbook."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from crm_workbook.engines import com, naming
from crm_workbook.engines.errors import ExcelError, NotSupported
from crm_workbook.engines.members import internal
from crm_workbook.engines.shared.owned import called

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class AnyBook(base_classes.Book, ABC):
    """A workbook.

    Attributes:
        app: The application that has it open.
    """

    __slots__ = ("app",)

    app: Any

    @property
    @abstractmethod
    def fullname(self) -> str:
        """Folder and name, or an address; just the name when never saved."""

    @property
    @abstractmethod
    def read_only(self) -> bool:
        """Whether it cannot be saved under its own name."""

    @property
    @abstractmethod
    def saved(self) -> bool:
        """Whether nothing has changed since it was saved."""

    @property
    @abstractmethod
    def structure_protected(self) -> bool:
        """Whether sheets may not be added, removed, renamed or moved."""

    @abstractmethod
    def table_names(self) -> Sequence[str]:
        """Return the names of the tables of all sheets."""

    @abstractmethod
    def _save_elsewhere(self) -> bool:
        """Save where the book came from, if that is no folder; otherwise answer False."""

    @abstractmethod
    def _save_as(self, path: str) -> None:
        """Save as a file, which the book is from now on."""

    @property
    def api(self) -> com.Workbook:
        """The face of the book."""
        return com.Workbook(self)

    @property
    def name(self) -> str:
        """The last part of the full name."""
        return self.fullname.replace("\\", "/").rpartition("/")[2]

    @property
    def path(self) -> str:
        """The folder, or its address; empty when never saved."""
        return self.fullname.replace("\\", "/").rpartition("/")[0]

    @property
    def tables(self) -> Iterator[Any]:
        """The tables of all sheets."""
        return (table for sheet in self.sheets for table in sheet.tables)

    @internal
    def before_change(self) -> None:
        """Raise when nothing may be changed, which some engines know of."""

    @internal
    def before_structure(self) -> None:
        """Raise when sheets may not be added, removed, renamed or moved."""
        self.before_change()
        if self.structure_protected:
            raise ExcelError("The workbook is protected; its structure cannot be changed.")

    @internal
    def check_table_name(self, name: str, own: str | None = None) -> None:
        """Raise when a table may not be called that: wrong, or taken by a table or a name."""
        naming.check_name(name)
        taken = [*self.table_names(), *(other.name for other in self.names)]
        if any(called(name, other) for other in taken if other != own):
            raise ExcelError(f"The name {name!r} is already taken.")

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Save, as the desktop engines of xlwings do.

        Without a path a book goes where it came from, and one never saved into the current folder.

        Raises:
            ExcelError: The book is read-only, or may not be changed.
            NotSupported: The kind of file is none that is saved, something would be lost, or a
                password was given.
        """
        if password:
            raise NotSupported("Book.save(password)")
        self.before_change()
        if path is None and self.read_only:
            raise ExcelError(
                f"'{self.name}' is read-only. To save a copy, click OK, then give the workbook a "
                "new name in the Save As dialog box."
            )
        if path is None and self._save_elsewhere():
            return
        self._save_as(
            os.path.abspath(path or (self.fullname if self.path else f"{self.name}.xlsx"))
        )
