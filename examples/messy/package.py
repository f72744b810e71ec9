"""The same workbook is the same bytes on every run, with the results of its formulas.

openpyxl writes the hour into the properties and into every entry of the package, and leaves
formulas without results.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl import Workbook

FIRST_HOUR = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip file can name."""
SAVED = rb"\g<1>2026-10-29T18:00:00Z"
SAVED_AT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
FORMULA = re.compile(r'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v ?(?:/>|></v>)')


def saved(book: Workbook, results: Mapping[tuple[str, str], float]) -> bytes:
    """Return a workbook as a file.

    Args:
        book: The workbook.
        results: What formulas come to, by tab and cell; the others stay uncalculated.
    """
    stream = io.BytesIO()
    book.save(stream)
    titles = {f"xl/worksheets/sheet{n}.xml": title for n, title in enumerate(book.sheetnames, 1)}
    made = io.BytesIO()
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = SAVED_AT.sub(SAVED, data)
            elif name in titles:
                data = _calculated(data.decode(), titles[name], results).encode()
            entry = zipfile.ZipInfo(name, FIRST_HOUR)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, data, compresslevel=9)
    return made.getvalue()


def _calculated(sheet: str, title: str, results: Mapping[tuple[str, str], float]) -> str:
    def result(match: re.Match[str]) -> str:
        value = results.get((title, match[2]))
        return match[0] if value is None else f"{match[1]}<v>{value:.15g}</v>"

    return FORMULA.sub(result, sheet)
