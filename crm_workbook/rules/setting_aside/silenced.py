"""What the owner has looked at and chosen to leave, with a reason, and perhaps until a day.

It stands in the workbook itself: a row of the checks sheet, which names the row it is about by its
key and so survives sorting, or a note on the very cell, `crm: ignore CRM121 reason`. Such a note
on a heading is about its whole column. One rule at a time, never all of them; and what no longer
silences anything is a finding of its own (CRM090 to CRM093).
"""

from __future__ import annotations

from crm_workbook.errors import CrmError
from crm_workbook.fields.pattern import pattern
from crm_workbook.lean import TYPE_CHECKING, Final, Literal, NamedTuple
from crm_workbook.model import Ref, SetAside, column_number, key_text, same_key
from crm_workbook.rules.deciding.choose import one
from crm_workbook.rules.notdata import not_data
from crm_workbook.schema import sheets
from crm_workbook.schema.columns import day
from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from crm_workbook.model import Book, Cell, Finding, Table

SHEET: Final = "checks"
OWN: Final = "CRM09"
"""How the codes of the rules about suppressions begin; whether those are in use is not asked."""
_VERB: Final = r"(?:ignore[ \t]+|(?:להתעלם|התעלם|התעלמי|התעלמו)[ \t]+(?:מ[-־]?[ \t]*)?)"
_NOTE: Final = rf"(?im)\bcrm:[ \t]*{_VERB}([^\s,]+)[ \t,]*(.*)$"
_UNSEEN: Final = "[\u200e\u200f\u202a-\u202e\u2066-\u2069]"
"""Marks of direction, which a program puts between Hebrew and a code."""
_CELL: Final = r"([A-Z]+)([0-9]+)"


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
    note: bool = False
    """Whether it is a note: it is about its own cell, and one on a heading about the column."""
    reason: str = ""
    until: date | None = None
    """The last day on which it counts."""
    readable: bool = True
    """Whether its day, if one is written, can be read."""
    row: int = 0
    """The row of the checks sheet."""

    @property
    def whole(self) -> bool:
        """Whether it has a reason and its day can be read; it counts only then."""
        return bool(self.reason) and self.readable

    @property
    def subject(self) -> str:
        """The one row or cell it is about, as `_subjects` names it; empty where there are more."""
        return self.ref.cell if self.note and not self.column else self.key

    def counts(self, as_of: date) -> bool:
        """Return whether it silences anything on a day."""
        return bool(self.code) and self.whole and not self.expired(as_of)

    def expired(self, as_of: date) -> bool:
        """Return whether its last day has gone by."""
        return self.until is not None and self.until < as_of

    def covers(self, finding: Finding, book: Book) -> bool:
        """Return whether a finding is what it is about."""
        ref = finding.ref
        if finding.code != self.code or self.sheet not in {"", ref.sheet}:
            return False
        if self.note and (not self.column or self.ref.cell == ref.cell):
            return self.ref.cell == ref.cell.partition(":")[0]
        return self.key in {"", same_key(ref.key)} and (
            not self.column or self.column in _names(book, ref)
        )


def silenced(book: Book) -> tuple[Silenced, ...]:
    """Return everything a workbook wishes to hear no more of, rows first, collected once."""
    return book.once("silenced", lambda: (*_rows(book), *_notes(book)))


def heard(
    book: Book, found: Iterable[Finding], as_of: date
) -> tuple[tuple[Finding, ...], tuple[SetAside, ...]]:
    """Return the findings that nobody has silenced, and the others with who did and why."""
    by_code: dict[str, dict[str, list[Silenced]]] = {}
    for each in silenced(book):
        if each.counts(as_of):
            by_code.setdefault(each.code, {}).setdefault(each.subject, []).append(each)

    loud: list[Finding] = []
    aside: list[SetAside] = []
    for finding in found:
        said = by_code.get(finding.code, {})
        wishes = (each for subject in _subjects(finding.ref) for each in said.get(subject, ()))
        wish = next((each for each in wishes if each.covers(finding, book)), None)
        if wish is None:
            loud.append(finding)
        else:
            by: Literal["note", "checks"] = "note" if wish.note else "checks"
            aside.append(SetAside(finding, by, str(wish.ref), wish.reason, wish.until))
    return tuple(loud), tuple(aside)


def useless(each: Silenced, book: Book, as_of: date) -> bool:
    """Return whether it counts and yet there is nothing for it to silence."""
    if not each.counts(as_of) or each.code.startswith(OWN):
        return False
    about = book.once(("about", each.code, as_of), lambda: _about(book, each.code, as_of))
    return not any(each.covers(finding, book) for finding in about.get(each.subject, ()))


def _about(book: Book, code: str, as_of: date) -> dict[str, list[Finding]]:
    """Return what a rule finds by the rows and cells it is about; everything by the empty one.

    Thousands of lines that silence thousands of findings are not each held against each.
    """
    from crm_workbook.rules.run import found_by

    about: dict[str, list[Finding]] = {}
    for finding in found_by(code, book, as_of):
        for subject in _subjects(finding.ref):
            about.setdefault(subject, []).append(finding)
    return about


def _subjects(ref: Ref) -> tuple[str, ...]:
    """Return what a wish about a place may be about: its row by the key, anything, its cell."""
    return tuple(dict.fromkeys((same_key(ref.key), "", ref.cell.partition(":")[0])))


def _rows(book: Book) -> Iterator[Silenced]:
    table = typed(book, SHEET)
    if table is None:
        return
    names = ("code", "sheet", "row_key", "column", "reason", "until")
    skipped = not_data(book, SHEET)
    ids = sheet_ids(book)
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
            reason=_said(reason),
            readable=written is None or day(until) is not None,
            row=table.table.rows[index],
        )


def _notes(book: Book) -> Iterator[Silenced]:
    for sheet_id, table in book.tables.items():
        if not len(table):
            continue
        for cell, text in book.facts.tab(table.layout.title).notes.items():
            visible = pattern(_UNSEEN).sub("", text)
            said = ((word, why.strip()) for word, why in pattern(_NOTE).findall(visible))
            for word, reason in dict.fromkeys(said):  # a comment with answers is there twice
                yield Silenced(
                    Ref(sheet_id, cell), word, _code(word), sheet_id,
                    column=_headed(table, cell), note=True, reason=reason,
                )  # fmt: skip


def _headed(table: Table, cell: str) -> str:
    """Return the id of the column whose heading a cell is, casefolded, else nothing."""
    place = pattern(_CELL).fullmatch(cell)
    if place is None or int(place[2]) != table.layout.heading_row:
        return ""
    number = column_number(place[1])
    ids = (each.column.id.casefold() for each in table.layout.placed if each.number == number)
    return next(ids, "")


def _code(word: str) -> str:
    try:
        return one(word)
    except CrmError:
        return ""


def _said(value: Cell) -> str:
    return "" if value is None else str(value).strip()


def sheet_ids(book: Book) -> dict[str, str]:
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
