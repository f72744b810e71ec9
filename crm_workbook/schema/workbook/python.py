"""Where a macro workbook says how Python is started; xlwings looks for it under this name."""

from crm_workbook.model import Sheet
from crm_workbook.text import Text

SHEET = Sheet(
    id="python",
    he="xlwings.conf",
    en="xlwings.conf",
    role="log",
    columns=(),
    order=230,
    shown="hidden",
    purpose=Text(
        "הגדרות הכפתורים: איפה Python במחשב, ובאיזו שפה הוא מדבר.",
        "Settings of the buttons: where Python is on this computer, and which language it speaks.",
    ),
)
