"""What a customer workbook should be: its sheets, lists and settings.

One file a sheet in `schema/workbook/`, named by the sheet's id; a new file is a new sheet and
nothing else has to know it.
(That folder is not called `sheets`: a submodule would take the place of the function.)
"""

from __future__ import annotations

from functools import cache

from crm_workbook.lean import TYPE_CHECKING, Final
from crm_workbook.modules import load, modules_in
from crm_workbook.schema.titles import TITLES

if TYPE_CHECKING:
    from crm_workbook.model import Sheet

_FOLDER: Final = f"{__name__}.workbook"


@cache
def sheets() -> dict[str, Sheet]:
    """Return every sheet of the schema by id, in the order of the tabs."""
    names = modules_in(load(_FOLDER).__path__)
    found: list[Sheet] = [load(f"{_FOLDER}.{name}").SHEET for name in names]
    return {sheet.id: sheet for sheet in sorted(found, key=lambda s: s.order)}


@cache
def sheet(sheet_id: str) -> Sheet:
    """Return one sheet of the schema; those that `titles` knows come without the others.

    Raises:
        KeyError: There is none of this id.
    """
    if sheet_id not in TITLES:
        return sheets()[sheet_id]
    found: Sheet = load(f"{_FOLDER}.{sheet_id}").SHEET
    return found
