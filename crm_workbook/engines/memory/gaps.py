"""What this engine leaves out of the xlwings interface, and why.

A test compares this list with the installed xlwings: a member that is neither filled in nor listed
here came with a newer version and wants a decision.
"""

from __future__ import annotations

from typing import Final

_NO_LOOK = "nothing is drawn here"
_NO_CHARTS = "charts, pictures and pivot tables are not kept here"
_NO_CLIPBOARD = "there is no clipboard here"
_NOT_YET = "no program of ours needed it so far"
_LITE = "the desktop engines of xlwings do not offer it either"
_NOT_THREADED = "threaded comments are lost by openpyxl; notes are kept"

GAPS: Final[dict[str, str]] = {
    "App.alert": "it waits for a person",
    "App.path": "no program is installed",
    "App.startup_path": "no program is installed",
    "App.xl": "it belongs to the Windows engine",
    "Book.json": _LITE,
    "Book.to_pdf": _NO_LOOK,
    "Sheet.charts": _NO_CHARTS,
    "Sheet.comments": _NOT_THREADED,
    "Sheet.page_setup": _NO_LOOK,
    "Sheet.pictures": _NO_CHARTS,
    "Sheet.pivot_tables": _NO_CHARTS,
    "Sheet.to_html": _NO_LOOK,
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
    "Range.get_async_pipeline_overrides": _LITE,
    "Range.formula_array": "an array formula is read, not written",
    "Range.get_special_cells": _NOT_YET,
    "Range.group": _NOT_YET,
    "Range.height": _NO_LOOK,
    "Range.left": _NO_LOOK,
    "Range.move": _NOT_YET,
    "Range.paste": _NO_CLIPBOARD,
    "Range.remove_duplicates": _NOT_YET,
    "Range.replace_all": _NOT_YET,
    "Range.to_pdf": _NO_LOOK,
    "Range.to_png": _NO_LOOK,
    "Range.top": _NO_LOOK,
    "Range.ungroup": _NOT_YET,
    "Range.width": _NO_LOOK,
    "AutoFilter.apply_bottom_items": _NOT_YET,
    "AutoFilter.apply_bottom_percent": _NOT_YET,
    "AutoFilter.apply_top_items": _NOT_YET,
    "AutoFilter.apply_top_percent": _NOT_YET,
    "Shape.activate": _NO_LOOK,
    "Shape.characters": _NO_LOOK,
    "Shape.delete": "shapes are read only: openpyxl could not write them",
    "Shape.font": _NO_LOOK,
    "Shape.height": _NO_LOOK,
    "Shape.left": _NO_LOOK,
    "Shape.scale_height": _NO_LOOK,
    "Shape.scale_width": _NO_LOOK,
    "Shape.top": _NO_LOOK,
    "Shape.width": _NO_LOOK,
}
