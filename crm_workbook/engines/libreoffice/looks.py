"""How a range looks: formats and colours."""

from __future__ import annotations

from typing import Final

from crm_workbook.engines.libreoffice import bridge
from crm_workbook.engines.libreoffice.cells import Cells
from crm_workbook.engines.libreoffice.fonts import Font
from crm_workbook.engines.libreoffice.reading import number_formats

Colour = tuple[int, int, int]

NO_COLOUR: Final = -1
_HORIZONTAL: Final = {
    "general": ("STANDARD", 0),
    "left": ("LEFT", 0),
    "center": ("CENTER", 0),
    "right": ("RIGHT", 0),
    "fill": ("REPEAT", 0),
    "justify": ("BLOCK", 0),
    "distributed": ("BLOCK", 1),
}
_VERTICAL: Final = {"bottom": 0, "top": 1, "center": 2, "justify": 4}
_BOTTOM: Final = 3  # LibreOffice tells "bottom" from its own standard, which is the bottom too


class Looks(Cells):
    """Formats of a range. What its cells do not share is None."""

    @property
    def number_format(self) -> str | None:
        """The number format, in American notation."""
        formats = self.sheet.book.formats
        found = {str(formats.code(key)) for key, _ in number_formats(self.sheet, self.area)}
        return found.pop() if len(found) == 1 else None

    @number_format.setter
    def number_format(self, value: str) -> None:
        self._restyle("NumberFormat", self.sheet.book.formats.key(value))

    @property
    def color(self) -> Colour | None:
        """The colour behind the cells; None for none."""
        return self._shared(lambda cell: from_number(cell.CellBackColor))

    @color.setter
    def color(self, value: Colour | int | str | None) -> None:
        self._restyle("CellBackColor", NO_COLOUR if value is None else to_number(value))

    @property
    def font(self) -> Font:
        """The letters."""
        return Font(self)

    @property
    def wrap_text(self) -> bool | None:
        """Whether long text breaks into lines."""
        return self._shared(lambda cell: bool(cell.IsTextWrapped))

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self._restyle("IsTextWrapped", bool(value))

    @property
    def horizontal_alignment(self) -> str | None:
        """Where text stands from side to side."""
        names = {pair: name for name, pair in _HORIZONTAL.items()}
        return self._shared(
            lambda cell: names.get(
                (cell.HoriJustify.value, cell.HoriJustifyMethod),
                names[cell.HoriJustify.value, 0],
            )
        )

    @horizontal_alignment.setter
    def horizontal_alignment(self, value: str) -> None:
        side, method = _HORIZONTAL[value]
        self._restyle("HoriJustify", bridge.enum("table.CellHoriJustify", side))
        self._restyle("HoriJustifyMethod", method)

    @property
    def vertical_alignment(self) -> str | None:
        """Where text stands between top and bottom."""
        names = {number: name for name, number in _VERTICAL.items()} | {_BOTTOM: "bottom"}
        return self._shared(lambda cell: names[int(cell.VertJustify)])

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        self._restyle("VertJustify", _VERTICAL[value])


def to_number(value: Colour | int | str) -> int:
    """Return a colour as LibreOffice has it, red first.

    A whole number has red in its lowest byte, as in VBA.
    """
    if isinstance(value, str):
        return int(value.lstrip("#"), 16)
    if isinstance(value, int):
        value = (value & 255, value >> 8 & 255, value >> 16 & 255)
    return value[0] << 16 | value[1] << 8 | value[2]


def from_number(value: int) -> Colour | None:
    """Return LibreOffice's colour as three numbers; None for none."""
    return None if value == NO_COLOUR else (value >> 16 & 255, value >> 8 & 255, value & 255)
