"""The letters of a range."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from crm_workbook.engines.members import fills
from crm_workbook.engines.memory.gaps import GAPS
from crm_workbook.engines.shared.owned import Owned

if TYPE_CHECKING:
    from crm_workbook.engines.memory.looks import Colour, Looks

_STANDARD = {"bold": False, "italic": False, "size": 11.0, "name": "Calibri", "color": None}


def _part(name: str) -> property:
    """Make a property for one trait of openpyxl's font. What cells do not share is None."""

    def read(self: Font) -> Any:  # noqa: ANN401 - as the trait is
        return self.parent._shared(lambda cell: getattr(cell.font, name), _STANDARD[name])  # noqa: SLF001 - one class in two files

    def write(self: Font, value: Any) -> None:  # noqa: ANN401 - as the trait is
        for cell in self.parent._restyled():  # noqa: SLF001 - as above
            font = copy(cell.font)
            setattr(font, name, value)
            cell.font = font

    return property(read, write)


@fills(base_classes.Font, GAPS)
class Font(Owned, base_classes.Font):
    """The letters of a range."""

    parent: Looks

    bold = _part("bold")
    italic = _part("italic")
    size = _part("size")
    name = _part("name")

    @property
    def color(self) -> Colour | None:
        """The colour of the letters; None for the standard one."""
        from crm_workbook.engines.memory.looks import to_rgb

        shared: Colour | None = self.parent._shared(  # noqa: SLF001 - as above
            lambda cell: to_rgb(cell.font.color, "Font.color") if _own(cell) else None, None
        )
        return shared

    @color.setter
    def color(self, value: Colour | int | str) -> None:
        from openpyxl.styles.colors import Color

        from crm_workbook.engines.memory.looks import to_hex

        for cell in self.parent._restyled():  # noqa: SLF001 - as above
            font = copy(cell.font)
            font.color = Color(rgb="FF" + to_hex(value))
            cell.font = font


def _own(cell: Any) -> bool:  # noqa: ANN401 - openpyxl's cell
    """Whether the letters have a colour other than the theme's black, which every new cell has."""
    color = cell.font.color
    return color is not None and not (color.type == "theme" and color.theme == 1)
