"""Every setting that governs a workbook, and where its value came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_workbook.jobs import Job
from crm_workbook.model import Outcome
from crm_workbook.schema.settings import SETTINGS
from crm_workbook.schema.typed import typed
from crm_workbook.text import Text

if TYPE_CHECKING:
    from crm_workbook.model import Book

WORKBOOK: Final = Text("מהחוברת", "workbook")
DEFAULT: Final = Text("ברירת מחדל", "default")


def run(book: Book, *, lang: str) -> Outcome:
    """List the settings with their values and origins."""
    written = _written(book)
    lines, data = [], {}
    for setting in SETTINGS:
        value = book.settings.get(setting.id)
        origin = WORKBOOK if setting.id in written else DEFAULT
        shown = "" if value is None else str(value)
        lines.append(f"{setting.id} = {shown}  ({origin.say(lang)})")
        data[setting.id] = {
            "value": value if isinstance(value, bool | float | int) else shown,
            "from": origin.en,
        }
    return Outcome(summary=tuple(lines), data=data)


def _written(book: Book) -> set[str]:
    table = typed(book, "settings")
    if table is None:
        return set()
    pairs = zip(table.values("key"), table["value"].raw, strict=True)
    return {str(key) for key, value in pairs if value is not None}


JOB: Final = Job(
    "config",
    Text("ההגדרות שבתוקף ומאין הן באות", "the settings in force and where they come from"),
    run,
)
