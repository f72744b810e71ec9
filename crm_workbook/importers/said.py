"""What an import reports about single rows of its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.model import Finding
from crm_workbook.text import Text

if TYPE_CHECKING:
    from crm_workbook.model import Ref, Severity


class Notice(NamedTuple):
    """One kind of thing to report."""

    code: str
    name: str
    severity: Severity
    text: Text

    def at(self, ref: Ref, **values: object) -> Finding:
        """Return the finding at a place of the source."""
        return Finding(self.code, self.name, self.severity, ref, self.text, values)


NOBODY: Final = Notice(
    "IMP101",
    "row-without-customer",
    "error",
    Text(
        'לא ברור במי מדובר: אין בשורה מזהה, שם, טלפון או דוא"ל. השורה לא יובאה.',
        "It does not say who: no id, name, phone or e-mail. The row was not imported.",
    ),
)
UNREADABLE: Final = Notice(
    "IMP102",
    "value-unreadable",
    "error",
    Text(
        "לא ניתן לקרוא את {column}: '{value}' ({why}). השורה לא יובאה.",
        "{column} cannot be read: '{value}' ({why}). The row was not imported.",
    ),
)
AMBIGUOUS_DATE: Final = Notice(
    "IMP103",
    "date-ambiguous",
    "error",
    Text(
        "את התאריך '{value}' אפשר לקרוא בשתי דרכים. השורה לא יובאה. להכרעה: --dates day אם היום "
        "בא קודם, --dates month אם החודש.",
        "The date '{value}' can be read in two ways. The row was not imported. To settle it: "
        "--dates day if the day comes first, --dates month if the month does.",
    ),
)
MISSING: Final = Notice(
    "IMP104",
    "value-missing",
    "error",
    Text("חסר בשורה: {column}. השורה לא יובאה.", "{column} is missing. The row was not imported."),
)
UNCLEAR: Final = Notice(
    "IMP105",
    "customer-unclear",
    "error",
    Text(
        "יותר מלקוח אחד מתאים ל-'{who}', למשל {other}. השורה לא יובאה. מזהה לקוח בקובץ יכריע.",
        "More than one customer fits '{who}', such as {other}. The row was not imported. A "
        "customer id in the file would settle it.",
    ),
)
RAGGED: Final = Notice(
    "IMP106",
    "row-too-long",
    "error",
    Text(
        "בשורה {cells} תאים תחת {headings} כותרות, ולא ברור מה שייך למה. השורה לא יובאה.",
        "The row has {cells} cells under {headings} headings, and what belongs where is unclear. "
        "It was not imported.",
    ),
)
CLASH: Final = Notice(
    "IMP107",
    "id-of-another",
    "error",
    Text(
        "המזהה {id} שייך בחוברת לאדם אחר ({other}). השורה לא יובאה.",
        "The id {id} belongs to somebody else in the workbook ({other}). The row was not "
        "imported.",
    ),
)
CONFLICT: Final = Notice(
    "IMP201",
    "value-conflict",
    "warning",
    Text(
        "אצל {id}, {column}: '{kept}' בחוברת ו-'{value}' בקובץ. הקיים נשמר. "
        "להעדפת הקובץ: --update",
        "{id}, {column}: '{kept}' in the workbook and '{value}' in the file. Kept as it was. To "
        "let the file win: --update",
    ),
)
BLOCKED: Final = Notice(
    "IMP202",
    "block-kept",
    "warning",
    Text(
        "{id} ביקש שלא יפנו אליו. יבוא אינו מבטל זאת.",
        "{id} asked not to be contacted. No import undoes that.",
    ),
)
ERASED: Final = Notice(
    "IMP203",
    "erased-customer",
    "warning",
    Text(
        "הפרטים של {id} נמחקו לפי בקשה. יבוא אינו ממלא אותם מחדש.",
        "The details of {id} were erased. No import fills them in again.",
    ),
)
KEPT_AS_TEXT: Final = Notice(
    "IMP204",
    "kept-as-text",
    "warning",
    Text(
        "לא ניתן לקרוא את {column}: '{value}'. נרשם כפי שהוא, ו-crm check יסביר.",
        "{column} cannot be read: '{value}'. Written as it stands; crm check explains.",
    ),
)
ALIKE: Final = Notice(
    "IMP205",
    "customer-alike",
    "warning",
    Text(
        "'{who}' נוסף כלקוח חדש, {id}, אף שיש דמיון ל-{other}. כדאי לבדוק אם זה אותו אדם.",
        "'{who}' was added as a new customer, {id}, though much like {other}. Look whether they "
        "are the same.",
    ),
)
OTHER_ID: Final = Notice(
    "IMP301",
    "id-in-workbook",
    "info",
    Text(
        "המזהה {given} בקובץ הוא {id} בחוברת.",
        "The id {given} of the file is {id} in the workbook.",
    ),
)
TYPED_BEFORE: Final = Notice(
    "IMP302",
    "purchase-typed-before",
    "info",
    Text(
        "אותה קנייה כבר רשומה בחוברת ({row}) ולא נוספה שוב.",
        "The same purchase already stands in the workbook ({row}) and was not added again.",
    ),
)

WHY: Final[dict[str, Text]] = {
    "ambiguous-date": Text("יום וחודש יכולים להתחלף", "day and month may be swapped"),
    "swapped-date": Text("כנראה הוחלפו יום וחודש", "day and month were probably swapped"),
    "impossible-date": Text("אין תאריך כזה", "no such date"),
    "partial-date": Text("חסר יום, חודש או שנה", "day, month or year is missing"),
    "not-a-date": Text("זה אינו תאריך", "not a date"),
    "time-only": Text("זו שעה ללא תאריך", "a time without a date"),
    "ambiguous-money": Text("נקודה או פסיק: אלפים או אגורות?", "thousands or decimals?"),
    "ambiguous-number": Text("נקודה או פסיק: אלפים או שבר?", "thousands or decimals?"),
    "other-currency": Text("מטבע אחר מזה של החוברת", "not the workbook's currency"),
    "not-money": Text("זה אינו סכום", "not an amount"),
    "not-a-number": Text("זה אינו מספר", "not a number"),
    "error-cell": Text("תא שגיאה", "an error cell"),
    "not-in-list": Text("אינו ברשימת הערכים", "not one of the list's values"),
    "not-yes-no": Text("זה אינו כן או לא", "not a yes or no"),
    "ambiguous-mark": Text("X: כן או לא?", "X: yes or no?"),
    "short-phone": Text("חסרות ספרות", "digits are missing"),
    "long-phone": Text("יש ספרות מיותרות", "too many digits"),
    "rounded-phone": Text("הספרות האחרונות אבדו", "the last digits are lost"),
    "missing-plus": Text("מספר זר בלי +", "from abroad, without its +"),
    "unknown-area-code": Text("אין קידומת כזו", "no such area code"),
    "not-a-phone": Text("זה אינו מספר טלפון", "not a phone number"),
    "rounded-id": Text("ספרות אבדו", "digits were lost"),
}
"""The commonest faults in words; any other is shown by its name."""


def why(fault: str) -> Text:
    """Return a fault in words."""
    return WHY.get(fault, Text(fault, fault))
