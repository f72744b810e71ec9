"""Remakes `titles.py` from the sheets: `python -m crm_workbook.schema.remake`."""

from __future__ import annotations

import json
from typing import Final

from crm_workbook.schema import sheets

HEAD: Final = '''\
"""How each sheet is called, so that a workbook's tabs are known before any sheet is loaded.

Made from the sheets by `python -m crm_workbook.schema.remake`, so that `crm check` loads only
those a workbook has. A sheet that is missing here is found all the same, after loading them all.
"""

from crm_workbook.lean import Final

TITLES: Final[dict[str, tuple[str, str, str]]] = {
    # id: the Hebrew title, the English title, the name of the table
'''


def titles() -> dict[str, tuple[str, str, str]]:
    """Return of each sheet by id: its Hebrew and its English title and its table's name."""
    return {sheet.id: (sheet.he, sheet.en, sheet.table) for sheet in sheets().values()}


def source() -> str:
    """Return what `titles.py` should be."""
    lines = [
        f"    {_said(sheet_id)}: ({', '.join(map(_said, names))}),\n"
        for sheet_id, names in titles().items()
    ]
    return f"{HEAD}{''.join(lines)}}}\n"


def _said(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)


if __name__ == "__main__":
    path = __file__.replace("remake.py", "titles.py")
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(source())
