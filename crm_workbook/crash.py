"""A local record of a fault in the program itself, without anything from a workbook."""

from __future__ import annotations

import os
import sys
import traceback
from datetime import datetime

from crm_workbook.version import __version__


def record(error: BaseException) -> str:
    """Append the path through the code to a log of the user's and return the log's path.

    Messages and values are left out: they may hold customers' details. So are source lines.
    """
    path = os.path.join(folder(), "errors.log")
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    python = sys.version.split()[0]
    lines = [f"{when} crm-workbook {__version__} Python {python} {sys.platform}"]
    link: BaseException | None = error
    while link is not None:
        lines.append(type(link).__name__)
        lines += [
            f"  {frame.f_code.co_filename}:{line} {frame.f_code.co_name}"
            for frame, line in traceback.walk_tb(link.__traceback__)
        ]
        link = link.__cause__ or link.__context__
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(path, "a", encoding="utf-8") as log:
            log.write("\n".join(lines) + "\n")
    except OSError:
        return lines[-1].strip()  # nowhere to write: the last place in the code still helps
    return path


def folder() -> str:
    """Return the folder of the log; it need not be there yet."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~")
    else:
        base = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    return os.path.join(base, "crm-workbook")
