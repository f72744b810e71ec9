"""Whether the tab with the buttons is on the ribbon, with all of them on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.answer import Answer
from crm_workbook.checkup.checks.buttons import RENEW
from crm_workbook.checkup.checks.project import OURS
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.checkup.patient import Scene

ORDER: Final = 32
NO_TAB: Final = Answer(
    "no-ribbon-tab",
    "fault",
    Text(
        "לשונית הכפתורים אינה בחוברת, כנראה כי תוכנה אחרת שמרה אותה.",
        "The tab with the buttons is not in the workbook, probably because another program saved "
        "it.",
    ),
    RENEW,
)
LACKING: Final = Answer(
    "ribbon-lacks-buttons",
    "warning",
    Text(
        "בלשונית חסרים כפתורים שיש בגרסה המותקנת: {buttons}.",
        "The tab lacks buttons of the installed version: {buttons}.",
    ),
    RENEW,
)
COMPLETE: Final = Answer(
    "ribbon", "ok", Text("לשונית הכפתורים בחוברת.", "The tab with the buttons is in the workbook.")
)
_TAB: Final = re.compile(rb"<(?:\w+:)?tab\b[^>]*\bid=[\"']crmTab[\"']")
_ID: Final = r"id=[\"'](crm_\w+)[\"']"


def look(scene: Scene) -> Iterator[Answer]:
    """Look into the ribbon parts; of two, each Excel takes the newest it knows."""
    if scene.anatomy is None or scene.code(OURS) is None:
        return
    ribbons = scene.anatomy.ribbons
    if not ribbons or not all(_TAB.search(ribbon) for ribbon in ribbons):
        yield NO_TAB
        return
    if scene.wanted is None:
        return
    known = re.findall(_ID, scene.wanted.ribbon)
    there = [set(re.findall(_ID, ribbon.decode(errors="replace"))) for ribbon in ribbons]
    labels = [button.label for button in scene.wanted.buttons]
    lacking = [
        label
        for name, label in zip(known, labels, strict=False)
        if not all(name in found for found in there)
    ]
    yield LACKING.of(buttons=", ".join(lacking)) if lacking else COMPLETE
