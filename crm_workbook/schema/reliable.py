"""The settings a job goes by can be read, or the job does not run.

A default in the place of what the owner wrote gives figures that look right and are not. A check
goes on and names the cell; whatever writes figures or drafts into the workbook stops.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.fields.date import shown as shown_day
from crm_workbook.model import shown
from crm_workbook.schema.columns import days_in
from crm_workbook.schema.needed import need
from crm_workbook.schema.settings import STRUCTURE, given_settings, is_newer
from crm_workbook.schema.today import today
from crm_workbook.schema.typed import typed
from crm_workbook.schema.wanted import wanted
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Collection

    from crm_workbook.model import Book
    from crm_workbook.schema.settings import Given

UNREADABLE: Final = Problem(
    "unreadable-setting",
    Text(
        "בגיליון '{sheet}', בתא {cell}, ההגדרה '{setting}' היא '{value}', "
        "ואי אפשר להבין אותה. דבר לא נכתב.",
        "In the sheet '{sheet}', cell {cell}, the setting '{setting}' is '{value}', "
        "which cannot be understood. Nothing was written.",
    ),
    Text("צריך להיות שם {wanted}, או תא ריק.", "It should be {wanted}, or empty."),
)
UNCALCULATED: Final = Problem(
    "uncalculated-setting",
    Text(
        "בגיליון '{sheet}', בתא {cell}, לנוסחה של ההגדרה '{setting}' אין תוצאה שמורה. "
        "דבר לא נכתב.",
        "In the sheet '{sheet}', cell {cell}, the formula of the setting '{setting}' has no "
        "stored result. Nothing was written.",
    ),
    Text(
        "יש לפתוח את החוברת באקסל, לשמור ולנסות שוב.",
        "Open the workbook in Excel, save it and try again.",
    ),
)
NEWER: Final = Problem(
    "newer-workbook",
    Text(
        "החוברת נבנתה בגרסה חדשה יותר של התוכנה (גרסת מבנה {value}, תא {cell} בגיליון "
        "'{sheet}'). דבר לא נכתב.",
        "The workbook was made by a newer version of this program (structure {value}, cell {cell} "
        "of the sheet '{sheet}'). Nothing was written.",
    ),
    Text("יש לעדכן את התוכנה: pip install -U crm-workbook", "Update: pip install -U crm-workbook"),
)
FAR_OFF: Final = Problem(
    "as-of-far-off",
    Text(
        "אי אפשר לחשב ליום {day}, שנקבע {where}.",
        "Nothing can be computed for {day}, given {where}.",
    ),
    Text("צריך להיות שם יום מ-{first} עד {last}.", "It should be a day from {first} to {last}."),
)
TOO_EARLY: Final = Problem(
    "as-of-before-purchases",
    Text(
        "היום {day}, שנקבע {where}, קודם לכל הקניות שבחוברת. דבר לא נכתב.",
        "The day {day}, given {where}, is before every purchase in the workbook. "
        "Nothing was written.",
    ),
    Text("הקנייה הראשונה היא מ-{first}.", "The first purchase was on {first}."),
)
IN_OPTION: Final = Text("באפשרות --as-of", "by --as-of")
IN_CELL: Final = Text(
    "בהגדרה '{setting}' (גיליון '{sheet}', תא {cell})",
    "by the setting '{setting}' (sheet '{sheet}', cell {cell})",
)
_DAYS: Final = (date(1900, 3, 1), date(2199, 12, 31))
"""The days a workbook can name: Excel counts a day before them that never was."""


def rely_on(book: Book, *settings: str) -> None:
    """Make sure that these settings mean what the owner wrote.

    Args:
        book: The workbook.
        settings: Ids of settings. The version of the structure is always among them.

    Raises:
        CrmError: One of them cannot be read, the settings sheet lacks a column, or the workbook
            is newer than this program.
    """
    need(book, "settings")
    for given in given_settings(book.tables.get("settings"), book.lists):
        if given.setting.id in {STRUCTURE, *settings}:
            _examine(book, given)


def not_newer(book: Book) -> None:
    """Make sure that this program knows what the workbook means by its cells.

    Raises:
        CrmError: The workbook was made by a newer version.
    """
    for given in given_settings(book.tables.get("settings"), book.lists):
        if is_newer(given):
            _examine(book, given)


def day(book: Book, given: date | None) -> date:
    """Return the day of an analysis: the one given, else that of the settings, else today.

    Raises:
        CrmError: The setting cannot be read, or the day is one that no workbook can name.
    """
    if given is None:
        rely_on(book, "as_of")
    found = today(book, given)
    first, last = _DAYS
    if not first <= found <= last:
        where = source(book, given) or IN_OPTION
        raise CrmError(
            FAR_OFF, day=_said(found), where=where, first=_said(first), last=_said(last)
        )
    return found


def not_before_purchases(book: Book, given: date | None, found: date) -> None:
    """Make sure that the day somebody chose does not lie before everything that was bought.

    Args:
        book: The workbook.
        given: The day that was given with the command, if one was.
        found: The day of the analysis.

    Raises:
        CrmError: It does, so that every figure would be wiped out.
    """
    table, where = typed(book, "purchases"), source(book, given)
    if table is None or where is None:
        return
    first = min(filter(None, days_in(table, "date")), default=found)
    if found < first:
        raise CrmError(TOO_EARLY, day=_said(found), where=where, first=_said(first))


def source(book: Book, given: date | None) -> Text | None:
    """Return where the day of the analysis comes from, None when it is simply today."""
    if given is not None:
        return IN_OPTION
    table = book.tables.get("settings")
    for each in given_settings(table, book.lists):
        if table is not None and each.setting.id == "as_of" and each.value is not None:
            cell = table.ref(each.row, "value").cell
            place = {"setting": each.setting.title, "sheet": table.layout.title, "cell": cell}
            return Text(IN_CELL.say("he", **place), IN_CELL.say("en", **place))
    return None


def _examine(book: Book, given: Given) -> None:
    table = book.tables["settings"]
    cell = table.ref(given.row, "value").cell
    place = {"sheet": table.layout.title, "cell": cell, "value": shown(given.cell)}
    title = given.setting.title
    if not given.readable:
        raise CrmError(
            UNREADABLE, **place, setting=title, wanted=wanted(given.setting, book.lists)
        )
    if given.cell is None and cell in _uncalculated(book):
        raise CrmError(UNCALCULATED, **place, setting=title)
    if is_newer(given):
        raise CrmError(NEWER, **place)


def _uncalculated(book: Book) -> Collection[str]:
    return book.facts.tab(book.tables["settings"].layout.title).uncalculated


def _said(day: date) -> Text:
    return Text(shown_day(day, "he"), shown_day(day, "en"))
