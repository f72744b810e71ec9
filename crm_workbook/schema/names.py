"""How the customers sheet holds names: in one column, or in one for each part.

A customer's name is the one they are known by and, where that cell is empty or the sheet has no
such column, the first name and the family name. So a name that is written can be read back.
"""

from __future__ import annotations

from crm_workbook.fields.normal import plain
from crm_workbook.lean import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from crm_workbook.model import Cell
    from crm_workbook.schema.typed import TypedTable

WHOLE: Final = "display_name"
PARTS: Final = ("first_name", "last_name")


def full_name(name: str, first: str, last: str) -> str:
    """Return the name a customer is known by, empty for none."""
    return name or f"{first} {last}".strip()


def parts(name: str, given: Mapping[str, str], columns: Collection[str]) -> dict[str, str]:
    """Return a name as a sheet without a column for whole names holds it.

    Args:
        name: The whole name.
        given: Its parts, as far as the source gives them.
        columns: What the sheet has; with a single column for names, that one holds all of it.
    """
    held = [column for column in PARTS if column in columns]
    if len(held) < len(PARTS):
        return dict.fromkeys(held, name)
    if plain(full_name("", *(given.get(column, "") for column in PARTS))) == plain(name):
        return {column: given[column] for column in PARTS if given.get(column)}
    return {column: part for column, part in zip(PARTS, name.split(None, 1), strict=False) if part}


def known_as(people: TypedTable) -> list[Cell]:
    """Return the name that the customer of each row is known by, None for none."""
    names = people.values(WHOLE)
    if None not in names or not all(part in people for part in PARTS):
        return names
    given = zip(names, *(people.values(part) for part in PARTS), strict=True)
    return [
        name if name is not None else full_name("", *map(_text, parts_of)) or None
        for name, *parts_of in given
    ]


def naming_column(people: TypedTable) -> str:
    """Return the column in which a customer's name begins."""
    return WHOLE if WHOLE in people else PARTS[0]


def _text(part: Cell) -> str:
    return "" if part is None else str(part)
