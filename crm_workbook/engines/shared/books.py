"""The open workbooks of an application."""

from __future__ import annotations

import os
from abc import abstractmethod
from typing import TYPE_CHECKING, Any, TypeVar

from xlwings import base_classes

from crm_workbook.engines.errors import ExcelError, NotSupported
from crm_workbook.engines.shared.owned import Listed, called

if TYPE_CHECKING:
    from collections.abc import Sequence

B = TypeVar("B", bound=Any)


class AnyBooks(Listed[B], base_classes.Books):
    """The open workbooks."""

    @property
    def app(self) -> Any:  # noqa: ANN401 - the engine's own
        """The application."""
        return self.parent

    @property
    def active(self) -> B:
        """The book in front."""
        listed = self._all()
        if not listed:
            raise ExcelError("No workbook is open.")
        return self._front(listed)

    def _front(self, listed: Sequence[B]) -> B:
        return listed[-1]

    def _taken(self) -> Sequence[B]:
        """Return the books whose names no other may have."""
        return self._all()

    @abstractmethod
    def _load(self, path: str, *, read_only: bool) -> B:
        """Open a file that is there, and put the book in front."""

    def open(
        self,
        fullname: str,
        update_links: bool | None = None,  # noqa: FBT001 - as xlwings has it
        read_only: bool | None = None,  # noqa: FBT001 - as xlwings has it
        format: int | None = None,  # noqa: A002 - as xlwings has it
        password: str | None = None,
        *rest: object,
        **named: Any,  # noqa: ANN401 - as xlwings has it
    ) -> B:
        """Open a file. Links to other files are not renewed, whatever is asked for.

        Raises:
            FileNotFoundError: There is none.
            NotSupported: A password, anything else than `read_only`, or a kind of file that is
                not opened here, is asked for.
            ExcelError: The file is no workbook, or another of that name is open.
        """
        if password or format or any(value is not None for value in (*rest, *named.values())):
            raise NotSupported("Books.open", "only update_links and read_only are understood")
        del update_links
        path = os.path.abspath(fullname)
        if not os.path.exists(path):
            raise FileNotFoundError(path)
        if any(called(os.path.basename(path), book.name) for book in self._taken()):
            raise ExcelError("A workbook of that name is already open.")
        return self._load(path, read_only=bool(read_only) or not os.access(path, os.W_OK))
