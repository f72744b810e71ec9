"""The hidden sheet `xlwings.conf`, where xlwings looks for the interpreter and its settings."""

from __future__ import annotations

from posixpath import dirname, join
from typing import TYPE_CHECKING, Final

from crm_workbook.errors import CrmError, Problem
from crm_workbook.model import letters
from crm_workbook.store.package.markup import first, retagged, text_markup
from crm_workbook.store.package.relations import declare, relate, unused
from crm_workbook.store.package.sheet_markup import SheetMarkup, style_of
from crm_workbook.store.ranges import box
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from crm_workbook.model import Cell
    from crm_workbook.store.package.workbook_part import SheetEntry, WorkbookPart

OTHER_PYTHON: Final = Problem(
    "other-python",
    Text(
        "הגיליון {sheet} שבחוברת מפנה ל-Python אחר ({theirs}), שממנו הכפתורים לא יפעלו. "
        "דבר לא נכתב.",
        "The sheet {sheet} of the workbook names another Python ({theirs}), from which the "
        "buttons would not work. Nothing was written.",
    ),
    Text(
        "יש לכתוב שם {ours} בשורה {key} ולנסות שוב, או לעבוד על עותק בלי הגיליון הזה.",
        "Write {ours} there, in the row {key}, and try again, or work on a copy without that "
        "sheet.",
    ),
)
NO_ROOM: Final = Problem(
    "settings-no-room",
    Text(
        "בגיליון {sheet} שבחוברת כתוב משהו מתחת להגדרות, בשורה {row}. דבר לא נכתב.",
        "On the sheet {sheet} of the workbook something stands below the settings, in row {row}. "
        "Nothing was written.",
    ),
    Text("יש להעביר אותו הצידה ולנסות שוב.", "Move it aside and try again."),
)

TITLE: Final = "xlwings.conf"
MARK: Final = "CRM_WORKBOOK"
"""The key in the first row of such a sheet by which it is known to be ours."""
_OWN: Final = "CRM"
"""How the keys begin that mean nothing to anybody else."""
_PYTHON: Final = "INTERPRETER"
_XML: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def put_settings(
    workbook: WorkbookPart,
    settings: Sequence[tuple[str, str]],
    old: Iterable[Sequence[Cell]],
    *,
    apart: bool,
) -> None:
    """Have the workbook hold these settings, in a sheet of its own.

    Where somebody else works with xlwings in the workbook, whatever tells it how to start Python
    stays as it is, and only rows that are ours are added.

    Args:
        workbook: The workbook.
        settings: Keys in capital letters with their values.
        old: The rows of the sheet as it is, from its first; nothing where there is none.
        apart: Whether the workbook worked with xlwings before, and not through us.

    Raises:
        CrmError: There is no such sheet and the workbook's structure is locked; or the sheet of
            somebody else names another Python, or has no room for more rows.
    """
    rows = list(old)
    known = _known(rows)
    ours = next(iter(known), None) == MARK if known else not apart
    if not ours:
        _guard_python(known, settings)
        settings = [(key, value) for key, value in settings if key.startswith(_OWN)]
    entry = next((e for e in workbook.sheets if e.title.lower() == TITLE), None)
    if entry is None:
        # Only where all of the sheet is ours does the mark come first.
        _add_sheet(workbook, settings if ours else sorted(settings, key=lambda s: s[0] == MARK))
        return
    changes: dict[int, dict[int, str]] = {}
    end = len(known)
    for key, value in settings:
        if key not in known:
            end += 1
            changes[end] = {1: key, 2: value}
            if any(cell not in {"", None} for row in rows[end - 1 : end] for cell in row):
                raise CrmError(NO_ROOM, sheet=entry.title, row=end)
        elif ours and known[key][1] != value:
            changes[known[key][0]] = {2: value}
    if changes:
        _change(workbook, entry, changes)


def _known(rows: Sequence[Sequence[Cell]]) -> dict[str, tuple[int, str]]:
    """Return row and value by key, up to the first row without one, where xlwings stops too."""
    known: dict[str, tuple[int, str]] = {}
    for number, row in enumerate(rows, 1):
        key = _text(row[0]) if row else ""
        if not key:
            break
        known[key.upper()] = (number, _text(row[1]) if len(row) > 1 else "")
    return known


def _guard_python(
    known: Mapping[str, tuple[int, str]], settings: Iterable[tuple[str, str]]
) -> None:
    for key, value in settings:
        theirs = known.get(key, (0, ""))[1]
        if key.startswith(_PYTHON) and theirs and theirs.lower() != value.lower():
            raise CrmError(OTHER_PYTHON, sheet=TITLE, theirs=theirs, ours=value, key=key)


def _text(value: Cell) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _change(workbook: WorkbookPart, entry: SheetEntry, changes: dict[int, dict[int, str]]) -> None:
    """Write texts into cells, by row and column; every other cell stays as it stands."""
    package = workbook.package
    markup = SheetMarkup(entry.part, package.read(entry.part))
    prefix = markup.prefix.decode()
    out: list[bytes] = []
    at = markup.start
    for number, texts in sorted(changes.items()):
        here = markup.row(number)
        spans = markup.cells(here)
        styles = {column: style_of(here[start:end]) for column, start, end in spans}
        new = {
            column: _cell(column, number, text, styles.get(column, 0), prefix).encode()
            for column, text in texts.items()
        }
        begin = markup.begin(markup.index(number))
        out += (markup.data[at:begin], markup.put(number, here, spans, new))
        at = begin + len(here)
    head = markup.head
    tag = first(head, "dimension")
    if tag is not None:
        old = box(tag.get("ref") or "")
        right, bottom = (old.right, old.bottom) if old is not None else (2, 1)
        corner = f"{letters(max(2, right))}{max(bottom, *changes)}"
        head = retagged(head, tag, ref=f"A1:{corner}")
    rows = b"".join(out) + markup.data[at : markup.end]
    package.write(entry.part, head + rows + markup.tail)


def _add_sheet(workbook: WorkbookPart, settings: Iterable[tuple[str, str]]) -> None:
    workbook.guard_structure()
    package = workbook.package
    rows = "".join(
        f'<row r="{number}">{_cell(1, number, key)}{_cell(2, number, value)}</row>'
        for number, (key, value) in enumerate(settings, 1)
    )
    part = unused(package, join(dirname(workbook.part), "worksheets/sheet{}.xml"))
    page = (
        f'<worksheet xmlns="{_MAIN}"><cols><col min="1" max="2" width="40" customWidth="1"/>'
        f"</cols><sheetData>{rows}</sheetData></worksheet>"
    )
    package.write(part, _XML + page.encode())
    declare(package, part, _TYPE)
    workbook.list_sheet(TITLE, relate(package, workbook.part, "worksheet", part), "hidden")


def _cell(column: int, row: int, text: str, style: int = 0, prefix: str = "") -> str:
    look = f' s="{style}"' if style else ""
    place = f"{letters(column)}{row}"
    if not text:
        return f'<{prefix}c r="{place}"{look}/>' if style else ""
    inside = f"<{prefix}is>{text_markup(text, prefix)}</{prefix}is>"
    return f'<{prefix}c r="{place}"{look} t="inlineStr">{inside}</{prefix}c>'
