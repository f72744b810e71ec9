"""The shapes of a sheet, with the macro a click runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from crm_workbook.engines import com
from crm_workbook.engines.libreoffice import bridge
from crm_workbook.engines.libreoffice.gaps import GAPS
from crm_workbook.engines.members import fills

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.engines.libreoffice.bridge import Uno
    from crm_workbook.engines.libreoffice.sheet import Sheet

_POINT: Final = 2540 / 72  # hundredths of a millimetre
_SCRIPT: Final = re.compile(r"vnd\.sun\.star\.script:(?:[^.?]*\.)*([^.?]+)\?")


class ShapeFace(com.Face):
    """The face of a shape."""

    model = "Shape"

    def __init__(self, shape: Shape) -> None:
        """Take the shape."""
        self._shape = shape

    @property
    def OnAction(self) -> str:  # noqa: N802 - Microsoft's name
        """The macro a click runs."""
        return self._shape.macro


@bridge.translated
@fills(base_classes.Shape, GAPS)
class Shape(base_classes.Shape):
    """A shape."""

    __slots__ = ("index", "parent")

    parent: Sheet
    index: int

    def __init__(self, sheet: Sheet, shape: Uno, index: int) -> None:
        """Take the sheet, UNO's shape, and the place from 1."""
        self.parent = sheet
        self.index = index
        self._shape = shape

    def answer(self) -> None:
        """Raise when the sheet is gone."""
        self.parent.answer()

    @property
    def api(self) -> ShapeFace:
        """The face of the shape."""
        return ShapeFace(self)

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
class Shapes(base_classes.Collection):
    """The shapes of a sheet."""

    __slots__ = ("parent",)

    parent: Sheet

    def __init__(self, sheet: Sheet) -> None:
        """Take the sheet."""
        self.parent = sheet

    def answer(self) -> None:
        """Raise when the sheet is gone."""
        self.parent.answer()

    @property
    def api(self) -> None:
        """Nothing: the collection has no face."""

    def __iter__(self) -> Iterator[Shape]:
        """Go through them."""
        page: Any = self.parent.uno.DrawPage
        found = (page.getByIndex(index) for index in range(page.Count))
        drawn = [shape for shape in found if "Annotation" not in shape.ShapeType]
        return iter([Shape(self.parent, shape, i) for i, shape in enumerate(drawn, 1)])

    def __len__(self) -> int:
        """Count them."""
        return len(list(iter(self)))

    def __call__(self, key: str | int) -> Shape:
        """Return a shape by its name or its place."""
        for shape in self:
            if key in {shape.index, shape.name}:
                return shape
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        """Whether there is a shape of that name or place."""
        return any(key in {shape.index, shape.name} for shape in self)
