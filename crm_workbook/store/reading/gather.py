"""The tabs of a workbook gathered into a `Book`: which tab is which sheet, and what goes unread.

A file and an open workbook differ in how their cells are read, and in nothing else; both hand
their tabs to the same gathering.
"""

from __future__ import annotations

from crm_workbook.fields.normal import scrambled
from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple
from crm_workbook.model import Book, Unread
from crm_workbook.schema.lists import workbook_lists
from crm_workbook.schema.recognise import find_table, named_sheet
from crm_workbook.schema.settings import mappings, read_settings
from crm_workbook.store.reading.columns import lay_out
from crm_workbook.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from crm_workbook.model import Entry, Facts, Table, TableFacts
    from crm_workbook.schema.recognise import Found
    from crm_workbook.store.reading.grids import Rows

NOT_A_TABLE: Final = Text(
    "לא נמצאה בו שורת כותרות מוכרת.", "No row of known headings was found in it."
)
SCRAMBLED: Final = Text(
    "העברית שבו בקידוד שגוי, ולכן לא נמצאה בו שורת כותרות. יש לייבא שוב מהמקור.",
    "Its Hebrew is scrambled, so no row of headings was found in it. Import its source again.",
)
NO_CELLS: Final = Text("הוא ריק.", "It is empty.")
NOT_CELLS: Final = Text(
    "זהו גיליון מסוג אחר ({kind}), בלי תאים.", "It is a sheet of another kind ({kind})."
)
SECOND: Final = Text(
    'גם הוא נראה כמו "{sheet}", והגיליון "{title}" נבחר במקומו.',
    "It too looks like “{sheet}”, and the sheet “{title}” was taken instead.",
)

FINDINGS_SHEET: Final = Text(
    "אלה ממצאי הבדיקה שמהם נעשה העותק המסומן הזה, ולא נתונים.",
    "It holds the findings this annotated copy was made from, and no data.",
)
FINDINGS: Final = "crm_findings"
"""The name of the table that holds the findings in an annotated copy, and of no other."""

_TOP: Final = 30
"""So many rows and columns show what is wrong with a tab."""
_SETTINGS: Final = "settings"
_LISTS: Final = "lists"
_HEBREW: Final = frozenset(map(chr, range(0x5D0, 0x5EB)))


class _Candidate(NamedTuple):
    found: Found
    table: Table


class Gathering:
    """One workbook on its way to becoming a `Book`."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._remembered: Mapping[str, Mapping[str, str]] = {}
        self._best: dict[str, _Candidate] = {}
        self._unread: dict[str, Unread] = {}

    def take(self, title: str, rows: Rows, tables: Sequence[TableFacts]) -> None:
        """Look at one tab, and keep its table if it is the best for its sheet so far.

        What imports have learned about headings stands in the settings, so they come first
        (`is_settings`).

        Args:
            title: The tab's name.
            rows: Its rows from A1 on, equally long, empty cells as `''` or None.
            tables: The Excel tables that are declared in it.
        """
        if any(table.name == FINDINGS for table in tables):
            self.skip(title, FINDINGS_SHEET)
            return
        found = find_table(title, rows, tables=tables, remembered=self._remembered)
        if found is None:
            known = named_sheet(title)
            if known is None or known.columns:
                self.skip(title, _why_not(rows))
            return
        rival = self._best.get(found.sheet.id)
        table = lay_out(found, rows)
        if rival is None:
            self._best[found.sheet.id] = _Candidate(found, table)
        elif (found.score, len(table)) > (rival.found.score, len(rival.table)):
            self._best[found.sheet.id] = _Candidate(found, table)
            self._skip_second(rival.found, found)
        else:
            self._skip_second(found, rival.found)
        if is_settings(title):
            self._remembered = mappings(self._table(_SETTINGS))

    def skip(self, title: str, why: Text, **values: str) -> None:
        """Note a tab that is not read, and why."""
        said = Text(why.he.format_map(values), why.en.format_map(values))
        self._unread[title] = Unread(title, said)

    def book(
        self,
        *,
        name: str,
        titles: Sequence[str],
        facts: Facts,
        fingerprint: str | Callable[[], str],
        journal: Sequence[Entry] | Callable[[], Sequence[Entry]],
    ) -> Book:
        """Return what was gathered; the arguments are those of `Book`, `titles` all its tabs."""
        tables = {key: candidate.table for key, candidate in self._best.items()}
        tables = dict(sorted(tables.items(), key=lambda t: titles.index(t[1].layout.title)))
        settings = self._table(_SETTINGS)
        lists = workbook_lists(self._table(_LISTS))
        values = read_settings(settings, lists)
        return Book(
            name=name,
            tables=tables,
            facts=facts,
            settings=values,
            lists=lists,
            lang=str(values["language"]) if settings is not None else _language(tables, titles),
            fingerprint=fingerprint,
            unread=tuple(self._unread[title] for title in titles if title in self._unread),
            journal=journal,
        )

    def _table(self, sheet_id: str) -> Table | None:
        candidate = self._best.get(sheet_id)
        return candidate.table if candidate is not None else None

    def _skip_second(self, loser: Found, winner: Found) -> None:
        title = Text(loser.sheet.he, loser.sheet.en)
        why = Text(
            SECOND.he.format(sheet=title.he, title=winner.layout.title),
            SECOND.en.format(sheet=title.en, title=winner.layout.title),
        )
        self._unread[loser.layout.title] = Unread(loser.layout.title, why)


def _why_not(rows: Rows) -> Text:
    """Return why no table was found in a tab."""
    if not rows:
        return NO_CELLS
    top = (cell for row in rows[:_TOP] for cell in row[:_TOP] if isinstance(cell, str))
    return SCRAMBLED if any(map(scrambled, top)) else NOT_A_TABLE


def is_settings(title: str) -> bool:
    """Return whether a tab is to be taken before all others, as what the rest is read by."""
    known = named_sheet(title)
    return known is not None and known.id == _SETTINGS


def _language(tables: Mapping[str, Table], titles: Iterable[str]) -> str:
    """Return the language most headings are in, or most tabs when there are no headings."""
    headings = [placed.heading for table in tables.values() for placed in table.placed]
    names = headings or list(titles)
    hebrew = sum(not _HEBREW.isdisjoint(name) for name in names)
    return "he" if 2 * hebrew >= len(names) else "en"
