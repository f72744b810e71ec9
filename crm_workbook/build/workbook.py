"""A new customer workbook from the schema."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook

from crm_workbook.build import dashboard, lists_page, names, settings_page, start
from crm_workbook.build.table_sheet import fill_sheet
from crm_workbook.schema import sheets
from crm_workbook.schema.settings_rows import settings_rows
from crm_workbook.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crm_workbook.model import Cell

    Rows = Mapping[str, Sequence[Mapping[str, Cell]]]

PAGES: Final = {"start": start.fill_sheet, "dashboard": dashboard.fill_sheet}
"""The sheets that are pages rather than tables."""
LOCALE: Final = {"he": "he-IL", "en": "en"}
LATER: Final = frozenset({"today", "card", "report", "python"})
"""Sheets of the schema that no job fills yet: an empty page would be a promise."""


def build(
    lang: str,
    *,
    rows: Rows | None = None,
    settings: Mapping[str, Cell] | None = None,
    lists: Mapping[str, Sequence[str]] | None = None,
    on: date | None = None,
) -> bytes:
    """Return a new workbook as the bytes of an .xlsx file.

    Args:
        lang: The workbook's language, `he` or `en`.
        rows: Bodies of tables by sheet id, as dictionaries by column id.
        settings: Values of settings that differ from their defaults.
        lists: Values of its own for the open lists, by list id.
        on: The day it is made; today when not given.
    """
    on = on or date.today()  # noqa: DTZ011 - the owner's calendar day
    bodies = dict(rows or {})
    chosen = {"language": lang, **(settings or {})}
    bodies["settings"] = settings_rows(lang, chosen)
    bodies["lists"] = lists_page.list_rows(lang, lists or {})
    currency = str(chosen.get("currency") or "ILS")
    built = {key: sheet for key, sheet in sheets().items() if key not in LATER}
    titles = {key: sheet.title.say(lang) for key, sheet in built.items()}
    book = Workbook()
    book.remove(book.worksheets[0])
    for key, sheet in built.items():
        worksheet = book.create_sheet(titles[key])
        if key in PAGES:
            PAGES[key](worksheet, built, titles, lang, currency)
        else:
            body = bodies.get(key, ())
            fill_sheet(worksheet, sheet, body, lang=lang, currency=currency, titles=titles)
        if key == "settings":
            settings_page.dress(worksheet, lang, currency)
        if key == "lists":
            lists_page.dress(worksheet)
        if sheet.shown == "hidden":
            worksheet.sheet_state = "hidden"
    names.add_lists(book, titles["lists"])
    names.add_keys(book, built, titles)
    names.add_ranges(book, titles["dashboard"], dashboard.RANGES)
    properties = book.properties
    properties.creator = f"crm-workbook {__version__}"
    properties.title = str(chosen.get("business_name") or start.TITLE.say(lang))
    properties.subject = start.TITLE.say(lang)
    properties.language = LOCALE[lang]
    properties.created = datetime(on.year, on.month, on.day)  # noqa: DTZ001 - a calendar day
    book.calculation.fullCalcOnLoad = True
    book.worksheets[0].sheet_view.tabSelected = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
