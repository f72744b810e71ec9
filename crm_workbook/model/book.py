"""What one workbook holds."""

from __future__ import annotations

from crm_workbook.lean import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any, TypeVar

    from crm_workbook.model.cells import Cell
    from crm_workbook.model.definition import Choice
    from crm_workbook.model.facts import Facts
    from crm_workbook.model.plan import Entry
    from crm_workbook.model.table import Table
    from crm_workbook.text import Text

    Made = TypeVar("Made")


class Unread(NamedTuple):
    """Something in the workbook that was not read, and why. Never kept silent."""

    title: str
    why: Text


class Book:
    """What one workbook holds. Made by a store; jobs read it and never change it."""

    __slots__ = (
        "_fingerprint", "_journal", "_made", "facts", "lang", "lists", "name", "settings",
        "tables", "unread",
    )  # fmt: skip

    def __init__(  # noqa: PLR0913 - a record with one argument a field
        self,
        *,
        name: str,
        tables: dict[str, Table],
        facts: Facts,
        settings: Mapping[str, Cell],
        lists: Mapping[str, tuple[Choice, ...]],
        lang: str,
        fingerprint: str | Callable[[], str],
        unread: tuple[Unread, ...] = (),
        journal: Sequence[Entry] | Callable[[], Sequence[Entry]] = (),
    ) -> None:
        """Hold what a store has read.

        `tables` is keyed by sheet id. `settings` holds a typed value for every setting of the
        schema, the default where the workbook says nothing. `lists` holds every list of the
        schema with the workbook's own additions. `fingerprint` and `journal` may also be
        functions that find them out: most jobs never ask.
        """
        self.name = name
        self.tables = tables
        self.facts = facts
        self.settings = settings
        self.lists = lists
        self.lang = lang
        self.unread = unread
        self._fingerprint = fingerprint
        self._journal = journal
        self._made: dict[object, Any] = {}

    def once(self, key: object, make: Callable[[], Made]) -> Made:
        """Return what `make` derives from this book, made when first asked for and kept.

        Args:
            key: Names it among everything that is kept with the book.
            make: Makes it; called once.
        """
        if key not in self._made:
            self._made[key] = make()
        found: Made = self._made[key]
        return found

    @property
    def fingerprint(self) -> str:
        """The name of the very state that was read: a store applies a plan to no other."""
        if callable(self._fingerprint):
            self._fingerprint = self._fingerprint()
        return self._fingerprint

    @property
    def journal(self) -> Sequence[Entry]:
        """What was applied to the workbook so far, the oldest first."""
        if callable(self._journal):
            self._journal = self._journal()
        return self._journal
