"""What this engine leaves out of the xlwings interface, and why.

A test compares this list with the installed xlwings: a member that is neither filled in nor listed
here came with a newer version and wants a decision.
"""

from __future__ import annotations

from typing import Final

_NO_WINDOW = "there may be no window to see it in"
_NO_CHARTS = "charts, pictures and pivot tables are kept, and not reached from here"
_NO_CLIPBOARD = "the clipboard belongs to the person before the screen"
_NOT_YET = "no program of ours needed it so far"
_LITE = "the desktop engines of xlwings do not offer it either"
_NOT_THREADED = "LibreOffice has notes and no threaded comments"

GAPS: Final[dict[str, str]] = {
    "App.alert": "it waits for a person",
    "App.path": "where the office lies is its own business",
    "App.startup_path": "LibreOffice has no such folder",
    "App.xl": "it belongs to the Windows engine",
    "Book.json": _LITE,
    "Sheet.charts": _NO_CHARTS,
    "Sheet.comments": _NOT_THREADED,
    "Sheet.freeze_panes": _NO_WINDOW,
    "Sheet.page_setup": _NOT_YET,
    "Sheet.pictures": _NO_CHARTS,
    "Sheet.pivot_tables": _NO_CHARTS,
    "Sheet.to_html": _NOT_YET,
    "Range.add_comment": _NOT_THREADED,
    "Range.adjust_indent": _NOT_YET,
    "Range.autofill": _NOT_YET,
    "Range.borders": _NOT_YET,
    "Range.characters": _NOT_YET,
    "Range.comment": _NOT_THREADED,
    "Range.conditional_formats": _NOT_YET,
    "Range.copy": _NO_CLIPBOARD,
    "Range.copy_from": _NO_CLIPBOARD,
    "Range.copy_picture": _NO_CLIPBOARD,
    "Range.data_validation": _NOT_YET,
    "Range.find": _NOT_YET,
    "Range.formula_array": "an array formula is read, not written",
    "Range.get_async_pipeline_overrides": _LITE,
    "Range.get_special_cells": _NOT_YET,
    "Range.group": _NOT_YET,
    "Range.height": _NOT_YET,
    "Range.left": _NOT_YET,
    "Range.move": _NOT_YET,
    "Range.paste": _NO_CLIPBOARD,
    "Range.remove_duplicates": _NOT_YET,
    "Range.replace_all": _NOT_YET,
    "Range.to_pdf": _NOT_YET,
    "Range.to_png": _NO_WINDOW,
    "Range.top": _NOT_YET,
    "Range.ungroup": _NOT_YET,
    "Range.width": _NOT_YET,
    "AutoFilter.apply_bottom_items": _NOT_YET,
    "AutoFilter.apply_bottom_percent": _NOT_YET,
    "AutoFilter.apply_top_items": _NOT_YET,
    "AutoFilter.apply_top_percent": _NOT_YET,
    "Shape.activate": _NO_WINDOW,
    "Shape.characters": _NOT_YET,
    "Shape.delete": _NOT_YET,
    "Shape.font": _NOT_YET,
    "Shape.scale_height": _NOT_YET,
    "Shape.scale_width": _NOT_YET,
    "Table.show_table_style_column_stripes": "LibreOffice has no styles of tables",
    "Table.show_table_style_first_column": "LibreOffice has no styles of tables",
    "Table.show_table_style_last_column": "LibreOffice has no styles of tables",
    "Table.show_table_style_row_stripes": "LibreOffice has no styles of tables",
}
