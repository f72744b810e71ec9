"""The first page, and the order of the site."""

from __future__ import annotations

from typing import Final

from crm_workbook.rules import index
from crm_workbook.schema.described import columns
from crm_workbook.text import Text
from site_pages.markdown import contents, page

WHAT: Final = Text(
    "קשרי לקוחות לעסק קטן שחי בחוברת Excel אחת: לייבא, לבדוק, למדוד, לתכנן ולנסח, "
    "ועברית תחילה.\\\nכל כתיבה נוגעת רק במה שצריך, עם גיבוי, יומן וביטול.",
    "Customer relations for a small business that lives in one Excel workbook: import, check, "
    "measure, plan and draft, Hebrew first.\\\n"
    "Every write patches only what it must, with a backup, a journal and an undo.",
)
START: Final = """\
```sh
crm new shop.xlsx --lang {lang}
crm import shop.xlsx customers.csv
crm check shop.xlsx
```"""
WHERE: Final = Text(
    """\
- [המדריך](guide.md): מחוברת ריקה עד טיוטות, צעד אחר צעד.
- [מתוך Excel](excel.md): כפתורים ופונקציות.
- [`crm check` בתהליך אוטומטי](check.md): למי שבודק חוברות בלי לפתוח אותן.
- [{rules} הכללים](rules/index.md), [{columns} העמודות](columns/index.md), \
[הרשימות](lists/index.md), [ההגדרות](settings.md) ו[הפקודות](commands/index.md): הכול, אחד אחד.""",
    """\
- [The guide](guide.md): from an empty workbook to drafts, step by step.
- [Inside Excel](excel.md): buttons and functions.
- [`crm check` in CI](check.md): for those who check workbooks without opening them.
- [The {rules} rules](rules/index.md), [the {columns} columns](columns/index.md), \
[the lists](lists/index.md), [the settings](settings.md) and \
[the commands](commands/index.md): everything, one by one.""",
)
PARTS: Final = (
    (Text("להתחיל", "Begin"), ("guide", "excel", "functions", "templates")),
    (Text("לבדוק", "Check"), ("check", "rules/index")),
    (
        Text("הכול, אחד אחד", "Reference"),
        ("commands/index", "columns/index", "lists/index", "settings"),
    ),
    (Text("על הכלי", "About"), ("excel-status", "numbers", "performance", "architecture")),
)
TITLES: Final = {
    "numbers": Text("המספרים (באנגלית)", ""),
    "performance": Text("מהירות (באנגלית)", ""),
    "architecture": Text("איך הכלי בנוי (באנגלית)", ""),
}
"""What the sidebar calls pages there are in English only; empty means by their own headings."""
_OWN: Final = Text("", "")


def pages(lang: str) -> dict[str, str]:
    """Return the first page by its name."""
    where = WHERE.say(lang, rules=len(index()), columns=len(columns()))
    return {
        "index": page(
            "# crm-workbook",
            WHAT.say(lang),
            START.format(lang=lang),
            where,
            *(
                contents(
                    {name: TITLES.get(name, _OWN).say(lang) for name in names}, part.say(lang)
                )
                for part, names in PARTS
            ),
        )
    }
