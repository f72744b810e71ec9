"""What an import reports about single rows of its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.model import Finding, Ref, shown
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_workbook.model import Cell, Severity

_LISTED: Final = 20
"""How many headings a sentence names."""


class Notice(NamedTuple):
    """One kind of thing to report."""

    code: str
    name: str
    severity: Severity
    text: Text

    def at(self, ref: Ref, **values: Cell | Text | Ref) -> Finding:
        """Return the finding at a place of the source, cells quoted no longer than need be."""
        told = {n: v if isinstance(v, Text | Ref) else shown(v) for n, v in values.items()}
        return Finding(self.code, self.name, self.severity, ref, self.text, told)


def listed(names: Iterable[str]) -> str:
    """Return the first of some names as a sentence lists them, none longer than need be."""
    found = [shown(name) for name in names if name]
    return ", ".join([*found[:_LISTED], *(["..."] if len(found) > _LISTED else [])])


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
TOO_LONG: Final = Notice(
    "IMP108",
    "code-too-long",
    "error",
    Text(
        "{column}: '{value}' ארוך מ-{limit} תווים, ואינו יכול לזהות דבר. השורה לא יובאה.",
        "{column}: '{value}' is longer than {limit} characters and can name nothing. The row was "
        "not imported.",
    ),
)
OTHER_CURRENCY: Final = Notice(
    "IMP109",
    "other-currency",
    "error",
    Text(
        "הסכום במטבע אחר ({value}) מזה של החוברת ({currency}). השורה לא יובאה.",
        "The amount is in another currency ({value}) than the workbook's ({currency}). The row "
        "was not imported.",
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
WITHOUT_NUMBER: Final = Notice(
    "IMP206",
    "purchase-without-number",
    "warning",
    Text(
        "מסמך {number} לא נוסף: קנייה של אותו לקוח, באותו יום ובאותו סכום, כבר רשומה בחוברת בלי "
        "מספר מסמך ({row}). אם זו אותה קנייה, --update ירשום בה את המספר. אם לא, יש לתת לה מספר "
        "משלה ולייבא שוב.",
        "Document {number} was not added: a purchase of the same customer, day and amount stands "
        "in the workbook without a document number ({row}). If it is the same, --update writes "
        "the number there. If not, give that one a number of its own and import again.",
    ),
)
ALIKE_SALE: Final = Notice(
    "IMP207",
    "purchase-alike",
    "warning",
    Text(
        "הקנייה נוספה אף שהיא דומה מאוד לקנייה שכבר רשומה ({row}): ההבדל הוא רק ב-{column}. אם זו "
        "אותה קנייה, יש למחוק אחת מהן.",
        "The purchase was added though much like one that stands in the workbook ({row}): only "
        "this differs: {column}. If they are the same, delete one of them.",
    ),
)
NOT_MOVED: Final = Notice(
    "IMP208",
    "purchase-of-another",
    "warning",
    Text(
        "הקנייה {id} רשומה בחוברת אצל {kept} ובקובץ אצל {value}. יבוא אינו מעביר קנייה מלקוח "
        "ללקוח.",
        "The purchase {id} is of {kept} in the workbook and of {value} in the file. No import "
        "moves a purchase from one customer to another.",
    ),
)
BY_LOOKS: Final = Notice(
    "IMP209",
    "recognised-by-looks",
    "warning",
    Text(
        "{count} שורות נחשבו לקניות שכבר רשומות בחוברת רק לפי לקוח, יום וסכום, ולא נוספו שוב. "
        "עמודה בשם '{column}' בחוברת תבדיל בין קניות שוות.",
        "{count} rows were taken as purchases that stand in the workbook by customer, day and "
        "amount alone, and not added again. A column '{column}' in the workbook would tell equal "
        "purchases apart.",
    ),
)
LIKE_TOTAL: Final = Notice(
    "IMP211",
    "customer-like-total",
    "warning",
    Text(
        "'{who}' נראה כמו שורת סיכום, אך נרשם כלקוח, כי הסכום אינו סכום השורות שמעליו. אם זה אינו "
        "לקוח, יש לבטל את הייבוא ב-crm undo ולמחוק את השורה מהקובץ.",
        "'{who}' looks like a total but was taken for a customer, as the amount is not the sum of "
        "rows above it. If it is none, take the import back with crm undo and delete the row from "
        "the file.",
    ),
)
NO_NUMBERS: Final = Notice(
    "IMP210",
    "no-column-for-numbers",
    "warning",
    Text(
        "מסמך {number} לא נוסף: קנייה של אותו לקוח, באותו יום ובאותו סכום, כבר רשומה בחוברת "
        "({row}), ואין בחוברת עמודה '{column}' שתגלה אם זו אותה קנייה. יש להוסיף את העמודה "
        "ולייבא שוב.",
        "Document {number} was not added: a purchase of the same customer, day and amount stands "
        "in the workbook ({row}), and it has no column '{column}' to tell whether they are the "
        "same. Add the column and import again.",
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
        "קנייה של אותו לקוח, באותו יום ובאותו סכום, כבר רשומה בחוברת ({row}). היא נחשבה לאותה "
        "קנייה ולא נוספה שוב.",
        "A purchase of the same customer, day and amount already stands in the workbook ({row}). "
        "It was taken as the same one and not added again.",
    ),
)
ONE_NUMBER: Final = Notice(
    "IMP303",
    "number-on-one-side",
    "info",
    Text(
        "קנייה של אותו לקוח, באותו יום ובאותו סכום, כבר רשומה בחוברת ({row}), ומספר מסמך יש רק "
        "לאחת משתיהן. הן נחשבו לאותה קנייה.",
        "A purchase of the same customer, day and amount already stands in the workbook ({row}), "
        "and only one of the two has a document number. They were taken as the same one.",
    ),
)
LEFT_OUT: Final = Notice(
    "IMP304",
    "row-left-out",
    "info",
    Text(
        "השורה '{value}' נראית כשורת סיכום או הערה, ולא יובאה.",
        "The row '{value}' looks like a total or a remark, and was not imported.",
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
