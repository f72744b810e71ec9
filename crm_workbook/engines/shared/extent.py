"""Where a table lies, and its parts."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from crm_workbook.engines.members import internal
from crm_workbook.engines.shared.owned import Owned

if TYPE_CHECKING:
    from crm_workbook.engines.addresses import Area
    from crm_workbook.engines.structured import Structured


class Extent(Owned, base_classes.Table, ABC):
    """A table as an area of cells."""

    @property
    @internal
    @abstractmethod
    def area(self) -> Area:
        """All of it."""

    @internal
    @abstractmethod
    def place(self, area: Area) -> None:
        """Let the table lie over another area."""

    @property
    @internal
    @abstractmethod
    def waits(self) -> bool:
        """Whether the only row is empty, there to be filled."""

    @internal
    @abstractmethod
    def headings(self) -> list[str]:
        """Return the headings, whether shown or not."""

    @abstractmethod
    def _has_headers(self) -> bool:
        """Whether there is a row of headings."""

    @abstractmethod
    def _has_totals(self) -> bool:
        """Whether there is a row of totals."""

    @property
    @internal
    def headers(self) -> Area | None:
        """The row of headings."""
        return self.area._replace(rows=1) if self._has_headers() else None

    @property
    @internal
    def totals(self) -> Area | None:
        """The row of totals."""
        area = self.area
        return area._replace(row=area.last_row, rows=1) if self._has_totals() else None

    @property
    @internal
    def body(self) -> Area | None:
        """The rows between; a table always has one, though it may be there to be filled only."""
        area, top, bottom = self.area, int(self._has_headers()), int(self._has_totals())
        rows = area.rows - top - bottom
        return area._replace(row=area.row + top, rows=rows) if rows > 0 else None

    @property
    def range(self) -> Any:  # noqa: ANN401 - the engine's own range
        """All of it."""
        return self.parent.at(self.area)

    @property
    def header_row_range(self) -> Any:  # noqa: ANN401 - the engine's own range
        """The row of headings."""
        return self._maybe(self.headers)

    @property
    def data_body_range(self) -> Any:  # noqa: ANN401 - the engine's own range
        """The rows of data; None while there are none ("ListObject.DataBodyRange property")."""
        return None if self.waits else self._maybe(self.body)

    @property
    def insert_row_range(self) -> Any:  # noqa: ANN401 - the engine's own range
        """The empty row of a table without data."""
        return self._maybe(self.body) if self.waits else None

    @property
    def totals_row_range(self) -> Any:  # noqa: ANN401 - the engine's own range
        """The row of totals."""
        return self._maybe(self.totals)

    def _maybe(self, area: Area | None) -> Any:  # noqa: ANN401 - the engine's own range
        return self.parent.at(area) if area else None

    @internal
    def part(self, wanted: Structured) -> Area | None:
        """Return the area a structured reference means."""
        rows = {
            "all": self.area,
            "data": self.body,
            "headers": self.headers,
            "totals": self.totals,
        }
        area = rows[wanted.item]
        if area is None or wanted.first is None or wanted.last is None:
            return area
        names = [heading.lower() for heading in self.headings()]
        if not {wanted.first.lower(), wanted.last.lower()} <= set(names):
            return None
        ends = sorted((names.index(wanted.first.lower()), names.index(wanted.last.lower())))
        return area._replace(column=area.column + ends[0], columns=ends[1] - ends[0] + 1)
