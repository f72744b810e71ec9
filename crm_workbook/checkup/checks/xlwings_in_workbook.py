"""Whether the workbook's own xlwings is of the version that is installed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.answer import Answer
from crm_workbook.checkup.checks.buttons import RENEW
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.checkup.patient import Scene

ORDER: Final = 24
MISSING: Final = Answer(
    "no-xlwings-module",
    "fault",
    Text(
        "בחוברת חסר המאקרו שמפעיל את Python (המודול xlwings).",
        "The workbook lacks the macro that starts Python (the module xlwings).",
    ),
    RENEW,
)
DIFFERS: Final = Answer(
    "xlwings-version-differs",
    "fault",
    Text(
        "בחוברת xlwings בגרסה {inside} ובמחשב בגרסה {installed}; השתיים צריכות להיות זהות.",
        "The workbook has xlwings {inside} and the computer {installed}; the two must be the "
        "same.",
    ),
    RENEW,
)
SAME: Final = Answer(
    "xlwings-version",
    "ok",
    Text("הספרייה xlwings בחוברת ובמחשב באותה גרסה ({installed}).",
         "xlwings in the workbook and on the computer is the same version ({installed})."),
)  # fmt: skip
UNREADABLE: Final = Text("לא ידועה", "unknown")
_VERSION: Final = re.compile(r'XLWINGS_VERSION As String = "([^"]*)"', re.IGNORECASE)


def look(scene: Scene) -> Iterator[Answer]:
    """Compare the constant in the VBA with the package's metadata."""
    installed = scene.computer.version("xlwings")
    if scene.project is None or installed is None:
        return
    code = scene.code("xlwings")
    if code is None:
        if scene.code("CrmButtons") is not None:
            yield MISSING
        return
    found = _VERSION.search(code)
    inside: object = found[1] if found else UNREADABLE
    answer = SAME if inside == installed else DIFFERS
    yield answer.of(inside=inside, installed=installed)
