"""Which workbooks are meant by what was typed."""

from __future__ import annotations

import os

from crm_workbook.lean import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence


_ENDINGS: Final = (".xlsx", ".xlsm")


def expanded(given: Sequence[str]) -> tuple[str, ...]:
    """Return the workbooks meant: folders and wildcards opened up, which cmd.exe leaves to us.

    A word that opens up to nothing stays as it is, to be refused by its name.
    """
    found: list[str] = []
    for word in given:
        if os.path.isdir(word):
            found += sorted(_inside(word)) or [word]
        elif any(sign in word for sign in "*?[") and not os.path.exists(word):
            from glob import glob

            found += sorted(p for p in glob(word, recursive=True) if _is_book(p)) or [word]
        else:
            found.append(word)
    return tuple(dict.fromkeys(found))


def looks_like_workbook(word: str) -> bool:
    """Tell whether a word names a workbook rather than a command."""
    return word.lower().endswith(_ENDINGS) or os.path.exists(word)


def _inside(folder: str) -> list[str]:
    found = []
    for path, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.endswith(".crm")]  # our backups
        found += [os.path.join(path, name) for name in names if _is_book(name)]
    return found


def _is_book(path: str) -> bool:
    name = os.path.basename(path)
    return name.lower().endswith(_ENDINGS) and not name.startswith(("~$", "."))
