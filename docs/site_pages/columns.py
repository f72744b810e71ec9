"""A page for each column of each sheet, a page for each sheet, and the list of the sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.schema import sheets
from crm_workbook.schema.described import KINDS, ROLES, columns
from crm_workbook.schema.lists import LISTS
from crm_workbook.text import Text
from site_pages.markdown import code as literal
from site_pages.markdown import contents, fields, page, plain, table
from site_pages.reach import rules_of
from site_pages.rules import heads, line

if TYPE_CHECKING:
    from crm_workbook.model import Sheet
    from crm_workbook.schema.described import Described

TITLE: Final = Text("גיליונות ועמודות", "Sheets and columns")
OPENING: Final = Text(
    "{sheets} הגיליונות של החוברת ו-{columns} עמודותיהם. חוברת שנבנתה בידי מישהו אחר אינה צריכה "
    "להיראות כך: כותרות מזוהות בעברית ובאנגלית, בכל סדר, וגם בשמות האחרים שכאן. `crm explain "
    "column customers.phone` מציג עמודה אחת בשורת הפקודה.",
    "The {sheets} sheets of the workbook and their {columns} columns. A workbook made by somebody "
    "else need not look like this: headings are recognised in Hebrew and English, in any order, "
    "and by the other names given here. `crm explain column customers.phone` shows one column on "
    "the command line.",
)
SHEET: Final = Text("גיליון", "Sheet")
ID: Final = Text("שם קבוע", "ID")
WHAT_FOR: Final = Text("למה הוא משמש", "What it is for")
COLUMN: Final = Text("עמודה", "Column")
COUNT: Final = Text("עמודות", "Columns")
HOLDS: Final = Text("מה כותבים", "Holds")
FILLED: Final = Text("מי ממלא", "Filled")
TABLE: Final = Text("טבלת Excel", "Excel table")
OTHER_TABS: Final = Text("שמות אחרים של הגיליון", "Other names of the tab")
NO_COLUMNS: Final = Text(
    "דף שהכלי מצייר; אין בו רשימה עם עמודות.",
    "A page the tool draws; it has no list with columns.",
)
HEADINGS: Final = Text("הכותרת", "Heading")
IN_HEBREW: Final = Text("בעברית", "in Hebrew")
IN_ENGLISH: Final = Text("באנגלית", "in English")
VALUES: Final = Text("הערכים", "Values")
LIST: Final = Text("רשימה", "List")
POINTS: Final = Text("מצביעה על", "Refers to")
POINTED: Final = Text("איפה משתמשים במזהה", "Where the ID is used")
FOLDED: Final = Text(
    "בחוברת חדשה העמודה מקופלת; לחיצה על + מעל הטבלה פותחת אותה.",
    "Folded away in a new workbook; the + above the table shows it.",
)
RULES: Final = Text("הכללים שבודקים את העמודה", "Rules that look at it")


def pages(lang: str) -> dict[str, str]:
    """Return the pages by name."""
    every = sheets().values()
    made = {f"columns/{c.sheet.id}/{c.column.id}": _column(c, lang) for c in columns()}
    made |= {f"columns/{sheet.id}/index": _sheet(sheet, lang) for sheet in every}
    rows = (
        (f"[{plain(sheet.title.say(lang))}]({sheet.id}/index.md)", literal(sheet.id),
         str(len(sheet.columns) or ""), plain(sheet.purpose.say(lang)))
        for sheet in every
    )  # fmt: skip
    head = [text.say(lang) for text in (SHEET, ID, COUNT, WHAT_FOR)]
    made["columns/index"] = page(
        f"# {TITLE.say(lang)}",
        OPENING.say(lang, sheets=len(every), columns=len(columns())),
        table(head, rows),
        contents(f"{sheet.id}/index" for sheet in every),
    )
    return made


def _sheet(sheet: Sheet, lang: str) -> str:
    said = {
        ID.say(lang): literal(sheet.id),
        IN_HEBREW.say(lang): plain(sheet.he),
        IN_ENGLISH.say(lang): plain(sheet.en),
        TABLE.say(lang): literal(sheet.table) if sheet.table else "",
        FILLED.say(lang): ROLES[sheet.role].say(lang),
        OTHER_TABS.say(lang): plain(", ".join(sheet.synonyms)),
    }
    rows = (
        (f"[{plain(column.heading.say(lang))}]({column.id}.md)", literal(column.id),
         KINDS[column.kind].say(lang), ROLES[column.role].say(lang))
        for column in sheet.columns
    )  # fmt: skip
    head = [text.say(lang) for text in (COLUMN, ID, HOLDS, FILLED)]
    return page(
        f"# {plain(sheet.title.say(lang))}",
        plain(sheet.purpose.say(lang)),
        fields(said),
        table(head, rows) if sheet.columns else NO_COLUMNS.say(lang),
        contents({column.id: column.heading.say(lang) for column in sheet.columns})
        if sheet.columns
        else "",
    )


def _column(each: Described, lang: str) -> str:
    column = each.column
    told = each.render(lang).partition("\n\n")[2]  # as `crm explain column` says it
    return page(
        f"# {plain(column.heading.say(lang))} ({plain(each.name)})",
        told,
        FOLDED.say(lang) if column.folded else "",
        *_values(each, lang),
        *_references(each, lang),
        f"## {RULES.say(lang)}",
        table(heads(lang), (line(code, lang, "../../rules/") for code in rules_of(each.name))),
    )


def _values(each: Described, lang: str) -> list[str]:
    if not each.column.choices:
        return []
    listed = LISTS[each.column.choices]
    title = Text(listed.he, listed.en).say(lang)
    return [
        f"## {VALUES.say(lang)}",
        f"{LIST.say(lang)}: [{plain(title)}](../../lists/{listed.id}.md)",
        table(
            [ID.say(lang), IN_HEBREW.say(lang), IN_ENGLISH.say(lang)],
            ((literal(c.id), plain(c.he), plain(c.en)) for c in listed.choices),
        )
        if listed.choices
        else "",
    ]


def _references(each: Described, lang: str) -> list[str]:
    made = []
    if each.column.ref:
        target = sheets()[each.column.ref]
        link = f"[{plain(target.title.say(lang))}](../{target.id}/{target.key}.md)"
        made.append(f"{POINTS.say(lang)}: {link}")
    if each.column.id == each.sheet.key:
        users = [c for c in columns() if c.column.ref == each.sheet.id]
        links = (f"[{literal(c.name)}](../{c.sheet.id}/{c.column.id}.md)" for c in users)
        made += [f"## {POINTED.say(lang)}", ", ".join(links)] if users else []
    return made
