"""From the example in a rule's page to a workbook, as a store would have read it."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, Literal

from crm_workbook.lean import NamedTuple
from crm_workbook.model import (
    Book,
    CellError,
    Column,
    Layout,
    Placed,
    Tab,
    Table,
    TableFacts,
    Unread,
    Validation,
    column_number,
)
from crm_workbook.schema import sheets
from crm_workbook.schema.lists import workbook_lists
from crm_workbook.schema.settings import read_settings
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from crm_workbook.model import Cell, Sheet
    from crm_workbook.rules.page import Sample

AS_OF: Final = date(2026, 6, 30)
"""The day on which every example is looked at."""

_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[str], Cell]], ...]] = (
    (re.compile(r"-?[0-9]+(\.[0-9]+)?"), float),
    (re.compile(r"\d{4}-\d\d-\d\d"), date.fromisoformat),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d"), datetime.fromisoformat),
    (re.compile("TRUE|FALSE"), "TRUE".__eq__),
    (re.compile("#[A-Z/0!?]+"), CellError),
)
"""What unquoted text means that is no text."""
_ESCAPE: Final = re.compile(r"\\u([0-9a-fA-F]{4})")


class ExampleFacts(NamedTuple):
    """What the package of an example would say about it."""

    titles: tuple[str, ...] = ()
    names: Mapping[str, str] = {}
    epoch: Literal[1900, 1904] = 1900
    macros: bool = False
    external: tuple[str, ...] = ()
    tabs: Mapping[str, Tab] = {}

    def tab(self, title: str) -> Tab:
        """Return what is known about one tab."""
        return self.tabs.get(title) or Tab(title)


def book(samples: Sequence[Sample], lang: str = "he") -> Book:
    """Return the workbook an example describes, its tabs and headings in a language."""
    known = sheets()
    tables: dict[str, Table] = {}
    tabs: dict[str, Tab] = {}
    facts = ExampleFacts()
    unread = []
    for sample in samples:
        if sample.sheet == "workbook":
            facts = _about_all(facts, sample.facts)
        elif sample.sheet in known:
            sheet = known[sample.sheet]
            title = sheet.title.say(lang)
            tables[sheet.id] = table(sheet, sample, lang)
            tabs[title] = _tab(title, sample)
        else:
            tabs[sample.sheet] = _tab(sample.sheet, sample)
            unread.append(Unread(sample.sheet, Text("לא מוכר", "not in the schema")))
    return Book(
        name="example.xlsx",
        tables=tables,
        facts=facts._replace(titles=tuple(tabs), tabs=tabs),
        settings=read_settings(tables.get("settings")),
        lists=workbook_lists(None),
        lang=lang,
        fingerprint="",
        unread=tuple(unread),
    )


def table(sheet: Sheet, sample: Sample, lang: str = "he") -> Table:
    """Return one sheet of an example. A row without any value is a blank row of the sheet."""
    placed = tuple(
        _placed(sheet, heading, number, lang) for number, heading in enumerate(sample.headings, 1)
    )
    rows = [[cell(text) for text in row] for row in sample.rows]
    filled = [
        (number, row) for number, row in enumerate(rows, 2) if any(v is not None for v in row)
    ]
    columns = {
        each.column.id: [row[each.number - 1] for _, row in filled] for each in reversed(placed)
    }
    columns = {each.column.id: columns[each.column.id] for each in placed}
    numbers = [number for number, _ in filled]
    layout = Layout(sheet.title.say(lang), 1, 2, max(numbers, default=1), placed)
    return Table(sheet, layout, columns, numbers)


def cell(text: str) -> Cell:
    """Return the cell a page means by a text."""
    if not text:
        return None
    if text[0] == "'" == text[-1]:
        return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text[1:-1])
    return next((read(text) for form, read in _FORMS if form.fullmatch(text)), text)


def _placed(sheet: Sheet, heading: str, number: int, lang: str) -> Placed:
    column = next(
        (c for c in sheet.columns if heading in {c.id, c.he, c.en}),
        None,
    )
    if column is None:
        return Placed(Column(heading, "text", heading, heading), number, heading, own=True)
    return Placed(column, number, column.heading.say(lang) if heading == column.id else heading)


def _about_all(facts: ExampleFacts, said: Iterable[str]) -> ExampleFacts:
    for fact in said:
        word, _, rest = fact.partition(" ")
        if word == "epoch":
            facts = facts._replace(epoch=1904 if rest == "1904" else 1900)
        elif word == "external":
            facts = facts._replace(external=(*facts.external, rest))
        elif word == "name":
            name, _, target = rest.partition(" = ")
            facts = facts._replace(names={**facts.names, name: target})
        elif word == "macros":
            facts = facts._replace(macros=True)
        else:
            raise ValueError(fact)
    return facts


def _tab(title: str, sample: Sample) -> Tab:
    """Return a tab as `crm new` makes it: heading frozen, right to left; then what is said."""
    tab = Tab(title, rtl=True, frozen_rows=1)
    for fact in sample.facts:
        word, _, rest = fact.partition(" ")
        tab = _SAID[word](tab, rest)
    return tab


def _hidden(tab: Tab, what: str) -> Tab:
    if not what:
        return tab._replace(state="hidden")
    return tab._replace(hidden_rows=(*tab.hidden_rows, int(what.removeprefix("row "))))


def _formula(tab: Tab, what: str) -> Tab:
    where, _, source = what.partition(" = ")
    return tab._replace(formulas={**tab.formulas, where: source})


def _calculated(tab: Tab, what: str) -> Tab:
    where, _, source = what.partition(" = ")
    table = TableFacts("T", "", calculated={column_number(where): source})
    return tab._replace(tables=(*tab.tables, table))


def _note(tab: Tab, what: str) -> Tab:
    where, _, text = what.partition(" = ")
    return tab._replace(notes={**tab.notes, where: text})


def _dropdown(tab: Tab, what: str) -> Tab:
    ranges, _, source = what.partition(" = ")
    return tab._replace(validations=(*tab.validations, Validation(ranges, "list", source)))


_SAID: Final[dict[str, Callable[[Tab, str], Tab]]] = {
    "hidden": _hidden,
    "formula": _formula,
    "calculated": _calculated,
    "dropdown": _dropdown,
    "note": _note,
    "merged": lambda tab, what: tab._replace(merges=(*tab.merges, what)),
    "frozen": lambda tab, what: tab._replace(frozen_rows=int(what)),
    "uncalculated": lambda tab, what: tab._replace(uncalculated=(*tab.uncalculated, what)),
}
"""What a page can say about a tab, by its first word."""
