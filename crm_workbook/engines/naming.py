"""What sheets, tables, columns and ranges may be called."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from crm_workbook.engines.addresses import parse_a1, parse_r1c1
from crm_workbook.engines.errors import ExcelError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MAX_NAME: Final = 255
_FIRST: Final = re.compile(r"[^\W\d]|[\\_]")
_REST: Final = re.compile(r"[\w.\\?]*")
_MAX_SHEET: Final = 31
_FORBIDDEN: Final = frozenset("[]:*?/\\")


def check_name(name: str) -> None:
    """Raise when nothing may be called that ("Use names in formulas", the rules for names).

    A name begins with a letter, an underscore or a backslash, has no spaces, is no cell address
    and no longer than 255 characters.
    """
    good = _FIRST.match(name[:1]) and _REST.fullmatch(name[1:]) and len(name) <= _MAX_NAME
    if not good or parse_a1(name) or parse_r1c1(name):
        raise ExcelError(
            f"The name {name!r} is not correct: a cell is called so, or a letter is wrong."
        )


def check_sheet_name(name: str, others: Iterable[str]) -> None:
    r"""Raise when a sheet may not be called that ("Rename a worksheet").

    Args:
        name: What it is to be called.
        others: The names of the other sheets.

    Raises:
        ExcelError: Empty, longer than 31 characters, with one of `[]:*?/\\`, with an apostrophe at
            an end, `History`, or taken by another sheet in whatever case.
    """
    if not name or len(name) > _MAX_SHEET or _FORBIDDEN & set(name):
        wrong = "is empty, longer than 31 characters or contains one of [ ] : * ? / \\"
    elif name.startswith("'") or name.endswith("'") or name.lower() == "history":
        wrong = "begins or ends with an apostrophe, or is reserved"
    elif any(other.lower() == name.lower() for other in others):
        wrong = "is already taken. Try a different one."
    else:
        return
    raise ExcelError(f"The name {name!r} {wrong}")


def free_name(stem: str, taken: Iterable[str], *, start: int = 1, mark: str = "{}{}") -> str:
    """Return the first of `stem1`, `stem2` and so on that is not taken, in whatever case."""
    used = {name.lower() for name in taken}
    names = (mark.format(stem, number) for number in itertools.count(start))
    return next(name for name in names if name.lower() not in used)


def copied_sheet_name(name: str, taken: Iterable[str]) -> str:
    """Return what the copy of a sheet is called: `name (2)`, cut to the length a name may have."""
    return free_name(name[: _MAX_SHEET - 5], taken, start=2, mark="{} ({})")


def unique_headings(texts: Sequence[str]) -> list[str]:
    """Return the headings of a table as Excel makes them: none empty, none twice.

    ("Overview of Excel tables"; a second `Total` becomes `Total2`, an empty one `Column3`.)
    """
    seen: set[str] = set()
    found = []
    for number, text in enumerate(texts, 1):
        wanted = text or f"Column{number}"
        if wanted.lower() in seen:
            wanted = free_name(wanted, seen, start=2)
        seen.add(wanted.lower())
        found.append(wanted)
    return found
