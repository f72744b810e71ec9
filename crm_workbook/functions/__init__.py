"""Functions for formulas: `CRM_PHONE` and the others, run by Excel through xlwings on Windows.

A module `worksheet/<name>.py` defines `FUNCTION`, and that one file is all a new function costs:
its name, arguments, help in the function wizard, VBA wrapper, page in the documentation and tests
follow from it. A function sees its arguments only, never another cell of the book.

Nothing of xlwings, numpy or jinja2 is loaded here; each function brings what it needs when it is
first called, and `server` alone knows xlwings.
"""

from __future__ import annotations

from typing import Final

from crm_workbook.functions.declare import functions
from crm_workbook.functions.wrappers import descriptions, vba

__all__ = ["MARK", "descriptions", "functions", "vba"]

MARK: Final = "' Made by crm-workbook: its functions for formulas."
"""The line by which our module is known in a workbook."""
