"""Opening and saving files."""

from __future__ import annotations

import os
import re
import tempfile
from typing import TYPE_CHECKING, Final

from crm_workbook.engines.errors import ExcelError, NotSupported
from crm_workbook.engines.libreoffice import bridge
from crm_workbook.engines.libreoffice.office import PROFILE_PREFIX

if TYPE_CHECKING:
    from crm_workbook.engines.libreoffice.app import App
    from crm_workbook.engines.libreoffice.bridge import Uno

FILTERS: Final = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".ods": "calc8",
}
_ZIP: Final = b"PK\3\4"


def load(app: App, url: str, **options: object) -> Uno:
    """Load a document, in a window of its own where the office shows one.

    An office without a screen has crashed on documents that were not hidden.
    """
    return app.office.desktop.loadComponentFromURL(
        url,
        "_blank",
        0,
        bridge.properties(
            Hidden=not app.office.seen(),
            MacroExecutionMode=bridge.constant(
                "document.MacroExecMode."
                + ("ALWAYS_EXECUTE_NO_WARN" if app.engine.macros else "NEVER_EXECUTE")
            ),
            UpdateDocMode=bridge.constant("document.UpdateDocMode.NO_UPDATE"),
            **options,
        ),
    )


def open_file(app: App, path: str, *, read_only: bool) -> Uno:
    """Open a workbook; one that somebody else has open is opened for reading, as in Excel.

    Raises:
        ExcelError: It has a password, or is no workbook.
        NotSupported: It is of another kind, which LibreOffice would guess at.
    """
    if os.path.splitext(path)[1].lower() not in FILTERS:
        raise NotSupported("Books.open", f"it opens {', '.join(FILTERS)}")
    with open(path, "rb") as file:
        zipped = file.read(len(_ZIP)) == _ZIP
    if not zipped:
        raise ExcelError(_not_valid(path))
    _drop_stale_lock(path)
    read_only = read_only or os.path.exists(lock_of(path))
    options = {"ReadOnly": True} if read_only else {}
    document = load(app, bridge.to_url(path), **options)
    if document is None:
        raise ExcelError(_not_valid(path))
    if not hasattr(document, "Sheets"):
        document.close(True)  # noqa: FBT003 - UNO takes no names
        raise ExcelError(_not_valid(path))
    if document.isReadonly():
        document.IsChangeReadOnlyEnabled = True  # as in Excel, it may be changed and not saved
    return document


def lock_of(path: str) -> str:
    """Return the name of the file that says who has a document open."""
    folder, name = os.path.split(path)
    return os.path.join(folder, f".~lock.{name}#")


def _drop_stale_lock(path: str) -> None:
    """Remove the lock of an office of ours that was killed: its profile is no longer there."""
    lock = lock_of(path)
    try:
        with open(lock, encoding="utf-8") as file:
            text = file.read(4096)
    except (OSError, UnicodeDecodeError):
        return
    found = re.search(rf"file://(\S*/{PROFILE_PREFIX}[^/\s;]+)", text)
    if found and found[1].startswith(tempfile.gettempdir()) and not os.path.exists(found[1]):
        os.remove(lock)


def _not_valid(path: str) -> str:
    """Say why nothing was opened, which LibreOffice does not."""
    return (
        f"Excel cannot open the file '{os.path.basename(path)}' because the file format or file "
        "extension is not valid, or because it asks for a password."
    )


def save(document: Uno, path: str) -> None:
    """Save a document under a name.

    Kept are values, formulas, formats, tables, names, validations, charts and the text of macros.
    LibreOffice drops the style of tables, code names and the macros of shapes; and of a document
    opened without a window the frozen panes. A file an Excel user owns is better not saved so.
    """
    filter_name = FILTERS.get(os.path.splitext(path)[1].lower())
    if filter_name is None:
        raise NotSupported("Book.save", f"it saves as {', '.join(FILTERS)}")
    if not os.path.isdir(os.path.dirname(path)):
        raise FileNotFoundError(os.path.dirname(path))
    document.storeAsURL(bridge.to_url(path), bridge.properties(FilterName=filter_name))
