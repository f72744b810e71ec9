"""Foreign purchases against those in the workbook."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.importers.alike import Alike
from crm_workbook.importers.compared import Compared
from crm_workbook.importers.details import Details
from crm_workbook.importers.faults import kept_as_text
from crm_workbook.importers.held import Held
from crm_workbook.importers.keys import comparable, known
from crm_workbook.importers.pairing import Pairing, Side
from crm_workbook.importers.understood import Understood
from crm_workbook.model import AddSheet, AppendRows, SetCells
from crm_workbook.schema import sheet
from crm_workbook.schema.written import writers

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from crm_workbook.importers.faults import Checked
    from crm_workbook.importers.keys import Known
    from crm_workbook.importers.records import Records
    from crm_workbook.importers.roster import Verdict
    from crm_workbook.model import Book, Cell, Change, Edit, Finding

_MADE: Final = ("line_id", "customer_id", "amount", "import_key")
"""Columns this module fills itself."""


class Bought(NamedTuple):
    """What an import of purchases comes to."""

    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]
    counts: Counter[Verdict]


class Ledger:
    """The purchases of a source beside those of the workbook."""

    def __init__(
        self,
        book: Book,
        records: Records,
        columns: Mapping[str, Understood],
        who: Sequence[str],
        checked: Checked,
        *,
        update: bool,
    ) -> None:
        """Find what is known of both without knowing who the customers are.

        Args:
            book: The workbook.
            records: The source, for places.
            columns: Column id of the purchases sheet to what was read.
            who: The customer of each row as the source says it.
            checked: What `check` said of the rows.
            update: Whether the source wins where the two differ.
        """
        self._book = book
        self._records = records
        self._columns = columns
        self._checked = checked
        self._update = update
        self._written = writers(book, "purchases")["customer_id"]
        self._held = Held(book)
        self._taken = set(self._held.texts)
        self._mine = Side(_known(columns, checked.amounts), who)
        given = columns.get("import_key")
        self._given = ["" if c is None else str(c) for c in given.values] if given else []
        rows = (row for row in range(records.size) if row not in checked.faults)
        self._pairing = Pairing(rows, range(self._held.size), self._details())
        self._pair_by_key()

    def _details(self) -> Details:
        table = self._held.table
        return Details(
            {
                column: (
                    comparable(_read(read.values, read.cells)),
                    comparable(_read(table.values(column), table[column].raw)),
                )
                for column, read in self._columns.items()
                if table is not None and column in table and column not in _MADE
            }
        )

    def _pair_by_key(self) -> None:
        texts = {text: other for other, text in enumerate(self._held.texts) if text}
        for row, text in enumerate(self._given):
            other = texts.get(text, -1)
            if row in self._pairing.open and other in self._pairing.free:
                self._pairing.join(row, other, "key")
        self._pairing.find(self._mine, self._held.by_key, "exact")
        self._pairing.find(self._mine, self._held.by_key, "numbered")

    def settled(self, customers: Collection[str]) -> frozenset[int]:
        """Return the rows of the source that stand in the workbook, as purchases of these."""
        there = frozenset(customers)
        who = self._held.by_cells.who
        return frozenset(
            row for row, pair in self._pairing.pairs.items() if who[pair.row] in there
        )

    def take(self, customers: Sequence[str]) -> Bought:
        """Compare every row of the source with the workbook.

        Args:
            customers: The id in the workbook of each row's customer, empty for a row without
                one, which has been reported already.
        """
        by_id = Side(self._mine.known, customers)
        by_key, by_cells = self._held.by_key, self._held.by_cells
        find = self._pairing.find
        find(by_id, by_cells, "exact")
        find(by_id, by_cells, "numbered")
        find(self._mine, by_key, "unnumbered")
        find(by_id, by_cells, "unnumbered")
        find(self._mine, by_key, "likely")
        find(by_id, by_cells, "likely")
        find(self._mine, by_key, "amount")
        find(by_id, by_cells, "amount")
        counts: Counter[Verdict] = Counter()
        findings = list(self._checked.faults.values())
        changes: tuple[Change, ...] = ()
        added = [row for row in self._pairing.open if customers[row]]
        counts["refused"] = len(findings) + len(self._pairing.open) - len(added)
        counts["new"] = len(added)
        if self._held.table is not None:
            amounts = self._checked.amounts
            columns = {**self._columns, "amount": Understood(amounts, amounts, amounts, {})}
            compared = Compared(
                self._held, self._held.table, self._records, columns, by_id, self._written,
                update=self._update,
            )  # fmt: skip
            for row, pair in sorted(self._pairing.pairs.items()):
                counts[compared.take(row, pair, self._mine.who[row])] += 1
            changes = tuple(compared.changes)
            findings += compared.report()
            if added:
                alike = Alike(self._held, self._pairing.free)
                findings += alike.findings(added, by_id, self._records)
        findings += kept_as_text(self._records, self._columns, added)
        return Bought(self._edits(self._new(added, customers), changes), tuple(findings), counts)

    def _new(self, added: list[int], customers: Sequence[str]) -> dict[str, list[Cell]]:
        rows: dict[str, list[Cell]] = {
            "line_id": [self._held.next_line() for _ in added],
            "customer_id": [self._written(customers[row]) for row in added],
            "amount": [self._checked.amounts[row] for row in added],
            "import_key": list(map(self._key, added)),
        }
        for column, read in self._columns.items():
            if column not in _MADE:
                cells = read.cells
                rows[column] = [cells[row] for row in added]
        return rows

    def _key(self, row: int) -> str:
        """Return the import key of a new purchase: the one it brings along, or one made here."""
        given = self._given[row] if self._given else ""
        if given and given not in self._taken:
            self._taken.add(given)
            return given
        known = self._mine.known[row]
        return "" if known is None else self._held.next_key(known, self._mine.who[row])

    def _edits(self, rows: dict[str, list[Cell]], changes: tuple[Change, ...]) -> tuple[Edit, ...]:
        edits: list[Edit] = []
        if changes:
            edits.append(SetCells("purchases", changes))
        if not rows["line_id"]:
            return tuple(edits)
        order = [c.id for c in sheet("purchases").columns if c.id in rows]
        order += [c for c in self._columns if c not in order]
        table = self._held.table
        if table is not None:
            order = [c for c in order if c in table.table.numbers]
        body = tuple(zip(*(rows[c] for c in order), strict=True))
        if table is None:
            edits.append(AddSheet("purchases", self._book.lang, tuple(order), body))
        else:
            edits.append(AppendRows("purchases", tuple(order), body))
        return tuple(edits)

    def lacking(self) -> list[str]:
        """Return which columns of the source the workbook's purchases sheet does not have."""
        table = self._held.table
        return [] if table is None else [c for c in self._columns if c not in table.table.numbers]


def _read(values: Sequence[Cell], cells: Sequence[Cell]) -> list[Cell]:
    """Return what cells mean, or what they hold where that cannot be read."""
    return [cell if value is None else value for value, cell in zip(values, cells, strict=True)]


def _known(columns: Mapping[str, Understood], amounts: Sequence[Cell]) -> list[Known | None]:
    """Return what each purchase of a source is known by.

    An empty number is the number of a document without one; an empty kind means a sale.
    """
    empty = {"doc_no": "", "doc_type": "sale", "product_id": None}
    facts = {
        column: [text or nothing for text in comparable(columns[column].values)]
        for column, nothing in empty.items()
        if column in columns
    }
    return known(columns["date"].values, amounts, facts)
