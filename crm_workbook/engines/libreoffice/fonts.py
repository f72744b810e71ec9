"""The letters of a range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from crm_workbook.engines.libreoffice import bridge
from crm_workbook.engines.libreoffice.gaps import GAPS
from crm_workbook.engines.members import fills
from crm_workbook.engines.shared.owned import Owned

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_workbook.engines.libreoffice.looks import Colour, Looks

# Letters of Latin, Asian and right-to-left scripts have traits of their own in LibreOffice.
_SCRIPTS: Final = ("", "Asian", "Complex")
_BOLD: Final = 150.0  # com.sun.star.awt.FontWeight
_NORMAL: Final = 100.0


def _part(
    name: str, read: Callable[[Any], Any], write: Callable[[Any], Any], title: str
) -> property:
    """Make a property for a trait of letters. What cells do not share is None."""

    def get(self: Font) -> Any:  # noqa: ANN401 - as the trait is
        return self.parent._shared(lambda cell: read(getattr(cell, name)))  # noqa: SLF001 - one class in two files

    def put(self: Font, value: Any) -> None:  # noqa: ANN401 - as the trait is
        made = write(value)
        for script in _SCRIPTS:
            self.parent._restyle(name + script, made)  # noqa: SLF001 - as above

    return property(get, put, None, title)


@bridge.translated
@fills(base_classes.Font, GAPS)
class Font(Owned, base_classes.Font):
    """The letters of a range."""

    parent: Looks

    bold = _part(
        "CharWeight",
        lambda weight: weight > _NORMAL,
        lambda value: _BOLD if value else _NORMAL,
        "Whether they are bold.",
    )
    italic = _part(
        "CharPosture",
        lambda posture: posture.value != "NONE",
        lambda value: bridge.enum("awt.FontSlant", "ITALIC" if value else "NONE"),
        "Whether they lean.",
    )
    size = _part("CharHeight", float, float, "How high, in points.")
    name = _part("CharFontName", str, str, "The typeface.")

    @property
    def color(self) -> Colour | None:
        """The colour of the letters; None for the standard one."""
        from crm_workbook.engines.libreoffice.looks import from_number

        return self.parent._shared(lambda cell: from_number(cell.CharColor))  # noqa: SLF001 - as above

    @color.setter
    def color(self, value: Colour | int | str) -> None:
        from crm_workbook.engines.libreoffice.looks import to_number

        self.parent._restyle("CharColor", to_number(value))  # noqa: SLF001 - as above
