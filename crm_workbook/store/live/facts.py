"""What is to be known of an open workbook beyond its values, asked for when somebody asks us."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, cast

from crm_workbook.model import Tab, letters
from crm_workbook.store.live.connection import asked
from crm_workbook.store.live.pieces import pieces
from crm_workbook.store.ranges import MAX_ROWS, Box, box

if TYPE_CHECKING:
    from collections.abc import Mapping

    import xlwings

    from crm_workbook.store.live.connection import Connection
    from crm_workbook.store.live.grid import Grid

_EXCEL_LINKS: Final = 1


class LiveFacts:
    """`model.Facts` of an open workbook."""

    def __init__(
        self, connection: Connection, titles: tuple[str, ...], grids: Mapping[str, Grid]
    ) -> None:
        """Remember the workbook and what was read of it."""
        self.titles = titles
        self._connection = connection
        self._grids = grids
        self._tabs: dict[str, Tab] = {}
        self._epoch: Literal[1900, 1904] | None = None

    @property
    def names(self) -> Mapping[str, str]:
        """Defined names and what they refer to; one of a single tab is `tab!name`."""
        with self._connection.answering():
            return {
                _plain(str(name.name)): str(name.refers_to).removeprefix("=")
                for name in self._connection.book.names
            }

    @property
    def epoch(self) -> Literal[1900, 1904]:
        """The year from which date serials count."""
        if self._epoch is None:  # asked for with every date that is judged
            with self._connection.answering():
                self._epoch = 1904 if self._connection.counts_from_1904() else 1900
        return self._epoch

    @property
    def macros(self) -> bool:
        """Whether a macro project is inside."""
        book = self._connection.book
        named = self._connection.name.lower().endswith(".xlsm")
        with self._connection.answering():
            return asked(bool, named, lambda: book.api.HasVBProject)

    @property
    def external(self) -> tuple[str, ...]:
        """Links to other workbooks."""
        book = self._connection.book
        with self._connection.answering():
            found = asked(tuple, (), lambda: book.api.LinkSources(_EXCEL_LINKS))
        return tuple(map(str, found))

    def tab(self, title: str) -> Tab:
        """Return what is known about one tab.

        Raises:
            KeyError: There is none of this title.
            CrmError: The program does not answer.
        """
        found = self._tabs.get(title)
        if found is None:
            if title not in self.titles:
                raise KeyError(title)
            with self._connection.answering():
                found = self._tabs[title] = self._tab(title)
        return found

    def _tab(self, title: str) -> Tab:
        connection = self._connection
        sheet = connection.book.sheets[title]
        state = cast("Literal['visible', 'hidden', 'veryHidden']", connection.state(sheet))
        grid = self._grids.get(title)
        if grid is None:
            return Tab(title, state=state)
        used = Box(1, 1, max(1, len(grid.rows[0])), len(grid.rows)) if grid.rows else None
        return Tab(
            title,
            state=state,
            rtl=asked(bool, False, lambda: sheet.api.DisplayRightToLeft),  # noqa: FBT003 - when it does not say
            # The object model tells it of the sheet in front only, so it is never complained of.
            frozen_rows=MAX_ROWS,
            protected=connection.protection(sheet) is not None,
            tables=grid.tables,
            merges=tuple(str(area) for area in merged(sheet, used)),
            formulas={f"{letters(c)}{r}": text for (r, c), text in grid.formulas.items()},
            uncalculated=tuple(f"{letters(c)}{r}" for r, c in sorted(grid.uncalculated)),
            hidden_rows=tuple(hidden_rows(sheet, used)),
        )


def merged(sheet: xlwings.Sheet, area: Box | None) -> list[Box]:
    """Return the merged cells that reach into an area."""
    found = []
    for piece in pieces(sheet, area, lambda cells: cells.merge_cells):
        reach = box(str(_range(sheet, piece).merge_area.address).replace("$", ""))
        if reach is not None and reach not in found:
            found.append(reach)
    return found


def hidden_rows(sheet: xlwings.Sheet, area: Box | None) -> list[int]:
    """Return the rows of an area that are not shown."""
    if area is None:
        return []
    column = area._replace(right=area.left)
    hidden = pieces(sheet, column, lambda cells: cells.rows.hidden, whole=True)
    return [row for piece in hidden for row in range(piece.top, piece.bottom + 1)]


def _range(sheet: xlwings.Sheet, area: Box) -> xlwings.Range:
    return sheet.range((area.top, area.left), (area.bottom, area.right))


def _plain(name: str) -> str:
    """Return the name of a name without the quotes around its sheet."""
    title, mark, own = name.rpartition("!")
    if title.startswith("'") and title.endswith("'"):
        title = title[1:-1].replace("''", "'")
    return f"{title}{mark}{own}"
