"""Whether the file is there and is a workbook at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.answer import Answer
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.checkup.patient import Scene

ORDER: Final = 10
OPENS: Final = Answer(
    "opens",
    "ok",
    Text("הקובץ {name} נקרא, והוא חוברת Excel.", "{name} can be read and is an Excel workbook."),
)
INSIDE: Final = Answer(
    "inside",
    "skipped",
    Text(
        "מה שבתוך החוברת (מאקרו, כפתורים, הגדרות) לא נבדק, כי אי אפשר לקרוא אותה.",
        "What is inside the workbook (macros, buttons, settings), since it cannot be read.",
    ),
)


def look(scene: Scene) -> Iterator[Answer]:
    """Say why the file cannot be read, in the words in which every command says it."""
    patient = scene.patient
    if patient is None:
        return
    if patient.error is not None:
        problem = patient.error.problem
        yield Answer(problem.code, "fault", problem.what, problem.do, patient.error.values)
        yield INSIDE
    else:
        yield OPENS.of(name=patient.name)
