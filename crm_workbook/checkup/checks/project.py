"""Whether the workbook has macros, whose they are, and whether they are whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.answer import Answer
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.checkup.patient import Scene

ORDER: Final = 20
OURS: Final = "CrmButtons"
"""The module by which a project is known to have our buttons."""
ADD: Final = Text(
    "יש להוסיף את הכפתורים (שום דבר אחר לא ישתנה): crm macros add {file}",
    "Add the buttons, which changes nothing else: crm macros add {file}",
)
NONE: Final = Answer(
    "no-macros", "fault", Text("בחוברת אין מאקרו.", "The workbook has no macros."), ADD
)
DAMAGED: Final = Answer(
    "macros-damaged",
    "fault",
    Text(
        "חלק המאקרו של החוברת פגום ({why}).",
        "The macro part of the workbook is damaged ({why}).",
    ),
    Text(
        "יש לשמור את החוברת ב-Excel כקובץ xlsx, ואז: crm macros add FILE.xlsx; או לחזור לגיבוי.",
        "Save the workbook in Excel as .xlsx, then: crm macros add FILE.xlsx; or go back to a "
        "backup.",
    ),
)
FOREIGN: Final = Answer(
    "macros-foreign",
    "fault",
    Text(
        "בחוברת יש מאקרו, אבל לא הכפתורים שלנו.",
        "The workbook has macros, but not our buttons.",
    ),
    ADD,
)
SIGNED: Final = Answer(
    "macros-signed",
    "warning",
    Text(
        "המאקרו בחוברת חתום דיגיטלית, ולכן crm macros add לא ישנה אותו.",
        "The macros are signed, so crm macros add will not change them.",
    ),
    Text(
        "לפני עדכון הכפתורים יש להסיר את החתימה בעורך ה-VBA (Tools, Digital Signature).",
        "Before renewing the buttons, remove the signature in the VBA editor (Tools, Digital "
        "Signature).",
    ),
)
LOCKED: Final = Answer(
    "macros-locked",
    "warning",
    Text(
        "המאקרו בחוברת נעול בסיסמה, ולכן crm macros add לא ישנה אותו.",
        "The macros are locked with a password, so crm macros add will not change them.",
    ),
    Text(
        "לפני עדכון הכפתורים יש לבטל את הנעילה בעורך ה-VBA (Tools, VBAProject Properties).",
        "Before renewing the buttons, unlock them in the VBA editor (Tools, VBAProject "
        "Properties).",
    ),
)
PRESENT: Final = Answer(
    "macros", "ok",
    Text("בחוברת יש מאקרו, והוא שלם.", "The workbook has macros, and they are whole."),
)  # fmt: skip


def look(scene: Scene) -> Iterator[Answer]:
    """Look at the project as a whole; its modules are looked at elsewhere."""
    anatomy, project = scene.anatomy, scene.project
    if anatomy is None:
        return
    if anatomy.project is None:
        yield NONE
        return
    if project is None:
        yield DAMAGED.of(why=scene.damage)
        return
    if project.module(OURS) is None:
        yield FOREIGN
    else:
        yield PRESENT
    if anatomy.signed:
        yield SIGNED
    if project.protected:
        yield LOCKED
