"""What no engine offers of the xlwings interface, for one reason everywhere."""

from __future__ import annotations

from typing import Final

NOT_YET: Final = "no program of ours needed it so far"
LITE: Final = "the desktop engines of xlwings do not offer it either"

GAPS: Final[dict[str, str]] = {
    "App.alert": "it waits for a person",
    "App.xl": "it belongs to the Windows engine",
    "Book.json": LITE,
    "Range.adjust_indent": NOT_YET,
    "Range.autofill": NOT_YET,
    "Range.borders": NOT_YET,
    "Range.characters": NOT_YET,
    "Range.conditional_formats": NOT_YET,
    "Range.data_validation": NOT_YET,
    "Range.find": NOT_YET,
    "Range.formula_array": "an array formula is read, not written",
    "Range.get_async_pipeline_overrides": LITE,
    "Range.get_special_cells": NOT_YET,
    "Range.group": NOT_YET,
    "Range.move": NOT_YET,
    "Range.remove_duplicates": NOT_YET,
    "Range.replace_all": NOT_YET,
    "Range.ungroup": NOT_YET,
    "AutoFilter.apply_bottom_items": NOT_YET,
    "AutoFilter.apply_bottom_percent": NOT_YET,
    "AutoFilter.apply_top_items": NOT_YET,
    "AutoFilter.apply_top_percent": NOT_YET,
}
