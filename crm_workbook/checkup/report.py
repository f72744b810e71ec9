"""The report on a trial, to be sent in: as text and as JSON, nothing private in either."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from crm_workbook.checkup.telling import data, lines
from crm_workbook.model import File
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crm_workbook.checkup.answer import Answer
    from crm_workbook.checkup.patient import Scene
    from crm_workbook.checkup.trial import Trial, Tried

NAME: Final = "crm-doctor-report"
WRITTEN: Final = Text(
    "הדוח נכתב: {files}. אין בו נתוני לקוחות ושמות אנשים.",
    "The report was written: {files}. It holds no customer data and no names of people.",
)


def files(scene: Scene, answers: Sequence[Answer], trial: Trial, lang: str) -> tuple[File, ...]:
    """Return both files; an earlier report of the same name is replaced."""
    whole = data(answers, lang, scene.computer, of_file=True) | {"excel": trial.data()}
    told = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    text = "\n".join(_text(scene, answers, trial, lang)) + "\n"
    return (
        File(f"{NAME}.json", told.encode(), replace=True),
        File(f"{NAME}.txt", text.encode(), replace=True),
    )


def _text(scene: Scene, answers: Sequence[Answer], trial: Trial, lang: str) -> Iterator[str]:
    computer = scene.computer
    yield f"{computer.system}, Excel {trial.version}, Python {computer.python} ({computer.bits})"
    yield f"xlwings {computer.version('xlwings')}"
    yield ""
    yield from lines(answers, lang, of_file=True, mailed=True)
    for title, tried in (("macros", trial.macros), ("behaviours", trial.behaviours)):
        yield ""
        yield f"{title}:"
        yield from map(_line, tried)


def _line(tried: Tried) -> str:
    line = f"  {tried.state:8}{tried.seconds:8.3f} s  {tried.id}"
    if tried.state == "failed":
        line += f": expected {tried.expected}, got {tried.got}"
    return line
