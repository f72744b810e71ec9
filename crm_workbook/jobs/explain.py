"""`crm explain`: the page of one rule, from the docstring that is also its test."""

from __future__ import annotations

from typing import Final

from crm_workbook.jobs import Job, Option
from crm_workbook.model import Outcome
from crm_workbook.rules.choose import one
from crm_workbook.rules.page import page, render
from crm_workbook.text import Text


def run(*, lang: str, code: str) -> Outcome:
    """Show what a rule looks for, why it matters and what mends it.

    Args:
        lang: The language of the page.
        code: The rule's code or name.

    Raises:
        CrmError: There is no such rule; the nearest is named.
    """
    shown = page(one(code))
    data = {
        "code": shown.code,
        "name": shown.name,
        "severity": shown.severity,
        "title": shown.title.say(lang),
        "why": shown.why.say(lang),
        "example": shown.example,
        "finds": list(shown.finds),
        "fix": shown.fix.say(lang),
    }
    return Outcome(summary=tuple(render(shown, lang).splitlines()), data=data)


JOB: Final = Job(
    "explain",
    Text("הסבר על כלל בדיקה: מה הוא מוצא, למה ואיך מתקנים", "explain a rule of crm check"),
    run,
    (
        Option(
            "code", "text",
            Text("קוד הכלל או שמו, למשל CRM121", "the rule's code or name, such as CRM121"),
            positional=True, metavar="CODE",
        ),
    ),
    opens="none",
)  # fmt: skip
