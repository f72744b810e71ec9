"""The bytes of a workbook to a `Book`: examined, read, recognised, laid out by column."""

from __future__ import annotations

import gc
from datetime import time, timedelta
from itertools import compress

from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple, cast
from crm_workbook.model import Book, Table, Unread
from crm_workbook.schema.extent import is_blank
from crm_workbook.schema.lists import workbook_lists
from crm_workbook.schema.recognise import find_table, named_sheet
from crm_workbook.schema.settings import mappings, read_settings
from crm_workbook.store.facts import PackageFacts
from crm_workbook.store.grids import open_grids
from crm_workbook.store.preflight import examine
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from crm_workbook.model import Cell, Entry
    from crm_workbook.schema.recognise import Found
    from crm_workbook.store.grids import Rows
    from crm_workbook.store.parts import SheetPart
    from crm_workbook.store.preflight import Survey

NOT_A_TABLE: Final = Text(
    "לא נמצאה בו שורת כותרות מוכרת.", "No row of known headings was found in it."
)
NO_CELLS: Final = Text("הוא ריק.", "It is empty.")
NOT_CELLS: Final = Text(
    "זהו גיליון מסוג אחר ({kind}), בלי תאים.", "It is a sheet of another kind ({kind})."
)
SECOND: Final = Text(
    'גם הוא נראה כמו "{sheet}", והגיליון "{title}" נבחר במקומו.',
    "It too looks like “{sheet}”, and the sheet “{title}” was taken instead.",
)

_SETTINGS: Final = "settings"
_LISTS: Final = "lists"
_BLOCK: Final = 1024
_FEW: Final = 256
_TEXTS: Final = frozenset({str, type(None)})
_HEBREW: Final = frozenset(map(chr, range(0x5D0, 0x5EB)))


class _Candidate(NamedTuple):
    found: Found
    table: Table


def read_book(
    data: bytes, *, name: str, journal: Callable[[str], Sequence[Entry]] | None = None
) -> Book:
    """Return what a workbook holds.

    Args:
        data: The file.
        name: What to call it in reports.
        journal: Given the file's fingerprint, returns what was applied to it so far; called when
            somebody asks.

    Raises:
        CrmError: It is no workbook, damaged, or refused as unsafe.
    """
    with _Uncollected():
        survey = examine(data)
        return _Reading(survey).book(name, journal)


def fingerprint(data: bytes) -> str:
    """Return the name of a file's very state."""
    from hashlib import sha256  # brings OpenSSL along, and only writers and the journal ask

    return sha256(data).hexdigest()


def read_grids(data: bytes, *, name: str = "") -> list[tuple[str, int, int, list[list[Cell]]]]:  # noqa: ARG001 - a reader of a file knows its name
    """Return the cells of every worksheet: title, first row, first column (from 1) and rows.

    Raises:
        CrmError: It is no workbook, damaged, or refused as unsafe.
    """
    with _Uncollected():
        survey = examine(data)
        read = open_grids(survey)
        grids = []
        for sheet in survey.workbook.sheets:
            if sheet.title in survey.scans:
                rows = [list(_cleaned(row)) for row in read(sheet)]
                grids.append((sheet.title, 1, 1, rows))
        return grids


class _Reading:
    """One workbook on its way to becoming a `Book`."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.facts = PackageFacts(survey)
        self.read: Callable[[SheetPart], Rows] = open_grids(survey)
        self.remembered: Mapping[str, Mapping[str, str]] = {}
        self.best: dict[str, _Candidate] = {}
        self.unread: dict[str, Unread] = {}

    def book(self, name: str, journal: Callable[[str], Sequence[Entry]] | None) -> Book:
        data = self.survey.parts.data
        sheets = self.survey.workbook.sheets
        # What imports have learned about headings stands in the settings, so they come first.
        order = sorted(sheets, key=lambda sheet: not _is_settings(sheet))
        for sheet in order:
            self.take(sheet)
            if _is_settings(sheet):
                self.remembered = mappings(self.table(_SETTINGS))
        titles = [sheet.title for sheet in sheets]
        tables = {key: self.best[key].table for key in self.best}
        tables = dict(sorted(tables.items(), key=lambda t: titles.index(t[1].layout.title)))
        settings = self.table(_SETTINGS)
        values = read_settings(settings)
        return Book(
            name=name,
            tables=tables,
            facts=self.facts,
            settings=values,
            lists=workbook_lists(self.table(_LISTS)),
            lang=str(values["language"]) if settings is not None else _language(tables),
            fingerprint=lambda: fingerprint(data),
            unread=tuple(self.unread[title] for title in titles if title in self.unread),
            journal=(lambda: journal(fingerprint(data))) if journal else (),
        )

    def table(self, sheet_id: str) -> Table | None:
        candidate = self.best.get(sheet_id)
        return candidate.table if candidate is not None else None

    def take(self, sheet: SheetPart) -> None:
        """Read one tab, and keep its table if it is the best for its sheet so far."""
        if sheet.title not in self.survey.scans:
            self.skip(sheet.title, NOT_CELLS, kind=sheet.kind)
            return
        rows = self.read(sheet)
        found = find_table(
            sheet.title,
            rows,
            tables=self.survey.parts.tables(sheet.part),
            remembered=self.remembered,
        )
        if found is None:
            known = named_sheet(sheet.title)
            if known is None or known.columns:
                self.skip(sheet.title, NOT_A_TABLE if rows else NO_CELLS)
            return
        rival = self.best.get(found.sheet.id)
        table = lay_out(found, rows)
        if rival is None:
            self.best[found.sheet.id] = _Candidate(found, table)
        elif (found.score, len(table)) > (rival.found.score, len(rival.table)):
            self.best[found.sheet.id] = _Candidate(found, table)
            self.skip_second(rival.found, found)
        else:
            self.skip_second(found, rival.found)

    def skip_second(self, loser: Found, winner: Found) -> None:
        title = Text(loser.sheet.he, loser.sheet.en)
        why = Text(
            SECOND.he.format(sheet=title.he, title=winner.layout.title),
            SECOND.en.format(sheet=title.en, title=winner.layout.title),
        )
        self.unread[loser.layout.title] = Unread(loser.layout.title, why)

    def skip(self, title: str, why: Text, **values: str) -> None:
        said = Text(why.he.format_map(values), why.en.format_map(values))
        self.unread[title] = Unread(title, said)


def lay_out(found: Found, rows: Rows) -> Table:
    """Return the body of a recognised table by column, without its blank rows.

    Args:
        found: Where the table stands.
        rows: The sheet's rows from A1 on, equally long, empty cells as `''`.
    """
    layout = found.layout
    columns: dict[str, list[Cell]] = {placed.column.id: [] for placed in layout.placed}
    spots = [placed.number - 1 for placed in layout.placed]
    stop = min(layout.last_row, len(rows))
    blank: set[int] = set()
    shared: list[dict[Cell, Cell]] = [{} for _ in spots]
    for start in range(layout.first_row - 1, stop, _BLOCK):
        # By blocks that fit into the processor's cache, which halves the time.
        across = list(zip(*rows[start : min(start + _BLOCK, stop)], strict=True))
        block = [
            _shared(_cleaned(across[spot]), known)
            for spot, known in zip(spots, shared, strict=True)
        ]
        for values, more in zip(columns.values(), block, strict=True):
            values.extend(more)
        blank.update(start + row for row in _blank_rows(block))
    numbers: Sequence[int] = range(layout.first_row, stop + 1)
    if blank:
        keep = [number - 1 not in blank for number in numbers]
        numbers = list(compress(numbers, keep))
        columns = {key: list(compress(values, keep)) for key, values in columns.items()}
    return Table(found.sheet, layout, columns, numbers)


def _blank_rows(columns: list[Sequence[Cell]]) -> list[int]:
    """Return which rows have nothing to see in any column."""
    if not columns or not _has_blanks(columns[0]):
        return []
    rows: Iterable[int] = range(len(columns[0]))
    for values in columns:
        rows = [row for row in rows if is_blank(values[row])]
    return list(rows)


def _has_blanks(values: Sequence[Cell]) -> bool:
    """Return whether a cell may be blank; quick for the usual column of texts."""
    try:
        return None in values or any(map(str.isspace, cast("Sequence[str]", values)))
    except TypeError:  # other cells among the texts
        return True


def _cleaned(values: Sequence[Cell]) -> Sequence[Cell]:
    """Return cells as the model has them: no empty texts, a time of day as a duration."""
    if "" in values:
        values = [None if value == "" else value for value in values]
    if time in set(map(type, values)):
        values = [_duration(value) for value in values]
    return values


def _shared(values: Sequence[Cell], known: dict[Cell, Cell]) -> Sequence[Cell]:
    """Return the same cells with one object for equal texts, of which the reader makes many.

    That saves memory, and whoever looks at them next finds them in the processor's cache. It does
    not pay for columns with more than a `_FEW` different texts.
    """
    if len(known) > _FEW or not _TEXTS.issuperset(map(type, values)):
        return values
    return list(map(known.setdefault, values, values))


def _duration(value: object) -> Cell:
    if type(value) is time:
        return timedelta(
            hours=value.hour,
            minutes=value.minute,
            seconds=value.second,
            microseconds=value.microsecond,
        )
    return cast("Cell", value)


def _is_settings(sheet: SheetPart) -> bool:
    known = named_sheet(sheet.title)
    return known is not None and known.id == _SETTINGS


def _language(tables: Mapping[str, Table]) -> str:
    """Return the language most headings are in; Hebrew when there are none."""
    headings = [placed.heading for table in tables.values() for placed in table.placed]
    hebrew = sum(not _HEBREW.isdisjoint(heading) for heading in headings)
    return "he" if 2 * hebrew >= len(headings) else "en"


class _Uncollected:
    """No garbage collection meanwhile: hundreds of thousands of rows come, and none is garbage."""

    def __enter__(self) -> None:
        self._was_on = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self._was_on:
            gc.enable()
