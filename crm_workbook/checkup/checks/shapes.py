"""Whether the drawn buttons lead anywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.answer import Answer
from crm_workbook.checkup.checks.project import OURS
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.checkup.patient import Scene

ORDER: Final = 34
DEAD: Final = Answer(
    "shape-without-macro",
    "warning",
    Text(
        "כפתורים מצוירים מפעילים מאקרו שאינו בחוברת: {macros} (בגיליון {titles}).",
        "Drawn buttons run macros that are not in the workbook: {macros} (on {titles}).",
    ),
    Text(
        "לחידוש הכפתורים שלנו: crm macros add {file}; כפתורים אחרים מוחקים או מפנים מחדש ב-Excel.",
        "To renew ours: crm macros add {file}; delete other ones, or assign them anew in Excel.",
    ),
    private=("titles",),
)
ALIVE: Final = Answer(
    "shapes",
    "ok",
    Text("הכפתורים המצוירים בגיליונות מחוברים ({count}).",
         "The buttons drawn on the sheets lead to their macros ({count})."),
)  # fmt: skip
NONE: Final = Answer(
    "no-shapes",
    "ok",
    Text(
        "אין כפתורים מצוירים על הגיליונות; הכפתורים בלשונית.",
        "No buttons are drawn on the sheets; the buttons are on the tab.",
    ),
)
_PROCEDURE: Final = re.compile(
    r"^\s*(?:Public\s+|Private\s+)?(?:Sub|Function)\s+(\w+)", re.IGNORECASE | re.MULTILINE
)


def look(scene: Scene) -> Iterator[Answer]:
    """Compare the macros that shapes name with the procedures there are."""
    if scene.anatomy is None or scene.project is None:
        return
    shapes = scene.anatomy.shapes
    names = [module.name for module in scene.project.modules]
    known = {p.lower() for name in names for p in _PROCEDURE.findall(scene.code(name) or "")}
    dead = [s for s in shapes if re.split(r"[!.]", s.macro)[-1].lower() not in known]
    if dead:
        macros = sorted({re.split(r"[!.]", shape.macro)[-1] for shape in dead})
        titles = sorted({shape.title for shape in dead})
        yield DEAD.of(macros=", ".join(macros), titles=", ".join(titles))
    elif shapes:
        yield ALIVE.of(count=len(shapes))
    elif scene.code(OURS) is not None:
        yield NONE
