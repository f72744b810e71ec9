"""From a source to a plan: what is new, changed, the same, in conflict or refused."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.fields.normal import heading_key, plain
from crm_workbook.importers.calculated import settled
from crm_workbook.importers.currency import column_of, in_another
from crm_workbook.importers.customers import take_all
from crm_workbook.importers.documents import fold
from crm_workbook.importers.faults import check
from crm_workbook.importers.keys import who
from crm_workbook.importers.mapping import Target, memory, suggestion
from crm_workbook.importers.profiles import profile_of
from crm_workbook.importers.purchases import Ledger
from crm_workbook.importers.records import read
from crm_workbook.importers.roster import Roster
from crm_workbook.importers.totals import without_totals
from crm_workbook.importers.understood import understand
from crm_workbook.model import key_text
from crm_workbook.schema import sheet
from crm_workbook.schema.headings import match_columns
from crm_workbook.schema.needed import need

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_workbook.importers.mapping import Kind
    from crm_workbook.importers.records import Records
    from crm_workbook.importers.roster import Verdict
    from crm_workbook.importers.source import Source
    from crm_workbook.importers.understood import DateOrder, Understood
    from crm_workbook.model import Book, Cell, Edit, Finding
    from crm_workbook.text import Text

_LETTER: Final = re.compile(r"[^\W\d_]")
_DIGIT: Final = re.compile(r"\d")
_HEBREW_OR_BLANK: Final = re.compile(r"[א-ת]|\S\s+\S")


class ImportPlan(NamedTuple):
    """Everything an import would do, and everything it would not."""

    kind: Kind
    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]
    counts: Counter[Verdict]
    """Rows of the source by what becomes of them."""
    new_customers: int
    mapping: tuple[tuple[str, Target], ...]
    """Heading to the column it goes to."""
    unused: tuple[tuple[str, Target | None], ...]
    """Headings that go nowhere, each with a column it may have meant."""
    lacking: tuple[str, ...]
    """Columns the source fills and the workbook does not have."""
    skipped: int = 0
    """Rows that are no sale, such as cancelled orders."""
    folded: int = 0
    """Rows that went into the document they continue."""
    computed: int = 0
    """Amounts multiplied from quantity and price."""
    left: int = 0
    """Rows of totals, footnotes and repeated headings."""
    encoding: str = ""
    notes: tuple[Text, ...] = ()
    currency: str = ""
    """The heading under which the currency of each amount stands."""


def plan(
    source: Source,
    book: Book,
    *,
    kind: Kind | None = None,
    given: Mapping[str, str] | None = None,
    encoding: str = "",
    dates: DateOrder = "",
    update: bool = False,
) -> ImportPlan:
    """Compare a source with a workbook, row by row. Nothing is changed.

    Args:
        source: The file to import from.
        book: The workbook to import into.
        kind: What the rows are; None to tell by the headings.
        given: Heading to column, as the user says; an empty column to leave it alone.
        encoding: The encoding of a text file; empty to find it out.
        dates: Which number of a date comes first; empty to tell by the column.
        update: Whether the source replaces what the workbook says differently.

    Raises:
        CrmError: The source cannot be read, or it lacks what an import needs.
    """
    records, words = read(source, book, kind=kind, given=given, encoding=encoding)
    need(book, *_relied_on(book, words.kind))
    records = _named(records)
    refused = records.refused
    records, skipped = _skip(records)
    records, doubtful = without_totals(records, words, book)
    records, folded = fold(records) if words.kind == "purchases" else (records, 0)
    currency = column_of(records, words)
    columns = {
        target: understand(records.columns[place], target.sheet, words.column(target), book, dates)
        for place, target in enumerate(records.targets)
        if target is not None
    }
    roster = Roster(book, update=update)
    counts: Counter[Verdict]
    if words.kind == "customers":
        people = take_all(records, _of(columns, "customers"), words, roster)
        edits, findings = roster.edits(), people.findings
        counts = Counter(taken.verdict for taken in people.taken)
        lacking, computed = roster.lacking(_of(columns, "customers")), 0
    else:
        said_of = _people(records, columns, book)
        own = {c: u for c, u in _of(columns, "purchases").items() if c != "customer_id"}
        checked = check(records, own, in_another(records, currency, book))
        names = who(said_of, records.size)
        ledger = Ledger(book, records, own, names, checked, update=update)
        there = ledger.settled(roster.people.ids)
        people = take_all(records, said_of, words, roster, without=checked.faults, settled=there)
        ids = [roster.id_of(t.person) if t.person >= 0 else "" for t in people.taken]
        bought = ledger.take(ids)
        edits = (*roster.edits(), *bought.edits)
        findings = (*people.findings, *bought.findings)
        counts, computed = bought.counts, checked.computed
        lacking = roster.lacking(said_of) + ledger.lacking()
    counts["refused"] += len(refused)
    edits = settled(book, edits)
    if given:
        edits = (*edits, *memory(book, words.kind, given, words))
    pairs = list(zip(records.headings, records.targets, strict=True))
    return ImportPlan(
        words.kind,
        edits,
        (*refused, *records.left, *doubtful, *findings),
        counts,
        roster.added,
        tuple((heading, target) for heading, target in pairs if target is not None),
        tuple(
            (h, suggestion(h, words))
            for place, (h, target) in enumerate(pairs)
            if target is None and h and place != currency
        ),
        tuple(lacking),
        skipped,
        folded,
        computed,
        len(records.left),
        records.encoding,
        records.notes,
        records.headings[currency] if currency >= 0 else "",
    )


def _relied_on(book: Book, kind: Kind) -> tuple[str, ...]:
    """Return the sheets whose columns an import goes by."""
    if kind == "purchases":
        return "customers", "purchases"
    # A mere list of names, to which no other sheet refers, may do without ids.
    referred = any("customer_id" in table.numbers for table in book.tables.values())
    return ("customers",) if referred else ()


def _of(columns: Mapping[Target, Understood], sheet_id: str) -> dict[str, Understood]:
    return {target.column: read for target, read in columns.items() if target.sheet == sheet_id}


def _people(
    records: Records, columns: Mapping[Target, Understood], book: Book
) -> dict[str, Understood]:
    """Return what a file of purchases says about its customers, as columns of customers."""
    found = _of(columns, "customers")
    place = records.place(Target("purchases", "customer_id"))
    if place >= 0:
        column = sheet("customers").column("customer_id")
        if column is not None:
            found = {
                "customer_id": understand(records.columns[place], "customers", column, book),
                **found,
            }
    return found


def _skip(records: Records) -> tuple[Records, int]:
    """Leave out rows that the program they come from marks as no sale.

    What continues an order is not marked; it goes with the order of its number.
    """
    profile = profile_of(records.headings)
    keys = [heading_key(heading) for heading in records.headings]
    place = records.place(Target("purchases", "doc_no"))
    numbers = records.columns[place] if place >= 0 else [None] * records.size
    gone: set[int] = set()
    for heading, values in (profile.skip if profile else {}).items():
        if heading_key(heading) in keys:
            words = list(map(_word, records.columns[keys.index(heading_key(heading))]))
            marked = {row for row, word in enumerate(words) if word in values}
            orders = {numbers[row] for row in marked} - {None}
            continued = {row for row, word in enumerate(words) if not word}
            gone |= marked | {row for row in continued if numbers[row] in orders}
    if not gone:
        return records, 0
    kept = [row for row in range(len(records.lines)) if row not in gone]
    return records.keep(kept), len(gone)


def _word(cell: Cell) -> str:
    return plain(cell) if isinstance(cell, str) else ""


def _named(records: Records) -> Records:
    """Tell by the cells whether a column headed "customer" holds names or ids."""
    by_id, by_name = Target("purchases", "customer_id"), Target("customers", "display_name")
    if records.kind != "purchases" or (by_id in records.targets) == (by_name in records.targets):
        return records
    place = max(records.place(by_id), records.place(by_name))
    cells = [key_text(cell) for cell in set(records.columns[place]) if cell is not None]
    names = sum(
        bool(_LETTER.search(c) and not _DIGIT.search(c) and _HEBREW_OR_BLANK.search(c))
        for c in cells
    )
    codes = sum(bool(_DIGIT.search(c)) for c in cells)
    target = records.targets[place]
    if 2 * names > len(cells):
        target = by_name
    elif 2 * codes > len(cells) and match_columns([records.headings[place]], sheet("purchases"))[
        0
    ] in {c for c in sheet("purchases").columns if c.id == "customer_id"}:
        target = by_id
    targets = [*records.targets]
    targets[place] = target
    return records._replace(targets=tuple(targets))
