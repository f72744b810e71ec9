"""Build a new customer workbook."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.jobs import Job, Option
from crm_workbook.model import File, Outcome
from crm_workbook.text import Text, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from crm_workbook.model import Cell

SUFFIX: Final = Problem(
    "not-xlsx",
    Text("שם הקובץ {file} אינו מסתיים ב-.xlsx או ב-.xlsm.",
         "The name {file} ends neither in .xlsx nor in .xlsm."),
    Text("למשל: crm new shop.xlsx, ועם כפתורים ב-Excel: crm new shop.xlsm",
         "For example crm new shop.xlsx, or with buttons inside Excel: crm new shop.xlsm"),
)  # fmt: skip
NAMELESS: Final = Problem(
    "nameless-file",
    Text("לפני הסיומת של {file} חסר שם.", "{file} has no name before its ending."),
    SUFFIX.do,
)
ENDINGS: Final = (".xlsx", ".xlsm")
DONE: Final = Text("נבנתה חוברת לקוחות חדשה: {file}", "A new customer workbook: {file}")
NEXT: Final = Text(
    "הצעד הבא: להקליד לקוחות ורכישות, או לייבא: crm import {file} customers.csv",
    "Next: type customers and purchases, or import them: crm import {file} customers.csv",
)


def run(
    *,
    lang: str,
    file: str,
    workbook_lang: str = "",
    rows: Mapping[str, Sequence[Mapping[str, Cell]]] | None = None,
    settings: Mapping[str, Cell] | None = None,
    lists: Mapping[str, Sequence[str]] | None = None,
    on: date | None = None,
    folder: bool = False,
) -> Outcome:
    """Return a new workbook as a file to be written, with buttons when it is to be an .xlsm.

    Args:
        lang: The language of the answer, and of the workbook unless that is given.
        file: Its path.
        workbook_lang: The language of the workbook.
        rows: Bodies of tables by sheet id, as dictionaries by column id.
        settings: Values of settings that differ from their defaults.
        lists: Values of its own for the open lists, by list id.
        on: The day it is made; today when not given.
        folder: Whether to make its folder when that is not there.

    Raises:
        CrmError: The file's name is not that of a workbook, or one with buttons is wanted and
            xlwings is not installed.
    """
    name = os.path.basename(file)
    stem, suffix = os.path.splitext(name)
    if name.lower() in ENDINGS:
        raise CrmError(NAMELESS, file=name)
    if suffix.lower() not in ENDINGS:
        raise CrmError(SUFFIX, file=name)
    if not stem.strip(". "):
        raise CrmError(NAMELESS, file=name)
    from crm_workbook.build.workbook import build

    data = build(workbook_lang or lang, rows=rows, settings=settings, lists=lists, on=on)
    summary: tuple[str, ...] = (DONE.say(lang, file=file), NEXT.say(lang, file=quoted(file)))
    macros = None
    if suffix.lower() == ".xlsm":
        from crm_workbook.jobs import macros_add

        macros = macros_add.macros(workbook_lang or lang)
        summary = (summary[0], macros_add.how_to_open(lang, file, macros.lang), summary[1])
    made = File(file, data, folder=folder, macros=macros)
    return Outcome(files=(made,), summary=summary, data={"file": file})


JOB: Final = Job(
    "new",
    Text(
        "בניית חוברת לקוחות חדשה, בשפה שאחרי --lang",
        "build a new customer workbook, in the language of --lang",
    ),
    run,
    (
        Option("file", "path", Text("הקובץ שייבנה", "the file to make"), positional=True,
               metavar="FILE"),
    ),
    opens="none",
)  # fmt: skip
