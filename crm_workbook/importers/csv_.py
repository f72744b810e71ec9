"""Delimited text to rows of cells."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_workbook.errors import CrmError, Problem
from crm_workbook.importers.encoding import decode, logical
from crm_workbook.importers.source import Grid
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crm_workbook.model import Cell

UNCLOSED: Final = Problem(
    "quote-unclosed",
    Text(
        "בקובץ {file} נפתחו בשורה {line} מירכאות שלא נסגרו.",
        "In {file} a quotation mark opens on line {line} and never closes.",
    ),
    Text(
        "יש לסגור או למחוק את המירכאות בשורה הזו ולייבא שוב.",
        "Close or remove the mark on that line and import again.",
    ),
)
LONG_CELL: Final = Problem(
    "source-cell-too-long",
    Text(
        "בקובץ {file} יש בשורה {line} תא ארוך מ-{limit} תווים.",
        "{file} has a cell of more than {limit} characters on line {line}.",
    ),
    Text(
        "תא באקסל אינו מכיל יותר מזה. יש לקצר אותו או לבדוק אם חסרות מירכאות.",
        "An Excel cell holds no more. Shorten it, or look for a missing quotation mark.",
    ),
)
TOO_BIG: Final = Problem(
    "source-too-big",
    Text("הקובץ {file} גדול מדי: {what}.", "{file} is too big: {what}."),
    Text("יש לפצל אותו לקבצים קטנים יותר.", "Split it into smaller files."),
)
TOO_MANY_ROWS: Final = Text("יותר מ-{limit} שורות", "more than {limit} rows")
TOO_MANY_COLUMNS: Final = Text("יותר מ-{limit} עמודות", "more than {limit} columns")
TOO_MANY_BYTES: Final = Text("יותר מ-{limit} מגה-בייט", "more than {limit} MB")

CELL_LIMIT: Final = 32_767
ROW_LIMIT: Final = 1_048_576
COLUMN_LIMIT: Final = 16_384
BYTE_LIMIT: Final = 256 * 2**20
_DELIMITERS: Final = ",;\t|"
_SAMPLE: Final = 200
_DECLARED: Final = re.compile(r'"?sep=(.)"?\s*$', re.IGNORECASE)
_SHIELDED: Final = re.compile(r"""'(?=[\s\u200e\u200f]*[=+\-@0-9\t\r\n＝＋－＠])""")
_AS_TEXT: Final = re.compile(r'="([^"]*)"')


class Delimited(NamedTuple):
    """A delimited file that was read."""

    grid: Grid
    encoding: str
    delimiter: str
    notes: tuple[Text, ...] = ()


def read(data: bytes, name: str, *, encoding: str = "") -> Delimited:
    """Read a delimited file of any usual encoding and delimiter.

    Args:
        data: The whole file.
        name: The file's name, for messages.
        encoding: The encoding to use; empty to find it out.

    Returns:
        Its rows, each with the number of the line it begins on; a blank line is a row without
        cells. Cells are text without outer blanks, None when empty.

    Raises:
        CrmError: The encoding is uncertain, a quotation mark is never closed, or a limit of size
            is passed.
    """
    if len(data) > BYTE_LIMIT:
        raise CrmError(TOO_BIG, file=name, what=_limit(TOO_MANY_BYTES, BYTE_LIMIT >> 20))
    decoded = decode(data, name=name, force=encoding)
    text = decoded.text.removeprefix("\ufeff").replace("\0", "").rstrip("\x1a")
    first, _, rest = text.partition("\n")
    declared = _DECLARED.fullmatch(first.strip("\r"))
    delimiter = declared[1] if declared else _delimiter(text)
    known = _Cells(logical if decoded.visual else str)
    rows: list[Sequence[Cell]] = []
    lines: list[int] = []
    for line, cells in _records(rest if declared else text, delimiter, name):
        if len(cells) > COLUMN_LIMIT:
            raise CrmError(TOO_BIG, file=name, what=_limit(TOO_MANY_COLUMNS, COLUMN_LIMIT))
        row = [known[cell] for cell in cells]
        rows.append(row if any(row) else [])
        lines.append(line + bool(declared))
        if len(rows) > ROW_LIMIT:
            raise CrmError(TOO_BIG, file=name, what=_limit(TOO_MANY_ROWS, ROW_LIMIT))
    grid = Grid(name, 1, 1, rows, lines)
    return Delimited(grid, decoded.encoding, delimiter, decoded.notes)


def _limit(text: Text, limit: int) -> Text:
    return Text(text.say("he", limit=f"{limit:,}"), text.say("en", limit=f"{limit:,}"))


class _Cells(dict[str, str | None]):
    """What each different text of the file stands for, found out once."""

    def __init__(self, turn: Callable[[str], str]) -> None:
        super().__init__()
        self.turn = turn

    def __missing__(self, text: str) -> str | None:
        self[text] = found = self.turn(_bare(text.strip())) or None
        return found


def _bare(text: str) -> str:
    """Return a cell without the shields that keep spreadsheet programs from evaluating it."""
    if text.startswith('="'):
        bare = _AS_TEXT.fullmatch(text)
        return bare[1].strip() if bare else text
    return text[1:] if text.startswith("'") and _SHIELDED.match(text) else text


def _records(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the number of the line it begins on.

    The parser is strict, so that an unclosed mark is seen where it opens. A mark in the middle of
    a one-line cell, common in Hebrew abbreviations and carelessly quoted names, is let pass.
    """
    seen: list[str] = []
    reader = csv.reader(_kept(text, seen), delimiter=delimiter, strict=True)
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            cells = _forgiven(error, seen, delimiter, name, start)
        if max(map(len, cells), default=0) > CELL_LIMIT:
            raise CrmError(LONG_CELL, file=name, line=start, limit=f"{CELL_LIMIT:,}")
        seen.clear()
        yield start, cells


def _forgiven(
    error: csv.Error, seen: list[str], delimiter: str, name: str, line: int
) -> list[str]:
    if len(seen) == 1 and "field limit" in str(error):
        raise CrmError(LONG_CELL, file=name, line=line, limit=f"{CELL_LIMIT:,}") from None
    if len(seen) > 1 or "end of data" in str(error):
        raise CrmError(UNCLOSED, file=name, line=line) from None
    return next(csv.reader(seen, delimiter=delimiter))


def _kept(text: str, seen: list[str]) -> Iterator[str]:
    for line in io.StringIO(text, newline=""):
        seen.append(line)
        yield line


def _delimiter(text: str) -> str:
    """Return the delimiter that cuts the first lines into the most columns most evenly.

    A comma inside amounts or addresses cuts some lines and not others; the true delimiter cuts
    them all alike.
    """
    stream = io.StringIO(text, newline="")
    sample = [line for _, line in zip(range(_SAMPLE), stream, strict=False)]
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        widths: Counter[int] = Counter()
        # An unclosed mark is reported when the whole file is read.
        with suppress(csv.Error):
            widths.update(
                len(cells) for cells in csv.reader(sample, delimiter=delimiter) if any(cells)
            )
        if not widths:
            continue
        width, rows = max(widths.items(), key=lambda item: (item[0] - 1) * item[1])
        score = (width - 1) * (rows / widths.total()) ** 2
        if score > best_score:
            best, best_score = delimiter, score
    return best
