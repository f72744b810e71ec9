"""Defined names."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, TypeVar

from xlwings import base_classes

from crm_workbook.engines.addresses import parse_a1, quote_sheet, split_sheet
from crm_workbook.engines.errors import ExcelError
from crm_workbook.engines.naming import check_name
from crm_workbook.engines.shared.owned import Listed, Owned, called

N = TypeVar("N", bound=Any)


class AnyName(Owned, base_classes.Name, ABC):
    """A defined name, of the book or of one sheet."""

    def __init__(self, book: Any, home: Any) -> None:  # noqa: ANN401 - the engine's own
        """Take the book, and the sheet when the name holds there only."""
        super().__init__(book)
        self._home = home

    @abstractmethod
    def _own(self) -> str:
        """Return the name without its sheet."""

    @abstractmethod
    def _rename(self, name: str) -> None:
        """Take another name."""

    @abstractmethod
    def _formula(self) -> str:
        """Return the formula behind it, without its `=`."""

    @abstractmethod
    def _mean(self, formula: str) -> None:
        """Stand for another formula, which comes without its `=`."""

    @property
    def name(self) -> str:
        """The name, with its sheet in front when it holds there only."""
        own = self._own()
        return own if self._home is None else f"{quote_sheet(self._home.name)}!{own}"

    @name.setter
    def name(self, value: str) -> None:
        check_name(value)
        self.parent.before_change()
        self._rename(value)

    @property
    def refers_to(self) -> str:
        """The formula behind it."""
        return f"={self._formula()}"

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self.parent.before_change()
        self._mean(value.removeprefix("="))

    @property
    def refers_to_range(self) -> Any:  # noqa: ANN401 - the engine's own range
        """The range it means.

        Raises:
            ExcelError: It means none: a constant, a formula, or a reference that broke.
        """
        title, address = split_sheet(self._formula())
        area = parse_a1(address)
        if title is None or area is None or title not in self.parent.sheets:
            raise ExcelError(f"The name {self.name!r} does not refer to a range.")
        return self.parent.sheets(title).at(area)


class AnyNames(Listed[N], base_classes.Names):
    """The defined names of a book, those of its sheets included; or those of one sheet."""

    def __init__(self, book: Any, home: Any = None) -> None:  # noqa: ANN401 - the engine's own
        """Take the book, and the sheet when only its names are meant."""
        super().__init__(book)
        self._home = home

    @abstractmethod
    def _of(self, home: Any) -> list[N]:  # noqa: ANN401 - the engine's own
        """Return the names that hold on one sheet only, or (None) those of the book."""

    @abstractmethod
    def _define(self, name: str, formula: str, home: Any) -> N:  # noqa: ANN401 - the engine's own
        """Define a name for a formula without its `=`."""

    def _all(self) -> list[N]:
        """Return them in the order of the alphabet, as Excel lists them."""
        homes = [self._home] if self._home is not None else [None, *self.parent.sheets]
        found = [name for home in homes for name in self._of(home)]
        return sorted(found, key=lambda name: name.name.rpartition("!")[2].lower())

    def contains(self, key: str | int) -> bool:
        """Whether there is one of that name or place."""
        return self._find(key) is not None

    def snapshot(self) -> list[tuple[str, N]]:
        """Return all names with their texts."""
        return [(name.name, name) for name in self]

    def add(self, name: str, refers_to: str) -> N:
        """Define a name, in place of one of that name."""
        self.parent.before_change()
        title, own = split_sheet(name)
        home = self._home if title is None else self.parent.sheets(title)
        check_name(own)
        if any(called(own, table) for table in self.parent.table_names()):
            raise ExcelError(f"The name {own!r} is already that of a table.")
        for old in self._of(home):
            if called(own, old.name.rpartition("!")[2]):
                old.delete()
        return self._define(own, refers_to.removeprefix("="), home)
