"""What may be changed on a sheet that may be protected."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.members import internal

if TYPE_CHECKING:
    from crm_workbook.engines.addresses import Area

_LOCKED: Final = "The cell or chart you're trying to change is on a protected sheet."


class AnyGuarded(base_classes.Sheet, ABC):
    """A sheet that may be protected.

    Attributes:
        book: Whose.
    """

    __slots__ = ("book",)

    book: Any

    @property
    @internal
    @abstractmethod
    def protected(self) -> bool:
        """Whether locked cells refuse to be changed."""

    @abstractmethod
    def protect(self, password: str | None, allowed: frozenset[str]) -> None:
        """Protect the sheet; `allowed` holds what stays permitted, as in `sort`."""

    @abstractmethod
    def unprotect(self, password: str | None) -> None:
        """Lift the protection.

        Raises:
            ExcelError: The password is another one.
        """

    @internal
    @abstractmethod
    def locked(self, area: Area) -> bool | None:
        """Whether the cells of an area are locked; None when some are."""

    @internal
    @abstractmethod
    def forbids(self, permission: str) -> bool:
        """Whether protection leaves something forbidden; `formatCells` and its like."""

    @internal
    def before_write(self, area: Area, permission: str | None = None) -> None:
        """Raise when contents of an area may not be changed."""
        self.book.before_change()
        if not self.protected:
            return
        if self.locked(area) is not False or (permission and self.forbids(permission)):
            raise ExcelError(_LOCKED)

    @internal
    def before_format(self, permission: str = "formatCells") -> None:
        """Raise when formats may not be changed."""
        self.book.before_change()
        if self.protected and self.forbids(permission):
            raise ExcelError(_LOCKED)

    @internal
    def before_table(self) -> None:
        """Raise when tables may not be changed; a protected sheet leaves none to be."""
        self.book.before_change()
        if self.protected:
            raise ExcelError(_LOCKED)

    @internal
    def before_filter(self) -> None:
        """Raise when filters may not be set or taken off."""
        self.book.before_change()
        if self.protected and self.forbids("autoFilter"):
            raise ExcelError("You cannot use this command on a protected sheet.")
