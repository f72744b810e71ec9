"""Recognition: which sheet a tab is, which column a heading means, where a table stands.

The one place that decides this; stores and importers ask it. A workbook of our own is recognised
by its tables' names and exact headings, at the cost of a few dictionary look-ups. Any other is
recognised by its tab's title and by how well its headings fit, and a list of names with phones or
e-mails is a customer list whatever it is called.

The body of a table may have a million rows: only its headings, its first rows (to tell the kinds
of the user's own columns) and its bottom are looked at.
"""

from __future__ import annotations

from functools import cache

from crm_workbook.fields.normal import heading_key, slug
from crm_workbook.fields.pattern import pattern
from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple
from crm_workbook.model import Column, Layout, Placed, column_number, letters
from crm_workbook.schema import sheet as sheet_of
from crm_workbook.schema import sheets
from crm_workbook.schema.extent import Body, Extent, is_blank
from crm_workbook.schema.guess import guess_kind
from crm_workbook.schema.headings import heading_text, match_columns, suggest
from crm_workbook.schema.titles import TITLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crm_workbook.model import Cell, Sheet, TableFacts

__all__ = ["Found", "find_table", "match_columns", "named_sheet", "suggest"]

_TOP: Final = 30
"""How far down the heading row of a table without a declared range is looked for."""
_SAMPLE: Final = 200
"""How many rows of the body are looked at to learn about columns of the user's own."""
_NAMED: Final = 1000
"""What the right name of a tab or table adds to a score."""
_LONGEST: Final = 100
"""A longer text is no heading."""
_FEW: Final = 3
"""How many headings must fit where nothing but a key hints at the sheet."""
_RANGE: Final = r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})\Z"

_NAME: Final = frozenset({"display_name", "first_name", "last_name"})
_REACH: Final = frozenset({"phone", "phone2", "email"})
_OTHERS: Final = ("ספקים", "עובדים", "צוות", "suppliers", "vendors", "employees", "staff")
"""Tabs whose names with phones are other people than customers."""


class Found(NamedTuple):
    """A tab that was recognised."""

    sheet: Sheet
    layout: Layout
    score: int
    """How sure this is; of two tabs that are taken for one sheet the higher score is the one. A
    tab or table of the right name is 1000 above every other."""


class _Area(NamedTuple):
    """A rectangle of the grid, counted from 0, borders included."""

    top: int
    left: int
    bottom: int
    right: int


class _Fit(NamedTuple):
    sheet: Sheet
    matches: list[Column | None]
    score: int


def named_sheet(title: str) -> Sheet | None:
    """Return the sheet that a tab of this title should be, also one that holds no table."""
    written = _written_titles().get(title)
    if written is not None:
        return sheet_of(written)
    key = heading_key(title)
    return _titles().get(key) or _titles().get(key.strip("0123456789"))


def find_table(
    title: str,
    rows: Sequence[Sequence[Cell]],
    *,
    first_row: int = 1,
    first_column: int = 1,
    tables: Sequence[TableFacts] = (),
    remembered: Mapping[str, Mapping[str, str]] | None = None,
) -> Found | None:
    """Return which sheet of the schema a tab is and where its table stands.

    A declared Excel table whose headings fit is taken before anything else. Otherwise the row
    among the first 30 whose headings fit best is the heading row. What lies above it is a title;
    totals and footnotes below the body do not belong to it. Columns stand in any order. A heading
    that the schema does not know, or that is repeated, becomes a column of the user's own.

    Args:
        title: The tab's name.
        rows: Its cells as rows of equal or unequal length; not copied and not changed.
        first_row: The sheet row of `rows[0]`, from 1.
        first_column: The sheet column of `rows[0][0]`, from 1.
        tables: The Excel tables that the package declares in this tab.
        remembered: What imports have learned, as `settings.mappings` returns it.

    Returns:
        What was found, or None when the tab looks like nothing the schema knows.
    """
    grid = _Grid(title, rows, (first_row, first_column), tables, remembered or {})
    declared = [found for facts in tables if (found := grid.declared(facts)) is not None]
    if declared:
        return max(declared, key=lambda found: found.score)
    is_page = grid.hint is not None and not grid.hint.columns
    return None if is_page else grid.undeclared()


class _Grid:
    """The cells of one tab and what is known of them from outside."""

    def __init__(
        self,
        title: str,
        rows: Sequence[Sequence[Cell]],
        origin: tuple[int, int],
        tables: Sequence[TableFacts],
        remembered: Mapping[str, Mapping[str, str]],
    ) -> None:
        self.title = title
        self.rows = rows
        self.first_row, self.first_column = origin
        self.remembered = remembered
        self.hint = named_sheet(title)
        areas = map(self.area, tables)
        self.areas = [area for area in areas if area is not None]
        self.tops = [area.top for area in self.areas]
        """The rows in which declared tables begin."""

    def area(self, facts: TableFacts) -> _Area | None:
        """Return where a declared table stands in the grid, or None when it is not in it."""
        place = pattern(_RANGE).match(facts.ref)
        if place is None:
            return None
        left, right = (column_number(place[n]) - self.first_column for n in (1, 3))
        top, bottom = (int(place[n]) - self.first_row for n in (2, 4))
        inside = left >= 0 and 0 <= top < len(self.rows)
        return _Area(top, left, bottom, right) if inside else None

    def declared(self, facts: TableFacts) -> Found | None:
        """Return the table that the package declares, if its headings fit a sheet."""
        area = self.area(facts)
        if area is None or facts.heading_rows != 1:
            return None
        top, left, bottom, right = area
        right = self.beside(top, right)
        hint = _by_table(facts.name) or self.hint
        fit = self.fit(self.rows[top][left : right + 1], hint)
        if fit is None:
            return None
        placed = self.placed(fit, top, left, right)
        body = Body(self.rows, placed, self.first_column)
        stop = min(bottom + 1, len(self.rows))
        extent = body.end(top + 1, min(stop, bottom + 1 - facts.totals_rows), footnotes=False)
        if facts.totals_rows:
            extent = Extent(extent.stop, bottom + 1 - facts.totals_rows)
        elif extent.totals < 0:
            limit = min((start for start in self.tops if start > bottom), default=len(self.rows))
            below = body.continued(stop, limit)
            extent = Extent(below.stop if below.stop > stop else extent.stop, below.totals)
        return self.found(fit, placed, top, extent, facts.name)

    def beside(self, top: int, right: int) -> int:
        """Return the last column of a declared table with the columns typed right beside it.

        LibreOffice never widens a table, nor does Excel on a protected sheet; to who typed there
        the column is part of it, and its cells have to stay with their rows.
        """
        taken = {
            column
            for area in self.areas
            if area.top <= top <= area.bottom
            for column in range(area.left, area.right + 1)
        }
        row = self.rows[top]
        while right + 1 < len(row) and right + 1 not in taken and not is_blank(row[right + 1]):
            right += 1
        return right

    def undeclared(self) -> Found | None:
        """Return the table whose heading row fits best."""
        best: tuple[int, _Fit] | None = None
        for index, row in enumerate(self.rows[:_TOP]):
            if sum(1 for cell in row if isinstance(cell, str) and cell) == 0:
                continue
            fit = self.fit(row, self.hint)
            if fit is not None and (best is None or fit.score > best[1].score):
                best = (index, fit)
                if _FEW <= sum(1 for cell in row if not is_blank(cell)) == _count(fit.matches):
                    break
        if best is None:
            return None
        top, fit = best
        width = len(self.rows[top])
        placed = self.placed(fit, top, 0, width - 1)
        # Notes beside a table have no heading; they do not make it longer.
        body = Body(self.rows, [p for p in placed if p.heading], self.first_column)
        extent = body.end(top + 1, len(self.rows), footnotes=True)
        return self.found(fit, placed, top, extent, "")

    def fit(self, headings: Sequence[Cell], hint: Sheet | None) -> _Fit | None:
        """Return the sheet whose columns these headings name, or None."""
        texts = [
            "" if isinstance(c, str) and len(c) > _LONGEST else heading_text(c) for c in headings
        ]
        filled = sum(1 for text in texts if text)
        if not filled:
            return None
        best: _Fit | None = None
        if hint is not None and hint.columns:
            matches = match_columns(texts, hint, self.remembered.get(hint.id))
            count = _count(matches)
            if count >= min(2, filled):
                best = _Fit(hint, matches, count + _NAMED)
            if count == filled:
                return best
        other = self.by_looks(texts, filled)
        if best is None or (other is not None and other.score > best.score - _NAMED + 1):
            return other
        return best

    def by_looks(self, texts: list[str], filled: int) -> _Fit | None:
        """Return the sheet that headings alone give away."""
        purchases = self.matched("purchases", texts)
        customers = self.matched("customers", texts)
        bought, people = purchases.ids, customers.ids
        if {"date", "amount"} <= bought and ("customer_id" in bought or people & (_NAME | _REACH)):
            return purchases.fit
        if people & _NAME and people & _REACH:
            others = heading_key(self.title) in map(heading_key, _OTHERS)
            return None if others else customers.fit
        best: _Fit | None = None
        for sheet in sheets().values():
            key = sheet.column(sheet.key)
            if sheet.role != "input" or key is None or key.kind != "id":
                continue
            ids, fit = self.matched(sheet.id, texts)
            enough = sheet.key in ids and fit.score >= max(_FEW, filled / 2)
            if enough and (best is None or fit.score > best.score):
                best = fit
        return best

    def matched(self, sheet_id: str, texts: list[str]) -> _Matched:
        """Return how headings fit one sheet."""
        sheet = sheet_of(sheet_id)
        matches = match_columns(texts, sheet, self.remembered.get(sheet_id))
        ids = frozenset(column.id for column in matches if column is not None)
        return _Matched(ids, _Fit(sheet, matches, len(ids)))

    def placed(self, fit: _Fit, top: int, left: int, right: int) -> tuple[Placed, ...]:
        """Return the columns of a table whose headings stand in row `top`."""
        sample = self.rows[top + 1 : top + 1 + _SAMPLE]
        headings = [heading_text(cell) for cell in self.rows[top][left : right + 1]]
        taken = {column.id for column in fit.sheet.columns}
        placed = []
        for offset, heading in enumerate(headings):
            number = self.first_column + left + offset
            column = fit.matches[offset]
            if column is not None:
                placed.append(Placed(column, number, heading))
                continue
            spot = left + offset
            values = [row[spot] for row in sample if spot < len(row) and not is_blank(row[spot])]
            if not heading and not values:
                continue
            column_id = _free(slug(heading) if heading else f"column_{letters(number)}", taken)
            own = Column(column_id, guess_kind(values), heading or column_id, heading or column_id)
            placed.append(Placed(own, number, heading, own=True))
        return tuple(placed)

    def found(
        self, fit: _Fit, placed: tuple[Placed, ...], top: int, extent: Extent, table: str
    ) -> Found:
        """Return the finding in sheet coordinates."""
        layout = Layout(
            title=self.title,
            heading_row=self.first_row + top,
            first_row=self.first_row + top + 1,
            last_row=self.first_row + extent.stop - 1,
            placed=placed,
            table=table,
            totals_row=self.first_row + extent.totals if extent.totals >= 0 else 0,
        )
        return Found(fit.sheet, layout, fit.score)


class _Matched(NamedTuple):
    ids: frozenset[str]
    fit: _Fit


@cache
def _written_titles() -> dict[str, str]:
    """Return the id of each sheet by its titles as the tool itself writes them."""
    return {name: sheet_id for sheet_id, names in TITLES.items() for name in names[:2]}


@cache
def _titles() -> dict[str, Sheet]:
    return {
        heading_key(name): sheet
        for sheet in sheets().values()
        for name in (*sheet.synonyms, sheet.en, sheet.he, sheet.id)
    }


def _by_table(name: str) -> Sheet | None:
    """Return the sheet whose Excel table has this name."""
    known = (sheet_id for sheet_id, names in TITLES.items() if name and names[2] == name)
    found = next(known, None)
    return sheet_of(found) if found is not None else None


def _count(matches: list[Column | None]) -> int:
    return sum(1 for column in matches if column is not None)


def _free(name: str, taken: set[str]) -> str:
    """Return `name`, or with a number behind it when it is taken, and take it."""
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    taken.add(free)
    return free
