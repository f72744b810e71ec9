"""`crm explain`: the page of a rule, of a column, or of everything there is.

A rule's page is the docstring that is also its test; a column's is its declaration in the schema.
"""

from __future__ import annotations

from typing import Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.jobs import Job, Option
from crm_workbook.model import STDOUT, File, Outcome
from crm_workbook.rules import index
from crm_workbook.rules.deciding.choose import family, one
from crm_workbook.rules.page import Page, page, render
from crm_workbook.schema import described
from crm_workbook.text import Text

COLUMN: Final = "column"
SCHEMA: Final = 1
"""The version of the JSON's shape."""
WHAT: Final = Problem(
    "explain-what",
    Text("מה להסביר?", "Explain what?"),
    Text(
        "כלל: crm explain CRM121. עמודה: crm explain column customers.phone. הכול: crm explain "
        "--all",
        "A rule: crm explain CRM121. A column: crm explain column customers.phone. "
        "Everything: crm explain --all",
    ),
)
TOO_MUCH: Final = Problem(
    "explain-too-much",
    Text("'{word}' מיותר כאן.", "There is no use for '{word}' here."),
    WHAT.do,
)


def run(
    *,
    lang: str,
    code: str = "",
    of: str = "",
    all: bool = False,  # noqa: A002 - the name of the option
    format: str = "text",  # noqa: A002 - the name of the option
) -> Outcome:
    """Show what a rule looks for, why it matters and what mends it; or what a column holds.

    Args:
        lang: The language of the page.
        code: The rule's code or name; the beginning of codes, for a list of those rules;
            `column` before a column; a column itself, `customers.phone`.
        of: The column, after `column`.
        all: Explain every rule and every column.
        format: `text`, or `json` for programs.

    Raises:
        CrmError: There is no such rule or column, and the nearest is named; or nothing to explain
            was given, or too much.
    """
    if code.casefold() == COLUMN:
        code = COLUMN
    word = of if code == COLUMN else code
    if all and code:
        raise CrmError(TOO_MUCH, word=code)
    if of and code != COLUMN:
        raise CrmError(TOO_MUCH, word=of)
    if not (all or word):
        raise CrmError(WHAT)
    data: dict[str, object]
    if all:
        pages = [page(each) for each in index()]
        columns = described.columns()
        data = {
            "schema": SCHEMA,
            "rules": [_rule(each, lang) for each in pages],
            "columns": [each.data(lang) for each in columns],
        }
        texts = [render(each, lang) for each in pages] + [each.render(lang) for each in columns]
    elif code == COLUMN or "." in code:
        column = described.column(word)
        data, texts = column.data(lang), [column.render(lang)]
    elif family(code):
        pages = [page(each) for each in family(code)]
        data = {"schema": SCHEMA, "rules": [_rule(each, lang) for each in pages]}
        texts = ["\n".join(f"{p.code} {p.name}: {p.title.say(lang)}" for p in pages)]
    else:
        shown = page(one(code))
        data, texts = _rule(shown, lang), [render(shown, lang)]
    if format == "json":
        import json

        told = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        return Outcome(files=(File(STDOUT, told.encode()),), data=data)
    return Outcome(summary=tuple("\n\n\n".join(texts).splitlines()), data=data)


def _rule(shown: Page, lang: str) -> dict[str, object]:
    return {
        "code": shown.code,
        "name": shown.name,
        "severity": shown.severity,
        "title": shown.title.say(lang),
        "why": shown.why.say(lang),
        "example": shown.example,
        "finds": list(shown.finds),
        "fix": shown.fix.say(lang),
    }


JOB: Final = Job(
    "explain",
    Text(
        "הסבר על כלל בדיקה (מה הוא מוצא, למה ואיך מתקנים) או על עמודה",
        "explain a rule of crm check, or a column",
    ),
    run,
    (
        Option(
            "code", "text",
            Text("קוד הכלל או שמו, למשל CRM121; או המילה column", "the rule's code or name, such "
                 "as CRM121; or the word column"),
            "", positional=True, metavar="CODE",
        ),
        Option(
            "of", "text",
            Text("אחרי column: העמודה, למשל customers.phone",
                 "after column: the column, such as customers.phone"),
            "", positional=True, metavar="COLUMN",
        ),
        Option(
            "all", "flag", Text("להסביר את כל הכללים והעמודות", "explain every rule and column"),
            default=False,
        ),
        Option(
            "format", "choice", Text("צורת ההסבר", "format of the explanation"),
            "text", ("json", "text"),
        ),
    ),
    opens="none",
)  # fmt: skip
