"""Whether every button has its procedure, in the form this version gives it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.answer import Answer
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.checkup.patient import Scene

ORDER: Final = 22
RENEW: Final = Text(
    "יש לעדכן את החוברת: crm macros add {file}",
    "Bring the workbook up to date: crm macros add {file}"
)  # fmt: skip
LACKING: Final = Answer(
    "button-without-macro",
    "fault",
    Text(
        "חסר בחוברת המאקרו של: {buttons}.", "The workbook lacks the macro of: {buttons}."
    ),
    RENEW,
)  # fmt: skip
OLD: Final = Answer(
    "old-module",
    "warning",
    Text(
        "המאקרו {module} בחוברת אינו זה של הגרסה המותקנת: הוא ישן ממנה, או ששונה.",
        "The macros in {module} are not those of the installed version: older, or edited.",
    ),
    RENEW,
)
CURRENT: Final = Answer(
    "buttons",
    "ok",
    Text("לכל הכפתורים יש מאקרו, והוא מעודכן.", "Every button has its macro, up to date."),
)
_SUB: Final = re.compile(r"^\s*(?:Public\s+)?Sub\s+(\w+)", re.IGNORECASE | re.MULTILINE)
_ATTRIBUTE: Final = re.compile(r"^Attribute VB_.*$", re.MULTILINE)


def look(scene: Scene) -> Iterator[Answer]:
    """Compare the modules of ours with those that would be put in now."""
    if scene.project is None or scene.wanted is None:
        return
    ours = [module for module in scene.wanted.modules if not module.stays]
    there = {module.name: scene.code(module.name) for module in ours}
    if not any(code is not None for code in there.values()):
        return  # said already: there are none of ours
    subs = {name.lower() for code in there.values() for name in _SUB.findall(code or "")}
    lacking = [b.label for b in scene.wanted.buttons if b.macro.lower() not in subs]
    if lacking:
        yield LACKING.of(buttons=", ".join(lacking))
    old = [m.name for m in ours if _essence(there[m.name] or "") != _essence(m.code)]
    if old and not lacking:
        yield OLD.of(module=", ".join(old))
    if not old and not lacking:
        yield CURRENT


def _essence(code: str) -> list[str]:
    """Return lines as the editor of Excel leaves them: it changes blanks and capitals."""
    lines = _ATTRIBUTE.sub("", code.replace("\r", "")).casefold().split("\n")
    return [" ".join(line.split()) for line in lines if line.strip()]
