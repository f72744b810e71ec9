"""A range as UNO's cells: what all parts of the range class stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from crm_workbook.engines.libreoffice.reading import format_areas
from crm_workbook.engines.shared.range import AnyRange

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_workbook.engines.libreoffice.bridge import Uno

T = TypeVar("T")


class Cells(AnyRange):
    """Cells of a sheet."""

    @property
    def _cells(self) -> Uno:
        return self.sheet.cells_of(self.area)

    @property
    def _first(self) -> Uno:
        return self.sheet.uno.getCellByPosition(self.area.column - 1, self.area.row - 1)

    def _shared(self, read: Callable[[Uno], T]) -> T | None:
        """Return what all cells have in common, or None."""
        found = {read(sample) for sample, _ in format_areas(self._cells)}
        return found.pop() if len(found) == 1 else None

    def _restyle(self, name: str, value: Any) -> None:  # noqa: ANN401 - as UNO has it
        """Set a trait of how all cells look."""
        self.sheet.before_format()
        setattr(self._cells, name, value)
