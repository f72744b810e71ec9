"""The shapes of a sheet: listed with the macro a click runs, read only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from crm_workbook.engines.errors import NotSupported
from crm_workbook.engines.members import fills
from crm_workbook.engines.memory.gaps import GAPS
from crm_workbook.engines.shared.shapes import AnyShape, AnyShapes

if TYPE_CHECKING:
    from crm_workbook.engines.memory.sheet import Sheet


def _part(name: str) -> property:
    """Make a property for what the file says of a shape; it cannot be set."""

    def read(self: Shape) -> Any:  # noqa: ANN401 - a text
        return getattr(self._shape, name) or None

    def refuse(_self: Shape, _value: object) -> None:
        raise NotSupported(f"Shape.{name}", GAPS["Shape.delete"])

    return property(read, refuse)


@fills(base_classes.Shape, GAPS)
class Shape(AnyShape):
    """A shape as the file has it."""

    name = _part("name")
    text = _part("text")

    @property
    def macro(self) -> str:
        """The macro a click runs, or an empty text."""
        return str(self._shape.macro)

    @property
    def type(self) -> str:
        """Every shape here is one that was drawn."""
        return "auto_shape"


@fills(base_classes.Collection, GAPS)
class Shapes(AnyShapes[Shape]):
    """The shapes of a sheet."""

    parent: Sheet

    def _all(self) -> list[Shape]:
        return [Shape(self.parent, drawn, i) for i, drawn in enumerate(self.parent.drawn, 1)]
