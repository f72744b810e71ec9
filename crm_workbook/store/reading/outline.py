"""What a sheet's part says around its cells: view, columns, merges, protection, rules.

The cells themselves, nearly all of the part, are passed over; of the rows only those that are
hidden are picked out.
"""

from __future__ import annotations

import re

from crm_workbook.errors import CrmError
from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple
from crm_workbook.model import Validation
from crm_workbook.store.ranges import MAX_COLUMNS
from crm_workbook.store.reading.parts import MAX_ELEMENTS, TOO_COMPLEX, feed, guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TRUE: Final = frozenset({"1", "true", "on"})
# Compiled when a sheet's cells have to be passed over; of most sheets what is around them is kept.
_HIDDEN_ROW: Final = rb'<row(?=[^>]*\shidden="(?:1|true)")[^>]*?\sr="(\d{1,7})"'
_OPEN: Final = rb"<sheetData(?:\s[^>]*)?>"
_CLOSE: Final = b"</sheetData"


class Outline(NamedTuple):
    """What stands around the cells of a sheet; the fields are those of `model.Tab`."""

    rtl: bool
    frozen_rows: int
    protected: bool
    password: bool
    merges: tuple[str, ...]
    validations: tuple[Validation, ...]
    formats: tuple[str, ...]
    hidden_rows: tuple[int, ...]
    hidden_columns: tuple[int, ...]
    fit_to_width: bool


def read_outline(title: str, pieces: Iterable[bytes], *, regular: bool) -> Outline:
    """Return the outline of a sheet.

    Args:
        title: The tab's name, for refusals.
        pieces: The content of its part.
        regular: Whether `sheet_scan.scan` found its markup to be regular, so that the cells need
            not be parsed.

    Raises:
        CrmError: The part is damaged or has an unreasonable number of rules.
    """
    reader = _OutlineReader(title)
    feed(reader.parser, title, _around_cells(pieces, reader.hidden_rows) if regular else pieces)
    return reader.outline()


def _around_cells(pieces: Iterable[bytes], hidden_rows: list[int]) -> Iterator[bytes]:
    """Yield a regular sheet without what is inside its `sheetData`, noting the hidden rows."""
    source = iter(pieces)
    tail = b""
    for piece in source:
        data = tail + piece
        opening = re.search(_OPEN, data)
        if opening is not None:
            yield data[: opening.end()]
            tail = data[opening.end() :]
            break
        cut = max(0, data.rfind(b"<"))
        yield data[:cut]
        tail = data[cut:]
    else:
        yield tail
        return
    if not opening[0].endswith(b"/>"):
        tail = _pass_over(tail, source, hidden_rows)
    yield tail
    yield from source


def _pass_over(tail: bytes, source: Iterator[bytes], hidden_rows: list[int]) -> bytes:
    """Take pieces until the cells end; return what begins with their end tag."""
    data = tail
    while True:
        close = data.find(_CLOSE)
        cut = close if close >= 0 else max(0, data.rfind(b"<"))
        if data.find(b" hidden=", 0, cut) >= 0:
            hidden_rows += map(int, re.compile(_HIDDEN_ROW).findall(data, 0, cut))
        piece = next(source, None) if close < 0 else None
        if piece is None:
            return data[cut:]
        data = data[cut:] + piece


class _OutlineReader:
    """The handlers of one parse."""

    def __init__(self, title: str) -> None:
        self.hidden_rows: list[int] = []
        self.parser = guarded(title)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self._title = title
        self._count = self._row = 0
        self._once: dict[str, dict[str, str]] = {}
        self._hidden_columns: set[int] = set()
        self._merges: list[str] = []
        self._validations: list[Validation] = []
        self._formats: list[str] = []
        self._rule: Validation | None = None
        self._ranges = ""
        self._text: list[str] | None = None

    def outline(self) -> Outline:
        view, pane = self._once.get("sheetView", {}), self._once.get("pane", {})
        protection = self._once.get("sheetProtection", {})
        fits = self._once.get("pageSetUpPr", {}).get("fitToPage") in _TRUE
        frozen = pane.get("state") in {"frozen", "frozenSplit"}
        return Outline(
            rtl=view.get("rightToLeft") in _TRUE,
            frozen_rows=_whole(pane.get("ySplit", "")) if frozen else 0,
            protected=protection.get("sheet") in _TRUE,
            password=bool(protection.get("password") or protection.get("hashValue")),
            merges=tuple(self._merges),
            validations=tuple(self._validations),
            formats=tuple(self._formats),
            hidden_rows=tuple(self.hidden_rows),
            hidden_columns=tuple(sorted(self._hidden_columns)),
            fit_to_width=fits and self._once.get("pageSetup", {}).get("fitToWidth") != "0",
        )

    def _start(self, name: str, said: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local in {"sheetView", "pane", "sheetProtection", "pageSetUpPr", "pageSetup"}:
            self._once.setdefault(local, said)
        elif local == "row":
            self._row = _whole(said.get("r", "")) or self._row + 1
            if said.get("hidden") in _TRUE:
                self.hidden_rows.append(self._row)
        elif local == "col" and said.get("hidden") in _TRUE:
            last = min(_whole(said.get("max", "")), MAX_COLUMNS)
            self._hidden_columns.update(range(_whole(said.get("min", "")) or 1, last + 1))
        elif local == "mergeCell":
            self._merges.append(said.get("ref", ""))
            self._bound()
        elif local == "dataValidation":
            self._rule = Validation(said.get("sqref", ""), said.get("type", "none"))
            self._ranges = ""
        elif local == "conditionalFormatting":
            self._ranges = said.get("sqref", "")
        elif local == "sqref" or (local == "formula1" and self._rule is not None):
            self._text = []

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == "formula1" and self._text is not None and self._rule is not None:
            self._rule = self._rule._replace(formula="".join(self._text).strip())
            self._text = None
        elif local == "sqref" and self._text is not None:
            # Rules of Excel 2010 and later name their ranges in an element of its own.
            self._ranges = "".join(self._text).strip()
            self._text = None
        elif local == "dataValidation" and self._rule is not None:
            rule = self._rule
            self._validations.append(rule._replace(ranges=rule.ranges or self._ranges))
            self._rule = None
            self._bound()
        elif local == "conditionalFormatting":
            self._formats.append(self._ranges)
            self._bound()

    def _bound(self) -> None:
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise CrmError(TOO_COMPLEX, part=self._title, limit=MAX_ELEMENTS)


def _whole(text: str) -> int:
    """Return a number as programs write it, `1` or `1.0`; 0 for anything else."""
    digits = text.partition(".")[0]
    return int(digits) if digits.isdecimal() and len(digits) < 8 else 0  # noqa: PLR2004
