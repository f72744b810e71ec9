"""Write docs/functions.md and docs/functions.he.md from the functions' own declarations.

Run it after a function has changed: `python docs/make_functions.py`. A test compares.
"""
# ruff: noqa: INP001 - a script beside the pages, no part of the package

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, Final

from crm_workbook.functions import functions
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.functions.declare import Argument, Example, Function

FOLDER: Final = os.path.dirname(os.path.abspath(__file__))
PAGES: Final = {"en": "functions.md", "he": "functions.he.md"}
MADE: Final = "<!-- Made by docs/make_functions.py from crm_workbook/functions. Do not edit. -->"

TITLE: Final = Text("פונקציות לנוסחאות", "Functions for formulas")
OPENING: Final = Text(
    """\
בחוברת עם מאקרו (`crm new shop.xlsm` או `crm macros add shop.xlsx`) אפשר לכתוב את הפונקציות \
האלה בכל תא, כמו SUM. הן מופיעות באשף הפונקציות בקטגוריה *לקוחות*, עם הסבר לכל ארגומנט.

- **רק ב-Excel ל-Windows.** ב-Mac ובדפדפן הפקודות והכפתורים עושים את אותה עבודה; הפונקציה עצמה \
משיבה שם במשפט אחד.
- **הן רואות רק את מה שמוסרים להן**, ואינן קוראות ואינן משנות תאים אחרים.
- **טווח נותן טווח.** ארגומנט שמסומן כאן ב-↓ יכול להיות טווח, והתוצאות נשפכות לתאים שמתחת. \
כך גם מהיר יותר: נוסחה אחת לעמודה, לא נוסחה בכל שורה. ב-Excel 2019 ובקודמים לו בוחרים מראש את \
טווח התוצאה ומאשרים ב-Ctrl+Shift+Enter.
- **במקום שגיאה כתוב מה לא בסדר**, רק בתא שזה נוגע לו. שגיאה בתא שנמסר, כמו #N/A, נשארת שגיאה.
- **כמה זה גדול.** עמודה שלמה (`B:B`) מותרת, אבל טווח מדויק או עמודה של טבלה מהירים יותר. \
נוסחה אחת נותנת עד 100,000 תוצאות.
- **השפה** היא שפת החוברת: השורה `CRM LANGUAGE` בגיליון `xlwings.conf`.

מה שרק Excel אמיתי יכול להראות עדיין לא נבדק; הפונקציות נבדקו דרך קוד ההמרה של xlwings עצמו.""",
    """\
In a workbook with macros (`crm new shop.xlsm` or `crm macros add shop.xlsx`) these functions can \
be typed into any cell, like SUM. The function wizard has them under *Customers*, with a word on \
each argument.

- **Excel for Windows only.** On a Mac and in a browser the commands and buttons do the same \
work; there the function answers with one sentence.
- **They see what they are handed and nothing else**: they neither read nor change other cells.
- **A range gives a range.** An argument marked ↓ here may be a range, and the results spill into \
the cells below. That is quicker, too: one formula for a column, not one a row. In Excel 2019 and \
before, select the cells for the results first and confirm with Ctrl+Shift+Enter.
- **Instead of an error it says what is wrong**, only in the cell concerned. An error in a cell \
that is handed over, such as #N/A, stays one.
- **Size.** A whole column (`B:B`) will do, but an exact range or a table's column is quicker. \
One formula gives up to 100,000 results.
- **The language** is the workbook's: the row `CRM LANGUAGE` of the sheet `xlwings.conf`.

What only a real Excel can show has not been tried yet; the functions were tried through xlwings' \
own code that converts arguments and results.""",
)
HEAD: Final = Text("| ארגומנט | מה |\n|---|---|", "| argument | what |\n|---|---|")
OPTIONAL: Final = Text("לא חובה", "optional")
EXAMPLES: Final = Text("| נוסחה | תוצאה |\n|---|---|", "| formula | result |\n|---|---|")


def made(lang: str) -> str:
    """Return the page of all functions in a language."""
    parts = [f"# {TITLE.say(lang)}", MADE, OPENING.say(lang), *_sections(lang)]
    if lang == "he":
        parts = ['<div dir="rtl">', *parts, "</div>"]
    return "\n\n".join(parts) + "\n"


def formula(function: Function, example: Example) -> str:
    """Return the formula that makes an example's call, as it can be typed into a cell."""
    given = [_typed(argument) for argument in example.arguments]
    return f"={function.name}({', '.join(given)})"


def _sections(lang: str) -> Iterator[str]:
    for function in functions():
        yield f"## {function.name}"
        yield function.help.say(lang)
        names = ", ".join(
            f"[{a.name}]" if a.optional else a.name for a in function.arguments
        )  # as Excel's own help writes what may be left out
        yield f"```text\n={function.name}({names})\n```"
        rows = (_row(argument, lang) for argument in function.arguments)
        yield "\n".join([HEAD.say(lang), *rows])
        yield function.notes.say(lang)
        shown = (
            f"| `{_in_a_table(formula(function, example))}` | {_shown(example.result, lang)} |"
            for example in function.examples
        )
        yield "\n".join([EXAMPLES.say(lang), *shown])


def _row(argument: Argument, lang: str) -> str:
    mark = " ↓" if argument.each else ""
    told = argument.help.say(lang)
    if argument.optional:
        told = f"{told} ({OPTIONAL.say(lang)})"
    return f"| `{argument.name}`{mark} | {told} |"


def _in_a_table(text: str) -> str:
    return text.replace("|", "\\|")


def _typed(value: object) -> str:
    """Return an argument as it is typed in a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:g}" if value < 1e6 else f"{value:.0f}"  # noqa: PLR2004 - no exponents
    if isinstance(value, date):
        return f"DATE({value.year}, {value.month}, {value.day})"
    if isinstance(value, tuple):
        rows = (", ".join(_typed(cell) or '""' for cell in row) for row in value)
        return "{" + "; ".join(rows) + "}"
    return '"' + str(value).replace('"', '""') + '"'


def _shown(result: object, lang: str) -> str:
    if isinstance(result, Text):
        return result.say(lang)
    if isinstance(result, tuple):
        return "<br>".join(", ".join(_shown(cell, lang) for cell in row) for row in result)
    return f"{result:g}" if isinstance(result, float) else str(result)


def main() -> None:
    """Write both pages."""
    for lang, name in PAGES.items():
        with open(os.path.join(FOLDER, name), "w", encoding="utf-8", newline="\n") as page:
            page.write(made(lang))


if __name__ == "__main__":
    main()
