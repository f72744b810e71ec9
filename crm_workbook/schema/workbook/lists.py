"""The values of the dropdowns: one column a list, values going down."""

from crm_workbook.model import Column, Sheet
from crm_workbook.schema.lists import LISTS, ListSpec
from crm_workbook.schema.looks import WRAP_FROM
from crm_workbook.text import Text

OPEN = Text(
    "אפשר להוסיף ערכים מתחת לקיימים, בלי להשאיר תא ריק באמצע.",
    "Add values below these, leaving no empty cell between.",
)
FIXED = Text(
    "רשימה קבועה: התוכנה פועלת לפי הערכים האלה.",
    "A fixed list: the program acts on these values.",
)
NARROWEST = 14


def _column(spec: ListSpec) -> Column:
    """Return the column of a list, as wide as its longest value and not so wide as to wrap."""
    longest = max(
        (len(word) for choice in spec.choices for word in (choice.he, choice.en)), default=0
    )
    width = min(max(NARROWEST, longest + 3), WRAP_FROM - 1)
    return Column(
        spec.id, "text", spec.he, spec.en, width=width, note=OPEN if spec.open else FIXED
    )


SHEET = Sheet(
    id="lists",
    he="רשימות",
    en="Lists",
    role="input",
    order=170,
    shown="grouped",
    table="Lists",
    purpose=Text(
        "הערכים שבתיבות הבחירה. לרשימות שכותרתן צבעונית אפשר להוסיף; אלה שכותרתן אפורה קבועות.",
        "The values of the dropdowns. Lists with a coloured heading take more; the grey ones are "
        "fixed.",
    ),
    synonyms=("ערכים", "טבלאות עזר", "dropdowns", "values"),
    columns=tuple(map(_column, LISTS.values())),
)
