"""What the objects of an engine offer for their faces in `com`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable


class ProtectedSheet(Protocol):
    """What an engine's sheet offers for its face."""

    @property
    def name(self) -> str:
        """The name on the tab."""

    @property
    def code_name(self) -> str:
        """The name of its module."""

    @property
    def protected(self) -> bool:
        """Whether locked cells refuse to be changed."""

    @property
    def filtered(self) -> bool:
        """Whether a filter hides rows."""

    def protect(self, password: str | None, allowed: frozenset[str]) -> None:
        """Protect the sheet; `allowed` holds what stays permitted, as in `sort`."""

    def unprotect(self, password: str | None) -> None:
        """Lift the protection."""

    @property
    def right_to_left(self) -> bool:
        """Whether the first column stands on the right."""

    @right_to_left.setter
    def right_to_left(self, value: bool) -> None: ...

    def forbids(self, permission: str) -> bool:
        """Return whether the protection leaves something forbidden, as in `sort`."""

    def show_all(self) -> None:
        """Show what filters hide."""


class OpenBook(Protocol):
    """What an engine's book offers for its face."""

    @property
    def name(self) -> str:
        """The file's name."""

    @property
    def fullname(self) -> str:
        """The file's name with its folder or address."""

    @property
    def path(self) -> str:
        """The folder or address; empty when never saved."""

    @property
    def read_only(self) -> bool:
        """Whether it cannot be saved under its own name."""

    @property
    def saved(self) -> bool:
        """Whether nothing has changed since it was saved."""

    @property
    def structure_protected(self) -> bool:
        """Whether sheets may not be added, removed, renamed or moved."""


class LockableRange(Protocol):
    """What an engine's range offers for its face."""

    @property
    def raw_value2(self) -> Any:  # noqa: ANN401 - whatever the cells hold
        """The values, dates and amounts as plain numbers."""

    @property
    def has_formula(self) -> bool | None:
        """Whether all cells hold formulas; None when some do."""

    @property
    def prefix(self) -> str:
        """The apostrophe that was typed in front, if one was."""

    @property
    def locked(self) -> bool | None:
        """Whether the cells are locked; None when some are."""

    def lock(self, *, locked: bool) -> None:
        """Lock the cells, or free them."""

    @property
    def link_count(self) -> int:
        """How many of the cells have a link."""

    def unlink(self) -> None:
        """Take the links out, and leave contents and formats."""

    def clear_formats(self) -> None:
        """Take the formats off."""


class NamedCells(Protocol):
    """What an engine's sheet offers for finding cells by a name."""

    @property
    def name(self) -> str:
        """The name on the tab."""

    @property
    def tables(self) -> Iterable[Any]:
        """The tables."""

    @property
    def names(self) -> Iterable[Any]:
        """The names that hold on this sheet only."""

    @property
    def book(self) -> Any:  # noqa: ANN401 - the engine's own book
        """The book, with names of its own."""
