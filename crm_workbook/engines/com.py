"""The few members of Excel's own object model which xlwings has no word for.

Protection, locked cells, a sheet's direction, the removal of links and read-only books are reached
through `.api` in xlwings. An engine hands out these faces there, so that such a line runs on it as
well. Whatever else is asked of them is refused by name. The names and their meaning are
Microsoft's ("Excel VBA reference").
"""

# ruff: noqa: N802, N803 - the names are Microsoft's

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from crm_workbook.engines.errors import NotSupported

if TYPE_CHECKING:
    from crm_workbook.engines.shared.app import AnyApp
    from crm_workbook.engines.shared.book import AnyBook
    from crm_workbook.engines.shared.range import AnyRange
    from crm_workbook.engines.shared.shapes import AnyShape
    from crm_workbook.engines.shared.sheet import AnySheet


class Face:
    """One object of the model. What it does not know it refuses."""

    model: ClassVar[str]

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - it never returns
        """Refuse a member by its name."""
        if name.startswith("_"):
            raise AttributeError(name)
        raise NotSupported(f"{self.model}.{name}")

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse to set what this face does not have."""
        if not name.startswith("_") and not hasattr(type(self), name):
            raise NotSupported(f"{self.model}.{name}")
        super().__setattr__(name, value)


class Application(Face):
    """The face of the application."""

    model = "Application"

    def __init__(self, app: AnyApp) -> None:
        """Take the application."""
        self._app = app

    @property
    def Ready(self) -> bool:
        """Whether the application takes calls; False while a cell is edited."""
        return not self._app.editing


class Protection(Face):
    """The face of what a sheet's protection leaves permitted: `AllowSorting` and its like."""

    model = "Protection"

    def __init__(self, sheet: AnySheet[Any]) -> None:
        """Take the sheet."""
        self._sheet = sheet

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a permission, or no answer at all
        """Return whether something is permitted."""
        if name not in Worksheet.ALLOWED:
            return super().__getattr__(name)
        return not self._sheet.forbids(Worksheet.ALLOWED[name])


class Worksheet(Face):
    """The face of a sheet."""

    model = "Worksheet"
    ALLOWED: ClassVar[dict[str, str]] = {
        "AllowFormattingCells": "formatCells",
        "AllowFormattingColumns": "formatColumns",
        "AllowFormattingRows": "formatRows",
        "AllowInsertingColumns": "insertColumns",
        "AllowInsertingRows": "insertRows",
        "AllowInsertingHyperlinks": "insertHyperlinks",
        "AllowDeletingColumns": "deleteColumns",
        "AllowDeletingRows": "deleteRows",
        "AllowSorting": "sort",
        "AllowFiltering": "autoFilter",
    }

    def __init__(self, sheet: AnySheet[Any]) -> None:
        """Take the sheet."""
        self._sheet = sheet

    @property
    def Name(self) -> str:
        """The name on the tab."""
        return self._sheet.name

    @property
    def CodeName(self) -> str:
        """The name its module has in the macro project."""
        return self._sheet.code_name

    @property
    def ProtectContents(self) -> bool:
        """Whether locked cells refuse to be changed."""
        return self._sheet.protected

    @property
    def Protection(self) -> Protection:
        """What the protection leaves permitted."""
        return Protection(self._sheet)

    @property
    def DisplayRightToLeft(self) -> bool:
        """Whether the first column stands on the right."""
        return self._sheet.right_to_left

    @DisplayRightToLeft.setter
    def DisplayRightToLeft(self, value: bool) -> None:
        self._sheet.right_to_left = value

    @property
    def FilterMode(self) -> bool:
        """Whether a filter hides rows."""
        return self._sheet.filtered

    def Protect(self, Password: str | None = None, **allowed: bool) -> None:
        """Protect the sheet; `AllowSorting=True` and its like leave something permitted."""
        unknown = set(allowed) - set(self.ALLOWED)
        if unknown:
            raise NotSupported(f"Worksheet.Protect({unknown.pop()})")
        permitted = frozenset(self.ALLOWED[name] for name, yes in allowed.items() if yes)
        self._sheet.protect(Password, permitted)

    def Unprotect(self, Password: str | None = None) -> None:
        """Lift the protection."""
        self._sheet.unprotect(Password)

    def ShowAllData(self) -> None:
        """Show what the filter hides."""
        self._sheet.show_all()


class Workbook(Face):
    """The face of a book."""

    model = "Workbook"

    def __init__(self, book: AnyBook) -> None:
        """Take the book."""
        self._book = book

    @property
    def Name(self) -> str:
        """The file's name."""
        return self._book.name

    @property
    def FullName(self) -> str:
        """The file's name with its folder, or its address in the cloud."""
        return self._book.fullname

    @property
    def Path(self) -> str:
        """The folder; empty when never saved."""
        return self._book.path

    @property
    def ReadOnly(self) -> bool:
        """Whether it cannot be saved under its own name."""
        return self._book.read_only

    @property
    def Saved(self) -> bool:
        """Whether nothing has changed since it was saved."""
        return self._book.saved

    @property
    def ProtectStructure(self) -> bool:
        """Whether sheets may not be added, removed, renamed or moved."""
        return self._book.structure_protected


class Hyperlinks(Face):
    """The face of the links of a range."""

    model = "Hyperlinks"

    def __init__(self, rng: AnyRange) -> None:
        """Take the range."""
        self._range = rng

    @property
    def Count(self) -> int:
        """How many there are."""
        return self._range.link_count

    def Delete(self) -> None:
        """Take them out, and the formats of the range with them ("Hyperlinks.Delete method")."""
        self._range.unlink()
        self._range.clear_formats()


class Range(Face):
    """The face of a range."""

    model = "Range"

    def __init__(self, rng: AnyRange) -> None:
        """Take the range."""
        self._range = rng

    @property
    def Value2(self) -> Any:  # noqa: ANN401 - whatever the cells hold
        """The values, dates and amounts as plain numbers."""
        return self._range.raw_value2

    @property
    def HasFormula(self) -> bool | None:
        """Whether all cells hold formulas; None when some do."""
        return self._range.has_formula

    @property
    def PrefixCharacter(self) -> str:
        """The apostrophe that was typed in front, if one was."""
        return self._range.prefix

    @property
    def Locked(self) -> bool | None:
        """Whether the cells are locked once the sheet is protected; None when some are."""
        return self._range.locked

    @Locked.setter
    def Locked(self, value: bool) -> None:
        self._range.lock(locked=value)

    @property
    def Hyperlinks(self) -> Hyperlinks:
        """The links."""
        return Hyperlinks(self._range)

    def ClearHyperlinks(self) -> None:
        """Take the links out, and leave all else ("Range.ClearHyperlinks method")."""
        self._range.unlink()


class Shape(Face):
    """The face of a shape."""

    model = "Shape"

    def __init__(self, shape: AnyShape) -> None:
        """Take the shape."""
        self._shape = shape

    @property
    def OnAction(self) -> str:
        """The macro a click runs."""
        return self._shape.macro
