"""The shapes of a sheet, with the macro a click runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from crm_workbook.engines.libreoffice import bridge
from crm_workbook.engines.libreoffice.gaps import GAPS
from crm_workbook.engines.members import fills
from crm_workbook.engines.shared.shapes import AnyShape, AnyShapes

if TYPE_CHECKING:
    from crm_workbook.engines.libreoffice.sheet import Sheet

_POINT: Final = 2540 / 72  # hundredths of a millimetre
_SCRIPT: Final = re.compile(r"vnd\.sun\.star\.script:(?:[^.?]*\.)*([^.?]+)\?")


@bridge.translated
@fills(base_classes.Shape, GAPS)
class Shape(AnyShape):
    """A shape."""

    @property
    def macro(self) -> str:
        """The macro a click runs, or an empty text."""
        events = getattr(self._shape, "Events", None)
        if events is None or not events.hasByName("OnClick"):
            return ""
        for part in events.getByName("OnClick"):
            if part.Name == "Script":
                match = _SCRIPT.match(part.Value)
                return match[1] if match else str(part.Value)
        return ""

    @property
    def type(self) -> str:
        """What it is, as far as it is told apart."""
        return "picture" if "Graphic" in self._shape.ShapeType else "auto_shape"

    @property
    def name(self) -> str:
        """Its name."""
        return str(self._shape.Name)

    @name.setter
    def name(self, value: str) -> None:
        self._shape.Name = value

    @property
    def text(self) -> str | None:
        """What is written on it; None when nothing can be."""
        return str(self._shape.String) if hasattr(self._shape, "String") else None

    @text.setter
    def text(self, value: str) -> None:
        self._shape.String = value

    @property
    def left(self) -> float:
        """From the left edge of the sheet, in points."""
        return float(self._shape.Position.X) / _POINT

    @left.setter
    def left(self, value: float) -> None:
        self._move("X", value)

    @property
    def top(self) -> float:
        """From its upper edge."""
        return float(self._shape.Position.Y) / _POINT

    @top.setter
    def top(self, value: float) -> None:
        self._move("Y", value)

    @property
    def width(self) -> float:
        """How wide."""
        return float(self._shape.Size.Width) / _POINT

    @width.setter
    def width(self, value: float) -> None:
        self._stretch("Width", value)

    @property
    def height(self) -> float:
        """How high."""
        return float(self._shape.Size.Height) / _POINT

    @height.setter
    def height(self, value: float) -> None:
        self._stretch("Height", value)

    def _move(self, side: str, points: float) -> None:
        place = self._shape.Position
        setattr(place, side, round(points * _POINT))
        self._shape.Position = place

    def _stretch(self, side: str, points: float) -> None:
        size = self._shape.Size
        setattr(size, side, round(points * _POINT))
        self._shape.setSize(size)


@bridge.translated
@fills(base_classes.Collection, GAPS)
class Shapes(AnyShapes[Shape]):
    """The shapes of a sheet."""

    parent: Sheet

    def _all(self) -> list[Shape]:
        page: Any = self.parent.uno.DrawPage
        found = (page.getByIndex(index) for index in range(page.Count))
        drawn = [shape for shape in found if "Annotation" not in shape.ShapeType]
        return [Shape(self.parent, shape, i) for i, shape in enumerate(drawn, 1)]
