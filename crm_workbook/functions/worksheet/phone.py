"""CRM_PHONE: a number as people here write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.fields import phone
from crm_workbook.fields.choice import name_of
from crm_workbook.functions.declare import Argument, Example, Function
from crm_workbook.functions.grids import single, spread
from crm_workbook.functions.reading import choice, unknown
from crm_workbook.model import Choice
from crm_workbook.text import Text

if TYPE_CHECKING:
    from crm_workbook.functions.grids import Grid
    from crm_workbook.model import Cell

FORMS: Final = (
    Choice("local", "מקומי", "local"),
    Choice("international", "בינלאומי", "international", ("e164", "e.164")),
    Choice("digits", "ספרות", "digits"),
)

NOT_A_PHONE: Final = Text("לא מספר טלפון", "not a phone number")
FAULTS: Final = {
    "rounded-phone": Text("ספרות אבדו בעיגול", "digits were lost to rounding"),
    "short-phone": Text("חסרות ספרות", "digits are missing"),
    "long-phone": Text("יותר מדי ספרות", "too many digits"),
    "missing-plus": Text('למספר מחו"ל חסר +', "a number from abroad needs its +"),
    "unknown-area-code": Text("אין קידומת כזו", "no such area code"),
}


def run(lang: str, phones: Grid, form: Grid) -> Grid:
    """Return numbers in the form asked for; see `FUNCTION`."""
    wanted = choice(single(form), FORMS)
    if wanted is None:
        raise unknown(single(form), ", ".join(name_of(each, lang) for each in FORMS))

    def one(cell: Cell) -> Cell | Text:
        if cell is None:
            return None
        found = phone.read(cell)
        if found.value is None:
            return FAULTS.get(found.fault, NOT_A_PHONE) if found.fault else None
        number = str(found.value)
        if wanted == "international":
            return number
        written = str(phone.write(number))
        return written.replace("-", "") if wanted == "digits" else written

    return spread(lang, one, phones)


FUNCTION: Final = Function(
    "CRM_PHONE",
    Text(
        'מספר טלפון בכתיב אחיד: 052-2345678. אפס שאבד חוזר למקומו, ומספר מחו"ל נשאר כמו שהוא.',
        "A phone number written one way: 052-2345678. A lost leading zero comes back; a number "
        "from abroad stays as it is.",
    ),
    (
        Argument(
            "phone", Text("מספר אחד או טווח של מספרים", "A number, or a range of them"), each=True
        ),
        Argument(
            "form",
            Text(
                "הצורה: מקומי (ברירת המחדל), בינלאומי, או ספרות",
                "The form: local (the default), international, or digits",
            ),
            optional=True,
        ),
    ),
    run,
    Text(
        "ההבנה זהה לזו של `crm check`: מילים ושלוחה ליד המספר יורדות, ומשני מספרים בתא אחד נשאר "
        "הראשון. תא שאינו מספר טלפון מקבל במקומו את הסיבה.",
        "Numbers are understood as by `crm check`: words and an extension beside the "
        "number go, and of two numbers in one cell the first stays. A cell that is no phone "
        "number gives the reason instead.",
    ),
    (
        Example((522345678.0,), Text("052-2345678", "052-2345678")),
        Example(("+972 (0)3 555 1234", "international"), Text("+97235551234", "+97235551234")),
        Example(("0044 20 7946 0958",), Text("+442079460958", "+442079460958")),
        Example(("052-2345",), FAULTS["short-phone"]),
    ),
)  # fmt: skip
