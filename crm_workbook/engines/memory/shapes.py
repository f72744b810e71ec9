"""The shapes of a sheet: listed with the macro a click runs, read only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from crm_workbook.engines import com
from crm_workbook.engines.errors import NotSupported
from crm_workbook.engines.members import fills
from crm_workbook.engines.memory.gaps import GAPS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crm_workbook.engines.memory.drawings import Drawn
    from crm_workbook.engines.memory.sheet import Sheet


class ShapeFace(com.Face):
    """The face of a shape."""

    model = "Shape"

    def __init__(self, drawn: Drawn) -> None:
        """Take what the file has."""
        self._drawn = drawn

    @property
    def OnAction(self) -> str:  # noqa: N802 - Microsoft's name
        """The macro a click runs."""
        return self._drawn.macro


def _part(name: str) -> property:
    """Make a property for what the file says of a shape; it cannot be set."""

    def read(self: Shape) -> Any:  # noqa: ANN401 - a text
        return getattr(self._drawn, name) or None

    def refuse(_self: Shape, _value: object) -> None:
        raise NotSupported(f"Shape.{name}", GAPS["Shape.delete"])

    return property(read, refuse)


@fills(base_classes.Shape, GAPS)
class Shape(base_classes.Shape):
    """A shape as the file has it."""

    __slots__ = ("_drawn", "index", "parent")

    parent: Sheet
    index: int

    name = _part("name")
    text = _part("text")

    def __init__(self, sheet: Sheet, drawn: Drawn, index: int) -> None:
        """Take the sheet, what the file has, and the place from 1."""
        self.parent = sheet
        self._drawn = drawn
        self.index = index

    def answer(self) -> None:
        """Raise when Excel takes no calls or the sheet is gone."""
        self.parent.answer()

    @property
    def api(self) -> ShapeFace:
        """The face of the shape."""
        return ShapeFace(self._drawn)

    @property
    def type(self) -> str:
        """Every shape here is one that was drawn."""
        return "auto_shape"


@fills(base_classes.Collection, GAPS)
class Shapes(base_classes.Collection):
    """The shapes of a sheet."""

    __slots__ = ("_drawn", "parent")

    parent: Sheet

    def __init__(self, sheet: Sheet, drawn: Sequence[Drawn]) -> None:
        """Take the sheet and what the file has."""
        self.parent = sheet
        self._drawn = drawn

    def answer(self) -> None:
        """Raise when Excel takes no calls or the sheet is gone."""
        self.parent.answer()

    @property
    def api(self) -> None:
        """Nothing: the collection has no face."""

    def __iter__(self) -> Iterator[Shape]:
        """Go through them."""
        return (Shape(self.parent, drawn, i) for i, drawn in enumerate(self._drawn, 1))

    def __len__(self) -> int:
        """Count them."""
        return len(self._drawn)

    def __call__(self, key: str | int) -> Shape:
        """Return a shape by its name or its place."""
        for shape in self:
            if key in {shape.index, shape.name}:
                return shape
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        """Whether there is a shape of that name or place."""
        return any(key in {shape.index, shape.name} for shape in self)
