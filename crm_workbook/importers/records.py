"""The table inside a source: its headings and what they mean, its columns and its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.errors import CrmError, Problem
from crm_workbook.fields.normal import heading_key
from crm_workbook.importers import csv_, said
from crm_workbook.importers.currency import HEADINGS
from crm_workbook.importers.mapping import KINDS, Kind, Target, match, refuse_unknown, vocabulary
from crm_workbook.importers.profiles import profile_of
from crm_workbook.importers.source import Grid
from crm_workbook.model import Column, Placed, Ref, letters, shown
from crm_workbook.schema.extent import Body, is_blank
from crm_workbook.schema.headings import heading_text
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crm_workbook.importers.mapping import Vocabulary
    from crm_workbook.importers.source import Source
    from crm_workbook.model import Book, Cell, Finding

EMPTY: Final = Problem(
    "source-empty",
    Text("אין נתונים בקובץ {file}.", "{file} holds no data."),
    Text("יש לבדוק שזה הקובץ הנכון ושהוא נשמר.", "Check that it is the right file and was saved."),
)
NO_HEADINGS: Final = Problem(
    "source-without-headings",
    Text(
        "לא נמצאו בקובץ {file} כותרות מוכרות. בשורה הראשונה: {seen}.",
        "{file} has no headings that are known. Its first row: {seen}.",
    ),
    Text(
        'יש לומר מה כל כותרת, למשל --map "{first}=display_name", או להוסיף שורת כותרות.',
        'Say what they mean, such as --map "{first}=display_name", or add a row of headings.',
    ),
)
KIND_UNSURE: Final = Problem(
    "source-kind-unsure",
    Text(
        "לא ברור אם ב-{file} לקוחות או רכישות. הכותרות: {seen}.",
        "It is not clear whether {file} holds customers or purchases. Its headings: {seen}.",
    ),
    Text(
        'אפשר לציין --kind customers או --kind purchases, ובמידת הצורך --map "כותרת=עמודה".',
        "Name it with --kind customers or --kind purchases and, if needed, "
        '--map "heading=column".',
    ),
)
LACKING: Final = Problem(
    "source-column-missing",
    Text(
        "חסרה ב-{file} עמודה: {missing}. הכותרות שנמצאו: {seen}.",
        "{file} lacks a column: {missing}. The headings seen: {seen}.",
    ),
    Text(
        'אם היא קיימת בשם אחר: --map "השם בקובץ={example}".',
        'If it is there under another name: --map "its heading={example}".',
    ),
)
WHO: Final = Text('מי הלקוח (מזהה, שם, טלפון או דוא"ל)',
                  "who the customer is (id, name, phone or e-mail)")  # fmt: skip
WHEN: Final = Text("תאריך", "the date")
HOW_MUCH: Final = Text("סכום", "the amount")
OTHER_SHEETS: Final = Text("גיליונות שלא יובאו: {sheets}.", "Sheets not imported: {sheets}.")

_TOP: Final = 30
"""How far down headings are looked for; what stands above them is a title."""
_NAMES: Final = frozenset({"display_name", "first_name", "last_name", "phone", "email"})


class Records(NamedTuple):
    """The rows of a source below its headings, column by column."""

    name: str
    """The file, with the sheet where it has several: where findings point."""
    kind: Kind
    headings: tuple[str, ...]
    numbers: tuple[int, ...]
    """The sheet column of each heading, 1 for A."""
    targets: tuple[Target | None, ...]
    columns: tuple[list[Cell], ...]
    """The cells under each heading, none where nobody will ask for them."""
    lines: tuple[int, ...]
    """The sheet row, or the line of the text file, of each row."""
    encoding: str = ""
    notes: tuple[Text, ...] = ()
    refused: tuple[Finding, ...] = ()
    """One finding for each row that could not even be cut into columns."""
    left: tuple[Finding, ...] = ()
    """One finding for each row of totals, footnotes and repeated headings."""

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.lines)

    def keep(self, rows: Sequence[int]) -> Records:
        """Return only these rows."""
        return self._replace(
            columns=tuple(
                [column[row] for row in rows] if column else [] for column in self.columns
            ),
            lines=tuple(self.lines[row] for row in rows),
        )

    def ref(self, row: int, place: int = -1) -> Ref:
        """Return the place of a row, or of one of its cells."""
        letter = letters(self.numbers[place]) if place >= 0 else "A"
        heading = self.headings[place] if place >= 0 else ""
        return Ref(self.name, f"{letter}{self.lines[row]}", "", heading)

    def place(self, target: Target) -> int:
        """Return which column has this target, or -1."""
        return self.targets.index(target) if target in self.targets else -1


class _Spot(NamedTuple):
    """A row that may hold the headings."""

    grid: Grid
    top: int
    words: Vocabulary
    targets: list[Target | None]

    @property
    def score(self) -> int:
        return sum(target is not None for target in self.targets)

    @property
    def lacks(self) -> tuple[Text, str] | None:
        """What is needed and missing, with an example of a column for it."""
        have = {target.column for target in self.targets if target is not None}
        if self.words.kind == "customers":
            return None if have & _NAMES else (WHO, "display_name")
        if "date" not in have:
            return WHEN, "date"
        if not have & {"amount", "unit_price"}:
            return HOW_MUCH, "amount"
        return None if have & {*_NAMES, "customer_id"} else (WHO, "customers.display_name")

    @property
    def seen(self) -> str:
        return said.listed(map(heading_text, self.grid.rows[self.top]))


def read(
    source: Source,
    book: Book,
    *,
    kind: Kind | None = None,
    given: Mapping[str, str] | None = None,
    encoding: str = "",
) -> tuple[Records, Vocabulary]:
    """Find the table in a source and what its headings mean.

    Args:
        source: The file.
        book: The workbook to import into.
        kind: What the rows are; None to tell by the headings.
        given: What `--map` says: heading to column.
        encoding: The encoding of a text file; empty to find it out.

    Raises:
        CrmError: There is no table, its kind is unclear, or a needed column is missing.
    """
    given = given or {}
    grids, used, notes = _grids(source, encoding)
    spots = [
        _Spot(grid, top, words, match(row, words))
        for words in _vocabularies(book, kind, given)
        for grid in grids
        for top, row in enumerate(grid.rows[:_TOP])
        if any(isinstance(cell, str) for cell in row)
    ]
    if not spots:
        raise CrmError(EMPTY, file=source.name)
    spot = _best(spots, source, kind)
    headings = tuple(map(heading_text, spot.grid.rows[spot.top]))
    refuse_unknown(source.name, headings, given)
    others = [g.title for g in grids if g.title != spot.grid.title and g.rows]
    if others:
        sheets = said.listed(others)
        notes = (
            *notes,
            Text(OTHER_SHEETS.say("he", sheets=sheets), OTHER_SHEETS.say("en", sheets=sheets)),
        )
    name = source.name if len(grids) == 1 else f"{source.name}/{spot.grid.title}"
    return _cut(spot, name, headings, delimited=source.kind == "csv")._replace(
        encoding=used, notes=notes
    ), spot.words


def _grids(source: Source, encoding: str) -> tuple[list[Grid], str, tuple[Text, ...]]:
    if source.kind == "csv":
        found = csv_.read(source.data or b"", source.name, encoding=encoding)
        return [found.grid], found.encoding, found.notes
    grids = [Grid(*each) for each in source.grids]
    return [grid for grid in grids if grid.rows], "", ()


def _vocabularies(book: Book, kind: Kind | None, given: Mapping[str, str]) -> list[Vocabulary]:
    if kind is not None:
        return [vocabulary(book, kind, given)]
    found, refused = [], None
    for each in KINDS:
        try:
            found.append(vocabulary(book, each, given))
        except CrmError as error:  # the column named may belong to the other kind
            refused = refused or error
    if not found and refused is not None:
        raise refused
    return found


def _best(spots: list[_Spot], source: Source, kind: Kind | None) -> _Spot:
    whole = [spot for spot in spots if spot.lacks is None]
    if whole:
        # Purchases tell of customers too, so where both fit the source is of purchases.
        first = KINDS.index(min((s.words.kind for s in whole), key=KINDS.index))
        return max((s for s in whole if s.words.kind == KINDS[first]), key=lambda s: s.score)
    best = max(spots, key=lambda spot: spot.score)
    if best.score == 0:
        first_row = next(row for row in best.grid.rows if any(c is not None for c in row))
        seen = [heading_text(cell) for cell in first_row if not is_blank(cell)]
        raise CrmError(
            NO_HEADINGS,
            file=source.name,
            seen=said.listed(seen),
            first=shown(next(iter(seen), "?")),
        )
    if kind is None:
        raise CrmError(KIND_UNSURE, file=source.name, seen=best.seen)
    missing, example = best.lacks or (WHO, "display_name")
    raise CrmError(LACKING, file=source.name, missing=missing, seen=best.seen, example=example)


def _cut(spot: _Spot, name: str, headings: tuple[str, ...], *, delimited: bool) -> Records:
    """Cut the body below the headings into columns, without totals, footnotes and blank rows.

    Headings that are printed again, as on every page of a report, are no rows either.
    """
    grid, width = spot.grid, len(headings)
    numbers = tuple(range(grid.first_column, grid.first_column + width))
    placed = [
        Placed(_column(spot, place), numbers[place], heading)
        for place, heading in enumerate(headings)
    ]
    body = Body(grid.rows, placed, grid.first_column)
    stop = body.end(spot.top + 1, len(grid.rows), footnotes=True).stop
    rows: list[Sequence[Cell]] = []
    lines: list[int] = []
    refused = []
    left = []
    top = list(grid.rows[spot.top])
    for index in range(spot.top + 1, len(grid.rows)):
        row = grid.rows[index]
        again = bool(row) and row[0] == top[0] and list(row) == top
        if again or index >= stop or body.is_labelled_total(index):
            if (seen := next((cell for cell in row if not is_blank(cell)), None)) is not None:
                ref = Ref(name, f"{letters(numbers[0])}{grid.line(index)}")
                left.append(said.LEFT_OUT.at(ref, value=seen))
            continue
        # In delimited text a cell too many means that every cell after it stands one too far.
        if delimited and len(row) > width and any(row[width:]):
            ref = Ref(name, f"{letters(numbers[0] + width)}{grid.line(index)}")
            refused.append(said.RAGGED.at(ref, cells=len(row), headings=width))
        elif row and not (row[0] is None and all(map(is_blank, row))):
            rows.append(row)
            lines.append(grid.line(index))
    profile = profile_of(headings)
    read = HEADINGS | {heading_key(heading) for heading in (profile.skip if profile else ())}
    columns = tuple(
        [None if place >= len(row) or is_blank(row[place]) else row[place] for row in rows]
        if spot.targets[place] is not None or heading_key(heading) in read
        else []
        for place, heading in enumerate(headings)
    )
    return Records(
        name, spot.words.kind, headings, numbers, tuple(spot.targets), tuple(columns),
        tuple(lines), refused=tuple(refused), left=tuple(left),
    )  # fmt: skip


def _column(spot: _Spot, place: int) -> Column:
    target = spot.targets[place]
    if target is not None:
        return spot.words.column(target)
    # Figures under a heading that nobody knows are sums and counts, and name nobody.
    return Column(f"column_{place}", "number", "", "")
