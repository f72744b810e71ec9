"""Patterns that are compiled when they are first needed.

A check of a small workbook meets few of the odd forms the readers know, and compiling all their
patterns at import would take longer than reading the workbook.
"""

from __future__ import annotations

import re
from functools import cache


@cache
def pattern(source: str) -> re.Pattern[str]:
    """Return the compiled pattern."""
    return re.compile(source)
