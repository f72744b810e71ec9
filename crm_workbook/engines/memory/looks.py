"""How a range looks: formats and colours."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, Final, TypeVar

from openpyxl.styles import Alignment, PatternFill
from openpyxl.styles.colors import COLOR_INDEX

from crm_workbook.engines.errors import NotSupported
from crm_workbook.engines.memory.fonts import Font
from crm_workbook.engines.memory.grid import from_file, to_file
from crm_workbook.engines.memory.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_HORIZONTAL: Final = {"center_across_selection": "centerContinuous"}

Colour = tuple[int, int, int]
T = TypeVar("T")


class Looks(Place):
    """Formats of a range. What its cells do not share is None."""

    __slots__ = ()

    @property
    def number_format(self) -> str | None:
        """The number format, in American notation."""
        return self._shared(lambda cell: from_file(str(cell.number_format)), "General")

    @number_format.setter
    def number_format(self, value: str) -> None:
        for cell in self._restyled():
            cell.number_format = to_file(value)

    @property
    def color(self) -> Colour | None:
        """The colour behind the cells; None for none."""
        return self._shared(_background, None)

    @color.setter
    def color(self, value: Colour | int | str | None) -> None:
        fill = PatternFill() if value is None else PatternFill("solid", fgColor=to_hex(value))
        for cell in self._restyled():
            cell.fill = fill

    @property
    def font(self) -> Font:
        """The letters."""
        return Font(self)

    @property
    def wrap_text(self) -> bool | None:
        """Whether long text breaks into lines."""
        return self._shared(lambda cell: bool(cell.alignment.wrap_text), default=False)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self._align("wrap_text", bool(value))

    @property
    def horizontal_alignment(self) -> str | None:
        """Where text stands from side to side."""
        names = {file: name for name, file in _HORIZONTAL.items()}
        return self._shared(
            lambda cell: names.get(
                cell.alignment.horizontal, cell.alignment.horizontal or "general"
            ),
            "general",
        )

    @horizontal_alignment.setter
    def horizontal_alignment(self, value: str) -> None:
        self._align("horizontal", _HORIZONTAL.get(value, value))

    @property
    def vertical_alignment(self) -> str | None:
        """Where text stands between top and bottom."""
        return self._shared(lambda cell: str(cell.alignment.vertical or "bottom"), "bottom")

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        self._align("vertical", value)

    def clear_formats(self) -> None:
        """Take the formats off and leave the contents."""
        self.sheet.before_format()
        for cell in self._grid.formatted(self.area):
            cell._style = copy(self._grid.page.parent._cell_styles[0])  # noqa: SLF001 - as a new cell has

    def _restyled(self) -> Iterator[Any]:
        self.sheet.before_format()
        return self._grid.styled(self.area)

    def _align(self, name: str, value: object) -> None:
        for cell in self._restyled():
            alignment: Alignment = copy(cell.alignment)
            setattr(alignment, name, value)
            cell.alignment = alignment

    def _shared(self, read: Callable[[Any], T], default: T) -> T | None:
        """Return what all cells have in common, or None."""
        found = {read(cell) for cell in self._cells}
        count = sum(1 for _ in self._cells)
        if count < self.area.size:
            found.add(self._inherited(read, default))
        return found.pop() if len(found) == 1 else None

    def _inherited(self, read: Callable[[Any], T], default: T) -> T:
        """Return what a cell that was never made would have."""
        probe = self._grid.inherited_record(self.area.row, self.area.column)
        return default if probe is None else read(probe)


def to_hex(value: Colour | int | str) -> str:
    """Return a colour as a file has it; a whole number has red in its lowest byte, as in VBA."""
    if isinstance(value, str):
        return value.lstrip("#").upper()
    if isinstance(value, int):
        value = (value & 255, value >> 8 & 255, value >> 16 & 255)
    return "{:02X}{:02X}{:02X}".format(*value)


def to_rgb(color: Any, member: str) -> Colour | None:  # noqa: ANN401 - openpyxl's colour
    """Return openpyxl's colour as three numbers."""
    if color is None:
        return None
    if color.type == "theme":
        raise NotSupported(
            member, "the colour is one of the theme's, which are not worked out here"
        )
    text = COLOR_INDEX[color.indexed] if color.type == "indexed" else color.rgb
    return int(text[-6:-4], 16), int(text[-4:-2], 16), int(text[-2:], 16)


def _background(cell: Any) -> Colour | None:  # noqa: ANN401 - openpyxl's cell
    if cell.fill is None or cell.fill.fill_type is None:
        return None
    return to_rgb(cell.fill.fgColor, "Range.color")
