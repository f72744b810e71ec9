"""What a plan must not do to a sheet, each refusal with its own sentence and place.

A spreadsheet program carries formulas, notes and merges along when rows move; a tool that edits
the file would have to rewrite all of them, in places it does not know. So it stops instead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from crm_workbook.errors import CrmError, Problem
from crm_workbook.model import column_number, letters
from crm_workbook.store.package.markup import first, tags
from crm_workbook.store.package.relations import targets
from crm_workbook.store.package.sheet_markup import filled, formula_of
from crm_workbook.store.ranges import MAX_COLUMNS, MAX_ROWS, Box, box
from crm_workbook.text import Text, first_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from crm_workbook.store.bodies import Body
    from crm_workbook.store.package import Package
    from crm_workbook.store.package.sheet_markup import SheetMarkup
    from crm_workbook.store.package.table_part import TablePart


def _refusal(code: str, he: str, en: str, do: Text) -> Problem:
    what = Text(
        f'בגיליון "{{sheet}}", {he} דבר לא נכתב.',
        f"In the sheet “{{sheet}}”, {en} Nothing was written.",
    )
    return Problem(code, what, do)


PROTECTED: Final = _refusal(
    "protected-sheet",
    "יש הגנה בסיסמה, והיא אינה שלנו לעקוף.",
    "a password protects the cells, and it is not ours to get around.",
    Text(
        "יש לבטל את ההגנה ב-Excel (סקירה, ביטול הגנה על גיליון) ולנסות שוב.",
        "Remove the protection in Excel (Review, Unprotect Sheet) and try again.",
    ),
)
MERGED: Final = _refusal(
    "merged-cells",
    "התאים {cell} ממוזגים בתוך הנתונים.",
    "the cells {cell} are merged inside the data.",
    Text(
        "יש לבטל את המיזוג ב-Excel (בית, מיזוג ומרכוז) ולנסות שוב.",
        "Unmerge them in Excel (Home, Merge & Center) and try again.",
    ),
)
ARRAY: Final = _refusal(
    "array-formula",
    "נוסחת המערך ב-{cell} נוגעת בשורות שצריך לשנות.",
    "the array formula in {cell} touches the rows to be changed.",
    Text(
        "יש להעביר את הנוסחה אל מחוץ לטבלה ולנסות שוב.",
        "Move the formula out of the table and try again.",
    ),
)
SHARED: Final = _refusal(
    "shared-formula",
    "הנוסחה ב-{cell} משותפת עם תאים שאין לשנות.",
    "the formula in {cell} is shared with cells that must not change.",
    Text(
        "יש לכתוב אותה מחדש בתא הזה ב-Excel, לשמור ולנסות שוב.",
        "Type it again in this cell in Excel, save and try again.",
    ),
)
OWN_FORMULA: Final = _refusal(
    "formula-in-the-way",
    "בתא {cell} יש נוסחה, ונוסחה של מישהו אינה נדרסת.",
    "the cell {cell} holds a formula, and nobody's formula is overwritten.",
    Text(
        "אם הערך עדיף על הנוסחה, יש להקליד אותו בתא ולהריץ שוב.",
        "If the value is better than the formula, type it into the cell and run again.",
    ),
)
BELOW: Final = _refusal(
    "cells-below",
    "הטבלה צריכה לגדול, אבל ב-{cell} שמתחתיה כבר כתוב משהו.",
    "the table must grow, but something already stands below it in {cell}.",
    Text(
        "יש להזיז את מה שמתחת לטבלה לגיליון אחר או הצידה, ולנסות שוב.",
        "Move what is below the table to another sheet or aside, and try again.",
    ),
)
FULL: Final = _refusal(
    "sheet-full",
    "אין מקום ל-{rows} שורות; גיליון מכיל 1,048,576.",
    "there is no room for {rows} rows; a sheet holds 1,048,576.",
    Text(
        "אפשר להעביר שנים קודמות לחוברת נפרדת ולנסות שוב.",
        "Move earlier years into a workbook of their own and try again.",
    ),
)
OUTSIDE: Final = _refusal(
    "cells-outside",
    "שורות של הטבלה עומדות לזוז או להימחק, ולצידן, מחוץ לטבלה, כתוב משהו ב-{cells}; הוא היה "
    "נשאר ליד שורה אחרת.",
    "rows of the table are about to move or go, and beside them, outside the table, something "
    "stands in {cells}; it would be left beside another row.",
    Text(
        "יש להעביר את התאים האלה לעמודה עם כותרת, צמודה לעמודה האחרונה של הטבלה: שם הם זזים עם "
        "השורה שלהם. מה שאינו שייך לשורות, להעביר לגיליון אחר. אחר כך לנסות שוב.",
        "Move these cells into a column with a heading, right after the table's last one: there "
        "they go along with their rows. Move what is not about rows to another sheet. Then try "
        "again.",
    ),
)
NOTED: Final = _refusal(
    "note-in-the-way",
    "לתא {cell} יש הערה, והשורה שלו עומדת לזוז או להיעלם.",
    "the cell {cell} carries a note, and its row is about to move or go.",
    Text(
        "יש להעתיק את ההערה לעמודת ההערות, למחוק אותה ולנסות שוב.",
        "Copy the note into a notes column, delete it and try again.",
    ),
)

_ARRAY_REF: Final = re.compile(
    rb"<(?:[\w.-]+:)?f(?=[^>]*\st=\"(?:array|dataTable)\")[^>]*\sref=\"([^\"]+)\""
)


class Region(NamedTuple):
    """The body of a table before and after a plan, in rows and columns of its sheet."""

    sheet: str
    """The tab's name, for refusals."""
    left: int
    right: int
    top: int
    bottom: int
    """`top - 1` when the body is empty."""
    new_bottom: int
    totals: int
    """How many rows of totals follow the body and move with its end."""
    moves: int
    """The first row whose content moves or goes; 0 when none does."""

    @property
    def grown(self) -> int:
        """By how many rows the body grows; negative when it shrinks."""
        return self.new_bottom - self.bottom

    @property
    def structural(self) -> bool:
        """Whether anything but the content of single cells changes."""
        return bool(self.grown or self.moves)

    @property
    def shifts(self) -> bool:
        """Whether rows that stay come to stand elsewhere: of the body, or of its totals."""
        return bool(self.moves or (self.grown and self.totals))

    @property
    def shifted_from(self) -> int:
        """The first row that comes to stand elsewhere, if any does."""
        return self.moves or self.bottom + 1

    @property
    def reach(self) -> Box:
        """Every cell of the region that the plan may change, totals included."""
        first_row = self.moves or min(self.bottom, self.new_bottom) + 1
        last_row = max(self.bottom, self.new_bottom) + self.totals
        return Box(self.left, first_row, self.right, max(first_row, last_row))


class Standing(Protocol):
    """Where an Excel table stands: its cells, and the rows of its body."""

    @property
    def box(self) -> Box:
        """All of its cells."""

    @property
    def top(self) -> int:
        """The first row of its body."""

    @property
    def bottom(self) -> int:
        """The last row of its body."""

    @property
    def totals_rows(self) -> int:
        """How many rows of totals it has."""


def region_of(body: Body, table: Standing | None) -> Region:
    """Return where the body of a table stands before and after a plan."""
    layout = body.table.layout
    numbers = [placed.number for placed in layout.placed]
    left, right, top, bottom = min(numbers), max(numbers), layout.first_row, layout.last_row
    totals = 0
    if table is not None:
        # A column typed right beside the table belongs to its rows, widened or not.
        left, right = min(left, table.box.left), max(right, table.box.right)
        top, bottom, totals = table.top, table.bottom, table.totals_rows
        if not totals:
            # Rows typed right below the table are in its body, whether or not it was widened.
            bottom = max(bottom, layout.last_row)
    gone = [body.table.rows[index] for index in body.gone]
    last = max(body.rows(), default=top - 1)
    new_bottom = max(bottom - len(gone), last, top if table is not None else top - 1)
    moves = min(gone, default=0)
    return Region(body.title, left, right, top, bottom, new_bottom, totals, moves)


def guard_sheet(region: Region, markup: SheetMarkup) -> None:
    """Refuse a sheet somebody has locked with a password.

    A sheet that reaches this is one of the schema's; its protection without a password is our
    own, which keeps computed cells from being typed over, not from being computed.
    """
    tag = first(markup.tail, "sheetProtection")
    if tag is None or tag.get("sheet") not in {"1", "true"}:
        return
    if tag.get("password") or tag.get("hashValue"):
        raise CrmError(PROTECTED, sheet=region.sheet)


def guard_cells(
    region: Region, markup: SheetMarkup, changed: Callable[[], Collection[tuple[int, int]]]
) -> None:
    """Refuse merged cells and array formulas where something changes.

    Args:
        region: The table's body.
        markup: Its sheet.
        changed: Gives column and row of every single cell that changes; rarely needed.
    """
    merged = [box(tag.get("ref") or "") for tag in tags(markup.tail, "mergeCell")]
    arrays = []
    if b'"array"' in markup.data or b'"dataTable"' in markup.data:
        arrays = [box(m[1].decode()) for m in _ARRAY_REF.finditer(markup.data)]
    if not merged and not arrays:
        return
    cells = changed()
    for problem, boxes in ((MERGED, merged), (ARRAY, arrays)):
        for area in boxes:
            if area is None:
                continue
            hit = region.structural and area.meets(region.reach)
            if hit or (cells and _holds_any(area, cells)):
                raise CrmError(problem, sheet=region.sheet, cell=area)


def _holds_any(area: Box, cells: Collection[tuple[int, int]]) -> bool:
    size = (area.right - area.left + 1) * (area.bottom - area.top + 1)
    if size < len(cells):
        inside = (
            (column, row)
            for column in range(area.left, area.right + 1)
            for row in range(area.top, area.bottom + 1)
        )
        return any(place in cells for place in inside)
    return any(
        area.left <= column <= area.right and area.top <= row <= area.bottom
        for column, row in cells
    )


def guard_growth(region: Region, markup: SheetMarkup, others: Collection[TablePart]) -> None:
    """Refuse to grow over anything, or beyond the sheet."""
    last = region.new_bottom + region.totals
    if last > MAX_ROWS:
        raise CrmError(FULL, sheet=region.sheet, rows=last)
    first_new = region.bottom + region.totals + 1
    if last < first_new:
        return
    grown = Box(region.left, first_new, region.right, last)
    for other in others:
        if other.box.meets(grown):
            corner = f"{letters(other.box.left)}{other.box.top}"
            raise CrmError(BELOW, sheet=region.sheet, cell=corner)
    index = markup.index(first_new)
    while index < len(markup.numbers) and markup.numbers[index] <= last:
        row = markup.row(markup.numbers[index])
        for column, start, end in markup.cells(row):
            if region.left <= column <= region.right and filled(row[start:end]):
                place = f"{letters(column)}{markup.numbers[index]}"
                raise CrmError(BELOW, sheet=region.sheet, cell=place)
        index += 1


def guard_typed_totals(region: Region, body: Body) -> None:
    """Refuse to write new rows over a row of totals that was typed inside the table."""
    totals = body.table.layout.totals_row
    if region.top <= totals <= region.bottom and len(body.lines) > len(body.table):
        corner = f"{letters(region.left)}{totals}"
        raise CrmError(BELOW, sheet=region.sheet, cell=corner)


def guard_blank(region: Region, row: int, cells: Mapping[int, bytes]) -> None:
    """Refuse to use a row for a new one when something stands in it; formulas may."""
    for column, cell in cells.items():
        if filled(cell) and formula_of(cell) is None:
            raise CrmError(BELOW, sheet=region.sheet, cell=f"{letters(column)}{row}")


def guard_outside(region: Region, markup: SheetMarkup, others: Collection[TablePart]) -> None:
    """Refuse to move or remove a row with something beside it that is no part of the table.

    It may be a remark on that row, and then it must not come to stand beside another; or a small
    sum of the user's, and then it must not be torn apart. Nothing says which. Other tables in the
    same rows are things of their own.
    """
    if not region.shifts:
        return
    rows = region.shifted_from, region.bottom + region.totals
    own = Box(region.left, rows[0], region.right, rows[1])
    if found := filled_outside(markup, *rows, [own, *(other.box for other in others)]):
        raise CrmError(OUTSIDE, sheet=region.sheet, cells=found)


def filled_outside(markup: SheetMarkup, top: int, bottom: int, areas: Collection[Box]) -> str:
    """Return which cells of some rows are filled and in none of the areas; '' when none is."""
    found: list[str] = []
    for index in range(markup.index(top), markup.index(bottom + 1)):
        number = markup.numbers[index]
        row = markup.row(number)
        spans = [(area.left, area.right) for area in areas if area.top <= number <= area.bottom]
        found += [
            f"{letters(column)}{number}"
            for column, start, end in markup.cells(row)
            if not any(left <= column <= right for left, right in spans) and filled(row[start:end])
        ]
    return first_of(found)


def guard_notes(
    region: Region, package: Package, part: str, others: Collection[TablePart]
) -> None:
    """Refuse to move or remove a row with a note: notes live in parts of their own.

    A note beside the table is one on its row as well, unless it is in another table.
    """
    if not region.shifts:
        return
    rows = Box(1, region.shifted_from, MAX_COLUMNS, region.bottom + region.totals)
    for notes in targets(package, part, "comments"):
        for tag in tags(package.read(notes), "comment"):
            place = box(tag.get("ref") or "")
            if place is not None and place.meets(rows):
                if any(other.box.holds(place) for other in others):
                    continue
                raise CrmError(NOTED, sheet=region.sheet, cell=place)


class SharedFormulas:
    """The shared formulas of a sheet: one cell holds the formula, others only its number."""

    def __init__(self, markup: SheetMarkup) -> None:
        """Find them."""
        self.members: dict[str, list[tuple[int, int]]] = {}
        self.masters: dict[str, tuple[int, int, bytes]] = {}
        if b'"shared"' not in markup.data:
            return
        p = re.escape(markup.prefix)
        pattern = re.compile(
            rb"<%sc(?=\s)[^>]*?\sr=\"([A-Z]{1,3})(\d+)\"[^>]*>\s*"
            rb"<%sf(?=[^>]*\st=\"shared\")(?=[^>]*\ssi=\"(\d+)\")[^>]*?(?:/>|>([^<]*)<)" % (p, p)
        )
        for match in pattern.finditer(markup.data, markup.start, markup.end):
            place = (column_number(match[1].decode()), int(match[2]))
            number = match[3].decode()
            self.members.setdefault(number, []).append(place)
            if match[4]:
                self.masters[number] = (*place, match[4])

    def guard_overwritten(self, region: Region, overwritten: set[tuple[int, int]]) -> None:
        """Refuse when a formula goes that cells which stay take theirs from."""
        for number, (column, row, _) in self.masters.items():
            if (column, row) in overwritten and not overwritten.issuperset(self.members[number]):
                raise CrmError(SHARED, sheet=region.sheet, cell=f"{letters(column)}{row}")

    def guard_moved(self, region: Region) -> bool:
        """Tell whether the region has shared formulas; refuse those that reach beyond its body."""
        inside = False
        body = Box(region.left, region.top, region.right, max(region.top, region.bottom))
        for number, places in self.members.items():
            hits = [body.holds(Box(c, r, c, r)) for c, r in places]
            if any(hits):
                inside = True
                if not all(hits) or number not in self.masters:
                    column, row = places[hits.index(True)]
                    raise CrmError(SHARED, sheet=region.sheet, cell=f"{letters(column)}{row}")
        return inside
