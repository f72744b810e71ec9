"""CRM_WHATSAPP: a link that opens a chat with the message already in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.fields import phone
from crm_workbook.functions.declare import Argument, Example, Function
from crm_workbook.functions.grids import NOTHING, spread
from crm_workbook.text import Text

if TYPE_CHECKING:
    from crm_workbook.functions.grids import Grid
    from crm_workbook.model import Cell


def run(lang: str, phones: Grid, message: Grid = NOTHING) -> Grid:
    """Return links; see `FUNCTION`."""
    from crm_workbook.outreach.channels import Message, channel
    from crm_workbook.outreach.language import tidy, unmarked

    whatsapp = channel("whatsapp")

    def one(number: Cell, words: Cell) -> Cell | Text:
        if number is None:
            return None
        to = whatsapp.address({"phone": phone.read(number).value})
        if not to:
            return whatsapp.no_address
        text = "" if words is None else tidy(unmarked(_text(words)))
        handed = whatsapp.hand(Message("", to, lang, "", text))
        if handed.link:
            return handed.link.removesuffix("?text=")
        return "; ".join(note.say(lang, **values) for note, values in handed.notes)

    return spread(lang, one, phones, message)


def _text(cell: Cell) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


FUNCTION: Final = Function(
    "CRM_WHATSAPP",
    Text(
        "קישור שפותח שיחת וואטסאפ עם ההודעה כבר כתובה. שום דבר לא נשלח עד שלוחצים על שליחה.",
        "A link that opens a WhatsApp chat with the message typed in. Nothing is sent until a "
        "person presses send.",
    ),
    (
        Argument(
            "phone", Text("מספר נייד אחד או טווח", "A mobile number, or a range"), each=True
        ),
        Argument(
            "message",
            Text("ההודעה, או טווח של הודעות", "The message, or a range of them"),
            each=True,
            optional=True,
        ),
    ),
    run,
    Text(
        "הפונקציה HYPERLINK של Excel הופכת קישור לכתובת ללחיצה, אבל רק עד 255 תווים, ואות "
        "עברית תופסת בקישור שישה. להודעה ארוכה מעתיקים את הקישור לדפדפן, או מכינים אותה עם "
        "`crm draft`, שהקישורים שלו ארוכים יותר. הפונקציה אינה בודקת הסכמה לקבל דיוור; "
        "`crm draft` בודק.",
        "Excel's HYPERLINK makes a link clickable, but only up to 255 characters, and a Hebrew "
        "letter takes six of them. For a longer message copy the link into a browser, or prepare "
        "it with `crm draft`, whose links may be longer. The function does not check whether the "
        "customer agreed to be written to; `crm draft` does.",
    ),
    (
        Example(
            ("052-2345678", "Ready & waiting?"),
            Text(*["https://wa.me/972522345678?text=Ready%20%26%20waiting%3F"] * 2),
        ),
        Example(("052-2345678",), Text(*["https://wa.me/972522345678"] * 2)),
        Example(
            ("03-5551234", "Hi"), Text("אין מספר נייד תקין", "no valid mobile number")
        ),
    ),
)  # fmt: skip
