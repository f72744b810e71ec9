"""Will the buttons work here, and if not, what to do about it?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.jobs import Job, Option
from crm_workbook.model import STDOUT, File, Outcome
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    import xlwings as xw

    from crm_workbook.checkup.answer import Answer
    from crm_workbook.checkup.computer import Computer
    from crm_workbook.checkup.patient import Patient, Scene
    from crm_workbook.checkup.trial import Trial
    from crm_workbook.model import Macros

NO_FILE: Final = Problem(
    "excel-needs-file",
    Text("עם --excel צריך לציין חוברת.", "With --excel a workbook has to be named."),
    Text("למשל: crm doctor shop.xlsm --excel", "For example: crm doctor shop.xlsm --excel"),
)


def run(
    *,
    lang: str,
    file: Patient | None = None,
    excel: bool = False,
    format: str = "text",  # noqa: A002 - the option's name
    computer: Computer | None = None,
    start: Callable[[], xw.App] | None = None,
) -> Outcome:
    """Look at the computer, and at a workbook when one is named; neither is changed.

    Args:
        lang: The language to answer in.
        file: The workbook.
        excel: Try a copy of the workbook in an Excel of its own and write a report.
        format: `text`, or `json` for programs.
        computer: Another computer than this one.
        start: Starts the application for the trial, in place of an Excel of its own.

    Raises:
        CrmError: `excel` without a workbook.
    """
    from crm_workbook.checkup import report, telling
    from crm_workbook.checkup.computer import this_computer
    from crm_workbook.checkup.look import look, ordered
    from crm_workbook.checkup.patient import Scene

    if excel and file is None:
        raise CrmError(NO_FILE)
    scene = Scene(computer or this_computer(), file, _wanted(lang))
    answers = look(scene)
    files: tuple[File, ...] = ()
    of_file = file is not None
    excel_told: dict[str, object] = {}
    if excel:
        trial = _trial(scene, answers, start)
        answers = ordered((*answers, *trial.answers))
        if trial.tried:
            files = report.files(scene, answers, trial, lang)
            excel_told = {"excel": trial.data()}
    told = telling.data(answers, lang, scene.computer, of_file=of_file) | excel_told
    failed = any(answer.state == "fault" for answer in answers)
    if format == "json":
        text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
        return Outcome(files=(*files, File(STDOUT, text.encode())), data=told, failed=failed)
    summary = telling.lines(answers, lang, of_file=of_file)
    if files:
        names = ", ".join(each.path for each in files)
        summary += ["", report.WRITTEN.say(lang, files=names)]
    return Outcome(files=files, summary=tuple(summary), data=told, failed=failed)


def _trial(scene: Scene, answers: tuple[Answer, ...], start: Callable[[], xw.App] | None) -> Trial:
    from crm_workbook.checkup.trial import not_tried, obstacle, try_out

    why_not = obstacle(scene.computer, answers, given=start is not None)
    return try_out(scene, start) if why_not is None else not_tried(why_not)


def _wanted(lang: str) -> Macros | None:
    """Return what this version puts into a workbook; None when it cannot be made here.

    Args:
        lang: The language in which buttons are named to the reader; nothing that is compared
            depends on it.
    """
    from crm_workbook.jobs import macros_add

    try:
        return macros_add.macros(lang)
    except (CrmError, ImportError):  # what is missing is said by a check of its own
        return None


JOB: Final = Job(
    "doctor",
    Text(
        "האם הכפתורים יפעלו במחשב הזה ובחוברת הזו, ואם לא, מה לעשות",
        "whether the buttons will work on this computer, in this workbook, and if not, what to do",
    ),
    run,
    (
        Option(
            "file", "patient",
            Text("חוברת לבדיקה; בלעדיה נבדק רק המחשב",
                 "the workbook to look at; without it, only the computer"),
            "", positional=True, metavar="FILE",
        ),
        Option(
            "excel", "flag",
            Text("להפעיל עותק של החוברת ב-Excel נפרד ולכתוב דוח לשליחה (Windows ו-Mac)",
                 "try a copy of the workbook in an Excel of its own and write a report to send in "
                 "(Windows and Mac)"),
            default=False,
        ),
        Option("format", "choice", Text("טקסט, או JSON לתוכנות", "text, or JSON for programs"),
               "text", choices=("text", "json")),
    ),
    opens="none",
)  # fmt: skip
