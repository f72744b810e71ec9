"""A workbook in a file."""

from __future__ import annotations

import os
from functools import partial

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.store.reading.reader import look, read_book

if TYPE_CHECKING:
    from crm_workbook.model import Book, Plan, Receipt
    from crm_workbook.store.journal import Journal


class FileStore:
    """A workbook in a file, replaced as a whole and only if nobody touched it meanwhile."""

    def __init__(self, path: str, *, untrusted: bool = False) -> None:
        """Belong to the workbook at `path`; behind a link, to the file it points to.

        Args:
            path: The workbook.
            untrusted: Whether a process of its own is to read it, whatever it looks like.
        """
        self.path = path
        self._untrusted = untrusted
        self._real = os.path.realpath(path)
        self.name = os.path.basename(path)

    @property
    def journal(self) -> Journal:
        """The journal of the workbook."""
        return _journal(self._real)

    def read(self) -> Book:
        """Return what the workbook holds now.

        Raises:
            CrmError: It cannot be read, or is refused as unsafe.
        """
        data = look(self._real, self.name).data
        journal = partial(_journal, self._real)
        return read_book(data, name=self.name, journal=journal, untrusted=self._untrusted)

    def apply(self, plan: Plan, book: Book) -> Receipt:
        """Carry out `plan`, which was made from `book`, entirely or not at all.

        A plan that undoes an entry brings back the very bytes from before it when nothing was
        saved since; otherwise it goes cell by cell and leaves what the user changed.

        Raises:
            CrmError: The file is not in the state that was read, is in use, or an edit cannot
                be done without the risk of losing something. The file is as it was.
        """
        # Most commands only read, and what writing needs would double what they load.
        from crm_workbook.store.replace import Replacing

        replacing = Replacing(self.path, self._real, self.journal)
        if plan.macros is not None and not self._real.lower().endswith(".xlsm"):
            return replacing.beside(plan, book)
        return replacing.apply(plan, book)

    def tidy(self) -> None:
        """Remove what a killed command left beside the workbook, if nobody is writing now."""
        from crm_workbook.store.replace import Replacing

        Replacing(self.path, self._real, self.journal).tidy()


def _journal(path: str, seen: str = "") -> Journal:
    from crm_workbook.store.journal import Journal

    return Journal(path, seen)
