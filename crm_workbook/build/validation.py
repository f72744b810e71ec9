"""Dropdowns, limits and prompts of a column, in the workbook's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.worksheet.datavalidation import DataValidation

from crm_workbook.build.names import keys_name, list_name
from crm_workbook.fields.boolean import yes_or_no
from crm_workbook.schema import sheet
from crm_workbook.schema.lists import LISTS
from crm_workbook.text import Text

if TYPE_CHECKING:
    from crm_workbook.model import Column

CHOOSE: Final = Text(
    "הערך אינו ברשימה, והרשימה קבועה. יש לבחור מתוכה.",
    "This value is not in the list, and the list is fixed. Choose one of it.",
)
NEW_VALUE: Final = Text(
    "הערך עוד אינו ברשימה. להשאיר אותו? אפשר להוסיף אותו לרשימה בגיליון {sheet}.",
    "This value is not in the list yet. Keep it? It can be added on the {sheet} sheet.",
)
UNKNOWN_KEY: Final = Text(
    "המזהה אינו מופיע בגיליון {sheet}. להשאיר אותו בכל זאת?",
    "This ID is not on the {sheet} sheet. Keep it anyway?",
)
YES_NO: Final = Text("יש לבחור כן או לא.", "Choose Yes or No.")
A_DATE: Final = Text("יש להקליד תאריך, למשל 31/12/2026.", "Type a date, such as 31/12/2026.")
A_NUMBER: Final = Text("יש להקליד מספר.", "Type a number.")
BETWEEN: Final = Text("יש להקליד מספר בין {low} ל-{high}.", "Type a number from {low} to {high}.")
COMPUTED: Final = Text(
    "העמודה מחושבת. הערך יתחלף בריענון הבא, ולכן אין מה להקליד כאן.",
    "This column is computed and replaced at the next refresh, so there is nothing to type.",
)
FIRST_DATE: Final = "DATE(1900,3,1)"
"""Excel believes in 29 February 1900, so dates before March of that year are unreliable."""
LAST_DATE: Final = "DATE(2199,12,31)"
_PROMPT_LIMIT: Final = 255
_TITLE_LIMIT: Final = 32


def validation(column: Column, lang: str, referenced: str) -> DataValidation | None:
    """Return the data validation for the whole of a column, or None when it needs none.

    Args:
        column: The column.
        lang: The language of prompts and messages.
        referenced: The tab name of the sheet a reference points to.
    """
    made = _limit(column, lang, referenced)
    note = column.note.say(lang) if column.note else ""
    if made is None and not note:
        return None
    made = made or DataValidation(type=None)
    made.allow_blank = True
    made.showErrorMessage = made.type is not None
    made.errorTitle = column.heading.say(lang)[:_TITLE_LIMIT]
    if note:
        made.showInputMessage = True
        made.promptTitle = column.heading.say(lang)[:_TITLE_LIMIT]
        made.prompt = note[:_PROMPT_LIMIT]
    return made


def _limit(column: Column, lang: str, referenced: str) -> DataValidation | None:
    if column.role != "input":
        return DataValidation(type="custom", formula1="FALSE", error=COMPUTED.say(lang))
    if column.kind == "choice":
        return _choice(column, lang)
    if column.kind == "reference":
        made = DataValidation(type="list", formula1=keys_name(column.ref), errorStyle="warning")
        made.error = UNKNOWN_KEY.say(lang, sheet=referenced)
        return made
    if column.kind == "boolean":
        answers = ",".join(yes_or_no(value, lang) for value in (True, False))
        return DataValidation(type="list", formula1=f'"{answers}"', error=YES_NO.say(lang))
    if column.kind == "date":
        made = DataValidation(type="date", operator="between")
        made.formula1, made.formula2 = FIRST_DATE, LAST_DATE
        made.error = A_DATE.say(lang)
        return made
    return _number(column, lang) if column.kind in {"money", "number", "percent"} else None


def _choice(column: Column, lang: str) -> DataValidation:
    made = DataValidation(type="list", formula1=list_name(column.choices))
    if LISTS[column.choices].open:
        made.errorStyle = "warning"
        made.error = NEW_VALUE.say(lang, sheet=sheet("lists").title.say(lang))
    else:
        made.error = CHOOSE.say(lang)
    return made


def _number(column: Column, lang: str) -> DataValidation:
    low = -1e12 if column.low is None else column.low
    high = 1e12 if column.high is None else column.high
    made = DataValidation(type="decimal", operator="between")
    made.formula1, made.formula2 = f"{low:.15g}", f"{high:.15g}"
    bounded = column.low is not None and column.high is not None
    made.error = (
        BETWEEN.say(lang, low=f"{low:g}", high=f"{high:g}") if bounded else A_NUMBER.say(lang)
    )
    return made
