"""Whether the ending of the name and the kind of the workbook agree."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.answer import Answer
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.checkup.patient import Scene

ORDER: Final = 12
MACRO_NAME: Final = Answer(
    "xlsm-without-macro-type",
    "fault",
    Text(
        "שם הקובץ מסתיים ב-.xlsm, אבל מבפנים הוא חוברת בלי מאקרו; Excel אינו פותח קובץ כזה.",
        "The name ends in .xlsm, but inside it is a workbook without macros; "
        "Excel does not open such a file.",
    ),
    Text(
        "יש לשנות את הסיומת ל-.xlsx, ואז להוסיף כפתורים: crm macros add FILE.xlsx",
        "Change the ending to .xlsx, then add the buttons: crm macros add FILE.xlsx",
    ),
)
PLAIN_NAME: Final = Answer(
    "xlsx-with-macro-type",
    "fault",
    Text(
        "שם הקובץ מסתיים ב-.xlsx, אבל מבפנים הוא חוברת עם מאקרו; Excel אינו פותח קובץ כזה.",
        "The name ends in .xlsx, but inside it is a workbook with macros; "
        "Excel does not open such a file.",
    ),
    Text("יש לשנות את הסיומת ל-.xlsm.", "Change the ending to .xlsm."),
)
OTHER_NAME: Final = Answer(
    "other-suffix",
    "warning",
    Text(
        "שם הקובץ אינו מסתיים ב-.xlsm או ב-.xlsx, ולכן לחיצה כפולה עליו אולי לא תפתח את Excel.",
        "The name ends neither in .xlsm nor in .xlsx, so a double click may not open Excel.",
    ),
    Text(
        "יש לשנות את הסיומת: .xlsm לחוברת עם כפתורים, .xlsx לחוברת בלי.",
        "Change the ending: .xlsm for a workbook with buttons, .xlsx for one without.",
    ),
)
FITS: Final = Answer(
    "suffix",
    "ok",
    Text("הסיומת {suffix} מתאימה לסוג החוברת.", "The ending {suffix} fits the kind of workbook."),
)
_MACRO: Final = "macroenabled"


def look(scene: Scene) -> Iterator[Answer]:
    """Compare the name's ending with what the package declares itself to be."""
    if scene.patient is None or scene.anatomy is None:
        return
    suffix = os.path.splitext(scene.patient.name)[1].lower()
    enabled = _MACRO in scene.anatomy.content_type.lower()
    if suffix not in {".xlsm", ".xlsx"}:
        yield OTHER_NAME
    elif enabled != (suffix == ".xlsm"):
        yield PLAIN_NAME if enabled else MACRO_NAME
    else:
        yield FITS.of(suffix=suffix)
