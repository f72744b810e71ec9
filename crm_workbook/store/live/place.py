"""Where the journal of an open workbook lies.

Beside the workbook where it is a file here, in the very folder the file store uses: one history,
whichever way the workbook is worked on. A workbook in the cloud or never saved has no folder of
its own; its journal lies among the user's own data, under the name of its address.
"""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from crm_workbook.store.live.connection import asked

if TYPE_CHECKING:
    import xlwings

_FOLDER: Final = "crm-workbook"
_NAMED: Final = 16
"""Letters of an address's hash that name its folder."""


def workbook_path(book: xlwings.Book) -> str:
    """Return the path beside which the journal of a workbook lies; the file need not be there."""
    name = str(book.name)
    # For a cloud address xlwings looks for the folder behind it, and raises when it finds none.
    full = asked(str, "", lambda: book.fullname, lambda: book.api.FullName)
    if os.path.isabs(full) and "://" not in full and os.path.isfile(full):
        return os.path.realpath(full)
    if "://" in full or os.path.isabs(full):
        key = full
    else:
        # Never saved: the next session's first new workbook has the same name, but is another.
        key = f"{asked(int, 0, lambda: book.app.pid)}:{name}"
    folder = sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:_NAMED]
    return os.path.join(data_folder(), folder, _safe(name))


def data_folder() -> str:
    """Return the folder for the user's own data, by the custom of the system."""
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    elif sys.platform == "darwin":
        base = os.path.join(home, "Library", "Application Support")
    else:
        base = os.environ.get("XDG_STATE_HOME") or os.path.join(home, ".local", "state")
    return os.path.join(base, _FOLDER)


def _safe(name: str) -> str:
    """Return a workbook's name as a file may have it."""
    return "".join("_" if letter in '/\\:*?"<>|' else letter for letter in name) or "workbook"
