"""What this engine leaves out of the xlwings interface, and why.

A test compares this list with the installed xlwings: a member that is neither filled in nor listed
here came with a newer version and wants a decision.
"""

from __future__ import annotations

from typing import Final

from crm_workbook.engines.shared import gaps as shared

_NO_LOOK = "nothing is drawn here"
_NO_CHARTS = "charts, pictures and pivot tables are not kept here"
_NO_CLIPBOARD = "there is no clipboard here"
_NOT_THREADED = "threaded comments are lost by openpyxl; notes are kept"

GAPS: Final[dict[str, str]] = {
    **shared.GAPS,
    "App.path": "no program is installed",
    "App.startup_path": "no program is installed",
    "Book.to_pdf": _NO_LOOK,
    "Sheet.charts": _NO_CHARTS,
    "Sheet.comments": _NOT_THREADED,
    "Sheet.page_setup": _NO_LOOK,
    "Sheet.pictures": _NO_CHARTS,
    "Sheet.pivot_tables": _NO_CHARTS,
    "Sheet.to_html": _NO_LOOK,
    "Range.add_comment": _NOT_THREADED,
    "Range.comment": _NOT_THREADED,
    "Range.copy": _NO_CLIPBOARD,
    "Range.copy_from": _NO_CLIPBOARD,
    "Range.copy_picture": _NO_CLIPBOARD,
    "Range.height": _NO_LOOK,
    "Range.left": _NO_LOOK,
    "Range.paste": _NO_CLIPBOARD,
    "Range.to_pdf": _NO_LOOK,
    "Range.to_png": _NO_LOOK,
    "Range.top": _NO_LOOK,
    "Range.width": _NO_LOOK,
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
