"""Compute everything that follows from the purchases, and put it where it belongs.

The metrics sheet, the grey columns beside the customers and the targets, this month's picture in
the history. What already stands there is left alone, so a second run changes nothing but the note
of when it ran.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from crm_workbook import schema
from crm_workbook.errors import CrmError, Problem
from crm_workbook.jobs import Button, Job, Option
from crm_workbook.model import (
    AddSheet,
    AppendRows,
    Change,
    Outcome,
    Plan,
    RemoveRows,
    ReplaceRows,
    SetCells,
)
from crm_workbook.schema import reliable
from crm_workbook.schema.needed import need
from crm_workbook.schema.typed import typed
from crm_workbook.schema.written import writers
from crm_workbook.text import Text, first_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from crm_workbook.analysis.metrics import Analysis
    from crm_workbook.model import Book, Cell, Edit
    from crm_workbook.schema.typed import TypedTable

REASON: Final = Text("חישוב המדדים, המגזרים והיעדים", "Metrics, segments and targets computed")
UNCHANGED: Final = Text("המדדים היו כבר מעודכנים.", "The figures were up to date already.")
NOTED: Final = Text(
    "המדדים היו כבר מעודכנים; נרשם רק מתי חושבו.",
    "The figures were up to date already; only the time of this run is noted.",
)
CHANGED: Final = Text("תאים לכתיבה: {count}", "Cells to write: {count}")

OWN_CELLS: Final = Problem(
    "own-cells-in-the-way",
    Text(
        "בגיליון {sheet} עומדות להימחק שורות, ובעמודות שלך כתוב בהן משהו: {cells}. דבר לא נכתב.",
        "In the sheet {sheet}, rows are about to go, and in columns of your own something stands "
        "in them: {cells}. Nothing was written.",
    ),
    Text(
        "יש להעתיק למקום אחר את מה שכתוב בתאים האלה אם הוא עוד נחוץ, לרוקן אותם ולנסות שוב.",
        "Copy what these cells hold to another place if it is still needed, empty them and try "
        "again.",
    ),
)

SETTINGS: Final = (
    "currency", "lapse_days", "language", "margin", "rfm_bins", "segment_lost", "unit",
    "week_start", "window_from",
)  # fmt: skip
"""What the figures go by, beside the day."""

Columns = dict[str, "list[Cell]"]
"""Column id to values, equally many each, in their canonical form."""


def run(book: Book, *, lang: str, as_of: date | None = None) -> Outcome:
    """Compute a workbook's figures.

    Args:
        book: The workbook.
        lang: The language to answer in; cells are written in the workbook's.
        as_of: The day of the analysis; without it the day of the settings, without that today.

    Raises:
        CrmError: There is no purchases sheet, a column that is needed is missing, or a setting
            that is needed cannot be read; or a row would go in which the user wrote something.
    """
    from crm_workbook.analysis import metrics, standings, telling

    need(book, "customers", "purchases", "metrics", "history")
    reliable.rely_on(book, *SETTINGS)
    day = reliable.day(book, as_of)
    seen = metrics.read(book, as_of=day)
    reliable.not_before_purchases(book, as_of, day)
    found = standings.targets_of(book, seen)
    told = metrics.columns(book, seen)
    grey = metrics.beside_customers(
        book, seen, lambda start, end: telling.window(start, end, book.lang)
    )
    edits = [
        *_replace(book, "metrics", told),
        *_cells(book, "customers", grey),
        *_cells(book, "targets", standings.columns(found)),
        *_snapshot(book, seen.as_of, told),
    ]
    stamp = tuple(_stamp(book))
    count = sum(map(_size, edits))
    unchanged = NOTED if stamp else UNCHANGED
    moved = _moved(book, seen)
    return Outcome(
        plan=Plan("refresh", REASON, (*edits, *stamp)),
        summary=(
            *telling.words(book, seen, found, moved, lang),
            CHANGED.say(lang, count=f"{count:,}") if edits else unchanged.say(lang),
        ),
        data={**telling.numbers(seen, found, moved), "changed": count},
    )


# ------------------------------------------------------------------ the difference, as edits


def _replace(book: Book, sheet_id: str, told: Columns) -> Iterator[Edit]:
    """Yield what makes a computed sheet hold these columns: nothing when it already does."""
    sheet = schema.sheet(sheet_id)
    here = typed(book, sheet_id)
    if here is None:
        yield AddSheet(sheet_id, book.lang, tuple(told), _written(book, sheet_id, told))
        return
    present = {column: values for column, values in told.items() if column in here}
    keys = [here.table.key(row) for row in range(len(here))]
    if sorted(keys) == sorted(map(str, present[sheet.key])):
        place = {key: row for row, key in enumerate(keys)}
        rows = [place[str(key)] for key in present[sheet.key]]
        if all(_same(here, column, rows, values) for column, values in present.items()):
            return
    waiting = set(map(str, present[sheet.key]))
    stay = {key: row for row, key in reversed([*enumerate(keys)]) if key in waiting}.values()
    _refuse_to_lose(here, sorted(set(range(len(here))).difference(stay)))
    yield ReplaceRows(sheet_id, tuple(present), _written(book, sheet_id, present))


def _refuse_to_lose(here: TypedTable, rows: Iterable[int]) -> None:
    """Refuse to let rows go in which a column of the user's own is filled.

    Raises:
        CrmError: There is such a row.
    """
    table = here.table
    own = [placed.column.id for placed in table.placed if placed.own]
    held = ((row, column) for row in rows for column in own)
    cells = [table.ref(row, c).cell for row, c in held if table.columns[c][row] is not None]
    if cells:
        raise CrmError(OWN_CELLS, sheet=table.layout.title, cells=first_of(cells))


def _same(here: TypedTable, column: str, rows: list[int], values: list[Cell]) -> bool:
    now = here.values(column)
    return all(now[row] == value for row, value in zip(rows, values, strict=True))


def _cells(book: Book, sheet_id: str, told: Columns) -> Iterator[Edit]:
    """Yield the changes to cells of rows that stay: values in the order of the rows."""
    here = typed(book, sheet_id)
    if here is None:
        return
    yield from _set(book, here, range(len(here)), told)


def _set(book: Book, here: TypedTable, rows: Iterable[int], told: Columns) -> Iterator[Edit]:
    rows = list(rows)
    table = here.table
    changes = []
    write = writers(book, table.sheet.id)
    for column, values in told.items():
        if column not in here:
            continue
        now, raw = here.values(column), table.columns[column]
        changes += [
            Change(table.rows[row], table.key(row), column, raw[row], write[column](value))
            for row, value in zip(rows, values, strict=True)
            if now[row] != value or (value is None and raw[row] is not None)
        ]
    if changes:
        yield SetCells(table.sheet.id, tuple(changes))


def _snapshot(book: Book, day: date, told: Columns) -> Iterator[Edit]:
    """Yield what makes the history hold this month as it is now, one row a customer who bought."""
    month = f"{day:%Y-%m}"
    rows = [row for row, score in enumerate(told["r_score"]) if score is not None]
    sheet = schema.sheet("history")
    picture: Columns = {
        column.id: [told[column.id][row] for row in rows]
        for column in sheet.columns
        if column.id in told
    }
    ids = [f"{month}/{customer}" for customer in picture["customer_id"]]
    picture = {"history_id": list(ids), "month": [month] * len(ids), **picture}
    here = typed(book, "history")
    if here is None:
        yield AddSheet("history", book.lang, tuple(picture), _written(book, "history", picture))
        return
    picture = {column: values for column, values in picture.items() if column in here}
    place = {
        here.table.key(row): row for row, then in enumerate(here.values("month")) if then == month
    }
    old = [number for number, key in enumerate(ids) if key in place]
    new = [number for number, key in enumerate(ids) if key not in place]
    yield from _set(book, here, [place[ids[n]] for n in old], _take(picture, old))
    if new:
        fresh = _take(picture, new)
        yield AppendRows("history", tuple(fresh), _written(book, "history", fresh))
    if gone := place.keys() - set(ids):
        _refuse_to_lose(here, (row for row in range(len(here)) if here.table.key(row) in gone))
        yield RemoveRows("history", tuple(sorted(gone)))


def _stamp(book: Book) -> Iterator[Edit]:
    """Yield the note of when this was computed, if the settings have a line for it."""
    here = typed(book, "settings")
    if here is None or "value" not in here:
        return
    for row in range(len(here)):
        if here.table.key(row) == "last_refresh":
            old = here.table.columns["value"][row]
            now = f"{datetime.now():%Y-%m-%d %H:%M}"  # noqa: DTZ005 - the user's own clock
            yield SetCells(
                "settings", (Change(here.table.rows[row], "last_refresh", "value", old, now),)
            )
            return


# ------------------------------------------------------------------ writing and comparing


def _written(book: Book, sheet_id: str, told: Columns) -> tuple[tuple[Cell, ...], ...]:
    """Return columns as the rows of cells that say them."""
    write = writers(book, sheet_id)
    said = (map(write[column], values) for column, values in told.items())
    return tuple(zip(*said, strict=True))


def _take(told: Columns, rows: Iterable[int]) -> Columns:
    rows = list(rows)
    return {column: [values[row] for row in rows] for column, values in told.items()}


def _size(edit: Edit) -> int:
    """Return how many cells an edit touches."""
    if isinstance(edit, SetCells):
        return len(edit.changes)
    if isinstance(edit, AppendRows | ReplaceRows | AddSheet):
        return len(edit.columns) * len(edit.rows)
    return len(edit.keys) if isinstance(edit, RemoveRows) else 0


# ------------------------------------------------------------------ since the last picture


def _moved(book: Book, seen: Analysis) -> tuple[str, Mapping[tuple[str, str], int]]:
    """Return the latest earlier month of the history and who has moved since."""
    from crm_workbook.analysis import segments

    here = typed(book, "history")
    if here is None:
        return "", {}
    month = f"{seen.as_of:%Y-%m}"
    rows = zip(*(here.values(name) for name in ("month", "customer_id", "segment")), strict=True)
    earlier: dict[str, dict[str, str]] = {}
    for then, customer, segment in rows:
        if then is not None and customer is not None and segment is not None:
            earlier.setdefault(str(then), {})[str(customer)] = str(segment)
    last = max((then for then in earlier if then < month), default="")
    return (last, segments.movement(earlier[last], seen.segment)) if last else ("", {})


JOB: Final = Job(
    "refresh",
    Text("חישוב המדדים, המגזרים והיעדים", "compute metrics, segments and targets"),
    run,
    options=(
        Option(
            "as_of",
            "date",
            Text("היום שלפיו מחשבים; בלעדיו היום שבהגדרות, ואם אין, היום",
                 "the day of the analysis; by default the day in the settings, else today"),
            metavar="YYYY-MM-DD",
        ),
    ),
    writes=True,
    button=Button(
        Text("רענון", "Refresh"),
        Text("חישוב המדדים, המגזרים והיעדים מחדש",
             "Compute metrics, segments and targets anew"),
        "RefreshAll",
        10,
    ),
)  # fmt: skip
