"""What a customer workbook should be: its sheets, lists and settings.

One file a sheet in `schema/workbook/`; a new file is a new sheet and nothing else has to know it.
(That folder is not called `sheets`: a submodule would take the place of the function.)
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from crm_workbook.lean import TYPE_CHECKING
from crm_workbook.modules import modules_in

if TYPE_CHECKING:
    from crm_workbook.model import Sheet


@cache
def sheets() -> dict[str, Sheet]:
    """Return every sheet of the schema by id, in the order of the tabs."""
    folder = import_module(f"{__name__}.workbook")
    names = modules_in(folder.__path__)
    found = [import_module(f"{folder.__name__}.{name}").SHEET for name in names]
    return {sheet.id: sheet for sheet in sorted(found, key=lambda s: s.order)}


def sheet(sheet_id: str) -> Sheet:
    """Return one sheet of the schema.

    Raises:
        KeyError: There is none of this id.
    """
    return sheets()[sheet_id]
