"""What this engine leaves out of the xlwings interface, and why.

A test compares this list with the installed xlwings: a member that is neither filled in nor listed
here came with a newer version and wants a decision.
"""

from __future__ import annotations

from typing import Final

from crm_workbook.engines.shared import gaps as shared

_NO_WINDOW = "there may be no window to see it in"
_NO_CHARTS = "charts, pictures and pivot tables are kept, and not reached from here"
_NO_CLIPBOARD = "the clipboard belongs to the person before the screen"
_NOT_THREADED = "LibreOffice has notes and no threaded comments"

GAPS: Final[dict[str, str]] = {
    **shared.GAPS,
    "App.path": "where the office lies is its own business",
    "App.startup_path": "LibreOffice has no such folder",
    "Sheet.charts": _NO_CHARTS,
    "Sheet.comments": _NOT_THREADED,
    "Sheet.freeze_panes": _NO_WINDOW,
    "Sheet.page_setup": shared.NOT_YET,
    "Sheet.pictures": _NO_CHARTS,
    "Sheet.pivot_tables": _NO_CHARTS,
    "Sheet.to_html": shared.NOT_YET,
    "Range.add_comment": _NOT_THREADED,
    "Range.comment": _NOT_THREADED,
    "Range.copy": _NO_CLIPBOARD,
    "Range.copy_from": _NO_CLIPBOARD,
    "Range.copy_picture": _NO_CLIPBOARD,
    "Range.height": shared.NOT_YET,
    "Range.left": shared.NOT_YET,
    "Range.paste": _NO_CLIPBOARD,
    "Range.to_pdf": shared.NOT_YET,
    "Range.to_png": _NO_WINDOW,
    "Range.top": shared.NOT_YET,
    "Range.width": shared.NOT_YET,
    "Shape.activate": _NO_WINDOW,
    "Shape.characters": shared.NOT_YET,
    "Shape.delete": shared.NOT_YET,
    "Shape.font": shared.NOT_YET,
    "Shape.scale_height": shared.NOT_YET,
    "Shape.scale_width": shared.NOT_YET,
    "Table.show_table_style_column_stripes": "LibreOffice has no styles of tables",
    "Table.show_table_style_first_column": "LibreOffice has no styles of tables",
    "Table.show_table_style_last_column": "LibreOffice has no styles of tables",
    "Table.show_table_style_row_stripes": "LibreOffice has no styles of tables",
}
