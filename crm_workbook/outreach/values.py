"""What a template may see: frozen records of plain values, and gaps that know their name.

A template never holds an object of the program. An empty cell is a `Blank`: it counts as false, so
`{% if c.city %}` works, but it refuses to be printed, because "Dear ," is worse than no message.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from crm_workbook.model import CellError
from crm_workbook.outreach.language import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST_VALUE: Final = 500
"""Characters of one cell that can reach a message; a longer note is no part of a greeting."""
LONGEST_LIST: Final = 50
_FARTHEST: Final = 1e15
"""No price and no count is larger; infinity and what is no number are not smaller either."""


class MissingValueError(Exception):
    """A template wanted to print a value that nobody filled in."""

    def __init__(self, name: str) -> None:
        """Remember which: `c.first_name`."""
        super().__init__(name)
        self.name = name


class Blank:
    """An empty cell: false, equal to nothing but another one, ordered nowhere, unprintable."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        """Remember the name by which the template asked for it."""
        self._name = name

    def __bool__(self) -> bool:
        """Return False."""
        return False

    def __eq__(self, other: object) -> bool:
        """Return whether the other is a gap too."""
        return isinstance(other, Blank)

    __hash__ = None  # type: ignore[assignment]

    def _nowhere(self, _other: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _nowhere

    def __str__(self) -> str:
        """Refuse.

        Raises:
            MissingValueError: Always.
        """
        raise MissingValueError(self._name)


Plain = str | float | bool | date | tuple[str, ...] | Blank
"""What a template can meet."""


class Record:
    """Named values a template can read as `c.city` or `c["city"]`, and nothing else of."""

    __slots__ = ("_root", "_values")

    def __init__(self, root: str, values: Mapping[str, object]) -> None:
        """Freeze `values`; `root` is the letter by which templates call the record."""
        self._root = root
        self._values = {name: _frozen(value, f"{root}.{name}") for name, value in values.items()}

    def __getitem__(self, name: str) -> Plain:
        """Return a value, a `Blank` when nothing is known by this name."""
        found = self._values.get(name)
        return Blank(f"{self._root}.{name}") if found is None else found

    def __iter__(self) -> Iterator[str]:
        """Yield the names."""
        return iter(self._values)


def _frozen(value: object, name: str) -> Plain:
    if isinstance(value, str):
        text = plain(value)[:LONGEST_VALUE]
        return text or Blank(name)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool | date):
        return value
    if isinstance(value, int | float):
        return float(value) if -_FARTHEST < value < _FARTHEST else Blank(name)
    if isinstance(value, tuple) and not isinstance(value, CellError):
        items = (plain(str(item))[:LONGEST_VALUE] for item in value[:LONGEST_LIST])
        return tuple(item for item in items if item) or Blank(name)
    return Blank(name)
