"""Foreign details of customers against those in the workbook: what is new, changed, in conflict.

An empty cell is filled, a different one is kept and reported unless an update was asked for. What
a customer forbade is never undone: a block on contact stays and erased details stay erased.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from crm_workbook.errors import CrmError
from crm_workbook.fields.normal import plain
from crm_workbook.importers import said
from crm_workbook.importers.people import Identity, People, text_of
from crm_workbook.model import AddSheet, AppendRows, Change, SetCells, same_key
from crm_workbook.schema import sheet
from crm_workbook.schema.names import PARTS, WHOLE, parts
from crm_workbook.schema.needed import NO_COLUMN
from crm_workbook.schema.typed import typed
from crm_workbook.schema.written import writers
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_workbook.model import Book, Cell, Edit, Finding, Ref

Verdict = Literal["new", "changed", "same", "conflict", "refused"]
VERDICTS: Final[tuple[Verdict, ...]] = ("new", "changed", "same", "conflict", "refused")
NUMBERED: Final = Text("לקוח {id}", "Customer {id}")
_PHONES: Final = ("phone", "phone2")


class Detail(NamedTuple):
    """One cell of a foreign row."""

    value: Cell
    """What it means, None where it cannot be read."""
    cell: Cell
    """What shall be written for it."""


class Taken(NamedTuple):
    """What became of a foreign row about a customer."""

    verdict: Verdict
    person: int = -1
    """The customer in `Roster.people`, -1 when the row was refused."""


class Roster:
    """The customers sheet with everything an import has done to it so far."""

    def __init__(self, book: Book, *, update: bool = False) -> None:
        """Begin with the customers of a workbook; `update` lets the source win over it."""
        self._book = book
        self._update = update
        self._table = typed(book, "customers")
        self._sheet = sheet("customers")
        self._written = writers(book, "customers")["customer_id"]
        self.people = People(self._table)
        for table in book.tables.values():  # a customer who is gone may still have purchases
            self.people.reserve(set(table.columns.get("customer_id", ())))
        self.findings: list[Finding] = []
        self._set: dict[int, dict[str, Detail]] = {}
        """What changes of customers the workbook knows."""
        self._added: list[dict[str, Detail]] = []
        """All the details of customers it does not."""
        self._said: set[tuple[int, str]] = set()
        """What the source has said of them so far: even with `update`, it overrules the workbook
        and not itself."""

    @property
    def added(self) -> int:
        """How many customers are new."""
        return len(self._added)

    def is_new(self, details: Mapping[str, Detail]) -> bool:
        """Return whether a foreign row would make a customer."""
        return self.people.find(identity_of(details)).how == "new"

    def take(self, details: Mapping[str, Detail], ref: Ref) -> Taken:
        """Take in a foreign row.

        Args:
            details: Column id to the row's cell, empty cells left out.
            ref: Where the row stands in its source.

        Raises:
            CrmError: The row is of somebody new, whose name the sheet has no column for.
        """
        who = identity_of(details)
        if not (who.customer_id or who.label or who.business_id):
            self.findings.append(said.NOBODY.at(ref))
            return Taken("refused")
        match = self.people.find(who)
        if match.how == "unclear":
            self.findings.append(
                said.UNCLEAR.at(
                    ref, who=who.label or who.customer_id, other=self._shown(match.alike)
                )
            )
            return Taken("refused")
        if match.how == "clash" and not self._update:
            other = self.people.names[match.person]
            self.findings.append(said.CLASH.at(ref, id=who.customer_id, other=other))
            return Taken("refused")
        if match.person < 0:
            return Taken("new", self._add(who, details, match.alike, ref))
        self.people.learn(match.person, who)
        known = self.people.ids[match.person]
        if who.customer_id and known and same_key(known) != same_key(who.customer_id):
            self.findings.append(said.OTHER_ID.at(ref, given=who.customer_id, id=known))
        return Taken(self._compare(match.person, details, ref), match.person)

    def id_of(self, index: int) -> str:
        """Return a customer's id; one that stands in the workbook without is given one."""
        had = self.people.ids[index]
        given = self.people.name_it(index)
        if not had:
            self._set.setdefault(index, {})["customer_id"] = Detail(given, self._written(given))
        return given

    def _shown(self, index: int) -> str:
        return self.people.ids[index] or self.people.names[index]

    def _add(self, who: Identity, details: Mapping[str, Detail], alike: int, ref: Ref) -> int:
        if who.name or not who.customer_id:
            self._need_names()
        index = self.people.add(who)
        customer_id = self.people.ids[index]
        label = who.label or NUMBERED.say(self._book.lang, id=customer_id)
        self._added.append(
            {
                **self._fitted({WHOLE: Detail(label, label), **details}),
                "customer_id": Detail(customer_id, self._written(customer_id)),
            }
        )
        if alike >= 0:
            self.findings.append(
                said.ALIKE.at(ref, who=label, id=customer_id, other=self._shown(alike))
            )
        return index

    def _compare(self, index: int, details: Mapping[str, Detail], ref: Ref) -> Verdict:
        if text_of(self._current(index, "status").value) == "erased":
            self.findings.append(said.ERASED.at(ref, id=self._shown(index)))
            return "conflict"
        changes: dict[str, Detail] = {}
        conflict = False
        for column, new in self._fitted(details, self.people.names[index]).items():
            old = self._current(index, column)
            first = (index, column) not in self._said
            self._said.add((index, column))
            if column == "customer_id" or self._agrees(index, column, old, new):
                continue
            if old.cell is None or (column == "do_not_contact" and new.value is True):
                changes[column] = new
            elif column == "do_not_contact":
                self.findings.append(said.BLOCKED.at(ref, id=self._shown(index)))
                conflict = True
            elif self._update and first and new.value is not None:
                changes[column] = new
            else:
                self.findings.append(self._conflict(index, column, old, new, ref))
                conflict = True
        if changes:
            self._store(index, changes)
        return "conflict" if conflict else "changed" if changes else "same"

    def _agrees(self, index: int, column: str, old: Detail, new: Detail) -> bool:
        if old.value is None or new.value is None:
            return old.cell == new.cell
        if old.value == new.value:
            return True
        if column in _PHONES:
            return any(self._current(index, phone).value == new.value for phone in _PHONES)
        if isinstance(old.value, str) and isinstance(new.value, str):
            # A shorter form of the same name says nothing new.
            return plain(old.value) == plain(new.value) or (
                column == WHOLE and _is_short_for(new.value, old.value)
            )
        return False

    def _fitted(self, details: Mapping[str, Detail], known_as: str = "") -> dict[str, Detail]:
        """Return what of a row the sheet has columns for, names as it holds them."""
        if self._table is None:
            return dict(details)
        fitted = {c: detail for c, detail in details.items() if c in self._table}
        if WHOLE in details and WHOLE not in self._table:
            name = text_of(details[WHOLE].value)
            given = {c: text_of(details[c].value) for c in PARTS if c in details}
            if not _is_short_for(name, known_as):
                held = parts(name, given, self._table.table.columns)
                fitted = {c: detail for c, detail in fitted.items() if c not in PARTS}
                fitted |= {column: Detail(part, part) for column, part in held.items()}
            elif not all(column in self._table for column in PARTS):
                fitted = {c: detail for c, detail in fitted.items() if c not in PARTS}
        return fitted

    def _need_names(self) -> None:
        """Refuse to add anybody to a sheet that lost its names: nobody is found there by name."""
        if self._table is None or WHOLE in self._table:
            return
        known = self.people.names[: self.people.known]
        if not any(known or (c in self._table for c in PARTS)):
            title = self._table.table.layout.title
            raise CrmError(NO_COLUMN, sheet=title, column=self._heading(WHOLE))

    def _conflict(self, index: int, column: str, old: Detail, new: Detail, ref: Ref) -> Finding:
        return said.CONFLICT.at(
            ref, id=self._shown(index), column=self._heading(column), kept=old.cell, value=new.cell
        )

    def _heading(self, column: str) -> Text | str:
        found = self._sheet.column(column)
        return found.heading if found is not None else column

    def _current(self, index: int, column: str) -> Detail:
        """Return what a customer's cell holds now, with what this import did to it."""
        if index >= self.people.known:
            return self._added[index - self.people.known].get(column, Detail(None, None))
        pending = self._set.get(index, {}).get(column)
        if pending is not None:
            return pending
        if self._table is None or column not in self._table:
            return Detail(None, None)
        return Detail(self._table.values(column)[index], self._table[column].raw[index])

    def _store(self, index: int, changes: dict[str, Detail]) -> None:
        if index >= self.people.known:
            self._added[index - self.people.known].update(changes)
        else:
            self._set.setdefault(index, {}).update(changes)

    def lacking(self, columns: Mapping[str, object]) -> list[str]:
        """Return which of these columns the workbook's customers sheet does not have."""
        table = self._table
        if table is None:
            return []
        in_parts = any(column in table for column in PARTS)  # a whole name is written there
        return [c for c in columns if c not in table and not (in_parts and c == WHOLE)]

    def edits(self) -> tuple[Edit, ...]:
        """Return the changes to the customers sheet."""
        edits: list[Edit] = []
        given = dict.fromkeys(column for details in self._added for column in details)
        known = [column.id for column in self._sheet.columns if column.id in given]
        columns = tuple(dict.fromkeys([*known, *given]))
        if self._table is None:
            if self._added:
                edits.append(AddSheet("customers", self._book.lang, columns, self._rows(columns)))
            return tuple(edits)
        changes = self._changes()
        if changes:
            edits.append(SetCells("customers", changes))
        columns = tuple(c for c in columns if c in self._table.table.numbers)
        if self._added:
            edits.append(AppendRows("customers", columns, self._rows(columns)))
        return tuple(edits)

    def _changes(self) -> tuple[Change, ...]:
        if self._table is None:
            return ()
        table = self._table.table
        return tuple(
            Change(
                table.rows[index], table.key(index), column, table.columns[column][index], new.cell
            )
            for index, details in sorted(self._set.items())
            for column, new in details.items()
            if column in table.numbers
        )

    def _rows(self, columns: tuple[str, ...]) -> tuple[tuple[Cell, ...], ...]:
        empty = Detail(None, None)
        return tuple(
            tuple(details.get(column, empty).cell for column in columns) for details in self._added
        )


def _is_short_for(name: str, whole: str) -> bool:
    """Return whether a name is the same as another or leaves some of its words out."""
    return set(plain(name).split()) <= set(plain(whole).split())


def identity_of(details: Mapping[str, Detail]) -> Identity:
    """Return who a row says it is about."""

    def text(column: str) -> str:
        found = details.get(column)
        return "" if found is None else text_of(found.value)

    return Identity(
        text("customer_id"),
        text(WHOLE),
        tuple(phone for phone in map(text, _PHONES) if phone),
        text("email"),
        text("business_id"),
    )
