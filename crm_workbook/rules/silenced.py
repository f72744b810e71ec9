"""What the owner has looked at and chosen to leave, with a reason, and perhaps until a day.

It stands in the workbook itself: a row of the checks sheet, which names the row it is about by its
key and so survives sorting, or a note on the very cell, `crm: ignore CRM121 reason`. One rule at a
time, never all of them; and what no longer silences anything is a finding of its own (CRM090 to
CRM093).
"""

from __future__ import annotations

from crm_workbook.errors import CrmError
from crm_workbook.fields.pattern import pattern
from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple
from crm_workbook.model import Ref, key_text, same_key
from crm_workbook.rules.choose import one
from crm_workbook.rules.notdata import not_data
from crm_workbook.schema import sheets
from crm_workbook.schema.columns import day
from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from crm_workbook.model import Book, Cell, Finding

SHEET: Final = "checks"
OWN: Final = "CRM09"
"""How the codes of the rules about suppressions begin; whether those are in use is not asked."""
_NOTE: Final = r"(?im)\bcrm:[ \t]*ignore[ \t]+([^\s,]+)[ \t,]*(.*)$"


class Silenced(NamedTuple):
    """One wish to hear no more of something."""

    ref: Ref
    """Where it is written."""
    word: str
    """The rule as it is written."""
    code: str
    """The rule it means, empty when it means none."""
    sheet: str = ""
    """The id of a sheet, or the name of a tab; empty for all."""
    key: str = ""
    """The key of a row, as `same_key` has it; empty for all."""
    column: str = ""
    """The id or the heading of a column, casefolded; empty for all."""
    cell: str = ""
    """The one cell that a note is about."""
    until: date | None = None
    """The last day on which it counts."""
    row: int = 0
    """The row of the checks sheet."""
    whole: bool = True
    """Whether it has a reason and its day can be read; it counts only then."""

    def counts(self, as_of: date) -> bool:
        """Return whether it silences anything on a day."""
        return bool(self.code) and self.whole and not self.expired(as_of)

    def expired(self, as_of: date) -> bool:
        """Return whether its last day has gone by."""
        return self.until is not None and self.until < as_of

    def covers(self, finding: Finding, book: Book) -> bool:
        """Return whether a finding is what it is about."""
        ref = finding.ref
        return (
            finding.code == self.code
            and self.sheet in {"", ref.sheet}
            and self.cell in {"", ref.cell}
            and self.key in {"", same_key(ref.key)}
            and (not self.column or self.column in _names(book, ref))
        )


def silenced(book: Book) -> tuple[Silenced, ...]:
    """Return everything a workbook wishes to hear no more of, rows first, collected once."""
    return book.once("silenced", lambda: (*_rows(book), *_notes(book)))


def heard(book: Book, found: Iterable[Finding], as_of: date) -> tuple[Finding, ...]:
    """Return the findings that nobody has silenced, in their order."""
    by_code: dict[str, dict[str, list[Silenced]]] = {}
    for each in silenced(book):
        if each.counts(as_of):
            by_code.setdefault(each.code, {}).setdefault(each.key, []).append(each)

    def silent(finding: Finding) -> bool:
        keys = by_code.get(finding.code)
        if keys is None:
            return False
        about = {"", same_key(finding.ref.key)}
        return any(each.covers(finding, book) for key in about for each in keys.get(key, ()))

    return tuple(finding for finding in found if not silent(finding))


def useless(each: Silenced, book: Book, as_of: date) -> bool:
    """Return whether it counts and yet there is nothing for it to silence."""
    from crm_workbook.rules.run import found_by

    if not each.counts(as_of) or each.code.startswith(OWN):
        return False
    return not any(each.covers(finding, book) for finding in found_by(each.code, book, as_of))


def _rows(book: Book) -> Iterator[Silenced]:
    table = typed(book, SHEET)
    if table is None:
        return
    names = ("code", "sheet", "row_key", "column", "reason", "until")
    skipped = not_data(book, SHEET)
    ids = _sheet_ids(book)
    lines = zip(*(table.values(name) for name in names), table["until"].raw, strict=True)
    for index, (word, sheet, key, column, reason, until, written) in enumerate(lines):
        if word is None or index in skipped:
            continue
        tab = _said(sheet)
        yield Silenced(
            table.table.ref(index, "code"),
            key_text(word),
            _code(key_text(word)),
            ids.get(tab.casefold(), tab),
            same_key(key) if key is not None else "",
            _said(column).casefold(),
            until=day(until),
            row=table.table.rows[index],
            whole=reason is not None and (written is None or day(until) is not None),
        )


def _notes(book: Book) -> Iterator[Silenced]:
    for sheet_id, table in book.tables.items():
        if not len(table):
            continue
        for cell, text in book.facts.tab(table.layout.title).notes.items():
            for word, reason in pattern(_NOTE).findall(text):
                yield Silenced(
                    Ref(sheet_id, cell), word, _code(word), sheet_id, cell=cell,
                    whole=bool(reason.strip()),
                )  # fmt: skip


def _code(word: str) -> str:
    try:
        return one(word)
    except CrmError:
        return ""


def _said(value: Cell) -> str:
    return "" if value is None else str(value).strip()


def _sheet_ids(book: Book) -> dict[str, str]:
    """Return the ids of sheets by everything they may be called, casefolded."""
    ids = {
        name.casefold(): sheet.id
        for sheet in sheets().values()
        for name in (sheet.he, sheet.en, sheet.id)
    }
    ids.update((table.layout.title.casefold(), name) for name, table in book.tables.items())
    return ids


def _names(book: Book, ref: Ref) -> frozenset[str]:
    """Return everything the column of a finding may be called, casefolded."""
    return book.once(("names", ref.sheet, ref.column), lambda: _column_names(book, ref))


def _column_names(book: Book, ref: Ref) -> frozenset[str]:
    names = {ref.column}
    table = book.tables.get(ref.sheet)
    for placed in table.placed if table is not None else ():
        if placed.column.id == ref.column:
            names |= {placed.heading.strip(), placed.column.he, placed.column.en}
    return frozenset(name.casefold() for name in names)
