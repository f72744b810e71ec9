"""A column in words, as its declaration in the schema has it: the page of `crm explain column`."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.errors import CrmError, Problem
from crm_workbook.model import shown
from crm_workbook.schema import sheets
from crm_workbook.schema.lists import LISTS
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_workbook.model import Choice, Column, Sheet

NO_COLUMN: Final = Problem(
    "unknown-column",
    Text("אין עמודה בשם {word}.", "There is no column {word}."),
    Text("אולי הכוונה ל-{near}.", "The nearest is {near}."),
)
NO_SHEET: Final = Problem(
    "unknown-column",
    NO_COLUMN.what,
    Text(
        "עמודה נכתבת כך: customers.phone. הגיליונות: {sheets}.",
        "A column is written like this: customers.phone. The sheets: {sheets}.",
    ),
)

KINDS: Final = {
    "boolean": Text("כן או לא", "yes or no"),
    "business_id": Text("מספר עוסק או חברה", "a business or company number"),
    "choice": Text("ערך מרשימה", "a value from a list"),
    "date": Text("תאריך", "a date"),
    "email": Text('כתובת דוא"ל', "an e-mail address"),
    "id": Text("מזהה", "an id"),
    "israeli_id": Text("מספר תעודת זהות", "an Israeli identity number"),
    "link": Text("קישור", "a link"),
    "money": Text("סכום כסף", "an amount of money"),
    "monthday": Text("יום וחודש, בלי שנה או עם שנה", "a day and month, with or without a year"),
    "number": Text("מספר", "a number"),
    "percent": Text("אחוז", "a per cent"),
    "phone": Text("מספר טלפון", "a phone number"),
    "reference": Text("מזהה של שורה בגיליון אחר", "the id of a row in another sheet"),
    "text": Text("טקסט", "text"),
}
ROLES: Final = {
    "input": Text("ממלאים ביד או ביבוא", "people, or an import"),
    "computed": Text("מחושבת בידי הכלי", "the tool, which computes it"),
    "log": Text("נרשמת בידי הכלי", "the tool, which records it"),
}
IN_SHEET: Final = Text("גיליון: {sheet} ({id})", "sheet: {sheet} ({id})")
HOLDS: Final = Text("מה כותבים: {kind}", "holds: {kind}")
WHO: Final = Text("מי ממלא: {role}", "filled in by: {role}")
REQUIRED: Final = Text("חובה", "required")
KEY: Final = Text("מזהה את השורה", "names the row")
OTHERWISE: Final = Text("כותרות נוספות: {names}", "other headings: {names}")
ONE_OF: Final = Text("אחד מאלה: {values}", "one of: {values}")
OPEN: Final = Text("אפשר להוסיף ערכים בגיליון הרשימות", "values may be added in the lists sheet")
REFERS: Final = Text("מצביעה על הגיליון {sheet}", "refers to the sheet {sheet}")
LEAST: Final = Text("לפחות {low}", "at least {low}")
MOST: Final = Text("לכל היותר {high}", "at most {high}")
NO_FUTURE: Final = Text("לא תאריך עתידי", "no date in the future")


class Described(NamedTuple):
    """A column and the sheet it belongs to."""

    sheet: Sheet
    column: Column

    @property
    def name(self) -> str:
        """What it is called in a command: `customers.phone`."""
        return f"{self.sheet.id}.{self.column.id}"

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The values it may hold, when they come from a list."""
        return LISTS[self.column.choices].choices if self.column.choices else ()

    def data(self, lang: str) -> dict[str, object]:
        """Return the column as a program reads it."""
        column = self.column
        return {
            "name": self.name,
            "sheet": self.sheet.id,
            "column": column.id,
            "he": column.he,
            "en": column.en,
            "kind": column.kind,
            "role": column.role,
            "required": column.required,
            "key": column.id == self.sheet.key,
            "synonyms": list(column.synonyms),
            "choices": [{"id": c.id, "he": c.he, "en": c.en} for c in self.choices],
            "ref": column.ref,
            "low": column.low,
            "high": column.high,
            "future": column.future,
            "note": column.note.say(lang) if column.note is not None else "",
        }

    def render(self, lang: str) -> str:
        """Return its page as Markdown."""
        lines = [f"- {text}" for text in self._facts(lang)]
        note = [self.column.note.say(lang), ""] if self.column.note is not None else []
        return "\n".join([f"# {self.name} ({self.column.heading.say(lang)})", "", *note, *lines])

    def _facts(self, lang: str) -> Iterator[str]:
        column = self.column
        yield IN_SHEET.say(lang, sheet=self.sheet.title, id=self.sheet.id)
        yield HOLDS.say(lang, kind=KINDS[column.kind])
        yield WHO.say(lang, role=ROLES[column.role])
        if column.id == self.sheet.key:
            yield KEY.say(lang)
        if column.required:
            yield REQUIRED.say(lang)
        if self.choices:
            yield ONE_OF.say(lang, values=", ".join(Text(c.he, c.en).say(lang)
                                                    for c in self.choices))  # fmt: skip
            if LISTS[column.choices].open:
                yield OPEN.say(lang)
        if column.ref:
            yield REFERS.say(lang, sheet=sheets()[column.ref].title)
        if column.low is not None:
            yield LEAST.say(lang, low=shown(column.low))
        if column.high is not None:
            yield MOST.say(lang, high=shown(column.high))
        if column.kind == "date" and not column.future:
            yield NO_FUTURE.say(lang)
        other = {column.he, column.en} - {column.heading.say(lang)}
        names = ", ".join([*sorted(other), *column.synonyms])
        if names:
            yield OTHERWISE.say(lang, names=names)


def columns() -> tuple[Described, ...]:
    """Return every column of every sheet, in the order of the tabs."""
    return tuple(Described(sheet, column) for sheet in sheets().values()
                 for column in sheet.columns)  # fmt: skip


def column(word: str) -> Described:
    """Return the column that a word means: `customers.phone`, or by the names in the workbook.

    Raises:
        CrmError: There is none; the nearest is named.
    """
    wanted = word.strip().casefold()
    names: dict[str, Described] = {}
    for each in columns():
        for sheet in (each.sheet.id, each.sheet.en, each.sheet.he):
            for heading in (each.column.id, each.column.en, each.column.he):
                names.setdefault(f"{sheet}.{heading}".casefold(), each)
    if wanted in names:
        return names[wanted]
    heading = wanted.rpartition(".")[2]  # of another sheet, or of none
    near = [name for name in names if name.rpartition(".")[2] == heading]
    near = near or get_close_matches(wanted, names, 1)
    if near:
        told = ", ".join(dict.fromkeys(names[name].name for name in near))
        raise CrmError(NO_COLUMN, word=word, near=told)
    raise CrmError(NO_SHEET, word=word, sheets=", ".join(sheets()))
