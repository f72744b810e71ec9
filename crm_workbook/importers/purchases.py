"""Foreign purchases against those in the workbook."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.importers import said
from crm_workbook.importers.faults import heading, kept_as_text
from crm_workbook.importers.keys import import_keys
from crm_workbook.importers.mapping import Target
from crm_workbook.model import AddSheet, AppendRows, Change, SetCells
from crm_workbook.schema import sheet
from crm_workbook.schema.columns import day
from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crm_workbook.importers.faults import Checked
    from crm_workbook.importers.records import Records
    from crm_workbook.importers.roster import Verdict
    from crm_workbook.importers.understood import Understood
    from crm_workbook.model import Book, Cell, Edit, Finding, Table

_LINE_ID: Final = re.compile(r"P-(\d{6,})")
_MADE: Final = ("line_id", "customer_id", "amount", "import_key")
"""Columns this module fills itself."""


class Bought(NamedTuple):
    """What an import of purchases comes to."""

    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]
    counts: Counter[Verdict]


class _Pair(NamedTuple):
    """A column of the source beside the same one of the workbook."""

    column: str
    values: Sequence[Cell]
    cells: Sequence[Cell]
    old_values: Sequence[Cell]
    old_cells: Sequence[Cell]


class Ledger:
    """The purchases sheet with everything an import is about to do to it."""

    def __init__(self, book: Book, *, update: bool) -> None:
        """Begin with the purchases of a workbook; `update` lets the source win over it."""
        self._book = book
        self._update = update
        self._table = typed(book, "purchases")
        self._rows: dict[str, int] = {}
        self._typed_in: dict[tuple[Cell, Cell, Cell], list[int]] = defaultdict(list)
        self._highest = 0
        self._has_keys = False
        if self._table is not None:
            self._index()

    def _index(self) -> None:
        table = self._table
        if table is None:
            return
        self._has_keys = "import_key" in table
        for line in table["line_id"].raw:
            ours = _LINE_ID.fullmatch(line) if isinstance(line, str) else None
            if ours:
                self._highest = max(self._highest, int(ours[1]))
        rows = zip(
            table["import_key"].raw, table.values("date"), table.values("customer_id"),
            table.values("amount"), strict=True,
        )  # fmt: skip
        for index, (key, date, customer, amount) in enumerate(rows):
            if isinstance(key, str) and key:
                self._rows.setdefault(key, index)
            elif date is not None and amount is not None:
                self._typed_in[day(date), customer, amount].append(index)

    def keys(
        self, columns: Mapping[str, Understood], who: Sequence[str], checked: Checked
    ) -> list[str]:
        """Return the import key of every row of a source: its own if it has one, or a made one.

        Args:
            columns: Column id of the purchases sheet to what was read.
            who: The customer of each row as the source says it.
            checked: What `check` said of them.
        """
        meanings = {column: read.values for column, read in columns.items()}
        made = import_keys(meanings, who, checked.amounts)
        own = meanings.get("import_key", ())
        return [str(given) if given else key for given, key in zip_longest(own, made)]

    def known(self, keys: Sequence[str]) -> frozenset[int]:
        """Return which rows of a source stand in the workbook already."""
        return frozenset(row for row, key in enumerate(keys) if key in self._rows)

    def take(
        self,
        records: Records,
        columns: Mapping[str, Understood],
        checked: Checked,
        keys: Sequence[str],
        customers: Sequence[str],
    ) -> Bought:
        """Compare every row of a source with the workbook.

        Args:
            records: The source, for places.
            columns: Column id of the purchases sheet to what was read.
            checked: What `check` said of them.
            keys: What `keys` returned.
            customers: The customer's id in the workbook, empty for a row without one, which has
                been reported already.
        """
        amounts = checked.amounts
        table = None if self._table is None else self._table.table
        meanings = {column: read.values for column, read in columns.items()}
        pairs = self._pairs(columns, customers, amounts)
        findings = list(checked.faults.values())
        counts: Counter[Verdict] = Counter()
        added: list[int] = []
        changes: list[Change] = []
        for row, key in enumerate(keys):
            index = self._rows.get(key)
            if row in checked.faults or (index is None and not customers[row]):
                counts["refused"] += 1
                continue
            if index is None or table is None:
                twin = self._twin(meanings["date"][row], customers[row], amounts[row])
                if twin is None:
                    added.append(row)
                    counts["new"] += 1
                    continue
                counts["same"] += 1
                if self._has_keys and table is not None:
                    found = said.TYPED_BEFORE.at(records.ref(row), row=table.ref(twin))
                    findings.append(found)
                continue
            counts[self._compare(table, records, pairs, row, index, changes, findings)] += 1
        findings += kept_as_text(records, columns, added)
        rows = self._new(columns, added, customers, amounts, keys)
        edits = self._edits(columns, rows, tuple(changes))
        return Bought(edits, tuple(findings), counts)

    def _twin(self, date: Cell, customer: str, amount: Cell) -> int | None:
        """Return a row typed by hand that says the same; each one answers only once."""
        rows = self._typed_in.get((day(date), customer, amount))
        return rows.pop(0) if rows else None

    def _pairs(
        self,
        columns: Mapping[str, Understood],
        customers: Sequence[str],
        amounts: Sequence[Cell],
    ) -> list[_Pair]:
        table = self._table
        if table is None:
            return []
        new: dict[str, tuple[Sequence[Cell], Sequence[Cell]]] = {
            column: (read.values, read.cells) for column, read in columns.items()
        }
        ids = [customer or None for customer in customers]
        new |= {"customer_id": (ids, ids), "amount": (amounts, amounts)}
        return [
            _Pair(column, values, cells, table.values(column), table[column].raw)
            for column, (values, cells) in new.items()
            if column in table and column != "import_key"
        ]

    def _compare(
        self,
        table: Table,
        records: Records,
        pairs: Sequence[_Pair],
        row: int,
        index: int,
        changes: list[Change],
        findings: list[Finding],
    ) -> Verdict:
        verdict: Verdict = "same"
        for column, values, cells, olds, raws in pairs:
            cell, raw = cells[row], raws[index]
            if (
                cell is None
                or raw == cell
                or (olds[index] is not None and olds[index] == values[row])
            ):
                continue
            key = table.key(index)
            if raw is None or self._update:
                changes.append(Change(table.rows[index], key, column, raw, cell))
                verdict = "changed" if verdict == "same" else verdict
            else:
                place = records.place(Target("purchases", column))
                findings.append(
                    said.CONFLICT.at(
                        records.ref(row, place),
                        id=key,
                        column=heading(column),
                        kept=raw,
                        value=cell,
                    )
                )
                verdict = "conflict"
        return verdict

    def _new(
        self,
        columns: Mapping[str, Understood],
        added: list[int],
        customers: Sequence[str],
        amounts: Sequence[Cell],
        keys: Sequence[str],
    ) -> dict[str, list[Cell]]:
        start = self._highest + 1
        self._highest += len(added)
        rows: dict[str, list[Cell]] = {
            "line_id": [f"P-{number:06}" for number in range(start, start + len(added))],
            "customer_id": [customers[row] for row in added],
            "amount": [amounts[row] for row in added],
            "import_key": [keys[row] for row in added],
        }
        for column, read in columns.items():
            if column not in _MADE:
                cells = read.cells
                rows[column] = [cells[row] for row in added]
        return rows

    def _edits(
        self,
        columns: Mapping[str, Understood],
        rows: dict[str, list[Cell]],
        changes: tuple[Change, ...],
    ) -> tuple[Edit, ...]:
        edits: list[Edit] = []
        if changes:
            edits.append(SetCells("purchases", changes))
        if not rows["line_id"]:
            return tuple(edits)
        order = [c.id for c in sheet("purchases").columns if c.id in rows]
        order += [c for c in columns if c not in order]
        if self._table is None:
            body = tuple(zip(*(rows[c] for c in order), strict=True))
            edits.append(AddSheet("purchases", self._book.lang, tuple(order), body))
        else:
            order = [c for c in order if c in self._table.table.numbers]
            body = tuple(zip(*(rows[c] for c in order), strict=True))
            edits.append(AppendRows("purchases", tuple(order), body))
        return tuple(edits)

    def lacking(self, columns: Mapping[str, object]) -> list[str]:
        """Return which of these columns the workbook's purchases sheet does not have."""
        table = self._table
        return [] if table is None else [c for c in columns if c not in table.table.numbers]
