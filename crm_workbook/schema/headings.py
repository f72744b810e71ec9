"""Which column a heading means."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import islice

from crm_workbook.fields.normal import heading_key, heading_keys, visible
from crm_workbook.lean import TYPE_CHECKING, Final, NamedTuple
from crm_workbook.model import key_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crm_workbook.model import Cell, Column, Sheet

_OWN: Final = 3
"""Names by which a column is called before its synonyms: its id and a heading in each language."""
_CLOSE: Final = 90
"""Likeness, of 100, from which a heading is worth suggesting; never enough to decide."""


_key = lru_cache(maxsize=4096)(heading_key)
"""Headings are compared with one sheet after another; folding them once is enough."""
_visible = lru_cache(maxsize=4096)(visible)


class _Names(NamedTuple):
    """What the columns of a sheet are called."""

    written: Mapping[str, Column]
    """By id, Hebrew and English heading as the tool itself writes them."""
    by_id: Mapping[str, Column]


@lru_cache(maxsize=64)
def _names(sheet: Sheet) -> _Names:
    written = {name: c for c in sheet.columns for name in (c.id, c.he, c.en)}
    return _Names(written, {c.id: c for c in sheet.columns})


@lru_cache(maxsize=64)
def _keys(sheet: Sheet) -> dict[str, tuple[int, Column]]:
    """Return heading key to column and to how far that name is from the column's own."""
    found: dict[str, tuple[int, Column]] = {}
    names = [(c.id, c.he, c.en, *c.synonyms) for c in sheet.columns]
    keys = iter(heading_keys([name for each in names for name in each]))
    for column, called in zip(sheet.columns, names, strict=True):
        for place, key in enumerate(islice(keys, len(called))):
            if place < _OWN:
                found[key] = (0, column)
            else:
                found.setdefault(key, (place - _OWN + 1, column))
    return found


def heading_text(cell: Cell) -> str:
    """Return a heading cell as text; empty when it is no heading at all."""
    if isinstance(cell, str):
        return _visible(cell)
    if isinstance(cell, float) or (isinstance(cell, int) and not isinstance(cell, bool)):
        return key_text(float(cell))
    return cell.isoformat() if isinstance(cell, date) else ""


def match_columns(
    headings: Sequence[Cell],
    sheet: Sheet,
    remembered: Mapping[str, str] | None = None,
) -> list[Column | None]:
    """Return which column of `sheet` each heading means, None where it means none.

    Headings match by a column's id, its Hebrew or English heading or a synonym, whatever their
    case, quotes, blanks and marks. A column is given once: to the heading that names it best, of
    equals the first; a repeated heading gets None.

    Args:
        headings: The cells of the heading row.
        sheet: The sheet whose columns are looked for.
        remembered: Heading key to column id, as `settings.mappings` returns for this sheet; it
            wins over every name. An empty id says that the heading means no column.
    """
    names = _names(sheet)
    texts = [heading_text(cell) for cell in headings]
    if not remembered:
        quick = [names.written.get(text) for text in texts]
        filled = sum(1 for text in texts if text)
        if len({column.id for column in quick if column is not None}) == filled:
            return quick
    keys = _keys(sheet)
    offers: list[tuple[int, int, Column]] = []
    for place, text in enumerate(texts):
        key = _key(text) if text else ""
        if remembered and key in remembered:
            column = names.by_id.get(remembered[key])
            if column is not None:
                offers.append((-1, place, column))
        elif key in keys:
            rank, column = keys[key]
            offers.append((rank, place, column))
    found: list[Column | None] = [None] * len(texts)
    taken: set[str] = set()
    for _, place, column in sorted(offers, key=lambda offer: offer[:2]):
        if column.id not in taken:
            taken.add(column.id)
            found[place] = column
    return found


def suggest(heading: Cell, sheet: Sheet) -> Column | None:
    """Return the column whose name a heading nearly spells, to be offered and never assumed."""
    from rapidfuzz import fuzz, process

    key = heading_key(heading_text(heading))
    keys = _keys(sheet)
    best = process.extractOne(key, keys.keys(), scorer=fuzz.ratio, score_cutoff=_CLOSE)
    return keys[best[0]][1] if best is not None else None
