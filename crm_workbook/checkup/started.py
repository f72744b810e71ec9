"""What the macro starts when only the way from Excel to Python is to be tried."""

from __future__ import annotations

import os
import sys
import tempfile
from typing import Final

COMMAND: Final = "import crm_workbook.checkup.started as s; s.note()"
_NAME: Final = "crm-doctor-started.txt"


def note() -> None:
    """Leave word that Python was started, and which one."""
    with open(path(), "w", encoding="utf-8") as file:
        file.write(sys.version.split()[0])


def path() -> str:
    """Return where the word is left."""
    return os.path.join(tempfile.gettempdir(), _NAME)
