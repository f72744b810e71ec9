"""A workbook in memory, for tests and documentation."""

from __future__ import annotations

import json
from copy import deepcopy
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from crm_workbook.errors import CrmError
from crm_workbook.model import (
    Book,
    Cell,
    Column,
    Entry,
    Formula,
    Layout,
    Placed,
    Plan,
    Receipt,
    Tab,
    Table,
)
from crm_workbook.schema import sheet
from crm_workbook.schema.lists import workbook_lists
from crm_workbook.schema.settings import read_settings
from crm_workbook.store.folding import fold
from crm_workbook.store.inverse import changed, inverse, rebased
from crm_workbook.store.journal import NO_ENTRY
from crm_workbook.store.replace import CHANGED
from crm_workbook.store.typed_json import value_to_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crm_workbook.store.bodies import Body

Columns = dict[str, list[Cell]]


class MemoryFacts:
    """What is to be known about a workbook that no file holds."""

    names: Mapping[str, str] = {}
    epoch: Literal[1900, 1904] = 1900
    macros = False
    external: tuple[str, ...] = ()

    def __init__(self, titles: tuple[str, ...], *, rtl: bool) -> None:
        """Have these tabs."""
        self.titles = titles
        self._rtl = rtl

    def tab(self, title: str) -> Tab:
        """Return what is known about one tab."""
        return Tab(title, rtl=self._rtl, frozen_rows=1)


class MemoryStore:
    """A workbook in memory: tables by sheet id, columns by column id.

    `data` may be changed between a `read` and the next, as a user would change a file.
    """

    def __init__(
        self,
        data: Mapping[str, Mapping[str, Sequence[Cell]]],
        lang: str = "he",
        name: str = "workbook.xlsx",
    ) -> None:
        """Hold a copy of `data`. A column id the schema does not know is a user's own column."""
        self.data: dict[str, Columns] = {
            sheet_id: {column: list(values) for column, values in columns.items()}
            for sheet_id, columns in data.items()
        }
        self.lang = lang
        self.name = name
        self._journal: list[Entry] = []
        self._kept: dict[str, dict[str, Columns]] = {}

    def read(self) -> Book:
        """Return what the workbook holds now."""
        tables = {sheet_id: self._table(sheet_id) for sheet_id in self.data}
        lists = workbook_lists(tables.get("lists"))
        return Book(
            name=self.name,
            tables=tables,
            facts=MemoryFacts(
                tuple(t.layout.title for t in tables.values()), rtl=self.lang == "he"
            ),
            settings=read_settings(tables.get("settings"), lists),
            lists=lists,
            lang=self.lang,
            fingerprint=self._fingerprint(),
            journal=tuple(self._journal),
        )

    def _table(self, sheet_id: str) -> Table:
        known = sheet(sheet_id)
        placed = []
        for number, column_id in enumerate(self.data[sheet_id], 1):
            column = known.column(column_id)
            own = column is None
            column = column or Column(column_id, "text", column_id, column_id)
            placed.append(Placed(column, number, column.heading.say(self.lang), own))
        columns = {
            name: [_normal(value) for value in values]
            for name, values in self.data[sheet_id].items()
        }
        size = len(next(iter(columns.values()), []))
        title = known.title.say(self.lang)
        layout = Layout(title, 1, 2, size + 1, tuple(placed), known.table)
        return Table(known, layout, columns, range(2, size + 2))

    def _fingerprint(self) -> str:
        text = json.dumps(self.data, default=value_to_json, ensure_ascii=False)
        return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def apply(self, plan: Plan, book: Book) -> Receipt:
        """Carry out `plan`, which was made from `book`, entirely or not at all.

        Raises:
            CrmError: The tables are not in the state that was read, or an edit names what is not
                there.
        """
        before = self._fingerprint()
        if before != book.fingerprint:
            raise CrmError(CHANGED, name=self.name)
        edits, kept, count = plan.edits, None, 0
        if plan.undoes:
            entry = next((e for e in self._journal if e.id == plan.undoes and not e.undone), None)
            if entry is None:
                raise CrmError(NO_ENTRY)
            count = entry.changed
            kept = self._kept[entry.id] if entry.after == before else None
            edits = () if kept is not None else rebased(entry.inverse.edits, book, self.name)
        touched = [
            body for body in fold(edits, book, undoing=bool(plan.undoes)).values() if body.touched
        ]
        if kept is None and not touched and not plan.undoes:
            return Receipt("", 0)
        back = inverse(touched, book.lang)
        count = changed(touched) if touched else count
        snapshot, self.data = self.data, deepcopy(self.data if kept is None else kept)
        for body in touched:
            self._bring_about(body)
        taken_back = Plan("undo", plan.reason, back, files=plan.files)
        return self._note(plan, taken_back, count, snapshot, before)

    def tidy(self) -> None:
        """Do nothing: memory keeps nothing of a killed command."""

    def _bring_about(self, body: Body) -> None:
        sheet_id = body.table.sheet.id
        if body.removed:
            del self.data[sheet_id]
            return
        self.data[sheet_id] = {
            column: [_normal(line.get(body.table, column)) for line in body.lines]
            for column in body.table.columns
        }

    def _note(
        self, plan: Plan, back: Plan, count: int, snapshot: dict[str, Columns], before: str
    ) -> Receipt:
        number = str(len(self._journal) + 1)
        self._kept[number] = snapshot
        self._journal = [
            e._replace(undone=True) if e.id == plan.undoes else e for e in self._journal
        ]
        entry = Entry(
            id=number,
            when=f"2000-01-01T00:00:{len(self._journal) % 60:02d}",
            job=plan.job,
            reason=plan.reason.say(self.lang),
            changed=count,
            inverse=back._replace(undoes=number),
            before=before,
            after=self._fingerprint(),
            undone=bool(plan.undoes),
        )
        self._journal.append(entry)
        return Receipt(number, count)


def _normal(value: Cell | Formula) -> Cell:
    """Return a value as it would be read back from a file: numbers as floats, '' as nothing."""
    if value == "" or isinstance(value, Formula):
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value
