"""Whether VBA and the workbook agree on what the workbook and its sheets are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.answer import Answer
from crm_workbook.checkup.checks.buttons import RENEW
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.checkup.patient import Scene

ORDER: Final = 26
WORKBOOK: Final = Answer(
    "no-code-name",
    "fault",
    Text(
        "לחוברת עצמה אין מודול VBA משלה, ובלעדיו Excel עלול להציע לתקן את הקובץ.",
        "The workbook itself has no VBA module of its own, without which Excel may offer to "
        "repair the file.",
    ),
    RENEW,
)
SHEETS: Final = Answer(
    "sheet-without-code-name",
    "warning",
    Text(
        "לגיליונות אלה אין שם קוד או מודול VBA, כנראה כי תוכנה אחרת הוסיפה אותם: {titles}.",
        "These sheets have no code name or VBA module, probably added by another program: "
        "{titles}.",
    ),
    RENEW,
    private=("titles",),
)
ALL: Final = Answer(
    "code-names",
    "ok",
    Text("לחוברת ולכל גיליון יש שם קוד ומודול VBA.",
         "The workbook and every sheet has its code name and VBA module."),
)  # fmt: skip
_WITH_CODE: Final = frozenset({"worksheet", "chartsheet"})
_SHOWN: Final = 3


def look(scene: Scene) -> Iterator[Answer]:
    """Look for a document module under each code name."""
    if scene.anatomy is None or scene.project is None:
        return
    modules = {m.name.lower() for m in scene.project.modules if m.kind == "document"}
    lacking = [
        each.title
        for each in scene.anatomy.documents
        if each.kind in _WITH_CODE and each.code_name.lower() not in modules
    ]
    whole = scene.anatomy.code_name.lower() in modules
    if not whole:
        yield WORKBOOK
    if lacking:
        more = ", ..." if len(lacking) > _SHOWN else ""
        yield SHEETS.of(titles=", ".join(lacking[:_SHOWN]) + more)
    if whole and not lacking:
        yield ALL
