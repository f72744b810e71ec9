"""How the customers sheet holds names: in one column, or in one for each part.

A customer's name is the one they are known by and, where that cell is empty or the sheet has no
such column, the first name and the family name. So a name that is written can be read back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.fields.normal import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

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
