"""The sheets of a workbook: adding and naming them."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, TypeVar

from xlwings import base_classes

from crm_workbook.engines import naming
from crm_workbook.engines.shared.owned import Listed, called

if TYPE_CHECKING:
    from collections.abc import Sequence

S = TypeVar("S", bound=Any)


class AnySheets(Listed[S], base_classes.Sheets):
    """The sheets of a book, in order."""

    @property
    @abstractmethod
    def active(self) -> S:
        """The sheet in front."""

    @abstractmethod
    def _titles(self) -> Sequence[str]:
        """Return their names, in order."""

    @abstractmethod
    def _at(self, place: int) -> S:
        """Return the one at a place, from 0."""

    @abstractmethod
    def _insert(self, name: str, place: int) -> S:
        """Put an empty sheet at a place, from 0, and make it active."""

    def _all(self) -> Sequence[S]:
        return [self._at(place) for place in range(len(self))]

    def __len__(self) -> int:
        """Count them."""
        return len(self._titles())

    def _find(self, key: object) -> S | None:
        for place, title in enumerate(self._titles()):
            if key == place + 1 or called(key, title):
                return self._at(place)
        return None

    def __contains__(self, key: object) -> bool:
        """Whether a sheet of that name or place is there."""
        return self._find(key) is not None

    def add(self, before: S | None = None, after: S | None = None, name: str | None = None) -> S:
        """Add an empty sheet, in front of the active one unless told where, and make it active."""
        self.parent.before_structure()
        titles = self._titles()
        if name is None:
            name = naming.free_name("Sheet", titles)
        naming.check_sheet_name(name, titles)
        place = after.index if after is not None else (before or self.active).index - 1
        return self._insert(name, place)
