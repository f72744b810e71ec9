"""A purchase of a source against the row of the workbook that it is: what is filled or kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crm_workbook.fields.normal import plain
from crm_workbook.importers import said
from crm_workbook.importers.faults import cleared, heading
from crm_workbook.importers.keys import moment
from crm_workbook.importers.mapping import Target
from crm_workbook.model import Change, key_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crm_workbook.importers.held import Held
    from crm_workbook.importers.keys import Known
    from crm_workbook.importers.pairing import Pair, Side
    from crm_workbook.importers.records import Records
    from crm_workbook.importers.roster import Verdict
    from crm_workbook.importers.understood import Understood
    from crm_workbook.model import Cell, Finding
    from crm_workbook.schema.typed import TypedTable


class _Column(NamedTuple):
    """A column of the source beside the same one of the workbook."""

    id: str
    values: Sequence[Cell]
    cells: Sequence[Cell]
    old_values: Sequence[Cell]
    old_cells: Sequence[Cell]


class Compared:
    """What becomes of the rows that source and workbook both have."""

    def __init__(
        self,
        held: Held,
        table: TypedTable,
        records: Records,
        columns: Mapping[str, Understood],
        mine: Side,
        written: Callable[[Cell], Cell],
        *,
        update: bool,
    ) -> None:
        """Take both sides.

        Args:
            held: The workbook's rows.
            table: The sheet they stand in.
            records: The source, for places.
            columns: Column id of the purchases sheet to what was read, the amount included.
            mine: What each purchase of the source is known by, and its customer's id.
            written: How an id is written in a cell.
            update: Whether the source wins where the two differ.
        """
        self.changes: list[Change] = []
        self.findings: list[Finding] = []
        self._held = held
        self._table = table
        self._records = records
        self._mine = mine
        self._written = written
        self._update = update
        self._columns = [
            _Column(c, read.values, read.cells, table.values(c), table[c].raw)
            for c, read in columns.items()
            if c in table and c not in {"customer_id", "import_key"}
        ]
        self._customers = table.values("customer_id") if "customer_id" in table else []
        self._by_looks: list[int] = []

    def take(self, row: int, pair: Pair, who: str) -> Verdict:
        """Compare one purchase with its row.

        Args:
            row: The purchase's row in the source.
            pair: The row of the workbook that it is.
            who: The customer as the source says it, for the import key.
        """
        mine = self._mine.known[row]
        if mine is None:  # such a row has no pair
            return "refused"
        if pair.sure != "key" and self._kept_apart(row, pair.row, mine):
            return "conflict"
        verdicts = [self._customer(row, pair.row)]
        verdicts += [self._cell(row, pair.row, column) for column in self._columns]
        if "conflict" not in verdicts and self._learns(pair, mine):
            key = self._held.next_key(mine, who)
            self._change(pair.row, "import_key", self._held.texts[pair.row] or None, key)
            verdicts.append("changed")
        return next((v for v in ("conflict", "changed") if v in verdicts), "same")

    def _kept_apart(self, row: int, other: int, mine: Known) -> bool:
        """Report a pair of which not both have a number; return whether that leaves it undecided.

        What an import wrote and what a document says are the same, with or without its number.
        What somebody typed may be the sale of that document or another one.
        """
        theirs = self._held.by_cells.known[other] or self._held.by_key.known[other]
        number = mine.facts.doc_no or ""
        held = (theirs.facts.doc_no if theirs else "") or ""
        by_hand = not self._held.texts[other]
        ref, place = self._records.ref(row), self._table.table.ref(other)
        if number and number == held:
            return False
        if by_hand and number and not (self._held.has("doc_no") or self._held.has("import_key")):
            column = heading("doc_no")
            self.findings.append(said.NO_NUMBERS.at(ref, number=number, row=place, column=column))
            return True
        if by_hand and number and self._held.has("doc_no") and not self._update:
            self.findings.append(said.WITHOUT_NUMBER.at(ref, number=number, row=place))
            return True
        if by_hand and not self._held.has("import_key"):
            self._by_looks.append(row)
        elif number or held:
            self.findings.append(said.ONE_NUMBER.at(ref, row=place))
        elif by_hand:
            self.findings.append(said.TYPED_BEFORE.at(ref, row=place))
        return False

    def _learns(self, pair: Pair, mine: Known) -> bool:
        """Return whether the row's import key shall say what this source says."""
        if not self._held.has("import_key") or pair.sure == "key":
            return False
        if not self._held.texts[pair.row]:
            return True
        theirs = self._held.by_key.known[pair.row]
        if theirs is None:
            return False
        old, new = (known.facts._replace(date=None) for known in (theirs, mine))
        told_more = any(a is None and b is not None for a, b in zip(old, new, strict=True))
        return told_more or theirs.amount != mine.amount

    def _customer(self, row: int, other: int) -> Verdict:
        """Fill in the customer of a purchase; one that it has is never changed."""
        new = self._mine.who[row]
        if not new or not self._customers or key_text(self._customers[other] or "") == new:
            return "same"
        if self._customers[other] is None:
            self._change(other, "customer_id", None, self._written(new))
            return "changed"
        self.findings.append(
            said.NOT_MOVED.at(
                self._records.ref(row),
                id=self._table.table.key(other),
                kept=self._customers[other],
                value=new,
            )
        )
        return "conflict"

    def _cell(self, row: int, other: int, column: _Column) -> Verdict:
        new, old = column.cells[row], column.old_cells[other]
        if new is None or old == new or _agree(column.old_values[other], column.values[row]):
            return "same"
        if old is None or (self._update and column.values[row] is not None):
            self._change(other, column.id, old, new)
            return "changed"
        place = self._records.place(Target("purchases", column.id))
        self.findings.append(
            said.CONFLICT.at(
                self._records.ref(row, place), id=self._table.table.key(other),
                column=heading(column.id), kept=old, value=new,
            )
        )  # fmt: skip
        return "conflict"

    def _change(self, other: int, column: str, old: Cell, new: Cell) -> None:
        table = self._table.table
        self.changes.append(Change(table.rows[other], table.key(other), column, old, new))

    def report(self) -> list[Finding]:
        """Return everything that is to be said of them."""
        if not self._by_looks:
            return self.findings
        lacks = next(c for c in ("doc_no", "import_key") if not self._held.has(c))
        ref = self._records.ref(self._by_looks[0])
        found = said.BY_LOOKS.at(ref, count=len(self._by_looks), column=heading(lacks))
        return [*self.findings, found]


def _agree(old: Cell, new: Cell) -> bool:
    """Return whether two values of one purchase mean the same."""
    if old is None or new is None:
        return False
    if isinstance(old, date) and isinstance(new, date):
        (day, time), (other_day, other_time) = moment(old), moment(new)
        return day == other_day and (time == other_time or time is None or other_time is None)
    if isinstance(old, str) and isinstance(new, str):
        return plain(old) == plain(new)
    return cleared(old) == cleared(new)
