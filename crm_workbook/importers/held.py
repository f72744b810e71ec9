"""The purchases a workbook holds, as what they are known by."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from crm_workbook.importers.keys import Key, comparable, known, read_key
from crm_workbook.importers.pairing import Side
from crm_workbook.model import key_text
from crm_workbook.schema.typed import typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_workbook.importers.keys import Facts, Known
    from crm_workbook.model import Book
    from crm_workbook.schema.typed import TypedTable

_LINE_ID: Final = re.compile(r"P-(\d{6,})")


class Held:
    """The rows of the purchases sheet; none of them when the workbook has no such sheet."""

    def __init__(self, book: Book) -> None:
        """Read what each row is known by: by its import key, and by its cells."""
        self.table: TypedTable | None = typed(book, "purchases")
        self.texts: list[str] = []
        """The import key of each row as it stands there, empty for one typed by hand."""
        self._counts: Counter[tuple[Known, str]] = Counter()
        self._highest = 0
        by_key: list[Key | None] = []
        if self.table is not None:
            self.texts = [str(key or "") for key in self.table["import_key"].raw]
            by_key = list(map(read_key, self.texts))
            self._count(self.table, by_key)
        self.by_key = Side(
            [key and key.known for key in by_key], [key.who if key else "" for key in by_key]
        )
        self.by_cells = Side(*self._cells())

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.texts)

    def has(self, column: str) -> bool:
        """Return whether the sheet has a column."""
        return self.table is not None and column in self.table

    def _count(self, table: TypedTable, keys: Sequence[Key | None]) -> None:
        for key in keys:
            if key is not None:
                same = key.known, key.who
                self._counts[same] = max(self._counts[same], key.nth)
        for line in table["line_id"].raw:
            ours = _LINE_ID.fullmatch(line) if isinstance(line, str) else None
            if ours:
                self._highest = max(self._highest, int(ours[1]))

    def _cells(self) -> tuple[list[Known | None], list[str]]:
        """Return what the cells say; where they are empty, what the source said.

        An empty kind of document typed by hand means a sale. An empty number means nothing.
        """
        table = self.table
        if table is None:
            return [], []
        said: list[Facts | None] = [each.facts if each else None for each in self.by_key.known]
        sale = "sale" if "doc_type" in table else None
        facts: dict[str, list[str | None]] = {}
        for column, nothing in (("doc_no", None), ("doc_type", sale), ("product_id", None)):
            texts = comparable(table.values(column))
            facts[column] = [
                text or (getattr(source, column) if source is not None else nothing)
                for text, source in zip(texts, said, strict=True)
            ]
        who = [key_text(c) if c is not None else "" for c in table.values("customer_id")]
        return known(table.values("date"), table.values("amount"), facts), who

    def next_key(self, purchase: Known, who: str) -> str:
        """Return the import key of one more such purchase."""
        self._counts[purchase, who] += 1
        return str(Key(purchase, who, self._counts[purchase, who]))

    def next_line(self) -> str:
        """Return the id of one more row."""
        self._highest += 1
        return f"P-{self._highest:06}"
