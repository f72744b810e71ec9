"""Workbook files: opening one with what openpyxl leaves out, and saving one without losing a part.

openpyxl reads formulas or their saved values, not both, and it drops what it does not know. The
values are read when the first one is asked for. What it would drop is counted on opening, so that
saving refuses where something would be lost.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from crm_workbook.engines.errors import ExcelError, NotSupported
from crm_workbook.engines.memory.drawings import Drawn, drawn_shapes

if TYPE_CHECKING:
    from openpyxl import Workbook

# What openpyxl and the XML readers below it raise; a `ParseError` is a `SyntaxError`.
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    AttributeError,
    KeyError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
)
_KINDS: Final = (".xlsx", ".xlsm")
_DROPPED: Final = re.compile(
    r"xl/(activeX|ctrlProps|diagrams|embeddings|model|persons|queryTables|richData|slicerCaches"
    r"|slicers|threadedComments|timelineCaches|timelines)/|xl/connections\.xml|customXml/"
)


class Saved(NamedTuple):
    """The value a formula was saved with, as openpyxl has it.

    Attributes:
        value: Never None.
        data_type: As in `Cell.data_type`.
    """

    value: Any
    data_type: str


class Opened:
    """A workbook as openpyxl has it, with what its file says besides.

    Attributes:
        workbook: Cells, styles, tables, names.
        shapes: The shapes of each sheet, by the sheet's name.
        dropped: What openpyxl would not write again, by name.
    """

    def __init__(
        self,
        workbook: Workbook,
        content: bytes | None = None,
        shapes: dict[str, list[Drawn]] | None = None,
        dropped: tuple[str, ...] = (),
    ) -> None:
        """Take what was read."""
        self.workbook = workbook
        self.shapes = shapes or {}
        self.dropped = dropped
        self._content = content
        self._values: Workbook | None = None

    @classmethod
    def of(cls, path: str) -> Opened:
        """Read a file."""
        if not path.lower().endswith(_KINDS):
            raise NotSupported("Books.open", f"only {' and '.join(_KINDS)} are read")
        with open(path, "rb") as file:
            content = file.read()
        try:
            workbook = _load(content, keep_vba=path.lower().endswith("m"))
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                shapes = drawn_shapes(package)
                parts = {
                    match[0] for name in package.namelist() if (match := _DROPPED.match(name))
                }
            if not workbook.worksheets:
                raise ValueError("it has no worksheet")
        except _BROKEN as fault:
            raise ExcelError(f"Excel cannot open the file '{path}': {fault}") from fault
        lost = sorted(parts) + [f"shapes of {sheet!r}" for sheet, found in shapes.items() if found]
        return cls(workbook, content, shapes, tuple(lost))

    def saved_value(self, sheet: str, row: int, column: int) -> Saved | None:
        """Return what a formula's cell was saved with; None when without a value."""
        if self._content is None:
            return None
        if self._values is None:
            self._values = _load(self._content, data_only=True)
        cell = self._values[sheet]._cells.get((row, column))  # noqa: SLF001 - `cell()` would make one
        if cell is None or (cell.value is None and cell.data_type not in {"s", "str"}):
            return None
        # A formula that yields "" is saved as a text without content, one never calculated as a
        # number without content; openpyxl gives None for both and leaves the type.
        return Saved("" if cell.value is None else cell.value, cell.data_type)

    def forget_values(self) -> None:
        """Let go of the saved values: something changed."""
        self._content = self._values = None

    def save(self, path: str) -> None:
        """Write the workbook to a file.

        Raises:
            NotSupported: The file would lack something, or would be of a kind not written.
        """
        if not path.lower().endswith(_KINDS):
            raise NotSupported("Book.save", f"only {' and '.join(_KINDS)} are written")
        if path.lower().endswith("m") != bool(self.workbook.vba_archive):
            raise NotSupported("Book.save", "macros are neither added nor taken out")
        if self.dropped:
            raise NotSupported("Book.save", f"the file would lose {', '.join(self.dropped)}")
        written = io.BytesIO()
        self.workbook.save(written)
        with open(path, "wb") as file:
            file.write(written.getvalue())


def blank() -> Opened:
    """Return a new workbook with one sheet, named as Excel names it."""
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].title = "Sheet1"
    return Opened(workbook)


def _load(content: bytes, *, keep_vba: bool = False, data_only: bool = False) -> Workbook:
    with warnings.catch_warnings():  # what openpyxl leaves out is refused on saving instead
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(content), keep_vba=keep_vba, data_only=data_only)
