"""Build a new customer workbook."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.jobs import Job, Option
from crm_workbook.model import File, Outcome
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from crm_workbook.model import Cell

SUFFIX: Final = Problem(
    "not-xlsx",
    Text("שם הקובץ {file} אינו מסתיים ב-.xlsx.", "The name {file} does not end in .xlsx."),
    Text("למשל: crm new shop.xlsx", "For example: crm new shop.xlsx"),
)
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
) -> Outcome:
    """Return a new workbook as a file to be written.

    Args:
        lang: The language of the answer, and of the workbook unless that is given.
        file: Its path.
        workbook_lang: The language of the workbook.
        rows: Bodies of tables by sheet id, as dictionaries by column id.
        settings: Values of settings that differ from their defaults.
        lists: Values of its own for the open lists, by list id.
        on: The day it is made; today when not given.

    Raises:
        CrmError: The file's name is not that of an .xlsx workbook.
    """
    if not file.lower().endswith(".xlsx"):
        raise CrmError(SUFFIX, file=os.path.basename(file))
    from crm_workbook.build.workbook import build

    data = build(workbook_lang or lang, rows=rows, settings=settings, lists=lists, on=on)
    summary = (DONE.say(lang, file=file), NEXT.say(lang, file=file))
    return Outcome(files=(File(file, data),), summary=summary, data={"file": file})


JOB: Final = Job(
    "new",
    Text("בניית חוברת לקוחות חדשה", "build a new customer workbook"),
    run,
    (
        Option("file", "path", Text("הקובץ שייבנה", "the file to make"), positional=True,
               metavar="FILE.xlsx"),
    ),
    opens="none",
)  # fmt: skip
