"""Whether a sheet would be taken for Python code, for which xlwings demands a paid licence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.answer import Answer
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.checkup.patient import Scene

ORDER: Final = 30
CODE_SHEET: Final = Answer(
    "sheet-named-py",
    "fault",
    Text(
        'שם הגיליון "{title}" מסתיים ב-.py, ולכן xlwings דורש רישיון בתשלום במקום להפעיל כפתורים.',
        "The name of the sheet “{title}” ends in .py, so xlwings asks for a paid licence instead "
        "of running the buttons.",
    ),
    Text("יש לשנות את שם הגיליון.", "Rename the sheet."),
    private=("title",),
)


def look(scene: Scene) -> Iterator[Answer]:
    """Look for the ending that xlwings' macro looks for, in the same letters."""
    if scene.anatomy is None:
        return
    for each in scene.anatomy.documents:
        if each.title.endswith(".py"):
            yield CODE_SHEET.of(title=each.title)
